"""Entries and readings, and the row of words in which they stand: one form for every encoding.

The names follow the TEI Guidelines, “Critical Apparatus”, and docs/glossary.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from lxml import etree


class Attestation(StrEnum):
    """What a witness does at a place of the edited text: always exactly one of these."""

    ATTESTS = "attests"
    OMITS = "omits"
    LACUNOSE = "lacunose"
    ILLEGIBLE = "illegible"
    OUT_OF_RANGE = "out of range"
    UNKNOWN = "unknown"  # the edition says nothing of it: not collated, or forgotten


class State(StrEnum):
    """The text of a witness before or after its correction."""

    BEFORE = "ac"
    AFTER = "pc"


class Status(StrEnum):
    """Where a reading comes from."""

    ATTESTED = "attested"
    CONJECTURE = "conjecture"  # a scholar proposes it
    EMENDATION = "emendation"  # the editor has adopted it against the witnesses


class Kind(StrEnum):
    """The class of a reading as against the lemma."""

    SAME = "same"
    SUBSTITUTION = "substitution"
    OMISSION = "omission"
    ADDITION = "addition"
    TRANSPOSITION = "transposition"
    BOUNDARY = "boundary"  # says only that a witness begins, ends or has a lacuna


class Spot(NamedTuple):
    """A place in the file: so many characters into the text of an element, or into that after it.

    `origin` is the element's (`names.AT`). Comments count for nothing.
    """

    origin: str
    after: bool
    offset: int


class Method(StrEnum):
    """How an entry is tied to its passage."""

    PARALLEL = "parallel segmentation"
    ENDPOINTS = "double end-point"
    LOCATION = "location-referenced"


class Fault(StrEnum):
    """What hinders an entry from being tied to the text; the entry is shown all the same."""

    NO_PLACE = "no-place"  # neither pointers nor a locus, and it does not stand in the text
    DANGLING = "dangling-pointer"  # @from or @to leads nowhere, or not into the edited text
    REVERSED = "reversed"  # @from stands after @to
    NO_LOCUS = "no-such-locus"
    NO_LEMMA = "no-lemma"  # the locus is known, but not which of its words are meant
    LEMMA_DIFFERS = "lemma-differs"
    WITNESS_TWICE = "witness-twice"


class Bound(StrEnum):
    """Where a witness begins or ends, as a whole or at a lacuna."""

    START = "witStart"
    END = "witEnd"
    LACUNA = "lacunaStart"
    LACUNA_END = "lacunaEnd"

    @property
    def opens(self) -> bool:
        """Whether the witness is there after it."""
        return self in (Bound.START, Bound.LACUNA_END)


class Boundary(NamedTuple):
    """A bound of the witnesses with these ids; None: of whoever has the reading it stands in."""

    bound: Bound
    witnesses: frozenset[str] | None


@dataclass(slots=True, eq=False)
class Region:
    """A stretch of the row: the passage of an entry, or what a hand has added or deleted.

    With neither it is a stretch that a transposition moves.
    """

    entry: Entry | None = None
    edit: str = ""  # "added" or "deleted"
    witness: str = ""  # whose hand; "" where it is not stated
    order: int = 1


class Start(NamedTuple):
    """The beginning of a region."""

    region: Region


class End(NamedTuple):
    """The end of a region."""

    region: Region


Token = str | Boundary | Start | End


class Flow(NamedTuple):
    """A row of tokens; `ends` gives for each region where it ends.

    `marks` are those tokens that are no words, each with its place: few among many.
    """

    tokens: Sequence[Token]
    ends: dict[Region, int]
    marks: Sequence[tuple[int, Token]]


class Credit(NamedTuple):
    """A witness that has a reading.

    `witness` is the id of a witness or a group; `hand` the id of the hand, "" where none is
    stated. `order` says when the reading came into the witness: -1 by the first hand, before
    correction; 0 simply; 1 and more by correcting hands. `sign` is the siglum as printed.
    """

    witness: str
    sign: str
    hand: str = ""
    order: int = 0


class Group(NamedTuple):
    """A reading group (`rdgGrp`).

    `head` is the number of the reading of which the others are sub-variants, where one is marked
    as such by being a `lem`; `parent` the number of the group around this one.
    """

    number: int
    type: str
    head: int | None = None
    parent: int | None = None


class Reading(NamedTuple):
    """What one or more witnesses have, or scholars propose, in one passage.

    Number 0 is the lemma. `text` has the words on one line, as corrected and normalised, and
    `flow` has them with all that depends on witness and hand. `group` is the number of the
    reading group. `boundaries` are the marks of beginning, end and lacuna in it. `missing` says
    why a reading has no words that consists of a gap, or is a copy (@copyOf) that leads nowhere.
    """

    number: int
    text: str
    credits: tuple[Credit, ...]
    kind: Kind
    status: Status
    flow: Flow
    element: etree._Element
    type: str = ""
    cause: str = ""
    sequence: int = 0
    cert: str = ""
    resp: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    id: str = ""
    group: int | None = None
    boundaries: tuple[str, ...] = ()
    missing: Attestation | None = None

    @property
    def sigla(self) -> tuple[str, ...]:
        """The signs of the witnesses, in the order of the encoding."""
        return tuple(credit.sign for credit in self.credits)


class Detail(NamedTuple):
    """What is said of one witness in one reading (`witDetail`); `reading` is None for none.

    `candidates` are the readings between which it is open what the witness has.
    """

    text: str
    witnesses: tuple[Credit, ...]
    reading: int | None
    type: str
    element: etree._Element
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """An apparatus entry: lemma, readings and notes about one passage.

    `number` counts through the text in the order of the file. `passage` is what stands in the
    edited text there; None where the passage is not known (`faults` says why). `default` is the
    number of the reading of all witnesses that are not named: 0 (the lemma) in a negative
    apparatus, None in a positive one, where nothing is known of them. `running` is the number of
    the reading that stands in the edited text, None where the entry stands apart from it. `within`
    is the number of the entry in which this one is nested. `previous` and `next` are ids of the
    other parts of an entry that is split. `begins` is, of an entry apart from its passage, the
    origin (`names.AT`) of the element at which the passage begins, or in which it stands; `ends`
    that of the element with which it ends. Where it was found by its words, `spots` has both ends.
    """

    number: int
    method: Method
    lemma: Reading | None
    readings: tuple[Reading, ...]
    element: etree._Element = field(compare=False, repr=False)
    id: str = ""
    locus: str = ""
    type: str = ""
    apparatus: str = ""
    passage: str | None = None
    begins: str = ""
    ends: str = ""
    spots: tuple[Spot, Spot] | None = None
    default: int | None = None
    running: int | None = None
    groups: tuple[Group, ...] = ()
    details: tuple[Detail, ...] = ()
    notes: tuple[str, ...] = ()
    within: int | None = None
    previous: str = ""
    next: str = ""
    exclude: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @cached_property
    def all_readings(self) -> tuple[Reading, ...]:
        """The lemma, where there is one, and the readings."""
        return (self.lemma, *self.readings) if self.lemma else self.readings

    @cached_property
    def named(self) -> Mapping[str, Sequence[tuple[Credit, Reading]]]:
        """Give for each witness or group that the entry names what it has, in which hands."""
        found: dict[str, list[tuple[Credit, Reading]]] = {}
        for reading in self.all_readings:
            for credit in reading.credits:
                found.setdefault(credit.witness, []).append((credit, reading))
        return found

    def reading(self, number: int) -> Reading | None:
        """Give the reading with a number; 0 is the lemma."""
        at = number if self.lemma else number - 1
        return self.all_readings[at] if 0 <= at < len(self.all_readings) else None

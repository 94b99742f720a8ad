"""The runs of a printed entry, and how they are put in a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tei.apparatus.model import Bound, Reading
from tei.apparatus.style import Terms
from tei.layers import local


class Run(NamedTuple):
    """A part of a printed entry.

    `kind` is `lemma`, `reading`, `sigla`, `term`, `person`, `note` or `separator`. `pieces` are
    its words, each with whether it is raised; without any, the run is the content of the lemma,
    reading or remark with the number `of`. `witnesses` are the ids of those whose sigla it has.
    """

    kind: str
    pieces: tuple[tuple[str, bool], ...] = ()
    of: int | None = None
    witnesses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of the run."""
        return "".join(text for text, _ in self.pieces)


class Remark(NamedTuple):
    """A note in an entry, or what it says of witnesses of one reading.

    `joins` is the number of the reading to which it leads over from `reading` (“vel”).
    """

    number: int
    text: str
    reading: int | None = None
    witnesses: frozenset[str] = frozenset()
    joins: int | None = None


@dataclass(slots=True)
class Row:
    """The runs of an entry while they are made; blanks and other separators are kept single."""

    out: list[Run] = field(default_factory=list)

    def term(self, term: str) -> None:
        """Add a word or abbreviation of the apparatus, parted from what is before it."""
        if term:
            self.blank()
            self.add("term", term)

    def blank(self) -> None:
        """Add a blank, unless there is one or a bracket has just been opened."""
        last = self.out[-1] if self.out else None
        if last is not None and not (
            last.kind == "separator" and (last.text[-1:].isspace() or last.text[-1:] in "([")
        ):
            self.add("separator", " ")

    def add(self, kind: str, text: str = "", of: int | None = None) -> None:
        """Add a run, if it has words or stands for some; separators become one."""
        if text or of is not None:
            if kind == "separator" and self.out and self.out[-1].kind == "separator":
                before = self.out.pop().text
                text = (before.rstrip() if text[:1].isspace() or text[:1] == "]" else before) + text
            self.out.append(Run(kind, ((text, False),) if text else (), of))


def bound_term(terms: Terms, bound: Bound) -> str:
    """Give the words for the beginning or end of a witness or of a lacuna."""
    names = {
        Bound.START: "witness_begins",
        Bound.END: "witness_ends",
        Bound.LACUNA: "lacuna_begins",
        Bound.LACUNA_END: "lacuna_ends",
    }
    return str(getattr(terms, names[bound]))


def has_content(reading: Reading) -> bool:
    """Say whether a reading without words of its own still has something to show (a deletion)."""
    walk = etree.iterwalk(reading.element, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not reading.element and (element.tail or "").strip():
                return True
        elif local(element) in ("note", "witDetail", "wit"):
            walk.skip_subtree()
        elif (element.text or "").strip():
            return True
    return False

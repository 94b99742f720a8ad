"""An entry as it is printed: a row of runs, each with what it is.

The wording of an entry (which witnesses are named, what stands before and after them, *om.* and
*add.*) is decided here once; the web page, the book and the e-book only dress the runs.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from tei.apparatus.attesting import Attested
from tei.apparatus.model import Attestation, Bound, Credit, Entry, Kind, Reading, Status
from tei.apparatus.readings import correction
from tei.apparatus.runs import Remark, Row, Run, bound_term, has_content
from tei.apparatus.style import Style
from tei.apparatus.tokens import has_letters
from tei.apparatus.witnesses import Rank, Witnesses


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints the entries of one apparatus in one style.

    `people` has the names of those to whom `@resp` and `@source` point; `editors` are the ids of
    the edition's own editors, who are named only where the style says so.
    """

    style: Style
    witnesses: Witnesses
    people: Mapping[str, str] = field(default_factory=dict)
    editors: Set[str] = frozenset()
    _places: dict[str, int] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)
    _sorted: dict[tuple[Credit, ...], Sequence[Credit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, (name, witness) in enumerate(self.witnesses.items()):
            self._places[name] = at
            self._bases[name] = witness.siglum if witness.rank is not Rank.HAND else ""

    def runs(
        self,
        entry: Entry,
        attested: Sequence[Attested] = (),
        remarks: Sequence[Remark] = (),
        after: str = "",
    ) -> tuple[Run, ...]:
        """Print an entry; `after` is what stands before a passage that has no words."""
        return tuple(_Wording(self, entry, attested, remarks, after).print())

    def sorted(self, named: tuple[Credit, ...]) -> Sequence[Credit]:
        """Put the witnesses of a reading in the order of the style."""
        if len(named) < 2 or self.style.order != "list":
            return named
        if named not in self._sorted:
            last = len(self._places)
            self._sorted[named] = sorted(
                named, key=lambda item: (self._places.get(item.witness, last), item.order)
            )
        return self._sorted[named]

    def base(self, witness: str) -> str:
        """Give the siglum of a witness or group, to which the sign of a hand may be added."""
        return self._bases.get(witness, "")


class _Wording:
    """The runs of one entry, while they are made."""

    def __init__(
        self,
        printer: Printer,
        entry: Entry,
        attested: Sequence[Attested],
        remarks: Sequence[Remark],
        after: str,
    ) -> None:
        self._printer = printer
        self._style = printer.style
        self._terms = printer.style.terms
        self._entry = entry
        self._attested = attested
        self._remarks = remarks
        self._after = after
        self._row = Row()
        self._start = 0  # where begins what follows the lemma
        self._done: set[int] = set()
        self._last: int | None = None  # the reading that was printed last
        running = entry.reading(entry.running) if entry.running is not None else None
        if running is not None and running.kind is Kind.BOUNDARY:
            running = None
        self._main = entry.lemma or running
        self._agreeing = self._repeated()

    def print(self) -> list[Run]:
        """Print lemma, readings, those who lack the passage, and notes."""
        bare = self._lemma()
        start = self._start
        if not bare:
            self._of_lemma()
        heads: dict[int, list[Reading]] = {}
        for reading in self._printed():
            heads.setdefault(self._head(reading), []).append(reading)
        self._subordinate(heads.pop(self._main.number, []) if self._main else [])
        for reading in heads.pop(-1, []):
            if not self._joined(reading):
                self._part(start)
            self._reading(reading)
            self._subordinate(heads.pop(reading.number, []))
        if bare and self._main is not None and self._main.credits and self._shows_lemma_sigla():
            self._part(start)
            self._row.term(self._terms.omission)
            self._credits(self._main)
        self._absent(start)
        for remark in self._remarks:
            if remark.number not in self._done:
                self._note(remark)
        while (
            self._row.out
            and self._row.out[-1].kind == "separator"
            and not self._row.out[-1].text.strip()
        ):
            self._row.out.pop()
        return self._row.out

    # --- The lemma ---------------------------------------------------------------------------

    def _lemma(self) -> bool:
        """Print the lemma; say whether it has no words, so that readings are additions to it."""
        main, passage = self._main, self._entry.passage
        if main is not None and main.text and self._after and not has_letters(main.text):
            self._row.add("lemma", self._after + main.text)
        elif main is not None and (main.text or main.missing or has_content(main)):
            self._words("lemma", main.text, main.number)
        elif main is None and passage:
            self._row.add("lemma", self._shortened(passage) or passage)
        else:
            if self._after and passage is not None:
                self._row.term(self._terms.after)
                self._row.blank()
                self._row.add("lemma", self._after.strip())
            self._start = len(self._row.out)
            if main is not None and main.status is not Status.ATTESTED and self._people(main):
                self._row.term(self._terms.deletion)
                self._person(main)
            return True
        self._row.add("separator", self._style.bracket)
        self._start = len(self._row.out)
        return False

    def _of_lemma(self) -> None:
        """Name those who have the lemma, or who has made it."""
        main = self._main
        if main is not None and main.status is not Status.ATTESTED:
            if self._people(main):
                self._row.term(self._terms.emendation)
            self._person(main)
        if not self._shows_lemma_sigla():
            return
        if main is not None and main.credits:
            self._credits(main)
            self._notes_on(main)
        elif self._agreeing is not None:
            self._credits(self._agreeing)
            self._notes_on(self._agreeing)
        elif self._style.polarity == "positive":
            number = main.number if main is not None else 0
            found = [
                name
                for item in self._attested
                if item.state is None
                and item.attestation is Attestation.ATTESTS
                and item.reading == number
                for name in item.witnesses
            ]
            if self._style.rest_from and len(found) >= self._style.rest_from:
                self._row.term(self._terms.rest)
            else:
                known = self._printer.witnesses
                self._sigla([Credit(name, known[name].siglum) for name in found])

    def _shows_lemma_sigla(self) -> bool:
        return self._style.polarity != "negative"

    # --- The readings ------------------------------------------------------------------------

    def _printed(self) -> Iterator[Reading]:
        """Give the readings that the style prints, without that which stands for the lemma."""
        for reading in self._entry.readings:
            if reading.type not in self._style.leave_out and reading not in (
                self._main,
                self._agreeing,
            ):
                yield reading

    def _repeated(self) -> Reading | None:
        """Give the reading that only repeats the lemma, to name its witnesses."""
        if self._main is not None and self._main.credits:
            return None
        for reading in self._entry.readings:
            plain = reading.credits and not any(credit.order for credit in reading.credits)
            same = reading.kind is Kind.SAME and reading.text and not reading.boundaries
            if same and plain and not reading.source and reading is not self._main:
                return reading
        return None

    def _head(self, reading: Reading) -> int:
        """Give the number of the reading of which this one is a sub-variant; -1 for none."""
        at = reading.group
        while at is not None and at < len(self._entry.groups):
            group = self._entry.groups[at]
            if group.head is not None and group.head != reading.number:
                head = self._entry.reading(group.head)
                shown = head is self._main or (head is not None and head in self._printed())
                return group.head if shown else -1
            at = group.parent
        return -1

    def _subordinate(self, readings: Sequence[Reading]) -> None:
        for number, reading in enumerate(readings):
            opening = self._style.group_separator if number else self._style.group_before
            if not self._joined(reading):
                self._row.add("separator", opening)
            self._reading(reading)
        if readings:
            self._row.add("separator", self._style.group_after)

    def _reading(self, reading: Reading) -> None:
        terms = self._terms
        same = reading.kind is Kind.SAME and bool(reading.boundaries)
        if same or (reading.kind is Kind.BOUNDARY and not reading.missing):
            for name in reading.boundaries:
                self._row.term(bound_term(terms, Bound(name)))
        elif reading.text or reading.missing or has_content(reading):
            if reading.kind is Kind.ADDITION:
                self._row.term(terms.addition)
                self._row.blank()
            self._row.add("reading", of=reading.number)
            if reading.kind is Kind.TRANSPOSITION:
                self._row.term(terms.transposition)
            for name in reading.boundaries:
                self._row.term(bound_term(terms, Bound(name)))
        elif reading.status is Status.CONJECTURE:
            self._row.term(terms.deletion)
        else:
            self._row.term(terms.omission)
        self._credits(reading)
        if reading.status is not Status.ATTESTED and self._people(reading):
            if reading.text:
                self._row.term(terms.conjecture)
            self._person(reading)
        self._notes_on(reading)
        self._last = reading.number

    def _joined(self, reading: Reading) -> bool:
        """Lead over from the reading printed last, where a remark does that: “aut”, “vel”."""
        for remark in self._remarks:
            if remark.joins == reading.number and remark.reading == self._last:
                self._row.blank()
                self._row.out.append(Run("note", of=remark.number))
                self._row.blank()
                self._done.add(remark.number)
                return True
        return False

    def _notes_on(self, reading: Reading) -> None:
        """Print what is said of a reading itself, of none of its witnesses."""
        for remark in self._remarks:
            about = remark.reading == reading.number and remark.joins is None
            if about and remark.number not in self._done:
                self._note(remark)

    def _credits(self, reading: Reading) -> None:
        """Name the witnesses of a reading, each followed by what is said of it."""
        said = [i for i in self._remarks if i.reading == reading.number and i.witnesses]
        left = {item.number: set(item.witnesses) for item in said}
        named = self._printer.sorted(reading.credits)
        pending: list[Credit] = [] if said else list(named)
        for credit in named if said else ():
            pending.append(credit)
            for remark in said:
                names = left[remark.number]
                if credit.witness in names or credit.hand in names:
                    names -= {credit.witness, credit.hand}
                    rest = named[named.index(credit) + 1 :]
                    if not any(item.witness in remark.witnesses for item in rest):
                        self._sigla(pending)
                        pending = []
                        self._note(remark)
        self._sigla(pending)
        doubt = {"low": self._terms.low, "medium": self._terms.medium}.get(reading.cert, "")
        if doubt and self._style.certainty:
            self._row.blank()
            self._row.add("separator", self._style.note_before)
            self._row.add("term", doubt)
            self._row.add("separator", self._style.note_after)

    # --- The rest ----------------------------------------------------------------------------

    def _absent(self, start: int) -> None:
        """Name the witnesses that are not there, for the states that the style names."""
        for state in self._style.absent:
            names = [
                name
                for item in self._attested
                if item.state is None and item.attestation == state and item.reading is None
                for name in item.witnesses
            ]
            if names:
                self._part(start)
                one, several = getattr(self._terms, state.replace(" ", "_"))
                self._row.term(one if len(names) == 1 else several)
                known = self._printer.witnesses
                self._sigla([Credit(name, known[name].siglum) for name in names])

    def _people(self, reading: Reading) -> list[str]:
        pointers = reading.source or reading.resp
        return [
            self._printer.people.get(name, re.split("[#:]", name)[-1])
            for name in pointers
            if "://" not in name and (self._style.editors or name not in self._printer.editors)
        ]

    def _person(self, reading: Reading) -> None:
        if named := self._people(reading):
            self._row.blank()
            self._row.add("person", ", ".join(named))

    def _note(self, remark: Remark) -> None:
        self._done.add(remark.number)
        if not remark.text or (remark.witnesses and correction(remark.text)):
            return  # the siglum says so already
        self._row.blank()
        bare = remark.text[:1] not in ("(", "[")
        self._row.add("separator", self._style.note_before if bare else "")
        self._row.out.append(Run("note", of=remark.number))
        self._row.add("separator", self._style.note_after if bare else "")

    def _sigla(self, named: Sequence[Credit]) -> None:
        """Print sigla; the sign of a hand after that of its witness may be raised."""
        base_of = self._printer.base
        if not any(item.order or item.sign != base_of(item.witness) for item in named):
            self._signs([(" ".join([item.sign for item in named]), False)] if named else [], named)
            return
        pieces: list[tuple[str, bool]] = []
        for credit in named:
            sign = credit.sign
            if pieces:
                pieces.append((" ", False))
            base = base_of(credit.witness)
            if base and sign != base and sign.startswith(base) and self._style.raised:
                pieces += [(base, False), (sign.removeprefix(base), True)]
                continue
            pieces.append((sign, False))
            if credit.order and sign == base:
                state = self._terms.before_correction
                if credit.order > 0:
                    state = self._terms.after_correction
                pieces += [("" if self._style.raised else " ", False), (state, self._style.raised)]
        self._signs(pieces, named)

    def _signs(self, pieces: Sequence[tuple[str, bool]], named: Sequence[Credit]) -> None:
        if pieces:
            self._row.blank()
            names = tuple(dict.fromkeys(item.witness for item in named))
            self._row.out.append(Run("sigla", _joined(pieces), witnesses=names))

    def _words(self, kind: str, text: str, number: int) -> None:
        if short := self._shortened(text):
            self._row.add(kind, short)
        else:
            self._row.add(kind, of=number)

    def _shortened(self, text: str) -> str:
        """Give the first and last word of a long lemma; "" for one that is not too long."""
        words = text.split()
        most = self._style.lemma_words
        return f"{words[0]}{self._style.ellipsis}{words[-1]}" if 0 < most < len(words) else ""

    def _part(self, start: int) -> None:
        """Part what follows from what was printed after the lemma."""
        if len(self._row.out) > start:
            self._row.add("separator", self._style.separator)
        else:
            self._row.blank()


def _joined(pieces: Sequence[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """Make one of pieces that follow one another and are raised, or are not, alike."""
    return tuple(
        ("".join(text for text, _ in group), raised)
        for raised, group in itertools.groupby((item for item in pieces if item[0]), _is_raised)
    )


def _is_raised(piece: tuple[str, bool]) -> bool:
    return piece[1]

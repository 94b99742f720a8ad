"""The texts of all witnesses side by side: what each of them has at every place of a text.

The row of a text falls into stretches that no entry reaches across. Where no entry stands, all
witnesses that are there have the same words. A simple entry has said already who reads what
(`attesting`); where entries lie within each other or cross, or hands add and delete, witnesses are
told (`together`). So the words of a witness, stretch after stretch, are its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tei.apparatus.attesting import Attested, Sets
from tei.apparatus.choosing import view
from tei.apparatus.collection import Book
from tei.apparatus.model import Attestation, Entry, Flow, Kind, Start, Token
from tei.apparatus.telling import Piece
from tei.apparatus.together import Together, stretches
from tei.apparatus.tokens import (
    ELSEWHERE,
    ILLEGIBLE,
    JOIN,
    LACUNA,
    LINE,
    NOTHING,
    PARAGRAPH,
    UNKNOWN,
    UNSAID,
    kept,
)
from tei.apparatus.walking import Bits
from tei.apparatus.witnesses import Rank

SIGNS = {
    Attestation.LACUNOSE: LACUNA,
    Attestation.ILLEGIBLE: ILLEGIBLE,
    Attestation.OUT_OF_RANGE: ELSEWHERE,
    Attestation.UNKNOWN: UNKNOWN,
}
_What = tuple[str, Attestation]  # words, or why there are none

_NO_WORDS = f" \t\r\n{UNSAID}"
_BLANKS = re.compile(r"[ \t\r\n]+")
_ENDS = re.compile(rf" *[{LINE}{PARAGRAPH}][ {LINE}{PARAGRAPH}]*")


class Cell(NamedTuple):
    """What these witnesses have at one place: words, or the reason why they have none.

    Blanks at both ends of the words belong to them; `SIGNS` stand in them where some are missing.
    `bits` are the witnesses, by `sets`. `edited` says that this is the edited text.
    """

    words: str
    attestation: Attestation
    bits: Bits
    sets: Sets
    edited: bool = False

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The ids of the witnesses."""
        return self.sets[self.bits]


class Place(NamedTuple):
    """One place of a text: all that is read there, and the numbers of the entries about it."""

    cells: tuple[Cell, ...]
    entries: tuple[int, ...] = ()


class Passage(NamedTuple):
    """A verse line, paragraph or heading; `origin` is that of its element (`names.AT`)."""

    origin: str
    verse: bool
    places: tuple[Place, ...]


def collate(
    book: Book, attested: Mapping[int, Sequence[Attested]]
) -> Mapping[str, tuple[Passage, ...]]:
    """Give the passages of every text of a book, with what its witnesses have there.

    Witnesses are those that are neither groups nor hands, in their last state; `attested` is what
    `attesting.survey` says of the book.
    """
    collator = _Collator(book, attested)
    return {text: tuple(collator.passages(row)) for text, row in book.flows.items()}


class _Collator:
    """Collates the texts of one book, one after the other."""

    def __init__(self, book: Book, attested: Mapping[int, Sequence[Attested]]) -> None:
        self._attested = attested
        known = book.witnesses
        names = [item.id for item in known.values() if item.rank is Rank.WITNESS]
        views = [view(known, known[name], None) for name in names]
        self._together = Together(book, views, self._doing)
        self._every = (1 << len(names)) - 1
        self._sets = Sets(names)

    def _doing(self, number: int) -> Iterator[Bits]:
        """Give the sets of witnesses that do the same in an entry, in their last state."""
        for item in self._attested.get(number, ()):
            if item.state is None:
                yield item.bits

    def passages(self, row: Flow) -> Iterator[Passage]:
        """Give the passages of a text; the witnesses go on from the text before."""
        origin, verse = "", False
        places: list[Place] = []
        for stretch in stretches(row):
            if stretch.origin is not None:
                if _has_content(places):
                    yield Passage(origin, verse, tuple(places))
                origin, verse, places = stretch.origin, stretch.verse, []
            if stretch.tokens:
                places.append(self._place(stretch.tokens))
        if _has_content(places):
            yield Passage(origin, verse, tuple(places))

    def _place(self, tokens: Sequence[Token]) -> Place:
        numbers = tuple([entry.number for entry in _entries(tokens)])
        edited = _laid(kept(tokens))
        if not numbers and all(isinstance(token, str) for token in tokens):
            return Place(tuple(self._common(edited)))
        if (entry := _simple(tokens)) is not None and entry.number in self._attested:
            found = self._of_entry(entry, edited)
        else:
            found = self._told(tokens)
        cells = [
            Cell(words, attestation, bits, self._sets)
            for (words, attestation), bits in found.items()
        ]
        return Place(tuple(_with_edited(cells, edited, self._sets)), numbers)

    def _common(self, words: str) -> list[Cell]:
        """Give words that no entry is about to all who are there; blanks part words for all."""
        if not words.strip():
            return [Cell(words, Attestation.ATTESTS, self._every, self._sets, edited=True)]
        there = self._together.there
        blank = " " if words[:1].isspace() or words[-1:].isspace() else ""
        cells = [Cell(words, Attestation.ATTESTS, there.get(None, 0), self._sets, edited=True)]
        for state, bits in there.items():
            if state is not None:
                cells.append(Cell(blank, state, bits, self._sets))
        return cells

    def _of_entry(self, entry: Entry, edited: str) -> dict[_What, Bits]:
        """Take what witnesses have in an entry of which the readings are nothing but words."""
        found: dict[_What, Bits] = {}
        for item in self._attested[entry.number]:
            if item.state is not None or item.attestation is None:
                continue
            words = ""
            if item.attestation is Attestation.ATTESTS:
                words = edited
                if item.reading not in (None, 0, entry.running):
                    reading = entry.reading(item.reading or 0)
                    words = edited if reading is None else _laid(kept(reading.flow.tokens))
            key = (words, item.attestation)
            found[key] = found.get(key, 0) | item.bits
        return found

    def _told(self, tokens: Sequence[Token]) -> dict[_What, Bits]:
        """Tell the witnesses; those who have the same words, or none for the same reason, share."""
        groups: dict[_What, Bits] = {}
        for bits, pieces in self._together.tell(tokens):
            words = _laid("".join(_signed(pieces)))
            state = Attestation.ATTESTS
            if not words.strip(_NO_WORDS):
                words = _laid("".join(piece.words for piece in pieces))
                reasons = [piece.attestation for piece in pieces]
                state = next((item for item in reasons if item is not Attestation.ATTESTS), state)
            groups[words, state] = groups.get((words, state), 0) | bits
        return groups


def _signed(pieces: Iterable[Piece]) -> Iterator[str]:
    """Give words with a sign for those that a witness lacks among others; one for a row of them."""
    last = ""
    for piece in pieces:
        sign = SIGNS.get(piece.attestation, "")
        yield piece.words
        if sign != last or piece.words.strip(_NO_WORDS):
            yield sign
            last = sign


def _has_content(places: Sequence[Place]) -> bool:
    return any(place.entries or any(cell.words.strip() for cell in place.cells) for place in places)


def _entries(tokens: Iterable[Token]) -> Iterator[Entry]:
    for token in tokens:
        if isinstance(token, Start) and token.region.entry is not None:
            yield token.region.entry


def _simple(tokens: Sequence[Token]) -> Entry | None:
    """Give the entry of which a stretch is the passage, where all its readings are but words."""
    if not isinstance(tokens[0], Start) or not all(isinstance(item, str) for item in tokens[1:-1]):
        return None
    entry = tokens[0].region.entry
    if entry is None:
        return None
    for reading in entry.all_readings:
        if reading.kind is Kind.BOUNDARY or reading.boundaries:
            return None
        if reading.number not in (0, entry.running) and reading.flow.ends:
            return None
    return entry


def _with_edited(cells: Sequence[Cell], edited: str, sets: Sets) -> list[Cell]:
    """Say which cell is the edited text; it stands first, and has a cell of its own if need be."""
    plain = edited.split()
    for at, cell in enumerate(cells):
        if cell.attestation is Attestation.ATTESTS and (
            cell.words == edited or cell.words.split() == plain
        ):
            first = cell._replace(words=edited, edited=True)
            return [first, *cells[:at], *cells[at + 1 :]]
    return [Cell(edited, Attestation.ATTESTS, 0, sets, edited=True), *cells]


def _laid(text: str) -> str:
    """Lay words out on one line, or on more where lines end; blanks at both ends remain."""
    if text.isalpha():
        return text  # as most are
    text = text.replace(NOTHING, "")
    if JOIN in text:
        text = re.sub(rf"\s*{JOIN}\s*", "", text)
    text = _BLANKS.sub(" ", text)
    return _ENDS.sub("\n", text)

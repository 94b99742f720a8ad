"""The texts of all witnesses side by side: what each of them has at every place of a text.

The row of a text falls into stretches that no entry reaches across. Where no entry stands, all
witnesses that are there have the same words. A simple entry has said already who reads what
(`attesting`); where entries lie within each other or cross, or hands add and delete, each witness
is told on its own (`telling`). So the words of a witness, stretch after stretch, are its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.apparatus.attesting import Attested, absent_at_first
from tei.apparatus.choosing import view
from tei.apparatus.collection import Book
from tei.apparatus.model import Attestation, Entry, Kind
from tei.apparatus.telling import Teller
from tei.apparatus.tokens import (
    JOIN,
    LINE,
    NOTHING,
    PARAGRAPH,
    Boundary,
    Break,
    End,
    Flow,
    Start,
    Token,
)
from tei.apparatus.witnesses import Rank

_BLANKS = re.compile(r"[ \t\r\n]+")
_ENDS = re.compile(rf" *[{LINE}{PARAGRAPH}][ {LINE}{PARAGRAPH}]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """What these witnesses have at one place: words, or the reason why they have none.

    Blanks at both ends of the words belong to them. `edited` says that this is the edited text.
    """

    words: str
    attestation: Attestation = Attestation.ATTESTS
    witnesses: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a text: all that is read there, and the numbers of the entries about it."""

    cells: tuple[Cell, ...]
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A verse line, paragraph or heading; `origin` is that of its element (`names.AT`)."""

    origin: str
    verse: bool
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Stretch:
    tokens: list[Token] = field(default_factory=list)
    origin: str | None = None
    verse: bool = False


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
        self._names = [item.id for item in known.values() if item.rank is Rank.WITNESS]
        self._order = {name: at for at, name in enumerate(self._names)}
        views = [view(known, known[name], None) for name in self._names]
        absent = absent_at_first(book, views)
        self._tellers = {
            name: Teller(seen, state)
            for name, seen, state in zip(self._names, views, absent, strict=True)
        }
        self._there = self._by_absence()

    def passages(self, row: Flow) -> Iterator[Passage]:
        """Give the passages of a text; the witnesses go on from the text before."""
        origin, verse = "", False
        places: list[Place] = []
        for stretch in _stretches(row):
            if stretch.origin is not None:
                if _has_content(places):
                    yield Passage(origin, verse, tuple(places))
                origin, verse, places = stretch.origin, stretch.verse, []
            if stretch.tokens:
                places.append(self._place(stretch.tokens))
        if _has_content(places):
            yield Passage(origin, verse, tuple(places))

    def _place(self, tokens: Sequence[Token]) -> Place:
        numbers = tuple(entry.number for entry in _entries(tokens))
        edited = _laid(_edited(tokens))
        if all(isinstance(token, str) for token in tokens):
            cells = self._common(edited)
        elif (entry := _simple(tokens)) is not None and entry.number in self._attested:
            cells = self._of_entry(entry, edited)
        else:
            cells = self._told(tokens)
        return Place(tuple(_with_edited(cells, edited)), numbers)

    def _common(self, words: str) -> list[Cell]:
        """Give words that no entry is about to all who are there; blanks part words for all."""
        if not words.strip():
            return [Cell(words, witnesses=tuple(self._names))]
        blank = " " if words[:1].isspace() or words[-1:].isspace() else ""
        return [
            Cell(words, witnesses=names) if state is None else Cell(blank, state, names)
            for state, names in self._there.items()
        ]

    def _by_absence(self) -> Mapping[Attestation | None, tuple[str, ...]]:
        groups: dict[Attestation | None, list[str]] = {}
        for name, teller in self._tellers.items():
            groups.setdefault(teller.absent, []).append(name)
        return {state: tuple(names) for state, names in groups.items()}

    def _of_entry(self, entry: Entry, edited: str) -> list[Cell]:
        """Take what witnesses have in an entry of which the readings are nothing but words."""
        found: dict[tuple[str, Attestation], list[str]] = {}
        for item in self._attested[entry.number]:
            if item.state is not None or item.attestation is None:
                continue
            words = ""
            if item.attestation is Attestation.ATTESTS:
                reading = None if item.reading is None else entry.reading(item.reading)
                stands = reading is None or reading.number in (0, entry.running)
                words = edited if reading is None or stands else _laid(_edited(reading.flow.tokens))
            found.setdefault((words, item.attestation), []).extend(item.witnesses)
        return [
            Cell(words, attestation, tuple(sorted(names, key=self._order.__getitem__)))
            for (words, attestation), names in found.items()
        ]

    def _told(self, tokens: Sequence[Token]) -> list[Cell]:
        """Tell every witness on its own, or one of those of whom the entries say the same."""
        ends = {token.region: at for at, token in enumerate(tokens) if isinstance(token, End)}
        part = Flow(tokens, ends)
        alike = self._alike(tokens)
        groups: dict[tuple[str, Attestation], list[str]] = {}
        for names in alike or [[name] for name in self._names]:
            told = self._tellers[names[0]].tell(part)
            words = _laid("".join(piece.words for piece in told.pieces))
            state = Attestation.ATTESTS
            if not words.strip():
                reasons = [piece.attestation for piece in told.pieces]
                state = next((item for item in reasons if item is not Attestation.ATTESTS), state)
            groups.setdefault((words, state), []).extend(names)
        if alike is None:
            self._there = self._by_absence()
        return [
            Cell(words, state, tuple(sorted(names, key=self._order.__getitem__)))
            for (words, state), names in groups.items()
        ]

    def _alike(self, tokens: Sequence[Token]) -> list[list[str]] | None:
        """Gather witnesses that do the same; None where more than entries tell them apart."""
        signs: dict[str, list[object]] = {name: [] for name in self._names}
        for state, names in self._there.items():
            for name in names:
                signs[name].append(state)
        for number, token in enumerate(_deep(tokens)):
            if isinstance(token, Boundary) or (isinstance(token, Start) and token.region.edit):
                return None
            if not isinstance(token, Start) or (entry := token.region.entry) is None:
                continue
            if any(reading.boundaries for reading in entry.all_readings):
                return None
            for item in self._attested.get(entry.number, ()):
                if item.state is None:
                    for name in item.witnesses:
                        signs[name].append((number, item.attestation, item.reading))
        groups: dict[tuple[object, ...], list[str]] = {}
        for name, sign in signs.items():
            groups.setdefault(tuple(sign), []).append(name)
        return list(groups.values())


def _has_content(places: Sequence[Place]) -> bool:
    return any(place.entries or any(cell.words.strip() for cell in place.cells) for place in places)


def _entries(tokens: Iterable[Token]) -> Iterator[Entry]:
    for token in tokens:
        if isinstance(token, Start) and token.region.entry is not None:
            yield token.region.entry


def _deep(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give all marks in a stretch, also those within readings."""
    for token in tokens:
        if isinstance(token, str | End):
            continue
        yield token
        if isinstance(token, Start) and token.region.entry is not None:
            for reading in token.region.entry.all_readings:
                if reading.number not in (0, token.region.entry.running):
                    yield from _deep(reading.flow.tokens)


def _stretches(row: Flow) -> Iterator[_Stretch]:
    """Part a row where no region reaches across, and at the beginnings of paragraphs and lines."""
    stretch = _Stretch()
    depth = 0
    for token in row.tokens:
        if depth == 0 and isinstance(token, str) and token in (PARAGRAPH, LINE):
            yield stretch
            origin = token.origin if isinstance(token, Break) else ""
            stretch = _Stretch(origin=origin, verse=token == LINE)
            continue
        outside = depth == 0 and isinstance(token, Start | Boundary)
        if outside and stretch.tokens:
            yield stretch
            stretch = _Stretch()
        stretch.tokens.append(token)
        if isinstance(token, Start):
            depth += 1
        elif isinstance(token, End):
            depth -= 1
        if depth == 0 and isinstance(token, End | Boundary):
            yield stretch
            stretch = _Stretch()
    yield stretch


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


def _edited(tokens: Iterable[Token]) -> str:
    """Give the words that stand in the edited text, without what a hand has deleted."""
    pieces: list[str] = []
    deleted = 0
    for token in tokens:
        if isinstance(token, str):
            pieces.append("" if deleted else token)
        elif isinstance(token, Start) and token.region.edit == "deleted":
            deleted += 1
        elif isinstance(token, End) and token.region.edit == "deleted":
            deleted -= 1
    return "".join(pieces)


def _with_edited(cells: Sequence[Cell], edited: str) -> Iterator[Cell]:
    """Say which cell is the edited text; it stands first, and has a cell of its own if need be."""
    plain = edited.split()
    same = [
        cell
        for cell in cells
        if cell.words.split() == plain and cell.attestation is Attestation.ATTESTS
    ]
    first = same[0] if same else None
    yield Cell(edited, witnesses=first.witnesses if first else (), edited=True)
    yield from (cell for cell in cells if cell is not first)


def _laid(text: str) -> str:
    """Lay words out on one line, or on more where lines end; blanks at both ends remain."""
    text = text.replace(NOTHING, "")
    if JOIN in text:
        text = re.sub(rf"\s*{JOIN}\s*", "", text)
    text = _BLANKS.sub(" ", text)
    return _ENDS.sub("\n", text)

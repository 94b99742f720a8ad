"""The apparatus as a matrix: what every witness has in every entry, for counting and for trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.apparatus.attesting import Attested, survey
from tei.apparatus.collection import Apparatus, Book
from tei.apparatus.model import Attestation, Entry, State, Status
from tei.apparatus.witnesses import Rank, Witness

_HAS = (Attestation.ATTESTS, Attestation.OMITS)


@dataclass(frozen=True, slots=True, eq=False)  # known by itself: it is the key of all cells
class Row:
    """A witness in one state of its text; None is its last one."""

    id: str
    siglum: str
    state: State | None = None
    declared: bool = True

    @property
    def label(self) -> str:
        """The siglum, with “ac” for the text before correction."""
        return f"{self.siglum} ac" if self.state is State.BEFORE else self.siglum


@dataclass(frozen=True, slots=True)
class Character:
    """An entry as a character: its variants (different wordings), and who has which.

    `variants` has the words of each, "" for an omission. `cells` has by row the numbers of the
    variants (several where that is open); none where the witness lacks the place or nothing is
    known. `inapplicable` are the rows for which an entry around this one decides. `attested` is
    what witnesses do here.
    """

    text: str
    entry: Entry
    locus: str
    variants: tuple[str, ...]
    cells: Mapping[Row, tuple[int, ...]]
    inapplicable: frozenset[Row]
    attested: tuple[Attested, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows (witnesses) in the order of their lists, the characters in that of the text."""

    rows: tuple[Row, ...]
    characters: tuple[Character, ...]


def matrix(collected: Apparatus, loci: Mapping[tuple[str, int], str]) -> Matrix:
    """Make the matrix of an edition; `loci` has for a text and an entry's number its place."""
    surveys: dict[int, Mapping[int, tuple[Attested, ...]]] = {}
    books: dict[int, Book] = {}
    known: dict[str, Witness] = {}
    for text in collected:
        book = collected.book(text)
        if id(book) not in books:
            books[id(book)] = book
            surveys[id(book)] = survey(book)
            for witness in book.witnesses.values():
                if witness.rank is Rank.WITNESS:
                    known.setdefault(witness.id, witness)
    corrected = {
        name
        for found in surveys.values()
        for items in found.values()
        for item in items
        if item.state is State.BEFORE
        for name in item.witnesses
    }
    rows: list[Row] = []
    for witness in known.values():
        rows.append(Row(witness.id, witness.siglum, None, witness.declared))
        if witness.id in corrected:
            rows.append(Row(witness.id, witness.siglum, State.BEFORE, witness.declared))
    characters = [
        _character(text, entry, loci.get((text, entry.number), entry.locus), attested, rows)
        for text, entries in collected.items()
        for entry in entries
        for attested in [surveys[id(collected.book(text))].get(entry.number, ())]
    ]
    return Matrix(tuple(rows), tuple(characters))


def _character(
    text: str, entry: Entry, locus: str, attested: tuple[Attested, ...], rows: Sequence[Row]
) -> Character:
    by_words: dict[str, int] = {}
    numbers: dict[int, int] = {}
    for reading in entry.all_readings:
        if reading.status is Status.ATTESTED or reading.credits or reading.number == 0:
            numbers[reading.number] = by_words.setdefault(reading.text, len(by_words))
    if not entry.lemma and 0 not in numbers:
        numbers[0] = by_words.setdefault(entry.passage or "", len(by_words))
    said: dict[tuple[str, State | None], Attested] = {
        (name, item.state): item for item in attested for name in item.witnesses
    }
    open_cells = {
        credit.witness: tuple(dict.fromkeys(numbers[n] for n in detail.candidates if n in numbers))
        for detail in entry.details
        for credit in detail.witnesses
    }
    cells: dict[Row, tuple[int, ...]] = {}
    inapplicable: list[Row] = []
    for row in rows:
        found = said.get((row.id, row.state)) or said.get((row.id, None))
        if found is None or found.attestation is None:
            inapplicable.append(row)
            continue
        cell: tuple[int, ...] = ()
        if found.attestation in _HAS and found.reading in numbers:
            both = [numbers[n] for n in _equal(entry, row) if n in numbers]
            cell = tuple(dict.fromkeys([numbers[found.reading], *both]))
        cell += tuple(item for item in open_cells.get(row.id, ()) if item not in cell)
        if cell:
            cells[row] = tuple(sorted(cell))
    return Character(text, entry, locus, tuple(by_words), cells, frozenset(inapplicable), attested)


def _equal(entry: Entry, row: Row) -> list[int]:
    """Give the readings that a witness is said to have, where nothing tells them apart."""
    named = entry.named.get(row.id, ())
    if len(named) < 2:
        return []
    keyed = [((credit.order, reading.sequence), reading.number) for credit, reading in named]
    best = (min if row.state is State.BEFORE else max)(key for key, _ in keyed)
    return [number for key, number in keyed if key == best]


def varying(found: Matrix) -> Iterator[Character]:
    """Give the characters in which witnesses differ."""
    for character in found.characters:
        if len({cell for cell in character.cells.values() if len(cell) == 1}) > 1:
            yield character

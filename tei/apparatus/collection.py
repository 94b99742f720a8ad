"""The apparatus of an edition: the entries of all its texts, tied to their passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei.apparatus import endpoints, entries, locations
from tei.apparatus.building import Builder
from tei.apparatus.endpoints import Place
from tei.apparatus.model import (
    Bound,
    Boundary,
    End,
    Entry,
    Fault,
    Flow,
    Method,
    Region,
    Spot,
    Start,
    Token,
)
from tei.apparatus.tokens import edited, flow, on_one_line, tidy
from tei.apparatus.transposing import transpose, transpositions
from tei.apparatus.witnesses import Witnesses, collected, read
from tei.edition import Edition
from tei.layers import Layer
from tei.names import AT, tei

Insertion = tuple[tuple[int, int], int, tuple[int, int], Token]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The texts of one file that have their witnesses in common, in the order of reading.

    `flows` are their rows of words, `entries` their entries, by the id of the text.
    """

    witnesses: Witnesses
    flows: Mapping[str, Flow]
    entries: Mapping[str, tuple[Entry, ...]]


class Apparatus(Mapping[str, tuple[Entry, ...]]):
    """The entries of an edition by the id of the text, in the order of their passages."""

    def __init__(self, books: Mapping[str, Book]) -> None:
        self._books = books

    def __getitem__(self, text: str) -> tuple[Entry, ...]:
        return self._books[text].entries[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._books)

    def __len__(self) -> int:
        return len(self._books)

    def witnesses(self, text: str) -> Witnesses:
        """Give the witnesses of a text, with the sigla that only its entries have."""
        return self._books[text].witnesses

    def book(self, text: str) -> Book:
        """Give the book that a text belongs to."""
        return self._books[text]


def apparatus(edition: Edition, layer: Layer = Layer.READING) -> Apparatus:
    """Read the apparatus of an edition, whatever its encoding.

    `layer` says which spelling the texts of witnesses have where the encoding offers two.
    """
    roots: dict[etree._Element, list[str]] = {}
    for ident, text in edition.texts.items():
        roots.setdefault(_book_of(text.elements[0]), []).append(ident)
    shared = [witness for document in edition.documents for witness in read(document.root)]
    books: dict[str, Book] = {}
    for root, texts in roots.items():
        witnesses = Witnesses(collected([*read(root), *shared]))
        book = _Binder(edition, layer, witnesses, texts).book()
        books.update(dict.fromkeys(texts, book))
    return Apparatus({ident: books[ident] for ident in edition.texts})


def _book_of(element: etree._Element) -> etree._Element:
    tops = list(element.iterancestors(tei("TEI")))
    return tops[0] if tops else element.getroottree().getroot()


class _Binder:
    """Binds the entries of one book to their passages."""

    def __init__(
        self, edition: Edition, layer: Layer, witnesses: Witnesses, texts: list[str]
    ) -> None:
        self._pointers = edition.pointers
        self._witnesses = witnesses
        self._texts = {ident: edition.texts[ident] for ident in texts}
        corrections = edition.settings.apparatus.corrections
        self._builders: dict[str, Builder] = {}
        self._spans: dict[str, tuple[str, int, int]] = {}
        moves = transpositions(edition, self._pointers)
        moved = {origin for move in moves for origin in move}
        exact = any(
            app.get("loc")
            for text in self._texts.values()
            for element in text.elements
            for app in element.iter(tei("app"))
        )
        first = 1
        for ident, text in self._texts.items():
            builder = Builder(
                witnesses,
                edition.pointers,
                layer,
                corrections=corrections,
                transposed=moved,
                first=first,
                exact=exact,
            )
            builder.text(text.elements)
            first += len(builder.entries)
            self._builders[ident] = builder
            self._spans.update({at: (ident, *span) for at, span in builder.spans.items()})
        self._insertions: dict[str, list[Insertion]] = {ident: [] for ident in texts}
        self._moves = moves
        self._moved: dict[str, list[tuple[tuple[int, int], Entry]]] = {i: [] for i in texts}

    def book(self) -> Book:
        """Find the passages, and put everything in order."""
        self._tie()
        self._ranges()
        flows: dict[str, Flow] = {}
        for ident, builder in self._builders.items():
            tokens = _inserted(builder.tokens, self._insertions[ident])
            flows[ident] = flow(transpose(tokens, builder.movable, self._moves))
        return Book(self._witnesses, flows, {ident: self._ordered(ident) for ident in self._texts})

    def _tie(self) -> None:
        places = locations.Places({i: builder.tokens for i, builder in self._builders.items()})
        if any(item.element.get("loc") for b in self._builders.values() for item in b.waiting):
            for text in self._texts.values():
                places.add(text.elements, self._spans)
        last: dict[tuple[str, int], tuple[int, int]] = {}
        for ident, builder in self._builders.items():
            for item in builder.waiting:
                entry = builder.entries[item.entry]
                assert entry is not None
                region = builder.regions[item.entry]
                if entry.method is Method.ENDPOINTS:
                    here = (ident, item.at) if item.at >= 0 else None
                    found = endpoints.find(item.element, here, self._spans, self._pointers)
                    if isinstance(found, Place):
                        self._bind(ident, item.entry, region, found)
                    else:
                        self._fault(ident, item.entry, found)
                elif entry.method is Method.LOCATION:
                    lemma = None
                    if entry.lemma:
                        lemma = edited(entry.lemma.flow.tokens)
                    block = places.block(entry.locus)
                    key = (block.text, block.start) if block else ("", 0)
                    place, block, fault = locations.find(
                        places, entry.locus, lemma, last.get(key, (0, 0))
                    )
                    if place is not None:
                        last[key] = place.key
                        self._bind(ident, item.entry, region, place)
                    elif fault is not None:
                        self._fault(ident, item.entry, fault, block)
                else:
                    self._fault(ident, item.entry, Fault.NO_PLACE)

    def _bind(self, ident: str, number: int, region: Region, place: Place) -> None:
        """Put the region of an entry into the row of the text where its passage stands."""
        builder = self._builders[ident]
        entry = builder.entries[number]
        assert entry is not None
        tokens = self._builders[place.text].tokens
        if entry.method is Method.ENDPOINTS:
            place = endpoints.trimmed(tokens, place)
        passage = _between(tokens, place)
        faults = entry.faults
        lemma = entry.lemma.text if entry.lemma else ""
        if lemma and entry.method is Method.ENDPOINTS and not _agree(lemma, passage):
            faults = (*faults, Fault.LEMMA_DIFFERS)
        if entry.lemma is None:
            entry = entries.against(entry, passage)
        entry = replace(
            entry,
            passage=passage,
            begins=place.begins,
            ends=place.ends,
            spots=self._spots_of(place) if entry.method is Method.LOCATION else None,
            faults=faults,
        )
        builder.entries[number] = entry
        region.entry = entry
        start, end = (place.start, place.offset), (place.end, place.end_offset)
        length = len(passage)
        rows = self._insertions[place.text]
        # What begins earlier, or reaches further, stands around what does not.
        order = entry.number if start != end else 0
        rows.append((start, 2 if start != end else 1, (-length, order), Start(region)))
        rows.append((end, 0 if start != end else 1, (length, -order), End(region)))
        self._moved[place.text].append((place.key, entry))
        builder.entries[number] = None

    def _spots_of(self, place: Place) -> tuple[Spot, Spot] | None:
        """Say where in the file the words of a passage begin and end."""
        spots = self._builders[place.text].spots or {}
        start, end = spots.get(place.start), spots.get(place.end)
        if start is None or end is None:
            return None
        return (
            start._replace(offset=start.offset + place.offset),
            end._replace(offset=end.offset + place.end_offset),
        )

    def _fault(
        self, ident: str, number: int, fault: Fault, block: locations.Cited | None = None
    ) -> None:
        """Say why the passage of an entry is not known, only, perhaps, the part of the text."""
        builder = self._builders[ident]
        entry = builder.entries[number]
        assert entry is not None
        begins = block.origin if block else ""
        entry = replace(entry, begins=begins, faults=(*entry.faults, fault))
        builder.entries[number] = entry
        if block is not None:
            self._moved[block.text].append(((block.start, 0), entry))
            builder.entries[number] = None

    def _ranges(self) -> None:
        """Let witnesses that transmit only parts of the text begin and end there."""
        for witness in self._witnesses.values():
            for pointer in witness.passages:
                found = self._pointers.resolve(self._first_element(), pointer).element
                span = self._spans.get(found.get(AT, "")) if found is not None else None
                if span is None:
                    continue
                text, start, end = span
                who = frozenset({witness.id})
                rows = self._insertions[text]
                rows.append(((start, 0), 3, (0, 0), Boundary(Bound.START, who)))
                rows.append(((end, 0), -1, (0, 0), Boundary(Bound.END, who)))

    def _first_element(self) -> etree._Element:
        return next(iter(self._texts.values())).elements[0]

    def _ordered(self, ident: str) -> tuple[Entry, ...]:
        """Put the entries of a text in the order of their passages, and number them."""
        builder = self._builders[ident]
        keyed: list[tuple[tuple[int, int], Entry]] = list(self._moved[ident])
        starts = {
            token.region: at
            for at, token in enumerate(builder.tokens)
            if isinstance(token, Start) and token.region.entry is not None
        }
        at = 0
        for number, entry in enumerate(builder.entries):
            if entry is not None:
                at = starts.get(builder.regions[number], at)
                keyed.append(((at, 0), entry))
        keyed.sort(key=lambda item: item[0])
        return tuple(entry for _, entry in keyed)


def _inserted(tokens: list[Token], insertions: list[Insertion]) -> list[Token]:
    """Put tokens into a row, splitting words where they stand inside of one."""
    if not insertions:
        return tokens
    by_place: dict[int, list[Insertion]] = {}
    for item in sorted(insertions, key=lambda item: item[:3]):
        by_place.setdefault(item[0][0], []).append(item)
    result: list[Token] = []
    for at, token in enumerate([*tokens, ""]):
        done = 0
        for (_, offset), _, _, extra in by_place.get(at, ()):
            if offset > done and isinstance(token, str):
                result.append(token[done:offset])
                done = offset
            result.append(extra)
        result.append(token[done:] if done and isinstance(token, str) else token)
    return result


def _between(tokens: list[Token], place: Place) -> str:
    pieces = [token if isinstance(token, str) else "" for token in tokens[place.start : place.end]]
    if place.end_offset and place.end < len(tokens):
        last = tokens[place.end]
        pieces.append(last[: place.end_offset] if isinstance(last, str) else "")
    if pieces and place.offset:
        pieces[0] = pieces[0][place.offset :]
    return on_one_line(tidy(pieces))


def _agree(lemma: str, passage: str) -> bool:
    """Say whether a lemma is what stands in the text, leaving aside punctuation and case."""
    if "…" in lemma or "..." in lemma:
        return True

    def plain(text: str) -> str:
        return "".join(sign for sign in text.casefold() if sign.isalnum())

    return plain(lemma) == plain(passage)

"""The texts of many witnesses told together: of those who do the same, one is told for all.

The row of a text falls into stretches that no entry reaches across. In each, witnesses part where
its entries tell them apart, or where a hand adds or deletes, or one of them begins or ends. The
result is that of telling each on its own (`telling`) from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.apparatus.attesting import parted
from tei.apparatus.choosing import View
from tei.apparatus.collection import Book
from tei.apparatus.model import Attestation, Boundary, End, Flow, Start, Token
from tei.apparatus.telling import Piece, Teller, Told
from tei.apparatus.tokens import LINE, PARAGRAPH, Break, flow
from tei.apparatus.walking import Bits, Walk


@dataclass(slots=True)
class Stretch:
    """A part of a row; `origin` is that of the line or paragraph that begins with it, if any."""

    tokens: list[Token] = field(default_factory=list)
    origin: str | None = None
    verse: bool = False


def stretches(row: Flow) -> Iterator[Stretch]:
    """Part a row where no region reaches across, and at the beginnings of paragraphs and lines."""
    stretch = Stretch()
    depth = 0
    for token in row.tokens:
        if depth == 0 and isinstance(token, str) and token in (PARAGRAPH, LINE):
            yield stretch
            origin = token.origin if isinstance(token, Break) else ""
            stretch = Stretch(origin=origin, verse=token == LINE)
            continue
        outside = depth == 0 and isinstance(token, Start | Boundary)
        if outside and stretch.tokens:
            yield stretch
            stretch = Stretch()
        stretch.tokens.append(token)
        if isinstance(token, Start):
            depth += 1
        elif isinstance(token, End):
            depth -= 1
        if depth == 0 and isinstance(token, End | Boundary):
            yield stretch
            stretch = Stretch()
    yield stretch


class Together:
    """Witnesses on their way through the texts of a book, stretch after stretch.

    A set of them is a set of bits, in the order of `views`. `doing` gives for the number of an
    entry the sets of those who do the same in it. `there` says who is there after what has been
    told (None), and why the others are not.
    """

    def __init__(
        self, book: Book, views: Sequence[View], doing: Callable[[int], Iterable[Bits]]
    ) -> None:
        self._views = views
        self._doing = doing
        self._walk = Walk(views)
        self._walk.begin(book)
        gone = self._walk.absent
        states: dict[Bits, Attestation | None] = {bits: state for state, bits in gone.items()}
        states[(1 << len(views)) - 1 & ~sum(gone.values())] = None
        self.there: Mapping[Attestation | None, Bits] = {
            states[bits]: bits for bits in sorted(filter(None, states), key=_first)
        }

    def tell(self, tokens: Sequence[Token]) -> list[tuple[Bits, list[Piece]]]:
        """Tell the next stretch, once for all witnesses of whom the same is to be told."""
        part = flow(tokens)
        there: dict[Attestation | None, Bits] = {}
        found = []
        for bits, absent in self._alike(tokens):
            teller = Teller(self._views[_first(bits)], absent)
            found.append((bits, teller.tell(part).pieces))
            there[teller.absent] = there.get(teller.absent, 0) | bits
        self.there = there
        return found

    def _alike(self, tokens: Sequence[Token]) -> list[tuple[Bits, Attestation | None]]:
        """Gather witnesses that do the same, with why they are not there."""
        groups = [(bits, absent) for absent, bits in self.there.items()]
        for parting in self._partings(tokens):
            groups = [
                (part, absent)
                for bits, absent in groups
                for part in (bits & parting, bits & ~parting)
                if part
            ]
        return sorted(groups, key=lambda group: _first(group[0]))

    def _partings(self, tokens: Sequence[Token]) -> Iterator[Bits]:
        """Give the sets of witnesses of which something is told that is not told of others."""
        for token in _deep(tokens):
            if isinstance(token, Boundary):
                yield self._walk.named(token.witnesses or ())
            elif isinstance(token, Start) and token.region.edit:
                yield self._walk.edited(token.region)
            elif isinstance(token, Start) and (entry := token.region.entry) is not None:
                yield from self._doing(entry.number)
                if any(reading.boundaries for reading in entry.all_readings):
                    # Two can do the same here, and one of them be there no more behind it.
                    yield from self._walk.families(entry)


def tell_together(book: Book, views: Sequence[View]) -> Iterator[tuple[str, list[Told]]]:
    """Tell the texts of a book, in its order, as each of these witnesses has them."""
    known = parted(book, views)
    together = Together(book, views, lambda number: known.get(number, ()))
    for text, row in book.flows.items():
        told = [Told() for _ in views]
        for stretch in stretches(row):
            if stretch.origin is not None:
                sign = Piece(LINE if stretch.verse else PARAGRAPH)
                for each in told:
                    each.pieces.append(sign)
            if stretch.tokens:
                for bits, pieces in together.tell(stretch.tokens):
                    joined = _joined(pieces)
                    while bits:
                        at = _first(bits)
                        told[at].pieces += joined
                        bits &= bits - 1
        yield text, told


def _first(bits: Bits) -> int:
    return (bits & -bits).bit_length() - 1


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Make one of pieces with words that follow one another."""
    joined: list[Piece] = []
    for piece in pieces:
        both = joined and joined[-1].attestation is piece.attestation is Attestation.ATTESTS
        if both:
            joined[-1] = Piece(joined[-1].words + piece.words)
        else:
            joined.append(piece)
    return joined


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

"""What every witness does in every entry, found for all witnesses in one walk through the text.

`telling` tells the text of one witness. Here only its states are asked for, but of all witnesses:
those that do the same are led through the text together, as a set of bits, and part where an entry
tells them apart. The result is that of `telling`; a test holds the two against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import compress
from operator import or_
from typing import NamedTuple

from tei.apparatus.choosing import View, view
from tei.apparatus.collection import Book
from tei.apparatus.model import Attestation, State
from tei.apparatus.walking import Bits, Key, Walk
from tei.apparatus.witnesses import Rank


class Sets(dict[Bits, tuple[str, ...]]):
    """The ids of the witnesses in a set of bits, in their order; a few sets come again and again.

    `of` is the way back, from ids to bits; an id that is none of these witnesses counts for none.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._bits = defaultdict(int, {name: 1 << at for at, name in enumerate(names)})

    def __missing__(self, bits: Bits) -> tuple[str, ...]:
        self[bits] = tuple(compress(self._names, map(int, bin(bits)[:1:-1])))
        return self[bits]

    def of(self, names: Iterable[str]) -> Bits:
        """Give the set of the witnesses with these ids."""
        return reduce(or_, map(self._bits.__getitem__, names), 0)


class Attested(NamedTuple):
    """What some witnesses do in an entry.

    `reading` is the number of the reading that they have, None where they have none. `state` is
    None for their last text; `State.BEFORE` where their text before correction does something else.
    `attestation` is None where an entry around this one decides before correction only. `bits` are
    the witnesses, one bit for each in the order of their lists, by `sets`.
    """

    attestation: Attestation | None
    reading: int | None
    bits: Bits
    sets: Sets
    state: State | None = None

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The ids of the witnesses."""
        return self.sets[self.bits]


def survey(book: Book) -> Mapping[int, tuple[Attested, ...]]:
    """Say for each entry of a book, by its number, what every witness does there.

    Witnesses are those that are neither groups nor hands, in the order of their lists. An entry in
    which an entry around it decides for a witness has no state of it.
    """
    known = book.witnesses
    names = [item for item in known.values() if item.rank is Rank.WITNESS]
    last = [view(known, item, None) for item in names]
    before = [view(known, item, State.BEFORE) for item in names]
    walk = Walk([*last, *before])
    walk.read(book)
    sets = Sets([item.id for item in names])
    every = (1 << len(names)) - 1
    return {number: tuple(_told(found, sets, every)) for number, found in walk.found.items()}


def parted(book: Book, views: Sequence[View]) -> Mapping[int, tuple[Bits, ...]]:
    """Part these witnesses in each entry, by its number, into sets of those who do the same."""
    walk = Walk(views)
    walk.read(book)
    return {number: tuple(found.values()) for number, found in walk.found.items()}


def _told(found: Mapping[Key, Bits], sets: Sets, every: Bits) -> Iterator[Attested]:
    """Name the witnesses of each state; the text before correction only where it differs."""
    count = every.bit_length()
    for (attestation, reading), bits in found.items():
        if now := bits & every:
            yield Attested(attestation, reading, now, sets)
    whole = sum(found.values())  # of every witness no more than one state
    if neither := whole & ~(whole >> count) & every:
        yield Attested(None, None, neither, sets, State.BEFORE)
    for (attestation, reading), bits in found.items():
        if once := (bits >> count) & ~bits & every:
            yield Attested(attestation, reading, once, sets, State.BEFORE)

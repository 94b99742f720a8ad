"""What every witness does in every entry, found for all witnesses in one walk through the text.

`telling` tells the text of one witness. Here only its states are asked for, but of all witnesses:
those that do the same are led through the text together, as a set of bits, and part where an entry
tells them apart. The result is that of `telling`; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei.apparatus.choosing import View, view
from tei.apparatus.collection import Book
from tei.apparatus.model import Attestation, State
from tei.apparatus.walking import Bits, Key, Walk
from tei.apparatus.witnesses import Rank


@dataclass(frozen=True, slots=True)
class Attested:
    """What some witnesses do in an entry.

    `reading` is the number of the reading that they have, None where they have none. `state` is
    None for their last text; `State.BEFORE` where their text before correction does something else.
    `attestation` is None where an entry around this one decides before correction only. `bits` are
    the witnesses as a set, one bit for each in the order of their lists.
    """

    attestation: Attestation | None
    reading: int | None
    witnesses: tuple[str, ...]
    state: State | None = None
    bits: Bits = field(default=0, compare=False, repr=False)


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
    sets = _Named([item.id for item in names])
    return {number: tuple(_told(found, sets)) for number, found in walk.found.items()}


def parted(book: Book, views: Sequence[View]) -> Mapping[int, tuple[Bits, ...]]:
    """Part these witnesses in each entry, by its number, into sets of those who do the same."""
    walk = Walk(views)
    walk.read(book)
    return {number: tuple(found.values()) for number, found in walk.found.items()}


class _Named(dict[Bits, tuple[str, ...]]):
    """The names of the witnesses in a set; a few sets come again and again."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def __missing__(self, bits: Bits) -> tuple[str, ...]:
        self[bits] = named(bits, self.names)
        return self[bits]


def _told(found: Mapping[Key, Bits], named: _Named) -> Iterator[Attested]:
    """Name the witnesses of each state; the text before correction only where it differs."""
    count = len(named.names)
    every = (1 << count) - 1
    for (attestation, reading), bits in found.items():
        if now := bits & every:
            yield Attested(attestation, reading, named[now], bits=now)
    whole = sum(found.values())  # of every witness no more than one state
    if neither := whole & ~(whole >> count) & every:
        yield Attested(None, None, named[neither], State.BEFORE, neither)
    for (attestation, reading), bits in found.items():
        if once := (bits >> count) & ~bits & every:
            yield Attested(attestation, reading, named[once], State.BEFORE, once)


def named(bits: Bits, names: Sequence[str]) -> tuple[str, ...]:
    """Give the names of the witnesses in a set, in their order."""
    found: list[str] = []
    while bits:
        bit = bits & -bits
        found.append(names[bit.bit_length() - 1])
        bits ^= bit
    return tuple(found)

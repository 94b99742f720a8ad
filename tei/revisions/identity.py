"""Elements that are the same by their @xml:id.

An id that was given to something else in the meantime (paragraphs numbered anew, say) is no proof:
what it names must have words in common.
"""

from __future__ import annotations

from collections import Counter

from tei.names import XML_ID
from tei.revisions.streams import Flat, Stream
from tei.revisions.vocabulary import Role

_SHARED = 0.3


def by_id(old: Flat, new: Flat, first: Stream, second: Stream) -> dict[int, int]:
    """Pair the elements of two streams that have the same id, name, and some of the same words."""
    there = _ids(new, second)
    pairs = {}
    for ident, a in _ids(old, first).items():
        b = there.get(ident, -1)
        if b >= 0 and old.names[a] == new.names[b] and _are_alike(old, a, new, b):
            pairs[a] = b
    return pairs


def homes(flat: Flat, stream: Stream, keys: dict[int, int]) -> list[int]:
    """Give for each block of a stream the key of the innermost element in `keys` around it.

    0 stands for blocks that are in none of them; keys are counted from 0, and given plus 1.
    """
    begins = {first: number for number, (first, _) in enumerate(stream.blocks)}
    found = [0] * len(stream.blocks)
    for index in stream.elements:
        if index in keys and flat.roles[index] is Role.BLOCK:
            first, last = flat.words(index)
            number = begins.get(first, len(found))
            while number < len(found) and stream.blocks[number][0] < last:
                found[number] = keys[index] + 1
                number += 1
    return found


def _ids(flat: Flat, stream: Stream) -> dict[str, int]:
    """Give the elements of a stream by their ids, those left out that occur twice."""
    found: dict[str, int] = {}
    often: Counter[str] = Counter()
    for index in stream.elements:
        attributes = flat.attributes[index]
        ident = dict(attributes).get(XML_ID) if attributes else None
        if ident:
            found[ident] = index
            often[ident] += 1
    return {ident: index for ident, index in found.items() if often[ident] == 1}


def _are_alike(old: Flat, a: int, new: Flat, b: int) -> bool:
    if (old.inner[a] is None) != (new.inner[b] is None):
        return False
    one, other = _words(old, a), _words(new, b)
    if one == other:
        return True
    first, second = Counter(one), Counter(other)
    fewer = min(first.total(), second.total())
    return not fewer or (first & second).total() >= _SHARED * fewer


def _words(flat: Flat, index: int) -> list[str]:
    inner = flat.inner[index]
    if inner is not None:
        return inner.words
    first, last = flat.words(index)
    return flat.streams[index].words[first:last]

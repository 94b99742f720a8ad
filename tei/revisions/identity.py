"""Elements that are the same by their @xml:id.

An id that was given to something else in the meantime (paragraphs numbered anew, say) is no proof:
what it names must have words in common.
"""

from __future__ import annotations

from collections import Counter

from tei.names import XML_ID
from tei.revisions.alignment import Homes
from tei.revisions.streams import Flat, Stream
from tei.revisions.vocabulary import RECORDS, Role

_SHARED = 0.3
# So many records of which one file knows the id are held against those of the other, at most.
_MOST = 10_000
# Elements by their ids.
Ids = dict[str, int]


def ids(flat: Flat, stream: Stream) -> Ids:
    """Give the elements of a stream by their ids, those left out that occur twice."""
    found: Ids = {}
    twice: set[str] = set()
    for index in stream.elements:
        for name, ident in flat.attributes[index]:
            if name == XML_ID and ident:
                if ident in found:
                    twice.add(ident)
                found[ident] = index
    return {ident: index for ident, index in found.items() if ident not in twice}


def by_id(old: Flat, new: Flat, first: Ids, second: Ids) -> dict[int, int]:
    """Pair the elements of two streams that have the same id, name, and some of the same words."""
    pairs = {}
    for ident, a in first.items():
        b = second.get(ident, -1)
        if b >= 0 and old.names[a] == new.names[b] and _are_alike(old, a, new, b):
            pairs[a] = b
    return pairs


def by_record(
    old: Flat, new: Flat, streams: tuple[Stream, Stream], named: tuple[Ids, Ids]
) -> Homes | None:
    """Say which blocks of two streams belong to one record, None where there are no records.

    Records of one id are one. Of those whose id is in one file only, one may have got the other's
    words with another id; else that which stands in the place of another is another.
    """
    first, second = streams
    there = _blocks(old, named[0]), _blocks(new, named[1])
    records = {
        ident
        for flat, blocks in zip((old, new), there, strict=True)
        for ident, index in blocks.items()
        if _is_record(flat, index)
    }
    if not records:
        return None
    one, other = ({i: index for i, index in blocks.items() if i in records} for blocks in there)
    keys = {index: number for number, index in enumerate(one.values())}
    pairs = {other[ident]: keys[index] for ident, index in one.items() if ident in other}
    gone = [index for ident, index in one.items() if ident not in other]
    come = [index for ident, index in other.items() if ident not in one]
    # What is said of a hand within what is said of a manuscript belongs to that.
    gone = [index for index in gone if keys.keys().isdisjoint(old.ancestors(index))]
    come = [index for index in come if pairs.keys().isdisjoint(new.ancestors(index))]
    known = set(pairs.values())
    keys = {index: key for index, key in keys.items() if key in known or index in gone}
    if len(gone) * len(come) > _MOST:
        keys = {index: key for index, key in keys.items() if key in known}
        return homes(old, first, keys), homes(new, second, pairs)
    for number, b in enumerate(come, len(one)):
        a = max(gone, key=lambda a: _likeness(old, a, new, b), default=-1)
        pairs[b] = number
        if a >= 0 and may_be_one(old, a, new, b):
            gone.remove(a)
            pairs[b] = keys[a]
    return homes(old, first, keys), homes(new, second, pairs)


def may_be_one(old: Flat, a: int, new: Flat, b: int) -> bool:
    """Tell whether two elements may be one: two records of other ids must say much the same."""
    one, other = old.names[a], new.names[b]
    if RECORDS.isdisjoint((one, other)):
        return True
    first, second = (flat.nodes[i].get(XML_ID) for flat, i in ((old, a), (new, b)))
    if first == second if first and second else one == other:
        return True
    return _likeness(old, a, new, b) >= _SHARED


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


def _blocks(flat: Flat, ids: Ids) -> Ids:
    return {ident: index for ident, index in ids.items() if flat.roles[index] is Role.BLOCK}


def _is_record(flat: Flat, index: int) -> bool:
    """Tell whether a block is a record: in a header, all that has an id is one."""
    around = flat.ancestors(index)
    return flat.names[index] in RECORDS or "teiHeader" in (flat.names[each] for each in around)


def _likeness(old: Flat, a: int, new: Flat, b: int) -> float:
    """Say how many of the words of two elements, with those of their notes, are common."""
    one, other = (
        set(" ".join(map(str, flat.nodes[index].itertext())).split())
        for flat, index in ((old, a), (new, b))
    )
    return len(one & other) / max(1, len(one | other))

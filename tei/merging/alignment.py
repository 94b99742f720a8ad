"""Which item of the common ancestor is which item of an editor's revision, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tei.merging.rows import Row
from tei.reading.markup import Kind
from tei.revisions.sequences import Gap, common, longest, without_islands

# How far an insertion is pushed to and fro until it holds whole elements.
_FAR = 64
# Gaps of more tags than this (by those of the other file) are left to the first comparison.
_MOST_TAGS = 1_000_000
# Within these elements the words are said otherwise; so they and what they hold are one thing.
_RIVALS = frozenset(
    {
        *("choice", "app", "subst", "sic", "corr", "orig", "reg", "abbr", "expan", "del"),
        *("surplus", "lem", "rdg", "gap", "secl"),
    }
)
_TAGS = (Kind.START, Kind.EMPTY)


def align(base: Row, side: Row) -> list[int]:
    """Give for each item of the ancestor its partner in the revision, -1 where it has none.

    Partners stand in the same order. The first elements are partners, and the ends of the files.
    """
    forward = [-1] * len(base)
    anchors = [(base.root, side.root), (base.end(base.root) - 1, side.end(side.root) - 1)]
    anchors.append((len(base) - 1, len(side) - 1))
    anchors[1:1] = zip(_untouched(base), _untouched(side), strict=True)
    begin, start = 0, 0
    for i, j in anchors:
        _align_between(base, side, (begin, i, start, j), forward)
        forward[i] = j
        begin, start = i + 1, j + 1
    for kind in (Kind.DECLARATION, Kind.DOCTYPE):
        _join_only(base, side, kind, forward)
    for gap in list(gaps(forward, len(side))):
        _slide(base, side, gap, forward)
    for gap in list(gaps(forward, len(side))):
        _join_tags(base, side, gap, forward)
    _part_rivals(side, forward)
    return forward


def _untouched(row: Row) -> list[int]:
    """Give the elements that all files have to the letter, in the same order."""
    return [item for item, kind in enumerate(row.kinds) if kind is Kind.ELEMENT]


def gaps(forward: Sequence[int], length: int) -> Iterator[Gap]:
    """Give the ranges of both rows that have no partners."""
    i = j = 0
    for at, partner in enumerate((*forward, length)):
        if partner >= 0:
            if at > i or partner > j:
                yield i, at, j, partner
            i, j = at + 1, partner + 1


def _align_between(base: Row, side: Row, gap: Gap, forward: list[int]) -> None:
    i0, i1, j0, j1 = gap
    a, b = _keys(base, i0, i1), _keys(side, j0, j1)
    for i, j in without_islands(common(a, b), a, b):
        forward[i0 + i] = j0 + j


def _keys(row: Row, first: int, last: int) -> list[str]:
    """Give what is compared. Tags are made long, so that none counts as equal by accident."""
    return [
        text if kind is Kind.TEXT else f"{text:<12}"
        for text, kind in zip(row.texts[first:last], row.kinds[first:last], strict=True)
    ]


def _join_only(base: Row, side: Row, kind: Kind, forward: list[int]) -> None:
    """Join the one item of a kind before the first element."""
    ours = [i for i in range(base.root) if base.kinds[i] is kind]
    theirs = [j for j in range(side.root) if side.kinds[j] is kind]
    if len(ours) == len(theirs) == 1 and forward[ours[0]] < 0:
        (i,), (j,) = ours, theirs
        for other in range(base.root):
            partner = forward[other]
            if partner >= 0 and (other < i) != (partner < j):
                forward[other] = -1
        forward[i] = j


def _slide(base: Row, side: Row, gap: Gap, forward: list[int]) -> None:
    """Push what was inserted, or deleted, to where it holds whole elements.

    Between two paragraphs, “</p><p>…” and “<p>…</p>” are the same insertion.
    """
    i0, i1, j0, j1 = gap
    if i0 == i1:
        shift = _shift(side, base, j0, j1, i0, lambda j, i: forward[i] == j)
        for _ in range(abs(shift)):
            if shift < 0:
                i0, j0, j1 = i0 - 1, j0 - 1, j1 - 1
                forward[i0] = j1
            else:
                forward[i0] = j0
                i0, j0, j1 = i0 + 1, j0 + 1, j1 + 1
    elif j0 == j1:
        shift = _shift(base, side, i0, i1, j0, lambda i, j: forward[i] == j)
        for _ in range(abs(shift)):
            if shift < 0:
                i0, i1, j0 = i0 - 1, i1 - 1, j0 - 1
                forward[i0], forward[i1] = -1, j0
            else:
                forward[i0], forward[i1] = j0, -1
                i0, i1, j0 = i0 + 1, i1 + 1, j0 + 1


def _shift(
    long: Row, short: Row, first: int, last: int, at: int, partners: Callable[[int, int], bool]
) -> int:
    """Say how far the items from `first` to `last`, which only one row has, must be pushed."""
    if is_whole(long, first, last):
        return 0
    for way in (-1, 1):
        a, b, other = first, last, at
        for count in range(1, _FAR):
            one, next_ = (a - 1, b - 1) if way < 0 else (b, a)
            beside = other - 1 if way < 0 else other
            if not (0 <= one < len(long) - 1 and 0 <= beside < len(short) - 1):
                break
            if not partners(one, beside) or long.texts[one] != long.texts[next_]:
                break
            a, b, other = a + way, b + way, other + way
            if is_whole(long, a, b):
                return way * count
    return 0


def is_whole(row: Row, first: int, last: int) -> bool:
    """Tell whether no element begins or ends in a range that is not all in it."""
    return all(first <= mate < last for mate in row.mates[first:last] if mate >= 0)


def _join_tags(base: Row, side: Row, gap: Gap, forward: list[int]) -> None:
    """Join the tags of elements that were given other attributes."""
    i0, i1, j0, j1 = gap
    ours = [i for i in range(i0, i1) if base.kinds[i] in _TAGS]
    theirs = [j for j in range(j0, j1) if side.kinds[j] in _TAGS]
    if not ours or not theirs or len(ours) * len(theirs) > _MOST_TAGS:
        return
    a = [(base.kinds[i], base.name(i)) for i in ours]
    b = [(side.kinds[j], side.name(j)) for j in theirs]
    for x, y in longest(a, b):
        forward[ours[x]] = theirs[y]


def _part_rivals(side: Row, forward: list[int]) -> None:
    """Part the words that a revision has put into a new correction, reading or the like.

    The wording of the passage was changed there, though the old words are still written.
    """
    backward = {j: i for i, j in enumerate(forward) if j >= 0}
    j = 0
    while j < len(side):
        new = side.kinds[j] is Kind.START and j not in backward
        if new and side.name(j).rpartition(":")[2] in _RIVALS:
            for inner in range(j, side.mates[j] + 1):
                if inner in backward:
                    forward[backward[inner]] = -1
            j = side.mates[j]
        j += 1

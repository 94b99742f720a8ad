"""Paragraphs and divisions that one editor has moved: the other two files follow.

When the ancestor and the other revision have the same order as the revision in which something
was moved, what the other editor did to it is found and merged where it stands now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from tei.merging.alignment import align
from tei.merging.rows import Row
from tei.reading.markup import Kind
from tei.revisions.vocabulary import is_block_name

# Of fewer words than these nobody can say that they were moved.
_FEWEST = 5
# So many of its words have no partner where a thing is gone, or new.
_STRANGE = 0.7
# So much must two passages have in common, by pairs of words.
_ALIKE = 0.5
# A pair of words that stands in more passages says nothing about them.
_COMMON = 20


@dataclass(frozen=True, slots=True)
class _Move:
    """An element of the ancestor, and where it is to stand in the ancestor and the other file."""

    element: range
    gap: int
    other_element: range
    other_gap: int
    order: int


def follow_moves(
    base: Row, ours: Row, theirs: Row
) -> tuple[tuple[Row, Row, Row], tuple[list[int], list[int]]]:
    """Put what was moved in one revision into the same place in the ancestor and the other.

    Gives the three rows, and the alignments of the first with the two others.
    """
    first, second = align(base, ours), align(base, theirs)
    moves = list(_moves(base, theirs, second, first, ours))
    if moves:
        base, ours = _moved(base, ours, moves)
        first, second = align(base, ours), align(base, theirs)
    moves = list(_moves(base, ours, first, second, theirs))
    if moves:
        base, theirs = _moved(base, theirs, moves)
        first, second = align(base, ours), align(base, theirs)
    return (base, ours, theirs), (first, second)


def _moves(
    base: Row, side: Row, forward: list[int], other_forward: list[int], other: Row
) -> Iterator[_Move]:
    """Find the elements that a revision has moved, and that the other one still has."""
    backward = [-1] * len(side)
    for i, j in enumerate(forward):
        if j >= 0:
            backward[j] = i
    # What holds an element that stands where it stood was not moved.
    gone = [
        each
        for each in _strange(base, forward)
        if Kind.ELEMENT not in base.kinds[each.start : each.stop]
    ]
    come = _strange(side, backward)
    taken: set[int] = set()
    for here, there in _alike(base, gone, side, come):
        first, last = other_forward[here.start], other_forward[here.stop - 1]
        if first < 0 or last < 0 or other.mates[first] != last:
            continue
        gap = _place(side, there.start, backward, other_forward, here)
        if gap < 0 or taken & {*here} or gap in taken:
            continue
        taken |= {*here}
        moved = range(first, last + 1)
        yield _Move(here, gap + 1, moved, other_forward[gap] + 1, there.start)


def _strange(row: Row, partners: Sequence[int]) -> list[range]:
    """Give the outermost blocks of which most words have no partner."""
    sizes = [
        1 if kind is Kind.TEXT else text.count(" ") if kind is Kind.ELEMENT else 0
        for kind, text in zip(row.kinds, row.texts, strict=True)
    ]
    words = [0, *accumulate(sizes)]
    alone = [0, *accumulate(n if j < 0 else 0 for n, j in zip(sizes, partners, strict=True))]
    if not alone[-1]:
        return []
    found = []
    item = row.root + 1
    while item < len(row):
        if row.kinds[item] is Kind.START and is_block_name(row.name(item).rpartition(":")[2]):
            end = row.end(item)
            count, strange = words[end] - words[item], alone[end] - alone[item]
            if count >= _FEWEST and strange >= _STRANGE * count:
                found.append(range(item, end))
                item = end
                continue
        item += 1
    return found


def _alike(
    base: Row, gone: Sequence[range], side: Row, come: Sequence[range]
) -> Iterator[tuple[range, range]]:
    """Pair what is gone here with what is new there, by their words; the new ones in order."""
    shingles = [_shingles(base, each) for each in gone]
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, found in enumerate(shingles):
        for pair in found:
            holders[pair].append(number)
    used: set[int] = set()
    for there in come:
        words = _shingles(side, there)
        votes = Counter(
            number
            for pair in words
            if len(holders.get(pair, ())) <= _COMMON
            for number in holders.get(pair, ())
        )
        for number, _ in votes.most_common(3):
            shared = (words & shingles[number]).total()
            most = max(words.total(), shingles[number].total())
            same = base.name(gone[number].start) == side.name(there.start)
            if same and number not in used and shared >= _ALIKE * most:
                used.add(number)
                yield gone[number], there
                break


def _shingles(row: Row, element: range) -> Counter[tuple[str, str]]:
    words = [row.texts[item] for item in element if row.kinds[item] is Kind.TEXT]
    return Counter(pairwise(words))


def _place(side: Row, item: int, backward: Sequence[int], other: Sequence[int], here: range) -> int:
    """Find the item of the ancestor behind which an element stands now, -1 for none."""
    item -= 1
    while item >= 0:
        partner = backward[item]
        if partner >= 0 and partner not in here and other[partner] >= 0:
            return partner
        if side.kinds[item] is Kind.START:
            return -1
        item = side.mates[item] - 1 if side.kinds[item] is Kind.END else item - 1
    return -1


def _moved(base: Row, other: Row, moves: Sequence[_Move]) -> tuple[Row, Row]:
    ordered = sorted(moves, key=lambda move: move.order)
    return (
        _rearranged(base, [(move.element, move.gap) for move in ordered]),
        _rearranged(other, [(move.other_element, move.other_gap) for move in ordered]),
    )


def _rearranged(row: Row, moves: Sequence[tuple[range, int]]) -> Row:
    to: dict[int, list[range]] = defaultdict(list)
    away: set[int] = set()
    for element, gap in moves:
        to[gap].append(element)
        away.update(element)
    order: list[int] = []
    for item in range(len(row)):
        for element in to.get(item, ()):
            order.extend(element)
        if item not in away:
            order.append(item)
    return row.ordered(order)

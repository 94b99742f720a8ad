"""Which word of the one file is which word of the other.

Blocks come first: equal ones in order, equal ones elsewhere (moved), and those that are alike. The
words are aligned within what is left.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from tei.revisions.sequences import Gap, Pair, common, increasing, patience, without_islands
from tei.revisions.streams import Stream
from tei.revisions.tokens import SAME

# A block of fewer words is not taken for one that was moved, or moved and edited.
_MOVED = 5
_MOVED_AND_EDITED = 8
_ALIKE = 0.4
# Blocks that have a smaller part of their words in common have them by accident.
_SHARED = 0.2
# A block of which this part is said in the same place in the other file was not moved away.
_AT_HOME = 0.6
# A pair of words that so many blocks have says nothing about which of them belong together.
_COMMON = 20


# For each block of either file the number of what it is in, 0 for none.
Homes = tuple[Sequence[int], Sequence[int]]
# Blocks of either file, by number, that have no partner yet and may belong together.
_Gap = tuple[list[int], list[int]]


@dataclass(eq=False, slots=True)
class Alignment:
    """Two streams, and for each word its partner in the other one, -1 where it has none.

    `moves` are pairs of blocks that stand elsewhere now. `records` says for each block in which
    record of a register it is, 0 for none: words of one do not become words of another.
    """

    old: Stream
    new: Stream
    forward: list[int]
    backward: list[int]
    moves: list[Pair] = field(default_factory=list)
    records: Homes | None = None

    def join(self, i: int, j: int) -> None:
        """Make two words partners."""
        self.forward[i] = j
        self.backward[j] = i

    def part(self, i: int, j: int) -> None:
        """Part two partners."""
        self.forward[i] = -1
        self.backward[j] = -1


def align(old: Stream, new: Stream) -> Alignment:
    """Align the words of two short streams, such as notes."""
    found = Alignment(old, new, [-1] * len(old.words), [-1] * len(new.words))
    _join_words(found, range(len(old.words)), range(len(new.words)))
    return found


def align_blocks(
    old: Stream,
    new: Stream,
    homes: Homes | None = None,
    alike: Callable[[int, int], bool] = lambda i, j: True,
    records: Homes | None = None,
) -> Alignment:
    """Align two streams of many blocks, and find the blocks that were moved.

    `homes` says for each block in which of the moved elements with an id it is, 0 for none: blocks
    of one home are held against each other first, wherever the home stands now.
    `alike` tells whether two blocks of the same words have the same markup. `records` says in
    which record each block is.
    """
    found = Alignment(old, new, [-1] * len(old.words), [-1] * len(new.words), records=records)
    a = [tuple(old.words[first:last]) for first, last in old.blocks]
    b = [tuple(new.words[first:last]) for first, last in new.blocks]
    gaps: list[_Gap] = []
    for first, second in _by_home((list(range(len(a))), list(range(len(b)))), homes):
        pairs, open_ = _match_blocks([a[i] for i in first], [b[j] for j in second])
        for i, j in pairs:
            _join_block(found, first[i], second[j])
        gaps += [(first[p:q], second[r:s]) for p, q, r, s in open_]
    gone = set(_moved(found, a, b, gaps, alike))
    near, far = _alike(a, b, gaps, gone)
    for i, j in far:
        _join_words(found, range(*old.blocks[i]), range(*new.blocks[j]))
    gone |= far
    found.moves = sorted(gone)
    left, right = {i for i, _ in gone}, {j for _, j in gone}
    for gap in gaps:
        for group in _groups(gap, near):
            for one, other in _by_record(group, records):
                words = [n for i in one if i not in left for n in range(*old.blocks[i])]
                others = [n for j in other if j not in right for n in range(*new.blocks[j])]
                _join_words(found, words, others)
                if len(one) > 1 or len(other) > 1:
                    _part_strangers(found, one, other)
    return found


def _by_home(gap: _Gap, homes: Homes | None) -> list[_Gap]:
    """Divide blocks by their homes."""
    if homes is None:
        return [gap]
    divided: dict[int, _Gap] = {}
    for side in (0, 1):
        for number in gap[side]:
            divided.setdefault(homes[side][number], ([], []))[side].append(number)
    return list(divided.values())


def _by_record(gap: _Gap, records: Homes | None) -> list[_Gap]:
    """Divide blocks by their records, unless the text of one may have been outside of them."""
    if records is None:
        return [gap]
    first, second = ({homes[n] for n in some} for homes, some in zip(records, gap, strict=True))
    return [gap] if may_be_outside(first, second) else _by_home(gap, records)


def may_be_outside(first: Iterable[int], second: Iterable[int]) -> bool:
    """Tell whether there is text outside of records on the one side, but not on the other."""
    return (0 in first) != (0 in second)


def _part_strangers(found: Alignment, first: Iterable[int], second: Iterable[int]) -> None:
    """Part the words of blocks that have only a few of them in common, by accident."""
    home = {word: j for j in second for word in range(*found.new.blocks[j])}
    for i in first:
        begin, end = found.old.blocks[i]
        shared: dict[int, list[int]] = defaultdict(list)
        for word in range(begin, end):
            j = home.get(found.forward[word], -1)
            if j >= 0:
                shared[j].append(word)
        for j, words in shared.items():
            said = [word for word in words if found.old.words[word][0].isalnum()]
            last, start = found.new.blocks[j][1], found.new.blocks[j][0]
            if len(said) < _SHARED * min(end - begin, last - start):
                for word in words:
                    found.part(word, found.forward[word])


def _match_blocks(
    a: Sequence[tuple[str, ...]], b: Sequence[tuple[str, ...]]
) -> tuple[list[Pair], list[Gap]]:
    """Match equal blocks, where the subtrees that are the same to the letter are fixed."""
    where = {block: j for j, block in enumerate(b) if block[0].startswith(SAME)}
    fixed = [(i, where[block]) for i, block in enumerate(a) if block in where]
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    begin, start = 0, 0
    for i, j in (*fixed, (len(a), len(b))):
        inner, open_ = patience(a[begin:i], b[start:j])
        pairs.extend((begin + x, start + y) for x, y in inner)
        gaps.extend((begin + p, begin + q, start + r, start + s) for p, q, r, s in open_)
        if i < len(a):
            pairs.append((i, j))
        begin, start = i + 1, j + 1
    return pairs, gaps


def _moved(
    found: Alignment,
    a: Sequence[tuple[str, ...]],
    b: Sequence[tuple[str, ...]],
    gaps: list[_Gap],
    alike: Callable[[int, int], bool],
) -> Iterable[Pair]:
    """Pair blocks in the gaps that are equal, and occur once in each file or are long enough.

    Those that occur several times are paired if all of them are there still: the same markup
    first, then in their order.
    """
    often = Counter(a), Counter(b)
    places = _places(a, (i for first, _ in gaps for i in first))
    others = _places(b, (j for _, second in gaps for j in second))
    for block, first in places.items():
        second = others.get(block, [])
        once = often[0][block] == often[1][block] == 1
        if len(first) == len(second) and len(block) >= (_MOVED if once else _MOVED_AND_EDITED):
            for i in first:
                j = next((j for j in second if second[1:] and alike(i, j)), second[0])
                second.remove(j)
                _join_block(found, i, j)
                yield i, j


def _places(
    blocks: Sequence[tuple[str, ...]], numbers: Iterable[int]
) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        places[blocks[number]].append(number)
    return places


def _alike(
    a: Sequence[tuple[str, ...]],
    b: Sequence[tuple[str, ...]],
    gaps: Sequence[_Gap],
    gone: set[Pair],
) -> tuple[set[Pair], set[Pair]]:
    """Pair blocks in the gaps that are most alike: those in their order, and those moved."""
    left, right = {i for i, _ in gone}, {j for _, j in gone}
    within: list[list[Pair]] = []
    first: list[int] = []
    second: list[int] = []
    for gap in gaps:
        one = [i for i in gap[0] if i not in left]
        other = [j for j in gap[1] if j not in right]
        if len(one) == len(other) == 1 and _begin_and_end_alike(a[one[0]], b[other[0]]):
            pairs = [(one[0], other[0])]
        else:
            pairs = _mutual(a, b, one, other) if one and other else []
        within.append(pairs)
        paired = {i for i, _ in pairs}, {j for _, j in pairs}
        first += _strangers(a, [i for i in one if i not in paired[0]], b, other)
        second += _strangers(b, [j for j in other if j not in paired[1]], a, one)
    far = set(_mutual(a, b, first, second))
    near: set[Pair] = set()
    for pairs in within:
        run = increasing(pairs)
        near.update(run)
        far.update(set(pairs) - set(run))
    return near, {(i, j) for i, j in far if min(len(a[i]), len(b[j])) >= _MOVED_AND_EDITED}


def _strangers(
    a: Sequence[tuple[str, ...]], some: list[int], b: Sequence[tuple[str, ...]], here: list[int]
) -> list[int]:
    """Leave out the blocks whose words are here in the other file: halves of divided blocks."""
    if not some or not here:
        return some
    there: Counter[object] = Counter()
    for j in here:
        there.update(_shingles(b[j]))
    found = []
    for i in some:
        own = _shingles(a[i])
        if (own & there).total() < _AT_HOME * own.total():
            found.append(i)
    return found


def _mutual(
    a: Sequence[tuple[str, ...]],
    b: Sequence[tuple[str, ...]],
    first: Iterable[int],
    second: Iterable[int],
) -> list[Pair]:
    """Pair blocks that are each other's best partner, by the pairs of words they share."""
    shingles = {j: _shingles(b[j]) for j in second}
    where: dict[object, list[int]] = defaultdict(list)
    for j, counted in shingles.items():
        for shingle in counted:
            where[shingle].append(j)
    best: dict[int, tuple[float, int]] = {}
    chosen: dict[int, tuple[float, int]] = {}
    for i in first:
        counted = _shingles(a[i])
        shared: Counter[int] = Counter()
        for shingle, number in counted.items():
            places = where.get(shingle, ())
            if len(places) <= _COMMON:
                for j in places:
                    shared[j] += min(number, shingles[j][shingle])
        for j, number in sorted(shared.items(), key=itemgetter(1), reverse=True)[:3]:
            score = _likeness(number, *sorted((counted.total(), shingles[j].total())))
            if score:
                best[i] = max(best.get(i, (0.0, -1)), (score, j))
                chosen[j] = max(chosen.get(j, (0.0, -1)), (score, i))
    return sorted((i, j) for i, (_, j) in best.items() if chosen[j][1] == i)


def _begin_and_end_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two blocks are alike (`_mutual`) by their beginning and end: most edits are."""
    shorter, longer = sorted((len(one), len(other)))
    begin = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = range(1, shorter - begin + 1)
    end = next((n - 1 for n in rest if one[-n] != other[-n]), shorter - begin)
    shared = max(0, begin - 1) + max(0, end - 1)
    return shorter > 1 and _likeness(shared, shorter - 1, longer - 1) > 0


def _likeness(shared: int, shorter: int, longer: int) -> float:
    """Say how alike two blocks are by the pairs of words they share; 0 for less than enough."""
    score = shared / max(1, shorter) * (0.5 + 0.5 * shorter / max(1, longer))
    return score if score >= _ALIKE else 0.0


def _shingles(words: tuple[str, ...]) -> Counter[object]:
    return Counter(itertools.pairwise(words)) if len(words) > 1 else Counter(words)


def _groups(gap: _Gap, near: set[Pair]) -> list[_Gap]:
    """Divide a gap between two pairs of like blocks that follow on each other in both files."""
    first, second = gap
    partner = dict(near) if near else {}
    places = {j: place for place, j in enumerate(second)}
    pairs = [(x, places[partner[i]]) for x, i in enumerate(first) if partner.get(i) in places]
    groups: list[_Gap] = []
    a0 = b0 = 0
    for before, (x, y) in itertools.pairwise(pairs):
        if before == (x - 1, y - 1):
            groups.append((first[a0:x], second[b0:y]))
            a0, b0 = x, y
    return [*groups, (first[a0:], second[b0:])]


def _join_block(found: Alignment, i: int, j: int) -> None:
    first, last = found.old.blocks[i]
    other = found.new.blocks[j][0]
    found.forward[first:last] = range(other, other + last - first)
    found.backward[other : other + last - first] = range(first, last)


def _join_words(found: Alignment, first: Sequence[int], second: Sequence[int]) -> None:
    """Align the words at these places."""
    if not first or not second:
        return
    a = [found.old.words[i] for i in first]
    b = [found.new.words[j] for j in second]
    for i, j in without_islands(common(a, b), a, b):
        found.join(first[i], second[j])

"""Sequences: what two of them have in common, in order."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
Gap = tuple[int, int, int, int]

# Up to this many cells the longest common subsequence is found at once, without anchors.
_DIRECT = 4_096
_MOST = 40_000_000


def increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the longest run of pairs that increases in both parts; `pairs` are sorted."""
    return [pairs[place] for place in rising([second for _, second in pairs])]


def rising(numbers: Sequence[int]) -> list[int]:
    """Give the places of a longest run of numbers that increases."""
    tails: list[int] = []
    last = array("l")
    before = array("l")
    for number, value in enumerate(numbers):
        place = bisect_left(tails, value)
        if place == len(tails):
            tails.append(value)
            last.append(number)
        else:
            tails[place] = value
            last[place] = number
        before.append(last[place - 1] if place else -1)
    run = array("l")
    number = last[-1] if last else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return run.tolist()[::-1]


def heaviest(numbers: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the places of a run of numbers that increases and weighs most; weights are above 0."""
    ends: list[int] = []  # the last places of runs: the higher its number, the heavier the run
    tops: list[int] = []
    sums: list[int] = []
    before = array("l")
    for number, (value, weight) in enumerate(zip(numbers, weights, strict=True)):
        place = bisect_left(tops, value)
        before.append(ends[place - 1] if place else -1)
        total = weight + (sums[place - 1] if place else 0)
        last = place
        while last < len(sums) and sums[last] <= total:
            last += 1
        ends[place:last], tops[place:last], sums[place:last] = [number], [value], [total]
    run = array("l")
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return run.tolist()[::-1]


def patience(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[list[Pair], list[Gap]]:
    """Match what is equal, led by what occurs once in both; give the pairs and the gaps left.

    Bram Cohen's patience difference, applied again within each gap. Linear but for sorting.
    """
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    work: list[Gap] = [(0, len(a), 0, len(b))]
    while work:
        a0, a1, b0, b1 = gap = _trimmed(a, b, work.pop(), pairs)
        anchors = _anchors(a, b, gap, 1) if a0 < a1 and b0 < b1 else []
        if not anchors:
            if a0 < a1 or b0 < b1:
                gaps.append(gap)
            continue
        work.extend(_between(anchors, gap))
        pairs.extend(anchors)
    pairs.sort()
    gaps.sort()
    return pairs, gaps


def _trimmed(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap, pairs: list[Pair]) -> Gap:
    """Pair what is equal at the ends of a gap; give the gap that is left."""
    a0, a1, b0, b1 = gap
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        pairs.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
        pairs.append((a1, b1))
    return a0, a1, b0, b1


def _between(anchors: Sequence[Pair], gap: Gap) -> list[Gap]:
    """Give the gaps before, between and after pairs that lie in a gap."""
    a, a1, b, b1 = gap
    found = []
    for i, j in anchors:
        if i > a or j > b:
            found.append((a, i, b, j))
        a, b = i + 1, j + 1
    if a < a1 or b < b1:
        found.append((a, a1, b, b1))
    return found


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], gap: Gap, size: int) -> list[Pair]:
    """Pair the beginnings of runs of `size` items that occur once on each side."""
    a0, a1, b0, b1 = gap
    first: dict[Hashable, int] = {}
    for i in range(a0, a1 - size + 1):
        key = tuple(a[i : i + size]) if size > 1 else a[i]
        first[key] = -1 if key in first else i
    second: dict[Hashable, int] = {}
    for j in range(b0, b1 - size + 1):
        key = tuple(b[j : j + size]) if size > 1 else b[j]
        second[key] = -1 if key in second else j
    pairs = [(i, second[key]) for key, i in first.items() if i >= 0 and second.get(key, -1) >= 0]
    return increasing(sorted(pairs))


def common(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Align two rows of words: unique runs of three, two, one first, the longest common then."""
    pairs: list[Pair] = []
    work: list[Gap] = [(0, len(a), 0, len(b))]
    while work:
        a0, a1, b0, b1 = gap = _trimmed(a, b, work.pop(), pairs)
        if a0 == a1 or b0 == b1:
            continue
        cells = (a1 - a0) * (b1 - b0)
        anchors: list[Pair] = []
        if cells > _DIRECT:
            anchors = next((found for n in (3, 2, 1) if (found := _anchors(a, b, gap, n))), [])
        if anchors:
            pairs.extend(anchors)
            work.extend(_between(anchors, gap))
        elif cells <= _MOST:
            pairs.extend((a0 + i, b0 + j) for i, j in longest(a[a0:a1], b[b0:b1]))
    pairs.sort()
    return pairs


def longest(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Pair]:
    """Give a longest common subsequence, a row of the table being one number.

    H. Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    where: dict[Hashable, int] = {}
    for j, item in enumerate(b):
        where[item] = where.get(item, 0) | 1 << j
    full = (1 << len(b)) - 1
    row = full
    rows = []
    for item in a:
        hits = row & where.get(item, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    pairs: list[Pair] = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 and j >= 0:
        if rows[i] >> j & 1:
            j -= 1
        elif i and not rows[i - 1] >> j & 1:
            i -= 1
        else:
            pairs.append((i, j))
            i, j = i - 1, j - 1
    return pairs[::-1]


def without_islands(pairs: Sequence[Pair], a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Drop short runs between two larger replacements: they are equal by accident."""
    if not pairs or len(pairs) == max(len(a), len(b)):
        return list(pairs)
    runs: list[list[Pair]] = []
    for pair in pairs:
        if runs and pair[0] == runs[-1][-1][0] + 1 and pair[1] == runs[-1][-1][1] + 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    number = 0
    while number < len(runs):
        if _is_island(runs, number, a, b):
            del runs[number]
            number = max(0, number - 1)
        else:
            number += 1
    return [pair for run in runs for pair in run]


def _is_island(runs: Sequence[list[Pair]], number: int, a: Sequence[str], b: Sequence[str]) -> bool:
    run = runs[number]
    if len(run) > 3:
        return False
    (i0, j0), (i1, j1) = run[0], run[-1]
    before = runs[number - 1][-1] if number else (-1, -1)
    after = runs[number + 1][0] if number + 1 < len(runs) else (len(a), len(b))
    left = a[before[0] + 1 : i0], b[before[1] + 1 : j0]
    right = a[i1 + 1 : after[0]], b[j1 + 1 : after[1]]
    if not all(left) or not all(right):
        return False
    size = _letters(a[i0 : i1 + 1])
    around = min(max(map(_letters, left)), max(map(_letters, right)))
    return size <= 8 and size <= around


def _letters(words: Sequence[str]) -> int:
    return sum(map(len, words))


def distance(a: str, b: str) -> int:
    """Count the letters by which two words differ (Levenshtein), a column being one number.

    G. Myers, A fast bit-vector algorithm for approximate string matching (1999).
    """
    if not a or not b:
        return len(a) + len(b)
    where: dict[str, int] = {}
    for i, letter in enumerate(a):
        where[letter] = where.get(letter, 0) | 1 << i
    full, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    more, less, count = full, 0, len(a)
    for letter in b:
        equal = where.get(letter, 0)
        vertical = equal | less
        horizontal = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(horizontal | more), more & horizontal
        count += bool(up & last) - bool(down & last)
        up, down = (up << 1) | 1, down << 1
        more, less = (down | ~(vertical | up)) & full, up & vertical & full
    return count


def likeness(a: str, b: str) -> float:
    """Say how alike two short texts are, from 0 to 1."""
    size = max(len(a), len(b))
    if not size:
        return 1.0
    if abs(len(a) - len(b)) > size * 0.6 or size > 400:
        return 1.0 if a == b else 0.0
    return 1 - distance(a, b) / size

"""The passages in which words differ, cut so that each of them is one thing an editor did."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from tei.revisions.alignment import Alignment, may_be_outside
from tei.revisions.sequences import likeness, longest
from tei.revisions.streams import OFFSET, SHIFT, Flat, Stream
from tei.revisions.vocabulary import Role

_WORD = re.compile(r"\w")
_SLIDE = 50
# Words of this likeness are forms of one word.
_ALIKE = 0.6
# Words pair off one by one in a replacement of so many at most.
_ONE_BY_ONE = 6


class Hunk(NamedTuple):
    """Words `a0` to `a1` of the old stream stand where words `b0` to `b1` of the new one stand."""

    a0: int
    a1: int
    b0: int
    b1: int


class _Borders:
    """Where blocks and elements of a stream begin and end, by word."""

    def __init__(self, flat: Flat, stream: Stream) -> None:
        self._flat = flat
        self.stream = stream
        self.blocks = [first for first, _ in stream.blocks]

    @cached_property
    def _kinds(self) -> dict[int, str]:
        flat = self._flat
        return {
            flat.starts[index] >> SHIFT: flat.names[index]
            for index in self.stream.elements
            if flat.roles[index] is Role.BLOCK
        }

    def kind(self, first: int) -> str:
        """Name the innermost block that begins at a word, "" for none."""
        return self._kinds.get(first, "")

    @cached_property
    def elements(self) -> tuple[set[int], set[int]]:
        """The words before which an element begins, and those before which one has ended."""
        flat, indexes = self._flat, self.stream.elements
        begin = {flat.starts[index] >> SHIFT for index in indexes}
        return begin, {(flat.ends[index] + OFFSET) >> SHIFT for index in indexes}

    def within(self, first: int, last: int) -> list[tuple[int, int]]:
        """Cut a range of words where blocks begin."""
        cuts = self.blocks[bisect_right(self.blocks, first) : bisect_left(self.blocks, last)]
        points = [first, *cuts, last]
        return list(itertools.pairwise(points))

    def by_home(self, first: int, last: int, homes: Sequence[int]) -> list[tuple[int, int, int]]:
        """Cut a range of words where the home of its blocks is another; the home comes first."""

        def home(part: tuple[int, int]) -> int:
            return homes[bisect_right(self.blocks, part[0]) - 1]

        parts = [
            (key, list(some)) for key, some in itertools.groupby(self.within(first, last), home)
        ]
        return [(key, some[0][0], some[-1][1]) for key, some in parts]

    def apart(self, first: int, last: int) -> list[tuple[int, int]]:
        """Part the end of a block and the beginning of another from the whole blocks between."""
        parts = self.within(first, last)
        if len(parts) == 1:
            return parts
        begin = first if self.is_whole(*parts[0]) else parts[0][1]
        end = last if self.is_whole(*parts[-1]) else parts[-1][0]
        points = sorted({first, begin, end, last})
        return list(itertools.pairwise(points))

    def text(self, first: int, last: int) -> str:
        """Give the words of a range."""
        return self.stream.reading(first, last)

    def is_whole(self, first: int, last: int) -> bool:
        """Tell whether a range begins with a block and holds it to its end."""
        number = bisect_left(self.blocks, first)
        return (
            number < len(self.blocks)
            and self.blocks[number] == first
            and self.stream.blocks[number][1] <= last
        )

    def score(self, first: int, last: int) -> int:
        """Say how well a range agrees with the borders of blocks, elements, sentences."""
        begin, end = self.elements
        score = 4 * self._is_border(first) + 3 * self._is_border(last)
        score += 2 * (first in begin) + 2 * (last in end)
        return score + (first > 0 and not _WORD.match(self.stream.words[first - 1]))

    def _is_border(self, word: int) -> bool:
        number = bisect_left(self.blocks, word)
        return number < len(self.blocks) and self.blocks[number] == word


def hunks(old: Flat, new: Flat, found: Alignment) -> list[Hunk]:
    """Find the passages that differ. Words that turn out to be partners are joined in `found`."""
    a, b = _Borders(old, found.old), _Borders(new, found.new)
    result: list[Hunk] = []
    for hunk in _raw(found, a, b):
        for part in _by_record(found, a, b, hunk):
            result.extend(_refined(found, a, b, part))
    return sorted(result, key=lambda hunk: (hunk.b0, hunk.a0))


def _by_record(found: Alignment, a: _Borders, b: _Borders, hunk: Hunk) -> list[Hunk]:
    """Cut a passage where another record begins: what stood in one is not replaced by another."""
    a0, a1, b0, b1 = hunk
    if found.records is None or a0 == a1 or b0 == b1:
        return [hunk]
    one, other = a.by_home(a0, a1, found.records[0]), b.by_home(b0, b1, found.records[1])
    first, second = [home for home, *_ in one], [home for home, *_ in other]
    if len({*first, *second}) == 1 or may_be_outside(first, second):
        return [hunk]
    result: list[Hunk] = []
    x = y = 0
    for i, j in [*longest(first, second), (len(one), len(other))]:
        # What only one of them has goes or comes alone, in the order of the records.
        gone, come = one[x:i], other[y:j]
        if gone and come and come[0] < gone[0]:
            result += [Hunk(a0, a0, begin, end) for _, begin, end in come]
            b0, come = come[-1][2], []
        result += [Hunk(begin, end, b0, b0) for _, begin, end in gone]
        a0 = gone[-1][2] if gone else a0
        result += [Hunk(a0, a0, begin, end) for _, begin, end in come]
        if i < len(one):
            a0, b0 = one[i][2], other[j][2]
            result.append(Hunk(one[i][1], a0, other[j][1], b0))
        x, y = i + 1, j + 1
    return result


def _raw(found: Alignment, a: _Borders, b: _Borders) -> list[Hunk]:
    forward, backward = found.forward, found.backward
    runs = dict(_runs(backward))
    ends = {last: first for first, last in runs.items()}
    result = []
    for first, last in _runs(forward):
        left = _after(forward, first)
        right = forward[last] if last < len(forward) else len(backward)
        if left in runs:
            result.append(Hunk(first, last, left, runs[left]))
        elif right in ends:
            result.append(Hunk(first, last, ends[right], right))
        else:
            first, last, left = _slide(
                a, forward, backward, (first, last, left), lambda i, j: found.join(i, j)
            )
            result.append(Hunk(first, last, left, left))
            continue
        del ends[runs.pop(result[-1].b0)]
    for first, last in sorted(runs.items()):
        left = _after(backward, first)
        first, last, left = _slide(
            b, backward, forward, (first, last, left), lambda j, i: found.join(i, j)
        )
        result.append(Hunk(left, left, first, last))
    return result


def _after(partners: list[int], word: int) -> int:
    """Give the place behind the partner of the last word before `word` that has one.

    That is seldom not the word just before: another run was moved up to this one.
    """
    while word and partners[word - 1] < 0:
        word -= 1
    return partners[word - 1] + 1 if word else 0


def _runs(partners: list[int]) -> list[tuple[int, int]]:
    """Give the runs of words without a partner."""
    runs: list[tuple[int, int]] = []
    last = 0
    while True:
        try:
            first = last = partners.index(-1, last)
        except ValueError:
            return runs
        while last < len(partners) and partners[last] < 0:
            last += 1
        runs.append((first, last))


def _slide(
    borders: _Borders,
    own: list[int],
    other: list[int],
    run: tuple[int, int, int],
    join: Callable[[int, int], None],
) -> tuple[int, int, int]:
    """Move a run that the other side lacks to where it agrees best with the borders.

    “a [b a] b” and “[a b] a b” are the same insertion. Gives the run's ends and its place on the
    other side, after joining the words that it has passed over.
    """
    first, last, place = run
    words = borders.stream.words
    shifts = [0]
    step = 1
    while (
        first - step >= 0
        and place - step >= 0
        and words[first - step] == words[last - step]
        and own[first - step] == place - step
        and step < _SLIDE
    ):
        shifts.append(-step)
        step += 1
    step = 0
    while (
        last + step < len(words)
        and words[first + step] == words[last + step]
        and own[last + step] == place + step
        and place + step < len(other)
        and step < _SLIDE
    ):
        step += 1
        shifts.append(step)
    if len(shifts) == 1:
        return run
    shift = max(shifts, key=lambda by: (borders.score(first + by, last + by), -abs(by)))
    for step in range(-shift):
        own[first - 1 - step] = -1
        join(last - 1 - step, place - 1 - step)
    for step in range(shift):
        own[last + step] = -1
        join(first + step, place + step)
    return first + shift, last + shift, place + shift


def _refined(found: Alignment, a: _Borders, b: _Borders, hunk: Hunk) -> list[Hunk]:
    """Cut a replacement into what belongs together."""
    a0, a1, b0, b1 = hunk
    if b0 == b1:
        return [Hunk(first, last, b0, b0) for first, last in a.apart(a0, a1)]
    if a0 == a1:
        return [Hunk(a0, a0, first, last) for first, last in b.apart(b0, b1)]
    old, new = found.old.words[a0:a1], found.new.words[b0:b1]
    if len(old) == len(new) <= _ONE_BY_ONE and all(
        bool(_WORD.match(one)) == bool(_WORD.match(other))
        for one, other in zip(old, new, strict=True)
    ):
        return [each for n in range(len(old)) if (each := _single(found, a0 + n, b0 + n))]
    cut = _by_blocks(found, a, b, hunk)
    if cut is not None:
        return [
            part
            for piece in cut
            for part in (_refined(found, a, b, piece) if piece != hunk else [piece])
        ]
    few = len(old) != len(new) and len(old) * len(new) <= 400
    # The same letters, parted otherwise, are one change.
    if few and "".join(filter(_WORD.match, old)) != "".join(filter(_WORD.match, new)):
        return _by_words(found, hunk)
    return [hunk]


def _single(found: Alignment, i: int, j: int) -> Hunk | None:
    """Give two words as a hunk; join them when they are equal after all."""
    if found.old.words[i] == found.new.words[j]:
        found.join(i, j)
        return None
    return Hunk(i, i + 1, j, j + 1)


def _by_blocks(found: Alignment, a: _Borders, b: _Borders, hunk: Hunk) -> list[Hunk] | None:
    """Cut a replacement of several blocks: blocks that are alike replace each other.

    None when there are no borders of blocks within, or far too many.
    """
    first, second = a.within(hunk.a0, hunk.a1), b.within(hunk.b0, hunk.b1)
    if len(first) == len(second) == 1 or len(first) * len(second) > 2500:
        return None
    old = [Counter(found.old.words[begin:end]) for begin, end in first]
    new = [Counter(found.new.words[begin:end]) for begin, end in second]
    partial = [not a.is_whole(*part) for part in first], [not b.is_whole(*part) for part in second]

    def gain(x: int, y: int) -> float:
        shared = (old[x] & new[y]).total() / max(old[x].total(), new[y].total())
        if shared < _ALIKE and old[x].total() <= 3 >= new[y].total():
            alike = likeness(a.text(*first[x]), b.text(*second[y]))
            shared = alike if alike >= _ALIKE else shared
        kinds = a.kind(first[x][0]), b.kind(second[y][0])
        alike = len(first) == len(second) and kinds[0] == kinds[1]
        fits = shared >= 0.3 or (partial[0][x] and partial[1][y]) or alike
        return shared + 0.05 if fits else 0.0

    parts: list[Hunk] = []
    i, j = hunk.a0, hunk.b0
    for x, y in _best_pairs(len(first), len(second), gain):
        parts.extend(Hunk(*part, j, j) for part in first if i <= part[0] < first[x][0])
        parts.extend(
            Hunk(first[x][0], first[x][0], *part) for part in second if j <= part[0] < second[y][0]
        )
        parts.append(Hunk(*first[x], *second[y]))
        i, j = first[x][1], second[y][1]
    parts.extend(Hunk(*part, j, j) for part in first if i <= part[0])
    parts.extend(Hunk(hunk.a1, hunk.a1, *part) for part in second if j <= part[0])
    return parts


def _by_words(found: Alignment, hunk: Hunk) -> list[Hunk]:
    """Cut a replacement of unequal length: words that are alike replace each other."""
    old = [word.casefold() for word in found.old.words[hunk.a0 : hunk.a1]]
    new = [word.casefold() for word in found.new.words[hunk.b0 : hunk.b1]]

    letters, others = list(map(set, old)), list(map(set, new))

    def gain(x: int, y: int) -> float:
        if len(old[x]) <= 2 or len(new[y]) <= 2:
            return float(found.old.words[hunk.a0 + x] == found.new.words[hunk.b0 + y])
        # Each letter that only one of them has is one by which they differ.
        differ = max(len(letters[x] - others[y]), len(others[y] - letters[x]))
        if differ > (1 - _ALIKE) * max(len(old[x]), len(new[y])) + 1e-9:
            return 0.0
        alike = likeness(old[x], new[y])
        return alike if alike >= _ALIKE else 0.0

    parts: list[Hunk] = []
    i, j = hunk.a0, hunk.b0
    for x, y in (*_best_pairs(len(old), len(new), gain), (len(old), len(new))):
        x, y = hunk.a0 + x, hunk.b0 + y
        if x > i or y > j:
            parts.append(Hunk(i, x, j, y))
        if x < hunk.a1 and (single := _single(found, x, y)):
            parts.append(single)
        i, j = x + 1, y + 1
    return parts


def _best_pairs(
    rows: int, columns: int, gain: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Pair rows with columns in order so that the sum of gains is greatest; 0 is no pair."""
    gains = [[gain(x, y) for y in range(columns)] for x in range(rows)]
    table = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for x in range(rows - 1, -1, -1):
        for y in range(columns - 1, -1, -1):
            table[x][y] = max(table[x + 1][y], table[x][y + 1])
            if gains[x][y]:
                table[x][y] = max(table[x][y], gains[x][y] + table[x + 1][y + 1])
    pairs = []
    x = y = 0
    while x < rows and y < columns:
        if gains[x][y] and table[x][y] == gains[x][y] + table[x + 1][y + 1]:
            pairs.append((x, y))
            x, y = x + 1, y + 1
        elif table[x][y] == table[x + 1][y]:
            x += 1
        else:
            y += 1
    return pairs

"""Which words an element takes along when it comes or goes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tei.revisions.hunks import Hunk
from tei.revisions.streams import OFFSET, SHIFT, Flat, Stream

# What stands in these belongs to them: a new choice is one thing, not three.
_WHOLES = frozenset({"choice", "app", "subst", "rdgGrp"})
_NESTING = 50


def opposite(partners: list[int], passages: Sequence[Hunk], word: int) -> int:
    """Give the word of the other stream before which something at `word` would stand.

    `passages` are in the order of the stream of `word`, whose words they name first.
    """
    if word < len(partners) and partners[word] >= 0:
        return partners[word]
    if word and partners[word - 1] >= 0:
        return partners[word - 1] + 1
    # What was replaced stands where that which replaced it does, and in the same block.
    number = bisect_right(passages, word, key=lambda hunk: hunk.a0) - 1
    if number >= 0 and word < passages[number].a1:
        hunk = passages[number]
        return hunk.b0 if word == hunk.a0 else hunk.b1
    while word < len(partners) and partners[word] < 0:
        word += 1
    if word < len(partners):
        return partners[word]
    return max((hunk.b1 for hunk in passages), default=0)


def has_extent(flat: Flat, index: int) -> bool:
    """Tell whether an element holds words of the stream in which it stands."""
    return (
        flat.inner[index] is None
        and flat.names[index][0] != "#"
        and (flat.starts[index] < flat.ends[index])
    )


def lacking(flat: Flat, indexes: Sequence[int], words: tuple[int, int], rest: str) -> list[int]:
    """Give the elements, one or none, without which a range of words is what is left."""
    first, last = words
    begin = bisect_left(indexes, first << SHIFT, key=lambda index: flat.starts[index])
    end = bisect_left(indexes, last << SHIFT, key=lambda index: flat.starts[index])
    for index in indexes[begin:end]:
        if flat.words(index)[1] <= last and _without(flat, index, first, last) == rest:
            return [index]
    return []


def _without(flat: Flat, index: int, first: int, last: int) -> str:
    """Give a range of words without what an element in it holds."""
    if not has_extent(flat, index):
        return ""
    stream = flat.streams[index]
    begin, end = flat.starts[index], flat.ends[index]
    head = stream.text[stream.starts[first] : stream.starts[begin >> SHIFT] + (begin & OFFSET)]
    word = (end + OFFSET) >> SHIFT
    rest = stream.starts[word - 1] + (end & OFFSET) if end & OFFSET else stream.ends[word - 1]
    return " ".join(f"{head}{stream.text[rest : stream.ends[last - 1]]}".split())


def covering(spans: Sequence[tuple[int, int, int]], word: int) -> int:
    """Give the innermost element that covers a word, -1 for none; spans are in order."""
    place = bisect_right(spans, (word, 1 << 60, 0)) - 1
    for first, last, index in reversed(spans[max(0, place - _NESTING) : place + 1]):
        if first <= word < last:
            return index
    return -1


def topmost(
    flat: Flat, indexes: Iterable[int], fresh: bytearray, parts: set[int]
) -> list[tuple[int, bool]]:
    """Give the elements to be reported, and whether their words come or go with them.

    Those of `parts` are known to take theirs along. What comes or goes with another of them is
    left out; words that do are marked with 2 in `fresh`.
    """
    own = set(indexes)
    whole: set[int] = set()
    reported = []
    for index in sorted(own):
        parent = flat.parents[index]
        if parent in whole:
            whole.add(index)
            continue
        if parent in own and flat.names[parent] in _WHOLES and flat.names[index][0] != "#":
            if flat.inner[index] is None:
                _mark(flat, index, fresh)
            continue
        extent = has_extent(flat, index)
        if not extent or index in parts or _mark(flat, index, fresh):
            whole.add(index)
        reported.append((index, index in whole))
    return reported


def _mark(flat: Flat, index: int, fresh: bytearray) -> bool:
    """Mark the words of an element when all of them are new; tell whether they are."""
    first, last = flat.words(index)
    cuts_a_word = (flat.starts[index] | flat.ends[index]) & OFFSET
    if first == last or cuts_a_word or not all(fresh[first:last]):
        return False
    fresh[first:last] = b"\2" * (last - first)
    return True


def joined(stream: Stream, words: Sequence[int]) -> str:
    """Give words that may have gaps between them."""
    runs: list[list[int]] = []
    for word in words:
        if runs and runs[-1][1] == word:
            runs[-1][1] = word + 1
        else:
            runs.append([word, word + 1])
    return " … ".join(stream.reading(first, last) for first, last in runs)

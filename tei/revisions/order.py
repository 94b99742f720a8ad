"""Elements that have a partner and yet stand otherwise: in another order, or around other words.

What is common to two streams, tags and words alike, is written down for either. Where the two rows
differ, something was displaced that no pair of words or elements tells of.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Container, Iterator
from itertools import accumulate, pairwise, zip_longest

from tei.revisions.alignment import Alignment
from tei.revisions.changes import Kind
from tei.revisions.events import Event
from tei.revisions.hunks import Hunk
from tei.revisions.matches import Matches
from tei.revisions.sequences import increasing
from tei.revisions.streams import OFFSET, SHIFT, Flat, Stream

# What kind of thing (a word, a tag that opens or closes, a place in a word), which, and where in a
# word.
_Item = tuple[str, int, int]


def displaced(matches: Matches, found: Alignment, told: set[int]) -> list[Event]:
    """Give the elements of two streams that were moved or got another extent.

    Elements of the new file in `told` are left out: what was done to them is known.
    """
    old = _Row(matches.old, found.old, [found.old.blocks[i] for i, _ in found.moves])
    new = _Row(matches.new, found.new, [found.new.blocks[j] for _, j in found.moves])
    partners = {
        a: b
        for a in found.old.elements
        if (b := matches.forward.get(a, -1)) >= 0
        and matches.new.streams[b] is found.new
        and b not in told
    }
    others = {b: a for a, b in partners.items()}
    counts = old.counted(found.forward), new.counted(found.backward)
    before = ((kind, partners[a], *rest) for kind, a, *rest in old.tags(partners, counts[0]))
    after = new.tags(others, counts[1])
    if all(one == other for one, other in zip_longest(before, after)):
        return []
    return _compared(matches, found, old, new, partners)


def _compared(
    matches: Matches, found: Alignment, old: _Row, new: _Row, partners: dict[int, int]
) -> list[Event]:
    """Do the same by tags and the words beside them."""
    others = {b: a for a, b in partners.items()}

    def rows() -> tuple[Iterator[_Item], Iterator[_Item]]:
        """Give what is common to both streams, called as in the new one."""
        return (
            (
                (kind, number, offset)
                for kind, index, offset in old.items(partners)
                if (number := found.forward[index] if kind == "word" else partners[index]) >= 0
            ),
            (
                item
                for item in new.items(others)
                if item[0] != "word" or found.backward[item[1]] >= 0
            ),
        )

    beside = {word for row in rows() for word in _beside_tags(row)}
    first, second = (
        [item for item in row if item[0] != "word" or item[1] in beside] for row in rows()
    )
    where = {item: place for place, item in enumerate(second)}
    pairs = [(place, where[item]) for place, item in enumerate(first) if item in where]
    kept = {first[place] for place, _ in increasing(pairs)}
    tags: dict[int, set[str]] = {}
    for item in first:
        kind, number, _ = item
        if kind != "word" and item not in kept:
            # A word was respelt, and the tag stands at another letter: the passage is the same.
            respelt = item not in where and _says_the_same(matches, number)
            if not respelt:
                tags.setdefault(number, set()).add(kind)
    whole = {b for b, kinds in tags.items() if len(kinds) == 2}
    moved = {number for kind, number, _ in set(first) - kept if kind == "word"}
    return [
        _event(matches, found, b, moved=b in whole and _went_along(matches, b, moved))
        for b in sorted(tags)
        # What was moved takes along what it holds.
        if matches.new.parents[b] not in whole
        or matches.forward.get(matches.old.parents[matches.backward[b]]) != matches.new.parents[b]
    ]


def _beside_tags(row: Iterator[_Item]) -> Iterator[int]:
    """Give the words that stand beside a tag."""
    for one, other in pairwise(row):
        if (one[0] == "word") != (other[0] == "word"):
            yield one[1] if one[0] == "word" else other[1]


def _says_the_same(matches: Matches, b: int) -> bool:
    said = matches.new.text(b)
    return bool(said) and said == matches.old.text(matches.backward[b])


def _went_along(matches: Matches, b: int, moved: set[int]) -> bool:
    """Tell whether an element's words, if it has any, were moved with it.

    Otherwise it was only put into another element, or around one.
    """
    first, last = _place(matches.new, b)
    return first == last or not moved.isdisjoint(range(first, last))


def _event(matches: Matches, found: Alignment, b: int, *, moved: bool) -> Event:
    a = matches.backward[b]
    words = Hunk(*_place(matches.old, a), *_place(matches.new, b))
    kind = Kind.MOVED if moved or not matches.new.text(b) else Kind.EXTENDED
    return Event(kind, found, words, a, b, before=matches.old.text(a), after=matches.new.text(b))


def _place(flat: Flat, index: int) -> tuple[int, int]:
    if flat.inner[index] is not None:
        word = flat.starts[index] >> SHIFT
        return word, word
    return flat.words(index)


class _Row:
    """Words and tags of a stream in their order, without the blocks that were moved as a whole."""

    def __init__(self, flat: Flat, stream: Stream, moved: list[tuple[int, int]]) -> None:
        self._flat = flat
        self._stream = stream
        self._moved = sorted(moved)

    def counted(self, partners: list[int]) -> array[int]:
        """Count for each word the words before it that are in both streams."""
        marks = [partner >= 0 for partner in partners]
        for first, last in self._moved:
            marks[first:last] = [False] * (last - first)
        return array("I", accumulate(marks, initial=0))

    def tags(
        self, wanted: Container[int], counts: array[int]
    ) -> Iterator[tuple[str, int, int, int]]:
        """Give the tags of the wanted elements, each with the number of words before it."""
        flat = self._flat
        for kind, index in self._walk():
            if index in wanted:
                point = flat.starts[index] if kind == "open" else flat.ends[index]
                yield kind, index, point & OFFSET, counts[(point + OFFSET) >> SHIFT]

    def items(self, wanted: Container[int]) -> Iterator[_Item]:
        """Give the tags of the wanted elements, and the words."""
        flat = self._flat
        done = 0
        for kind, index in self._walk():
            point = flat.starts[index] if kind == "open" else flat.ends[index]
            last = max(done, (point + OFFSET) >> SHIFT)
            yield from self._words(done, last)
            done = last
            if index in wanted:
                yield kind, index, point & OFFSET
        yield from self._words(done, len(self._stream.words))

    def _words(self, first: int, last: int) -> Iterator[_Item]:
        return (("word", word, 0) for word in range(first, last) if not self._is_moved(word))

    def _walk(self) -> Iterator[tuple[str, int]]:
        flat = self._flat
        open_: list[int] = []
        held: set[int] = set()
        for index in self._stream.elements:
            while open_ and open_[-1] != flat.parents[index]:
                if open_[-1] not in held:
                    yield "close", open_[-1]
                open_.pop()
            if self._moved and (flat.parents[index] in held or self._holds(*_place(flat, index))):
                held.add(index)
            else:
                yield "open", index
            open_.append(index)
        for index in reversed(open_):
            if index not in held:
                yield "close", index

    def _holds(self, first: int, last: int) -> bool:
        """Tell whether a range of words lies within one that is left out."""
        return last > first and self._is_moved(first) and self._is_moved(last - 1)

    def _is_moved(self, word: int) -> bool:
        place = bisect_right(self._moved, (word, 1 << 60)) - 1
        return place >= 0 and word < self._moved[place][1]

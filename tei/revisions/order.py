"""Elements that have a partner and yet stand otherwise: in another order, or around other words.

What is common to two streams, tags and words alike, is written down for either. Where the two rows
differ, something was displaced that no pair of words or elements tells of.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator
from itertools import accumulate

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
# A tag with the number of words before it that are in both streams.
_Tag = tuple[str, int, int, int]


def displaced(matches: Matches, found: Alignment, told: set[int]) -> list[Event]:
    """Give the elements of two streams that were moved or got another extent.

    Elements of the new file in `told` are left out: what was done to them is known.
    """
    old = _Row(matches.old, found.old, found.forward, [found.old.blocks[i] for i, _ in found.moves])
    new = _Row(
        matches.new, found.new, found.backward, [found.new.blocks[j] for _, j in found.moves]
    )
    partners = {
        a: b
        for a in found.old.elements
        if (b := matches.forward.get(a, -1)) >= 0
        and matches.new.streams[b] is found.new
        and b not in told
        and not (a in old.gone and b in new.gone)
    }
    before = [(kind, partners[a], at, count) for kind, a, at, count in old.tags(partners)]
    after = list(new.tags(set(partners.values())))
    if before == after:
        return []
    words = [found.forward[word] for word in old.words]
    return _compared(matches, found, *_rows((before, words), (after, new.words)))


def _rows(
    old: tuple[list[_Tag], list[int]], new: tuple[list[_Tag], list[int]]
) -> list[list[_Item]]:
    """Give for either stream the tags and the words beside them, named as in the new file."""
    beside: set[int] = set()
    for tags, words in (old, new):
        counts = {count for _, _, _, count in tags}
        beside.update(words[count - 1] for count in counts if count)
        beside.update(words[count] for count in counts if count < len(words))
    rows = []
    for tags, words in (old, new):
        row: list[_Item] = []
        shown = [(place, word) for place, word in enumerate(words) if word in beside]
        done = 0
        for kind, number, offset, count in tags:
            while done < len(shown) and shown[done][0] < count:
                row.append(("word", shown[done][1], 0))
                done += 1
            row.append((kind, number, offset))
        rows.append(row + [("word", word, 0) for _, word in shown[done:]])
    return rows


def _compared(
    matches: Matches, found: Alignment, first: list[_Item], second: list[_Item]
) -> list[Event]:
    """Give what stands otherwise in two rows of tags and words."""
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
    """Tags of a stream and the words that are in both, without the blocks that were moved.

    `words` are those words, by number.
    """

    def __init__(
        self, flat: Flat, stream: Stream, partners: list[int], moved: list[tuple[int, int]]
    ) -> None:
        self._flat = flat
        self._stream = stream
        shared = [partner >= 0 for partner in partners]
        gone = array("I", [0])
        if moved:
            marks = bytearray(len(partners))
            for first, last in moved:
                shared[first:last] = [False] * (last - first)
                marks[first:last] = b"\1" * (last - first)
            gone = array("I", accumulate(marks, initial=0))
        self._counts = array("I", accumulate(shared, initial=0))
        self.words = [word for word, is_shared in enumerate(shared) if is_shared]
        self.gone = self._gone(gone) if moved else set()

    def _gone(self, counts: array[int]) -> set[int]:
        """Give the elements all of whose words are in blocks that were moved, with what they hold.

        `counts` has the number of such words before each word.
        """
        found: set[int] = set()
        for index in self._stream.elements:
            first, last = _place(self._flat, index)
            whole = last > first and counts[last] - counts[first] == last - first
            if whole or self._flat.parents[index] in found:
                found.add(index)
        return found

    def tags(self, wanted: Container[int]) -> Iterator[_Tag]:
        """Give the tags of the wanted elements."""
        flat = self._flat
        for kind, index in self._walk():
            if index in wanted:
                point = flat.starts[index] if kind == "open" else flat.ends[index]
                yield kind, index, point & OFFSET, self._counts[(point + OFFSET) >> SHIFT]

    def _walk(self) -> Iterator[tuple[str, int]]:
        flat = self._flat
        open_: list[int] = []
        for index in self._stream.elements:
            while open_ and open_[-1] != flat.parents[index]:
                yield "close", open_.pop()
            yield "open", index
            open_.append(index)
        for index in reversed(open_):
            yield "close", index

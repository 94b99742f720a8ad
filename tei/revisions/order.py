"""Elements that have a partner and yet stand otherwise: in another order, or around other words.

What is common to two streams, tags and words alike, is written down for either. Where the two rows
differ, something was displaced that no pair of words or elements tells of.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from tei.revisions.alignment import Alignment
from tei.revisions.changes import Kind
from tei.revisions.events import Event
from tei.revisions.hunks import Hunk
from tei.revisions.matches import Matches
from tei.revisions.sequences import heaviest
from tei.revisions.streams import OFFSET, SHIFT, Flat, Stream

# An item of a row is a number, for there are many: -1 and below for words, else the element of the
# new file, where in a word its tag stands, and in the last bit whether it is the end tag.
_TAG = SHIFT + 1
# A letter outweighs the tags of an element: it is these that stand otherwise, not the words.
_LETTER = 4
# The tags of a stream, for each the number of common words before it, and those words.
_Tags = tuple[Sequence[int], Sequence[int], Sequence[int]]


def displaced(
    matches: Matches, found: Alignment, told: set[int], moved: Iterable[int]
) -> list[Event]:
    """Give the elements of two streams that were moved or got another extent.

    Elements of the new file in `told` are left out: what was done to them is known; those in
    `moved` do not stand where they stood.
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
    if _in_place(old, new, partners):
        return []
    before, after = old.tags(partners, new), new.tags({b: b for b in partners.values()})
    words = array("I", (found.forward[word] for word in old.words))
    first, second, beside = _rows((*before, words), (*after, new.words))
    weights = _weights(matches.new, found.new, words, beside, moved)
    return _compared(matches, found, *_middle(first, second), weights)


def _in_place(old: _Row, new: _Row, partners: Mapping[int, int]) -> bool:
    """Tell whether all elements stand in the same order, in the same ones, at the same words.

    So it is nearly always, and this is found faster than the rows are written.
    """
    there = set(partners.values())
    last = -1
    for a, b in partners.items():
        if b < last or old.point(a) != new.point(b):
            return False
        around, other = old.around(a, partners), new.around(b, there)
        if partners.get(around, -1) != (other if other in there else -1):
            return False
        last = b
    return True


def _rows(old: _Tags, new: _Tags) -> tuple[array[int], array[int], set[int]]:
    """Give for either stream the tags and the words beside them, named as in the new file.

    With them come these words.
    """
    beside: set[int] = set()
    for _, counts, words in (old, new):
        some = set(counts)
        beside.update(words[count - 1] for count in some if count)
        beside.update(words[count] for count in some if count < len(words))
    rows = [_row(each, beside) for each in (old, new)]
    return rows[0], rows[1], beside


def _middle(first: array[int], second: array[int]) -> tuple[array[int], array[int]]:
    """Leave out what two rows have in common at their beginning and at their end."""
    least = min(len(first), len(second))
    begin = next((n for n in range(least) if first[n] != second[n]), least)
    rest = range(1, least - begin + 1)
    end = next((n - 1 for n in rest if first[-n] != second[-n]), least - begin)
    return first[begin : len(first) - end], second[begin : len(second) - end]


def _weights(
    flat: Flat, stream: Stream, words: Sequence[int], beside: set[int], moved: Iterable[int]
) -> dict[int, int]:
    """Weigh the words in `beside`, with those up to the next of them, by their letters.

    What is known to be in a `moved` element weighs next to nothing.
    """
    letters = stream.letters()
    sizes = (letters[word + 1] - letters[word] for word in words)
    sums = array("L", itertools.accumulate(sizes, initial=0))
    places = [place for place, word in enumerate(words) if word in beside]
    weights = {
        -1 - words[place]: _LETTER * (sums[after] - sums[place])
        for place, after in itertools.pairwise([*places, len(words)])
    }
    light = {-1 - word for index in moved for word in range(*flat.words(index)) if word in beside}
    return weights | dict.fromkeys(light & weights.keys(), 1)


def _row(row: _Tags, beside: set[int]) -> array[int]:
    """Give the tags of a stream in one row with the words in `beside`."""
    tags, counts, words = row
    items = array("q")
    done = 0
    for tag, count in zip(tags, counts, strict=True):
        if count > done:
            items.extend(-1 - word for word in words[done:count] if word in beside)
            done = count
        items.append(tag)
    items.extend(-1 - word for word in words[done:] if word in beside)
    return items


def _compared(
    matches: Matches,
    found: Alignment,
    first: array[int],
    second: array[int],
    weights: dict[int, int],
) -> list[Event]:
    """Give what stands otherwise in two rows of tags and words."""
    where = {item: place for place, item in enumerate(second)}
    both = array("q", filter(where.__contains__, first))
    places = array("l", map(where.__getitem__, both))
    kept = {both[place] for place in heaviest(places, [weights.get(item, 1) for item in both])}
    gone = [item for item in first if item not in kept]
    tags: dict[int, set[int]] = {}
    for item in gone:
        number = item >> _TAG
        # A word was respelt, and the tag stands at another letter: the passage is the same.
        if item >= 0 and (item in where or not _says_the_same(matches, number)):
            tags.setdefault(number, set()).add(item & 1)
    whole = {b for b, ends in tags.items() if len(ends) == 2}
    moved = {-1 - item for item in gone if item < 0}
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
    """Tags of a stream and the words that are in both, without the blocks that were moved."""

    def __init__(
        self, flat: Flat, stream: Stream, partners: list[int], moved: list[tuple[int, int]]
    ) -> None:
        self._flat = flat
        self._stream = stream
        shared = bytearray(map((-1).__lt__, partners))
        gone = array("I", [0])
        if moved:
            marks = bytearray(len(partners))
            for first, last in moved:
                shared[first:last] = bytes(last - first)
                marks[first:last] = b"\1" * (last - first)
            gone = array("I", itertools.accumulate(marks, initial=0))
        self._shared = shared
        self._counts = array("I", itertools.accumulate(shared, initial=0))
        self.gone = self._gone(gone) if moved else set()

    @property
    def words(self) -> array[int]:
        """The words that are in both, by number."""
        return array("I", itertools.compress(range(len(self._shared)), self._shared))

    def point(self, index: int) -> tuple[int, int, int, int]:
        """Give where an element begins and ends: the words before, and the letters in a word."""
        begin, end = self._flat.starts[index], self._flat.ends[index]
        counts = self._counts
        before = counts[(begin + OFFSET) >> SHIFT], counts[(end + OFFSET) >> SHIFT]
        return *before, begin & OFFSET, end & OFFSET

    def around(self, index: int, wanted: Container[int]) -> int:
        """Give the nearest wanted element around an element, or the owner of the stream."""
        parents, owner = self._flat.parents, self._stream.owner
        index = parents[index]
        while index != owner and index not in wanted:
            index = parents[index]
        return index

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

    def tags(
        self, wanted: Mapping[int, int], other: _Row | None = None
    ) -> tuple[array[int], array[int]]:
        """Give the tags of the wanted elements, and for each the number of words before it.

        `wanted` gives for each element the number by which it is called: its partner's in `other`.
        """
        points = self._flat.starts, self._flat.ends
        numbers = self._counts
        tags, counts = array("q"), array("I")
        for index, closes in self._in_order():
            if index in wanted:
                point = points[closes][index]
                number, letter = wanted[index], point & OFFSET
                if letter and other:
                    letter = self._letter(point, other, number, closes)
                tags.append(number << _TAG | letter << 1 | closes)
                counts.append(numbers[(point + OFFSET) >> SHIFT])
        return tags, counts

    def _in_order(self) -> Iterator[tuple[int, int]]:
        """Give all tags of the stream in their order: the element, and 1 for its end tag."""
        parents = self._flat.parents
        open_: list[int] = []
        for index in self._stream.elements:
            parent = parents[index]
            while open_ and open_[-1] != parent:
                yield open_.pop(), 1
            yield index, 0
            open_.append(index)
        while open_:
            yield open_.pop(), 1

    def _letter(self, point: int, other: _Row, number: int, closes: int) -> int:
        """Give the letter of its word at which a tag stands, by that of its partner.

        In a word that was respelt it stands where it stood if what is before it, or after it, is
        what it was.
        """
        there = (other._flat.ends if closes else other._flat.starts)[number]
        word, letter = point >> SHIFT, point & OFFSET
        at, place = there >> SHIFT, there & OFFSET
        if not place or self._shared[word] or other._shared[at]:
            return letter
        one, second = self._word(word), other._word(at)
        same = one[:letter] == second[:place] or one[letter:] == second[place:]
        return place if same else letter

    def _word(self, word: int) -> str:
        return self._stream.text[self._stream.starts[word] : self._stream.ends[word]]

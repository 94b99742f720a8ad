"""Which element of the one file is which element of the other.

The words carry the elements over: an element's range of words maps to a range in the other file,
and an element of the same name is looked for there. Ids come first; what holds several blocks is
matched by the votes of what it holds; notes and readings by their place and what they say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from tei.prepared.vocabulary import DIVISIONS
from tei.revisions.alignment import Alignment
from tei.revisions.hunks import Hunk
from tei.revisions.identity import may_be_one
from tei.revisions.mapping import Mapping
from tei.revisions.matches import Matches
from tei.revisions.sequences import longest
from tei.revisions.streams import SHIFT, Flat, Stream
from tei.revisions.vocabulary import Role, holds_elements_only

_CANDIDATES = 200
# Of a note that was rewritten so much is the same at least, unless nothing else stands there.
_ALIKE = 0.3
_SLOTS = 64
_MOST_SIBLINGS = 1_000_000
# The number of a chapter, by which it is the same though all in it was moved elsewhere.
N = "n"


def match(
    matches: Matches, found: Alignment, passages: Sequence[Hunk], same: dict[int, int]
) -> None:
    """Match the elements of two aligned streams, those first that are the `same` by their ids."""
    for a, b in same.items():
        if a not in matches.forward and b not in matches.backward:
            matches.join(a, b)
    _Matcher(matches, found, passages).run()


def match_equal(matches: Matches, old: Stream, new: Stream) -> None:
    """Match the elements of two streams that are equal, one by one, with all they hold."""
    for a, b in zip(old.elements, new.elements, strict=True):
        matches.join(a, b)
        first, second = matches.old.inner[a], matches.new.inner[b]
        if first is not None and second is not None:
            match_equal(matches, first, second)


class _Matcher:
    def __init__(self, matches: Matches, found: Alignment, passages: Sequence[Hunk]) -> None:
        self.matches = matches
        self.old, self.new = matches.old, matches.new
        self.found = found
        self.map = Mapping(found, passages)
        self.wide = _wide(self.old, found.old), _wide(self.new, found.new)
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for b in found.new.elements:
            if b not in self.wide[1]:
                self.by_name[self.new.names[b]].append(b)
        self.begins = {
            name: [self.new.starts[b] for b in indexes] for name, indexes in self.by_name.items()
        }

    @cached_property
    def letters(self) -> Sequence[int]:
        """The number of letters before each word of the old stream."""
        return self.found.old.letters()

    def run(self) -> None:
        self._by_range(lambda a: not self._is_anchored(a))
        self._by_votes()
        self._by_content()
        self._by_siblings(self._is_anchored)
        # Of two notes at one word, that which was rewritten is the one that says much the same.
        self._by_range(self._is_anchored, same_parent=True, alike=True)
        self._by_range(self._is_anchored, same_parent=True)
        self._by_range(self._is_anchored)

    def _open(self) -> Iterable[int]:
        """Give the elements of the old stream that have no partner yet and hold no blocks."""
        forward, wide = self.matches.forward, self.wide[0]
        return (a for a in self.found.old.elements if a not in forward and a not in wide)

    def _is_anchored(self, a: int) -> bool:
        """Tell whether an element has no extent in the text: a boundary, a note, a comment."""
        return self.old.inner[a] is not None or self.old.starts[a] == self.old.ends[a]

    def _fits(self, a: int, b: int) -> bool:
        beside = self.old.inner[a] is None, self.new.inner[b] is None
        return self.old.names[a] == self.new.names[b] and beside[0] == beside[1]

    def _by_range(
        self, wanted: Callable[[int], bool], *, same_parent: bool = False, alike: bool = False
    ) -> None:
        for a in list(self._open()):
            if wanted(a):
                b = self._nearest(a, same_parent, alike)
                if b >= 0:
                    self.matches.join(a, b)

    def _nearest(self, a: int, same_parent: bool, alike: bool) -> int:
        """Find the best partner within the range to which an element maps, -1 for none."""
        old, new, matches = self.old, self.new, self.matches
        begins = self.begins.get(old.names[a])
        if not begins:
            return -1
        empty = old.starts[a] == old.ends[a]
        best, best_score = -1, 0.4
        candidates = self.by_name[old.names[a]]
        for low, high, low_end, high_end in self._ranges(a):
            place = bisect_left(begins, low)
            for b in candidates[place : place + _CANDIDATES]:
                if new.starts[b] > high:
                    break
                if b in matches.backward or not self._fits(a, b):
                    continue
                if not matches.same_parent(a, b) and (same_parent or self._apart(a, b)):
                    continue
                if alike and self._shared(a, b) < _ALIKE:
                    continue
                if not low_end <= new.ends[b] <= high_end:
                    continue
                # It may have lost all its words, or got its first; but an entry says something
                # without any of the text.
                other = empty != (new.starts[b] == new.ends[b]) and low == high
                stays = old.roles[a] is Role.BLOCK and old.names[a] != "app"
                if other and not (stays or self._is_same_tag(a, b)):
                    continue
                score = self._score(a, b)
                if score > best_score and self._may_be_one(a, b):
                    best, best_score = b, score
        return best

    def _ranges(self, a: int) -> list[tuple[int, int, int, int]]:
        """Give from where to where an element may begin in the new stream, and end."""
        start, end = self.old.starts[a], self.old.ends[a]
        low, high = self.map.begin(start)
        if start != end:
            return [(low, high, *self.map.end(end))]
        # Anchored to the word before or after, of which one may have been moved.
        other = self.map.end(start)
        if other[0] <= high and low <= other[1]:
            low, high = min(low, other[0]), max(high, other[1])
            return [(low, high, low, high)]
        return [(low, high, low, high), (*other, *other)]

    def _may_be_one(self, a: int, b: int) -> bool:
        """Tell whether neither two elements nor those around them are records of two things."""
        parents = self.old.parents[a], self.new.parents[b]
        return may_be_one(self.old, a, self.new, b) and (
            min(parents) < 0 or may_be_one(self.old, parents[0], self.new, parents[1])
        )

    def _is_same_tag(self, a: int, b: int) -> bool:
        """Tell whether two elements stand in one, with the same attributes."""
        return self.matches.same_parent(a, b) and not self.matches.differ(a, b)

    def _apart(self, a: int, b: int) -> bool:
        """Tell whether two elements stand in different ones, and share no word of the text."""
        parents = self.old.parents[a], self.new.parents[b]
        if parents[0] not in self.matches.forward or parents[1] not in self.matches.backward:
            return False
        first, last = self.new.words(b)
        return not any(first <= self.found.forward[w] < last for w in range(*self.old.words(a)))

    def _score(self, a: int, b: int) -> float:
        old, new, matches = self.old, self.new, self.matches
        equal = not matches.differ(a, b)
        if old.names[a][0] == "#":
            return 5.0 if equal else 0.5
        score = 1.0 + 2 * equal + matches.same_parent(a, b)
        first, second = old.inner[a], new.inner[b]
        if first is None or second is None:
            return score
        witnesses = old.nodes[a].get("wit")
        score += bool(witnesses) and witnesses == new.nodes[b].get("wit")
        if matches.signature(old, a) == matches.signature(new, b):
            return score + 3
        shared = self._shared(a, b)
        return score + (2 * shared if shared or not first.words or not second.words else -0.6)

    def _shared(self, a: int, b: int) -> float:
        """Tell how many of the words of two notes, readings or comments are common to both."""
        one, other = set(_said(self.old, a)), set(_said(self.new, b))
        return len(one & other) / max(1, len(one | other))

    def _by_votes(self) -> None:
        """Match what holds several blocks, from within to without, by what its parts became.

        Words that were moved have no vote unless nothing else has: a division does not go with
        a paragraph that leaves it.
        """
        moved = [self.found.old.blocks[block] for block, _ in self.found.moves]
        begins = [first for first, _ in moved]

        def stays(word: int) -> bool:
            place = bisect_right(begins, word) - 1
            return place < 0 or word >= moved[place][1]

        if self.wide[0]:
            self._vote(stays)
        self._by_siblings(lambda a: a in self.wide[0] and N in self.old.nodes[a].attrib)
        if moved and any(a not in self.matches.forward for a in self.wide[0]):
            self._vote(lambda word: True)

    def _vote(self, may: Callable[[int], bool]) -> None:
        forward, wide = self.matches.forward, self.wide
        letters = self.letters
        votes: dict[int, Counter[int]] = defaultdict(Counter)

        def vote(a: int) -> None:
            first, second = self.old.parents[a], self.new.parents[forward[a]]
            if first in wide[0] and second in wide[1]:
                begin, end = self.old.words(a)
                votes[first][second] += 1 + letters[end] - letters[begin]

        for a in self.found.old.elements:
            if a in forward and a not in wide[0] and may(self.old.starts[a] >> SHIFT):
                vote(a)
        for level in self._levels():
            wishes = [
                (-count, a, b)
                for a in level
                if a not in forward
                for b, count in (votes[a] or self._votes_of_words(a, may)).items()
            ]
            # Whoever has more of it: a division does not become the one to which a part went.
            for _, a, b in sorted(wishes):
                if a not in forward and b not in self.matches.backward and self._fits(a, b):
                    self.matches.join(a, b)
            for a in level:
                if a in forward:
                    vote(a)

    def _levels(self) -> list[list[int]]:
        """Give what holds several blocks by its depth, from within to without."""
        levels: dict[int, list[int]] = defaultdict(list)
        for a in sorted(self.wide[0]):
            levels[len(self.old.ancestors(a))].append(a)
        return [levels[depth] for depth in sorted(levels, reverse=True)]

    def _votes_of_words(self, a: int, may: Callable[[int], bool]) -> Counter[int]:
        """Let the words vote: a division may hold text and nothing else."""
        found, wide = self.found, self.wide[1]
        votes: Counter[int] = Counter()
        for word in range(*self.old.words(a)):
            partner = found.forward[word] if may(word) else -1
            index = self.new.around(found.new, partner) if partner >= 0 else -1
            while index >= 0 and index not in wide:
                index = self.new.parents[index]
            votes[index] += 1
        del votes[-1]
        return votes

    def _by_siblings(self, wanted: Callable[[int], bool]) -> None:
        """Match the equal children of a pair that holds elements only, in their order.

        A chapter keeps its number when its paragraphs leave it; a page begins between the same
        chapters when the paragraphs beside it were moved.
        """
        matches = self.matches
        left = _children(self.old, self.found.old, matches.forward, wanted)
        right = _children(self.new, self.found.new, matches.backward, lambda b: True)
        for parent, first in left.items():
            second = right.get(matches.forward.get(parent, -1))
            if second and len(first) * len(second) <= _MOST_SIBLINGS:
                one = [self._key(self.old, a) for a in first]
                for x, y in longest(one, [self._key(self.new, b) for b in second]):
                    if first[x] not in matches.forward and self._fits(first[x], second[y]):
                        matches.join(first[x], second[y])

    def _key(self, flat: Flat, index: int) -> tuple[object, ...]:
        text = flat.text(index) if flat.names[index][0] == "#" else ""
        said = self.matches.signature(flat, index)
        return flat.names[index], flat.attributes[index], said, text

    def _by_content(self) -> None:
        """Match notes, readings and boundaries that are equal, at a place that may be theirs."""
        new, matches = self.new, self.matches
        slots: dict[tuple[str, int], list[int]] = defaultdict(list)
        for b in self.found.new.elements:
            anchored = new.inner[b] is not None or new.starts[b] == new.ends[b]
            if anchored and b not in matches.backward and b not in self.wide[1]:
                slots[new.names[b], new.starts[b] >> SHIFT].append(b)
        for a in list(self._open()):
            if self._is_anchored(a):
                candidates = [
                    b
                    for slot in self._slots(self.old.starts[a])
                    for b in slots.get((self.old.names[a], slot), ())
                    if b not in matches.backward and matches.equal(a, b)
                ]
                if candidates:
                    own = [b for b in candidates if matches.same_parent(a, b)]
                    matches.join(a, (own or candidates)[0])

    def _slots(self, point: int) -> list[int]:
        begin, end = self.map.begin(point), self.map.end(point)
        first, last = begin[0] >> SHIFT, begin[1] >> SHIFT
        slots = list(range(first, min(last, first + _SLOTS) + 1))
        if end != begin:
            first, last = end[0] >> SHIFT, end[1] >> SHIFT
            slots += range(max(first, last - _SLOTS), last + 1)
        return slots


def _said(flat: Flat, index: int) -> Sequence[str]:
    """Give the words of a note, a reading or a comment, none of anything else."""
    inner = flat.inner[index]
    if flat.names[index][0] == "#":
        return (flat.nodes[index].text or "").split()
    return inner.words if inner is not None else ()


def _children(
    flat: Flat, stream: Stream, pairs: dict[int, int], wanted: Callable[[int], bool]
) -> dict[int, list[int]]:
    """Give the wanted elements without a partner, by the element around them."""
    found: dict[int, list[int]] = defaultdict(list)
    for index in stream.elements:
        parent = flat.parents[index]
        if (
            index not in pairs
            and parent >= 0
            and holds_elements_only(flat.names[parent])
            and wanted(index)
        ):
            found[parent].append(index)
    return found


def _wide(flat: Flat, stream: Stream) -> set[int]:
    """Give the elements that hold more than one block, and divisions whatever they hold."""
    if len(stream.blocks) < 2:
        return set()
    begins = [first for first, _ in stream.blocks]
    wide = set()
    for index in stream.elements:
        if flat.inner[index] is None and flat.names[index][0] != "#":
            first, last = flat.words(index)
            several = last > first and bisect_left(begins, last) > bisect_right(begins, first)
            if several or flat.names[index] in DIVISIONS:
                wide.add(index)
    return wide

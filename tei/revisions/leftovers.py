"""Elements without a partner: split, merged, renamed, extended, or else added and removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from tei.prepared.vocabulary import DIVISIONS
from tei.revisions.alignment import Alignment
from tei.revisions.changes import Kind
from tei.revisions.events import Event
from tei.revisions.extents import covering, has_extent, joined, lacking, opposite, topmost
from tei.revisions.hunks import Hunk
from tei.revisions.identity import may_be_one
from tei.revisions.mapping import Mapping
from tei.revisions.matches import Matches
from tei.revisions.streams import OFFSET, SHIFT, Flat
from tei.revisions.vocabulary import Role


def settle(matches: Matches, found: Alignment, passages: Sequence[Hunk]) -> list[Event]:
    """Say what became of the elements and words of two streams that have no partner.

    Pairs that are found on the way are joined in `matches`.
    """
    return _Settler(matches, found, passages).run()


class _Settler:
    def __init__(self, matches: Matches, found: Alignment, passages: Sequence[Hunk]) -> None:
        self.matches = matches
        self.old, self.new = matches.old, matches.new
        self.found = found
        self.passages = passages
        self.events: list[Event] = []
        self.map = Mapping(found, passages)

    def run(self) -> list[Event]:
        removed = [a for a in self.found.old.elements if a not in self.matches.forward]
        added = [b for b in self.found.new.elements if b not in self.matches.backward]
        if removed and added:
            removed, added = self._by_overlap(removed, added)
            removed, added = self._renamed(removed, added)
        added = self._halves(added, Kind.SPLIT)
        removed = self._halves(removed, Kind.MERGED)
        self._report(removed, added)
        return [event for event in self.events if not self._goes_with_its_parent(event)]

    def _goes_with_its_parent(self, event: Event) -> bool:
        """Tell whether an element is divided or joined because the one around it is."""
        flat, index = self.new, event.new
        if event.kind is Kind.MERGED:
            flat, index = self.old, event.old
        elif event.kind is not Kind.SPLIT:
            return False
        parent = flat.parents[index]
        return any(
            other.kind is event.kind
            and parent == (other.new if event.kind is Kind.SPLIT else other.old)
            for other in self.events
        )

    # ---- elements that cover the same words

    def _by_overlap(self, removed: list[int], added: list[int]) -> tuple[list[int], list[int]]:
        """Pair elements of one name that share words: one with several is a split or a merger."""
        moved = self._moved_words(new=True)
        cover: dict[int, list[int]] = defaultdict(list)
        for b in added:
            if has_extent(self.new, b):
                for word in range(*self.new.words(b)):
                    if word not in moved:
                        cover[word].append(b)
        ahead: dict[int, Counter[int]] = {}
        back: dict[int, Counter[int]] = defaultdict(Counter)
        for a in removed:
            if has_extent(self.old, a):
                shared: Counter[int] = Counter()
                for word in range(*self.old.words(a)):
                    for b in cover.get(self.found.forward[word], ()):
                        if self.new.names[b] == self.old.names[a]:
                            shared[b] += 1
                ahead[a] = shared
                for b, count in shared.items():
                    back[b][a] = count
        used_a: set[int] = set()
        used_b: set[int] = set()
        for a, shared in ahead.items():
            parts = sorted(b for b in shared if b not in used_b)
            if len(parts) > 1:
                self.matches.join(a, parts[0])
                for b in parts[1:]:
                    self._element(Kind.SPLIT, a, b)
                used_a.add(a)
                used_b.update(parts)
        for b, counted in sorted(back.items()):
            parts = sorted(a for a in counted if a not in used_a)
            if b in used_b or not parts:
                continue
            if len(parts) > 1:
                for a in parts[1:]:
                    self._element(Kind.MERGED, a, b)
            elif not self._half_shared(parts[0], b, counted[parts[0]]):
                continue
            elif self.new.roles[b] is not Role.BLOCK:
                self._element(Kind.EXTENDED, parts[0], b)
            self.matches.join(parts[0], b)
            used_a.update(parts)
            used_b.add(b)
        return [a for a in removed if a not in used_a], [b for b in added if b not in used_b]

    def _moved_words(self, new: bool) -> set[int]:
        """Give the words of the blocks that were moved: they are no half of a division."""
        stream = self.found.new if new else self.found.old
        return {w for pair in self.found.moves for w in range(*stream.blocks[pair[new]])}

    def _half_shared(self, a: int, b: int, shared: int) -> bool:
        first, second = self.old.words(a), self.new.words(b)
        return shared >= 0.5 * min(first[1] - first[0], second[1] - second[0])

    def _renamed(self, removed: list[int], added: list[int]) -> tuple[list[int], list[int]]:
        """Pair elements that cover exactly the same passage."""
        places: dict[tuple[int, int], list[int]] = defaultdict(list)
        for b in added:
            if has_extent(self.new, b) or self._is_empty(self.new, b):
                places[self.new.starts[b], self.new.ends[b]].append(b)
        used: dict[int, int] = {}
        for a in removed:
            for b in places.get(self._image(a), ()):
                if b not in used and self._may_be_renamed(a, b):
                    used[b] = a
                    self.matches.join(a, b)
                    if self.old.names[a] != self.new.names[b]:
                        self._element(Kind.RENAMED, a, b)
                    break
        pairs = set(used.values())
        return [a for a in removed if a not in pairs], [b for b in added if b not in used]

    def _is_empty(self, flat: Flat, index: int) -> bool:
        return flat.inner[index] is None and flat.names[index][0] != "#"

    def _may_be_renamed(self, a: int, b: int) -> bool:
        if not may_be_one(self.old, a, self.new, b):
            return False
        if self.old.starts[a] < self.old.ends[a]:
            return self.new.starts[b] < self.new.ends[b]
        # Boundaries at one place have little in common: theirs must be one parent, and nothing in.
        return (
            self.matches.same_parent(a, b)
            and self.old.roles[a] is self.new.roles[b] is Role.PHRASE
            and not len(self.old.nodes[a])
            and not len(self.new.nodes[b])
        )

    def _image(self, a: int) -> tuple[int, int]:
        """Give the points of the new stream at which an old element begins and ends."""
        if self.old.inner[a] is not None or self.old.names[a][0] == "#":
            return (-1, -1)
        first, last = self.old.words(a)
        mapped = [word for word in self.found.forward[first:last] if word >= 0]
        offsets = self.old.starts[a] & OFFSET, self.old.ends[a] & OFFSET
        if not mapped:
            begin = self.map.begin(self.old.starts[a])
            if first == last:
                return begin[0], begin[0]
            end = self.map.end(self.old.ends[a])
            return begin[0], end[1]
        begin_at = (min(mapped) << SHIFT) | offsets[0]
        if offsets[1]:
            return begin_at, (max(mapped) << SHIFT) | offsets[1]
        return begin_at, (max(mapped) + 1) << SHIFT

    # ---- halves of blocks

    def _halves(self, indexes: list[int], kind: Kind) -> list[int]:
        """Find new blocks whose words come from a block that is there still, and the reverse."""
        split = kind is Kind.SPLIT
        flat, other = (self.new, self.old) if split else (self.old, self.new)
        partners = self.found.backward if split else self.found.forward
        pairs = self.matches.forward if split else self.matches.backward
        stream = self.found.old if split else self.found.new
        candidates = [i for i in indexes if flat.roles[i] is Role.BLOCK and has_extent(flat, i)]
        if not candidates:
            return indexes
        wanted = {flat.names[index] for index in candidates}
        spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for index in stream.elements:
            if other.names[index] in wanted and index in pairs:
                spans[other.names[index]].append((*other.words(index), index))
        moved = self._moved_words(split)
        found: set[int] = set()
        for index in candidates:
            first, last = flat.words(index)
            leave = moved if flat.names[index] in DIVISIONS else ()
            words = range(first, last)
            mapped = [partners[w] for w in words if partners[w] >= 0 and w not in leave]
            if last == first or len(mapped) < 0.5 * (last - first):
                continue
            whole = covering(spans[flat.names[index]], mapped[0])
            if whole < 0 or pairs[whole] in flat.ancestors(index):
                continue
            found.add(index)
            a, b = (whole, index) if split else (index, whole)
            self._element(kind, a, b)
        return [index for index in indexes if index not in found]

    # ---- what is new, what is gone

    def _report(self, removed: list[int], added: list[int]) -> None:
        found = self.found
        gone = bytearray(len(found.old.words))
        come = bytearray(len(found.new.words))
        for hunk in self.passages:
            if hunk.b0 == hunk.b1:
                gone[hunk.a0 : hunk.a1] = b"\1" * (hunk.a1 - hunk.a0)
            if hunk.a0 == hunk.a1:
                come[hunk.b0 : hunk.b1] = b"\1" * (hunk.b1 - hunk.b0)
        parts = self._parts_of_words(removed, added, gone, come)
        for b, whole in topmost(self.new, added, come, parts[1]):
            self._element(Kind.ADDED, -1, b)
            if not whole:
                self.events[-1].before = self.events[-1].after
        for a, whole in topmost(self.old, removed, gone, parts[0]):
            self._element(Kind.REMOVED, a, -1)
            if not whole:
                self.events[-1].after = self.events[-1].before
        # What goes or comes with a whole element is not reported once more as words: marked 2.
        for hunk in self.passages:
            old = [word for word in range(hunk.a0, hunk.a1) if gone[word] < 2]
            new = [word for word in range(hunk.b0, hunk.b1) if come[word] < 2]
            if old or new:
                self._words(hunk, old, new)

    def _parts_of_words(
        self, removed: list[int], added: list[int], gone: bytearray, come: bytearray
    ) -> tuple[set[int], set[int]]:
        """Find elements whose words come or go with them and leave other words changed.

        G<hi>1</hi> becomes G: that is one thing, not two. Their passages are marked.
        """
        parts: tuple[set[int], set[int]] = (set(), set())
        for hunk in self.passages:
            if hunk.a0 < hunk.a1 and hunk.b0 < hunk.b1:
                old = self.found.old.reading(hunk.a0, hunk.a1)
                new = self.found.new.reading(hunk.b0, hunk.b1)
                first = lacking(self.old, removed, (hunk.a0, hunk.a1), new)
                second = lacking(self.new, added, (hunk.b0, hunk.b1), old)
                if first or second:
                    gone[hunk.a0 : hunk.a1] = b"\2" * (hunk.a1 - hunk.a0)
                    come[hunk.b0 : hunk.b1] = b"\2" * (hunk.b1 - hunk.b0)
                    parts[0].update(first)
                    parts[1].update(second)
        return parts

    def _words(self, hunk: Hunk, old: list[int], new: list[int]) -> None:
        a0, a1 = (old[0], old[-1] + 1) if old else (hunk.a0, hunk.a0)
        b0, b1 = (new[0], new[-1] + 1) if new else (hunk.b0, hunk.b0)
        kind = Kind.CHANGED if old and new else Kind.REMOVED if old else Kind.ADDED
        self.events.append(
            Event(
                kind,
                self.found,
                Hunk(a0, a1, b0, b1),
                before=joined(self.found.old, old),
                after=joined(self.found.new, new),
            )
        )

    def _element(self, kind: Kind, a: int, b: int) -> None:
        first = self._where(self.old, a) if a >= 0 else self._opposite(b, added=True)
        alone = b < 0 or kind is Kind.MERGED
        second = self._opposite(a, added=False) if alone else self._where(self.new, b)
        self.events.append(
            Event(
                kind,
                self.found,
                Hunk(*first, *second),
                a,
                b,
                before=self.old.text(a) if a >= 0 else "",
                after=self.new.text(b) if b >= 0 else "",
            )
        )

    def _where(self, flat: Flat, index: int) -> tuple[int, int]:
        if flat.inner[index] is not None:
            word = flat.starts[index] >> SHIFT
            return word, word
        return flat.words(index)

    @cached_property
    def _by_words(self) -> tuple[list[Hunk], list[Hunk]]:
        """The passages in the order of the old words, and in that of the new ones, those first."""
        turned = (Hunk(hunk.b0, hunk.b1, hunk.a0, hunk.a1) for hunk in self.passages)
        return sorted(self.passages), sorted(turned)

    def _opposite(self, index: int, *, added: bool) -> tuple[int, int]:
        """Give the words of the other stream where an element would stand."""
        flat = self.new if added else self.old
        partners = self.found.backward if added else self.found.forward
        first, last = self._where(flat, index)
        mapped = [word for word in partners[first:last] if word >= 0]
        if mapped:
            return min(mapped), max(mapped) + 1
        at = opposite(partners, self._by_words[added], first)
        return at, at

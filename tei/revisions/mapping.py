"""Where a place in the old text lies in the new one, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from tei.revisions.alignment import Alignment
from tei.revisions.hunks import Hunk
from tei.revisions.streams import OFFSET, SHIFT


class Mapping:
    """Where a point of the old stream lies in the new one: from here to there at most."""

    def __init__(self, found: Alignment, passages: Sequence[Hunk]) -> None:
        self._found = found
        self._replaced: dict[int, Hunk] = {}
        self._single: dict[int, int] = {}
        self._inserted: dict[int, Hunk] = {}
        for hunk in passages:
            if hunk.a1 - hunk.a0 == hunk.b1 - hunk.b0 == 1:
                self._single[hunk.a0] = hunk.b0
            for word in range(hunk.a0, hunk.a1):
                self._replaced[word] = hunk
            if hunk.a0 == hunk.a1:
                self._inserted[hunk.a0] = hunk

    def begin(self, point: int) -> tuple[int, int]:
        """Map the beginning of an element."""
        word, offset = point >> SHIFT, point & OFFSET
        forward = self._found.forward
        end = len(self._found.backward) << SHIFT
        if word >= len(forward):
            last = word - 1
            if last < 0:
                return 0, end
            if last in self._replaced:
                return self._replaced[last].b0 << SHIFT, end
            return (forward[last] + 1) << SHIFT, end
        partner = forward[word]
        if partner >= 0:
            at = (partner << SHIFT) | offset
            before = self._inserted.get(word)
            if not offset and before is not None and before.b1 == partner:
                return before.b0 << SHIFT, at
            return at, at
        if word in self._single:
            at = self._single[word] << SHIFT
            return at, at + (OFFSET if offset else 0)
        hunk = self._replaced[word]
        if (word == hunk.a0 and not offset) or hunk.b0 == hunk.b1:
            return hunk.b0 << SHIFT, hunk.b1 << SHIFT
        return hunk.b0 << SHIFT, (hunk.b1 << SHIFT) | OFFSET

    def end(self, point: int) -> tuple[int, int]:
        """Map the end of an element: it goes with the word before."""
        if point & OFFSET or not point:
            low, high = self.begin(point)
            # Of a word that was parted, the element may be all of the first half.
            return low, high + (point >> SHIFT in self._single)
        word = (point >> SHIFT) - 1
        partner = self._found.forward[word]
        if partner >= 0:
            at = (partner + 1) << SHIFT
            after = self._inserted.get(word + 1)
            if after is not None and after.b0 == partner + 1:
                return at, after.b1 << SHIFT
            return at, at
        if word in self._single:
            at = (self._single[word] + 1) << SHIFT
            return at, at
        hunk = self._replaced[word]
        return hunk.b0 << SHIFT, hunk.b1 << SHIFT

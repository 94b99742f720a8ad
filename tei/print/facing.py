"""Where two facing pages end: both sides of a spread have the same units.

A unit is what belongs together of a text and its translation. So many units stand on a spread as
have room on both its pages. A unit is divided only where a page would else remain rather empty,
and then on both sides at about the same part of it, so that both go on overleaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """A text or its translation: what cannot be parted, from `first` to `end` (exclusive).

    `unit_of` gives the unit of an atom, `height` that of a page with its foot from one atom to
    another; `may_end`: a page may end before an atom; `may_part`: even within a unit. So much
    white (`sink`) stands above the first page.
    """

    first: int
    end: int
    unit_of: Callable[[int], int]
    height: Callable[[int, int], float]
    may_end: Callable[[int], bool]
    may_part: Callable[[int], bool]
    sink: float = 0.0

    def after(self, at: int, unit: int) -> int:
        """Give the first atom that belongs to a later unit."""
        while at < self.end and self.unit_of(at) <= unit:
            at += 1
        return at


Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spreads:
    """Divides two sides into spreads of one height; so much white is not too much."""

    left: Side
    right: Side
    room: float
    white: float

    def ends(self) -> Iterator[Ends]:
        """Give the ends of the two pages of each spread."""
        at = (self.left.first, self.right.first)
        while at != (self.left.end, self.right.end):
            at = self._next(at)
            yield at

    def _next(self, start: Ends) -> Ends:
        whole = start
        following = self._boundary(start)
        while following != whole and self._fits(start, following):
            whole, following = following, self._boundary(following)
        if whole == following:
            return whole
        if whole != start and self._white(start, whole) <= self.white:
            return whole
        part = self._part(start, whole, following)
        if part is not None:
            return part
        # Nothing fits: the page has as little as can be.
        return whole if whole != start else next(self._parts(start, following), following)

    def _boundary(self, at: Ends) -> Ends:
        """Give the next place where both sides may end with a unit."""
        while at != (self.left.end, self.right.end):
            one, two = at
            units = [s.unit_of(i) for s, i in ((self.left, one), (self.right, two)) if i < s.end]
            at = (self.left.after(one, min(units)), self.right.after(two, min(units)))
            if self.left.may_end(at[0]) and self.right.may_end(at[1]):
                break
        return at

    def _fits(self, start: Ends, end: Ends) -> bool:
        return self._white(start, end) >= 0

    def _white(self, start: Ends, end: Ends) -> float:
        """Give the white that remains on the fuller page."""
        left = self.left.height(start[0], end[0])
        return self.room - max(left, self.right.height(start[1], end[1]))

    def _part(self, start: Ends, whole: Ends, end: Ends) -> Ends | None:
        """Give the last place that fits where what stands between two boundaries may be parted."""
        found = None
        for place in self._parts(whole, end):
            if self._fits(start, place):
                found = place
            elif found is not None or self._is_full(start, place):
                break
        return found

    def _is_full(self, start: Ends, end: Ends) -> bool:
        """Say whether even one of the two pages has no room."""
        left, right = self.left, self.right
        return min(left.height(start[0], end[0]), right.height(start[1], end[1])) > self.room

    def _parts(self, whole: Ends, end: Ends) -> Iterator[Ends]:
        """Give the places where both sides may be parted, at about the same part of them.

        The longer side tells where; the shorter one is parted as near to that as it can.
        """
        lengths = (end[0] - whole[0], end[1] - whole[1])
        is_left = lengths[0] >= lengths[1]
        longer, shorter = (self.left, self.right) if is_left else (self.right, self.left)
        first, last = (whole[1], end[1]) if is_left else (whole[0], end[0])
        length, begin = max(lengths), whole[0 if is_left else 1]
        others = [at for at in range(first + 1, last) if shorter.may_part(at)] + [last]
        for at in range(begin + 1, begin + length):
            if longer.may_part(at):
                wanted = first + (at - begin) / length * (last - first)
                other = min(others, key=lambda each: abs(each - wanted))
                yield (at, other) if is_left else (other, at)

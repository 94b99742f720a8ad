"""What one editor did to the common ancestor: replaced, deleted, inserted, laid out anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei.merging.alignment import gaps
from tei.merging.rows import Row
from tei.reading.markup import Kind
from tei.revisions.sequences import likeness

_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Edit:
    """The ancestor's items from `lo` up to `hi` became those from `first` up to `last`."""

    lo: int
    hi: int
    first: int
    last: int


@dataclass(eq=False, slots=True)
class Side:
    """A revision, as edits of the ancestor.

    `edits` replace or delete; `inserts` says for a gap (before an item of the ancestor) which
    items were put there.
    """

    name: str
    base: Row
    row: Row
    forward: list[int]
    edits: list[Edit] = field(default_factory=list)
    inserts: dict[int, tuple[int, int]] = field(default_factory=dict)
    _kept: list[int] = field(default_factory=list)
    _partners: list[int] = field(default_factory=list)
    _gaps: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, base: Row, row: Row, forward: list[int]) -> Side:
        """Find out what was done; `forward` gives the partner of each item of the ancestor."""
        side = cls(name, base, row, forward)
        side._kept = [i for i, j in enumerate(side.forward) if j >= 0]
        side._partners = [side.forward[i] for i in side._kept]
        for lo, hi, first, last in gaps(side.forward, len(row)):
            if lo == hi:
                side.inserts[lo] = first, last
            else:
                side._replace(lo, hi, first, last)
        side._gaps = sorted(side.inserts)
        return side

    def gap(self, item: int) -> int:
        """Give the gap of the ancestor in which an item of the revision lies."""
        place = bisect_left(self._partners, item)
        return self._kept[place] if place < len(self._kept) else len(self.base)

    def after(self, item: int) -> int:
        """Give the first item of the ancestor that is kept and comes after one of the revision."""
        return self._kept[bisect_left(self._partners, item + 1)]

    def before(self, item: int) -> int:
        """Give the last item of the ancestor that is kept and comes before one of the revision."""
        place = bisect_left(self._partners, item) - 1
        return self._kept[place] if place >= 0 else -1

    def range(self, lo: int, hi: int) -> tuple[int, int]:
        """Give the items that stand where those from `lo` up to `hi` stood, with what was put in.

        The item before `lo` and that at `hi` must be kept.
        """
        return (self.forward[lo - 1] + 1 if lo else 0), self.forward[hi]

    def has_touched(self, lo: int, hi: int) -> bool:
        """Tell whether something was put between the items of a range, or a tag changed in it."""
        place = bisect_left(self._gaps, lo + 1)
        if place < len(self._gaps) and self._gaps[place] < hi:
            return True
        return any(
            self.forward[i] >= 0 and self.row.texts[self.forward[i]] != self.base.texts[i]
            for i in range(lo, hi)
        )

    def _replace(self, lo: int, hi: int, first: int, last: int) -> None:
        """Note a replacement; tags put around words replace nothing."""
        row = self.row
        if first < last and all(kind is Kind.TEXT for kind in self.base.kinds[lo:hi]):
            begin, end = first, last
            while begin < end and row.kinds[begin] is Kind.START and row.mates[begin] >= last:
                begin += 1
            while end > begin and row.kinds[end - 1] is Kind.END and row.mates[end - 1] < first:
                end -= 1
            if begin > first:
                self.inserts[lo] = first, begin
            if end < last:
                self.inserts[hi] = end, last
            first, last = begin, end
        if hi - lo > 1 and self._are_alike(lo, hi, first, last):
            for number in range(hi - lo):
                here, there = lo + number, first + number
                self.edits.append(Edit(here, here + 1, there, there + 1))
        else:
            self.edits.append(Edit(lo, hi, first, last))

    def _are_alike(self, lo: int, hi: int, first: int, last: int) -> bool:
        """Tell whether each of the words is a spelling of the one in its place."""
        kinds = {*self.base.kinds[lo:hi], *self.row.kinds[first:last]}
        return kinds == {Kind.TEXT} and are_spellings(
            self.base.texts[lo:hi], self.row.texts[first:last]
        )


def are_spellings(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether words are the same as others, each perhaps spelt otherwise."""
    return len(old) == len(new) and all(
        likeness(one, other) >= _LIKE for one, other in zip(old, new, strict=True)
    )

"""The merge of two rows of items with their common ancestor."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tei.merging import conflicts
from tei.merging.compounds import contradictions
from tei.merging.insertions import Piece, both, single
from tei.merging.rows import Row
from tei.merging.sides import Edit, Side
from tei.merging.tags import Clash, merge_tags
from tei.reading.markup import Kind, name
from tei.revisions.vocabulary import is_block_name

_DECLARATIONS = (Kind.DECLARATION, Kind.DOCTYPE)

# After so many passages in which elements crossed each other, both files are shown as a whole.
_MOST_ROUNDS = 200

# A range of the ancestor's items; what was put in before the first and the last belongs to it.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged file, and how many conflicts are in it."""

    text: str
    conflicts: int


def merge_sides(ours: Side, theirs: Side, *, numbered: int = 0, blind: bool = False) -> Merged:
    """Merge two revisions of one ancestor; conflicts are numbered from `numbered` + 1.

    `blind` says that there is no ancestor: it is ours then, and all that differs is a conflict.
    """
    return _Merger(ours, theirs, numbered, blind).run()


class _Merger:
    def __init__(self, ours: Side, theirs: Side, numbered: int, blind: bool) -> None:
        self.base = base = ours.base
        self.ours, self.theirs = ours, theirs
        self.number = numbered
        self.blind = blind
        self.parents = _parents(base)
        self.ranges: list[Range] = []
        self.combined: dict[int, list[Piece]] = {}

    def run(self) -> Merged:
        found = self._clusters() + self._insertions()
        if not self.blind:
            found += contradictions(self.ours, self.theirs)
        for _ in range(_MOST_ROUNDS):
            self.ranges = self._widened(found)
            pieces = self._pieces()
            crossing = self._crossing(pieces)
            if crossing is None:
                return self._written(pieces)
            found = [*self.ranges, crossing]
        self.ranges = [(self.base.root + 1, self.base.end(self.base.root) - 1)]
        return self._written(self._pieces())

    # ---- where the two contradict

    def _clusters(self) -> list[Range]:
        """Find edits of the same items that are not the same."""
        ours, theirs = self.ours, self.theirs
        found: list[Range] = []
        edits = sorted(
            [(edit, ours) for edit in ours.edits] + [(edit, theirs) for edit in theirs.edits],
            key=lambda each: (each[0].lo, each[0].hi),
        )
        cluster: list[tuple[Edit, Side]] = []
        end = -1
        for edit, side in [*edits, (Edit(len(self.base), len(self.base) + 1, 0, 0), ours)]:
            if cluster and edit.lo >= end:
                if not self._agree(cluster, cluster[0][0].lo, end):
                    found.append((cluster[0][0].lo, end))
                cluster = []
            end = max(edit.hi, end) if cluster else edit.hi
            cluster.append((edit, side))
        return found

    def _agree(self, cluster: list[tuple[Edit, Side]], lo: int, hi: int) -> bool:
        if self.blind:
            return False
        sides = {id(side) for _, side in cluster}
        if len(sides) == 1:
            side = cluster[0][1]
            other = self.theirs if side is self.ours else self.ours
            return not other.has_touched(lo, hi)
        if self.ours.has_touched(lo, hi) or self.theirs.has_touched(lo, hi):
            return False
        if all(edit.first == edit.last for edit, _ in cluster):
            return True
        (one, side), *rest = cluster
        wanted = side.row.texts[one.first : one.last]
        return len(cluster) == 2 and all(
            (edit.lo, edit.hi) == (one.lo, one.hi)
            and other.row.texts[edit.first : edit.last] == wanted
            for edit, other in rest
        )

    def _insertions(self) -> list[Range]:
        found: list[Range] = []
        if self.blind:
            return [(gap, gap) for gap in self.theirs.inserts]
        for gap in sorted(self.ours.inserts.keys() & self.theirs.inserts.keys()):
            parent = self.parents[gap]
            around = self.base.name(parent).rpartition(":")[2] if parent >= 0 else ""
            pieces = both(self.ours, self.theirs, gap, around)
            if pieces is None:
                found.append((gap, gap))
            else:
                self.combined[gap] = pieces
        return found

    def _crossing(self, pieces: list[Piece]) -> Range | None:
        """Find elements that do not lie within one another after the merge."""
        open_: list[Piece] = []
        for piece in pieces:
            if piece.kind is Kind.START:
                open_.append(piece)
            elif piece.kind is Kind.END:
                if not open_:
                    return self._grown((self.base.root + 1, piece.at))
                first = open_.pop()
                if name(first.text) != name(piece.text) or _are_strangers(first, piece):
                    same = [each.at for each in open_ if name(each.text) == name(piece.text)]
                    return self._grown((min([first.at, *same[-1:]]), piece.at))
        return self._grown((open_[-1].at, open_[-1].at + 1)) if open_ else None

    def _grown(self, wanted: Range) -> Range:
        """Give a range; if it is in conflict already, the element around it."""
        lo, hi = wanted
        root = self.base.root
        lo, hi = max(lo, root + 1), min(max(hi, root + 1), self.base.end(root) - 1)
        for begin, end in self.ranges:
            if begin <= lo and hi <= end:
                parent = self.parents[begin]
                if (parent + 1, self.base.mates[parent]) != (begin, end):
                    return parent + 1, self.base.mates[parent]
                return parent, self.base.mates[parent] + 1
        return lo, hi

    # ---- conflicts widened to whole elements

    def _widened(self, found: list[Range]) -> list[Range]:
        """Widen ranges until they hold whole elements in all three files, and join them."""
        joined: list[Range] = []
        for wanted in sorted(found):
            lo, hi = self._whole(wanted)
            while joined and lo <= joined[-1][1]:
                begin, end = joined.pop()
                lo, hi = self._whole((min(lo, begin), max(hi, end)))
            joined.append((lo, hi))
        return joined

    def _whole(self, wanted: Range) -> Range:
        lo, hi = wanted
        sides = self.ours, self.theirs
        while True:
            before = lo, hi
            while lo and any(side.forward[lo - 1] < 0 for side in sides):
                lo -= 1
            while any(side.forward[hi] < 0 for side in sides):
                hi += 1
            for mate in self.base.mates[lo:hi]:
                if mate >= 0:
                    lo, hi = min(lo, mate), max(hi, mate + 1)
            for side in sides:
                first, last = side.range(lo, hi) if before == (lo, hi) else (0, 0)
                for mate in side.row.mates[first:last]:
                    if 0 <= mate < first:
                        lo = min(lo, side.before(mate) + 1)
                    elif mate >= last:
                        hi = max(hi, side.after(mate))
            if (lo, hi) == before:
                return lo, hi

    # ---- the merged file

    def _pieces(self) -> list[Piece]:
        """Give the merged items; what is in conflict is one piece."""
        base, ours, theirs = self.base, self.ours, self.theirs
        edits: dict[int, list[tuple[Edit, Side]]] = {}
        for side in (ours, theirs):
            for edit in side.edits:
                edits.setdefault(edit.lo, []).append((edit, side))
        starts = dict(self.ranges)
        pieces: list[Piece] = []
        deleted = item = 0
        while item < len(base):
            if item in starts:
                pieces.append(Piece("", "", Kind.INSTRUCTION, item, until=starts[item]))
                item = starts[item]
            else:
                pieces += self._inserted(item)
                for edit, side in edits.get(item, ()):
                    if item >= deleted:
                        pieces += self._replaced(edit, side)
                    deleted = max(deleted, edit.hi)
            if item >= deleted:
                pieces.append(self._kept(item))
            item += 1
        return pieces

    def _inserted(self, gap: int) -> list[Piece]:
        if gap in self.combined:
            return self.combined[gap]
        side = self.ours if gap in self.ours.inserts else self.theirs
        return single(side, gap) if gap in side.inserts else []

    def _kept(self, item: int) -> Piece:
        """Give an item of the ancestor that both have kept, with the attributes of both."""
        first, second = self.ours.forward[item], self.theirs.forward[item]
        text, ours, theirs = (
            self.base.texts[item],
            self.ours.row.texts[first],
            self.theirs.row.texts[second],
        )
        space = _space(
            self.base.spaces[item], self.ours.row.spaces[first], self.theirs.row.spaces[second]
        )
        kind = self.base.kinds[item]
        if kind in _DECLARATIONS:
            clash = (Clash("", text, ours, theirs),) if self._clash(text, ours, theirs) else ()
            return Piece(space, theirs if ours == text else ours, kind, item, clash)
        merged, clashes = merge_tags(None if self.blind else text, ours, theirs)
        return Piece(space, merged, kind, item, tuple(clashes))

    def _clash(self, base: str, ours: str, theirs: str) -> bool:
        return ours != theirs and (self.blind or base not in (ours, theirs))

    def _replaced(self, edit: Edit, side: Side) -> list[Piece]:
        row = side.row
        other = self.theirs if side is self.ours else self.ours
        partner = other.forward[edit.lo]
        pieces = [
            Piece(row.spaces[item], row.texts[item], row.kinds[item], edit.lo, owner=side.name)
            for item in range(edit.first, edit.last)
        ]
        if pieces and partner >= 0:
            before = self.base.spaces[edit.lo]
            space = _space(before, row.spaces[edit.first], other.row.spaces[partner])
            pieces[0] = replace(pieces[0], space=space)
        return pieces

    def _written(self, pieces: list[Piece]) -> Merged:
        first = self.number
        parts: list[str] = []
        for piece in pieces:
            notes = []
            for clash in piece.clashes:
                self.number += 1
                write = (
                    conflicts.declaration if piece.kind in _DECLARATIONS else conflicts.attribute
                )
                notes.append(write(self.number, clash))
            parts.append(piece.space)
            if piece.until >= 0:
                parts.append(self._passage(piece))
            elif piece.kind in _DECLARATIONS:
                parts += [piece.text, *notes]
            else:
                parts += [*notes, piece.text]
        return Merged("".join(parts), self.number - first)

    def _passage(self, piece: Piece) -> str:
        """Write a passage of which there are two wordings."""
        lo, hi = piece.at, piece.until
        was = "" if self.blind else self.base.written(lo, hi)
        wordings, spaces = [], []
        for side in (self.ours, self.theirs):
            first, last = side.range(lo, hi)
            wordings.append(side.row.written(first, last))
            spaces.append(side.row.spaces[first] if first < last else "")
        self.number += 1
        space = max(spaces)
        ours, theirs = wordings
        if "\n" in space and all(text[:1] in ("<", "") for text in wordings):
            return space + conflicts.passage(self.number, was, ours, theirs, space)
        if spaces[0] == spaces[1]:
            return space + conflicts.passage(self.number, was, ours, theirs)
        return conflicts.passage(self.number, was, spaces[0] + ours, spaces[1] + theirs)


def _are_strangers(first: Piece, last: Piece) -> bool:
    """Tell whether an element would begin with one editor's tag and end with the other's.

    That is as it must be where both have divided a paragraph.
    """
    one, other = first.owner, last.owner
    return bool(one and other) and one != other and not is_block_name(name(first.text))


def _space(base: str, ours: str, theirs: str) -> str:
    """Merge the white space before an item; where it parts words counts more than how."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    return theirs if bool(ours) == bool(base) != bool(theirs) else ours


def _parents(row: Row) -> list[int]:
    """Give for each gap the start tag of the element around it, -1 outside of all."""
    parents: list[int] = []
    open_: list[int] = [-1]
    for item, kind in enumerate(row.kinds):
        parents.append(open_[-1])
        if kind is Kind.START:
            open_.append(item)
        elif kind is Kind.END:
            open_.pop()
    return parents

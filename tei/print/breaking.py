"""Where pages end: as many lines as fit above what they bring to the foot of the page.

No page ends after a heading, after the first line of a paragraph or before its last one. A text
does not end with a line or two on a page of their own, if the page before can spare some. A note
or an apparatus goes on overleaf only where a page would else remain half empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tei.print.blocks import Block
from tei.print.foot import NOTHING, Carried, Foot
from tei.print.galley import Atom, Galley

# More white than so many lines is too much: something is divided instead.
_HOLE = 4
# So many lines stand on the last page of a text, at least.
_LAST_LINES = 5
# Lines that overlap by more points than this stand beside one another.
_OVERLAP = 2.0


@dataclass(frozen=True, slots=True)
class Split:
    """A note that goes on overleaf after so many words; the heights of what is shown and left."""

    note: str
    words: int
    shown: float
    rest: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: atoms `first` to `end` (exclusive), what stands at its foot, and how high it is.

    `room` is what the layers of the apparatus have; with `is_cut` they need more, and go on
    overleaf. `carried` comes from the page before. `side` is that of a page that faces another,
    on which so much white (`sink`) stands above the text.
    """

    first: int
    end: int
    entries: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    text_height: float = 0.0
    foot_height: float = 0.0
    room: float = 0.0
    is_cut: bool = False
    split: Split | None = None
    carried: Carried = NOTHING
    side: str = ""
    sink: float = 0.0


@dataclass(slots=True)
class Breaker:
    """Breaks a galley into pages. `ends` are ends known already, by the first atom of a page."""

    galley: Galley
    blocks: Sequence[Block]
    foot: Foot
    entries_on: Mapping[int, Sequence[str]]
    notes_on: Mapping[int, Sequence[str]]
    ends: Mapping[int, int]
    # The place of each atom in its block.
    position: list[int] = field(default_factory=list)
    _size: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Count the atoms of each block."""
        for atom in self.galley.atoms:
            self.position.append(self._size.get(atom.block, 0))
            self._size[atom.block] = self.position[-1] + 1

    def page(self, at: int, carried: Carried) -> Page:
        """Give the page that begins with an atom, and with what the page before hands on."""
        atoms = self.galley.atoms
        if carried.note_height > self._longest_rest():
            return self._only_note(at, carried)
        if carried != NOTHING and (at == len(atoms) or atoms[at].opens_page):
            return self._only_foot(at, carried)
        return self._page(at, carried)

    def may_end(self, at: int) -> bool:
        """Say whether a page may end before this atom."""
        atoms = self.galley.atoms
        if at >= len(atoms) or atoms[at].opens_page:
            return True
        before = self.blocks[atoms[at - 1].block]
        if self._is_level(at) or before.is_sticky:
            return False
        if at > 1 and self._is_level(at - 1) and self.blocks[atoms[at - 2].block].is_sticky:
            return False
        if self.position[at] == 0 and self.blocks[atoms[at].block].is_bound:
            return False
        position, size = self.position[at], self._size[atoms[at].block]
        if position == 0 or self.blocks[atoms[at].block].style.startswith("table"):
            return position == 0 or position > self.galley.heads.get(atoms[at].block, 0)
        return not (position == 1 or position == size - 1 or size == 3)

    def _is_level(self, at: int) -> bool:
        """Say whether an atom stands beside the one before it, in another column."""
        before, atom = self.galley.atoms[at - 1], self.galley.atoms[at]
        is_beside = self.blocks[atom.block].is_beside or self.blocks[before.block].is_beside
        return is_beside and atom.top < before.bottom - _OVERLAP

    def is_between_blocks(self, at: int) -> bool:
        """Say whether an atom is the first of a block that can open a page."""
        atom = self.galley.atoms[at]
        return self.position[at] == 0 and bool(self.blocks[atom.block].opener)

    def _page(self, first: int, carried: Carried) -> Page:
        if first in self.ends:
            end = self.ends[first]
            return self.ending(first, end, *self.called(first, end), carried)
        height = self.galley.measures.column_height
        fitting: Page | None = None
        shorter: list[Page] = []
        last = self._last(first)
        entries: list[str] = []
        notes: list[str] = []
        at = first
        while at < last:
            atom = self.galley.atoms[at]
            more = self.called(at, at + 1)
            entries += more[0]
            notes += more[1]
            page = self.ending(first, at + 1, entries, notes, carried)
            # Only of lines the height is known exactly.
            spare = 0.01 if atom.line is not None else -0.3 * self.galley.measures.pitch
            if page.text_height + page.foot_height > height + spare:
                break
            at += 1
            if self.may_end(at):
                fitting = page
                shorter.append(page)
        if fitting is not None and fitting.end == last:
            return fitting
        white = height - fitting.text_height - fitting.foot_height if fitting else height
        if fitting is None or white > _HOLE * self.galley.measures.pitch:
            divided = self._divided(first, fitting, carried)
            if divided is not None:
                return divided
        return self._sparing(shorter, last) if shorter else self._at_least(first, carried)

    def _sparing(self, pages: Sequence[Page], last: int) -> Page:
        """Choose of the pages that fit the longest one that leaves enough lines for the last.

        Within a paragraph only a mark where room is kept at its foot can keep a page short. A hole
        there would be worse than a short last page.
        """
        atoms = self.galley.atoms
        longest = pages[-1]
        is_end = last == len(atoms) or atoms[last].opens_page
        if not is_end or last - longest.end >= _LAST_LINES:
            return longest
        for page in reversed(pages):
            if longest.text_height - page.text_height > _HOLE * self.galley.measures.pitch:
                break
            can_end = page.entries or page.notes or self.is_between_blocks(page.end)
            if last - page.end >= _LAST_LINES and (can_end or self._has_mark(page)):
                return page if page.end - page.first >= 2 * _LAST_LINES else longest
        return longest

    def _has_mark(self, page: Page) -> bool:
        atoms = self.galley.atoms[page.first : page.end]
        return any(atom.line in self.galley.rooms for atom in atoms)

    def _last(self, first: int) -> int:
        """Give the first atom after this one that opens a page, or the end of the book."""
        atoms = self.galley.atoms
        height = self.galley.measures.column_height
        at = first + 1
        while at < len(atoms) and not atoms[at].opens_page:
            if atoms[at].top - atoms[first].top > 2 * height:
                return at
            at += 1
        return at

    def ending(
        self, first: int, end: int, entries: Sequence[str], notes: Sequence[str], carried: Carried
    ) -> Page:
        """Give a page from one atom to another, with what is called there."""
        text_height = self._top_to(first, end)
        foot_height, room = self.foot.total(entries, notes, carried)
        return Page(
            first,
            end,
            tuple(entries),
            tuple(notes),
            text_height,
            foot_height,
            room,
            carried=carried,
        )

    def _top_to(self, first: int, end: int) -> float:
        atoms: Sequence[Atom] = self.galley.atoms
        opens = atoms[first].opens_page
        top = self.galley.measures.column_top if opens else atoms[first].top
        return atoms[end - 1].bottom - top + self._head(first)

    def _head(self, first: int) -> float:
        """Give the height of the head of a table that goes on here, which stands here again."""
        atoms = self.galley.atoms
        count = self.galley.heads.get(atoms[first].block, 0)
        start = first - self.position[first]
        if not count or start == first or self.blocks[atoms[first].block].side:
            return 0.0
        return atoms[start + count].top - atoms[start].top

    def _at_least(self, first: int, carried: Carried) -> Page:
        """Give the shortest page there can be, though it has too little room."""
        end = first + 1
        while not self.may_end(end):
            end += 1
        entries, notes = self.called(first, end)
        return self.ending(first, end, entries, notes, carried)

    def called(self, first: int, end: int) -> tuple[list[str], list[str]]:
        """Give the entries and the notes that stand at the foot for some atoms."""
        entries: list[str] = []
        notes: list[str] = []
        for atom in self.galley.atoms[first:end]:
            if atom.line is not None:
                entries += self.entries_on.get(atom.line, ())
                notes += self.notes_on.get(atom.line, ())
        return entries, notes

    def _divided(self, first: int, fitting: Page | None, carried: Carried) -> Page | None:
        """Give a page with more lines on it, of which a note or a layer goes on overleaf."""
        measures = self.galley.measures
        end = (fitting.end if fitting else first) + 1
        while not self.may_end(end):
            end += 1
        entries, notes = self.called(first, end)
        page = self.ending(first, end, entries, notes, carried)
        over = page.text_height + page.foot_height - measures.column_height
        if over <= 0 or page.text_height > measures.column_height:
            return None
        if notes and (split := self._split(notes[-1], over)):
            foot_height = page.foot_height - self.foot.of_note(notes[-1]) + split.shown
            return replace(page, foot_height=foot_height, split=split)
        heights = self.foot.of_layers(entries, carried)
        room = page.room - over
        longest = max(heights.values(), default=0.0)
        others = sum(heights.values()) - longest
        if room - others > measures.foot_gap + 2 * measures.foot_pitch:
            foot_height = measures.column_height - page.text_height
            return replace(page, foot_height=foot_height, room=room, is_cut=True)
        return None

    def _split(self, note: str, over: float) -> Split | None:
        """Find after which word a note must be divided to become shorter by `over`."""
        measures = self.galley.measures
        words = self.galley.note_words.get(note, [])
        total = round((self.galley.note_heights[note] - measures.foot_size) / measures.foot_pitch)
        lines = total + 1 - -int(-over // measures.foot_pitch)
        lines = min(lines, total - 1)
        if lines < 2 or not words:
            return None
        limit = (lines - 0.5) * measures.foot_pitch
        count = max((number for number, y in words if y < limit), default=0)
        shown = measures.note_gap + (lines - 1) * measures.foot_pitch + measures.foot_size
        rest = (total + 1 - lines) * measures.foot_pitch + measures.foot_gap
        return Split(note, count, shown, rest) if count else None

    def handed_on(self, page: Page) -> Carried:
        """Give what a page hands on to the next one."""
        if page.split is not None:
            return Carried(note_height=page.split.rest)
        if page.carried.note_height > self._longest_rest():
            return Carried(note_height=page.carried.note_height - self._longest_rest())
        if not page.is_cut:
            return NOTHING
        heights = self.foot.of_layers(page.entries, page.carried)
        over = sum(heights.values()) - page.room
        measures = self.galley.measures
        lines = -int(-over // measures.foot_pitch) + 1
        return Carried(layer=self.longest_layer(page), width=lines * measures.column_width)

    def longest_layer(self, page: Page) -> str:
        """Give the layer of a page that goes on overleaf where it is cut."""
        heights = self.foot.of_layers(page.entries, page.carried)
        return max(heights, key=lambda name: heights[name])

    def _only_foot(self, at: int, carried: Carried) -> Page:
        """Give a page that has nothing but what is left from the one before."""
        height = self.galley.measures.column_height
        foot_height, room = self.foot.total((), (), carried)
        if foot_height > height:
            return Page(
                at, at, (), (), 0.0, height, room - (foot_height - height), True, None, carried
            )
        return Page(at, at, (), (), 0.0, foot_height, room, carried=carried)

    def _longest_rest(self) -> float:
        """Give how much of a note from the page before a page has room for, in whole lines."""
        measures = self.galley.measures
        room = measures.column_height - measures.note_clearance - measures.note_gap
        return room // measures.foot_pitch * measures.foot_pitch

    def _only_note(self, at: int, carried: Carried) -> Page:
        """Give a page that a note from the page before fills."""
        height = self.galley.measures.column_height
        return Page(at, at, (), (), 0.0, height, 0.0, carried=carried)

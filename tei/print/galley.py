"""The galley: what Typst reports of every line and mark when nothing is yet cut into pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tei.print.blocks import Block

# What Typst is asked for: every report with its place, in the order of the document.
REPORTS = """query(metadata).filter(it => type(it.value) == array).map(it => {
  let at = it.location().position()
  (it.value, at.page, at.x.pt(), at.y.pt())
})"""

# Something this near to the end of a line is at its end; quotations are reckoned with so deep.
_NEAR_EDGE = 0.4
_DEEPEST = 5
# The baselines of one line differ by less than this, in points.
_SAME = 1.0


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of page and type, in points."""

    size: float = 0.0
    pitch: float = 0.0
    column_height: float = 0.0
    column_width: float = 0.0
    column_top: float = 0.0
    column_left: float = 0.0
    column_outer: float = 0.0
    foot_pitch: float = 0.0
    foot_gap: float = 0.0
    note_clearance: float = 0.0
    note_gap: float = 0.0
    bound_right: bool = False
    indent: float = 0.0
    # Where the columns of parallel texts end and begin, from the left.
    column_edges: tuple[float, ...] = ()

    def is_at_edge(self, page: int, x: float, is_quoted: bool) -> bool:
        """Say whether something stands at an end of the lines of a page, or hangs out there.

        Quotations are narrower on both sides, one within another.
        """
        left = self.column_left if (page % 2 == 1) != self.bound_right else self.column_outer
        right = left + self.column_width
        if x < left or x > right:
            return True
        return any(
            abs(x - edge) < _NEAR_EDGE
            for depth in range(_DEEPEST if is_quoted else 1)
            for edge in (left + depth * self.indent, right - depth * self.indent)
        ) or any(abs(x - left - edge) < _NEAR_EDGE for edge in self.column_edges)

    def note_height(self, depth: float) -> float:
        """Give the height of a note whose end is reported so far below its first baseline.

        That is on its last baseline, or below the line where the note ends with its paragraph.
        """
        lines = depth / self.foot_pitch
        is_on_baseline = abs(lines - round(lines)) * self.foot_pitch < 1.0
        return depth + (1.0 if is_on_baseline else 0.75) * self.foot_size

    @property
    def foot_size(self) -> float:
        """The height of the type at the foot."""
        return 0.84 * self.size


@dataclass(frozen=True, slots=True)
class Atom:
    """What cannot be parted: a line, a row of a table, a figure. `line` numbers lines from 0."""

    top: float
    bottom: float
    block: int
    line: int | None = None
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry's passage begins and ends, and which of equal words on the line it is."""

    first: int
    last: int
    twin: int = 0


@dataclass(slots=True)
class Galley:
    """Everything measured: atoms in order, places of marks, heights of notes and entries."""

    measures: Measures
    atoms: list[Atom] = field(default_factory=list)
    # line -> its atom
    atom_of_line: dict[int, int] = field(default_factory=dict)
    # The block of each line.
    lines: list[int] = field(default_factory=list)
    ragged: frozenset[int] = frozenset()
    quoted: frozenset[int] = frozenset()
    places: dict[str, EntryPlace] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    # The order in which anchors stand in the book.
    anchors: list[str] = field(default_factory=list)
    # line -> a mark on it where room can be kept at the foot
    rooms: dict[int, str] = field(default_factory=dict)
    note_heights: dict[str, float] = field(default_factory=dict)
    note_words: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)
    heights: dict[str, float] = field(default_factory=dict)
    marks_in_notes: dict[str, str] = field(default_factory=dict)
    # block -> its words, each with the line that it ends on, and whether that ends there as well
    words: dict[int, list[tuple[int, int, bool]]] = field(default_factory=dict)
    # block -> how many rows are the head of a table that stands again on every page
    heads: dict[int, int] = field(default_factory=dict)
    # line -> block and word before it, where a page is made to begin within a block
    cuts: dict[int, tuple[int, int]] = field(default_factory=dict)


Report = tuple[list[Any], int, float, float]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a layout by sheet and height, to find the one that a report stands on."""

    keys: Sequence[tuple[int, float]]
    numbers: Sequence[int]

    def near(self, sheet: int, y: float) -> int:
        """Give the line with this baseline, else the one above it, else the first."""
        at = bisect_left(self.keys, (sheet, y - _SAME))
        if at < len(self.keys) and self.keys[at][0] == sheet and self.keys[at][1] - y < _SAME:
            return self.numbers[at]
        return self.numbers[max(0, at - 1)]


def lines_of(reports: Sequence[Report]) -> Lines:
    """Collect the lines that a layout reports."""
    rows = sorted((sheet, y, value[1] - 1) for value, sheet, _, y in reports if value[0] == "line")
    return Lines([row[:2] for row in rows], [row[2] for row in rows])


def passage_places(
    reports: Sequence[Report], lines: Lines, galley: Galley
) -> dict[str, EntryPlace]:
    """Find the lines on which the passages of entries begin and end.

    A mark before the first word of a line stands at the end of the line before. In lines that are
    not justified (`galley.ragged`) no word is divided, so that the mark behind it tells its line.
    """
    starts: dict[str, tuple[int, float, float]] = {}
    firsts: dict[str, int] = {}
    ends: dict[str, int] = {}
    twins: dict[str, list[tuple[int, int]]] = {}
    for value, sheet, x, y in reports:
        kind = value[0]
        if kind == "from":
            starts[value[1]] = (sheet, x, y)
        elif kind == "first":
            firsts[value[1]] = lines.near(sheet, y)
        elif kind == "to":
            ends[value[1]] = lines.near(sheet, y)
        elif kind == "twin":
            twins.setdefault(value[1], []).append((int(value[2]), lines.near(sheet, y)))
    found = {}
    for name, last in ends.items():
        first = last
        if name in starts:
            sheet, x, y = starts[name]
            word = firsts.get(name, last)
            first = lines.near(sheet, y)
            if first != word and (
                first > word
                or first in galley.ragged
                or galley.measures.is_at_edge(sheet, x, first in galley.quoted)
            ):
                first = word
        equal = [side for side, line in twins.get(name, []) if line == last]
        twin = 1 + sum(side < 0 for side in equal) if equal and first == last else 0
        found[name] = EntryPlace(min(first, last), last, twin)
    return found


def read(reports: Sequence[Report], blocks: Sequence[Block]) -> Galley:
    """Read the reports of a galley; it has no atoms where the template reports nothing."""
    measures = next((value[1] for value, *_ in reports if value[0] == "measures"), None)
    if measures is None:
        return Galley(Measures())
    galley = Galley(Measures(**{name.replace("-", "_"): each for name, each in measures.items()}))
    lines = lines_of(reports)
    _atoms(galley, reports, blocks)
    galley.ragged = frozenset(
        line for line, block in enumerate(galley.lines) if not blocks[block].is_justified
    )
    galley.quoted = frozenset(
        line for line, block in enumerate(galley.lines) if "quotation" in blocks[block].style
    )
    galley.places = passage_places(reports, lines, galley)
    _notes(galley, reports, lines)
    return galley


def _atoms(galley: Galley, reports: Sequence[Report], blocks: Sequence[Block]) -> None:
    """Put lines, rows and figures in order, and the pages of the galley below one another."""
    size = galley.measures.size
    rows: list[tuple[int, float, float, int, int | None]] = []
    boxes: dict[str, tuple[int, float]] = {}
    for value, sheet, _, y in reports:
        kind = value[0]
        if kind == "line":
            rows.append((sheet, y - 0.75 * size, y + 0.25 * size, int(value[2]), value[1] - 1))
        elif kind == "row":
            rows.append((sheet, y - 0.75 * size, y + 0.5 * size, int(value[1]), None))
        elif kind == "box" and value[2] == "top":
            boxes[value[1]] = (sheet, y)
        elif kind == "box" and value[1] in boxes:
            start_sheet, top = boxes.pop(value[1])
            rows.append((start_sheet, top, y, int(value[1]), None))
    rows.sort(key=lambda row: row[:2])
    galley.lines = [row[3] for row in sorted(rows, key=_line_of) if row[4] is not None]
    pitch = galley.measures.pitch
    gaps = Gaps(pitch, blocks)
    # The top of the last line of each block.
    tops: dict[int, float] = {}
    gaps.learn(rows)
    shift = 0.0
    text = ""
    before: tuple[int, float, float, int, int | None] | None = None
    for row in rows:
        sheet, top, bottom, number, line = row
        opens = blocks[number].text != text and _opens_page(blocks, number)
        opens |= before is not None and blocks[before[3]].leaf != blocks[number].leaf
        text = blocks[number].text
        if opens:
            shift = 0.0
        elif before is not None and sheet != before[0]:
            if number in tops and line is not None:
                shift = tops[number] + pitch - top
            else:
                shift = galley.atoms[-1].top + gaps.between(before[3], number) - top
        tops[number] = top + shift
        if line is not None:
            galley.atom_of_line[line] = len(galley.atoms)
        galley.atoms.append(Atom(top + shift, bottom + shift, number, line, opens))
        before = row


def _line_of(row: tuple[int, float, float, int, int | None]) -> int:
    return -1 if row[4] is None else row[4]


def _opens_page(blocks: Sequence[Block], number: int) -> bool:
    """Say whether the text of a block begins on a page of its own."""
    text = blocks[number].text
    while number and blocks[number - 1].text == text:
        number -= 1
    return blocks[number].opens_page


class Gaps:
    """How far a line stands below the one before: seen within pages, needed where pages part."""

    def __init__(self, pitch: float, blocks: Sequence[Block]) -> None:
        self._pitch = pitch
        self._blocks = blocks
        self._seen: dict[tuple[str, str, bool, bool], float] = {}

    def learn(self, rows: Sequence[tuple[int, float, float, int, int | None]]) -> None:
        """Learn from the rows of a layout."""
        for before, row in pairwise(rows):
            if before[0] == row[0] and before[3] != row[3]:
                self._seen.setdefault(self._key(before[3], row[3]), row[1] - before[1])

    def between(self, before: int, after: int) -> float:
        """Give the distance of two lines of these blocks, from top to top."""
        if before == after:
            return self._pitch
        key = self._key(before, after)
        default = self._pitch if key[0] == key[1] and key[2] else 1.5 * self._pitch
        return self._seen.get(key, default)

    def _key(self, before: int, after: int) -> tuple[str, str, bool, bool]:
        first, second = self._blocks[before], self._blocks[after]
        return first.style, second.style, first.holder == second.holder, first.pair == second.pair


def _notes(galley: Galley, reports: Sequence[Report], lines: Lines) -> None:
    """Find where notes are called and how high they are, and the lines of other marks."""
    tops: dict[str, float] = {}
    words: dict[str, list[tuple[int, float]]] = {}
    cuts: list[tuple[int, int]] = []
    open_note = ""
    for value, sheet, x, y in reports:
        kind = value[0]
        if kind == "call":
            galley.calls[value[1]] = lines.near(sheet, y)
            galley.anchors.append(value[1])
        elif kind == "to":
            galley.anchors.append(value[1])
        elif kind == "room":
            galley.rooms[lines.near(sheet, y)] = value[1]
        elif kind == "note":
            open_note = value[1]
            tops[open_note] = y
        elif kind == "end" and value[1] in tops:
            open_note = ""
            top = tops[value[1]]
            galley.note_heights[value[1]] = galley.measures.note_height(y - top)
            for number, height in words.pop(value[1], []):
                galley.note_words.setdefault(value[1], []).append((number, height - top))
        elif kind == "word":
            words.setdefault(value[1], []).append((int(value[2]), y))
        elif kind == "step":
            line = lines.near(sheet, y)
            is_last = galley.measures.is_at_edge(sheet, x, line in galley.quoted)
            galley.words.setdefault(int(value[1]), []).append((int(value[2]), line, is_last))
        elif kind == "head":
            galley.heads[int(value[1])] = int(value[2])
        elif kind == "cut":
            cuts.append((int(value[1]), int(value[2])))
        elif kind == "mark":
            if open_note:
                galley.marks_in_notes[value[1]] = open_note
            else:
                galley.marks[value[1]] = lines.near(sheet, y)
        elif kind == "entry":
            galley.widths[value[1]] = value[2]
            galley.heights[value[1]] = value[3]
    for block, word in cuts:
        before = next(line for number, line, _ in galley.words[block] if number == word)
        galley.cuts[before + 1] = (block, word)

"""All pages of a book: those that run on, and those of a text and its translation face to face."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from tei.print.breaking import Breaker, Page
from tei.print.facing import Side, Spreads
from tei.print.foot import NOTHING

# More white than so many lines is too much: a unit is divided instead.
_HOLE = 4


def pages(breaker: Breaker) -> list[Page]:
    """Give all pages in order."""
    atoms = breaker.galley.atoms
    is_facing = any(block.side for block in breaker.blocks)
    found: list[Page] = []
    at = 0
    carried = NOTHING
    while at < len(atoms) or carried != NOTHING:
        sides = _sides(breaker, at) if is_facing and carried == NOTHING else None
        if sides is None:
            page = breaker.page(at, carried)
            found.append(page)
            at, carried = page.end, breaker.handed_on(page)
        else:
            found += _spreads(breaker, *sides)
            at = sides[1].end
    return found


def _leaf(breaker: Breaker, first: int) -> int:
    """Give the first atom that must stand on a later page."""
    atoms = breaker.galley.atoms
    return next((at for at in range(first + 1, len(atoms)) if atoms[at].opens_page), len(atoms))


def _side_of(breaker: Breaker, at: int) -> str:
    atoms = breaker.galley.atoms
    return breaker.blocks[atoms[at].block].side if at < len(atoms) else ""


def _sides(breaker: Breaker, first: int) -> tuple[Side, Side] | None:
    """Give text and translation where they begin here, on facing pages.

    The title of the text, which stands before it, belongs to the left page.
    """
    middle = _leaf(breaker, first) if _side_of(breaker, first) != "recto" else first
    if middle > first and _side_of(breaker, middle - 1) != "verso":
        return None
    last = _leaf(breaker, middle) if _side_of(breaker, middle) == "recto" else middle
    if last == first:
        return None
    measures = breaker.galley.measures
    text = next((at for at in range(first, middle) if _side_of(breaker, at)), first)
    sink = breaker.galley.atoms[text].top - measures.column_top if text > first else 0.0
    if middle < last and _is_title(breaker, middle):
        sink = 0.0
    return _side(breaker, first, middle, 0.0), _side(breaker, middle, last, sink)


def _is_title(breaker: Breaker, at: int) -> bool:
    """Say whether the title of a translation stands here, beside that of its text."""
    return "title" in breaker.blocks[breaker.galley.atoms[at].block].style.split(" ")


def _side(breaker: Breaker, first: int, end: int, sink: float) -> Side:
    atoms = breaker.galley.atoms
    divided = {block for block, _ in breaker.galley.cuts.values()}

    def unit_of(at: int) -> int:
        return breaker.blocks[atoms[at].block].unit

    def may_part(at: int) -> bool:
        if not breaker.may_end(at):
            return False
        block = breaker.blocks[atoms[at].block]
        kind = block.style.split(" ")[0]
        if breaker.position[at] == 0:
            return bool(block.opener) or _opens_item(breaker, atoms[at].block)
        if kind in ("table", "item"):
            return block.is_divisible and kind == "table" and breaker.position[at] > 1
        if atoms[at].block in divided:
            return atoms[at].line in breaker.galley.cuts
        return block.is_divisible and _is_behind_word(breaker, at)

    def height(start: int, to: int) -> float:
        if to > breaker.ends.get(start, to):
            return math.inf
        page = _facing(breaker, start, to, sink if start == first else 0.0, "")
        # Only of lines the height is known exactly.
        is_row = to > start and atoms[to - 1].line is None
        more = 0.7 * breaker.galley.measures.pitch if is_row else 0.0
        return page.text_height + page.foot_height + more

    def may_end(at: int) -> bool:
        return at >= end or breaker.may_end(at)

    return Side(first, end, unit_of, height, may_end, may_part, sink)


def _opens_item(breaker: Breaker, number: int) -> bool:
    """Say whether an item of a list begins with a block, and a page may begin with it."""
    block = breaker.blocks[number]
    if block.style.startswith("p ") and block.holder == number - 1:
        block = breaker.blocks[block.holder]
    return block.is_divisible and block.style.startswith("item ")


def _is_behind_word(breaker: Breaker, at: int) -> bool:
    """Say whether the line before ends with a word, as far as that is known."""
    atom = breaker.galley.atoms[at]
    words = breaker.galley.words.get(atom.block)
    is_ragged = not breaker.blocks[atom.block].is_justified
    return (
        is_ragged
        or not words
        or any(line + 1 == atom.line and is_last for _, line, is_last in words)
    )


def _spreads(breaker: Breaker, left: Side, right: Side) -> Iterator[Page]:
    measures = breaker.galley.measures
    spreads = Spreads(left, right, measures.column_height + 0.01, _HOLE * measures.pitch)
    sink = right.sink
    start = (left.first, right.first)
    for end in spreads.ends():
        yield _facing(breaker, start[0], end[0], 0.0, "verso")
        yield _facing(breaker, start[1], end[1], sink, "recto")
        start, sink = end, 0.0


def _facing(breaker: Breaker, first: int, end: int, sink: float, side: str) -> Page:
    if first == end:
        return Page(first, end, side=side)
    page = breaker.ending(first, end, *breaker.called(first, end), NOTHING)
    return replace(page, text_height=page.text_height + sink, side=side, sink=sink)

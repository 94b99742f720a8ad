"""The pages of texts that face each other, in the form in which the template sets them.

In the galley a text stands whole before its translation. In the final form both are cut where the
plan ends a page: before a block, or within a paragraph behind a word, where the line is full.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from tei.print.aligning import cut, outermost
from tei.print.breaking import Page
from tei.print.galley import Galley
from tei.print.stretches import APART, Mark, stretch_of, tokens

# What stands behind a word without a blank, and is no word itself.
_LEANING = APART | {"anchor", "call", "place"}
# block -> the words behind which it is parted
Cuts = Mapping[int, Sequence[int]]


def cuts_of(galley: Galley, pages: Sequence[Page]) -> dict[int, list[int]]:
    """Give the blocks within which a facing page ends, with the words before, as far as known."""
    found: dict[int, list[int]] = {}
    for page in pages:
        at = galley.atoms[page.end] if page.side and page.end < len(galley.atoms) else None
        if at is None or at.line is None or galley.atoms[page.end - 1].block != at.block:
            continue
        if page.first == page.end:
            continue
        words = [n for n, line, _ in galley.words.get(at.block, ()) if line < at.line]
        if at.line in galley.cuts:
            words = [galley.cuts[at.line][1]]
        found.setdefault(at.block, []).extend(words[-1:])
    return {block: sorted(words) for block, words in found.items()}


def known_cuts(galley: Galley) -> dict[int, list[int]]:
    """Give the blocks that a galley parts already, with the words before."""
    found: dict[int, list[int]] = {}
    for block, word in sorted(galley.cuts.values()):
        found.setdefault(block, []).append(word)
    return found


def marked(root: etree._Element, words: Collection[int], cuts: Cuts) -> etree._Element:
    """Mark the words of some blocks, to learn where they stand; end lines where blocks are parted.

    A block is parted behind words of it, which the first line of the next page follows.
    """
    root = deepcopy(root)
    for element in list(root.iter()):
        block = int(element.get("block", "-1"))
        if block not in words and block not in cuts:
            continue
        stretch = stretch_of(element)
        ends = [end for _, end in tokens(stretch.text)]
        marks = [_mark("cut", block, number, ends[number - 1]) for number in cuts.get(block, ())]
        if block in words:
            marks += [_mark("step", block, number, end) for number, end in enumerate(ends, 1)]
        stretch.put(marks)
        for anchor in list(element.iter("anchor")):
            if anchor.get("kind") == "cut":
                _put_behind_word(anchor, element)
                anchor.addprevious(etree.Element("break", cut="yes"))
    return root


def _put_behind_word(anchor: etree._Element, block: etree._Element) -> None:
    """Put a cut behind all that belongs to the word: other marks, the call of a note, a bracket."""
    while not anchor.tail:
        following, parent = anchor.getnext(), anchor.getparent()
        if following is not None and following.tag in _LEANING:
            before = following
        elif following is None and parent is not None and parent is not block:
            before = parent
        else:
            return
        before.addnext(anchor)
        anchor.tail, before.tail = before.tail, None


def in_leaves(root: etree._Element, galley: Galley, pages: Sequence[Page]) -> etree._Element:
    """Cut a text whose lines end as the plan has it (`marked`) into its facing pages."""
    root = deepcopy(root)
    facing_of = {
        int(block.get("block", "")): facing
        for facing in root.iter("facing")
        for block in facing.iter()
        if block.get("block")
    }
    spreads: dict[etree._Element, list[Sequence[Page]]] = {}
    for at, page in enumerate(pages):
        if page.side == "verso":
            spread = pages[at : at + 2]
            last = next(galley.atoms[each.end - 1] for each in spread if each.first < each.end)
            if last.block in facing_of:
                spreads.setdefault(facing_of[last.block], []).append(spread)
    for facing, mine in spreads.items():
        sides = [
            _leaves(side, [spread[at] for spread in mine], galley) for at, side in enumerate(facing)
        ]
        facing[:] = [leaf for spread in zip(*sides, strict=True) for leaf in spread]
    return root


def _leaves(side: etree._Element, pages: Sequence[Page], galley: Galley) -> list[etree._Element]:
    """Cut one side into its pages; one that has nothing there is empty."""
    by_name = {_name(each): each for each in side.iter("anchor") if each.get("kind") == "cut"}
    by_name |= {f"{each.get('block')}": each for each in side.iter() if each.get("block")}
    for table in side.iter("table"):
        rows = (row for row in table.iter("row") if len(row))
        by_name |= {f"{table.get('block')}/{at}": row for at, row in enumerate(rows)}
    tag = str(side.tag)
    filled = [page for page in pages if page.first < page.end]
    starts = [outermost(by_name[_start(galley, page.first)], side) for page in filled[1:]]
    leaves: Iterator[etree._Element | None] = iter(cut(side, set(starts)))
    found = []
    for page in pages:
        leaf = next(leaves, None) if page.first < page.end else None
        leaf = etree.Element(tag) if leaf is None else leaf
        if page.sink:
            leaf.set("sink", str(round(page.sink, 3)))
        found.append(leaf)
    for start in starts:
        if start.tag == "anchor":
            # What goes on overleaf has no indent there.
            next(start.iterancestors("p")).set("indent", "no")
    return found


def _start(galley: Galley, first: int) -> str:
    """Name the element before which a page begins."""
    atom = galley.atoms[first]
    if atom.line in galley.cuts and galley.atoms[first - 1].block == atom.block:
        block, word = galley.cuts[atom.line]
        return f"{block}:{word}"
    before = first
    while atom.line is None and before and galley.atoms[before - 1].block == atom.block:
        before -= 1
    return f"{atom.block}/{first - before}" if before < first else f"{atom.block}"


def _name(anchor: etree._Element) -> str:
    return f"{anchor.get('of')}:{anchor.get('n')}"


def _mark(kind: str, block: int, number: int, end: int) -> Mark:
    return Mark(end, True, {"kind": kind, "of": str(block), "n": str(number)})

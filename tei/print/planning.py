"""The plan of a book: what the template is told of every page and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tei.print.blocks import Block
from tei.print.breaking import Breaker, Page
from tei.print.foot import Foot, Layer
from tei.print.galley import EntryPlace, Galley
from tei.print.heads import lines_of_pages
from tei.print.marking import Entry
from tei.print.numbering import Numbers, Region, number
from tei.print.paging import pages as all_pages

# The empty plan, with which the galley is set.
GALLEY: dict[str, Any] = {
    "pass": "galley",
    "even": True,
    "margin": {},
    "breaks": {},
    "slots": {},
    "feet": {},
    "splits": {},
    "references": {},
    "targets": {},
    "contents": (),
    "heads": {},
}


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a book numbers its lines and prints its apparatus.

    `scope`: lines are counted by "page", "text" or "book"; every so many have their number in the
    margin. `in_short`: “12f.” for “12–13”. `reference_lines`: references in the text name the line
    after the page. `head_lines`: running heads give the first and the last line of the page.
    """

    layers: tuple[Layer, ...] = ()
    scope: str = "page"
    every: int = 5
    in_short: bool = False
    right_to_left: bool = False
    reference_lines: bool = False
    head_lines: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """What a book consists of, for planning: its blocks, entries, and where its pages count.

    `parts` gives for a text how many part titles come before it; `rectos` are the texts that begin
    on a right-hand page; `bare` those without numbers of lines in the margin; `folios` what stands
    beside the line of a mark; `witnesses` has their sigla.
    """

    blocks: Sequence[Block]
    entries: Mapping[str, Entry]
    regions: Sequence[Region]
    parts: Mapping[str, int]
    bare: frozenset[str] = frozenset()
    folios: Mapping[str, str] = field(default_factory=dict)
    rectos: frozenset[str] = frozenset()
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned book."""

    galley: Galley
    pages: Sequence[Page]
    numbers: Numbers
    places: Mapping[str, EntryPlace]
    slots: Mapping[str, Sequence[str]]
    feet: Mapping[str, Any]
    breaks: Mapping[str, bool]
    margin: Mapping[str, Any]
    # note -> the word after which it is divided
    splits: Mapping[str, int]
    # page, by its printed number -> its first line and its last
    heads: Mapping[str, str] = field(default_factory=dict)
    # line -> the number that Typst gives to it in the final form, where that is another
    order: Mapping[int, int] = field(default_factory=dict)

    def line_of_mark(self, name: str) -> tuple[int, bool] | None:
        """Give the line on which a mark stands, and whether it is in a note called there."""
        note = self.galley.marks_in_notes.get(name)
        if note is not None:
            line = self.galley.calls.get(note)
            return None if line is None else (line, True)
        line = self.galley.marks.get(name)
        return None if line is None else (line, False)

    def data(self, references: Mapping[str, str]) -> dict[str, Any]:
        """Give what the template reads."""
        return {
            "pass": "final",
            "even": False,
            "margin": self.margin,
            "breaks": self.breaks,
            "slots": self.slots,
            "feet": self.feet,
            "splits": {note: [2 * at, 2 * at + 1] for at, note in enumerate(self.splits)},
            "references": references,
            "heads": self.heads,
            "targets": dict.fromkeys((*self.galley.marks, *self.galley.marks_in_notes), 0),
            "contents": (),
        }


def plan(
    galley: Galley,
    copy: Copy,
    conventions: Conventions,
    foot: Foot,
    ends: Mapping[int, int] = MappingProxyType({}),
    order: Mapping[int, int] = MappingProxyType({}),
) -> Plan:
    """Plan a book from its galley.

    `ends` are ends of pages that are known, by their first atom; `order` has numbers that Typst
    gives to lines.
    """
    places = _places(galley, copy.entries)
    entries_on, notes_on = _called_on(galley, places)
    breaker = Breaker(galley, copy.blocks, foot, entries_on, notes_on, ends)
    pages = all_pages(breaker)
    if any(page.side for page in pages):
        order = _order(galley, pages)
    numbers = number(
        galley,
        copy.blocks,
        pages,
        copy.regions,
        copy.parts,
        conventions.scope,
        conventions.every,
        copy.bare,
        copy.rectos,
    )
    slots, feet = _feet(galley, copy, conventions, pages, numbers, places, breaker)
    breaks = {
        copy.blocks[galley.atoms[page.end].block].opener: True
        for page in pages
        if not page.side
        and page.end < len(galley.atoms)
        and not galley.atoms[page.end].opens_page
        and breaker.is_between_blocks(page.end)
    }
    return Plan(
        galley,
        pages,
        numbers,
        places,
        slots,
        feet,
        breaks,
        _margin(numbers, conventions, copy, galley, order),
        {page.split.note: page.split.words for page in pages if page.split is not None},
        lines_of_pages(galley, copy.blocks, pages, numbers) if conventions.head_lines else {},
        order,
    )


def _order(galley: Galley, pages: Sequence[Page]) -> dict[int, int]:
    """Give the lines that have another number where a translation stands on facing pages."""
    atoms = (atom for page in pages for atom in galley.atoms[page.first : page.end])
    lines = (atom.line for atom in atoms if atom.line is not None)
    return {line: number for number, line in enumerate(lines) if line != number}


def _places(galley: Galley, entries: Mapping[str, Entry]) -> dict[str, EntryPlace]:
    """Give the places of all entries; those in notes stand where the note is called."""
    places = dict(galley.places)
    for name, entry in entries.items():
        if entry.note and entry.note in galley.calls:
            line = galley.calls[entry.note]
            places[name] = EntryPlace(line, line)
    return {name: place for name, place in places.items() if name in entries}


def _called_on(
    galley: Galley, places: Mapping[str, EntryPlace]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    entries_on: dict[int, list[str]] = {}
    notes_on: dict[int, list[str]] = {}
    for name in places:
        entries_on.setdefault(places[name].last, []).append(name)
    for note, line in galley.calls.items():
        notes_on.setdefault(line, []).append(note)
    return entries_on, notes_on


def _feet(
    galley: Galley,
    copy: Copy,
    conventions: Conventions,
    pages: Sequence[Page],
    numbers: Numbers,
    places: Mapping[str, EntryPlace],
    breaker: Breaker,
) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """Say where room is kept for the foot of each page, and what stands there."""
    order = {name: at for at, name in enumerate(galley.anchors)}
    slots: dict[str, list[str]] = {}
    feet: dict[str, Any] = {}
    slot = ""
    here = copy.witnesses
    for index, page in enumerate(pages):
        before, here = here, _witnesses(page, copy, here)
        names = [copy.entries[name].note or name for name in page.entries] + list(page.notes)
        anchors = sorted(names, key=lambda name: order.get(name, -1))
        key = str(index)
        filling = _filling(page, breaker)
        if not anchors and page.carried.layer is None:
            # Nothing stands at the foot, yet Typst would put a line more there: one of which the
            # note has no room on the page.
            anchors = _rooms(galley, page) if filling > galley.measures.pitch / 2 else []
            filling = max(0.0, filling - galley.measures.note_clearance - galley.measures.note_gap)
        if not anchors and page.carried.layer is None:
            continue
        feet[key] = {
            "room": round(page.room, 3),
            "filling": filling,
            "height": round(
                page.room + filling + (galley.measures.foot_gap if page.notes else 0), 3
            ),
            "cut": breaker.longest_layer(page) if page.is_cut else None,
            "notes": bool(page.notes),
            "witnesses": " ".join(here) if here != before else None,
            "layers": {
                layer.name: items
                for layer in conventions.layers
                if (items := _items(layer.name, page, index, copy, conventions, numbers, places))
            },
        }
        if page.carried.layer is not None:
            slots[slot].append(key)
        else:
            slot = anchors[-1] if page.is_cut else anchors[0]
            slots[slot] = [key]
    return slots, feet


def _witnesses(page: Page, copy: Copy, before: tuple[str, ...]) -> tuple[str, ...]:
    """Give the witnesses that have the text of a page, as its entries tell; else those before."""
    told = [copy.entries[name].absent for name in page.entries]
    lacking = [absent for absent in told if absent is not None]
    if not lacking:
        return before
    return tuple(each for each in copy.witnesses if any(each not in absent for absent in lacking))


def _filling(page: Page, breaker: Breaker) -> float:
    """Give the white by which the foot is raised, so that no more lines come onto the page.

    None where the page ends earlier than reckoned: white would only take more lines from it.
    """
    if page.first in breaker.ends:
        return 0.0
    measures = breaker.galley.measures
    atoms = breaker.galley.atoms
    if page.side or page.end >= len(atoms) or atoms[page.end].opens_page or page.is_cut:
        return 0.0
    if breaker.is_between_blocks(page.end):
        return 0.0
    free = measures.column_height - page.text_height - page.foot_height
    return round(max(0.0, free - 0.4 * measures.pitch), 3)


def _rooms(galley: Galley, page: Page) -> list[str]:
    """Give a mark on a page at which room can be kept, in a list, if there is one."""
    lines = (atom.line for atom in galley.atoms[page.first : page.end])
    return [galley.rooms[line] for line in lines if line in galley.rooms][:1]


def _items(
    layer: str,
    page: Page,
    index: int,
    copy: Copy,
    conventions: Conventions,
    numbers: Numbers,
    places: Mapping[str, EntryPlace],
) -> list[tuple[str, str | None, str | None]]:
    """Give the entries of a layer on a page: each with its number, unless it has that before it."""
    mine = [name for name in page.entries if copy.entries[name].layer == layer]
    mine.sort(key=lambda name: (places[name].first, places[name].last, copy.entries[name].order))
    items: list[tuple[str, str | None, str | None]] = []
    last = None
    for name in mine:
        place = places[name]
        locus = numbers.locus(place, index, conventions.in_short)
        if copy.entries[name].note:
            locus += "n"
        twin = str(place.twin) if place.twin else None
        items.append((name, None if locus == last else locus, twin))
        last = locus
    return items


def _margin(
    numbers: Numbers,
    conventions: Conventions,
    copy: Copy,
    galley: Galley,
    order: Mapping[int, int],
) -> dict[str, dict[str, Any]]:
    """Say what stands beside each line; lines are numbered from 1 here, as Typst does."""
    margin: dict[str, dict[str, Any]] = {}
    folios: dict[int, list[str]] = {}
    for mark, words in copy.folios.items():
        if mark in galley.marks:
            folios.setdefault(galley.marks[mark], []).append(words)
    for line in sorted({*numbers.shown, *folios}):
        is_odd = numbers.counts[numbers.page_of[line]] % 2 == 1
        entry: dict[str, Any] = {"right": is_odd != conventions.right_to_left}
        if line in numbers.shown:
            entry["number"] = numbers.shown[line]
        if line in folios:
            entry["folios"] = " ".join(folios[line])
        margin[str(order.get(line, line) + 1)] = entry
    return margin

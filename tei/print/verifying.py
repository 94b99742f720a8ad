"""Whether a book that has been set is what was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tei.print.foot import Foot, Key
from tei.print.galley import Report, lines_of, passage_places
from tei.print.planning import Plan

# By how much a layer may be higher than its room, in points: it does not show.
_TOLERANCE = 0.05


@dataclass(slots=True)
class Verdict:
    """What differs from the plan.

    `lines` are lines on other pages than planned, `entries` those whose line or page is not the
    printed one, `feet` pages whose foot is higher than its room or stands on another page.
    For the next plan, `known` are heights of layers, `ends` says where a page that begins with an
    atom ends in truth, and `order` gives the number that Typst gives to a line, where that is not
    the one in the galley. With `moved` the plan knew another order.
    """

    lines: list[int] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    feet: list[int] = field(default_factory=list)
    known: dict[Key, float] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)
    moved: bool = False

    @property
    def agrees(self) -> bool:
        """Say whether everything is as planned."""
        return not (self.lines or self.entries or self.feet or self.moved)


def verify(plan: Plan, foot: Foot, reports: Sequence[Report]) -> Verdict:
    """Recompute from a layout what the plan says, and tell what differs."""
    verdict = Verdict()
    reports, verdict.order = _as_in_galley(reports, plan.galley.lines)
    verdict.moved = verdict.order != plan.order
    real = {value[1] - 1: page for value, page, _, _ in reports if value[0] == "line"}
    # The printed number of a page and its place in the file differ by the same in all of a region.
    page_of, counts = plan.numbers.page_of, plan.numbers.counts
    regions = _offsets(plan, real)
    for line, page in page_of.items():
        if real.get(line) != counts[page] + regions[page]:
            verdict.lines.append(line)
    if len(real) != len(plan.galley.lines):
        verdict.lines.append(len(real))
    if verdict.lines:
        verdict.ends = dict(
            _ends(plan, real, [a + b for a, b in zip(counts, regions, strict=True)])
        )
    places = passage_places(reports, lines_of(reports), plan.galley)
    for name, place in plan.galley.places.items():
        if name in plan.places and places.get(name) != place:
            verdict.entries.append(name)
    _feet(plan, foot, reports, regions, verdict)
    return verdict


def _as_in_galley(
    reports: Sequence[Report], blocks: Sequence[int]
) -> tuple[list[Report], dict[int, int]]:
    """Give the lines of a layout the numbers that they have in the galley, and tell the others.

    Lines of two columns are counted by their height, which may differ. `blocks` are those of the
    lines of the galley.
    """
    numbers: dict[int, list[int]] = {}
    for line, block in enumerate(blocks):
        numbers.setdefault(block, []).append(line)
    lines = sorted((value[1] - 1, int(value[2])) for value, *_ in reports if value[0] == "line")
    own: dict[int, int] = {}
    begun: dict[int, int] = {}
    for number, block in lines:
        at = begun.get(block, 0)
        begun[block] = at + 1
        if at < len(numbers.get(block, ())):
            own[number] = numbers[block][at]
    order = {line: number for number, line in own.items() if line != number}
    if not order:
        return list(reports), {}
    renumbered: list[Report] = []
    for value, page, x, y in reports:
        if value[0] == "line":
            value = ["line", own.get(value[1] - 1, value[1] - 1) + 1, value[2]]
        renumbered.append((value, page, x, y))
    return renumbered, order


def _ends(plan: Plan, real: Mapping[int, int], wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Find the first page of each run of pages that did not end where it should."""
    atoms, atom_of_line = plan.galley.atoms, plan.galley.atom_of_line
    is_wrong = False
    for index, page in enumerate(plan.pages):
        if page.first >= len(atoms):
            break
        if atoms[page.first].opens_page:
            is_wrong = False
        if is_wrong:
            continue
        lines = [atom.line for atom in atoms[page.first : page.end] if atom.line is not None]
        if not lines or real.get(lines[0]) != wanted[index]:
            continue
        line = lines[0]
        while real.get(line) == wanted[index]:
            line += 1
        if line != lines[-1] + 1 and line in atom_of_line:
            is_wrong = True
            yield page.first, atom_of_line[line]


def _offsets(plan: Plan, real: dict[int, int]) -> list[int]:
    """Give for each page what its place in the file has more than its number, by its region."""
    first_of: dict[int, int] = {}
    for line, page in plan.numbers.page_of.items():
        first_of.setdefault(page, line)
    offsets: list[int] = []
    offset = 0
    last_count = 0
    last_roman = None
    for page, count in enumerate(plan.numbers.counts):
        is_roman = not plan.numbers.labels[page].isdigit()
        if is_roman:
            offset = 0
        elif (last_roman is not False or count < last_count) and page in first_of:
            offset = real.get(first_of[page], count) - count
        last_count, last_roman = count, is_roman
        offsets.append(offset)
    return offsets


def _feet(
    plan: Plan, foot: Foot, reports: Sequence[Report], offsets: Sequence[int], verdict: Verdict
) -> None:
    """Measure the layers of each foot: each reports its top, and the foot its bottom."""
    edges: dict[int, list[tuple[str | None, float]]] = {}
    for value, page, _, y in reports:
        if value[0] != "foot":
            continue
        index = int(value[1])
        edges.setdefault(index, []).append((value[2], y))
        if value[2] is None and page != plan.numbers.counts[index] + offsets[index]:
            verdict.feet.append(index)
    for index, found in edges.items():
        planned = plan.pages[index]
        total = found[-1][1] - found[0][1]
        if total > planned.room + _TOLERANCE:
            verdict.feet.append(index)
        if not planned.is_cut:
            for (layer, top), (_, bottom) in pairwise(found):
                key = foot.key(layer or "", planned.entries, planned.carried)
                verdict.known[key] = bottom - top
    verdict.feet += sorted({int(key) for key in plan.feet} - set(edges))

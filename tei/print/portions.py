"""The portions in which a large book is set, each by itself, so that none takes much memory.

A portion begins with a text that opens a page. What the plan says of the book is cut up for them,
and what they report is put together as if the book had been set at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tei.print.blocks import Block
from tei.print.galley import Galley, Report
from tei.print.planning import Plan

# Some 15,000 words. A book that is little larger is set at once.
SIZE = 100_000


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion: its texts, and whether it has what stands before and behind the texts of the book.

    Without `body` it has only what stands before page 1. `level` is that of its first heading,
    `first` the printed number of its first page.
    """

    texts: tuple[str, ...]
    front: bool = True
    body: bool = True
    back: bool = True
    level: int = 1
    first: int = 1

    @property
    def fillers(self) -> int:
        """How many pages are set that the book has not: before it, or behind the front matter.

        They make the others left-hand and right-hand pages, as they will be in the book, and have
        the headings without which a heading of a lower level would be out of order.
        """
        if not self.body:
            return 1
        return 1 if self.first % 2 == 0 else 2 * (self.level > 1)

    def told(self) -> dict[str, Any]:
        """Give what the template has to know."""
        return {
            "front": self.front,
            "body": self.body,
            "back": self.back,
            "first": self.first,
            "level": self.level,
            "fillers": self.fillers,
        }


def divide_book(
    sizes: Mapping[str, int],
    levels: Mapping[str, int],
    blocks: Sequence[Block],
    front: frozenset[str],
    has_back: bool,
    size: int,
) -> list[Portion]:
    """Divide a book; `sizes` are the numbers of characters of its texts.

    `levels` tell of what level the heading of a text is, or that of a group that it opens;
    `front` are the texts before page 1; with `has_back` something stands behind the texts.
    """
    whole = sum(sizes.values())
    opening = {block.text for block in blocks if block.opens_page}
    if whole <= 1.3 * size or not opening:
        return [Portion(tuple(sizes))]
    # All of about one size.
    share = whole / round(whole / size)
    runs: list[list[str]] = []
    filled = 0.0
    for name, length in sizes.items():
        if name in front:
            continue
        if not runs or (name in opening and filled + length / 2 > share):
            runs.append([])
            filled = 0.0
        runs[-1].append(name)
        filled += length
    if not runs:
        return [Portion(tuple(sizes))]
    return [
        Portion(tuple(name for name in sizes if name in front), body=False, back=False),
        *(
            Portion(tuple(run), front=False, back=False, level=levels.get(run[0], 1))
            for run in runs
        ),
        *([Portion((), front=False)] if has_back else []),
    ]


@dataclass(frozen=True, slots=True)
class Spread:
    """How a galley lies in the portions of its book.

    `begin` is the first line of each; `of_text` the portion of each text.
    """

    portions: Sequence[Portion]
    begin: Sequence[int]
    of_text: Mapping[str, int]

    def of_mark(self, name: str) -> int | None:
        """Give the portion that a mark is in."""
        return self.of_text.get(name.partition("#")[0])


def spread_over(portions: Sequence[Portion], galley: Galley, blocks: Sequence[Block]) -> Spread:
    """Find how a galley lies in portions."""
    of_text = {name: at for at, portion in enumerate(portions) for name in portion.texts}
    counts = [0] * len(portions)
    for block in galley.lines:
        counts[of_text[blocks[block].text]] += 1
    return Spread(portions, [sum(counts[:at]) for at in range(len(portions))], of_text)


def pages_of(plan: Plan, spread: Spread, blocks: Sequence[Block]) -> list[int]:
    """Give the portion of each page of a plan."""
    found: list[int] = []
    for page in plan.pages:
        # What is left of a note or an apparatus follows its text.
        if page.end > page.first or not found:
            found.append(spread.of_text[blocks[plan.galley.atoms[page.first].block].text])
        else:
            found.append(found[-1])
    return found


def numbered(spread: Spread, plan: Plan, pages: Sequence[int]) -> list[Portion]:
    """Give the portions with the numbers of their first pages."""
    last = {at: plan.numbers.counts[index] for index, at in enumerate(pages)}
    found = []
    count = 0
    for at, portion in enumerate(spread.portions):
        found.append(replace(portion, first=count + 1))
        if portion.body:
            count = last.get(at, count)
    return found


def for_portion(
    data: Mapping[str, Any],
    at: int,
    spread: Spread,
    pages: Sequence[int],
    places: Mapping[str, int],
) -> dict[str, Any]:
    """Give of what a plan tells the template that which concerns one portion.

    `places` are the numbers of marks by which others refer to them.
    """
    is_whole = len(spread.portions) == 1
    begin = spread.begin[at]
    end = spread.begin[at + 1] if at + 1 < len(spread.begin) else None
    feet = {key: foot for key, foot in data["feet"].items() if pages[int(key)] == at}
    return {
        **data,
        "margin": {
            str(int(line) - begin): what
            for line, what in data["margin"].items()
            if begin < int(line) and (end is None or int(line) <= end)
        },
        "feet": feet,
        "slots": {name: keys for name, keys in data["slots"].items() if keys[0] in feet},
        "targets": {
            name: 0 if is_whole or spread.of_mark(name) == at else places[name]
            for name in data["targets"]
        },
    }


def shifted(reports: Sequence[Report], pages: int, lines: int) -> list[Report]:
    """Give the reports of a portion with the pages and lines of those before it."""
    return [
        (
            ["line", value[1] + lines, *value[2:]] if value[0] == "line" else value,
            page + pages,
            x,
            y,
        )
        for value, page, x, y in reports
    ]

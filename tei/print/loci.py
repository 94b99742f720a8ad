"""Where things are named, as an index prints it: pages joined to ranges, with lines if wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tei.print.planning import Plan

# Behind the number of a page: in a note on it.
_IN_NOTE = "n"


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: its page in the plan, its line, and the mark that leads to it."""

    page: int
    line: int
    in_note: bool
    mark: str


def places(plan: Plan, marks: Iterable[str]) -> list[Place]:
    """Find where marks stand, in the order of the book; those that are not printed are left out."""
    found = []
    for mark in dict.fromkeys(marks):
        at = plan.line_of_mark(mark)
        if at is not None:
            line, in_note = at
            found.append(Place(plan.numbers.page_of[line], line, in_note, mark))
    return sorted(found, key=lambda place: (place.page, place.in_note, place.line))


def as_printed(plan: Plan, marks: Iterable[str], with_lines: bool) -> Iterator[tuple[str, str]]:
    """Give the numbers for an index, each with the mark that it leads to.

    Neighbouring pages are joined: “3”, “7–9”, “12n”. A page that names something in its text and
    in a note is given once. With lines: “12.7”, each line once.
    """
    found = places(plan, marks)
    numbers = plan.numbers
    if with_lines:
        given = set()
        for place in found:
            words = numbers.reference(place.line) + (_IN_NOTE if place.in_note else "")
            if words not in given:
                given.add(words)
                yield words, place.mark
        return
    in_text = {place.page for place in found if not place.in_note}
    once: dict[tuple[int, bool], Place] = {}
    for place in found:
        if not (place.in_note and place.page in in_text):
            once.setdefault((place.page, place.in_note), place)
    runs: list[list[Place]] = []
    for place in once.values():
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and not (place.in_note or last.in_note)
            and numbers.counts[place.page] == numbers.counts[last.page] + 1
            and numbers.labels[place.page].isdigit() == numbers.labels[last.page].isdigit()
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        first, end = numbers.labels[run[0].page], numbers.labels[run[-1].page]
        words = first if len(run) == 1 else f"{first}–{end}"
        yield words + (_IN_NOTE if run[0].in_note else ""), run[0].mark

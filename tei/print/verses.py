"""Numbers of verses between those that the source states, as most number every fifth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

_ELSEWHERE = ("note", "apparatus", "notes")


def number_between(text: etree._Element) -> None:
    """Give the verses between two that have a number theirs, if there are just so many.

    The parts of a verse that several speakers share have one number. Where the count does not
    agree (a lacuna, a choral song) the verses remain without.
    """
    lines = [
        line for line in text.iter("line") if next(line.iterancestors(*_ELSEWHERE), None) is None
    ]
    stated = [at for at, line in enumerate(lines) if line.get("n", "").isdecimal()]
    if len(stated) == len(lines) or len(stated) < 2:
        return
    is_right = False
    for first, last in pairwise(stated):
        between = _counted(lines[first : last + 1])
        if int(lines[last].get("n", "")) == between[-1]:
            is_right = True
            _write(lines[first + 1 : last], between[1:-1])
    if is_right:
        _write(lines[stated[-1] + 1 :], _counted(lines[stated[-1] :])[1:])
        before = _counted(lines[: stated[0] + 1])
        shift = int(lines[stated[0]].get("n", "")) - before[-1]
        if shift + before[0] > 0:
            _write(lines[: stated[0]], [shift + number for number in before[:-1]])


def _counted(lines: Sequence[etree._Element]) -> list[int]:
    """Count verses from the number of the first; a part of a shared one does not count."""
    stated = lines[0].get("n", "")
    numbers = [int(stated) if stated.isdecimal() else 1]
    for line in lines[1:]:
        numbers.append(numbers[-1] + (line.get("after") is None))
    return numbers


def _write(lines: Sequence[etree._Element], numbers: Sequence[int]) -> None:
    for line, number in zip(lines, numbers, strict=True):
        if line.get("n") is None:
            line.set("n", str(number))

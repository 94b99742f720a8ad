"""The lines of even paragraphs, which the galley does not report one by one.

Typst takes a good part of its time to number lines. All lines of a paragraph of mere words have
the same distance, so that its first and its last one tell the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge

from tei.print.galley import Report

# By how much, in points, a line may stand beside the place that is reckoned.
_TOLERANCE = 0.1


def with_even_lines(reports: Sequence[Report]) -> list[Report] | None:
    """Give the reports of a galley with all lines, numbered as they are where each is reported.

    Gives None where a paragraph turns out not to be even.
    """
    pitch = next((value[1]["pitch"] for value, *_ in reports if value[0] == "measures"), 1.0)
    begun: dict[str, tuple[int, float]] = {}
    even: list[tuple[int, float, str]] = []
    counted: list[tuple[int, float, str]] = []
    others: list[Report] = []
    for report in reports:
        value, sheet, _, y = report
        if value[0] == "begin":
            begun[value[1]] = (sheet, y)
        elif value[0] == "close":
            first_sheet, top = begun.pop(value[1])
            count = round((y - top) / pitch)
            if sheet != first_sheet or abs(top + count * pitch - y) > _TOLERANCE:
                return None
            even += [(sheet, top + at * pitch, value[1]) for at in range(count + 1)]
        elif value[0] == "line":
            counted.append((sheet, y, value[2]))
        else:
            others.append(report)
    if not even:
        return list(reports)
    lines = merge(even, counted, key=lambda line: line[:2])
    return others + [
        (["line", number, block], sheet, 0.0, y)
        for number, (sheet, y, block) in enumerate(lines, 1)
    ]

"""The excerpt of a report: the line of the file that is meant, and a caret under the column."""

from __future__ import annotations

from tei.report.characters import cells, runs_right_to_left

_MORE = "…"
_LEAST = 20


def excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """Cut the part of `line` around `column` that fits into `width` columns.

    Gives the part as it is to be shown and the number of columns before the caret, -1 where
    `column` is 0 (unknown). The indent of the line is left out, and an ellipsis stands for what
    is cut off. Where letters written from right to left precede the place, the part begins at
    the place itself: a terminal may turn them round, and no caret would stand right after them.
    """
    width = max(width, _LEAST)
    at = min(max(column - 1, 0), len(line))
    start = _start(line, at, width)
    # No more than this can be seen, however long the line is.
    part = cells(line[start : at + 4 * width])
    offset = at - start
    if runs_right_to_left(line[start:at]):
        part, start, offset = part[offset:], at, 0
    else:
        before = 0
        while sum(size for _, size in part[before:offset]) > width // 3 and _over(part, width):
            before += 1
        while before and before < offset and part[before][1] == 0:
            before += 1
        part, start, offset = part[before:], start + before, offset - before
    cut_before = bool(line[:start].strip())
    room = width - cut_before
    length = _fitting(part, room)
    cut_after = start + length < len(line.rstrip())
    if cut_after:
        length = _fitting(part, room - 1)
    shown = "".join(text for text, _ in part[:length])
    caret = cut_before + sum(size for _, size in part[:offset]) if column else -1
    if offset < len(part) and part[offset][1] == 0 and caret > 0:
        caret -= 1  # under the letter that the combining character stands on
    return _MORE * cut_before + shown + _MORE * cut_after, caret


def _start(line: str, at: int, width: int) -> int:
    """Find where the excerpt may begin: after the indent, and not hopelessly far from the place."""
    indent = len(line) - len(line.lstrip())
    return max(min(indent, at), at - 4 * width)


def _over(part: list[tuple[str, int]], width: int) -> bool:
    return sum(size for _, size in part) > width


def _fitting(part: list[tuple[str, int]], room: int) -> int:
    """Count the characters that fit into `room` columns."""
    used = 0
    for number, (_, size) in enumerate(part):
        used += size
        if used > room:
            return number
    return len(part)

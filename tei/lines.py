"""Where the lines of a text begin: from an offset to line and column, and back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

# The line ends of XML. str.splitlines() knows more (U+2028, form feed), which are text here.
_LINE_END = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of one text. Lines and columns count from 1, columns and offsets in characters."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> array[int]:
        """The offset of each line. Most files are read without need of it."""
        if "\r" not in self._text:
            lengths = map(len, self._text.split("\n"))
            return array("I", accumulate((length + 1 for length in lengths), initial=0))[:-1]
        starts = array("I", [0])
        starts.extend(match.end() for match in _LINE_END.finditer(self._text))
        return starts

    def __len__(self) -> int:
        """Give the number of lines; a text without a line end has one."""
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Give the offset of the character at `line` and `column`. Raises IndexError."""
        if not 0 < line <= len(self._starts):
            raise IndexError(f"there is no line {line}")
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Give a line without its line end, "" when there is no such line."""
        if not 0 < number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")

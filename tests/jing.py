"""jing as an oracle: James Clark's validator, in one process for many files.

Debian's package `jing` has it. It starts slowly, so that tests give it all their files at once.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

AVAILABLE = shutil.which("jing") is not None
_LINE = re.compile(r"(.*?):(\d+):(\d+): (error|fatal): (.*)")
# The tag that begins at an offset, quotation marks in it respected.
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


@dataclass(frozen=True)
class Error:
    """What jing says: where a tag or a text ends, and what is wrong."""

    line: int
    column: int
    message: str


def validate(schema: Path, files: Sequence[Path], compact: bool = False) -> dict[Path, list[Error]]:
    """Validate files; gives the errors of each. The files must be well-formed, without DOCTYPE."""
    found: dict[Path, list[Error]] = {path: [] for path in files}
    mode = ["-c"] if compact else []
    for start in range(0, len(files), 2000):
        command = ["jing", *mode, str(schema), *map(str, files[start : start + 2000])]
        said = subprocess.run(command, capture_output=True, text=True).stdout
        for line in said.splitlines():
            match = _LINE.match(line)
            if match is None:
                continue
            error = Error(int(match[2]), int(match[3]), match[5])
            assert match[4] == "error", f"{match[1]} cannot be read: {error}"
            assert Path(match[1]) in found, f"the schema is at fault: {line}"
            found[Path(match[1])].append(error)
    return found


def accepts_schema(schema: Path, file: Path) -> bool:
    """Say whether jing finds a schema in order; it is given some file to validate."""
    said = subprocess.run(["jing", str(schema), str(file)], capture_output=True, text=True).stdout
    return not said.startswith(f"{schema}:")


class Tags:
    """The tags of a file by the places where they end, as jing counts them."""

    def __init__(self, data: bytes) -> None:
        self.places: dict[tuple[int, int], int] = {}
        self._lines = [0, *(match.end() for match in re.finditer(rb"\n", data))]
        self._data = data
        self._open: list[int] = []
        self._count = -1
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(data, True)

    def ordinal(self, error: Error) -> int | None:
        """Give the ordinal of the element whose start or end tag ends where jing says."""
        return self.places.get((error.line, error.column))

    def _start(self, name: str, attributes: object) -> None:
        self._count += 1
        self._open.append(self._count)
        self._note(self._count)

    def _end(self, name: str) -> None:
        ordinal = self._open.pop()
        if self._data.startswith(b"</", self._parser.CurrentByteIndex):
            self._note(ordinal)

    def _note(self, ordinal: int) -> None:
        tag = _TAG.match(self._data, self._parser.CurrentByteIndex)
        assert tag is not None
        line = bisect_left(self._lines, tag.end())
        text = self._data[self._lines[line - 1] : tag.end()].decode("utf-8")
        column = len(text.encode("utf-16-le")) // 2 + 1
        self.places[line, column] = ordinal

"""Where the files of findings lie, seen from the current folder, and what stands in their lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from tei.errors import TeiError
from tei.findings import Finding, Position

STANDARD_INPUT = "-"


class Places:
    """Turns paths within an edition into paths that the user can open, and reads their lines."""

    def __init__(self) -> None:
        self.standard_input: bytes = b""
        self._lines: dict[str, Callable[[int], str]] = {}
        self._shown: dict[tuple[str, Path], str] = {}

    def findings(self, findings: Iterable[Finding], folder: Path) -> list[Finding]:
        """Give findings of the edition in `folder` with paths as seen from the current folder."""
        return [
            finding._replace(
                position=self._position(finding.position, folder),
                also=tuple(self._position(place, folder) for place in finding.also),
            )
            for finding in findings
        ]

    def error(self, error: TeiError, folder: Path) -> TeiError:
        """Do the same to an error, and give it back."""
        if error.position:
            error.position = self._position(error.position, folder)
        error.findings = tuple(self.findings(error.findings, folder))
        return error

    def line(self, path: str, number: int) -> str:
        """Give a line of a file, "" where it cannot be had. Line ends are XML's."""
        if path not in self._lines:
            self._lines[path] = _read(self._content(path))
        return self._lines[path](number)

    def _content(self, path: str) -> bytes:
        if path == STANDARD_INPUT:
            return self.standard_input
        try:
            return Path(path).read_bytes()
        except (OSError, ValueError):
            return b""

    def _position(self, position: Position, folder: Path) -> Position:
        if not position.path or position.path == STANDARD_INPUT:
            return position
        key = position.path, folder
        if key not in self._shown:
            self._shown[key] = shown(folder / position.path)
        return position._replace(path=self._shown[key])


def shown(path: Path) -> str:
    """Give a path as seen from the current folder, or in full where that is shorter."""
    full = path.as_posix()
    try:
        relative = Path(os.path.relpath(path)).as_posix()
    except (OSError, ValueError):  # a current folder that is gone, or another drive
        return full
    return relative if not relative.startswith("..") else min(relative, full, key=len)


def _read(content: bytes) -> Callable[[int], str]:
    # Loaded late: this is needed only when there is something to report.
    from tei.lines import Lines
    from tei.reading.decoding import decode

    try:
        text = decode(content, "").text
    except TeiError:
        text = content.decode("utf-8", "replace")
    return Lines(text).line

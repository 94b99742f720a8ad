"""The files that an edition may read by inclusion: where they may lie, each read once."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei.findings import Position
from tei.reading.decoding import decode_plain
from tei.reading.source import Limits, Source, parse, read, read_bytes
from tei.reading.source_codes import SourceError, failure


class Library:
    """Reads files from `folder` and the folders of `allow`, and from nowhere else.

    `sources` holds what has been read, in order, numbered from `first_number`.
    """

    def __init__(
        self, folder: Path, allow: Sequence[Path], first_number: int, limits: Limits
    ) -> None:
        self.sources: dict[Path, Source] = {}
        self._folder = folder.absolute()
        self._allowed = [each.resolve() for each in (folder, *allow)]
        self._first_number = first_number
        self._limits = limits

    def name(self, path: Path) -> str:
        """Give the name of a file as the user sees it: relative to the folder, with slashes."""
        inside = path.is_relative_to(self._folder)
        try:
            relative = os.path.relpath(path, self._folder if inside else self._folder.resolve())
        except ValueError:  # another drive of Windows
            return path.as_posix()
        return Path(relative).as_posix()

    def main(self, path: Path) -> Source:
        """Read the file that the edition itself names. Raises SourceError."""
        path = path.absolute()
        source = read(path, self._first_number, self.name(path), self._limits)
        self.sources[path.resolve()] = source
        return source

    def xml(self, path: Path, position: Position) -> Source:
        """Give the source of an included file; `position` is that of the xi:include.

        Raises SourceError when it cannot be read.
        """
        if path not in self.sources:
            name = self.name(path)
            data = self._bytes(path, name, position)
            number = self._first_number + len(self.sources)
            self.sources[path] = parse(data, path, number, name, self._limits, any_root=True)
        return self.sources[path]

    def text(self, path: Path, encoding: str, position: Position) -> str:
        """Read a file that is included as plain text. Raises SourceError."""
        name = self.name(path)
        return decode_plain(self._bytes(path, name, position), encoding, name)

    def locate(self, address: str, href: str, position: Position) -> Path:
        """Give the file that an absolute address names, symbolic links resolved.

        `href` is the address as it is written. Raises SourceError when it is not that of a file
        (SRC035), names another machine (SRC032), or leads out of the folders that may be read
        (SRC031).
        """
        try:
            parts = urlsplit(address)
            drive = len(parts.scheme) == 1  # "c:/a.xml", a path of Windows
            if not drive and (parts.scheme != "file" or parts.netloc not in {"", "localhost"}):
                message = f"{address} is not loaded: it is not in the edition's folder."
                raise failure("SRC032", message, position)
            query = f"?{parts.query}" if parts.query else ""
            path = Path(address if drive else _path(unquote(parts.path + query))).resolve()
            if _is_link(path):  # since Python 3.13 a circle of links is left as it stands
                raise OSError("a circle of links")
        except (OSError, RuntimeError, ValueError) as error:
            raise failure("SRC035", f'"{href}" is not a path ({error}).', position) from None
        if not any(path.is_relative_to(allowed) for allowed in self._allowed):
            message = f"The included file {href} lies outside the edition's folder."
            raise failure("SRC031", message, position)
        return path

    def _bytes(self, path: Path, name: str, position: Position) -> bytes:
        try:
            return read_bytes(path, name, self._limits)
        except SourceError as error:
            if error.code == "SRC010":
                message = f"The included file {name} does not exist."
                raise failure("SRC030", message, position, error.hint) from None
            if error.code == "SRC011":
                raise failure("SRC030", error.message, position) from None
            raise


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # a name that is too long, say; reading tells
        return False


def _path(path: str) -> str:
    """Give the path of a file address; that of Windows is without the first slash."""
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path

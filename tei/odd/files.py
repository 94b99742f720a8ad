"""The files that an ODD consists of: read once, from the disk, each element with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position
from tei.reading.source import Source, parse, read_bytes
from tei.reading.xinclude import assemble


@dataclass(frozen=True, eq=False)
class OddFile:
    """An ODD, a part of one, or a grammar: its tree, and where its elements stand."""

    path: Path
    root: etree._Element
    sources: tuple[Source, ...]

    def position(self, element: etree._Element) -> Position:
        """Give the place of an element's start tag."""
        number, _, ordinal = element.get(names.AT, "0.0").partition(".")
        return self.sources[int(number)].position(int(ordinal))


class OddFiles:
    """Reads the files that an ODD names. They must lie in its folder or in one of `allow`."""

    def __init__(self, folder: Path, allow: Sequence[Path] = ()) -> None:
        self._folder = folder.resolve()
        self._allow = tuple(each.resolve() for each in allow)
        self._read: dict[Path, OddFile] = {}

    def odd(self, path: Path) -> OddFile:
        """Read an ODD with what it includes. Raises TeiError when that is not possible."""
        if path not in self._read:
            root, sources = assemble(path, self._folder, allow=self._allow)
            self._read[path] = OddFile(path, root, sources)
        return self._read[path]

    def grammar(self, path: Path) -> OddFile:
        """Read a schema in the XML syntax of RELAX NG. Raises TeiError when it is none."""
        if path not in self._read:
            name = self.name(path)
            source = parse(read_bytes(path, name), path, 0, name, any_root=True)
            self._read[path] = OddFile(path, source.root, (source,))
        return self._read[path]

    def find(self, address: str, beside: Path, position: Position | None) -> Path:
        """Give the file that an address names. Raises TeiError unless it may be read."""
        parts = urlsplit(address)
        if parts.scheme not in ("", "file") or parts.netloc:
            raise TeiError(
                f"“{address}” is not a file on this machine, and nothing is fetched.",
                "Save it beside the ODD, and name that file.",
                position,
            )
        path = (beside.parent / unquote(parts.path)).resolve()
        if not any(path.is_relative_to(each) for each in (self._folder, *self._allow)):
            raise TeiError(
                f"“{address}” lies outside the folder of the ODD.",
                "Put it there, or allow its folder with “--allow”.",
                position,
            )
        if not path.is_file():
            raise TeiError(f"There is no file “{address}”.", "Correct the name.", position)
        return path

    def name(self, path: Path) -> str:
        """Give the name of a file as the user should see it."""
        if path.is_relative_to(self._folder):
            return path.relative_to(self._folder).as_posix()
        return path.name

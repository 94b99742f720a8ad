"""The files of a schema, and which of them may be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tei.errors import TeiError
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.nodes import Node
from tei.relaxng.texts import SchemaText

_MOST_BYTES = 64 * 1024 * 1024
_MOST_FILES = 1000


class SchemaFiles:
    """Reads the files of one schema: those in its folder and in the folders of `allow`."""

    def __init__(self, allow: Sequence[Path]) -> None:
        self._allowed = [each.resolve() for each in allow]
        self._read: dict[Path, SchemaText] = {}
        self._named: dict[Path, set[Path]] = {}  # the files that each file names
        self._size = 0

    def main(self, path: Path) -> SchemaText:
        """Read the file that the user names. Raises TeiError."""
        real = path.resolve()
        self._allowed.append(real.parent)
        return self._text(real, path.as_posix(), None)

    def text(self, node: Node) -> SchemaText:
        """Read the file that an `include` or `externalRef` names.

        Raises SchemaFaultError when its address leads to no file, out of the folders that may be
        read, or back to where it stands, and TeiError when the file cannot be read.
        """
        by = node.around.file
        path = self._locate(node, by)
        if not path.is_file():
            href = node.attributes["href"]
            what = f"“{href}” is a folder." if path.is_dir() else f"There is no file “{href}”."
            raise SchemaFaultError(what, "Correct the name.", node)
        # Also by way of elements in between such a schema has no end (sections 4.6 and 4.7).
        if self._leads(path, by.path):
            message = f"“{path.name}” includes itself."
            raise SchemaFaultError(message, "Delete this or another of the references.", node)
        self._named.setdefault(by.path, set()).add(path)
        name = Path(by.name).parent / os.path.relpath(path, by.path.parent)
        return self._text(path, Path(os.path.normpath(name)).as_posix(), node)

    def _leads(self, path: Path, to: Path) -> bool:
        """Say whether a file names another one, directly or through others, or is that one."""
        waiting, seen = [path], {path}
        for each in waiting:
            waiting += self._named.get(each, set()) - seen
            seen.update(waiting)
        return to in seen

    def _locate(self, node: Node, by: SchemaText) -> Path:
        from urllib.parse import unquote, urljoin, urlsplit

        href = node.attributes["href"]
        if "#" in href:
            raise SchemaFaultError(
                f"“{href}” points into a file; only a whole file can be included.",
                "Leave out “#” and what follows.",
                node,
            )
        try:
            base = urljoin(by.path.as_uri(), node.around.base)
            parts = urlsplit(urljoin(base, href))
            local = parts.scheme == "file" and parts.netloc in ("", "localhost")
            path = Path(unquote(parts.path)).resolve() if local else None
        except (OSError, RuntimeError, ValueError):
            raise SchemaFaultError(f"“{href}” is not a path.", "Correct it.", node) from None
        if path is None:
            raise SchemaFaultError(
                f"“{href}” is not loaded: the program reads local files alone.",
                "Save the file beside the schema, and give its path.",
                node,
            )
        if not any(path.is_relative_to(allowed) for allowed in self._allowed):
            raise SchemaFaultError(
                f"“{href}” lies outside the folder of the schema.",
                "Move it there, or put the schema into a folder that holds both.",
                node,
            )
        return path

    def _text(self, path: Path, name: str, place: object) -> SchemaText:
        found = self._read.get(path)
        if found is None:
            if len(self._read) >= _MOST_FILES:
                message = f"The schema has more than {_MOST_FILES} files."
                raise SchemaFaultError(message, "Put several into one.", place)
            found = self._read[path] = SchemaText(path, name, _utf8(self._bytes(path, name), name))
        return found

    def _bytes(self, path: Path, name: str) -> bytes:
        if not path.is_file():
            from tei.findings import Position

            what = "is a folder" if path.is_dir() else "does not exist"
            raise TeiError(f"The schema {name} {what}.", "Check its path.", Position(name))
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_BYTES - self._size + 1)
        except OSError as error:
            raise TeiError(f"The schema {name} cannot be read: {error.strerror}.") from None
        self._size += len(data)
        if self._size > _MOST_BYTES:
            megabytes = _MOST_BYTES // 1024 // 1024
            raise TeiError(f"The schema {name} is larger than {megabytes} MB.")
        return data


def _utf8(data: bytes, name: str) -> bytes:
    """Bring the bytes of a file into UTF-8."""
    head = data[:200].partition(b"?>")[0].lower()
    if data.startswith(b"<") and (b"encoding" not in head or b"utf-8" in head):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    from tei.reading.decoding import decode

    return decode(data, name).text.encode("utf-8")

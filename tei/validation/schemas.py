"""The schemas that are chosen, read: grammars, rules, and ODDs, which are compiled."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from tei import names
from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.resources import data
from tei.validation.associated import RELAX_NG, SCHEMATRON

if TYPE_CHECKING:
    from tei.odd import Compiled
    from tei.relaxng import Schema


class Fresh(NamedTuple):
    """A grammar that was read anew, and its file."""

    path: Path
    schema: Schema


class Schemas:
    """Reads schemas, each once. What they name must lie in their folder or in one of `allow`.

    `fresh` are grammars that are worth keeping for the next run, by name (`tei.validation.kept`).
    """

    def __init__(self, allow: Sequence[Path] = ()) -> None:
        self.fresh: dict[str, Fresh] = {}
        self._kept: dict[Path, str] = {}
        self._allow = tuple(allow)
        self._namespaces: dict[Path, str] = {}
        self._grammars: dict[Path, Schema | None] = {}
        self._compiled: dict[Path, Compiled] = {}

    def grammar(self, path: Path) -> Schema | None:
        """Give the grammar in a file, None when there are rules alone. Raises TeiError."""
        if path not in self._grammars:
            self._grammars[path] = self._grammar(path)
        return self._grammars[path]

    def is_grammar(self, path: Path) -> bool:
        """Say whether a file is a grammar in RELAX NG, of which most are compiled from ODDs."""
        return self._namespace(path) == RELAX_NG

    def tried(self, path: Path) -> Path:
        """Give the file in which rules can be tried: the grammar, or what is kept of it."""
        from tei.validation import kept

        return kept.rules(self._kept.get(path, "")) or path

    def rules(self, path: Path) -> bytes | None:
        """Give the XML in which the rules of a schema stand: Schematron, or a grammar with some.

        None when there can be none. Raises TeiError when the file cannot be read.
        """
        namespace = self._namespace(path)
        if namespace == names.TEI:
            return self.compiled(path).schematron()
        return path.read_bytes() if namespace else None

    def stated(self, path: Path, position: Position) -> Position:
        """Give the place of a rule as its author knows it: in an ODD, not in what is made of it."""
        if self._namespace(path) != names.TEI:
            return position
        return self.compiled(path).stated(position.line) or Position(path.name)

    def compiled(self, path: Path) -> Compiled:
        """Compile an ODD. Raises TeiError when no schema can be made of it."""
        if path not in self._compiled:
            from tei.odd import compile_odd

            with located(path):
                self._compiled[path] = compile_odd(path, self._allow)
        return self._compiled[path]

    def noticed(self, folder: Path) -> list[Finding]:
        """Give what compiling has found in ODDs, with paths as seen from a folder."""
        found = []
        for path, compiled in self._compiled.items():
            for each in compiled.findings:
                there = Path(os.path.relpath(path.parent / each.position.path, folder)).as_posix()
                found.append(each._replace(position=each.position._replace(path=there)))
        return found

    def _grammar(self, path: Path) -> Schema | None:
        if path.parent == data("schema") and path.suffix == ".rng":
            return _shipped(path)
        namespace = self._namespace(path)
        if namespace == SCHEMATRON:
            return None
        from tei.relaxng.schema import load, parse

        if namespace == names.TEI:
            return parse(self.compiled(path).grammar, path.name)
        if namespace != RELAX_NG:
            return load(path, self._allow)
        from tei.validation import kept

        name = kept.name(path.read_bytes())
        schema = kept.read(name, path.as_posix())
        if schema is None:
            schema = load(path, self._allow)
            if name:
                self.fresh[name] = Fresh(path, schema)
        self._kept[path] = name
        return schema

    def _namespace(self, path: Path) -> str:
        """Give the namespace of the first element; "" where a file is not XML."""
        if path not in self._namespaces:
            self._namespaces[path] = "" if path.suffix == ".rnc" else _namespace(path)
        return self._namespaces[path]


@contextmanager
def located(path: Path) -> Iterator[None]:
    """Give errors within the block, which name files as seen from that of `path`, their places."""
    try:
        yield
    except TeiError as error:
        if error.position:
            there = (path.parent / error.position.path).as_posix()
            error.position = error.position._replace(path=there)
        raise


@cache
def _shipped(path: Path) -> Schema:
    from tei.relaxng.digest import read

    # A test sees to it that the digest is that of the schema.
    return read(path.with_suffix(".digest").read_text(encoding="utf-8"), path.as_posix())


class _FirstElementError(Exception):
    """Ends the reading: only the first element is of interest."""


def _namespace(path: Path) -> str:
    found = ""

    def on_start(name: str, attributes: object) -> None:
        nonlocal found
        found = name.rpartition(" ")[0]
        raise _FirstElementError

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = on_start
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (_FirstElementError, expat.ExpatError, OSError, ValueError):
        pass  # whoever reads the file says what is wrong with it
    return found

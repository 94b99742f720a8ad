"""Validation of an edition: which schema holds for which file, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from lxml import etree

from tei import names
from tei.edition import Document, Edition
from tei.findings import Position
from tei.pointers import number_of
from tei.reading.doctype import after_prolog
from tei.reading.source import Source
from tei.relaxng.problems import Kind, Problem

if TYPE_CHECKING:
    from tei.relaxng.schema import Schema

_RELAX_NG = "http://relaxng.org/ns/structure/1.0"
_STAMP = f"{names.PREPARED} at"  # names.AT as expat writes names
_PSEUDO = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SUFFIXES = (".rng", ".rnc")
_LONGEST_SEARCH = 100_000


class Invalid:
    """One thing that the schema does not allow: the problem, its element, and its place."""

    def __init__(self, problem: Problem, element: etree._Element, position: Position) -> None:
        self.problem = problem
        self.element = element
        self.position = position


_DONE: WeakKeyDictionary[Edition, tuple[Invalid, ...]] = WeakKeyDictionary()


def validated(edition: Edition) -> tuple[Invalid, ...]:
    """Validate every file of an edition for which there is a schema; done once per edition.

    Included files are validated in the places where they stand. Raises TeiError when a schema
    cannot be read or is at fault.
    """
    if edition not in _DONE:
        _DONE[edition] = tuple(_validate(edition))
    return _DONE[edition]


def _validate(edition: Edition) -> Iterator[Invalid]:
    schemas: dict[Path, Schema] = {}
    allow = [edition.folder, *(edition.folder / item for item in edition.settings.edition.allow)]
    for document in edition.documents:
        for path in schema_paths(edition, document):
            if path not in schemas:
                from tei.relaxng.schema import load

                schemas[path] = load(path, allow)
            yield from _problems(edition, document, schemas[path])


def schema_paths(edition: Edition, document: Document) -> list[Path]:
    """Give the schemas of a document: that of the settings, else those that it names itself.

    An `xml-model` that names something on another machine, or no RELAX NG, is passed over; so is
    one whose file is not there, of which `missing_schemas` tells.
    """
    if edition.settings.check.schema:
        return [edition.folder / edition.settings.check.schema]
    return [path for path in _named(edition, document) if path.is_file()]


def missing_schemas(edition: Edition) -> Iterator[tuple[Document, Path]]:
    """Give the schemas that documents name in an `xml-model` and that do not exist."""
    if not edition.settings.check.schema:
        for document in edition.documents:
            for path in _named(edition, document):
                if not path.is_file():
                    yield document, path


def _named(edition: Edition, document: Document) -> list[Path]:
    source = edition.sources[number_of(document.root)]
    base = source.path.parent
    found = []
    # The tree that holds the included files as well has no instructions before its first element.
    for instruction in reversed(list(source.root.itersiblings(etree.PI, preceding=True))):
        if getattr(instruction, "target", "") != "xml-model":
            continue
        parts = {name: one or other for name, one, other in _PSEUDO.findall(instruction.text or "")}
        path = _local(base, parts, edition.folder)
        if path is not None and path not in found:
            found.append(path)
    return found


def _local(base: Path, parts: dict[str, str], folder: Path) -> Path | None:
    href = unquote(parts.get("href", ""))
    kind = parts.get("schematypens", "")
    if not href or re.match("[A-Za-z][A-Za-z0-9+.-]+:", href) or kind not in ("", _RELAX_NG):
        return None
    if not href.lower().endswith(_SUFFIXES):
        return None
    path = (base / href).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


def _problems(edition: Edition, document: Document, schema: Schema) -> Iterator[Invalid]:
    root = document.root
    source = edition.sources[number_of(root)]
    as_it_stands = root is source.root and _is_plain(source)
    if as_it_stands:
        problems = schema.validate(source.text)
    else:
        # What other files bring in, or a DOCTYPE, belongs to what the schema speaks of.
        problems = schema.validate(etree.tostring(root, encoding="utf-8"), _STAMP)
    elements = list(root.iter(etree.Element)) if problems else []
    for problem in problems:
        element = elements[max(problem.ordinal, 0)]
        if as_it_stands:
            position = Position(source.name, problem.line, problem.column)
        else:
            position = _place(edition, elements, problem)
        yield Invalid(problem, element, position)


def _is_plain(source: Source) -> bool:
    """Say whether the tree holds what the text says, with nothing declared or supplied."""
    declares = source.text.startswith("<!DOCTYPE", after_prolog(source.text))
    return not declares and all(finding.code != "SRC004" for finding in source.findings)


def _place(edition: Edition, elements: Sequence[etree._Element], problem: Problem) -> Position:
    """Find the place of a problem in the file that its element comes from."""
    element = elements[max(problem.ordinal, 0)]
    position = edition.position(element)
    if problem.kind not in (Kind.TEXT, Kind.CONTENT):
        return position
    source = edition.sources[number_of(element)]
    if 0 <= problem.near < len(elements) and number_of(elements[problem.near]) == source.number:
        position = edition.position(elements[problem.near])
    words = problem.found.split()[:3]
    start = source.lines.offset(position.line, position.column)
    pattern = re.compile(r">[^<]*?(" + r"\s+".join(map(re.escape, words)) + ")")
    found = pattern.search(source.text, start, start + _LONGEST_SEARCH)
    return Position(source.name, *source.lines.place(found.start(1))) if found else position

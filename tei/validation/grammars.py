"""What the grammars say of an edition, file by file, with the places in the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from lxml import etree

from tei import names
from tei.edition import Document, Edition
from tei.findings import Finding, Position
from tei.pointers import number_of
from tei.reading.doctype import after_prolog
from tei.reading.source import Source
from tei.relaxng.problems import Kind, Problem
from tei.validation.choosing import Chosen, choose, folders, shipped
from tei.validation.schemas import Schemas

if TYPE_CHECKING:
    from tei.relaxng.schema import Schema

_STAMP = f"{names.PREPARED} at"  # names.AT as expat writes names
_LONGEST_SEARCH = 100_000


class Invalid(NamedTuple):
    """One thing that a schema does not allow: the problem, its element, and its place.

    `instead` says that the schema stands in for one that could not be had, `outside` that it is
    ours, which nobody chose, and that the TEI as a whole allows the thing.
    """

    problem: Problem
    element: etree._Element
    position: Position
    instead: bool = False
    outside: bool = False


class Validation(NamedTuple):
    """The validation of an edition: the choice for each document, the schemas, the problems."""

    chosen: tuple[tuple[Document, Chosen], ...]
    schemas: Schemas
    invalid: tuple[Invalid, ...]


_DONE: WeakKeyDictionary[Edition, Validation] = WeakKeyDictionary()


def validate(edition: Edition) -> Validation:
    """Validate every file of an edition by the schemas that hold for it; done once per edition.

    Included files are validated in the places where they stand. Raises TeiError when a schema
    cannot be read or is at fault.
    """
    if edition not in _DONE:
        read = Schemas(folders(edition))
        chosen = tuple((document, choose(edition, document)) for document in edition.documents)
        invalid = [
            each
            for document, choice in chosen
            for each in _of_document(edition, document, choice, read)
        ]
        _DONE[edition] = Validation(chosen, read, tuple(invalid))
    return _DONE[edition]


def schemas(edition: Edition) -> Schemas | None:
    """Give the schemas that an edition has been validated by, None when it has not been."""
    done = _DONE.get(edition)
    return done.schemas if done else None


def noticed(edition: Edition) -> list[Finding]:
    """Give what was noticed in the ODDs that an edition has been validated by."""
    return validate(edition).schemas.noticed(edition.folder)


def _of_document(
    edition: Edition, document: Document, choice: Chosen, schemas: Schemas
) -> Iterator[Invalid]:
    for path in choice.grammars:
        schema = schemas.grammar(path)
        if schema is None:
            continue
        checked = _Checked(edition, document, schema)
        if choice.by_default and checked.problems:
            (whole,) = shipped("tei_all").grammars
            tei_all = schemas.grammar(whole)
            assert tei_all is not None
            yield from _by_default(checked, _Checked(edition, document, tei_all))
        else:
            for problem in checked.problems:
                yield checked.invalid(problem, instead=choice.instead)


def _by_default(ours: _Checked, whole: _Checked) -> Iterator[Invalid]:
    """Tell what is wrong by the TEI as a whole from what our own schema alone does not allow."""
    places = {(each.ordinal, each.kind, each.found): each for each in ours.problems}
    for problem in whole.problems:
        # Our schema allows less, so that it has more to say about what was meant.
        same = places.pop((problem.ordinal, problem.kind, problem.found), problem)
        yield ours.invalid(same)
    wrong = {each.ordinal for each in whole.problems}
    for problem in places.values():
        if problem.ordinal not in wrong:
            yield ours.invalid(problem, outside=True)


class _Checked:
    """A document that was validated by one schema."""

    def __init__(self, edition: Edition, document: Document, schema: Schema) -> None:
        root = document.root
        self._edition = edition
        self._source = edition.sources[number_of(root)]
        self._as_it_stands = root is self._source.root and is_plain(self._source)
        if self._as_it_stands:
            self.problems = schema.validate(self._source.text)
        else:
            # What other files bring in, or a DOCTYPE, belongs to what the schema speaks of.
            self.problems = schema.validate(etree.tostring(root, encoding="utf-8"), _STAMP)
        self._elements = list(root.iter(etree.Element)) if self.problems else []

    def invalid(self, problem: Problem, *, instead: bool = False, outside: bool = False) -> Invalid:
        """Give a problem with its element and its place."""
        element = self._elements[max(problem.ordinal, 0)]
        if self._as_it_stands:
            position = Position(self._source.name, problem.line, problem.column)
        else:
            position = _place(self._edition, self._elements, problem)
        return Invalid(problem, element, position, instead, outside)


def is_plain(source: Source) -> bool:
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

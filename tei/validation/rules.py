"""What the rules of the schemas, in Schematron, say of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from lxml import etree

from tei import names
from tei.edition import Document, Edition
from tei.errors import TeiError
from tei.pointers import number_of
from tei.resources import data
from tei.validation.choosing import folders
from tei.validation.grammars import is_plain, validate
from tei.validation.schemas import Schemas, located

if TYPE_CHECKING:
    from tei.findings import Position
    from tei.schematron import Hit, Rules

_DECLARATION = re.compile(r"\ufeff?<\?xml\s.*?\?>", re.DOTALL)


class Broken(NamedTuple):
    """One rule that is broken: what it says, the element, and the place of the rule."""

    hit: Hit
    element: etree._Element
    rule: Position
    instead: bool


_DONE: WeakKeyDictionary[Edition, tuple[Broken, ...]] = WeakKeyDictionary()


def apply_rules(edition: Edition) -> tuple[Broken, ...]:
    """Apply the rules of the schemas that hold for each file; done once per edition.

    Raises TeiError when rules cannot be read.
    """
    if edition not in _DONE:
        _DONE[edition] = tuple(_apply(edition))
    return _DONE[edition]


def _apply(edition: Edition) -> Iterator[Broken]:
    validation = validate(edition)
    read: dict[Path, Rules | None] = {}
    for document, choice in validation.chosen:
        written = None
        for path in choice.rules:
            if path not in read:
                read[path] = _read(edition, path, validation.schemas)
            rules = read[path]
            if rules is None:
                continue
            if written is None:
                from tei.transform import Document as Written

                written = Written(_text(edition, document))
            elements = None
            for hit in rules.apply(written):
                if elements is None:
                    elements = list(document.root.iter(etree.Element))
                element = elements[max(hit.ordinal, 0)]
                place = validation.schemas.stated(path, rules.position(hit))
                yield Broken(hit, element, place, choice.instead)


def _read(edition: Edition, path: Path, schemas: Schemas) -> Rules | None:
    """Read the rules of a file; None where there are none that can be broken."""
    # All rules that somebody wrote as such are read, so that mistakes in them are told in any case.
    present = None
    is_ours = path.parent == data("schema")
    if is_ours or schemas.is_grammar(path):
        from tei.schematron.trying import may_be_broken

        names = _present(edition)
        tried = path if is_ours else schemas.tried(path)
        if not may_be_broken(tried, [each.root for each in edition.documents], names):
            return None
        present = names if is_ours else None
    content = schemas.rules(path)
    if content is None:
        return None
    from tei.schematron import read

    with located(path):
        try:
            return read(content, path, folders(edition), present)
        except TeiError as error:
            error.position = error.position and schemas.stated(path, error.position)
            raise


def _present(edition: Edition) -> set[str]:
    """Give the local names of all elements and attributes of an edition."""
    found: set[str] = set()
    for document in edition.documents:
        for element in document.root.iter(etree.Element):
            found.add(str(element.tag))
            found.update(map(str, element.keys()))
    return {name.rpartition("}")[2] for name in found}


def _text(edition: Edition, document: Document) -> str:
    """Give a document as XML: as it stands, or with all that it includes and declares."""
    source = edition.sources[number_of(document.root)]
    if document.root is source.root and is_plain(source):
        return _DECLARATION.sub("", source.text, count=1)
    copy = deepcopy(document.root)
    etree.strip_attributes(copy, names.AT)
    return etree.tostring(copy, encoding="unicode")

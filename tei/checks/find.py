"""Finding elements quickly: by their attributes, over the whole edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from lxml import etree

if TYPE_CHECKING:
    from tei.edition import Edition

_KNOWN: WeakKeyDictionary[Edition, dict[tuple[str, ...], tuple[etree._Element, ...]]]
_KNOWN = WeakKeyDictionary()


def with_attributes(edition: Edition, *names: str) -> tuple[etree._Element, ...]:
    """Give the elements that have one of the attributes, in order; found once for each edition."""
    known = _KNOWN.setdefault(edition, {})
    if names not in known:
        known[names] = tuple(_found(edition, _expression(names)))
    return known[names]


def _found(edition: Edition, expression: etree.XPath) -> Iterator[etree._Element]:
    for document in edition.documents:
        found = expression(document.root)
        if isinstance(found, list):
            yield from (element for element in found if isinstance(element, etree._Element))


@cache
def _expression(names: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[{' or '.join(f'@{name}' for name in names)}]")

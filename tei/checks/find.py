"""Finding elements quickly: by their attributes, over the whole edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from tei.edition import Edition


def with_attributes(edition: Edition, *names: str) -> Iterator[etree._Element]:
    """Give the elements that have one of the attributes, in order."""
    expression = _expression(names)
    for document in edition.documents:
        found = expression(document.root)
        if isinstance(found, list):
            yield from (element for element in found if isinstance(element, etree._Element))


@cache
def _expression(names: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[{' or '.join(f'@{name}' for name in names)}]")

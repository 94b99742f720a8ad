"""Every pointer of an edition with where it leads, found once and used by several rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from lxml import etree

from tei.pointers import POINTING, Kind, Target, pointer_attributes

if TYPE_CHECKING:
    from tei.edition import Edition


class Link(NamedTuple):
    """One pointer: the element and attribute that hold it, and its target."""

    element: etree._Element
    attribute: str
    target: Target


class Links(NamedTuple):
    """All pointers of an edition in order; `empty` are attributes that hold none."""

    all: tuple[Link, ...]
    empty: tuple[tuple[etree._Element, str], ...]

    def of(self, *kinds: Kind) -> list[Link]:
        """Give the pointers that lead to targets of these kinds."""
        return [link for link in self.all if link.target.kind in kinds]


_KNOWN: WeakKeyDictionary[Edition, Links] = WeakKeyDictionary()


def links(edition: Edition) -> Links:
    """Follow all pointers of an edition; a second call gives the same result again."""
    if edition not in _KNOWN:
        found: list[Link] = []
        empty: list[tuple[etree._Element, str]] = []
        resolve = edition.pointers.resolve
        for element in edition.elements():
            if POINTING.isdisjoint(element.keys()):
                continue
            for attribute, values in pointer_attributes(element):
                found.extend(Link(element, attribute, resolve(element, item)) for item in values)
                if not any(values):
                    empty.append((element, attribute))
        _KNOWN[edition] = Links(tuple(found), tuple(empty))
    return _KNOWN[edition]

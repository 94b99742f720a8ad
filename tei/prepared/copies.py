"""Copies of passages, and elements of the prepared edition's own vocabulary."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from lxml import etree

from tei.elements import remove
from tei.names import AT, PREPARED, TEI, prepared

_OURS = f"{{{PREPARED}}}"
# Elements that speak in the name of the prepared edition; nearly always there are none.
_in_our_name: Any = etree.XPath(
    "descendant-or-self::p:* | descendant-or-self::*/@p:*[local-name() != 'at']/..",
    namespaces={"p": PREPARED},
)
_NAMESPACES: Any = {None: TEI, "p": PREPARED}  # the stubs know no default namespace


def make(name: str, **attributes: str) -> etree._Element:
    """Make an element of the prepared edition's own vocabulary; empty attributes are left out."""
    element = etree.Element(prepared(name), nsmap=_NAMESPACES)
    _set(element, attributes)
    return element


def add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Make such an element as the last child of `parent`."""
    element = etree.SubElement(parent, prepared(name))
    if attributes:
        _set(element, attributes)
    return element


def _set(element: etree._Element, attributes: dict[str, str]) -> None:
    for key, value in attributes.items():
        if value:
            element.set(_spelt(key), value)


@cache
def _spelt(key: str) -> str:
    """Give the name of an attribute: `in_` is "in", and `to_text` is "to-text"."""
    return key.rstrip("_").replace("_", "-")


def copy_into(parent: etree._Element, element: etree._Element) -> etree._Element:
    """Copy an element, without the text that follows it, to the end of `parent`.

    Comments and processing instructions are left out; no text is lost with them. What a source
    writes in the prepared edition's own namespace says nothing: an address or an image that
    nobody has looked at must not pass for one that was.
    """
    copied = deepcopy(element)
    copied.tail = None
    parent.append(copied)
    for item in _in_our_name(copied):
        if str(item.tag).startswith(_OURS):
            item.tag = str(item.tag).replace(PREPARED, f"{PREPARED}:not", 1)
        for name in [name for name in map(str, item.attrib) if name.startswith(_OURS)]:
            if name != AT:
                del item.attrib[name]
    for item in list(copied.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity)):
        remove(item)
    return copied

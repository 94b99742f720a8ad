"""Copies of passages, and the small operations on them that lxml lacks."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from lxml import etree

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


def append_text(parent: etree._Element, text: str | None) -> None:
    """Add text after all that an element holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def remove(element: etree._Element) -> None:
    """Take an element out of its parent; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)


def replace(element: etree._Element, other: etree._Element) -> None:
    """Put `other` in the place of `element`; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    other.tail = element.tail
    element.tail = None
    parent.replace(element, other)


def move_content(source: etree._Element, target: etree._Element) -> None:
    """Move all text and elements within `source` to the end of `target`."""
    append_text(target, source.text)
    source.text = None
    target.extend(list(source))


def unwrap(element: etree._Element) -> None:
    """Take the tags of an element away and leave what it holds."""
    parent = element.getparent()
    if parent is None:
        return
    children = list(element)
    if element.text:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
    if children:
        last = children[-1]
        last.tail = (last.tail or "") + (element.tail or "") or None
        element.tail = None
        position = parent.index(element)
        parent[position : position + 1] = children
    else:
        element.text = None
        remove(element)

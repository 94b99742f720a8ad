"""Small operations on elements that lxml lacks: the text after an element stays where it is."""

from __future__ import annotations

from lxml import etree


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
    _insert_before(element, parent, element.tail)
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
    _insert_before(element, parent, element.text)
    if children:
        last = children[-1]
        last.tail = (last.tail or "") + (element.tail or "") or None
        element.tail = None
        position = parent.index(element)
        parent[position : position + 1] = children
    else:
        element.text = None
        remove(element)


def _insert_before(element: etree._Element, parent: etree._Element, text: str | None) -> None:
    if not text:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text

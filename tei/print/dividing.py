"""Divide a note after a word, where the rest of it goes overleaf."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree


def divide(note: etree._Element, words: int) -> tuple[etree._Element, etree._Element]:
    """Give a note's beginning up to a word that bears a mark, and the rest of it.

    What the word stands in is there on both sides of the division. No mark and no id is on both.
    """
    first, rest = deepcopy(note), deepcopy(note)
    _cut_after(first, _marked(first, words))
    _cut_before(rest, _marked(rest, words))
    return first, rest


def _marked(note: etree._Element, words: int) -> etree._Element:
    return next(
        anchor
        for anchor in note.iter("anchor")
        if (anchor.get("kind"), anchor.get("n")) == ("word", str(words))
        and anchor.get("of") == note.get("id")
    )


def _cut_after(note: etree._Element, mark: etree._Element) -> None:
    mark.tail = None
    element = mark
    while element is not note:
        parent = element.getparent()
        assert parent is not None
        for later in list(element.itersiblings()):
            parent.remove(later)
        if element is not mark:
            element.tail = None
        element = parent


def _cut_before(note: etree._Element, mark: etree._Element) -> None:
    tail = (mark.tail or "").lstrip()
    element = mark
    while element is not note:
        parent = element.getparent()
        assert parent is not None
        parent.text = None
        for earlier in list(element.itersiblings(preceding=True)):
            parent.remove(earlier)
        if "id" in parent.attrib:
            del parent.attrib["id"]
        element = parent
    parent = mark.getparent()
    assert parent is not None
    parent.remove(mark)
    parent.text = tail

"""What an element is where it stands: a block, a phrase or a boundary; and of which layer."""

from __future__ import annotations

from lxml import etree

from tei.layers import choice_kind, layered, local
from tei.names import prepared, tei
from tei.prepared.vocabulary import BLOCKS, EITHER, MILESTONES, SURROUNDINGS

_ROLE = prepared("role")
_MIXED = prepared("mixed")
_LAYER = prepared("layer")
_KIND = prepared("kind")
_PASSAGE = prepared("passage")
_CALL = prepared("call")
_END = prepared("end")
_BODY = prepared("body")


# What is the same everywhere.
_ALWAYS = {
    **dict.fromkeys(map(tei, BLOCKS), "block"),
    **dict.fromkeys((*map(tei, MILESTONES), _END), "milestone"),
    _CALL: "phrase",
}
_EITHER = frozenset((*map(tei, EITHER), _PASSAGE))


def mark_layers(root: etree._Element) -> None:
    """Set `p:layer` (and `p:kind` on `choice`) on the elements of a copy, in place.

    To be done while the copy still has the structure of the source.
    """
    for element, layer in layered(root):
        element.set(_LAYER, layer)
    for choice in root.iter(tei("choice")):
        choice.set(_KIND, choice_kind(choice))


def mark_roles(container: etree._Element) -> None:
    """Set `p:role`, and `p:mixed` on blocks that hold both text and blocks, in place."""
    blocks: list[etree._Element] = []
    holders: set[etree._Element] = set()  # of blocks
    elements = list(container.iterdescendants(etree.Element))
    for element in reversed(elements):
        role = _role(element, element in holders)
        if role == "block":
            blocks.append(element)
            if (parent := element.getparent()) is not None:
                holders.add(parent)
        element.set(_ROLE, role)
    for element in blocks:
        if element in holders and _has_text(element):
            element.set(_MIXED, "yes")


def _role(element: etree._Element, holds_blocks: bool) -> str:
    tag = element.tag
    if tag in _ALWAYS:
        return _ALWAYS[tag]
    if holds_blocks:
        return "block"
    if tag in _EITHER or not local(element):
        around = element.getparent()
        # A choice, a passage or a deletion between blocks is as transparent as air.
        while around is not None and (around.tag == _PASSAGE or local(around) in ("choice", "app")):
            around = around.getparent()
        if around is not None and (local(around) in SURROUNDINGS or around.tag == _BODY):
            return "block"
    return "phrase"


def _has_text(element: etree._Element) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any(piece and piece.strip() for piece in pieces) or any(
        child.get(_ROLE) == "phrase" for child in element
    )

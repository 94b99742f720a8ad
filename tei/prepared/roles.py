"""What an element is where it stands: a block, a phrase or a boundary; and of which layer."""

from __future__ import annotations

from lxml import etree

from tei.layers import choice_kind, layer_of, local
from tei.names import prepared
from tei.prepared.vocabulary import BLOCKS, EITHER, MILESTONES, SURROUNDINGS

_ROLE = prepared("role")
_MIXED = prepared("mixed")
_LAYER = prepared("layer")
_KIND = prepared("kind")
_PASSAGE = prepared("passage")
_CALL = prepared("call")
_END = prepared("end")
_BODY = prepared("body")


def mark_layers(root: etree._Element) -> None:
    """Set `p:layer` (and `p:kind` on `choice`) on the elements of a copy, in place.

    To be done while the copy still has the structure of the source.
    """
    for element in root.iter(etree.Element):
        name = local(element)
        if not name:
            continue
        layer = layer_of(element)
        if layer is not None:
            element.set(_LAYER, str(layer))
        if name == "choice":
            element.set(_KIND, choice_kind(element))


def mark_roles(container: etree._Element) -> None:
    """Set `p:role`, and `p:mixed` on blocks that hold both text and blocks, in place."""
    blocks: set[etree._Element] = set()
    elements = [item for item in container.iter(etree.Element) if item is not container]
    for element in reversed(elements):
        inner = any(child in blocks for child in element)
        role = _role(element, inner)
        if role == "block":
            blocks.add(element)
        element.set(_ROLE, role)
    for element in blocks:
        if any(child in blocks for child in element) and _has_text(element, blocks):
            element.set(_MIXED, "yes")


def _role(element: etree._Element, holds_blocks: bool) -> str:
    name = local(element)
    if name in MILESTONES or element.tag == _END:
        return "milestone"
    if element.tag == _CALL:
        return "phrase"
    if name in BLOCKS or holds_blocks:
        return "block"
    parent = element.getparent()
    if name in EITHER or element.tag == _PASSAGE or not name:
        around = parent
        # A choice, a passage or a deletion between blocks is as transparent as air.
        while around is not None and (around.tag == _PASSAGE or local(around) in ("choice", "app")):
            around = around.getparent()
        if around is not None and (local(around) in SURROUNDINGS or around.tag == _BODY):
            return "block"
    return "phrase"


def _has_text(element: etree._Element, blocks: set[etree._Element]) -> bool:
    pieces = [element.text, *(child.tail for child in element)]
    return any(piece and piece.strip() for piece in pieces) or any(
        child not in blocks and child.get(_ROLE) == "phrase" for child in element
    )

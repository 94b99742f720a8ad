"""The plain text of a prepared text: the words of one layer, laid out with blank lines."""

from __future__ import annotations

import re

from lxml import etree

from tei.layers import Layer, local
from tei.names import prepared

# An id that a source uses twice is a finding of the checks, not a reason to stop.
_PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False, collect_ids=False)
_ROLE = prepared("role")
_LAYER = prepared("layer")
_CALL = prepared("call")

# Units of which there may be several.
_UNITS = frozenset({"char", "character", "letter", "word", "line", "verse", "page", "column"})

# Blocks that follow one another line by line; all others are parted by a blank line.
_LINES = frozenset({"l", "item", "row", "speaker", "castItem", "line", "addrLine", "lb"})


def plain(document: bytes, layer: Layer = Layer.READING, notes: bool = True) -> str:
    """Give the text of a prepared text's document in one layer.

    Paragraphs are parted by blank lines, verse lines and items of a list stand on lines of their
    own, the cells of a table are parted by tabs. With `notes`, calls stand as [1] in the text and
    the notes follow it. The result ends in a newline; it is "" for a text without words.
    """
    root = etree.fromstring(document, _PARSER)
    # A letter of a collection is told from the next by its title.
    title = root.get("label", "") if root.find(prepared("header")) is not None else ""
    parts = [title, flow(root.find(prepared("body")), layer, notes)]
    if notes:
        for note in root.iterfind(f"{prepared('notes')}/{prepared('note')}"):
            parts.append(f"[{note.get('n')}] {flow(note, layer, notes)}")
    text = "\n\n".join(part for part in parts if part)
    return text + "\n" if text else ""


def flow(container: etree._Element | None, layer: Layer, calls: bool = False) -> str:
    """Lay the words of a prepared element out in lines and paragraphs; `calls` keeps [1]."""
    if container is None:
        return ""
    pieces: list[str] = []
    walk = etree.iterwalk(container, events=("start", "end"))
    for event, element in walk:
        edge = _edge(element, layer)
        if event == "start":
            if element.get(_LAYER) not in (None, str(layer)):
                walk.skip_subtree()
            elif local(element) == "gap":
                pieces += ("[", " ".join(filter(None, ("…", extent_of(element)))), "]")
                walk.skip_subtree()
            elif element.tag == _CALL:
                pieces.append(f"[{element.get('to', '').removeprefix('note-')}]" if calls else "")
            else:
                pieces += (edge, _folded(element.text))
        else:
            pieces.append(edge if element.get(_LAYER) in (None, str(layer)) else "")
            if element is not container:
                pieces.append(_folded(element.tail))
    return _tidy("".join(pieces))


def extent_of(gap: etree._Element) -> str:
    """Say how much is missing, as far as the encoder says it: "3 lines"; else ""."""
    if quantity := gap.get("quantity"):
        unit = gap.get("unit", "")
        one = unit.removesuffix("s")
        if one in _UNITS:
            unit = one if quantity == "1" else f"{one}s"
        return f"{quantity} {unit}".strip()
    extent = gap.get("extent", "")
    return "" if extent == "unknown" else extent


def _edge(element: etree._Element, layer: Layer) -> str:
    """Give the break before and after an element: "\\v" for a paragraph, "\\f" for a line."""
    name = local(element)
    if name == "cell":
        return "\t"
    if name == "lb" and layer is Layer.DIPLOMATIC:
        return "\f" if element.get("break") != "no" else ""
    if name == "fw":
        return "\f"  # it stands on the page, not in the line
    if name in _LINES and element.get(_ROLE) == "block":
        return "\f"
    return "\v" if element.get(_ROLE) == "block" else ""


def _folded(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""


def _tidy(text: str) -> str:
    text = re.sub(r"[ \f\v\t]*\v[ \f\v\t]*", "\n\n", text)
    text = re.sub(r"[ \f\t]*\f[ \f\t]*", "\n", text)
    text = re.sub(r" *\t[ \t]*", "\t", text)
    return re.sub(r"  +", " ", text).strip()

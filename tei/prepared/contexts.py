"""Passages in context: where records are named and where the editor emended, with words around."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from tei.layers import Layer
from tei.names import prepared

_ROLE = prepared("role")
_LAYER = prepared("layer")
_N = prepared("n")
_NOTE = prepared("note")
_WIDTH = 60
_EDGE = "\0"  # the border of a block or of a note; no XML text can hold it


class Passage(NamedTuple):
    """An element of a prepared text with its words and those before and after it in its block."""

    element: etree._Element
    n: str
    before: str
    words: str
    after: str


def passages(
    root: etree._Element,
    wanted: Set[etree._Element],
    layer: Layer = Layer.READING,
) -> Iterator[Passage]:
    """Give those elements within `root` that are wanted, with their context in one layer.

    What is wanted within an element of another layer does not stand in this one.
    """
    if not wanted:
        return
    pieces: list[str] = []
    is_block: list[bool] = []  # of each element around
    open_at: dict[etree._Element, tuple[int, str]] = {}
    found: list[tuple[etree._Element, str, int, int]] = []
    number = ""
    shown = (None, str(layer))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            is_block.append(element.get(_ROLE) == "block" or element.tag == _NOTE)
            if is_block[-1]:
                pieces.append(_EDGE)
                number = element.get(_N, number)
            if element in wanted:
                open_at[element] = (len(pieces), number)
            if element.get(_LAYER) not in shown:
                walk.skip_subtree()
            elif text := element.text:
                pieces.append(text)
        else:
            if element in open_at:
                start, n = open_at.pop(element)
                found.append((element, n, start, len(pieces)))
            if is_block.pop():
                pieces.append(_EDGE)
            if (tail := element.tail) and element is not root:
                pieces.append(tail)
    text = "".join(pieces)
    offsets = list(accumulate(map(len, pieces), initial=0))
    ordered = [(offsets[start], offsets[end], n, element) for element, n, start, end in found]
    for start, end, n, element in sorted(ordered, key=lambda item: (item[0], -item[1])):
        yield Passage(
            element,
            n,
            _before(text, start),
            " ".join(text[start:end].replace(_EDGE, " ").split()),
            _after(text, end),
        )


def _before(text: str, start: int) -> str:
    """Give up to sixty characters before a place, from a word's beginning, within the block."""
    begin = max(0, start - _WIDTH)
    window = text[begin:start]
    block = window.rfind(_EDGE) + 1
    cut = window[block:] if block else _from_word(window, begin > 0)
    return _fold_end(cut)


def _after(text: str, end: int) -> str:
    window = text[end : end + _WIDTH]
    block = window.find(_EDGE)
    if block >= 0:
        return _fold_start(window[:block])
    if end + _WIDTH < len(text) and " " in window:
        window = window.rsplit(" ", 1)[0] + " …"
    return _fold_start(window)


def _from_word(window: str, cut: bool) -> str:
    if cut and " " in window:
        return "… " + window.split(" ", 1)[1]
    return window


def _fold_end(text: str) -> str:
    return " ".join(text.split()) + (" " if text[-1:].isspace() else "") if text.strip() else ""


def _fold_start(text: str) -> str:
    return (" " if text[:1].isspace() else "") + " ".join(text.split()) if text.strip() else ""

"""The running words of an element of the print vocabulary, and how to put marks among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

# What stands within the lines of a text without being words of it.
APART = frozenset({"note", "sign", "milestone", "page", "apparatus", "notes"})
# Elements that begin a new line, so that no word runs on from before.
LINES = frozenset(
    [
        "p",
        "heading",
        "section",
        "quotation",
        "stanza",
        "line",
        "speech",
        "speaker",
        "stage",
        "apart",
        "centred",
        "list",
        "item",
        "label",
        "table",
        "row",
        "cell",
        "figure",
        "caption",
        "remark",
        "side",
        "verso",
        "recto",
        "break",
    ]
)
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark to be put behind a character (`behind`) or before one."""

    offset: int
    behind: bool
    attributes: dict[str, str]


@dataclass(slots=True)
class Stretch:
    """The words of an element in one string; blocks in it are parted by line feeds.

    `spans` gives where the elements with an id begin and end in it.
    """

    text: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    _pieces: list[tuple[int, etree._Element, bool]] = field(default_factory=list)

    def put(self, marks: list[Mark]) -> None:
        """Put marks among the words, as elements `anchor`."""
        number = len(self._pieces) - 1
        for mark in sorted(marks, key=lambda mark: (mark.offset, not mark.behind), reverse=True):
            # Behind a character: in the piece that ends there. Before one: where it begins.
            at = mark.offset - 1 if mark.behind else mark.offset
            while number > 0 and self._pieces[number][0] > at:
                number -= 1
            start, element, is_tail = self._pieces[number]
            _split(element, is_tail, mark.offset - start, mark.attributes)


def stretch_of(root: etree._Element) -> Stretch:
    """Read the words of an element, without notes and signs of the editor's."""
    result = Stretch()
    parts: list[str] = []
    length = 0

    def add(text: str | None, element: etree._Element, is_tail: bool) -> None:
        nonlocal length
        if text:
            result._pieces.append((length, element, is_tail))
            parts.append(text)
            length += len(text)

    def part() -> None:
        nonlocal length
        parts.append("\n")
        length += 1

    def walk(element: etree._Element) -> None:
        start = length
        if element.tag in LINES:
            part()
        add(element.text, element, is_tail=False)
        for child in element:
            if child.tag not in APART:
                walk(child)
            add(child.tail, child, is_tail=True)
        if name := element.get("id"):
            result.spans[name] = (start, length)
        if element.tag in LINES:
            part()

    walk(root)
    result.text = "".join(parts)
    return result


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Give where words begin and end, with the punctuation that touches them."""
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield found.start(), found.end()


def core(token: str) -> str:
    """Give a word without the punctuation around it, for comparing."""

    def is_outer(character: str) -> bool:
        return unicodedata.category(character)[0] in "PSZ"

    first, last = 0, len(token)
    while first < last and is_outer(token[first]):
        first += 1
    while last > first and is_outer(token[last - 1]):
        last -= 1
    return token[first:last]


def _split(element: etree._Element, is_tail: bool, index: int, attributes: dict[str, str]) -> None:
    anchor = element.makeelement("anchor", attributes)
    if is_tail:
        text = element.tail or ""
        element.tail, anchor.tail = text[:index], text[index:]
        parent = element.getparent()
        assert parent is not None
        parent.insert(parent.index(element) + 1, anchor)
        # lxml moves nothing here: the tail of the element stays with it.
        element.tail = text[:index]
    else:
        text = element.text or ""
        element.text, anchor.tail = text[:index], text[index:]
        element.insert(0, anchor)

"""Places that are only wanted where something is wrong: a second pass over the file finds them.

A place is known by the number of elements begun so far and the number of those still open. For a
text that tells between which tags it stands, for an end tag whose it is.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

_BLANKS = " \t\r\n"


class Mark(NamedTuple):
    """A place between two tags, or an end tag: the last element begun, and how many are open."""

    ordinal: int
    depth: int


class Place(NamedTuple):
    """Line and column, and the ordinal of the element in question."""

    line: int
    column: int
    ordinal: int


def here(parser: expat.XMLParserType, ordinal: int) -> Place:
    """Give the place of the tag that a parser is at."""
    return Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, ordinal)


def find(
    data: bytes, texts: Collection[Mark], ends: Collection[Mark]
) -> tuple[dict[Mark, Place], dict[Mark, Place]]:
    """Find the first visible character of texts, and the start tags that belong to end tags."""
    parser = expat.ParserCreate("utf-8")
    visible_texts: dict[Mark, Place] = {}
    start_tags: dict[Mark, Place] = {}
    open_elements: list[Place] = []
    ordinal = -1

    def on_start(name: str, attributes: object) -> None:
        nonlocal ordinal
        ordinal += 1
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        open_elements.append(Place(line, column, ordinal))

    def on_end(name: str) -> None:
        mark = Mark(ordinal, len(open_elements))
        place = open_elements.pop()
        if mark in ends:
            start_tags[mark] = place

    def on_text(text: str) -> None:
        mark = Mark(ordinal, len(open_elements))
        visible = text.lstrip(_BLANKS)
        if visible and mark in texts and mark not in visible_texts:
            line = parser.CurrentLineNumber
            column = parser.CurrentColumnNumber + 1 + len(text) - len(visible)
            visible_texts[mark] = Place(line, column, open_elements[-1].ordinal)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    if texts:
        parser.CharacterDataHandler = on_text
    with suppress(expat.ExpatError):  # said already, and what comes before it has been found
        parser.Parse(data, True)
    return visible_texts, start_tags

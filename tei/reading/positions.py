"""Where each element of a file begins, and whether the file is XML at all.

Expat judges the file; where it finds nothing to complain of and there is no DOCTYPE, every "<"
before a name begins an element, and they are found much faster than expat can report them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.parsers import expat

from lxml import etree

from tei.findings import Position
from tei.lines import Lines
from tei.reading.doctype import load_nothing
from tei.reading.source_codes import SourceError, failure

# What begins with "<" in a well-formed text without a DOCTYPE: elements, and what is no element.
_BEGINNING = re.compile(r"<(?:([^!?/])|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)", re.DOTALL)


class Positions:
    """Line and column of each element's start tag, by the element's ordinal.

    An element that comes out of an entity stands where the reference to the entity stands.
    """

    def __init__(self, lines: Lines, offsets: array[int]) -> None:
        self.lines = lines
        self._offsets = offsets

    def __len__(self) -> int:
        """Give the number of elements."""
        return len(self._offsets)

    def offset(self, ordinal: int) -> int:
        """Give the offset of an element in the text. Raises IndexError."""
        return self._offsets[ordinal]

    def until(self, offset: int) -> int:
        """Give the number of elements that begin before an offset."""
        return bisect_left(self._offsets, offset)

    def __getitem__(self, ordinal: int) -> tuple[int, int]:
        """Give line and column of an element, both from 1. Raises IndexError."""
        return self.lines.place(self._offsets[ordinal])


# Takes namespace and local name of the first element, and its place.
OnRoot = Callable[[str, str, Position], None]


def find(text: str, data: bytes, lines: Lines, name: str, on_root: OnRoot) -> Positions:
    """Find the elements of a text without a DOCTYPE; `data` is the text in UTF-8.

    `on_root` is called before anything else is read. Raises SourceError (SRC016) when the file
    is not well-formed.
    """
    parser = _parser()

    def on_start(tag: str, _: object) -> None:
        parser.StartElementHandler = None
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        _tell(on_root, tag, Position(name, line, column))

    parser.StartElementHandler = on_start
    _parse(parser, text, data, lines, name)
    found = _BEGINNING.finditer(text)
    return Positions(lines, array("I", [match.start() for match in found if match.lastindex]))


def scan(
    text: str, data: bytes, lines: Lines, name: str, deepest: int, on_root: OnRoot
) -> Positions:
    """Find the elements of any text, also of one whose entities hold elements.

    Raises as `find` does, and when elements are nested more than `deepest` deep (SRC018).
    """
    parser = _parser()
    offsets = array("I")
    depth = 0

    def on_start(tag: str, _: object) -> None:
        nonlocal depth
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        offsets.append(lines.offset(line, column))
        if not depth:
            _tell(on_root, tag, Position(name, line, column))
        depth += 1
        if depth > deepest:
            raise too_deep(deepest, Position(name, line, column))

    def on_end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    _parse(parser, text, data, lines, name)
    return Positions(lines, offsets)


def below(root: etree._Element, depth: int) -> etree._Element | None:
    """Give the first element that has more than so many around and including it, if there is."""
    return next(iter(_elements_at(depth + 1)(root)), None)


def too_deep(deepest: int, position: Position) -> SourceError:
    """Make the error of elements within elements beyond what is allowed."""
    return failure("SRC018", f"Elements are nested more than {deepest} deep.", position)


@cache
def _elements_at(depth: int) -> Any:
    return etree.XPath("/*" * depth)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    load_nothing(parser)
    parser.specified_attributes = True
    return parser


def _tell(on_root: OnRoot, tag: str, position: Position) -> None:
    namespace, _, local = tag.rpartition(" ")
    on_root(namespace, local, position)


def _parse(parser: expat.XMLParserType, text: str, data: bytes, lines: Lines, name: str) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        from tei.reading.malformed import explain

        raise explain(error, text, lines, name) from None

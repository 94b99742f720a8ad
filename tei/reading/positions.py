"""One pass of expat over a file: where each element begins, and whether the file is XML at all."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from xml.parsers import expat

from tei.findings import Position
from tei.lines import Lines
from tei.reading.doctype import load_nothing
from tei.reading.source_codes import failure


class Positions:
    """Line and column of each element's start tag, by the element's ordinal.

    An element that comes out of an entity stands where the reference to the entity stands.
    """

    def __init__(self) -> None:
        self.lines = array("I")
        self.columns = array("I")

    def __len__(self) -> int:
        """Give the number of elements."""
        return len(self.lines)

    def __getitem__(self, ordinal: int) -> tuple[int, int]:
        """Give line and column of an element, both from 1. Raises IndexError."""
        return self.lines[ordinal], self.columns[ordinal]


def scan(
    text: str,
    data: bytes,
    lines: Lines,
    name: str,
    deepest: int,
    on_root: Callable[[str, str, Position], None],
) -> Positions:
    """Find the elements of a text; `data` is the text in UTF-8.

    `on_root` is given namespace and local name of the first element, and its place, before
    anything else is read. Raises SourceError when the file is not well-formed (SRC016), or when
    elements are nested more than `deepest` deep (SRC018).
    """
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    load_nothing(parser)
    positions = Positions()
    depth = 0

    def on_start(tag: str, _: object) -> None:
        nonlocal depth
        positions.lines.append(parser.CurrentLineNumber)
        positions.columns.append(parser.CurrentColumnNumber + 1)
        if not depth:
            namespace, _, local = tag.rpartition(" ")
            on_root(namespace, local, Position(name, *positions[0]))
        depth += 1
        if depth > deepest:
            message = f"Elements are nested more than {deepest} deep."
            raise failure("SRC018", message, Position(name, *positions[-1]))

    def on_end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.specified_attributes = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        from tei.reading.malformed import explain

        raise explain(error, text, lines, name) from None
    return positions

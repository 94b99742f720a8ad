"""The text of a schema's file, and where in it something stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from tei.findings import Position


class SchemaText:
    """The text of a schema's file in UTF-8, and the name by which the user knows it."""

    def __init__(self, path: Path, name: str, data: bytes) -> None:
        self.path = path
        self.name = name
        self.data = data
        # Offsets are counted in bytes by the parser of XML, in characters by that of the other.
        self.in_characters = False

    def position(self, offset: int) -> Position:
        """Give the place of an offset."""
        from tei.findings import Position

        if self.in_characters:
            before = self.data.decode("utf-8")[:offset]
        else:
            before = self.data[:offset].decode("utf-8", "replace")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        return Position(self.name, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def parse(self, parser: expat.XMLParserType) -> None:
        """Have a parser read the text. Raises SourceError when it is not well-formed."""
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError as error:
            from tei.lines import Lines
            from tei.reading.malformed import explain

            text = self.data.decode("utf-8")
            raise explain(error, text, Lines(text), self.name) from None

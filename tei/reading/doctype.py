"""The DOCTYPE of a file: what it declares in the file itself. Nothing that it names is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from tei.findings import Position
from tei.lines import Lines
from tei.reading.source_codes import failure

_PROLOG = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
# The character sets of ISO and HTML together declare some 2,300 entities. The parser calls itself
# for each entity within an entity, so that their number bounds what it needs of the stack.
_MOST_ENTITIES = 5000
_MOST_PARAMETER_ENTITIES = 1000


class Entity(NamedTuple):
    """A declared entity: the text that it stands for, or the file that it names."""

    value: str | None
    file: str | None = None


class Doctype(NamedTuple):
    """What a DOCTYPE declares. `start` and `end` are offsets in the text of the file.

    `attributes` holds, as XML, the declarations of attributes with a default value or with a
    type that affects spaces: the tree must show what any other program sees.
    """

    start: int
    end: int
    entities: Mapping[str, Entity]
    attributes: str


class _FirstElementError(Exception):
    """Ends the reading: what follows the DOCTYPE is of no interest here."""


class _Reader:
    """Collects what expat reports, up to the first element."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.end = 0
        self.entities: dict[str, Entity] = {}
        self.parameters = 0
        self.attributes: list[str] = []
        self.parser = expat.ParserCreate(encoding="utf-8")
        load_nothing(self.parser)
        self.parser.EntityDeclHandler = self.on_entity
        self.parser.AttlistDeclHandler = self.on_attribute
        self.parser.EndDoctypeDeclHandler = self.on_end
        self.parser.StartElementHandler = self.on_element

    def on_entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system_id: str | None,
        public_id: str | None,
        notation: str | None,
    ) -> None:
        if is_parameter:
            self.parameters += 1
        else:
            self.entities[name] = Entity(value, system_id)  # only the first declaration comes
        if len(self.entities) > _MOST_ENTITIES or self.parameters > _MOST_PARAMETER_ENTITIES:
            raise failure("SRC019", "The DOCTYPE declares too many entities.", Position(self.name))

    def on_attribute(
        self, element: str, attribute: str, kind: str, default: str | None, required: bool
    ) -> None:
        if attribute == "xml:id" or (kind == "CDATA" and default is None):
            return
        # What every type but CDATA means for the value is that its spaces are collapsed.
        kind = "CDATA" if kind == "CDATA" else "NMTOKENS"
        value = "#IMPLIED" if default is None else _quoted(default)
        self.attributes.append(f"<!ATTLIST {element} {attribute} {kind} {value}>")

    def on_end(self) -> None:
        self.end = self.parser.CurrentByteIndex + 1  # the index is that of the last ">"

    def on_element(self, *_: object) -> None:
        raise _FirstElementError


def load_nothing(parser: expat.XMLParserType) -> None:
    """Make a parser treat every DTD and every part of one in another file as empty.

    So the declarations that follow a `%name;` count, which they do not in a parser that only
    passes it over. An entity in the text that names a file is passed over.
    """

    def on_external(context: str | None, *_: object) -> int:
        if context is None:
            parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = on_external


def after_prolog(text: str) -> int:
    """Give the offset of the DOCTYPE or, without one, of the first element."""
    prolog = _PROLOG.match(text)
    return prolog.end() if prolog else 0


def read(text: str, data: bytes, lines: Lines, name: str) -> Doctype | None:
    """Read the DOCTYPE of a text, None when there is none. `data` is the text in UTF-8.

    Raises SourceError when it is not well-formed (SRC016) or declares entities beyond every
    measure (SRC019).
    """
    start = after_prolog(text)
    if not text.startswith("<!DOCTYPE", start):
        return None
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)
    except _FirstElementError:
        pass
    except expat.ExpatError as error:
        from tei.reading.malformed import explain

        raise explain(error, text, lines, name) from None
    end = len(data[: reader.end].decode("utf-8"))
    return Doctype(start, end, reader.entities, "".join(reader.attributes))


def _quoted(value: str) -> str:
    for character in '&<"\t\n\r':
        value = value.replace(character, f"&#{ord(character)};")
    return f'"{value}"'

"""The parts of a schema as they were read, before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tei.names import XML
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.names import expanded, is_name

if TYPE_CHECKING:
    from tei.relaxng.texts import SchemaText

BLANKS = " \t\r\n"


NO_CHILDREN: list[Node] = []  # most parts have none; nothing is ever put into this list


class Surroundings:
    """What holds for a part from outside: its file, and what it inherits."""

    __slots__ = ("base", "file", "library", "ns", "prefixes")

    def __init__(
        self, file: SchemaText, ns: str, library: str, prefixes: Mapping[str, str], base: str
    ) -> None:
        self.file = file
        self.ns = ns
        self.library = library
        self.prefixes = prefixes
        self.base = base


class Node:
    """A part of a schema. `around` is what holds for it, `offset` where in the file it begins."""

    __slots__ = ("around", "attributes", "children", "offset", "tag", "text")

    def __init__(
        self, tag: str, attributes: Mapping[str, str], around: Surroundings, offset: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.around = around
        self.offset = offset
        self.children = NO_CHILDREN
        self.text = ""

    @property
    def name(self) -> str:
        """The attribute `name` without blanks around it."""
        return self.attributes["name"].strip(BLANKS)


def qualified(node: Node, name: str, default: str) -> str:
    """Give the expanded form of a name in a schema (section 4.10). Raises SchemaFaultError."""
    prefix, colon, local = name.rpartition(":")
    if not is_name(local) or (colon and not is_name(prefix)):
        raise SchemaFaultError(f"“{name}” cannot be a name.", "Begin it with a letter.", node)
    namespace = default
    if prefix == "xml":
        namespace = XML
    elif colon:
        found = node.around.prefixes.get(prefix)
        if found is None:
            raise SchemaFaultError(
                f"The prefix “{prefix}” is not declared.", f"Declare it: xmlns:{prefix}=“…”.", node
            )
        namespace = found
    return expanded(namespace, local)

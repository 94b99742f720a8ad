"""Read a file of a schema, in the XML syntax or in the compact one."""

from __future__ import annotations

from tei.relaxng.nodes import Node
from tei.relaxng.syntax import read
from tei.relaxng.texts import SchemaText


def read_schema(text: SchemaText, ns: str = "") -> Node:
    """Give the outermost part of a file; `ns` is the namespace in force where it is included.

    A file with the suffix `.rnc` is in the compact syntax. Raises SchemaFaultError when it is not
    RELAX NG, and SourceError when it is not XML.
    """
    if text.path.suffix.lower() == ".rnc":
        from tei.relaxng import compact

        return compact.read(text, ns)
    return read(text, ns)

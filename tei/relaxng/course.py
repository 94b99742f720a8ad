"""How far the validation of one file has come."""

from __future__ import annotations

from xml.parsers import expat

from tei.relaxng.automaton import State, Step
from tei.relaxng.compiled import Compiled


class Course:
    """Where in its file the parser is, and what the schema allows there.

    `state` is what may come next, `stack` the steps by which the open elements were entered, and
    `buffer` the text so far of an element whose text has a datatype, None elsewhere. `ordinal`
    counts the elements.
    """

    __slots__ = ("buffer", "ordinal", "parser", "schema", "stack", "state")

    def __init__(self, schema: Compiled, encoding: str | None) -> None:
        self.schema = schema
        self.state: State = schema.start
        self.stack: list[Step] = []
        self.buffer: str | None = None
        self.ordinal = -1
        self.parser = expat.ParserCreate(encoding, namespace_separator=" ")

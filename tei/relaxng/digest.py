"""A schema in digested form: its terms as they are after simplification, to be read in no time.

To read the RELAX NG of the whole TEI takes as long as all else in `tei check` of a short file, and
a short file needs a small part of it. The schemas that come with the program therefore have a
digest beside them. Its first line has the start and all elements, each other line a term, as a
list in JSON that refers to others by their numbers. A term is made when it is asked for, by the
same `Patterns` that make all others; so whatever is found out later is the same as with the schema
itself.

The restrictions of section 7 have been checked when the digest was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tei.relaxng.datatypes import NO_CONTEXT, Datatype
from tei.relaxng.elements import Element
from tei.relaxng.libraries import Datatypes
from tei.relaxng.names import AnyName, Name, NameChoice, NameClass, NamespaceName
from tei.relaxng.patterns import (
    ATTRIBUTE,
    ATTRIBUTES,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    ONE_OR_MORE,
    TEXT,
    VALUE,
    Pattern,
    Patterns,
)
from tei.relaxng.schema import Schema


def write(schema: Schema) -> str:
    """Give the digest of a schema that was read from RELAX NG.

    Raises ValueError for what no schema of the TEI has: values that depend on their place or that
    are something else than words.
    """
    if schema.contextual:
        raise ValueError("values of the schema depend on prefixes")
    return _Writer(schema).text()


def read(text: str, name: str) -> Schema:
    """Read a digest; `name` is what messages call the schema."""
    return _Reader(text).schema(name)


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self._elements = {element: number for number, element in enumerate(schema.elements)}
        self._numbers: dict[Pattern, int] = {}
        self._lines: list[str] = []
        self._schema = schema

    def text(self) -> str:
        """Give the digest."""
        contents = [
            [_names(each.name_class), self._term(each.pattern)] for each in self._schema.elements
        ]
        start = self._term(self._schema.start)
        return "".join(f"{line}\n" for line in (_line([start, *contents]), *self._lines))

    def _term(self, pattern: Pattern) -> int:
        """Give the number of a term; its parts come before it."""
        found = self._numbers.get(pattern)
        if found is None:
            line = _line([pattern.kind, *self._operands(pattern)])
            found = self._numbers[pattern] = len(self._lines)
            self._lines.append(line)
        return found

    def _operands(self, pattern: Pattern) -> list[Any]:
        parts = [self._term(part) for part in pattern.parts]
        if pattern.kind == ELEMENT:
            return [self._elements[pattern.item]]
        if pattern.kind == ATTRIBUTE:
            return [_names(pattern.item), *parts]
        if pattern.kind == DATA:
            return [*_datatype(pattern.item), *parts]
        if pattern.kind == VALUE:
            datatype, value = pattern.item
            if not isinstance(value, str):
                raise ValueError(f"a value of the datatype {datatype.name}")
            return [*_datatype(datatype), value]
        return parts


class _Reader:
    def __init__(self, text: str) -> None:
        head, *self._lines = text.split("\n")
        self._start, *elements = json.loads(head)
        self._terms: dict[int, Pattern] = {}
        self._patterns = Patterns()
        self._datatypes = Datatypes()
        self._elements = [_Element(names, content, self.term) for names, content in elements]

    def schema(self, name: str) -> Schema:
        """Give the schema."""
        return Schema(name, self.term(self._start), self._elements, self._patterns)

    def term(self, number: int) -> Pattern:
        """Give the term with a number."""
        found = self._terms.get(number)
        if found is None:
            found = self._terms[number] = self._made(*json.loads(self._lines[number]))
        return found

    def _made(self, kind: int, *operands: Any) -> Pattern:
        patterns = self._patterns
        if kind == ELEMENT:
            return patterns.element(self._elements[operands[0]])
        if kind == ATTRIBUTE:
            return patterns.attribute(_name_class(operands[0]), self.term(operands[1]))
        if kind == DATA:
            library, name, parameters, *excluded = operands
            datatype = self._datatype(library, name, parameters)
            return patterns.data(datatype, self.term(excluded[0]) if excluded else None)
        if kind == VALUE:
            library, name, parameters, value = operands
            return patterns.value(self._datatype(library, name, parameters), value)
        parts = [self.term(number) for number in operands]
        if kind == CHOICE:
            return patterns.choice(parts)
        if kind == ATTRIBUTES:
            return patterns.attributes(parts)
        if kind == GROUP:
            return patterns.group(*parts)
        if kind == INTERLEAVE:
            return patterns.interleave(*parts)
        if kind == ONE_OR_MORE:
            return patterns.one_or_more(*parts)
        if kind == LIST:
            return patterns.tokens(*parts)
        return {EMPTY: patterns.empty, TEXT: patterns.text, NOT_ALLOWED: patterns.not_allowed}[kind]

    def _datatype(self, library: str, name: str, parameters: list[list[str]]) -> Datatype:
        facets = [(facet, value) for facet, value in parameters]
        return self._datatypes.get(library, name, facets, NO_CONTEXT, None)


class _Element(Element):
    """An element whose content is made when it is asked for."""

    __slots__ = ("_content", "_term")

    def __init__(self, names: Any, content: int, term: Callable[[int], Pattern]) -> None:
        super().__init__(_name_class(names), None)
        self._content = content
        self._term = term

    @property
    def pattern(self) -> Pattern:  # type: ignore[override]
        """Everything that may stand in it, as one term."""
        return self._term(self._content)


def _line(operands: list[Any]) -> str:
    return json.dumps(operands, ensure_ascii=False, separators=(",", ":"))


def _datatype(datatype: Datatype) -> list[Any]:
    return [datatype.library, datatype.name, datatype.parameters]


def _names(names: NameClass | None) -> Any:
    """Write a name class: a name as it is, others as a list that begins with their kind."""
    if isinstance(names, Name):
        return names.name
    if isinstance(names, AnyName):
        return ["any", _names(names.excluded)]
    if isinstance(names, NamespaceName):
        return ["namespace", names.namespace, _names(names.excluded)]
    return ["choice", *map(_names, names.parts)] if isinstance(names, NameChoice) else None


def _name_class(written: Any) -> NameClass:
    if isinstance(written, str):
        return Name(written)
    kind, *rest = written
    if kind == "choice":
        return NameChoice(tuple(map(_name_class, rest)))
    *namespace, excluded = rest
    without = None if excluded is None else _name_class(excluded)
    return NamespaceName(namespace[0], without) if namespace else AnyName(without)

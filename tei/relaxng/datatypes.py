"""Datatypes: which strings are of a type, and which strings mean the same value.

The check of a string is separate from its value, because most schemas only ever ask for the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple

_SPACES = re.compile("[ \t\r\n]+")
_ONE_SPACE = re.compile("[\t\r\n]")


class Context(NamedTuple):
    """What a value may depend on: the prefixes in force, and the unparsed entities."""

    prefixes: Mapping[str, str]
    entities: Collection[str] = ()


NO_CONTEXT: Final = Context({})

Check = Callable[[str, Context], bool]
Reader = Callable[[str, Context], Any]


def collapse(text: str) -> str:
    """Make each run of blanks one blank, and drop those at the ends. Only XML's blanks count."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", text).strip(" ")


def tokens(text: str) -> list[str]:
    """Divide a text at its blanks."""
    return text.split() if text.isascii() else [each for each in _SPACES.split(text) if each]


def replace(text: str) -> str:
    """Make each tabulator and line end a blank."""
    return _ONE_SPACE.sub(" ", text)


def preserve(text: str) -> str:
    """Leave a text as it is."""
    return text


def _itself(text: str, context: Context) -> str:
    return text


class Type:
    """A type of a library.

    `normalise` treats blanks, `check` says whether a normalised string is of the type, and
    `read` gives its value. `less` orders values; `measure` gives a value's length. Both are None
    where a type has no order or length. `contextual` says that the same string may mean different
    things in different places. `identity` is ID, IDREF or IDREFS for such types.
    """

    def __init__(
        self,
        name: str,
        check: Check,
        read: Reader = _itself,
        normalise: Callable[[str], str] = collapse,
        less: Callable[[Any, Any], bool] | None = None,
        measure: Callable[[Any], int] | None = len,
        decimal: bool = False,
        contextual: bool = False,
        identity: str = "",
    ) -> None:
        self.name = name
        self.check = check
        self.read = read
        self.normalise = normalise
        self.less = less
        self.measure = measure
        self.decimal = decimal
        self.contextual = contextual
        self.identity = identity


class Datatype:
    """A type together with its facets, as `data` or `value` of a schema names it."""

    def __init__(
        self,
        type: Type,  # noqa: A002
        facets: tuple[Check, ...] = (),
        parameters: tuple[tuple[str, str], ...] = (),
        library: str = "",
    ) -> None:
        self.type = type
        self.library = library
        self.facets = facets
        self.parameters = parameters
        self.name = type.name
        self.contextual = type.contextual
        self.identity = type.identity

    def accepts(self, text: str, context: Context) -> bool:
        """Say whether a string is of the datatype. Raises TooComplexError."""
        text = self.type.normalise(text)
        if not self.type.check(text, context):
            return False
        return all(facet(text, context) for facet in self.facets)

    def value(self, text: str, context: Context) -> object:
        """Give what a string means, None when it is not of the datatype."""
        text = self.type.normalise(text)
        return self.type.read(text, context) if self.type.check(text, context) else None

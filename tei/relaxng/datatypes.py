"""Datatypes: which strings are of a type, and which strings mean the same value.

The libraries are RELAX NG's own (`string`, `token`), that of its DTD compatibility (`ID`, `IDREF`,
`IDREFS`), and XML Schema Part 2. The check of a string is separate from its value, because most
schemas only ever ask for the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from tei.relaxng.faults import SchemaFaultError

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
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


def _anything(text: str, context: Context) -> bool:
    return True


_OWN = {
    "string": Type("string", _anything, normalise=preserve),
    "token": Type("token", _anything),
}


class Datatypes:
    """The datatypes of one schema, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}

    def get(
        self,
        library: str,
        name: str,
        parameters: Sequence[tuple[str, str]],
        context: Context,
        place: object,
    ) -> Datatype:
        """Find a datatype. Raises SchemaFaultError when there is no such, or for its facets."""
        key = (library, name, tuple(parameters))
        found = self._made.get(key)
        if found is None:
            try:
                found = self._made[key] = _make(library, name, tuple(parameters), context)
            except SchemaFaultError as fault:
                fault.place = place
                raise
        return found


def _make(
    library: str, name: str, parameters: tuple[tuple[str, str], ...], context: Context
) -> Datatype:
    if library == XSD:
        from tei.relaxng.facets import facets
        from tei.relaxng.xsd import TYPES

        if name in TYPES:
            kept = facets(TYPES[name], parameters, context)
            return Datatype(TYPES[name], kept, parameters, library)
    elif library == COMPATIBILITY:
        from tei.relaxng.xsd import TYPES

        if name in ("ID", "IDREF", "IDREFS") and not parameters:
            return Datatype(TYPES[name], library=library)
    elif not library:
        if name in _OWN and not parameters:
            return Datatype(_OWN[name])
    else:
        raise SchemaFaultError(
            f"The datatype library “{library}” is not known.",
            f"The program knows that of XML Schema, {XSD}.",
        )
    if parameters:
        raise SchemaFaultError(f"The datatype “{name}” takes no parameters here.")
    where = "XML Schema" if library == XSD else "the library"
    raise SchemaFaultError(f"There is no datatype “{name}” in {where}.", "Check its name.")

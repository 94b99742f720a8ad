"""The libraries of datatypes: which there are, and the datatype that a schema names.

They are RELAX NG's own (`string`, `token`), that of its DTD compatibility (`ID`, `IDREF`,
`IDREFS`), and XML Schema Part 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tei.relaxng.datatypes import Context, Datatype, Type, preserve
from tei.relaxng.facets import facets
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.xsd import TYPES

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"


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
        if name in TYPES:
            kept = facets(TYPES[name], parameters, context)
            return Datatype(TYPES[name], kept, parameters, library)
    elif library == COMPATIBILITY:
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
        raise SchemaFaultError(f"The datatype “{name}” takes no parameters here.", "Delete them.")
    where = "XML Schema" if library == XSD else "the library"
    raise SchemaFaultError(f"There is no datatype “{name}” in {where}.", "Check its name.")

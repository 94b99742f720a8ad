"""Ids and references to them, as RELAX NG's DTD compatibility defines them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.relaxng.datatypes import collapse, tokens
from tei.relaxng.places import Place, here

if TYPE_CHECKING:
    from tei.relaxng.course import Course


class Identities:
    """The ids of one file. Each stands for one element, and each reference finds its own."""

    def __init__(self, run: Course) -> None:
        self._run = run
        self._ids: dict[str, int] = {}  # the line of each
        self._references: list[tuple[str, str, Place]] = []

    def add(self, kind: str, attribute: str, value: str) -> int:
        """Take a value of the kind ID, IDREF or IDREFS. Gives the first line of an id not new."""
        if kind == "ID":
            name = collapse(value)
            known = self._ids.get(name, 0)
            if not known:
                self._ids[name] = self._run.parser.CurrentLineNumber
            return known
        place = here(self._run.parser, self._run.ordinal)
        for name in tokens(value):
            self._references.append((attribute, name, place))
        return 0

    def unresolved(self) -> Iterator[tuple[str, str, Place]]:
        """Give the references that find nothing: attribute, id and place."""
        return (each for each in self._references if each[1] not in self._ids)

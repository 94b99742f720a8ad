"""The prefixes and entities in force at a place."""

from __future__ import annotations

from xml.parsers import expat

from tei.relaxng.datatypes import NO_CONTEXT, Context


def entity_of(context: str) -> str:
    """Give the entity that expat passes over, from the context in which it does.

    A context lists the namespaces in force, as `prefix=uri`, then the entities that are open.
    """
    return next((each for each in reversed(context.split("\f")) if "=" not in each), "")


class Prefixes:
    """Follows the declarations of a file, if the schema has a datatype that asks for them."""

    def __init__(self, parser: expat.XMLParserType, wanted: bool) -> None:
        self.context = NO_CONTEXT
        self._prefixes: dict[str, str] = {}
        self._entities: set[str] = set()
        self._outer: list[tuple[str, str | None]] = []
        if wanted:
            parser.StartNamespaceDeclHandler = self._declare
            parser.EndNamespaceDeclHandler = self._undeclare
            parser.UnparsedEntityDeclHandler = self._entity

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._outer.append((prefix or "", self._prefixes.get(prefix or "")))
        self._prefixes = {**self._prefixes, prefix or "": uri or ""}
        self._renew()

    def _undeclare(self, prefix: str | None) -> None:
        key, before = self._outer.pop()
        rest = {each: uri for each, uri in self._prefixes.items() if each != key}
        self._prefixes = rest if before is None else {**rest, key: before}
        self._renew()

    def _entity(self, name: str, *_: object) -> None:
        self._entities.add(name)
        self._renew()

    def _renew(self) -> None:
        self.context = Context(self._prefixes, self._entities)

"""Declarations that an ODD builds upon: those of the TEI, or those of another ODD."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tei import resources
from tei.names import TEI
from tei.odd.reading import SPECS, Reader, edition_of
from tei.odd.specs import ElementSpec, Spec

# The TEI's declarations that the program carries, made by `tei schema facts`.
FACTS = "tei-4.9.0.xml"


@dataclass(frozen=True, eq=False)
class Declarations:
    """Declarations in their order, and the same by name."""

    specs: tuple[Spec, ...]
    version: str = ""

    @property
    def modules(self) -> frozenset[str]:
        """The names of the modules that the declarations belong to."""
        return frozenset(spec.module for spec in self.specs)

    def of(self, module: str) -> list[Spec]:
        """Give the declarations of a module: classes, macros and datatypes before elements."""
        found = [spec for spec in self.specs if spec.module == module]
        return sorted(found, key=lambda spec: isinstance(spec, ElementSpec))

    def named(self, ident: str) -> list[Spec]:
        """Give the declarations of a name; there may be elements in several namespaces."""
        return [spec for spec in self.specs if spec.ident == ident]


def declared(root: etree._Element, reader: Reader) -> Declarations:
    """Read all declarations of a tree, wherever they stand in it."""
    found = [reader.spec(each) for each in root.iter(*(f"{{{TEI}}}{name}" for name in SPECS))]
    return Declarations(tuple(found), edition_of(root))


@cache
def shipped() -> Declarations:
    """Give the TEI's declarations that come with the program; they are read once."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.parse(resources.data("schema", FACTS), parser).getroot()
    return declared(root, Reader(lambda element: None))


def by_ident(specs: Iterable[Spec]) -> Mapping[str, Spec]:
    """Give declarations by their names, the first of each."""
    found: dict[str, Spec] = {}
    for spec in specs:
        found.setdefault(spec.ident, spec)
    return found

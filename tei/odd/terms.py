"""What an element, class, macro or datatype is called in the reference of a schema, and where.

The reference is XML of its own (`urn:tei-edition:schema`), from which a stylesheet makes a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from tei.odd.specs import Attribute, ClassSpec, ElementSpec, MacroSpec, Spec
from tei.odd.vocabulary import Vocabulary

NAMESPACE = "urn:tei-edition:schema"
_NAMESPACES: Any = {"s": NAMESPACE}


def term(kind: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Make an element of the reference; attributes that are "" are left out."""
    said = {name.rstrip("_"): value for name, value in attributes.items() if value}
    made = etree.Element(f"{{{NAMESPACE}}}{kind}", said, _NAMESPACES)
    if text:
        made.text = text
    return made


def kind_of(spec: Spec) -> str:
    """Give what a declaration is in the reference: element, attributes, model, macro, datatype."""
    if isinstance(spec, ElementSpec):
        return "element"
    if isinstance(spec, ClassSpec):
        return "attributes" if spec.kind == "atts" else "model"
    return "datatype" if spec.is_datatype else "macro"


def written(spec: Spec) -> str:
    """Give the name that something has in texts and in the reference."""
    return (spec.name or spec.ident) if isinstance(spec, ElementSpec) else spec.ident


class Terms:
    """The declarations of a schema by kind, and the address of each in the reference."""

    def __init__(self, vocabulary: Vocabulary, specs: Iterable[Spec]) -> None:
        self.vocabulary = vocabulary
        self.specs = sorted(specs, key=lambda spec: (written(spec).lower(), written(spec)))
        self._addresses: dict[int, str] = {}
        taken: set[str] = set()
        for spec in self.specs:
            family = "class" if isinstance(spec, ClassSpec) else kind_of(spec)
            address = name = f"{family}-{spec.ident}"
            number = 2
            while address in taken:  # an element of the same name in another namespace
                address, number = f"{name}-{number}", number + 1
            taken.add(address)
            self._addresses[id(spec)] = address

    def address(self, spec: Spec, attribute: Attribute | None = None) -> str:
        """Give the id of a declaration in the reference, or that of one of its attributes."""
        address = self._addresses[id(spec)]
        return f"{address}@{attribute.ident}" if attribute is not None else address

    def link(self, spec: Spec, **attributes: str) -> etree._Element:
        """Make a link to a declaration."""
        return term("ref", written(spec), to=self.address(spec), **attributes)

    def named(self, name: str, **attributes: str) -> etree._Element:
        """Make a link to what a name in a content means, or only the name when there is none."""
        expanded = self.vocabulary.expansion(name)
        if expanded is not None:
            return self.link(expanded[0], expand=expanded[1], **attributes)
        spec = self.vocabulary.find(name)
        return term("ref", name, **attributes) if spec is None else self.link(spec, **attributes)

    def elements(self) -> list[ElementSpec]:
        """Give the elements in the order of the alphabet."""
        return [spec for spec in self.specs if isinstance(spec, ElementSpec)]

    def macros(self) -> list[MacroSpec]:
        """Give macros and datatypes in the order of the alphabet."""
        return [spec for spec in self.specs if isinstance(spec, MacroSpec)]

"""Our own short descriptions of the TEI's elements and attributes: those of `edition.odd`.

They stand in for what an ODD does not describe itself; the Guidelines' prose is not ours to give.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lxml import etree

from tei import resources
from tei.names import TEI
from tei.odd.inheritance import inherited
from tei.odd.reading import SPECS
from tei.odd.reading_content import description
from tei.odd.specs import Attribute, ClassSpec, ElementSpec, Spec
from tei.odd.vocabulary import Vocabulary

_SPECS = tuple(f"{{{TEI}}}{name}" for name in SPECS)
_ATTRIBUTE = f"{{{TEI}}}attList//{{{TEI}}}attDef"


@dataclass(frozen=True, eq=False, slots=True)
class Descriptions:
    """Descriptions by the name of what declares them, and of the attribute."""

    specs: dict[str, str]
    attributes: dict[tuple[str, str], str]

    def of(self, spec: Spec) -> str:
        """Describe an element of the TEI, or a class, a macro, a datatype; "" if unknown."""
        if isinstance(spec, ElementSpec) and spec.namespace not in (None, TEI):
            return ""
        return self.specs.get(spec.ident, "")

    def of_attribute(
        self, owner: ElementSpec | ClassSpec, attribute: Attribute, vocabulary: Vocabulary
    ) -> str:
        """Describe an attribute, as its owner does or the class that it comes from; or ""."""
        if found := self.attributes.get((owner.ident, attribute.ident)):
            return found
        for member in owner.classes.members if owner.classes else ():
            above = vocabulary.attribute_class(member.key)
            for each in inherited(vocabulary, above) if above is not None else ():
                if each.attribute is not None and each.attribute.ident == attribute.ident:
                    if each.attribute.description:
                        return each.attribute.description
                    return self.attributes.get((each.owner.ident, attribute.ident), "")
        return ""


@cache
def ours() -> Descriptions:
    """Give our descriptions; they are read once."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.parse(resources.data("schema", "edition.odd"), parser).getroot()
    specs: dict[str, str] = {}
    attributes: dict[tuple[str, str], str] = {}
    for spec in root.iter(*_SPECS):
        ident = spec.get("ident", "")
        if said := description(spec):
            specs[ident] = said
        for each in spec.iterfind(_ATTRIBUTE):
            if said := description(each):
                attributes[ident, each.get("ident", "")] = said
    return Descriptions(specs, attributes)

"""From the attributes of an ODD to patterns of RELAX NG.

An element takes the attributes of its classes as references to definitions. Where it changes one
of them, or gets one from two classes, each attribute is referred to by itself.
"""

from __future__ import annotations

from tei.findings import Finding
from tei.odd.codes import finding
from tei.odd.content import Embedded, Occurs
from tei.odd.grammar_content import ContentWriter
from tei.odd.inheritance import Inherited, inherited
from tei.odd.merging import attribute as merged
from tei.odd.patterns import Pattern, documentation, pattern, ref, repeated
from tei.odd.reading_content import RNG
from tei.odd.specs import (
    Attribute,
    AttributeList,
    AttributeRef,
    ClassSpec,
    ElementSpec,
    Spec,
)
from tei.odd.vocabulary import Vocabulary


class AttributeWriter:
    """Writes attributes. What refers to nothing goes to `findings`."""

    def __init__(self, vocabulary: Vocabulary, content: ContentWriter) -> None:
        self._vocabulary = vocabulary
        self._content = content
        self.findings: list[Finding] = []

    def definitions(self, spec: ClassSpec) -> list[Pattern]:
        """Give the definitions of a class of attributes: each of them, and all together."""
        name = self._vocabulary.pattern(spec)
        single = [
            pattern("define", self.attribute(each, spec), name=_single(name, each))
            for each in spec.attributes.attributes()
        ]
        above = [
            ref(f"{self._vocabulary.pattern(found)}.attributes")
            for member in (spec.classes.members if spec.classes else ())
            if (found := self._vocabulary.attribute_class(member.key)) is not None
        ]
        own = [made for item in spec.attributes.items for made in self._in_class(item, name)]
        together = [*above, *own] or [pattern("empty")]
        return [pattern("define", together, name=f"{name}.attributes"), *single]

    def _in_class(self, item: Attribute | AttributeRef | AttributeList, name: str) -> list[Pattern]:
        if isinstance(item, Attribute):
            return [ref(_single(name, item))]
        if isinstance(item, AttributeRef):
            return self._reference(item)
        parts = [made for each in item.items for made in self._in_class(each, name)]
        return [pattern("choice" if item.choice else "group", parts)] if parts else []

    def of_element(self, spec: ElementSpec) -> list[Pattern]:
        """Give the attributes of an element."""
        own = {each.ident: each for each in spec.attributes.attributes()}
        made: list[Pattern] = []
        seen: set[str] = set()
        met: set[str] = set()
        for member in spec.classes.members if spec.classes else ():
            above = self._vocabulary.attribute_class(member.key)
            if above is None:
                continue
            found = list(inherited(self._vocabulary, above))
            written = [each.attribute.written for each in found if each.attribute]
            idents = {each.attribute.ident for each in found if each.attribute}
            met |= idents
            if idents & own.keys() or seen & set(written) or len(set(written)) < len(written):
                for each in found:
                    made += self._taken(each, own, seen, spec)
            else:
                made.append(ref(f"{self._vocabulary.pattern(above)}.attributes"))
            seen.update(written)
        self._report(spec, met)
        for item in spec.attributes.items:
            made += self._own(item, spec, seen)
        return made

    def _taken(
        self, each: Inherited, own: dict[str, Attribute], seen: set[str], spec: Spec
    ) -> list[Pattern]:
        """Give one attribute of a class as an element has it, which may change it."""
        if each.attribute is None:
            return [ref(each.pattern)]
        change = own.get(each.attribute.ident)
        if change is None:
            if each.attribute.written in seen:
                return []
            seen.add(each.attribute.written)
            name = self._vocabulary.pattern(each.owner)
            return [ref(_single(name, each.attribute))]
        if change.mode != "change":  # deleted, or declared by the element itself
            return []
        made = merged(each.attribute, change)
        if made is None or made.written in seen:
            return []
        seen.add(made.written)
        return [self.attribute(made, spec)]

    def _own(
        self, item: Attribute | AttributeRef | AttributeList, spec: ElementSpec, seen: set[str]
    ) -> list[Pattern]:
        if isinstance(item, Attribute):
            if item.mode in ("change", "delete"):
                return []
            return [self.attribute(item, spec)]
        if isinstance(item, AttributeRef):
            return [] if item.class_key and item.name in seen else self._reference(item)
        parts = [made for each in item.items for made in self._own(each, spec, seen)]
        return [pattern("choice" if item.choice else "group", parts)] if parts else []

    def _reference(self, item: AttributeRef) -> list[Pattern]:
        if not item.class_key:
            return [ref(item.name)]
        spec = self._vocabulary.attribute_class(item.class_key)
        if spec is None:
            if item.position:
                message = f"The schema has no class of attributes “{item.class_key}”."
                self.findings.append(finding("ODD002", message, item.position))
            return []
        name = self._vocabulary.pattern(spec)
        if not item.name:
            return [ref(f"{name}.attributes")]
        target = f"{name}.attribute.{item.name.replace(':', '')}"
        known = {_single(name, each) for each in spec.attributes.attributes()}
        if item.position and target not in known:
            message = f"“{item.class_key}” has no attribute “{item.name}”."
            self.findings.append(finding("ODD002", message, item.position))
        return [ref(target)]

    def _report(self, spec: ElementSpec, met: set[str]) -> None:
        """Report changes of attributes that the element does not have."""
        for each in spec.attributes.attributes():
            if each.mode in ("change", "delete") and each.ident not in met and each.position:
                message = f"“{spec.ident}” has no attribute “{each.ident}” to {each.mode}."
                self.findings.append(finding("ODD003", message, each.position))

    def attribute(self, attribute: Attribute, owner: Spec) -> Pattern:
        """Give an attribute, optional unless it is required."""
        occurs = attribute.datatype.occurs if attribute.datatype else Occurs()
        parts = self._value(attribute, owner)
        if occurs.least == 0 and occurs.most == 1:
            parts = [pattern("optional", parts)]
        elif occurs.most != 1 and not _is_text(attribute, parts):
            parts = [pattern("list", repeated(parts, occurs) or [pattern("empty")])]
        made = pattern(
            "attribute", documentation(attribute.description), parts, name=attribute.written
        )
        if attribute.namespace and not attribute.written.startswith("xml:"):
            made.set("ns", attribute.namespace)
        return made if attribute.usage == "req" else pattern("optional", made)

    def _value(self, attribute: Attribute, owner: Spec) -> list[Pattern]:
        """Give what the value of an attribute may be."""
        values = attribute.values
        typed: list[Pattern] = []
        if attribute.datatype is not None:
            typed = self._content.particles(attribute.datatype.particles, owner)
        if values is not None and values.kind == "closed":
            return [self._content.values(values)]
        if values is not None and values.kind == "semi" and values.values:
            choice = self._content.values(values)
            choice.extend(typed or [pattern("data", type="Name")])
            return [choice]
        return typed or [pattern("text")]


def _single(name: str, attribute: Attribute) -> str:
    return f"{name}.attribute.{attribute.ident.replace(':', '')}"


def _is_text(attribute: Attribute, parts: list[Pattern]) -> bool:
    """Tell whether an attribute may be any text, of which RELAX NG makes no list."""
    if attribute.datatype is None or any(part.tag == f"{{{RNG}}}text" for part in parts):
        return True
    return any(
        isinstance(each, Embedded) and each.pattern.tag == f"{{{RNG}}}text"
        for each in attribute.datatype.particles
    )

"""The rules of an ODD as one schema in ISO Schematron.

What the rules of a declaration are about is said by their context; a bare assertion is about the
element, the attribute or the members of the class that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tei import names
from tei.findings import Position
from tei.odd.content import AnyElement, Content, Group, Particle
from tei.odd.resolving import Resolved
from tei.odd.specs import Constraint, ElementSpec, MacroSpec, Spec
from tei.odd.vocabulary import Vocabulary

SCH = "http://purl.oclc.org/dsdl/schematron"
_PREFIXES = {
    "tei": names.TEI,
    "teix": "http://www.tei-c.org/ns/Examples",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "xs": "http://www.w3.org/2001/XMLSchema",
    "sch": SCH,
    "xi": names.XI,
}
# These stand as they are beside the patterns; rules call what is declared in XSLT.
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_ALONE = {f"{{{SCH}}}diagnostics", f"{{{_XSLT}}}key", f"{{{_XSLT}}}function"}
_NAMESPACES: Any = {None: SCH}  # the stubs know no default namespace
_BARE = {f"{{{SCH}}}assert", f"{{{SCH}}}report", f"{{{SCH}}}extends"}
# These stand once, at the head of the schema.
_HEAD = {f"{{{SCH}}}ns", f"{{{SCH}}}title", f"{{{SCH}}}p"}


class SchematronWriter:
    """Writes the rules of a schema."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._vocabulary = Vocabulary(resolved.schema, resolved.specs)
        self._prefixes = dict(_PREFIXES)
        self._count = 0
        # Where in the ODD each of the parts is stated, in order.
        self._places: list[Position | None] = []

    def schema(self) -> bytes:
        """Give all rules, in UTF-8."""
        made = [*self._parts()]
        root = etree.Element(f"{{{SCH}}}schema", {"queryBinding": "xslt2"}, _NAMESPACES)
        for prefix, uri in self._prefixes.items():
            etree.SubElement(root, f"{{{SCH}}}ns", {"prefix": prefix, "uri": uri})
        root.extend(made)
        etree.indent(root, "  ")
        text = etree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()

    def places(self, rules: bytes) -> list[tuple[int, Position | None]]:
        """Tell of each line in the rules where a part begins where the ODD states it."""
        lines = [int(str(each.sourceline or 0)) for each in parts(etree.fromstring(rules))]
        return list(zip(lines, self._places, strict=True))

    def _parts(self) -> Iterator[etree._Element]:
        for constraint in self._resolved.constraints:
            yield from self._of_constraint(constraint, "schema", "/")
        for spec in self._resolved.specs:
            context = self._context(spec)
            for constraint in spec.constraints:
                yield from self._of_constraint(constraint, spec.ident, context)
            yield from self._of_attributes(spec, context)
            if isinstance(spec, ElementSpec):
                yield from self._of_content(spec, context)

    def _of_attributes(self, spec: Spec, context: str) -> Iterator[etree._Element]:
        if isinstance(spec, MacroSpec):
            return
        for attribute in spec.attributes.attributes():
            if attribute.mode != "delete":
                inner = "|".join(f"{each}/@{attribute.written}" for each in context.split("|"))
                for constraint in attribute.constraints:
                    ident = f"{spec.ident}-{attribute.ident.replace(':', '')}"
                    yield from self._of_constraint(constraint, ident, inner)

    def _of_constraint(
        self, constraint: Constraint, owner: str, context: str
    ) -> Iterator[etree._Element]:
        bare = []
        for part in constraint.parts:
            copy = self._copy(part)
            if part.tag in _HEAD:
                if part.tag == f"{{{SCH}}}ns":
                    self._prefixes[part.get("prefix", "")] = part.get("uri", "")
            elif part.tag == f"{{{SCH}}}pattern":
                made = self._id(owner, constraint)
                # By its own id other patterns say that they are instances of an abstract one.
                if copy.get("abstract") != "true":
                    copy.set("id", made)
                yield copy
            elif part.tag == f"{{{SCH}}}rule":
                yield self._pattern(owner, constraint, [copy])
            elif part.tag in _BARE or part.tag == f"{{{SCH}}}let":
                bare.append(copy)
            elif part.tag in _ALONE:
                self._places.append(constraint.position)
                yield copy
        if bare:
            rule = etree.Element(f"{{{SCH}}}rule", {"context": context})
            rule.extend(bare)
            yield self._pattern(owner, constraint, [rule])

    def _of_content(self, spec: ElementSpec, context: str) -> Iterator[etree._Element]:
        """Yield rules for “anyElement”, whose namespaces a grammar cannot demand."""
        for required in _required(spec.content):
            allowed = ", ".join(f"'{each}'" for each in (*required, names.TEI))
            test = f"descendant::*[not(namespace-uri(.) = ({allowed}))]"
            report = etree.Element(f"{{{SCH}}}report", {"test": test})
            report.text = f"What stands in {spec.ident} must be of the namespaces {allowed}."
            rule = etree.Element(f"{{{SCH}}}rule", {"context": context})
            rule.append(report)
            demand = Constraint("namespaces", (), position=spec.position)
            yield self._pattern(spec.ident, demand, [rule])

    def _pattern(
        self, owner: str, constraint: Constraint, rules: Iterable[etree._Element]
    ) -> etree._Element:
        pattern = etree.Element(f"{{{SCH}}}pattern", {"id": self._id(owner, constraint)})
        pattern.extend(rules)
        return pattern

    def _id(self, owner: str, constraint: Constraint) -> str:
        self._count += 1
        self._places.append(constraint.position)
        return f"{self._resolved.schema.ident}-{owner}-{constraint.ident}-{self._count}"

    def _context(self, spec: Spec) -> str:
        """Give the pattern of what a bare assertion is about."""
        if isinstance(spec, MacroSpec):
            return "*"
        if isinstance(spec, ElementSpec):
            return self._name(spec)
        found = dict.fromkeys(self._name(each) for each in self._members(spec.ident, ()))
        return "|".join(found) or "tei:*"

    def _members(self, ident: str, trail: tuple[str, ...]) -> Iterator[ElementSpec]:
        for spec, _ in self._vocabulary.members(ident):
            if isinstance(spec, ElementSpec):
                yield spec
            elif spec.ident not in trail:
                yield from self._members(spec.ident, (*trail, spec.ident))

    def _name(self, spec: ElementSpec) -> str:
        namespace = spec.namespace or self._resolved.schema.namespace
        for prefix, uri in self._prefixes.items():
            if uri == namespace:
                return f"{prefix}:{spec.name or spec.ident}"
        if not namespace:
            return spec.name or spec.ident
        prefix = f"ns{len(self._prefixes)}"
        self._prefixes[prefix] = namespace
        return f"{prefix}:{spec.name or spec.ident}"

    def _copy(self, element: etree._Element) -> etree._Element:
        """Copy a rule without the marks of its place."""
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        for each in copy.iter("*"):
            if names.AT in each.attrib:
                del each.attrib[names.AT]
        # A function has its prefixes in values, of which lxml does not know.
        values = " ".join(str(one) for each in copy.iter(f"{{{_XSLT}}}*") for one in each.values())
        used = [prefix for prefix in copy.nsmap if prefix and f"{prefix}:" in values]
        etree.cleanup_namespaces(copy, keep_ns_prefixes=used)
        return copy


def parts(schema: etree._Element) -> list[etree._Element]:
    """Give what a schema in Schematron consists of, but for its namespaces."""
    return [each for each in schema if each.tag != f"{{{SCH}}}ns"]


def _required(content: Content | None) -> Iterator[tuple[str, ...]]:
    """Yield the namespaces that the parts of a content demand."""
    waiting: list[Particle] = list(content.particles if content else ())
    for each in waiting:
        if isinstance(each, AnyElement) and each.required:
            yield each.required
        elif isinstance(each, Group):
            waiting += each.items

"""The reference of a schema: its elements, attributes, classes, macros and datatypes, as XML.

    reference(compile_odd(path))    # <s:schema> with the ODD's prose and one entry for each

What the ODD does not describe is described in our words, if it is the TEI's own (`descriptions`).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.names import TEI, XML_LANG
from tei.odd.compiling import Compiled
from tei.odd.content import Occurs
from tei.odd.descriptions import Descriptions, ours
from tei.odd.inheritance import held
from tei.odd.prose import example, prose
from tei.odd.reach import reach
from tei.odd.reading_content import text_of
from tei.odd.reference_content import often, shown, values
from tei.odd.schematron import SCH
from tei.odd.specs import Attribute, ClassSpec, Constraint, ElementSpec, MacroSpec, Spec
from tei.odd.terms import Terms, kind_of, term, written
from tei.odd.vocabulary import Vocabulary


def reference(compiled: Compiled) -> bytes:
    """Give the reference of a compiled ODD, in UTF-8."""
    return etree.tostring(_Writer(compiled).schema(), encoding="utf-8")


class _Writer:
    def __init__(self, compiled: Compiled) -> None:
        self._odd = compiled.odd
        self._language = compiled.odd.root.get(XML_LANG) or "en"
        self._resolved = compiled.resolved
        self._vocabulary = Vocabulary(compiled.resolved.schema, compiled.resolved.specs)
        self._terms = Terms(self._vocabulary, compiled.resolved.specs)
        self._ours: Descriptions = ours()
        self._reaches = {id(spec): reach(self._vocabulary, spec) for spec in self._terms.elements()}
        self._around: dict[int, list[ElementSpec]] = {}
        for spec in self._terms.elements():
            for inner in self._reaches[id(spec)].elements:
                self._around.setdefault(id(inner), []).append(spec)

    def schema(self) -> etree._Element:
        root, schema = self._odd.root, self._resolved.schema
        title = root.find(f".//{{{TEI}}}titleStmt/{{{TEI}}}title")
        made = term("schema", ident=schema.ident, version=self._resolved.version)
        made.set(XML_LANG, self._language)
        made.append(term("title", text_of(title) if title is not None else schema.ident))
        made.append(prose(root, self._terms))
        for constraint in self._resolved.constraints:
            made.extend(_rules(constraint))
        made.extend(self._entry(spec) for spec in self._terms.specs)
        return made

    def _entry(self, spec: Spec) -> etree._Element:
        kind = kind_of(spec)
        made = term(
            "entry",
            kind=kind,
            id=self._terms.address(spec),
            name=written(spec),
            ident=spec.ident if written(spec) != spec.ident else "",
            module=spec.module,
            until=spec.deprecated,
        )
        if isinstance(spec, ElementSpec):
            namespace = spec.namespace or self._resolved.schema.namespace
            if namespace != TEI:
                made.set("namespace", namespace or "–")
        self._describe(made, spec.description, self._ours.of(spec))
        if not isinstance(spec, MacroSpec):
            made.extend(self._classes(spec))
        if isinstance(spec, ElementSpec):
            made.extend(self._held(spec))
        elif isinstance(spec, ClassSpec):
            for attribute in spec.attributes.attributes():
                made.append(self._attribute(attribute, spec))
            made.append(term("members"))
            members = sorted(self._vocabulary.members(spec.ident), key=lambda each: each[0].ident)
            made[-1].extend(self._terms.link(each) for each, _ in members)
        made.extend(self._content(spec))
        for constraint in spec.constraints:
            made.extend(_rules(constraint))
        made.extend(found for each in spec.asides for found in example(each))
        return made

    def _describe(self, made: etree._Element, said: str, ours: str) -> None:
        """Add the ODD's description, or ours, whose language is English."""
        if said or ours:
            made.append(term("desc", said or ours))
        if ours and not said and not self._language.startswith("en"):
            made[-1].set(XML_LANG, "en")

    def _classes(self, spec: ElementSpec | ClassSpec) -> Iterator[etree._Element]:
        members = spec.classes.members if spec.classes else ()
        found = [self._vocabulary.find(each.key) for each in members]
        if any(found):
            made = term("classes")
            made.extend(self._terms.link(each) for each in found if each is not None)
            yield made

    def _held(self, spec: ElementSpec) -> Iterator[etree._Element]:
        """Yield an element's own attributes, and links to those of its classes."""
        groups: dict[int, etree._Element] = {}
        for owner, attribute in held(self._vocabulary, spec):
            if owner is spec:
                yield self._attribute(attribute, spec)
                continue
            if id(owner) not in groups:
                groups[id(owner)] = term("from", to=self._terms.address(owner), name=owner.ident)
            to = self._terms.address(owner, attribute)
            groups[id(owner)].append(term("ref", attribute.written, to=to))
        yield from groups.values()

    def _attribute(self, attribute: Attribute, owner: ElementSpec | ClassSpec) -> etree._Element:
        made = term(
            "attribute",
            name=attribute.written,
            id=self._terms.address(owner, attribute),
            usage=attribute.usage,
        )
        ours = self._ours.of_attribute(owner, attribute, self._vocabulary)
        self._describe(made, attribute.description, ours)
        if attribute.datatype is not None:
            occurs = attribute.datatype.occurs
            made.append(term("type", occurs="" if occurs == Occurs() else often(occurs)))
            made[-1].extend(shown(attribute.datatype.particles, self._terms))
        if attribute.values is not None and attribute.values.values:
            made.append(values(attribute.values))
        for constraint in attribute.constraints:
            made.extend(_rules(constraint))
        return made

    def _content(self, spec: Spec) -> Iterator[etree._Element]:
        if isinstance(spec, ClassSpec):
            return
        made = term("content")
        if spec.values is not None:
            made.append(values(spec.values))
        elif spec.content is not None:
            made.extend(shown(spec.content.particles, self._terms))
        yield made
        if isinstance(spec, ElementSpec):
            found = self._reaches[id(spec)]
            holds = term("holds", text="yes" if found.text else "")
            holds.extend(self._terms.link(each) for each in found.elements)
            around = term("within")
            around.extend(self._terms.link(each) for each in self._around.get(id(spec), ()))
            yield from (holds, around)


def _rules(constraint: Constraint) -> Iterator[etree._Element]:
    """Yield the assertions of a rule: what is tested, where, and what is said."""
    for part in constraint.parts:
        for each in part.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report"):
            rule = next(each.iterancestors(f"{{{SCH}}}rule"), None)
            yield term(
                "rule",
                text_of(each),
                kind=etree.QName(each).localname,
                test=" ".join(each.get("test", "").split()),
                context=rule.get("context", "") if rule is not None else "",
            )

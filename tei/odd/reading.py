"""From the XML of an ODD to declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from tei import names
from tei.findings import Finding, Position
from tei.names import TEI
from tei.odd.content import Occurs
from tei.odd.reading_content import (
    RNG,
    ContentReader,
    child,
    children,
    description,
    exceptions_of,
    stated,
    text_of,
    words,
    written,
)
from tei.odd.specs import (
    Attribute,
    AttributeList,
    AttributeRef,
    Classes,
    ClassSpec,
    Constraint,
    Datatype,
    ElementSpec,
    GroupRef,
    Item,
    MacroSpec,
    Member,
    ModuleRef,
    SchemaSpec,
    Spec,
    SpecRef,
)

SPECS = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
_REFS = ("elementRef", "classRef", "macroRef", "dataRef")
# What may stand in a constraint, of Schematron and of XSLT.
_RULES = {
    "http://purl.oclc.org/dsdl/schematron": {
        *("assert", "diagnostics", "extends", "let", "ns", "p", "pattern", "report", "rule"),
        "title",
    },
    "http://www.w3.org/1999/XSL/Transform": {"function", "key"},
}


class Reader:
    """Reads the declarations of one file. Unknown patterns and rules go to `findings`."""

    def __init__(self, position: Callable[[etree._Element], Position | None]) -> None:
        self._content = ContentReader(position)
        self._position = position

    @property
    def findings(self) -> list[Finding]:
        """What in the file is not known."""
        return self._content.findings

    def schema(self, element: etree._Element) -> SchemaSpec:
        """Read a `schemaSpec`. Raises TeiError when something that is needed is not there."""
        start, exceptions = element.get("start"), element.get("defaultExceptions")
        return SchemaSpec(
            ident=self._content.required(element, "ident"),
            items=self.items(element),
            start=None if start is None else tuple(start.split()),
            namespace=element.get("ns", names.TEI),
            prefix=element.get("prefix", ""),
            source=element.get("source", ""),
            exceptions=None if exceptions is None else exceptions_of(element, exceptions),
            position=self._position(element),
        )

    def items(self, element: etree._Element) -> tuple[Item, ...]:
        """Read what a `schemaSpec` or a `specGrp` consists of."""
        found: list[Item] = []
        for each in children(element):
            name = etree.QName(each).localname
            if etree.QName(each).namespace != TEI:
                continue
            if name in SPECS:
                found.append(self.spec(each))
            elif name in _REFS:
                found.append(self._spec_ref(each))
            elif name == "moduleRef":
                found.append(self._module_ref(each))
            elif name == "specGrpRef":
                target = self._content.required(each, "target")
                found.append(GroupRef(target, self._position(each)))
            elif name == "constraintSpec":
                found.append(self._constraint(each))
        return tuple(found)

    def _module_ref(self, element: etree._Element) -> ModuleRef:
        inner = child(element, "content")
        url = element.get("url", "")
        patterns = []
        for each in () if inner is None else children(inner):
            if etree.QName(each).namespace == RNG:
                patterns.append(each)
            else:
                self._content.unknown(each)
        return ModuleRef(
            key="" if url else self._content.required(element, "key"),
            url=url,
            prefix=element.get("prefix", ""),
            source=element.get("source", ""),
            included=words(element, "include") if "include" in element.attrib else None,
            excepted=words(element, "except"),
            patterns=tuple(patterns),
            position=self._position(element),
        )

    def _spec_ref(self, element: etree._Element) -> SpecRef:
        return SpecRef(
            self._content.required(element, "key"),
            element.get("source", ""),
            words(element, "include"),
            words(element, "except"),
            self._position(element),
        )

    def spec(self, element: etree._Element) -> Spec:
        """Read a declaration."""
        ident = self._content.required(element, "ident")
        module, mode = element.get("module", ""), stated(element, "mode")
        prefix, said = element.get("prefix"), description(element)
        rules = self._constraints(element.iterchildren(f"{{{TEI}}}constraintSpec"))
        until, position = element.get("validUntil", ""), self._position(element)
        asides = tuple(element.iterchildren(f"{{{TEI}}}remarks", f"{{{TEI}}}exemplum"))
        inner, listed = child(element, "content"), child(element, "valList")
        content = None if inner is None else self._content.content(inner)
        values = None if listed is None else self._content.values(listed)
        match etree.QName(element).localname:
            case "elementSpec":
                return ElementSpec(
                    ident=ident, module=module, mode=mode, prefix=prefix, description=said,
                    constraints=rules + self._list_rules(element), deprecated=until,
                    asides=asides, position=position, namespace=element.get("ns"),
                    name=written(element), classes=self._classes(element), content=content,
                    values=values, attributes=self._attributes(element),
                )  # fmt: skip
            case "classSpec":
                return ClassSpec(
                    ident=ident, module=module, mode=mode, prefix=prefix, description=said,
                    constraints=rules + self._list_rules(element), deprecated=until,
                    asides=asides, position=position, kind=element.get("type", ""),
                    classes=self._classes(element), attributes=self._attributes(element),
                )  # fmt: skip
            case kind:
                return MacroSpec(
                    ident=ident, module=module, mode=mode, prefix=prefix, description=said,
                    constraints=rules, deprecated=until, asides=asides,
                    position=position, is_datatype=kind == "dataSpec", content=content,
                    values=values,
                )  # fmt: skip

    def _list_rules(self, element: etree._Element) -> tuple[Constraint, ...]:
        """Read the rules that stand in the list of attributes."""
        return self._constraints(element.iterfind(f"{{{TEI}}}attList/{{{TEI}}}constraintSpec"))

    def _classes(self, element: etree._Element) -> Classes | None:
        found = child(element, "classes")
        if found is None:
            return None
        members = []
        for each in children(found):
            if each.tag == names.tei("memberOf"):
                key = self._content.required(each, "key")
                members.append(Member(key, stated(each, "mode"), self._occurs(each)))
        mode = stated(found, "mode")
        return Classes(tuple(members), mode)

    def _occurs(self, member: etree._Element) -> Occurs:
        least, most = member.get("min", "1"), member.get("max", "1")
        count = int(least) if least.isdigit() else 1
        if most == "unbounded":
            return Occurs(count, None)
        return Occurs(count, max(count, int(most) if most.isdigit() else 1))

    def _attributes(self, element: etree._Element) -> AttributeList:
        items: list[Attribute | AttributeRef | AttributeList] = []
        for listed in element.iterchildren(f"{{{TEI}}}attList"):
            found = self._attribute_list(listed)
            items += [found] if found.choice else found.items
        return AttributeList(tuple(items))

    def _attribute_list(self, element: etree._Element) -> AttributeList:
        items: list[Attribute | AttributeRef | AttributeList] = []
        for each in children(element):
            match etree.QName(each).localname:
                case "attDef":
                    items.append(self._attribute(each))
                case "attRef":
                    key, name = each.get("class", ""), each.get("name", "")
                    items.append(AttributeRef(key, name, self._position(each)))
                case "attList":
                    items.append(self._attribute_list(each))
        org = stated(element, "org")
        return AttributeList(tuple(items), org == "choice")

    def _attribute(self, element: etree._Element) -> Attribute:
        typed, listed = child(element, "datatype"), child(element, "valList")
        datatype = None
        if typed is not None and len(typed):
            particles = self._content.particles(children(typed))
            datatype = Datatype(particles, self._content.occurs(typed))
        return Attribute(
            ident=self._content.required(element, "ident"),
            mode=stated(element, "mode"),
            usage=stated(element, "usage"),
            name=written(element),
            namespace=element.get("ns"),
            datatype=datatype,
            values=None if listed is None else self._content.values(listed),
            description=description(element),
            constraints=self._constraints(element.iterchildren(f"{{{TEI}}}constraintSpec")),
            position=self._position(element),
        )

    def _constraints(self, elements: Iterable[etree._Element]) -> tuple[Constraint, ...]:
        return tuple(self._constraint(each) for each in elements)

    def _constraint(self, element: etree._Element) -> Constraint:
        inner = child(element, "constraint")
        parts = () if inner is None else tuple(children(inner))
        if element.get("scheme", "schematron") not in ("schematron", "isoschematron"):
            parts = ()
        for each in parts:
            name = etree.QName(each)
            if name.localname not in _RULES.get(name.namespace or "", ()):
                self._content.unknown(each)
        ident = self._content.required(element, "ident")
        mode = stated(element, "mode")
        return Constraint(ident, parts, mode, self._position(element))


def edition_of(root: etree._Element) -> str:
    """Give the version of the TEI that a file of declarations is of."""
    found = root.find(f".//{{{TEI}}}editionStmt/{{{TEI}}}edition")
    if found is None:
        return root.get("n", "")
    return text_of(found).partition("Version ")[2].partition(". ")[0].strip()

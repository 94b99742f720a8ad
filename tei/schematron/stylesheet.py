"""From rules to a stylesheet in XSLT 3.0 that writes down where they are broken.

One template for each rule, all in one mode, the earlier with the higher priority. In a pattern the
first rule whose context fits is the only one to apply (ISO/IEC 19757-3, 6.5); so each template
hands on which patterns are settled, and goes to the next. Every assertion is tried by itself: one
that fails for another reason than its test is told, and stops no other; so is one that would read
another file.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei import names
from tei.findings import Severity
from tei.schematron.contexts import (
    concerns_attributes,
    concerns_other_kinds,
    may_apply,
    without_predicates,
)
from tei.schematron.outside import Outside
from tei.schematron.vocabulary import XSLT, sch, xslt

OUT = "urn:tei-edition:schematron"
AT = f"{{{OUT}}}at"
_ERR = "http://www.w3.org/2005/xqt-errors"
_XS = "http://www.w3.org/2001/XMLSchema"
_USUAL = {"xs": _XS, "fn": "http://www.w3.org/2005/xpath-functions"}
_OURS = {"xsl": XSLT, "sch-out": OUT, "sch-err": _ERR}
_SEVERITIES = {
    **dict.fromkeys(("warning", "warn", "nonfatal", "caution"), Severity.WARNING),
    **dict.fromkeys(("info", "information", "note", "hint"), Severity.NOTE),
}


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion or a report: its element, its severity, and the test that it is broken by."""

    element: etree._Element
    severity: Severity
    test: str


class StylesheetWriter:
    """Writes the stylesheet; `assertions` are then those that it numbers.

    With `present`, the local names that occur, rules that cannot apply are left out.
    """

    def __init__(
        self,
        schema: etree._Element,
        patterns: Sequence[etree._Element],
        present: Set[str] | None = None,
    ) -> None:
        self._present = present
        self._schema = schema
        self._patterns = patterns
        self._outside = Outside(schema)
        self.assertions: list[Assertion] = []
        self._diagnostics = {
            each.get("id"): each for each in schema.iter(sch("diagnostic"), sch("property"))
        }
        # Of a name that several patterns give to a value, each rule needs that of its own pattern.
        lets = [
            each.get("name") for pattern in patterns for each in pattern.iterchildren(sch("let"))
        ]
        lets += [each.get("name") for each in schema.iterchildren(sch("let"))]
        self._ambiguous = {name for name in lets if lets.count(name) > 1}

    def write(self) -> str:
        """Give the stylesheet as text."""
        root = self._root()
        for each in self._schema.iterchildren(xslt("function"), xslt("key"), sch("let")):
            if not self._outside.reader(each):
                root.append(_variable(each) if each.tag == sch("let") else _clean(each))
        rules = [
            (number, pattern, rule)
            for number, pattern in enumerate(self._patterns)
            for rule in pattern.iterchildren(sch("rule"))
            if rule.get("abstract") != "true" and self._may_apply(rule)
        ]
        for pattern in self._patterns:
            for each in pattern.iterchildren(sch("let")):
                if each.get("name") not in self._ambiguous and not self._outside.reader(each):
                    root.append(_variable(each))
        for place, (number, pattern, rule) in enumerate(rules):
            root.append(self._template(pattern, rule, len(rules) - place, number))
        self._walk(root, [self._context(rule) for _, _, rule in rules])
        etree.indent(root, " ")
        return etree.tostring(root, encoding="unicode")

    def _may_apply(self, rule: etree._Element) -> bool:
        return self._present is None or may_apply(rule.get("context", ""), self._present)

    def _context(self, rule: etree._Element) -> str:
        """Give the context of a rule; where other files say what fits, all that might."""
        context = rule.get("context", "")
        return without_predicates(context) if self._outside.reader_in(context) else context

    def _root(self) -> etree._Element:
        bound: dict[Any, str] = dict(_USUAL)
        bound |= {prefix: uri for prefix, uri in self._schema.nsmap.items() if prefix}
        for each in self._schema.iter(sch("ns")):
            bound[each.get("prefix", "")] = each.get("uri", "")
        bound |= _OURS
        bound = {prefix: uri for prefix, uri in bound.items() if prefix not in ("", "xml") and uri}
        root = etree.Element(
            xslt("stylesheet"), {"version": "3.0", "exclude-result-prefixes": "#all"}, bound
        )
        etree.SubElement(root, xslt("output"), method="xml", indent="no")
        etree.SubElement(root, xslt("mode"), {"use-accumulators": "sch-out:ordinal"})
        etree.SubElement(root, xslt("mode"), {"name": "rules", "on-no-match": "deep-skip"})
        counter = etree.SubElement(
            root,
            xslt("accumulator"),
            {"name": "sch-out:ordinal", "initial-value": "-1", "as": f"Q{{{_XS}}}integer"},
        )
        rule = {"match": "*", "select": "$value + 1"}
        etree.SubElement(counter, xslt("accumulator-rule"), rule)
        return root

    def _walk(self, root: etree._Element, contexts: Sequence[str]) -> None:
        """Write the template that visits whatever a rule can be about, without nesting."""
        visited = ["/", "descendant::*"]
        if any(map(concerns_other_kinds, contexts)):
            visited[1] = "descendant::node()"
        if any(map(concerns_attributes, contexts)):
            visited.append("descendant::*/@*")
        # The built-in rule for the whole document is to go on with what is in it.
        whole = {"match": "/", "mode": "rules", "priority": "0"}
        etree.SubElement(root, xslt("template"), whole)
        start = etree.SubElement(root, xslt("template"), match="/")
        hits = etree.SubElement(start, f"{{{OUT}}}hits")
        select = ", ".join(visited)
        etree.SubElement(hits, xslt("apply-templates"), select=f"({select})", mode="rules")

    def _template(
        self, pattern: etree._Element, rule: etree._Element, priority: int, number: int
    ) -> etree._Element:
        template = _made(rule, "template", match=self._context(rule), mode="rules")
        template.set("priority", str(priority))
        etree.SubElement(template, xslt("param"), {"name": "sch-out:settled", "select": "()"})
        body = etree.SubElement(template, xslt("if"), test=f"not($sch-out:settled = {number})")
        if reader := self._outside.reader_in(rule.get("context", "")):
            self._refuse(body, rule, reader)
        else:
            self._tests(etree.SubElement(body, xslt("try")), pattern, rule)
        following = etree.SubElement(template, xslt("next-match"))
        settled = {"name": "sch-out:settled", "select": f"$sch-out:settled, {number}"}
        etree.SubElement(following, xslt("with-param"), settled)
        return template

    def _tests(self, tried: etree._Element, pattern: etree._Element, rule: etree._Element) -> None:
        for each in pattern.iterchildren(sch("let")):
            if each.get("name") in self._ambiguous and not self._outside.reader(each):
                tried.append(_variable(each, "root()"))
        for each in rule.iterchildren(sch("let"), sch("assert"), sch("report")):
            diagnostics = self._diagnostics_of(each)
            if reader := next(filter(None, map(self._outside.reader, [each, *diagnostics])), ""):
                if each.tag != sch("let"):
                    self._refuse(tried, each, reader)
            elif each.tag == sch("let"):
                tried.append(_variable(each))
            else:
                tried.append(self._assertion(rule, each))
        self._catch(tried, len(self.assertions) - 1)

    def _assertion(self, rule: etree._Element, element: etree._Element) -> etree._Element:
        role = (element.get("role") or rule.get("role") or "").strip().lower()
        severity = _SEVERITIES.get(role, Severity.ERROR)
        test = element.get("test", "")
        if element.tag == sch("assert"):
            test = f"not({test})"
        self.assertions.append(Assertion(element, severity, test))
        number = len(self.assertions) - 1
        tried = _made(element, "try")
        broken = _made(element, "if", test=test)
        tried.append(broken)
        subject = element.get("subject") or rule.get("subject") or "."
        hit = self._hit(broken, number, f"({subject})[1]")
        message = etree.SubElement(hit, f"{{{OUT}}}message")
        _said(message, element)
        for each in self._diagnostics_of(element):
            _said(etree.SubElement(hit, f"{{{OUT}}}diagnostic"), each)
        self._catch(tried, number)
        return tried

    def _diagnostics_of(self, element: etree._Element) -> list[etree._Element]:
        named = (element.get("diagnostics") or "").split()
        return [self._diagnostics[each] for each in named if each in self._diagnostics]

    def _hit(self, parent: etree._Element, number: int, subject: str) -> etree._Element:
        hit = etree.SubElement(parent, f"{{{OUT}}}hit", assertion=str(number))
        ordinal = etree.SubElement(hit, xslt("attribute"), name="ordinal")
        place = f"({subject}, .)[1]/ancestor-or-self::*[1]/accumulator-before('sch-out:ordinal')"
        ordinal.set("select", place)
        return hit

    def _catch(self, tried: etree._Element, number: int) -> None:
        message = self._untested(etree.SubElement(tried, xslt("catch")), number)
        etree.SubElement(message, xslt("value-of"), select="$sch-err:description")

    def _refuse(self, parent: etree._Element, element: etree._Element, reader: str) -> None:
        """Tell that an assertion, or a whole rule, would read another file."""
        self.assertions.append(Assertion(element, Severity.WARNING, ""))
        message = self._untested(parent, len(self.assertions) - 1)
        _words(message, f"“{reader}” reads other files, and rules may read none.")

    def _untested(self, parent: etree._Element, number: int) -> etree._Element:
        hit = self._hit(parent, number, ".")
        hit.set("error", "yes")
        return etree.SubElement(hit, f"{{{OUT}}}message")


def _made(origin: etree._Element, instruction: str, **attributes: str) -> etree._Element:
    """Make an instruction that remembers the element that it comes from."""
    made = etree.Element(xslt(instruction), attributes)
    made.set(AT, origin.get(names.AT, "0.0"))
    return made


def _variable(let: etree._Element, context: str = "") -> etree._Element:
    variable = _made(let, "variable", name=let.get("name", ""))
    if "as" in let.attrib:
        variable.set("as", let.get("as", ""))
    value = let.get("value")
    if value is None:
        for child in let:
            variable.append(_clean(child))
        variable.text = let.text
    else:
        variable.set("select", f"{context} ! ({value})" if context else value)
    return variable


def _said(target: etree._Element, source: etree._Element) -> None:
    """Write the words of a message, with what is filled in when it is given."""
    _words(target, source.text)
    for child in source:
        if child.tag == sch("value-of"):
            value = _made(child, "value-of", select=child.get("select", ""), separator=" ")
            target.append(value)
        elif child.tag == sch("name"):
            target.append(_made(child, "value-of", select=f"name({child.get('path', '.')})"))
        elif etree.QName(child).namespace == XSLT:
            target.append(_clean(child))
        elif isinstance(child.tag, str):
            _said(target, child)
        _words(target, child.tail)


def _words(target: etree._Element, text: str | None) -> None:
    if text:
        etree.SubElement(target, xslt("text")).text = text


def _clean(element: etree._Element) -> etree._Element:
    """Copy an instruction of XSLT without the marks of its place."""
    copy = deepcopy(element)
    copy.tail = None
    for each in copy.iter(etree.Element):
        if names.AT in each.attrib:
            del each.attrib[names.AT]
    copy.set(AT, element.get(names.AT, "0.0"))
    return copy

"""Rules made explicit: parts from other files, abstract patterns and rules, the active phase."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from tei.schematron.reading import RuleFiles
from tei.schematron.vocabulary import sch

# A part may name others in turn; a circle ends here.
_DEEPEST = 20
_MOST_PARTS = 10_000


def explicit(schema: etree._Element, files: RuleFiles) -> etree._Element:
    """Resolve a schema: what it includes, extends or is an instance of. Raises TeiError."""
    _include(schema, files)
    _instances(schema, files)
    _extend_rules(schema, files)
    return schema


def patterns(schema: etree._Element, files: RuleFiles) -> list[etree._Element]:
    """Give the patterns that apply: those of the default phase, or all. Raises TeiError."""
    found = [each for each in schema.iter(sch("pattern")) if each.get("abstract") != "true"]
    phase = schema.get("defaultPhase", "#ALL")
    if phase == "#ALL":
        return found
    for each in schema.iter(sch("phase")):
        if each.get("id") == phase:
            active = {item.get("pattern") for item in each.iter(sch("active"))}
            return [pattern for pattern in found if pattern.get("id") in active]
    raise files.fault(schema, f"There is no phase “{phase}”, which “defaultPhase” names.")


def _include(schema: etree._Element, files: RuleFiles) -> None:
    """Put the parts that stand in other files into their places."""
    waiting = [(each, 0) for each in _naming(schema)]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST_PARTS:
            raise files.fault(element, "The schema includes itself.", "Remove the circle.")
        part, _ = files.named(element)
        part = deepcopy(part)
        parts = [part]
        if element.tag == sch("extends"):
            parts = [each for each in part if isinstance(each.tag, str)]
        waiting += [(each, depth + 1) for one in parts for each in _naming(one)]
        _replace(element, parts)


def _naming(root: etree._Element) -> list[etree._Element]:
    return [each for each in root.iter(sch("include"), sch("extends")) if "href" in each.attrib]


def _replace(element: etree._Element, parts: list[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    parent[place : place + 1] = parts


def _instances(schema: etree._Element, files: RuleFiles) -> None:
    """Make the patterns that are instances of abstract ones: ISO/IEC 19757-3, 5.4.12 and 6.3."""
    abstract = {
        each.get("id"): each
        for each in schema.iter(sch("pattern"))
        if each.get("abstract") == "true"
    }
    for pattern in list(schema.iter(sch("pattern"))):
        name = pattern.get("is-a")
        if name is None:
            continue
        if name not in abstract:
            raise files.fault(pattern, f"There is no abstract pattern “{name}”.")
        values = {
            each.get("name", ""): each.get("value", "") for each in pattern.iter(sch("param"))
        }
        made = deepcopy(abstract[name])
        for default in list(made.iter(sch("param"))):
            values.setdefault(default.get("name", ""), default.get("value", ""))
            made.remove(default)
        _substitute(made, values)
        pattern[:] = list(made)


def _substitute(root: etree._Element, values: dict[str, str]) -> None:
    if not values:
        return
    named = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    parameter = re.compile(rf"\$({named})(?![\w.-])")
    for element in root.iter(etree.Element):
        for key in element.keys():  # noqa: SIM118
            value = element.get(key) or ""
            if "$" in value:
                element.set(key, parameter.sub(lambda found: values[found[1]], value))


def _extend_rules(schema: etree._Element, files: RuleFiles) -> None:
    """Put the content of abstract rules into the rules that extend them."""
    abstract = {
        each.get("id"): each for each in schema.iter(sch("rule")) if each.get("abstract") == "true"
    }
    waiting = [(each, 0) for each in schema.iter(sch("extends"))]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        name = element.get("rule")
        if name not in abstract:
            raise files.fault(element, f"There is no abstract rule “{name}”.")
        if depth > _DEEPEST or count > _MOST_PARTS:
            raise files.fault(element, "The rule extends itself.", "Remove the circle.")
        parts = [deepcopy(each) for each in abstract[name] if isinstance(each.tag, str)]
        waiting += [(each, depth + 1) for one in parts for each in one.iter(sch("extends"))]
        _replace(element, parts)

"""What the TEI lets an ODD say: its elements, their attributes, and values where these are listed.

Source: the TEI's own declarations, which the program carries (`tei.odd.sources`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tei.findings import Finding, Position
from tei.names import TEI
from tei.odd.codes import finding
from tei.odd.inheritance import held
from tei.odd.reach import reach
from tei.odd.reading_content import PROSE, children
from tei.odd.sources import shipped
from tei.odd.specs import ElementSpec, SchemaSpec
from tei.odd.vocabulary import Vocabulary
from tei.proposals import did_you_mean

_MODULE = "tagdocs"
# Patterns and rules stand in these: who reads them tells what is not known there.
_OF_OTHERS = {"alternate", "constraint", "content", "datatype", "interleave", "sequence"}
# What other releases than ours have.
_LIKE = {"interleave": "sequence"}
_CHILDREN = {"attList": {"constraintSpec", "desc"}, "valList": {"desc", "gloss"}}
_ATTRIBUTES = {"macroSpec": {"type"}}
_VALUES = {
    ("attDef", "usage"): ("mwa", "rwa"),
    ("constraintSpec", "scheme"): ("schematron", "isoschematron"),  # no others can be applied
}
# The datatype itself tells which facets it has.
_FREE = {("dataFacet", "name")}
_ANY: tuple[str, ...] = ()

Place = Callable[[etree._Element], Position | None]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What an element may have; the values of an attribute are `_ANY` where they are not listed.

    An attribute of `several` may have more than one of them.
    """

    children: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]]
    several: frozenset[str]


def unknown(element: etree._Element, place: Place) -> Iterator[Finding]:
    """Yield what in an element of an ODD and in all below it the TEI does not know there.

    Prose is not entered, nor are patterns and rules. `place` gives the place of an element.
    """
    name = etree.QName(element).localname
    allowed = _allowed(name)
    if allowed is None:
        return
    yield from _attributes(element, name, allowed, place)
    if name in PROSE or name == "constraint":
        return
    for each in children(element):
        child = etree.QName(each)
        if child.namespace == TEI and child.localname in allowed.children:
            yield from unknown(each, place)
        elif child.namespace == TEI or name not in _OF_OTHERS:
            message = f"“{child.localname}” is not known in “{name}”."
            yield _finding(message, place(each), child.localname, allowed.children)


def _attributes(
    element: etree._Element, name: str, allowed: _Allowed, place: Place
) -> Iterator[Finding]:
    for key, value in element.items():
        attribute, said = str(key), str(value).strip()
        if attribute.startswith("{"):
            continue
        if attribute not in allowed.attributes:
            message = f"“{name}” has no attribute “{attribute}”."
            yield _finding(message, place(element), attribute, allowed.attributes)
        elif values := allowed.attributes[attribute]:
            for one in said.split() if attribute in allowed.several else [said]:
                if one not in ("", *values):
                    message = f"“{one}” is no “{attribute}” of “{name}”: {', '.join(values)}."
                    yield _finding(message, place(element), one, values)


def _finding(message: str, position: Position | None, word: str, known: Iterable[str]) -> Finding:
    return finding("ODD001", message, position, did_you_mean(word, sorted(known), ""))


@cache
def _allowed(name: str) -> _Allowed | None:
    """Give what an element of an ODD may have; None for one that says nothing to a schema."""
    vocabulary, elements = _declared()
    spec = elements.get(_LIKE.get(name, name))
    if spec is None or (spec.module != _MODULE and name not in PROSE):
        return None
    found = {each.ident for each in reach(vocabulary, spec).elements} | _CHILDREN.get(name, set())
    found |= {other for other, one in _LIKE.items() if one in found}
    attributes = dict.fromkeys(_ATTRIBUTES.get(name, ()), _ANY)
    several = set()
    for _, attribute in held(vocabulary, spec):
        listed, values = attribute.values, _ANY
        more = _VALUES.get((name, attribute.ident), ())
        if listed and (listed.kind == "closed" or more) and (name, attribute.ident) not in _FREE:
            values = tuple(dict.fromkeys([*(each.ident for each in listed.values), *more]))
        attributes[attribute.written] = values
        if attribute.datatype is not None and attribute.datatype.occurs.most != 1:
            several.add(attribute.written)
    return _Allowed(frozenset(found), attributes, frozenset(several))


@cache
def _declared() -> tuple[Vocabulary, dict[str, ElementSpec]]:
    vocabulary = Vocabulary(SchemaSpec(ident="", items=()), shipped().specs)
    return vocabulary, {spec.ident: spec for spec in vocabulary.elements()}

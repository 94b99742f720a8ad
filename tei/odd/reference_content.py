"""Contents and types of values, as the reference of a schema shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from tei.odd.content import (
    AnyElement,
    Data,
    Embedded,
    Empty,
    Group,
    Occurs,
    Particle,
    Reference,
    TextNode,
    ValueList,
)
from tei.odd.reading_content import RNG
from tei.odd.terms import Terms, term

# What these patterns of RELAX NG are among particles: kind of group, how often.
_GROUPS = {
    "group": ("sequence", ""),
    "list": ("sequence", ""),
    "choice": ("alternate", ""),
    "interleave": ("interleave", ""),
    "optional": ("sequence", "?"),
    "zeroOrMore": ("sequence", "*"),
    "oneOrMore": ("sequence", "+"),
}


def shown(particles: Iterable[Particle], terms: Terms) -> Iterator[etree._Element]:
    """Yield particles as elements of the reference."""
    for each in particles:
        match each:
            case TextNode():
                yield term("text")
            case Empty():
                yield term("empty")
            case AnyElement():
                yield term("any", occurs=often(each.occurs))
            case Reference():
                yield _reference(each, terms)
            case Data():
                yield _data(each, terms)
            case Group():
                made = term("group", kind=each.kind, occurs=often(each.occurs))
                made.extend(shown(each.items, terms))
                yield made
            case ValueList():
                yield values(each)
            case Embedded():
                yield from _embedded(each.pattern, terms)


def often(occurs: Occurs) -> str:
    """Give how often something may stand, in the signs of a DTD: “?”, “*”, “+”, “{2,3}”."""
    known = {(1, 1): "", (0, 1): "?", (0, None): "*", (1, None): "+"}
    pair = (occurs.least, occurs.most)
    if pair in known:
        return known[pair]
    if occurs.least == occurs.most:
        return f"{{{occurs.least}}}"
    return f"{{{occurs.least},{'' if occurs.most is None else occurs.most}}}"


def values(listed: ValueList) -> etree._Element:
    """Give a list of values with what each of them means."""
    made = term("values", kind=listed.kind)
    for each in listed.values:
        made.append(term("value", each.description, name=each.name or "“”"))
    return made


def _reference(reference: Reference, terms: Terms) -> etree._Element:
    made = terms.named(reference.key, occurs=often(reference.occurs))
    for name, chosen in (
        ("expand", [reference.expand]),
        ("include", sorted(reference.included)),
        ("except", sorted(reference.excepted)),
    ):
        if any(chosen):
            made.set(name, " ".join(chosen))
    return made


def _data(data: Data, terms: Terms) -> etree._Element:
    if data.name:
        made = term("data", data.name)
    else:
        made = term("data")
        made.append(terms.named(data.key))
    for name, value in data.facets:
        made.append(term("facet", value, name=name))
    return made


def _embedded(pattern: etree._Element, terms: Terms) -> Iterator[etree._Element]:
    name = etree.QName(pattern).localname
    inner = list(pattern.iterchildren(f"{{{RNG}}}*"))
    if name in _GROUPS:
        kind, occurs = _GROUPS[name]
        made = term("group", kind=kind, occurs=occurs)
        made.extend(found for each in inner for found in _embedded(each, terms))
        yield made
    elif name == "mixed":
        made = term("group", kind="interleave")
        made.append(term("text"))
        made.extend(found for each in inner for found in _embedded(each, terms))
        yield made
    elif name == "ref":
        yield terms.named(pattern.get("name", ""))
    elif name in ("text", "empty"):
        yield term(name)
    elif name == "value":
        made = term("values", kind="closed")
        made.append(term("value", name=pattern.text or "“”"))
        yield made
    elif name == "data":
        made = term("data", pattern.get("type", ""))
        for each in pattern.iterchildren(f"{{{RNG}}}param"):
            made.append(term("facet", each.text or "", name=each.get("name", "")))
        yield made
    else:  # an element or attribute of another vocabulary, as it stands
        yield term("pattern", " ".join([name, pattern.get("name", "")]).strip())

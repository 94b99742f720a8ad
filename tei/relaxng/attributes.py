"""The attributes of one start tag, where something about them has not been seen before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng.datatypes import Context
from tei.relaxng.derivatives import Derivatives, values
from tei.relaxng.elements import Element
from tei.relaxng.patterns import ATTRIBUTE, DATA, HAS_ATTRIBUTE, NOT_ALLOWED, VALUE, Pattern
from tei.relaxng.sorting import sort

if TYPE_CHECKING:
    from tei.relaxng.datatypes import Datatype


class BadValue(NamedTuple):
    """An attribute has a value that none of `allowed` accepts."""

    name: str
    value: str
    allowed: tuple[Pattern, ...]


class Unknown(NamedTuple):
    """An attribute is not one of the element's; `clashes` when only others of its exclude it."""

    name: str
    value: str
    clashes: bool


class Lacking(NamedTuple):
    """Attributes are missing: all of `names`, or something of what `rest` asks for."""

    names: tuple[str, ...]
    rest: Pattern


Fault = BadValue | Unknown | Lacking


class Entrance(NamedTuple):
    """How an element was entered: its content, what was wrong, and ids and references to them."""

    content: Pattern
    faults: tuple[Fault, ...]
    identities: tuple[tuple[str, str, str], ...]  # ID, IDREF or IDREFS; attribute; value


def enter(
    derivatives: Derivatives, element: Element, attributes: Mapping[str, str], context: Context
) -> Entrance:
    """Take the attributes of a start tag. Where they are at fault, the content is a good guess."""
    if not element.sorted:
        sort(element, derivatives)
    rest = element.rest
    faults: list[Fault] = []
    identities: list[tuple[str, str, str]] = []
    for name, value in attributes.items():
        single = element.values.get(name)
        if single is not None:
            if not derivatives.accepts_value(single, value, context):
                faults.append(BadValue(name, value, (single,)))
                continue
            asked: tuple[Pattern, ...] = (single,)
        else:
            left = derivatives.by_attribute(rest, name, value, context)
            if left.kind == NOT_ALLOWED:
                faults.append(_refused(element, rest, name, value))
                continue
            asked = tuple(values(rest, name))
            rest = left
        for pattern in asked:
            kind = identity(pattern)
            if kind and derivatives.accepts_value(pattern, value, context):
                identities.append((kind, name, value))
                break
    missing = sorted(element.required.difference(attributes))
    content = derivatives.without_attributes(rest)
    if content.kind == NOT_ALLOWED or missing:
        faults.append(Lacking(tuple(missing), rest))
        content = _content(derivatives, rest)
    if element.content is not None:
        content = element.content
    return Entrance(content, tuple(faults), tuple(identities))


def identity(pattern: Pattern) -> str:
    """Say what a value is for ids: ID, IDREF, IDREFS or nothing (DTD compatibility)."""
    datatype: Datatype | None = None
    if pattern.kind == DATA:
        datatype = pattern.item
    elif pattern.kind == VALUE:
        datatype = pattern.item[0]
    return datatype.identity if datatype is not None else ""


def _refused(element: Element, rest: Pattern, name: str, value: str) -> Fault:
    allowed = tuple(values(rest, name))
    if allowed:
        return BadValue(name, value, allowed)
    return Unknown(name, value, bool(values(element.rest, name)))


def _content(derivatives: Derivatives, pattern: Pattern) -> Pattern:
    """Give what a term says of content, as if all its attributes were there."""
    patterns = derivatives.patterns
    if not pattern.contains & HAS_ATTRIBUTE:
        return pattern
    if pattern.kind == ATTRIBUTE:
        return patterns.empty
    return patterns.rebuilt(pattern, [_content(derivatives, part) for part in pattern.parts])

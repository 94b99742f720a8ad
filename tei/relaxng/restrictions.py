"""The restrictions of section 7: what a schema must not say, although its syntax allows it."""

from __future__ import annotations

from collections.abc import Iterator

from tei.relaxng.elements import Element
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.names import NameClass, shown
from tei.relaxng.patterns import (
    ATTRIBUTE,
    ATTRIBUTES,
    BAD,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    HAS_ATTRIBUTE,
    HAS_ELEMENT,
    HAS_FAULT,
    HAS_INTERLEAVE,
    HAS_LIST,
    HAS_REPEATED_GROUP,
    HAS_SINGLE_WILDCARD,
    HAS_TEXT,
    IN_ATTRIBUTE,
    IN_EXCEPT,
    IN_LIST,
    INTERLEAVE,
    LIST,
    TEXT,
    Pattern,
    conjuncts,
    is_attributes,
)

_KINDS = (
    (HAS_ATTRIBUTE, "an attribute"),
    (HAS_ELEMENT, "an element"),
    (HAS_LIST, "a list"),
    (HAS_TEXT, "text"),
    (HAS_INTERLEAVE, "an interleave"),
)
_TROUBLE = HAS_FAULT | HAS_REPEATED_GROUP | HAS_SINGLE_WILDCARD


def check_element(pattern: Pattern, place: object) -> None:
    """Check what an element may hold. Raises SchemaFaultError."""
    if pattern.contains & _TROUBLE:
        _check_parts(pattern, place)
    if pattern.content_type == BAD:
        raise SchemaFaultError(
            "A text of a datatype stands beside elements, text or another such text.",
            "Where a text has a datatype it is the whole content (section 7.2).",
            place,
        )
    _check_attributes(pattern, place)
    if pattern.contains & HAS_INTERLEAVE:
        _check_interleaves(pattern, place)


def check_start(pattern: Pattern, place: object) -> None:
    """Check what a file may begin with. Raises SchemaFaultError."""
    if pattern.kind == ELEMENT or (
        pattern.kind == CHOICE and all(part.kind == ELEMENT for part in pattern.parts)
    ):
        return
    if pattern.kind in (CHOICE, ELEMENT) or pattern.contains:
        raise SchemaFaultError(
            "The start of a schema names elements alone, or a choice of them.",
            "A file has one outermost element (section 7.1.5).",
            place,
        )


def reachable(start: Pattern) -> set[Element]:
    """Give the elements that can stand in a file: those that nothing excludes."""
    found: set[Element] = set()
    stack = [start]
    while stack:
        for part in _parts(stack.pop()):
            if part.kind == ELEMENT and part.item not in found:
                found.add(part.item)
                stack.append(part.item.pattern)
    return found


def _check_parts(pattern: Pattern, place: object) -> None:
    """Find what it is that a term must not contain (sections 7.1.1 to 7.1.4 and 7.3)."""
    if pattern.contains & HAS_REPEATED_GROUP:
        raise SchemaFaultError(
            "Attributes in a group are repeated.",
            "Take them out of oneOrMore or zeroOrMore (section 7.1.2).",
            place,
        )
    if pattern.contains & HAS_SINGLE_WILDCARD:
        raise SchemaFaultError(
            "An attribute of any name stands once.",
            "Put it into oneOrMore or zeroOrMore (section 7.3).",
            place,
        )
    for part in _parts(pattern):
        forbidden, what = 0, ""
        if part.kind == ATTRIBUTE:
            forbidden, what = IN_ATTRIBUTE, "The value of an attribute"
            if part.item.literals is None and part.parts[0].kind != TEXT:
                raise SchemaFaultError(
                    "An attribute of any name has a value of a certain kind.",
                    "Its value can only be text (section 7.3).",
                    place,
                )
        elif part.kind == LIST:
            forbidden, what = IN_LIST, "A list"
        elif part.kind == DATA:
            forbidden, what = IN_EXCEPT, "The except of a datatype"
        for inner in part.parts:
            if inner.contains & forbidden:
                found = [name for bit, name in _KINDS if inner.contains & forbidden & bit]
                raise SchemaFaultError(
                    f"{what} holds {found[0] if found else 'more than values'}.",
                    "That is not possible (section 7.1).",
                    place,
                )


def _parts(pattern: Pattern) -> Iterator[Pattern]:
    """Give a term and all its parts, without entering elements."""
    stack = [pattern]
    seen = {pattern}
    while stack:
        current = stack.pop()
        yield current
        for part in current.parts:
            if part not in seen:
                seen.add(part)
                stack.append(part)


def _check_attributes(pattern: Pattern, place: object) -> None:
    """No element has the same attribute twice (section 7.3)."""
    first = pattern
    if pattern.kind == GROUP and not pattern.parts[1].contains & HAS_ATTRIBUTE:
        first = pattern.parts[0]
    if is_attributes(first):
        names = [part.attribute for part in conjuncts(first)]
        if all(names):
            if len(set(names)) < len(names):
                twice = next(name for name in names if names.count(name) > 1)
                raise _twice(shown(twice), place)
            return
    if pattern.contains & HAS_ATTRIBUTE:
        _attribute_names(pattern, place)


def _attribute_names(
    pattern: Pattern, place: object
) -> tuple[frozenset[str], frozenset[NameClass]]:
    """Give the attributes of a term: those with a name, and classes of endlessly many names."""
    if not pattern.contains & HAS_ATTRIBUTE:
        return frozenset(), frozenset()
    if pattern.kind == ATTRIBUTE:
        literals = pattern.item.literals
        if literals is None:
            return frozenset(), frozenset((pattern.item,))
        return literals, frozenset()
    names: frozenset[str] = frozenset()
    classes: frozenset[NameClass] = frozenset()
    for part in pattern.parts:
        more_names, more_classes = _attribute_names(part, place)
        if pattern.kind in (GROUP, INTERLEAVE, ATTRIBUTES):
            for name in names & more_names:
                raise _twice(shown(name), place)
            for one, others, literals in (
                (classes, more_classes, more_names),
                (more_classes, classes, names),
            ):
                for each in one:
                    if any(map(each.contains, literals)) or any(map(each.overlaps, others)):
                        raise _twice("any name", place)
        names |= more_names
        classes |= more_classes
    return names, classes


def _twice(name: str, place: object) -> SchemaFaultError:
    return SchemaFaultError(
        f"An element has the attribute “{name}” twice.",
        "Leave one out, or let the schema choose between them (section 7.3).",
        place,
    )


def _check_interleaves(pattern: Pattern, place: object) -> None:
    """In an interleave it is clear which part an element or text belongs to (section 7.4)."""
    for part in _parts(pattern):
        if part.kind != INTERLEAVE:
            continue
        first, second = part.parts
        if first.contains & second.contains & HAS_TEXT:
            raise SchemaFaultError(
                "Two parts of an interleave hold text.",
                "Let one of them alone hold it (section 7.4).",
                place,
            )
        seconds = _element_classes(second)
        for one in _element_classes(first):
            for other in seconds:
                if one.overlaps(other):
                    raise SchemaFaultError(
                        "Two parts of an interleave hold the same element.",
                        "It would not be clear which of them is meant (section 7.4).",
                        place,
                    )


def _element_classes(pattern: Pattern) -> list[NameClass]:
    classes = [part.item.name_class for part in _parts(pattern) if part.kind == ELEMENT]
    return list(dict.fromkeys(classes))

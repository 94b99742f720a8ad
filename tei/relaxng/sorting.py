"""What a schema says of an element, sorted into attributes and content (see `elements`)."""

from __future__ import annotations

from tei.relaxng.derivatives import Derivatives
from tei.relaxng.elements import Element
from tei.relaxng.patterns import (
    CHOICE,
    EMPTY,
    GROUP,
    HAS_ATTRIBUTE,
    NOT_ALLOWED,
    Pattern,
    conjuncts,
    is_attributes,
)


def sort(element: Element, derivatives: Derivatives) -> None:
    """Sort the attributes of an element; done when it is met for the first time."""
    element.sorted = True
    empty = derivatives.patterns.empty
    attributes, content = split(element.pattern, empty)
    if content.contains & HAS_ATTRIBUTE:
        element.rest = element.pattern
        left = derivatives.without_attributes(element.pattern)
        element.complete = left if left.kind != NOT_ALLOWED else None
        return
    required, rest = [], []
    for part in conjuncts(attributes):
        if not part.attribute:
            rest.append(part)
            continue
        term = part.parts[0] if part.kind == CHOICE else part
        value = element.values[part.attribute] = term.parts[0]
        if value.accepted is None:
            value.accepted = set()
        element.accepted[part.attribute] = value.accepted
        if part is term:
            required.append(part.attribute)
    element.required = frozenset(required)
    element.rest = derivatives.patterns.join(GROUP, rest)
    element.content = content
    if derivatives.without_attributes(element.rest).kind == EMPTY:
        element.complete = content


def split(pattern: Pattern, empty: Pattern) -> tuple[Pattern, Pattern]:
    """Divide a term into what it says of attributes and the rest, which may have some too."""
    if is_attributes(pattern):
        return pattern, empty
    if pattern.kind == GROUP and is_attributes(pattern.parts[0]):
        return pattern.parts[0], pattern.parts[1]
    return empty, pattern

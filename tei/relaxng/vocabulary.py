"""The names that a schema uses, and what holds what: for messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from tei.relaxng.elements import Element
from tei.relaxng.names import local_of
from tei.relaxng.patterns import ATTRIBUTE, CHOICE, ELEMENT, ONE_OR_MORE, Pattern


class Vocabulary:
    """The elements of a schema by name. Elements of endlessly many names are left out."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements

    @cached_property
    def named(self) -> dict[str, list[Element]]:
        """The elements by expanded name."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for name in sorted(element.names or ()):
                found.setdefault(name, []).append(element)
        return found

    @cached_property
    def by_local(self) -> dict[str, list[str]]:
        """The expanded names by their local part."""
        found: dict[str, list[str]] = {}
        for name in self.named:
            found.setdefault(local_of(name), []).append(name)
        return found

    @cached_property
    def attribute_use(self) -> Counter[str]:
        """How many elements have each attribute."""
        return Counter(
            name for element in self.elements for name in attribute_names(element.pattern)
        )

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """For each expanded name those of the elements that may hold it."""
        found: dict[str, dict[str, None]] = {}
        for name, elements in self.named.items():
            for element in elements:
                for inner in element_names(element.pattern):
                    found.setdefault(inner, {})[name] = None
        return {inner: list(names) for inner, names in found.items()}


def parts(pattern: Pattern) -> Iterable[Pattern]:
    """Give a term and all its parts, each once, without entering elements and attributes."""
    stack, seen = [pattern], {pattern}
    while stack:
        current = stack.pop()
        yield current
        if current.kind == ATTRIBUTE:
            continue
        for part in current.parts:
            if part not in seen:
                seen.add(part)
                stack.append(part)


def element_names(pattern: Pattern) -> set[str]:
    """Give the names of the elements that a term mentions."""
    return {
        name for part in parts(pattern) if part.kind == ELEMENT for name in part.item.names or ()
    }


def attribute_names(pattern: Pattern) -> set[str]:
    """Give the names of the attributes that a term mentions."""
    return {
        name
        for part in parts(pattern)
        if part.kind == ATTRIBUTE
        for name in part.item.literals or ()
    }


def required_attributes(pattern: Pattern) -> set[str]:
    """Give the names of the attributes that a term cannot do without."""
    if pattern.kind == ATTRIBUTE:
        return set(pattern.item.literals or ())
    found = [required_attributes(part) for part in pattern.parts]
    if pattern.kind == CHOICE:
        return set.intersection(*found)
    if pattern.kind == ELEMENT or not found:
        return set()
    return found[0] if pattern.kind == ONE_OR_MORE else set().union(*found)

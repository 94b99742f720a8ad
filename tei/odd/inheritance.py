"""Attributes that come from classes, and those that an element has in the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tei.odd.merging import attribute as merged
from tei.odd.specs import (
    Attribute,
    AttributeList,
    AttributeRef,
    ClassSpec,
    ElementSpec,
)
from tei.odd.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Inherited:
    """An attribute that comes from a class, or with no attribute a pattern by its name."""

    owner: ClassSpec
    attribute: Attribute | None
    pattern: str = ""


def inherited(
    vocabulary: Vocabulary, spec: ClassSpec, trail: tuple[str, ...] = ()
) -> Iterator[Inherited]:
    """Yield all attributes of a class, with those of the classes that it belongs to."""
    if spec.ident in trail:
        return
    for item in _flat(spec.attributes):
        if isinstance(item, Attribute):
            yield Inherited(spec, item)
        elif item.class_key:
            yield from _referred(vocabulary, item)
        else:
            yield Inherited(spec, None, item.name)
    for member in spec.classes.members if spec.classes else ():
        if (above := vocabulary.attribute_class(member.key)) is not None:
            yield from inherited(vocabulary, above, (*trail, spec.ident))


def held(
    vocabulary: Vocabulary, spec: ElementSpec
) -> list[tuple[ElementSpec | ClassSpec, Attribute]]:
    """Give the attributes of an element, its own first, each with what declares it.

    One of a class that the element changes is the element's own.
    """
    own = {each.ident: each for each in spec.attributes.attributes()}
    from_classes = [
        each
        for member in (spec.classes.members if spec.classes else ())
        if (above := vocabulary.attribute_class(member.key)) is not None
        for each in inherited(vocabulary, above)
    ]
    for item in _flat(spec.attributes):
        if isinstance(item, AttributeRef) and item.class_key:
            from_classes += _referred(vocabulary, item)
    found: list[tuple[ElementSpec | ClassSpec, Attribute]] = [
        (spec, each) for each in own.values() if each.mode not in ("change", "delete")
    ]
    rest: list[tuple[ElementSpec | ClassSpec, Attribute]] = []
    seen = {each.ident for _, each in found}
    for each in from_classes:
        if each.attribute is None or each.attribute.ident in seen:
            continue
        seen.add(each.attribute.ident)
        change = own.get(each.attribute.ident)
        if change is None:
            rest.append((each.owner, each.attribute))
        elif (made := merged(each.attribute, change)) is not None:
            found.append((spec, made))
    return [*found, *rest]


def _referred(vocabulary: Vocabulary, item: AttributeRef) -> Iterator[Inherited]:
    spec = vocabulary.attribute_class(item.class_key)
    if spec is None:
        return
    if not item.name:
        yield from inherited(vocabulary, spec)
    for each in spec.attributes.attributes():
        if each.ident == item.name:
            yield Inherited(spec, each)


def _flat(attributes: AttributeList) -> Iterator[Attribute | AttributeRef]:
    for item in attributes.items:
        if isinstance(item, AttributeList):
            yield from _flat(item)
        else:
            yield item

"""What an ODD changes in a declaration: the old and the change become one.

The rules are those of the TEI's own stylesheets (odd2odd.xsl), where the Guidelines say less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tei.odd.content import Content, Value, ValueList
from tei.odd.specs import (
    Attribute,
    AttributeList,
    AttributeRef,
    Classes,
    ClassSpec,
    Constraint,
    ElementSpec,
    MacroSpec,
    Spec,
)


def change(old: Spec, new: Spec) -> Spec:
    """Give the declaration `old` as `new`, in mode “change”, makes it. Both are of one kind."""
    if isinstance(old, ElementSpec) and isinstance(new, ElementSpec):
        return replace(
            old,
            prefix=old.prefix if new.prefix is None else new.prefix,
            description=new.description or old.description,
            asides=new.asides or old.asides,
            name=new.name or old.name,
            namespace=old.namespace if new.namespace is None else new.namespace,
            classes=_classes(old.classes, new.classes),
            content=old.content if new.content is None else new.content,
            values=_values(old.values, new.values),
            constraints=_constraints(old.constraints, new.constraints),
            attributes=attributes(old.attributes, new.attributes, inherited=True),
            position=new.position,
        )
    if isinstance(old, ClassSpec) and isinstance(new, ClassSpec):
        return replace(
            old,
            description=new.description or old.description,
            asides=new.asides or old.asides,
            classes=_classes(old.classes, new.classes),
            constraints=_constraints(old.constraints, new.constraints),
            attributes=attributes(old.attributes, new.attributes, inherited=False),
            position=new.position,
        )
    if isinstance(old, MacroSpec) and isinstance(new, MacroSpec):
        content: Content | None = old.content if new.content is None else new.content
        return replace(
            old,
            description=new.description or old.description,
            asides=new.asides or old.asides,
            content=content,
            values=_values(old.values, new.values),
            constraints=_constraints(old.constraints, new.constraints),
            position=new.position,
        )
    raise TypeError("declarations of two kinds")


def _classes(old: Classes | None, new: Classes | None) -> Classes | None:
    """Join memberships. Without mode “change” the new ones stand for all the old ones."""
    if new is None:
        return old
    coming = tuple(each for each in new.members if each.mode != "delete")
    if new.mode != "change":
        return Classes(coming)
    named = {each.key for each in new.members}
    staying = () if old is None else (each for each in old.members if each.key not in named)
    return Classes((*coming, *staying))


def _constraints(old: Iterable[Constraint], new: Iterable[Constraint]) -> tuple[Constraint, ...]:
    new = tuple(new)
    gone = {each.ident for each in new if each.mode in ("delete", "replace", "change")}
    coming = (each for each in new if each.mode != "delete")
    return (*coming, *(each for each in old if each.ident not in gone))


def attributes(old: AttributeList, new: AttributeList, *, inherited: bool) -> AttributeList:
    """Join lists of attributes.

    With `inherited`, changes of attributes that the old list does not have stay in the list with
    their mode: they are meant for attributes that come from classes.
    """
    changes = {each.ident: each for each in new.attributes()}
    known = {each.ident for each in old.attributes()}
    kept = _kept(old, changes)
    coming: list[Attribute | AttributeRef | AttributeList] = []
    for item in new.items:
        added = not isinstance(item, Attribute) or item.mode in ("", "add")
        ident = item.ident if isinstance(item, Attribute) else ""
        if ident not in known and (added or inherited):
            coming.append(item)
    return AttributeList((*coming, *kept.items), old.choice)


def _kept(old: AttributeList, changes: dict[str, Attribute]) -> AttributeList:
    """Give the old list as the changes leave it."""
    items: list[Attribute | AttributeRef | AttributeList] = []
    for item in old.items:
        if isinstance(item, AttributeRef):
            items.append(item)
        elif isinstance(item, AttributeList):
            items.append(_kept(item, changes))
        elif item.ident not in changes:
            items.append(item)
        elif (made := attribute(item, changes[item.ident])) is not None:
            items.append(made)
    return AttributeList(tuple(items), old.choice)


def attribute(old: Attribute, new: Attribute) -> Attribute | None:
    """Give the attribute `old` as `new` makes it, None when it is deleted."""
    if new.mode == "delete":
        return None
    if new.mode != "change":
        return replace(new, mode="")
    return replace(
        old,
        usage=new.usage or old.usage,
        name=new.name or old.name,
        namespace=old.namespace if new.namespace is None else new.namespace,
        datatype=new.datatype or old.datatype,
        values=_values(old.values, new.values),
        description=new.description or old.description,
        constraints=new.constraints or old.constraints,
        position=new.position,
    )


def _values(old: ValueList | None, new: ValueList | None) -> ValueList | None:
    """Join lists of values. Without mode “change” the new one stands for the old one."""
    if new is None:
        return old
    if new.mode == "delete":
        return None
    if old is None or new.mode != "change":
        return ValueList(new.kind, tuple(each for each in new.values if each.mode != "delete"))
    changes = {each.ident: each for each in new.values}
    known = {each.ident for each in old.values}
    found: list[Value] = []
    for value in old.values:
        other = changes.get(value.ident)
        if other is None:
            found.append(value)
        elif other.mode == "change":
            name = other.name if other.name != other.ident else value.name
            found.append(Value(value.ident, name, other.description or value.description))
        elif other.mode != "delete":
            found.append(replace(other, mode=""))
    coming = (each for each in new.values if each.ident not in known and each.mode != "delete")
    return ValueList(new.kind, (*found, *(replace(each, mode="") for each in coming)))

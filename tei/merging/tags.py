"""Start tags: attributes merge one by one, and lists of pointers word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tei.reading.markup import Attribute, attributes, name

# TEI Guidelines: attributes whose values are sets, in which the order says nothing.
_SETS = frozenset(
    {"wit", "ana", "corresp", "resp", "source", "rend", "rendition", "decls", "sameAs", "hand"}
)


@dataclass(frozen=True, slots=True)
class Clash:
    """An attribute that both editors have changed; None where it is absent."""

    name: str
    base: str | None
    ours: str | None
    theirs: str | None


def merge_tags(base: str | None, ours: str, theirs: str) -> tuple[str, list[Clash]]:
    """Merge a start tag; without `base` both editors have put it in.

    Where both have changed an attribute, what stands in the result is ours.
    """
    if ours == theirs or theirs == base:
        return ours, []
    if ours == base:
        return theirs, []
    before = _values(attributes(base)) if base is not None else {}
    mine, other = attributes(ours), attributes(theirs)
    first, second = _values(mine), _values(other)
    clashes: list[Clash] = []
    values: dict[str, str] = {}
    for key in dict.fromkeys((*first, *second)):
        value, clash = _merged(key, before.get(key), first.get(key), second.get(key))
        if clash is not None:
            clashes.append(clash)
        if value is not None:
            values[key] = value
    return _written(ours, mine, other, values), clashes


def _merged(
    key: str, base: str | None, ours: str | None, theirs: str | None
) -> tuple[str | None, Clash | None]:
    if ours == theirs or theirs == base:
        return ours, None
    if ours == base:
        return theirs, None
    if key in _SETS and ours is not None and theirs is not None:
        before, first, second = ((value or "").split() for value in (base, ours, theirs))
        kept = [word for word in before if word in first and word in second]
        more = sorted({*first, *second}.difference(before))
        return " ".join(kept + more), None
    return ours, Clash(key, base, ours, theirs)


def with_attribute(tag: str, key: str, value: str | None) -> str:
    """Give a start tag with one attribute set, or without it; the value is as in the file."""
    own = attributes(tag)
    values = _values(own)
    added: list[Attribute] = []
    if value is None:
        values.pop(key, None)
    else:
        if key not in values:
            added.append(Attribute(" ", key, f'"{value}"'))
        values[key] = value
    return _written(tag, own, added, values)


def _values(found: list[Attribute]) -> dict[str, str]:
    return {each.name: each.value[1:-1] for each in found}


def _written(
    tag: str, own: list[Attribute], other: list[Attribute], values: Mapping[str, str]
) -> str:
    """Write a tag anew: attributes stand as they stood in it, new ones as in the other one."""
    own_names = {each.name for each in own}
    parts = [f"<{name(tag)}"]
    for each in (*own, *(each for each in other if each.name not in own_names)):
        if each.name in values:
            value = values[each.name]
            quote = each.value[0] if each.value[0] not in value else '"' if "'" in value else "'"
            parts.append(f"{each.space}{each.name}={quote}{value}{quote}")
    end = max((tag.rfind(quote) for quote in "\"'"), default=-1) + 1 if own else len(name(tag)) + 1
    return "".join(parts) + tag[end:]

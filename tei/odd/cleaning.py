"""A grammar made tidy: references to nothing go, and definitions that nothing refers to."""

from __future__ import annotations

from tei.odd.patterns import Pattern, pattern
from tei.odd.reading_content import RNG

_DEFINE, _REF, _START = f"{{{RNG}}}define", f"{{{RNG}}}ref", f"{{{RNG}}}start"
# These mean nothing once nothing is in them; the others then have no content.
_HOLLOW = {
    f"{{{RNG}}}{name}"
    for name in ("choice", "group", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed")
}
_CHOICE = f"{{{RNG}}}choice"
# Of nothing as often as one likes remains nothing, which is one of the possibilities of a choice.
_POSSIBLY = {f"{{{RNG}}}optional", f"{{{RNG}}}zeroOrMore"}
_ATTRIBUTE = f"{{{RNG}}}attribute"
_HOLDERS = {f"{{{RNG}}}{name}" for name in ("define", "element", "attribute", "list")}


def defined(grammar: Pattern) -> set[str]:
    """Give the names of all definitions."""
    return {each.get("name", "") for each in grammar.iter(_DEFINE)}


def tidy(grammar: Pattern) -> None:
    """Remove references to nothing, what they leave hollow, and what is not used."""
    known = defined(grammar)
    for each in [*grammar.iter(_REF)]:
        if each.get("name") not in known:
            _remove(each)
    used = _used(grammar)
    for each in [*grammar.iter(_DEFINE)]:
        parent = each.getparent()
        if each.get("name") not in used and parent is not None:
            parent.remove(each)
    for each in reversed([*grammar.iter(f"{{{RNG}}}div")]):
        parent = each.getparent()
        if not len(each) and parent is not None:
            parent.remove(each)


def _remove(element: Pattern) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if any(str(each.tag).startswith(f"{{{RNG}}}") for each in parent.iterchildren("*")):
        return
    around = parent.getparent()
    if parent.tag in _POSSIBLY and around is not None and around.tag == _CHOICE:
        around.replace(parent, pattern("empty"))
    elif parent.tag in _HOLLOW:
        _remove(parent)
    elif parent.tag in _HOLDERS:
        # An attribute of which no type is known may have any value.
        parent.append(pattern("text" if parent.tag == _ATTRIBUTE else "empty"))


def _used(grammar: Pattern) -> set[str]:
    """Give the names of the definitions that the start leads to."""
    leads: dict[str, set[str]] = {}
    for each in grammar.iter(_DEFINE):
        names = leads.setdefault(each.get("name", ""), set())
        names.update(found.get("name", "") for found in each.iter(_REF))
    waiting = [
        found.get("name", "") for start in grammar.iter(_START) for found in start.iter(_REF)
    ]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += leads.get(name, ())
    return used

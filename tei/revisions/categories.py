"""To which class a change belongs: what an editor would call it, by where it is made."""

from __future__ import annotations

from tei.layers import choice_kind
from tei.revisions.changes import Category
from tei.revisions.streams import Flat
from tei.revisions.vocabulary import Role

# The nearest of these around a change decides, before the element itself.
_AROUND = {
    "teiHeader": Category.METADATA,
    **dict.fromkeys(
        ("standOff", "listPerson", "listPlace", "listOrg", "listEvent", "listObject"),
        Category.RECORD,
    ),
}
_BY_NAME = {
    **dict.fromkeys(("sic", "corr"), Category.CORRECTION),
    **dict.fromkeys(("orig", "reg", "abbr", "expan", "am", "ex"), Category.NORMALISATION),
    **dict.fromkeys(
        (
            *("supplied", "surplus", "unclear", "gap", "space", "add", "del", "subst", "damage"),
            *("damageSpan", "addSpan", "delSpan", "restore", "secl", "handShift", "mod", "undo"),
            *("redo", "retrace", "metamark", "substJoin"),
        ),
        Category.INTERVENTION,
    ),
    **dict.fromkeys(
        (
            *("app", "rdg", "rdgGrp", "lem", "witDetail", "wit", "listApp", "lacunaStart"),
            *("lacunaEnd", "witStart", "witEnd"),
        ),
        Category.APPARATUS,
    ),
    "note": Category.NOTE,
    **dict.fromkeys(
        (
            *("persName", "placeName", "orgName", "name", "rs", "geogName", "country", "region"),
            *("settlement", "district", "surname", "forename", "roleName", "addName", "nameLink"),
            *("genName", "eventName", "objectName", "bloc"),
        ),
        Category.MENTION,
    ),
    **dict.fromkeys(("date", "time", "docDate", "origDate"), Category.DATE),
    **dict.fromkeys(("ref", "ptr", "link", "graphic", "media", "relatedItem"), Category.LINK),
    **dict.fromkeys(("pb", "lb", "cb", "gb", "milestone", "fw"), Category.LAYOUT),
    **dict.fromkeys(("figure", "table", "row", "cell"), Category.STRUCTURE),
    **dict.fromkeys(("#comment", "#pi"), Category.COMMENT),
}
_IN_APPARATUS = frozenset({"rdg", "rdgGrp", "witDetail"})
_POINTERS = frozenset({"ref", "key", "target", "corresp", "sameAs"})
_DATES = frozenset(
    f"{name}{suffix}"
    for name in ("when", "notBefore", "notAfter", "from", "to")
    for suffix in ("", "-iso", "-custom")
) | {"calendar", "datingMethod", "cert", "period"}


def of_element(flat: Flat, index: int) -> Category:
    """Classify what was done to an element."""
    name = flat.names[index]
    if name[0] == "#":
        return Category.COMMENT
    if name == "choice":
        return _of_choice(flat, index)
    if name == "note" and not _around(flat, index):
        return Category.NOTE
    outer = _outer(flat, index)
    if outer is not None:
        return outer
    if name in ("abbr", "expan", "orig", "reg", "sic", "corr") and (
        flat.names[flat.parents[index]] == "choice"
    ):
        return _of_choice(flat, flat.parents[index])
    found = _BY_NAME.get(name)
    if found is not None:
        return found
    return Category.STRUCTURE if flat.roles[index] is Role.BLOCK else Category.MARKUP


def of_attribute(flat: Flat, index: int, name: str) -> Category:
    """Classify a change of an attribute."""
    if name == "wit" and not _around(flat, index):
        return Category.WITNESS
    found = of_element(flat, index)
    plain = found in (Category.MARKUP, Category.STRUCTURE)
    if plain and name in _DATES - {"cert", "from", "to", "period"}:
        return Category.DATE
    if plain and name in _POINTERS:
        return Category.MENTION if flat.names[index] in ("title", "bibl", "term") else Category.LINK
    return found


def of_words(flat: Flat, index: int) -> Category | None:
    """Classify a change of words within an element by where they are; None for the text itself."""
    around = _around(flat, index)
    if around is not None:
        return around
    for each in (index, *flat.ancestors(index)):
        found = _holder(flat, each)
        if found is not None:
            return found
    return None


def _holder(flat: Flat, index: int) -> Category | None:
    name = flat.names[index]
    if name == "note":
        return Category.NOTE
    if name == "lem":
        return Category.LEMMA
    if name in _IN_APPARATUS:
        return Category.APPARATUS
    if name in ("corr", "sic", "orig", "reg", "abbr", "expan") and (
        flat.names[flat.parents[index]] == "choice"
    ):
        return _of_choice(flat, flat.parents[index])
    return None


def _outer(flat: Flat, index: int) -> Category | None:
    """Classify by what is around an element: a note, a reading, the header."""
    around = _around(flat, index)
    if around is not None:
        return around
    for each in flat.ancestors(index):
        if flat.names[each] == "note" and _BY_NAME.get(flat.names[index]) in (None, Category.NOTE):
            return Category.NOTE
    return None


def _around(flat: Flat, index: int) -> Category | None:
    for each in (index, *flat.ancestors(index)):
        found = _AROUND.get(flat.names[each])
        if found is not None:
            return found
    return None


def _of_choice(flat: Flat, index: int) -> Category:
    return _CHOICES.get(choice_kind(flat.nodes[index]), Category.MARKUP)


_CHOICES = {
    "correction": Category.CORRECTION,
    "normalisation": Category.NORMALISATION,
    "expansion": Category.NORMALISATION,
}

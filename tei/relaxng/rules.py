"""The syntax of RELAX NG as tables: what may stand in what, and with which attributes.

RELAX NG specification, sections 3 and 4. `choice` and `except` mean one thing among patterns and
another among names, and `div` one thing in a grammar and another in an include; the reader keeps
them apart under names of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

RNG: Final = "http://relaxng.org/ns/structure/1.0"

# Names that the reader gives to what is written `choice`, `except` and `div`.
NAME_CHOICE: Final = "choice of names"
NAME_EXCEPT: Final = "except of names"
INCLUDE_DIV: Final = "div of include"
_WRITTEN = {NAME_CHOICE: "choice", NAME_EXCEPT: "except", INCLUDE_DIV: "div"}

# The start of a file, as if it were a part.
FILE: Final = ""
# Parts that hold text; all others hold none.
TEXT_TAGS: Final = frozenset(("name", "param", "value"))


def _table(tags: Iterable[str], **others: str) -> dict[str, str]:
    """Make a table of what may stand somewhere: from expanded names to names of parts."""
    return {f"{RNG} {tag}": part for tag, part in {**{t: t for t in tags}, **others}.items()}


_PATTERN_TAGS = (
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref "
    "parentRef empty value data notAllowed externalRef grammar text"
)
_PATTERNS = _table(_PATTERN_TAGS.split())
_NAMES = _table(("name", "anyName", "nsName"), choice=NAME_CHOICE)
_INCLUDED = _table(("start", "define"), div=INCLUDE_DIV)
_CONTENT = _table(("start", "define", "div", "include"))
_EXCEPT = _table((), **{"except": NAME_EXCEPT})
NOTHING: Final[Mapping[str, str]] = {}
NAME_TAGS: Final = frozenset(_NAMES.values())

# What may stand in a part: from how it is written to how it is called from then on.
CHILDREN: Final[Mapping[str, Mapping[str, str]]] = {
    **dict.fromkeys(_PATTERNS.values(), _PATTERNS),
    **dict.fromkeys(
        ("ref", "parentRef", "empty", "value", "notAllowed", "externalRef", "text"), NOTHING
    ),
    FILE: _PATTERNS,
    "data": _table(("param", "except")),
    "grammar": _CONTENT,
    "param": NOTHING,
    "except": _PATTERNS,
    "include": _INCLUDED,
    INCLUDE_DIV: _INCLUDED,
    "div": _CONTENT,
    "start": _PATTERNS,
    "define": _PATTERNS,
    "name": NOTHING,
    "anyName": _EXCEPT,
    "nsName": _EXCEPT,
    NAME_CHOICE: _NAMES,
    NAME_EXCEPT: _NAMES,
}
# `element` and `attribute` begin with their name, unless an attribute gives it.
NAME_FIRST: Final[Mapping[str, str]] = dict(_NAMES)

_OWN = {
    "element": ("name",),
    "attribute": ("name",),
    "ref": ("name",),
    "parentRef": ("name",),
    "value": ("type",),
    "data": ("type",),
    "externalRef": ("href",),
    "include": ("href",),
    "param": ("name",),
    "start": ("combine",),
    "define": ("combine", "name"),
}
ATTRIBUTES: Final = {
    tag: frozenset(("ns", "datatypeLibrary", *_OWN.get(tag, ()))) for tag in CHILDREN
}
REQUIRED: Final = {
    "ref": "name",
    "parentRef": "name",
    "data": "type",
    "externalRef": "href",
    "include": "href",
    "param": "name",
    "define": "name",
}


class Rule:
    """What the reader has to know of one kind of part, in one place because it is in a hurry.

    `plain` are its attributes without those that are inherited, `required` the one among them
    that must be there, or "". `special` marks parts that name something or hold text.
    """

    __slots__ = ("children", "plain", "required", "special")

    def __init__(self, tag: str) -> None:
        self.plain = ATTRIBUTES[tag] - {"ns", "datatypeLibrary"}
        self.required = REQUIRED.get(tag, "")
        self.children = CHILDREN[tag]
        self.special = tag in TEXT_TAGS or tag in NAME_TAGS or tag in ("element", "attribute")


RULES: Final = {tag: Rule(tag) for tag in CHILDREN}


def written(tag: str) -> str:
    """Give the name of a part as it stands in a schema."""
    return _WRITTEN.get(tag, tag)

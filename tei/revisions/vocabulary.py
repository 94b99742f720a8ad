"""What an element is to the comparison: a block, a phrase, a boundary, or a text beside the text.

What is a block and what holds blocks only is decided in `tei.prepared.vocabulary`, for all
programs alike; what is added here is which elements carry a text of their own, so that a new note
or reading leaves the words around it unchanged.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from tei import names
from tei.prepared.vocabulary import BLOCKS, EITHER, HOLDERS, MILESTONES

COMMENT = "#comment"
INSTRUCTION = "#pi"
ENTITY = "#entity"

_TEI = f"{{{names.TEI}}}"
# Elements-only, yet within a line of text: their children part no words.
_INLINE_HOLDERS = frozenset({"app", "rdgGrp", "choice", "subst", "cit"})
_HOLDERS = HOLDERS - _INLINE_HOLDERS
_BLOCKS = (BLOCKS | HOLDERS) - EITHER - _INLINE_HOLDERS

# What a register says of one person, place or work.
RECORDS = frozenset({"person", "personGrp", "place", "org", "event", "object", "bibl", "witness"})

# Beside the text wherever they stand.
_ALWAYS_BESIDE = frozenset({"note", "fw", "figure", "witDetail"})
# What is offered in place of the text within an entry, a group of readings or a choice: the
# comparison follows the lemma, and what the source has (`tei.layers`: sic, orig, abbr).
_OFFERED = {
    "app": frozenset({"rdg", "rdgGrp"}),
    "rdgGrp": frozenset({"rdg", "rdgGrp"}),
    "choice": frozenset({"corr", "reg", "expan", "ex"}),
}


class Role(IntEnum):
    """What an element does to the text in which it stands."""

    PHRASE = 0
    BLOCK = 1
    BOUNDARY = 2
    BESIDE = 3


@cache
def local(tag: str) -> str:
    """Give the name of a TEI element without its namespace, that of another one in full."""
    return tag.removeprefix(_TEI)


@cache
def role(name: str, parent: str) -> Role:
    """Say what an element is, by its name and that of the element around it ("" for none)."""
    if name in _ALWAYS_BESIDE or name in _OFFERED.get(parent, ()):
        return Role.BESIDE
    if name in MILESTONES:
        return Role.BOUNDARY
    if name in _BLOCKS or parent in _HOLDERS or not parent:
        return Role.BLOCK
    return Role.PHRASE


@cache
def parts_words(name: str) -> bool:
    """Tell whether a boundary stands between two words (unless it says @break="no")."""
    return name in ("pb", "cb", "gb", "lb", "milestone")


def holds_elements_only(name: str) -> bool:
    """Tell whether white space between the children of an element is layout of the file."""
    return name in HOLDERS


def block_names() -> list[str]:
    """Give the names of what is a block wherever it stands in the text, in order."""
    return sorted(_BLOCKS)


def is_block_name(name: str) -> bool:
    """Tell whether elements of this name are blocks wherever they stand in the text."""
    return name in _BLOCKS

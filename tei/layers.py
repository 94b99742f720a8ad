"""Which elements stand in which form of the text.

An edition holds (at least) two texts: the *reading text*, as the editor establishes it, and the
*diplomatic text*, as the source has it. This module is the only place that decides to which of
them an element belongs (TEI Guidelines, 3.5 Simple Editorial Changes, 11 Primary Sources,
12 Critical Apparatus).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from lxml import etree

from tei.names import TEI


class Layer(StrEnum):
    """A form of the text, or `NONE` for what stands in neither (an alternative, a description)."""

    READING = "reading"
    DIPLOMATIC = "diplomatic"
    NONE = "none"


# What the source has, and what the editor puts in its place, within a choice.
_SOURCE = frozenset({"sic", "orig", "abbr", "am"})
_EDITED = frozenset({"corr", "reg", "expan", "ex"})

_KINDS = {
    "sic": "correction",
    "corr": "correction",
    "orig": "normalisation",
    "reg": "normalisation",
    "abbr": "expansion",
    "expan": "expansion",
    "am": "expansion",
    "ex": "expansion",
}

# Wherever these stand, they belong to one form of the text only.
_ALWAYS = {
    "supplied": Layer.READING,
    "ex": Layer.READING,
    "surplus": Layer.DIPLOMATIC,
    "del": Layer.DIPLOMATIC,
    "am": Layer.DIPLOMATIC,
    "fw": Layer.DIPLOMATIC,
    "metamark": Layer.DIPLOMATIC,
    # Statements about the text, not text. A figure's description becomes its alternative text.
    "figDesc": Layer.NONE,
    "index": Layer.NONE,
    "interp": Layer.NONE,
    "interpGrp": Layer.NONE,
    "fs": Layer.NONE,
    "certainty": Layer.NONE,
    "precision": Layer.NONE,
    "respons": Layer.NONE,
    "linkGrp": Layer.NONE,
    "joinGrp": Layer.NONE,
    "altGrp": Layer.NONE,
    "timeline": Layer.NONE,
    "listTranspose": Layer.NONE,
    "teiHeader": Layer.NONE,
    "xenoData": Layer.NONE,
    "witDetail": Layer.NONE,
    "wit": Layer.NONE,
}

_IN_ENTRY = frozenset({"lem", "rdg", "rdgGrp", "note", "wit"})

# A `desc` (and `note`) in these says what is missing or shown, in the words of the encoder.
_DESCRIBED = frozenset({"gap", "space", "graphic", "media", "damage", "handShift"})

# What belongs to one form by itself, and what may hold such.
_HOLDING = frozenset({"choice", "app", "rdgGrp"}) | _DESCRIBED
_LAYERED = tuple(f"{{{TEI}}}{name}" for name in sorted(_ALWAYS.keys() | _HOLDING))

_LEM = f"{{{TEI}}}lem"

_CERTAINTY = {"high": 0, "medium": 1, "unknown": 2, "low": 3}


def local(element: etree._Element) -> str:
    """Give the name of a TEI element without its namespace; "" for anything else."""
    return _local_name(element.tag)


@cache  # asked a dozen times for every element of an edition, of a few hundred names
def _local_name(tag: object) -> str:
    prefix = f"{{{TEI}}}"
    return tag.removeprefix(prefix) if isinstance(tag, str) and tag.startswith(prefix) else ""


def layer_of(element: etree._Element) -> Layer | None:
    """Say to which form of the text an element belongs; None when it stands in all of them."""
    name = local(element)
    parent = element.getparent()
    around = local(parent) if parent is not None else ""
    if around == "choice" and parent is not None:
        return _in_choice(element, parent)
    if around in ("app", "rdgGrp") and parent is not None and name in _IN_ENTRY:
        return None if _holds_running(element, parent) else Layer.NONE
    if around in _DESCRIBED and name in ("desc", "note"):
        return Layer.NONE
    if name == "del" and around == "restore":
        return None
    return _ALWAYS.get(name)


def layered(root: etree._Element) -> Iterator[tuple[etree._Element, Layer]]:
    """Give the elements within `root`, and itself, that do not stand in all forms of the text."""
    for element in root.iter(*_LAYERED):
        name = local(element)
        if name in _HOLDING:
            for child in element.iterchildren(etree.Element):
                if (layer := layer_of(child)) is not None:
                    yield child, layer
        if name in _ALWAYS and (layer := layer_of(element)) is not None:
            yield element, layer


def choice_kind(choice: etree._Element) -> str:
    """Say what a `choice` offers: correction, normalisation, expansion or alternative."""
    kinds = [_KINDS[local(child)] for child in _children(choice) if local(child) in _KINDS]
    return kinds[0] if kinds else "alternative"


def running_reading(app: etree._Element) -> etree._Element | None:
    """Find what an apparatus entry contributes to the running text: its lemma.

    Without a `lem` it is the first reading, so that no passage is lost. A lemma outside of reading
    groups goes before one within. An entry that points to its place (`@from`, `@to`, `@loc`)
    contributes nothing: its lemma stands in the text already.
    """
    if app.get("from") or app.get("to") or app.get("loc"):
        return None
    if (direct := app.find(_LEM)) is not None:
        return direct
    found = list(_readings(app))
    lemmas = [item for item in found if local(item) == "lem"]
    return next(iter(lemmas or found), None)


def _readings(container: etree._Element) -> Iterator[etree._Element]:
    """Give the lemmas and readings of an entry, also those in reading groups, in order."""
    for child in _children(container):
        if local(child) in ("lem", "rdg"):
            yield child
        elif local(child) == "rdgGrp":
            yield from _readings(child)


def _holds_running(element: etree._Element, parent: etree._Element) -> bool:
    """Say whether a part of an entry is, or holds, what the entry gives to the running text."""
    app = parent
    while local(app) == "rdgGrp" and (around := app.getparent()) is not None:
        app = around
    running = running_reading(app) if local(app) == "app" else None
    while running is not None and running is not app:
        if running is element:
            return True
        running = running.getparent()
    return False


def _in_choice(element: etree._Element, choice: etree._Element) -> Layer | None:
    children = list(_children(choice))
    source = [child for child in children if local(child) in _SOURCE]
    edited = [child for child in children if local(child) in _EDITED]
    if not source or not edited:
        # Alternatives of one kind (two ways of reading a damaged word): the likeliest is the text.
        return None if element is _likeliest(children) else Layer.NONE
    if element is source[0]:
        return Layer.DIPLOMATIC
    return Layer.READING if element is _likeliest(edited) else Layer.NONE


def _likeliest(elements: list[etree._Element]) -> etree._Element | None:
    """Take the first of those with the highest @cert; what states none counts as certain."""
    return min(elements, key=_doubt, default=None)


def _doubt(element: etree._Element) -> int:
    return _CERTAINTY.get(element.get("cert", "high"), 2)


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))

"""Ids and numbers: what can be pointed at and how a passage is cited."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from tei.layers import local
from tei.names import XML_ID, prepared
from tei.prepared.vocabulary import DIVISIONS, PARAGRAPHS

_ID = prepared("id")
_N = prepared("n")
_LEVEL = prepared("level")
_CONTINUED = prepared("continued")
_USABLE = re.compile(r"[^\W\d][\w.-]*")

# Paragraphs and lines are counted where the text runs on, not in notes, figures or quotations.
_RUNNING = DIVISIONS | {
    *("text", "front", "body", "back", "group", "sp", "spGrp", "lg", "said", "add", "del", "seg"),
    *("quote", "q", "postscript", "ab"),
}
_OURS = frozenset({prepared("passage"), prepared("end")})
_EMENDED = frozenset({"choice", "supplied", "surplus"})
_PREFIX = {
    **dict.fromkeys(PARAGRAPHS, "p"),
    "l": "l",
    "head": "h",
    **dict.fromkeys(_EMENDED, "c"),
}


def assign(root: etree._Element, body: etree._Element) -> None:
    """Give ids to all that can be pointed at, numbers to paragraphs and lines, levels to heads.

    Works in place on the document of one text (`root`) whose running text is `body`.
    """
    taken = {str(element.get(_ID)) for element in root.iter(etree.Element) if element.get(_ID)}
    for element in root.iter(etree.Element):
        if (wish := element.get(XML_ID)) and not element.get(_ID):
            element.set(_ID, _free(wish if _USABLE.fullmatch(wish) else "x", taken))
    counts: Counter[str] = Counter()
    copies = {item for lemma in root.iter(prepared("lemma")) for item in lemma.iter()}
    for element in root.iter(etree.Element):
        if element in copies:
            continue  # the wording of a lemma stands in the text, and is pointed at there
        name = local(element)
        prefix = _PREFIX.get(name) or _linkable(element)
        if prefix and not element.get(_ID):
            counts[prefix] += 1
            element.set(_ID, _free(f"{prefix}{counts[prefix]}", taken))
    _number(body)
    for head in body.iter("{*}head"):
        head.set(_LEVEL, str(_level(head, body)))


def _linkable(element: etree._Element) -> str:
    """Give the prefix for names ("m"), passages ("e") and boundaries of pages ("b")."""
    if element.tag in _OURS:
        return "e"
    if local(element) == "pb":
        return "b"
    return "m" if local(element) and (element.get("ref") or element.get("key")) else ""


def _free(wish: str, taken: set[str]) -> str:
    ident, count = wish, 1
    while ident in taken:
        count += 1
        ident = f"{wish}-{count}"
    taken.add(ident)
    return ident


def _number(body: etree._Element) -> None:
    """Number paragraphs and verse lines: by their own @n, else counted through the text."""
    paragraphs = lines = 0
    for element in body.iter("{*}p", "{*}ab", "{*}l"):
        if not _runs(element, body):
            continue
        if element.get("prev") or element.get("part") in ("M", "F"):
            element.set(_CONTINUED, "yes")
            continue
        if local(element) == "l":
            own = element.get("n", "")
            # Many editions number every fifth line only: count on from there.
            lines = int(own) if own.isdecimal() else lines + 1
            element.set(_N, own or str(lines))
        else:
            paragraphs += 1
            element.set(_N, element.get("n") or str(paragraphs))


def _runs(element: etree._Element, body: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is body:
            return True
        if local(ancestor) and local(ancestor) not in _RUNNING:
            return False
    return False


def _level(head: etree._Element, body: etree._Element) -> int:
    """Count the divisions around a heading; the text's own heading is of level 1."""
    depth = 0
    for ancestor in head.iterancestors():
        if ancestor is body:
            break
        depth += local(ancestor) not in ("front", "body", "back", "text", "group", "")
    return max(1, min(depth, 6))

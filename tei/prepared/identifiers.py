"""Ids and numbers: what can be pointed at and how a passage is cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from lxml import etree

from tei.layers import local
from tei.names import PREPARED, XML_ID, prepared, tei
from tei.prepared.vocabulary import DIVISIONS, PARAGRAPHS

_ID = prepared("id")
_N = prepared("n")
_LEVEL = prepared("level")
_CONTINUED = prepared("continued")
_LEADING = re.compile(r"\d+")
_USABLE = re.compile(r"[^\W\d][\w.-]*")

# Paragraphs and lines are counted where the text runs on, not in notes, figures or quotations.
_RUNNING = DIVISIONS | {
    *("text", "front", "body", "back", "group", "sp", "spGrp", "lg", "said", "add", "del", "seg"),
    *("quote", "q", "postscript", "ab"),
}
_EMENDED = ("choice", "supplied", "surplus")
_PREFIX = {
    **dict.fromkeys(map(tei, PARAGRAPHS), "p"),
    tei("l"): "l",
    tei("head"): "h",
    **dict.fromkeys(map(tei, _EMENDED), "c"),
    tei("pb"): "b",
    **dict.fromkeys((prepared("passage"), prepared("end")), "e"),
}
_ids: Any = etree.XPath(
    "descendant-or-self::*/@p:id", namespaces={"p": PREPARED}, smart_strings=False
)
_named: Any = etree.XPath("descendant-or-self::*/@xml:id/..")


def assign(root: etree._Element, body: etree._Element) -> None:
    """Give ids to all that can be pointed at, numbers to paragraphs and lines, levels to heads.

    Works in place on the document of one text (`root`) whose running text is `body`.
    """
    taken = set(map(str, _ids(root)))
    for element in _named(root):
        if (wish := element.get(XML_ID)) and not element.get(_ID):
            element.set(_ID, _free(wish if _USABLE.fullmatch(wish) else "x", taken))
    counts: Counter[str] = Counter()
    # The wording of a lemma stands in the text, and is pointed at there.
    copies = {item for lemma in root.iter(prepared("lemma")) for item in lemma.iter()}
    for element in root.iter(etree.Element):
        prefix = _PREFIX.get(element.tag) or _linkable(element)
        if prefix and element not in copies and not element.get(_ID):
            counts[prefix] += 1
            element.set(_ID, _free(f"{prefix}{counts[prefix]}", taken))
    _number(body)
    for head in body.iter("{*}head"):
        head.set(_LEVEL, str(_level(head, body)))


def _linkable(element: etree._Element) -> str:
    """Give the prefix for names."""
    return "m" if (element.get("ref") or element.get("key")) and local(element) else ""


def _free(wish: str, taken: set[str]) -> str:
    ident, count = wish, 1
    while ident in taken:
        count += 1
        ident = f"{wish}-{count}"
    taken.add(ident)
    return ident


def _number(body: etree._Element) -> None:
    """Number paragraphs and verse lines: by their own @n, else counted through the text."""
    paragraphs = 0
    lines: list[etree._Element] = []
    for element in body.iter("{*}p", "{*}ab", "{*}l"):
        if not _runs(element, body):
            continue
        if element.get("prev") or element.get("part") in ("M", "F"):
            element.set(_CONTINUED, "yes")
            continue
        if local(element) == "l":
            lines.append(element)
        else:
            paragraphs += 1
            element.set(_N, element.get("n") or str(paragraphs))
    _number_lines(lines)


def _number_lines(lines: Sequence[etree._Element]) -> None:
    """Number verse lines; many editions have the number of every fifth only: count on from there.

    Lines for which the numbers before and after them leave no room (lost or added ones) have none.
    """
    count = 0
    waiting: list[etree._Element] = []
    for element in [*lines, None]:
        own = element.get("n", "") if element is not None else ""
        if element is not None and not own:
            waiting.append(element)
            continue
        found = _LEADING.match(own)
        if element is None or found is None or not count < int(found[0]) <= count + len(waiting):
            for number, item in enumerate(waiting, count + 1):
                item.set(_N, str(number))
            count += len(waiting)
        waiting.clear()
        if element is not None:
            count = int(found[0]) if found else count + 1
            element.set(_N, own)


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

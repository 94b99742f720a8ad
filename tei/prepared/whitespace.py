"""White space: what is layout of the file goes, what parts words stays.

TEI Guidelines, 1.3.1.1.5 (white space) and 3.11.3 (milestones, @break).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.layers import local
from tei.names import prepared, tei
from tei.prepared.vocabulary import HOLDERS, PARTED
from tei.wording import ends_word

_PARTING = frozenset({"lb", "pb", "cb", "gb", "milestone", "space"})
_OWN_HOLDERS = frozenset(
    prepared(name) for name in ("body", "notes", "entries", "entry", "header", "note")
)
_HOLDING = (*map(tei, HOLDERS), *_OWN_HOLDERS)


def settle(root: etree._Element) -> None:
    """Settle the white space of a prepared text, in place."""
    for element in root.iter(*_HOLDING):
        _drop_layout(element)
    for element in root.iter(*map(tei, PARTED)):
        _part(element)
    for element in root.iter(tei("ptr")):
        _stand_free(element)
    for label in root.iter(tei("label")):
        if ends_word(label) and not _holds_elements_only(label):
            label.tail = " " + (label.tail or "")
    for run in _runs(root):
        _settle_run(run)


def _drop_layout(element: etree._Element) -> None:
    """Remove white space between the children of an element that holds no text of its own."""
    if element.text and not element.text.strip():
        element.text = None
    for child in element:
        if child.tail and not child.tail.strip():
            child.tail = None


def _part(element: etree._Element) -> None:
    """Put a blank between the parts of an element that are words apart."""
    for child in list(element)[:-1]:
        child.tail = child.tail or " "


def _stand_free(pointer: etree._Element) -> None:
    """Part a `ptr`, which is shown by an address or a title, from the words around it."""
    before = _before(pointer)
    if before[-1:].isalnum() or (before[-1:] and before[-1:] in ".,;:"):
        _set_before(pointer, before + " ")
    tail = pointer.tail or ""
    if tail[:1].isalnum() or (not tail and pointer.getnext() is not None):
        pointer.tail = " " + tail


def _runs(root: etree._Element) -> Iterator[list[etree._Element]]:
    """Give the runs of boundaries that have nothing but white space between them."""
    seen: set[etree._Element] = set()
    for element in root.iter(*map(tei, _PARTING)):
        if element in seen:
            continue
        run = [element]
        while not (run[-1].tail or "").strip():
            following = run[-1].getnext()
            if following is None or local(following) not in _PARTING:
                break
            run.append(following)
        seen = set(run)
        yield run


def _settle_run(run: list[etree._Element]) -> None:
    before = _before(run[0])
    if any(item.get("break") == "no" for item in run):
        _set_before(run[0], before.rstrip())
        for item in run:
            item.tail = (item.tail or "").lstrip() or None
        return
    if not any(local(item) in ("lb", "space") for item in run):
        return
    spaced = before[-1:].isspace() or any((item.tail or "")[:1].isspace() for item in run)
    at_start = run[0].getprevious() is None and not before
    at_end = run[-1].getnext() is None and not run[-1].tail
    if not (spaced or at_start or at_end) and not _holds_elements_only(run[0]):
        run[-1].tail = " " + (run[-1].tail or "")


def _holds_elements_only(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and (local(parent) in HOLDERS or parent.tag in _OWN_HOLDERS)


def _before(element: etree._Element) -> str:
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _set_before(element: etree._Element, text: str) -> None:
    previous = element.getprevious()
    if previous is not None:
        previous.tail = text or None
    elif (parent := element.getparent()) is not None:
        parent.text = text or None

"""Tying notes and entries to their places in the text, once all have their ids and numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from tei.elements import remove
from tei.names import AT, PREPARED, prepared, tei

_ID = prepared("id")
_N = prepared("n")
_CALL = prepared("call")
_PASSAGE = prepared("passage")
_END = prepared("end")
_LIST = tei("listApp")
# What has a number, and what is tied to an entry or a note.
_MARKED = (
    *("{*}p", "{*}ab", "{*}l", _LIST, _CALL, _PASSAGE, _END),
    *map(tei, ("choice", "supplied", "surplus")),
)
# Whether anything stands in one form of the text only.
_differs: Any = etree.XPath(
    "boolean(descendant::*[@p:layer = 'reading' or @p:layer = 'diplomatic'])",
    namespaces={"p": PREPARED},
)


class _Place(NamedTuple):
    """The id of a passage, and the numbers of the line or paragraph where it begins and ends."""

    id: str
    begins: str
    ends: str


def join(
    root: etree._Element,
    body: etree._Element,
    notes: etree._Element,
    entries: etree._Element,
) -> None:
    """Tie passages to their entries, say where notes and entries stand, and which layers differ."""
    by_origin = {entry.get(AT): entry for entry in entries}
    calls: dict[str, str] = {}
    passages: dict[str, _Place] = {}
    number = ""
    differs = _differs(body)
    for element in body.iter(*_MARKED):
        # What is left in a list of entries has no place in the text, and no number of one.
        number = "" if element.tag == _LIST else element.get(_N, number)
        if element.tag == _CALL:
            calls[element.get("to", "")] = number
        elif element.tag == _PASSAGE:
            first = _first_number(element, number)
            last = _last_number(element, first)
            passages[element.get("entry", "")] = _Place(element.get(_ID, ""), first, last)
        elif element.tag == _END:
            _close(element, by_origin.get(element.get(AT)), passages, number)
        elif by_origin and (entry := by_origin.get(element.get(AT))) is not None:
            # An emendation that counts as an entry stays in the text as it is.
            passages[entry.get("id", "")] = _Place(element.get(_ID, ""), number, number)
    for note in notes:
        if locus := calls.get(note.get("id", "")):
            note.set("locus", locus)
    differs = differs or _differs(notes)
    for entry in entries:
        place = passages.get(entry.get("id", ""))
        if place is None:
            continue
        if place.id:
            entry.set("passage", place.id)
        if place.begins and not entry.get("locus"):
            entry.set("locus", place.begins)
        if place.ends != place.begins:
            entry.set("to-locus", place.ends)
    for end in list(root.iter(_END)):
        if not end.get("entry"):  # in what an entry or a note repeats of the text
            remove(end)
    root.set("layers", "reading diplomatic" if differs else "reading")


def _close(
    end: etree._Element, entry: etree._Element | None, passages: dict[str, _Place], number: str
) -> None:
    """Tie the end of a passage to its entry."""
    if entry is None:
        return
    name = entry.get("id", "")
    end.set("entry", name)
    entry.set("end", end.get(_ID, ""))
    if place := passages.get(name):
        passages[name] = _Place(place.id, place.begins, number)


def _first_number(passage: etree._Element, number: str) -> str:
    """Give the number of the line or paragraph with which a passage begins, else that around it."""
    if (passage.text or "").strip():
        return number
    for element in passage.iterdescendants(etree.Element):
        if value := element.get(_N):
            return value
        if (element.text or "").strip() or (element.tail or "").strip():
            return number
    return number


def _last_number(passage: etree._Element, number: str) -> str:
    """Give the number of the last line or paragraph that begins within a passage."""
    if len(passage):
        for element in passage.iter(etree.Element):
            number = element.get(_N, number)
    return number

"""Entries that stand apart from the text: each goes to the place in the text that it is about.

What an entry points to is known to `tei.apparatus`. Here the copy of its `app` is put before the
passage, or into the part of the text that its locus names, also where that is another text; from
then on it is treated like an entry in the text, only that its passage is empty. Where the passage
ends, a `p:end` is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from tei.apparatus.entries import apparatus as kind_of_list
from tei.apparatus.model import Entry, Spot
from tei.elements import remove
from tei.layers import local
from tei.names import AT, prepared, tei
from tei.prepared.copies import make

if TYPE_CHECKING:
    from tei.apparatus.collection import Apparatus

# Which apparatus an entry belongs to, once it has left the list that says so.
APPARATUS = prepared("apparatus")

_END = prepared("end")
_LAYER = prepared("layer")
_POINTING = ("from", "to", "loc")
_POINTS = frozenset({"anchor", "lb", "pb", "cb", "gb", "milestone", "app"})


def tie(collected: Apparatus, bodies: Mapping[str, etree._Element]) -> None:
    """Move the entries that stand apart in copies of the texts (by id), in place."""
    apart = {
        app.get(AT, ""): app
        for body in bodies.values()
        for app in body.iter(tei("app"))
        if any(app.get(name) for name in _POINTING)
    }
    if not apart:
        return
    entries = {
        at: entry
        for found in collected.values()
        for entry in found
        if (at := entry.element.get(AT, "")) in apart
    }
    wanted = {at for entry in entries.values() for at in _origins(entry)}
    places = {
        at: element
        for body in bodies.values()
        for element in body.iter(etree.Element)
        if (at := element.get(AT, "")) in wanted
    }
    for origin, entry in entries.items():
        place = places.get(entry.ends)
        if place is None or _within(place, apart[origin]):
            continue
        if entry.ends != entry.begins or local(place) not in _POINTS:
            _close(origin, place)
    placed: dict[etree._Element, etree._Element] = {}
    exact: list[tuple[Spot, int, etree._Element]] = []
    for number, (origin, app) in enumerate(apart.items()):
        found = entries.get(origin)
        place = places.get(found.begins) if found else None
        if found is None or place is None or place is app or _within(place, app):
            continue
        if name := kind_of_list(app):
            app.set(APPARATUS, name)
        remove(app)
        if found.spots is None:
            _put(app, place, placed)
            continue
        start, end = found.spots
        # Of two at one place the last of all stands first; an end goes before a beginning.
        exact.append((start, 2 * number + 1, app))
        exact.append((end, -2 * number, _end(origin)))
    for spot, _, element in sorted(
        exact, key=lambda item: (item[0].origin, item[0].after, item[0].offset, item[1])
    )[::-1]:
        _insert(element, spot, places[spot.origin])


def _origins(entry: Entry) -> list[str]:
    spots = [spot.origin for spot in entry.spots] if entry.spots else []
    return [at for at in (entry.begins, entry.ends, *spots) if at]


def _within(place: etree._Element, app: etree._Element) -> bool:
    return any(ancestor is app for ancestor in place.iterancestors())


def _end(origin: str) -> etree._Element:
    element = make("end")
    element.set(AT, origin)
    return element


def _close(origin: str, place: etree._Element) -> None:
    """Mark the end of a passage after a word, before a point, or at the end of a part."""
    if local(place) in _POINTS:
        place.addprevious(_end(origin))
    elif _is_phrase(place):
        tail, place.tail = place.tail, None
        place.addnext(_end(origin))
        following = place.getnext()
        assert following is not None
        following.tail = tail
    else:
        place.append(_end(origin))


def _insert(element: etree._Element, spot: Spot, place: etree._Element) -> None:
    """Put an element into the text of another, or into that after it.

    What is not in the reading text (the `sic` of a correction) can hold no place of it.
    """
    hidden = [
        item
        for item in (*([] if spot.after else [place]), *place.iterancestors())
        if item.get(_LAYER) in ("diplomatic", "none")
    ]
    if hidden:
        around = hidden[-1].getparent()
        whole = around if around is not None and local(around) == "choice" else hidden[-1]
        if element.tag == _END:
            tail, whole.tail = whole.tail, None
            whole.addnext(element)
            whole.tail, element.tail = None, tail
        else:
            whole.addprevious(element)
    elif spot.after:
        text = place.tail or ""
        place.tail = None
        place.addnext(element)
        place.tail, element.tail = text[: spot.offset], text[spot.offset :]
    else:
        text = place.text or ""
        place.insert(0, element)
        place.text, element.tail = text[: spot.offset], text[spot.offset :]


def _put(
    app: etree._Element, place: etree._Element, placed: dict[etree._Element, etree._Element]
) -> None:
    """Put an entry before a point or a word, else to the beginning of a part of the text.

    `placed` remembers the last entry in each part, which the next one follows.
    """
    if local(place) in _POINTS or _is_phrase(place):
        place.addprevious(app)
    elif (last := placed.get(place)) is not None:
        last.addnext(app)
    else:
        text, place.text = place.text, None
        place.insert(0, app)
        app.tail = text
    placed[place] = app


def _is_phrase(element: etree._Element) -> bool:
    """Say whether an element stands within a line or paragraph, so that an entry may precede it."""
    return any(local(ancestor) in ("p", "ab", "l", "head") for ancestor in element.iterancestors())

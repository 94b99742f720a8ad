"""Entries that stand apart from the text: each goes to the place in the text that it is about.

What an entry points to is known to `tei.apparatus`. Here the copy of its `app` is put before the
passage, or into the part of the text that its locus names, also where that is another text; from
then on it is treated like an entry in the text, only that its passage is empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tei.apparatus.collection import Apparatus
from tei.apparatus.entries import apparatus as kind_of_list
from tei.layers import local
from tei.names import AT, prepared, tei
from tei.prepared.copies import remove

# Which apparatus an entry belongs to, once it has left the list that says so.
APPARATUS = prepared("apparatus")

_POINTING = ("from", "to", "loc")
_POINTS = frozenset({"anchor", "lb", "pb", "cb", "gb", "milestone"})


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
    aims = {
        entry.element.get(AT, ""): entry.begins
        for entries in collected.values()
        for entry in entries
        if entry.begins
    }
    wanted = set(aims.values())
    places = {
        at: element
        for body in bodies.values()
        for element in body.iter(etree.Element)
        if (at := element.get(AT, "")) in wanted
    }
    placed: dict[etree._Element, etree._Element] = {}
    for origin, app in apart.items():
        place = places.get(aims.get(origin, ""))
        if place is not None and not _within(place, app):
            if name := kind_of_list(app):
                app.set(APPARATUS, name)
            remove(app)
            _put(app, place, placed)


def _within(place: etree._Element, app: etree._Element) -> bool:
    return any(ancestor is app for ancestor in (place, *place.iterancestors()))


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

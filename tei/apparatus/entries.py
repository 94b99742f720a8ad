"""What an entry says of itself, whatever its method of encoding."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from tei.apparatus.model import Entry, Fault, Kind, Method, Reading, Status
from tei.apparatus.readings import Part, kind
from tei.apparatus.standing import is_edited_only
from tei.names import tei

_LIST = tei("listApp")


def group_of(found: list[Part], element: etree._Element) -> int | None:
    """Give the number of the reading group that a lemma stands in."""
    return next(part.group for part in found if part.element is element)


def method(app: etree._Element) -> Method:
    """Say how an entry is tied to its passage, by the attributes it has."""
    if app.get("from") or app.get("to"):
        return Method.ENDPOINTS
    return Method.LOCATION if app.get("loc") else Method.PARALLEL


def apparatus(app: etree._Element) -> str:
    """Name the apparatus an entry belongs to, where the edition has several."""
    found = (around.get("type", "") for around in app.iterancestors(_LIST))
    return next(filter(None, found), "")


def twice(lemma: Reading | None, made: list[Reading]) -> tuple[Fault, ...]:
    """Find a witness with two readings that nothing tells apart."""
    seen: set[tuple[str, str, int, int]] = set()
    marks: set[tuple[str, str, int, int]] = set()  # one excerpt may end and the next begin here
    for reading in ([lemma] if lemma else []) + made:
        keys = {(c.witness, c.hand, c.order, reading.sequence) for c in reading.credits}
        is_mark = reading.kind is Kind.BOUNDARY
        if keys & (seen if is_mark else seen | marks):
            return (Fault.WITNESS_TWICE,)
        (marks if is_mark else seen).update(keys)
    return ()


def against(entry: Entry, passage: str) -> Entry:
    """Class the readings of an entry that gives no lemma as against its passage in the text."""
    made = tuple(
        replace(item, kind=kind(item.element, item.number, item.text, passage, item.boundaries))
        for item in entry.readings
    )
    entry = replace(entry, readings=made)
    positive = any(_names_those_who_agree(entry, item) for item in made)
    return replace(entry, default=None if positive else 0)


def default(entry: Entry, main: etree._Element | None) -> int | None:
    """Say which reading those witnesses have that are not named: none in a positive apparatus."""
    if all(reading.kind is Kind.BOUNDARY for reading in entry.readings) and entry.readings:
        return 0
    lemma = entry.lemma
    if not entry.all_readings:
        return 0  # a remark only: nobody is said to have anything else
    if main is None or lemma is None:
        if entry.method is not Method.PARALLEL:
            return 0  # the text to which the entry points is the lemma
        running = entry.reading(entry.running) if entry.running is not None else None
        unnamed = running is not None and not running.credits and not running.source
        return entry.running if unnamed else None
    if lemma.credits or lemma.status is Status.EMENDATION or is_edited_only(main):
        return None
    return None if any(_names_those_who_agree(entry, item) for item in entry.readings) else 0


def _names_those_who_agree(entry: Entry, reading: Reading) -> bool:
    """Say whether a reading repeats the lemma to name its witnesses, as positive apparatuses do.

    It does not when it tells of a correction: then it is there for the witness's other state.
    """
    if reading.kind is not Kind.SAME or not reading.credits or reading.boundaries:
        return False
    element = reading.element
    if element.get("copyOf"):
        return False
    if next(element.iter(*map(tei, ("add", "del", "subst", "mod"))), None) is not None:
        return False
    if any(detail.reading == reading.number for detail in entry.details):
        return False
    others = (item for item in entry.readings if item is not reading)
    elsewhere = {item.witness for other in others for item in other.credits}
    return any(not item.order and item.witness not in elsewhere for item in reading.credits)

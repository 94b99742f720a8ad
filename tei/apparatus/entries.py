"""What an entry says of itself, whatever its method of encoding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from tei.apparatus.model import Attestation, Detail, Entry, Fault, Kind, Method, Reading, Status
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
        item
        if item.missing is Attestation.UNKNOWN
        else item._replace(kind=kind(item.type, item.number, item.text, passage, item.boundaries))
        for item in entry.readings
    )
    positive = any(_names_those_who_agree(made, entry.details, item) for item in made)
    return replace(entry, readings=made, default=None if positive else 0)


def default(
    how: Method,
    lemma: Reading | None,
    readings: Sequence[Reading],
    running: Reading | None,
    details: Sequence[Detail],
    main: etree._Element | None,
) -> int | None:
    """Say which reading those witnesses have that are not named: none in a positive apparatus.

    `running` is the reading that stands in the edited text, `main` the element of the lemma.
    """
    if readings and all(reading.kind is Kind.BOUNDARY for reading in readings):
        return 0
    if not readings and lemma is None:
        return 0  # a remark only: nobody is said to have anything else
    if main is None or lemma is None:
        if how is not Method.PARALLEL:
            return 0  # the text to which the entry points is the lemma
        unnamed = running is not None and not running.credits and not running.source
        return running.number if running is not None and unnamed else None
    if lemma.credits or lemma.status is Status.EMENDATION or is_edited_only(main):
        return None
    agreeing = (_names_those_who_agree(readings, details, item) for item in readings)
    return None if any(agreeing) else 0


def _names_those_who_agree(
    readings: Sequence[Reading], details: Sequence[Detail], reading: Reading
) -> bool:
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
    if any(detail.reading == reading.number for detail in details):
        return False
    others = (item for item in readings if item is not reading)
    elsewhere = {item.witness for other in others for item in other.credits}
    return any(not item.order and item.witness not in elsewhere for item in reading.credits)

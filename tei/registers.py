"""The registers: records of the persons, places, works, ... that an edition names.

A record is an element with an `xml:id` in a `listPerson`, `listPlace` and so on, in a register
file or anywhere in the edition's files (TEI Guidelines, 14 Names, Dates, People, and Places).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from tei.layers import local
from tei.names import XML_ID, tei
from tei.wording import words


class Kind(StrEnum):
    """What a register lists."""

    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    WORK = "work"
    EVENT = "event"
    OBJECT = "object"


# The elements that are records, each with the elements that name it, the most telling first.
_RECORDS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "person": (Kind.PERSON, ("persName", "name")),
    "personGrp": (Kind.PERSON, ("persName", "name")),
    "persona": (Kind.PERSON, ("persName", "name")),
    "place": (Kind.PLACE, ("placeName", "geogName", "settlement", "country", "name")),
    "org": (Kind.ORG, ("orgName", "name")),
    "event": (Kind.EVENT, ("eventName", "label", "head", "desc")),
    "object": (Kind.OBJECT, ("objectName", "objectIdentifier", "name")),
}
# Bibliographic elements stand all over a header: they are records of works in a register only.
_WORKS = frozenset({"bibl", "biblStruct", "biblFull"})
_WORD = re.compile(r"[^\W_]+")
_STANDARD = frozenset({"main", "standard", "preferred", "pref", "reg", "label"})
_LATER_PARTS = ("forename", "genName", "nameLink", "addName")


class Record(NamedTuple):
    """One entry of a register. `label` is its normal form, `sort_key` places it in the list."""

    id: str
    kind: Kind
    label: str
    sort_key: str
    element: etree._Element

    @property
    def letter(self) -> str:
        """The letter under which the record stands in an A to Z list; "#" for other signs."""
        first = unicodedata.normalize("NFD", self.sort_key)[:1].upper()
        return first if first.isalpha() else "#"


class Register(NamedTuple):
    """All records of one kind, in the order of their sort keys."""

    kind: Kind
    records: tuple[Record, ...]


def collect(documents: Iterable[tuple[etree._Element, bool]]) -> dict[Kind, Register]:
    """Collect the registers of an edition from its documents.

    Each document comes with whether it is a register file. An id that is used twice counts once.
    """
    found: dict[Kind, dict[str, Record]] = {}
    for root, is_register in documents:
        for record in _records(root, is_register):
            found.setdefault(record.kind, {}).setdefault(record.id, record)
    return {
        kind: Register(
            kind,
            tuple(sorted(found[kind].values(), key=lambda record: (record.sort_key, record.id))),
        )
        for kind in Kind
        if kind in found
    }


def _records(root: etree._Element, is_register: bool) -> Iterator[Record]:
    for element in root.iter(*map(tei, (*_RECORDS, *_WORKS))):
        ident = element.get(XML_ID)
        if not ident:
            continue
        name = local(element)
        if name in _RECORDS:
            kind, naming = _RECORDS[name]
            yield _record(ident, kind, element, naming)
        elif _is_work_record(element, is_register):
            yield _record(ident, Kind.WORK, element, ("title",))


def _is_work_record(element: etree._Element, is_register: bool) -> bool:
    parent = element.getparent()
    if parent is None or local(parent) != "listBibl":
        return False
    around = {local(ancestor) for ancestor in element.iterancestors()}
    return ("standOff" in around or is_register) and not around & {*_RECORDS, "teiHeader"}


def _record(ident: str, kind: Kind, element: etree._Element, naming: tuple[str, ...]) -> Record:
    name = _naming(element, naming)
    label = _normal_form(name) if name is not None else ""
    label = label or element.get("n", "") or ident
    key = element.get("sortKey") or (name.get("sortKey") if name is not None else None)
    return Record(ident, kind, label, fold(key or label), element)


def _naming(element: etree._Element, naming: tuple[str, ...]) -> etree._Element | None:
    """Find the element that gives the normal form: one marked as such, else the first."""
    for tag in naming:
        names = [child for child in element if local(child) == tag]
        if not names and tag == "title":
            names = list(element.iter(tei("title")))
        marked = [name for name in names if name.get("type", "").lower() in _STANDARD]
        if names:
            return (marked or names)[0]
    return None


def _normal_form(name: etree._Element) -> str:
    """Write a name as a register does: "Trotsky, Leon" where its parts are marked."""
    surnames = [words(part) for part in name.iter(tei("surname")) if part.get("type") != "maiden"]
    others = [words(part) for part in name.iter(*map(tei, _LATER_PARTS))]
    if surnames and others:
        return " ".join(filter(None, surnames)) + ", " + " ".join(filter(None, others))
    return words(name)


def fold(text: str) -> str:
    """Give the form of a name by which it sorts: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(plain))

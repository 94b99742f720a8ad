"""The forms by which an edition names its records, in its registers and in its texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei.layers import local
from tei.names import tei
from tei.registers import Kind, Record
from tei.wording import words

# The elements of a record that name it (TEI Guidelines, 14 Names, Dates, People, and Places).
_NAMES = {
    Kind.PERSON: ("persName", "name"),
    Kind.PLACE: (
        *("placeName", "geogName", "settlement", "region", "country", "district", "bloc"),
        "name",
    ),
    Kind.ORG: ("orgName", "name"),
    Kind.WORK: ("title",),
    Kind.EVENT: ("eventName", "label", "name"),
    Kind.OBJECT: ("objectName", "name"),
}
_GIVEN = ("forename", "genName", "nameLink", "addName")
_LATER_NAME = "the register has it as a name of today"
_SURNAME_ONLY = "the register has the surname only with other names"


@dataclass(slots=True)
class Form:
    """A form, and the records that it may mean, each with why it may not ("" when it does)."""

    text: str
    records: dict[str, Record] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    def add(self, record: Record, doubt: str = "") -> None:
        """Say that the form may mean a record."""
        self.records[record.id] = record
        if not doubt or record.id not in self.doubts:
            self.doubts[record.id] = doubt

    @property
    def meant(self) -> tuple[list[Record], str]:
        """Give the records that are meant, and the doubt that holds for all of them.

        Records that have the form without doubt come before those that have it with one.
        """
        sure = [self.records[ident] for ident, doubt in self.doubts.items() if not doubt]
        doubts = list(dict.fromkeys(self.doubts.values()))
        return (sure, "") if sure else (list(self.records.values()), doubts[0])


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms by their text; `nameless` are records without a name, `unusable` forms."""

    by_text: dict[str, Form]
    nameless: tuple[Record, ...]
    unusable: tuple[tuple[str, Record], ...]


def forms(records: Iterable[Record], mentions: Iterable[tuple[str, Record]]) -> Forms:
    """Collect the forms of records, and those that `mentions` in the text have already."""
    found: dict[str, Form] = {}
    nameless: list[Record] = []
    unusable: dict[tuple[str, str], tuple[str, Record]] = {}

    def add(text: str, record: Record, doubt: str) -> None:
        text = clean(text)
        if is_usable(text):
            found.setdefault(text, Form(text)).add(record, doubt)
        elif text:
            unusable[text, record.id] = (text, record)

    for record in records:
        named = list(_names(record))
        for text, doubt in named:
            add(text, record, doubt)
        if not named:
            nameless.append(record)
    for text, record in mentions:
        # A mention in small letters is a designation (“the capital”), unless no letter has case.
        is_name = any(sign.isupper() for sign in text) or text.lower() == text.upper()
        if is_name and is_usable(clean(text)):
            add(text, record, "")
    return Forms(found, tuple(nameless), tuple(unusable.values()))


def clean(text: str) -> str:
    """Give a form without white space and signs around it."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    start = next((at for at, sign in enumerate(text) if sign.isalnum()), len(text))
    return text[start:].rstrip('"”“»«,;: ')


def is_usable(text: str) -> bool:
    """Tell whether a form can be looked for: it has two letters at least."""
    return sum(sign.isalpha() for sign in text) >= 2


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """Give the forms that a register has for a record, each with a doubt or ""."""
    for element in _naming(record):
        text = words(element)
        if not text:
            continue
        doubt = _LATER_NAME if element.get("type") == "modern" else ""
        yield text, doubt
        if record.kind is Kind.PERSON:
            yield from _turned(element, text, doubt)


def _naming(record: Record) -> list[etree._Element]:
    children = [
        child
        for tag in _NAMES[record.kind]
        for child in record.element
        if local(child) == tag and words(child)
    ]
    if children or record.kind is not Kind.WORK:
        return children
    # In a biblStruct, the title of the article names the record, not that of the journal.
    titles = list(record.element.iter(tei("title")))
    return [title for title in titles if title.getparent() is titles[0].getparent()]


def _turned(element: etree._Element, text: str, doubt: str) -> Iterator[tuple[str, str]]:
    """Give “Charles Darwin” for “Darwin, Charles”, and with a doubt “Darwin”."""
    surname = " ".join(
        words(part) for part in element.iter(tei("surname")) if part.get("type") != "maiden"
    )
    given = [words(part) for part in element.iter(*map(tei, _GIVEN))]
    if surname and given:
        yield f"{' '.join(given)} {surname}", doubt
    elif text.count(",") == 1 and not surname:
        surname, _, rest = (part.strip() for part in text.partition(","))
        if surname and rest:
            yield f"{rest} {surname}", doubt
    if surname and surname != text:
        yield surname, _SURNAME_ONLY


def expression(text: str) -> re.Pattern[str]:
    """Give the expression that finds a form.

    White space may be any, also a line end; it may lack after a full stop. Apostrophes and
    hyphens may be of any kind, and letters with accents of one character or of two.
    """
    pieces: list[str] = []
    for at, sign in enumerate(text):
        after_stop = at > 0 and text[at - 1] == "."
        if sign == " ":
            pieces.append(r"\s*" if after_stop else r"\s+")
            continue
        if after_stop and sign.isalnum():
            pieces.append(r"\s*")
        if sign in "'’ʼ":
            pieces.append("['’ʼ]")
        elif sign in "-‐‑":
            pieces.append("[-‐‑]")
        else:
            apart = unicodedata.normalize("NFD", sign)
            both = f"(?:{sign}|{apart})" if apart != sign and len(apart) > 1 else re.escape(sign)
            pieces.append(both)
    return re.compile("".join(pieces))

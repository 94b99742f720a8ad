"""Names, pointers, images and dates: where they lead and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from tei.edition import Edition
from tei.layers import local
from tei.names import AT, PREPARED, XML_ID, prepared, tei
from tei.pointers import Kind, Target
from tei.registers import Record

_ID = prepared("id")
_KIND = prepared("kind")
_RECORD = prepared("record")
_DATE = prepared("date")
_with_id: Any = etree.XPath("descendant::*/@p:id/..", namespaces={"p": PREPARED})
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
_SAFE = ("http://", "https://", "mailto:")
_FROM = ("from", "notBefore", "from-iso", "notBefore-iso")
_TO = ("to", "notAfter", "to-iso", "notAfter-iso")
_DATING = frozenset(("when", "when-iso", *_FROM, *_TO))
_TELLING = frozenset(("ref", "key", "target", "url")) | _DATING
_SPANNING = frozenset({"app", "arc", "rt", "span", "locus", "biblScope", "citedRange"})


class Place(NamedTuple):
    """Where an element of a source stands in the prepared edition: the text, and the id in it."""

    text: str
    id: str


class Links:
    """Resolves what a prepared text points to.

    `texts` are the prepared texts, whose elements have their ids by now.
    """

    def __init__(self, edition: Edition, texts: Mapping[str, etree._Element]) -> None:
        self._edition = edition
        self._texts = texts

    @cached_property
    def _tops(self) -> Mapping[str, Place]:
        """The place of each outermost element of a text: most pointers lead to a whole text."""
        return {
            element.get(AT, ""): Place(ident, element.get(_ID, ""))
            for ident, text in self._texts.items()
            for element in text.iterfind(f"{prepared('body')}/*")
        }

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        """The place of every element by its origin."""
        places: dict[str, Place] = {}
        for ident, text in self._texts.items():
            # A header is no place that a reader can go to; the text it belongs to is.
            for part in ("body", "notes", "entries"):
                container = text.find(prepared(part))
                if container is None:
                    continue
                for element in _with_id(container):
                    places.setdefault(element.get(AT, ""), Place(ident, element.get(_ID, "")))
                for element in container:
                    places.setdefault(element.get(AT, ""), Place(ident, ""))
        places.pop("", None)
        return places

    def mark(self, root: etree._Element) -> None:
        """Set the attributes for names, pointers, images and dates on a prepared text."""
        for element in root.iter(tei("*")):
            attributes = _TELLING.intersection(element.keys())
            if not attributes:
                continue
            if "ref" in attributes or "key" in attributes:
                self._name(element)
            if "target" in attributes:
                self._pointer(element)
            if "url" in attributes:
                self._image(element)
            if attributes & _DATING and (value := date_of(element)):
                element.set(_DATE, value)

    def _name(self, element: etree._Element) -> None:
        records: list[Record] = []
        for value in element.get("ref", "").split():
            target = self._edition.pointers.resolve(element, value)
            if (record := self._record(target)) is not None:
                records.append(record)
            elif target.kind is Kind.EXTERNAL and target.url.startswith(_SAFE):
                element.set(prepared("url"), target.url)
        if not records:
            known = self._edition.records
            records = [known[key] for key in element.get("key", "").split() if key in known]
        if records:
            element.set(_KIND, records[0].kind)
            element.set(_RECORD, " ".join(dict.fromkeys(item.id for item in records)))

    def _record(self, target: Target) -> Record | None:
        """Find the record that a pointer means: the element it points to, or one around that."""
        element = target.element
        while element is not None:
            record = self._edition.records.get(element.get(XML_ID, ""))
            if record is not None and record.element.get(AT) == element.get(AT):
                return record
            element = element.getparent()
        return None

    def _pointer(self, element: etree._Element) -> None:
        for value in element.get("target", "").split()[:1]:
            target = self._edition.pointers.resolve(element, value)
            if target.kind is Kind.EXTERNAL and target.url.startswith(_SAFE):
                element.set(prepared("url"), target.url)
            elif (record := self._record(target)) is not None:
                element.set(prepared("to-record"), record.id)
            elif target.element is not None and (place := self.place(target.element)):
                element.set(prepared("to-text"), place.text)
                if place.id:
                    element.set(prepared("to"), place.id)

    def place(self, element: etree._Element) -> Place | None:
        """Find where an element of a source stands: itself, or the nearest around it."""
        for item in (element, *element.iterancestors()):
            at = item.get(AT, "")
            if (place := self._tops.get(at) or self._places.get(at)) is not None:
                return place
        return None

    def _image(self, element: etree._Element) -> None:
        target = self._edition.pointers.resolve(element, element.get("url", ""))
        if target.kind is Kind.FILE and target.url.lower().endswith(_IMAGES):
            element.set(prepared("image"), target.url)
        elif target.kind is Kind.EXTERNAL and target.url.startswith(_SAFE):
            element.set(prepared("url"), target.url)


def date_of(element: etree._Element) -> str:
    """Give the normalised value of a date: `1905-01-22`, `1905/1906`, `../1906`; "" for none."""
    if exact := element.get("when") or element.get("when-iso"):
        return exact
    if local(element) in _SPANNING:
        return ""
    start = next((element.get(name, "") for name in _FROM if element.get(name)), "")
    end = next((element.get(name, "") for name in _TO if element.get(name)), "")
    return f"{start or '..'}/{end or '..'}" if start or end else ""

"""How an edition points to its records: `#trotsky`, `../registers/persons.xml#trotsky`, `psn:…`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei.authoring.mark_vocabulary import MARKS
from tei.edition import Edition
from tei.layers import local
from tei.names import XML_ID
from tei.pointers import Kind as Where
from tei.pointers import number_of
from tei.registers import Kind, Record
from tei.wording import words

_MENTIONS = frozenset(
    {*MARKS.values(), "name", "rs", "geogName", "settlement", "country", "region"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """An element in the text that points to a record."""

    element: etree._Element
    record: Record
    pointer: str

    @property
    def form(self) -> str:
        """The words; "" where they are no name (a designation)."""
        return "" if local(self.element) == "rs" else words(self.element)


def mentions(edition: Edition) -> Iterator[Mention]:
    """Give the mentions that the texts of an edition have, those that point to one record."""
    for text in edition.texts.values():
        for root in text.elements:
            for element in root.iter(etree.Element):
                pointer = element.get("ref", "") if local(element) in _MENTIONS else ""
                if pointer and (record := record_of(edition, element, pointer)):
                    yield Mention(element, record, pointer)


def record_of(edition: Edition, element: etree._Element, pointer: str) -> Record | None:
    """Give the record to which a pointer leads; None when there is none, or more than one."""
    if len(pointer.split()) != 1:
        return None
    target = edition.pointers.resolve(element, pointer)
    if target.kind is not Where.ELEMENT or target.element is None:
        return None
    return edition.records.get(target.element.get(XML_ID, ""))


class Habit:
    """Writes pointers as the mentions of an edition are written."""

    def __init__(self, edition: Edition, found: Iterable[Mention]) -> None:
        self._edition = edition
        # A path holds within one file, at most within a folder: what a file does comes first.
        self._by_file: dict[tuple[int, Kind], Counter[str]] = {}
        self._by_kind: dict[Kind, Counter[str]] = {}
        for mention in found:
            if mention.record.id not in mention.pointer:
                continue
            before, _, after = mention.pointer.rpartition(mention.record.id)
            habit = f"{before}{{}}{after}"
            key = (number_of(mention.element), mention.record.kind)
            self._by_file.setdefault(key, Counter())[habit] += 1
            self._by_kind.setdefault(mention.record.kind, Counter())[habit] += 1

    def pointer(self, record: Record, element: etree._Element) -> str:
        """Give the pointer from an element to a record; it is sure to lead there."""
        key = (number_of(element), record.kind)
        habits = [
            *self._ordered(self._by_file.get(key)),
            *self._ordered(self._by_kind.get(record.kind)),
        ]
        for habit in habits:
            pointer = habit.replace("{}", record.id)
            found = record_of(self._edition, element, pointer)
            if found is not None and found.id == record.id:
                return pointer
        return f"#{record.id}"

    @staticmethod
    def _ordered(counts: Counter[str] | None) -> list[str]:
        return sorted(counts, key=lambda habit: (-counts[habit], habit)) if counts else []

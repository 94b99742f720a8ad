"""The texts of all witnesses side by side, as a document beside each text that has entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tei.apparatus.collating import SIGNS, Cell, Passage, Place, collate
from tei.apparatus.model import Attestation, Entry
from tei.apparatus.walking import Bits
from tei.names import AT, XML_LANG, prepared
from tei.prepared.apparatus import Knowledge, comparable
from tei.prepared.copies import add, make

_STATES = {sign: str(state) for state, sign in SIGNS.items()}
_GAPS = re.compile(f"([{''.join(_STATES)}])")
_PLACE, _CELL = prepared("place"), prepared("cell")
_HEAD = ("version", "id", "n", "label", "place", "dir", XML_LANG)


def collations(
    knowledge: Knowledge, drafts: Mapping[str, etree._Element]
) -> Iterator[tuple[str, etree._Element]]:
    """Give the collation of every text in which at least two witnesses can be compared.

    The drafts of the texts have their ids and numbers by now; those with a collation get
    `@collated`.
    """
    for book, attested in knowledge.books:
        names = comparable(book.witnesses)
        if len(names) < 2:
            continue
        for text, passages in collate(book, attested).items():
            if any(place.entries for passage in passages for place in passage.places):
                drafts[text].set("collated", "yes")
                yield text, _document(drafts[text], book.entries[text], passages, names)


def _document(
    draft: etree._Element,
    entries: Sequence[Entry],
    passages: Sequence[Passage],
    names: Sequence[str],
) -> etree._Element:
    root = make("collation", witnesses=" ".join(names))
    for name in _HEAD:
        if value := draft.get(name):
            root.set(name, value)
    by_origin: dict[str, etree._Element] = {}
    for item in draft.iter(etree.Element):
        if origin := item.get(AT):
            by_origin.setdefault(origin, item)
    entry_ids = {item.get(AT, ""): item.get("id", "") for item in draft.iter(prepared("entry"))}
    ids = {entry.number: entry_ids.get(entry.element.get(AT, ""), "") for entry in entries}
    joined = _Joined(names)
    for passage in passages:
        element = by_origin.get(passage.origin)
        made = add(root, "line" if passage.verse else "paragraph")
        for key, name in (("n", "n"), ("to", "id")):
            if element is not None and (value := element.get(prepared(name))):
                made.set(key, value)
        for place in passage.places:
            _place(made, place, ids, joined)
    return root


class _Joined(dict[Bits, str]):
    """The ids of those witnesses in a set that a collation lays side by side, in one string.

    A few sets come again and again; an id is never empty, so that "" is a set of none of them.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def of(self, cell: Cell) -> str:
        """Give the ids of the witnesses of a cell."""
        if cell.bits not in self:
            self[cell.bits] = " ".join(name for name in cell.witnesses if name in self._names)
        return self[cell.bits]


def _place(parent: etree._Element, place: Place, ids: Mapping[int, str], joined: _Joined) -> None:
    """Put down a place: the cell with the most witnesses stands for all that no other names."""
    entries = " ".join(ids[number] for number in place.entries if ids.get(number))
    made = etree.SubElement(parent, _PLACE, {"entries": entries} if entries else None)
    named = [joined.of(cell) for cell in place.cells]
    most = max(named, key=_count)
    for cell, names in zip(place.cells, named, strict=True):
        if not (names or cell.edited):
            continue
        attributes = {"edited": "yes"} if cell.edited else {}
        if cell.attestation is not Attestation.ATTESTS:
            attributes["is"] = cell.attestation.value
        if names is not most or not names:
            attributes["witnesses"] = names
        _say(etree.SubElement(made, _CELL, attributes), cell.words)


def _count(names: str) -> int:
    return names.count(" ") + 1 if names else 0


def _say(cell: etree._Element, words: str) -> None:
    """Put down the words of a cell, and in them where a witness has none, and why."""
    if words.isalpha():
        cell.text = words  # as most are
        return
    first, *rest = _GAPS.split(words)
    cell.text = first
    for sign, after in zip(rest[::2], rest[1::2], strict=True):
        add(cell, "gap", is_=_STATES[sign]).tail = after

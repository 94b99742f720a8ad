"""The texts of all witnesses side by side, as a document beside each text that has entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei.apparatus.collating import SIGNS, Passage, Place, collate
from tei.apparatus.model import Attestation, Entry
from tei.names import AT, XML_LANG, prepared
from tei.prepared.apparatus import Knowledge, comparable
from tei.prepared.copies import add, make

_STATES = {sign: str(state) for state, sign in SIGNS.items()}
_GAPS = re.compile(f"([{''.join(_STATES)}])")
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
    known = _Known(frozenset(names))
    for passage in passages:
        element = by_origin.get(passage.origin)
        made = add(root, "line" if passage.verse else "paragraph")
        for key, name in (("n", "n"), ("to", "id")):
            if element is not None and (value := element.get(prepared(name))):
                made.set(key, value)
        for place in passage.places:
            _place(made, place, ids, known)
    return root


@dataclass(frozen=True, slots=True)
class _Known:
    """The witnesses that a collation lays side by side."""

    names: frozenset[str]
    _found: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def of(self, witnesses: tuple[str, ...]) -> list[str]:
        """Give those of some witnesses that are among them; a few sets come again and again."""
        if witnesses not in self._found:
            self._found[witnesses] = [name for name in witnesses if name in self.names]
        return self._found[witnesses]


def _place(parent: etree._Element, place: Place, ids: Mapping[int, str], known: _Known) -> None:
    """Put down a place: the cell with the most witnesses stands for all that no other names."""
    entries = [ids[number] for number in place.entries if ids.get(number)]
    made = add(parent, "place", entries=" ".join(entries))
    named = [known.of(cell.witnesses) for cell in place.cells]
    most = max(range(len(named)), key=lambda at: len(named[at]))
    for at, (cell, names) in enumerate(zip(place.cells, named, strict=True)):
        if not (names or cell.edited):
            continue
        state = "" if cell.attestation is Attestation.ATTESTS else str(cell.attestation)
        element = add(made, "cell", edited="yes" if cell.edited else "", is_=state)
        if at != most or not names:
            element.set("witnesses", " ".join(names))
        _say(element, cell.words)


def _say(cell: etree._Element, words: str) -> None:
    """Put down the words of a cell, and in them where a witness has none, and why."""
    first, *rest = _GAPS.split(words)
    cell.text = first
    for sign, after in zip(rest[::2], rest[1::2], strict=True):
        add(cell, "gap", is_=_STATES[sign]).tail = after

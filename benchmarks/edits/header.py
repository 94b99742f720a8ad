"""Edits of the header and of registers: what is said of the text, of persons and of places."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from benchmarks.edits.desk import GONE, WORD, Desk, Edit
from tei import names
from tei.elements import remove
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local

_SAID = "Corrected against the photographs by the second editor"
_DATA = frozenset({Category.METADATA, Category.RECORD})
_RECORDS = ("person", "place", "org")


class Header(Desk):
    """Changes the header and registers."""

    def header(self, number: int) -> None:
        ways = (self._word, self._value, self._gone, self._come)
        self._leaves(self.root.iter(names.tei("teiHeader")), number, "header", ways)

    def _leaves(
        self,
        holders: Iterable[etree._Element],
        number: int,
        label: str,
        ways: Sequence[Callable[[etree._Element], Edit | None]],
    ) -> None:
        """Edit elements that hold nothing but words, one in each list of the like."""
        leaves = [
            leaf
            for holder in holders
            for leaf in holder.iter(etree.Element)
            if len(leaf) == 0 and (leaf.text or "").strip()
        ]
        self.chance.shuffle(leaves)
        for leaf in leaves:
            around = {leaf, *itertools.islice(leaf.iterancestors(), 2)}
            if number <= 0:
                return
            if around & self.used:
                continue
            edit = ways[number % len(ways)](leaf)
            if edit is not None:
                self.used |= around
                edit.label = label
                number -= 1

    def records(self, number: int) -> None:
        """Change what is said of persons and places; put in, take out and move some of them."""
        tags = [names.tei(tag) for tag in _RECORDS]
        records = [each for each in self.root.iter(*tags) if each.get(names.XML_ID)]
        self.chance.shuffle(records)
        for done, record in enumerate(records[: min(number, len(records) // 2)]):
            way = (self._record_gone, self._record_come, self._record_moved, None)[done % 4]
            if way is None:
                self._leaves([record], 1, "record", (self._word,))
            else:
                way(record)

    def _record_gone(self, record: etree._Element) -> None:
        parent = record.getparent()
        assert parent is not None
        self._about(parent, Kind.REMOVED, local(str(record.tag)))
        remove(record)

    def _record_come(self, record: etree._Element) -> None:
        ident = f"new{len(self.edits)}"
        element = etree.Element(record.tag, {names.XML_ID: ident})
        etree.SubElement(element, names.tei("note")).text = f"{_SAID} {ident}."
        element.tail = "\n"
        record.addprevious(element)
        self._about(element, Kind.ADDED, local(str(record.tag)))

    def _record_moved(self, record: etree._Element) -> None:
        parent = record.getparent()
        assert parent is not None
        if parent.index(record) < len(parent) // 3:
            return
        remove(record)
        record.tail = "\n"
        parent.insert(0, record)
        self._about(record, Kind.MOVED, local(str(record.tag)))

    def _about(self, element: etree._Element, kind: Kind, subject: str) -> None:
        wanted = frozenset({Category.RECORD})
        self.note(element, Edit("record", wanted, frozenset({kind}), subject))

    def _word(self, leaf: etree._Element) -> Edit | None:
        text = leaf.text or ""
        match = WORD.search(text)
        if match is None or text.count(match[0]) > 1:
            return None
        leaf.text = text[: match.start()] + "aliter" + text[match.end() :]
        edit = Edit("", _DATA, frozenset({Kind.CHANGED}), None, match[0], "aliter")
        self.note(leaf, edit)
        return edit

    def _value(self, leaf: etree._Element) -> Edit | None:
        if leaf.get("n"):
            return None
        leaf.set("n", str(len(self.edits)))
        subject = f"{local(str(leaf.tag))}/@n"
        edit = Edit("", _DATA, frozenset({Kind.ADDED}), subject, "", leaf.get("n"))
        self.note(leaf, edit)
        return edit

    def _gone(self, leaf: etree._Element) -> Edit | None:
        beside = [leaf.getprevious(), leaf.getnext()]
        if (leaf.tail or "").strip() or any(
            each is not None and each.text == leaf.text for each in beside
        ):
            return None
        subject, old = local(str(leaf.tag)), " ".join((leaf.text or "").split())
        leaf.tag, leaf.text = GONE, ""
        leaf.attrib.clear()
        edit = Edit("", _DATA, frozenset({Kind.REMOVED}), subject, old, "")
        self.note(leaf, edit)
        return edit

    def _come(self, leaf: etree._Element) -> Edit | None:
        if (leaf.tail or "").strip():
            return None
        element = etree.Element(leaf.tag)
        element.text = f"{_SAID} {len(self.edits)}."
        element.tail, leaf.tail = leaf.tail, "\n"
        leaf.addnext(element)
        leaf.tail, element.tail = "\n", element.tail
        subject = local(str(leaf.tag))
        edit = Edit("", _DATA, frozenset({Kind.ADDED}), subject, "", element.text)
        self.note(element, edit)
        return edit

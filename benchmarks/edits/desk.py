"""Where an editor may change a file, and what is remembered of each edit."""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei import names
from tei.reading import source
from tei.reading.source import Source
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local

MARK = "{urn:edits}n"
GONE = "{urn:edits}gone"
WORD = re.compile(r"(?<!\w)[^\W\d_]{5,}(?!\w)")
LEAVES = ("p", "l", "ab", "item", "head", "seg", "stage", "speaker", "cell")
EDITORIAL = ("note", "app", "choice", "teiHeader", "standOff", "persName", "placeName", "name")


@dataclass
class Edit:
    """What was done: which changes are right for it, and where."""

    label: str
    categories: frozenset[Category]
    kinds: frozenset[Kind]
    subject: str | None = None
    old: str | None = None
    new: str | None = None
    offsets: tuple[int, int] = (0, 0)


@dataclass
class Site:
    """A run of text: that at the beginning of an element, or after it."""

    element: etree._Element
    tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.tail else self.element.text) or ""

    @property
    def holder(self) -> etree._Element:
        parent = self.element.getparent() if self.tail else self.element
        assert parent is not None
        return parent

    def wrap(self, begin: int, end: int, element: etree._Element, inner: str | None) -> None:
        """Put an element around a part of the text."""
        text = self.text
        element.text = inner
        element.tail = text[end:]
        if self.tail:
            self.element.tail = text[:begin]
            self.element.addnext(element)
            element.tail = text[end:]
        else:
            self.element.text = text[:begin]
            self.element.insert(0, element)


@dataclass
class Desk:
    """Edits one file; every edit leaves a mark in the tree that is taken out in the end."""

    old: Source
    chance: random.Random
    dense: bool = False
    prolog: str = ""
    edits: list[Edit] = field(default_factory=list)
    used: set[etree._Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.root = copied(self.old)

    def sites(self, leave_out: tuple[str, ...] = EDITORIAL) -> list[Site]:
        """Give runs of text in the edited text, in random order, with room for another edit."""
        found = []
        for text in self.root.iter(names.tei("text")):
            for element in text.iter(etree.Element):
                for tail in (False, True):
                    site = Site(element, tail)
                    if tail and element is text:
                        continue
                    if site.text.strip() and self.is_free(site.holder, leave_out):
                        found.append(site)
        self.chance.shuffle(found)
        return found

    def is_free(self, element: etree._Element, leave_out: tuple[str, ...]) -> bool:
        around = [element, *element.iterancestors()]
        if element.tag == GONE or any(local(str(each.tag)) in leave_out for each in around):
            return False
        block = self.block(element)
        return block is not None and (self.dense or block not in self.used)

    def block(self, element: etree._Element) -> etree._Element | None:
        blocks = [
            each
            for each in (element, *element.iterancestors())
            if local(str(each.tag)) in (*LEAVES, "note", "rdg")
        ]
        return blocks[-1] if blocks else None

    def take(self, element: etree._Element) -> bool:
        """Reserve the block of an element for one edit."""
        block = self.block(element)
        if block is None:
            block = element
        if block in self.used and not self.dense:
            return False
        self.used.add(block)
        return True

    def note(self, element: etree._Element, edit: Edit) -> None:
        """Remember an edit at an element."""
        marks = element.get(MARK, "").split()
        element.set(MARK, " ".join([*marks, str(len(self.edits))]))
        self.edits.append(edit)

    def finish(self, name: str) -> Source:
        """Take the marks out, write the file, and give each edit its place in it."""
        for element in list(self.root.iter(GONE)):
            index = element.get(MARK)
            parent = element.getparent()
            assert parent is not None
            if index:
                parent.set(MARK, f"{parent.get(MARK, '')} {index}".strip())
        etree.strip_tags(self.root, GONE)
        holders: dict[int, int] = {}
        sizes: dict[int, int] = {}
        for number, element in enumerate(self.root.iter("*")):
            for each in element.attrib.pop(MARK, "").split():
                holders[int(each)] = number
                sizes[int(each)] = len(etree.tostring(element, encoding="unicode"))
        etree.cleanup_namespaces(self.root)
        prolog = self.old.text[: self.old.lines.offset(*self.old.positions[0])] + self.prolog
        text = prolog + etree.tostring(self.root, encoding="unicode", with_tail=False)
        new = source.parse(text.encode(), Path(name), 1, name)
        for number, edit in enumerate(self.edits):
            if number in holders:
                start = new.lines.offset(*new.positions[holders[number]])
                edit.offsets = start, start + sizes[number]
            else:
                edit.offsets = 0, len(prolog)
        return new


def copied(old: Source) -> etree._Element:
    """Give a copy of a file's tree, as it was before it was read."""
    root = copy.deepcopy(old.root)
    for element in root.iter(etree.Element):
        element.attrib.pop(names.AT, "")
    return root

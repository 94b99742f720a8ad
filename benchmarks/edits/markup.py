"""Edits of markup within a line: names, corrections, pointers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from benchmarks.edits.desk import GONE, MARK, WORD, Edit
from benchmarks.edits.words import TEXT, Words
from tei import names
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local


class Markup(Words):
    """Marks, renames and unmarks passages."""

    def mentions(self, number: int) -> None:
        pattern = re.compile(r"(?<!\w)[^\W\d_]{4,}(?: [^\W\d_]{4,})?(?!\w)")
        for site in self.sites():
            found = list(pattern.finditer(site.text))
            if number <= 0:
                return
            if not found or not self.take(site.holder):
                continue
            match = self.chance.choice(found)
            element = etree.Element(names.tei("persName"), {"ref": f"#p{number}"})
            site.wrap(match.start(), match.end(), element, match[0])
            kinds = frozenset({Kind.ADDED})
            new = " ".join(match[0].split())
            edit = Edit("mention", frozenset({Category.MENTION}), kinds, "persName", new, new)
            if self.dense and self.chance.random() < 0.4:
                # A typo within the name that was just marked.
                first = match[0].split()[0]
                if len(first) > 4:
                    typo = self.misspelt(first)
                    if typo != first:
                        element.text = match[0].replace(first, typo, 1)
                        edit.old = edit.new = element.text
                        inner = Edit("typo in mention", TEXT, frozenset({Kind.CHANGED}))
                        inner.old, inner.new = first, typo
                        self.note(element, inner)
            self.note(element, edit)
            number -= 1

    def corrections(self, number: int) -> None:
        for site in self.sites():
            found = list(WORD.finditer(site.text))
            if number <= 0:
                return
            if not found or not self.take(site.holder):
                continue
            match = self.chance.choice(found)
            choice = etree.Element(names.tei("choice"))
            site.wrap(match.start(), match.end(), choice, None)
            etree.SubElement(choice, names.tei("sic")).text = match[0]
            etree.SubElement(choice, names.tei("corr")).text = self.misspelt(match[0])
            kinds = frozenset({Kind.ADDED})
            self.note(choice, Edit("correction", frozenset({Category.CORRECTION}), kinds, "choice"))
            number -= 1

    def phrases(self) -> Iterator[etree._Element]:
        """Give phrase elements that hold nothing but words, in random order."""
        tags = ("hi", "foreign", "emph", "title", "persName", "placeName", "name", "term", "label")
        found = [
            element
            for text in self.root.iter(names.tei("text"))
            for element in text.iter(*(names.tei(tag) for tag in tags))
            if len(element) == 0
            and (element.text or "").strip()
            and not element.get(MARK)
            and not element.get(names.XML_ID)
        ]
        self.chance.shuffle(found)
        for element in found:
            parent = element.getparent()
            if parent is not None and self.take(parent):
                yield element

    def renamed(self, number: int) -> None:
        for element, _ in zip(self.phrases(), range(number), strict=False):
            old = local(str(element.tag))
            new = "emph" if old != "emph" else "hi"
            element.tag = names.tei(new)
            text = " ".join((element.text or "").split())
            edit = Edit("renamed", frozenset(Category), frozenset({Kind.RENAMED}))
            edit.subject, edit.old, edit.new = f"{old} → {new}", text, text
            self.note(element, edit)

    def unmarked(self, number: int) -> None:
        for element, _ in zip(self.phrases(), range(number), strict=False):
            old = local(str(element.tag))
            element.tag = GONE
            element.attrib.clear()
            text = " ".join((element.text or "").split())
            edit = Edit("unmarked", frozenset(Category), frozenset({Kind.REMOVED}), old, text, text)
            self.note(element, edit)

    def deleted(self, number: int) -> None:
        """Delete short elements with their words, such as occur again and again."""
        for element, _ in zip(self.phrases(), range(number), strict=False):
            old = local(str(element.tag))
            text = " ".join((element.text or "").split())
            element.tag = GONE
            element.attrib.clear()
            element.text = ""
            edit = Edit("deleted", frozenset(Category), frozenset({Kind.REMOVED}), old, text, "")
            self.note(element, edit)

    def pointers(self, number: int) -> None:
        found = [
            (element, name)
            for text in self.root.iter(names.tei("text"))
            for element in text.iter(etree.Element)
            for name in ("ref", "target", "key", "corresp")
            if element.get(name) and not element.get(MARK)
        ]
        self.chance.shuffle(found)
        for element, name in found:
            if number <= 0:
                return
            if not self.take(element):
                continue
            old, new = element.get(name, ""), f"#new{number}"
            element.set(name, new)
            edit = Edit("pointer", frozenset(Category), frozenset({Kind.CHANGED}))
            edit.subject, edit.old, edit.new = f"{local(str(element.tag))}/@{name}", old, new
            self.note(element, edit)
            number -= 1

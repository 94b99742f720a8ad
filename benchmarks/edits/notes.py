"""Edits of notes and of the apparatus."""

from __future__ import annotations

import re

from lxml import etree

from benchmarks.edits.desk import MARK, Desk, Edit
from tei import names
from tei.elements import remove
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local

FILLER = [
    "the",
    "of",
    "a",
    "cf.",
    "see",
    "editor",
    "thinks",
    "that",
    "passage",
    "manuscript",
    "reading",
    "letter",
    "probably",
    "refers",
    "to",
    "place",
    "year",
    "friend",
    "London",
    "poem",
]


class Notes(Desk):
    """Adds, rewrites and moves notes, adds readings and witnesses."""

    def notes(self, number: int) -> None:
        for site in self.sites():
            found = list(re.finditer(r"(?<=\w{4})(?= )", site.text))
            if number <= 0:
                return
            if not found or not self.take(site.holder):
                continue
            match = self.chance.choice(found)
            element = etree.Element(names.tei("note"), {"resp": "#ed"})
            text = self.said()
            site.wrap(match.start(), match.start(), element, text)
            edit = Edit("note added", frozenset({Category.NOTE}), frozenset({Kind.ADDED}), "note")
            edit.old, edit.new = "", text
            self.note(element, edit)
            number -= 1

    def said(self) -> str:
        size = self.chance.randrange(5, 25)
        return " ".join(self.chance.choice(FILLER) for _ in range(size)) + "."

    def plain_notes(self) -> list[etree._Element]:
        found = [
            note
            for text in self.root.iter(names.tei("text"))
            for note in text.iter(names.tei("note"))
            if len(note) == 0
            and len((note.text or "").split()) > 4
            and not note.get(MARK)
            and not any(local(str(each.tag)).startswith("list") for each in note.iterancestors())
        ]
        self.chance.shuffle(found)
        return found

    def rewritten(self, number: int) -> None:
        for note in self.plain_notes():
            if number <= 0:
                return
            if not self.take(note):
                continue
            words = (note.text or "").split()
            old = " ".join(words)
            note.text = " ".join(["Recte:", *words[: len(words) // 3], self.said()])
            kinds = frozenset({Kind.CHANGED})
            edit = Edit("note rewritten", frozenset({Category.NOTE}), kinds, "note", old, note.text)
            self.note(note, edit)
            number -= 1

    def notes_moved(self, number: int) -> None:
        free = self.sites()
        for note in self.plain_notes():
            if number <= 0 or not free:
                return
            parent = note.getparent()
            if parent is None or not self.take(note) or len(note.text or "") < 20:
                continue
            site = next((s for s in free if s.holder is not parent and self.take(s.holder)), None)
            match = re.search(r"(?<=\w{4})(?= )", site.text) if site else None
            if site is None or match is None:
                continue
            remove(note)
            text = note.text
            site.wrap(match.start(), match.start(), note, text)
            edit = Edit("note moved", frozenset({Category.NOTE}), frozenset({Kind.MOVED}), "note")
            self.note(note, edit)
            number -= 1

    def witnesses(self, number: int) -> None:
        found = [
            rdg for rdg in self.root.iter(names.tei("rdg")) if rdg.get("wit") and not rdg.get(MARK)
        ]
        self.chance.shuffle(found)
        for rdg in found:
            if number <= 0:
                return
            if not self.take(rdg):
                continue
            old = " ".join(rdg.get("wit", "").split())
            parts = old.split()
            drop = len(parts) > 1 and self.chance.random() < 0.5
            new = " ".join(parts[1:] if drop else [*parts, "#Znew"])
            rdg.set("wit", new)
            kinds = frozenset({Kind.CHANGED})
            edit = Edit("witness", frozenset({Category.WITNESS}), kinds, "rdg/@wit", old, new)
            self.note(rdg, edit)
            number -= 1

    def readings(self, number: int) -> None:
        found = [app for app in self.root.iter(names.tei("app")) if len(app) > 1]
        self.chance.shuffle(found)
        for app in found:
            if number <= 0:
                return
            if not self.take(app):
                continue
            rdg = etree.SubElement(app, names.tei("rdg"), {"wit": "#Q"})
            rdg.text = f"amatus{self.chance.randrange(99)}"
            kinds = frozenset({Kind.ADDED})
            edit = Edit("reading", frozenset({Category.APPARATUS}), kinds, "rdg", "", rdg.text)
            self.note(rdg, edit)
            number -= 1

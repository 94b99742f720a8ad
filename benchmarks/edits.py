"""Known edits: an editor who changes a TEI file at random, and remembers what was done.

`isolated` makes edits of one class, each in a block of its own; `dense` lets several of all
classes meet in one block. `score` holds what a comparison reports against what was done.
"""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei import names
from tei.reading import source
from tei.reading.source import Source
from tei.revisions.changes import Category, Change, Kind
from tei.revisions.comparison import compare
from tei.revisions.vocabulary import local

MARK = "{urn:edits}n"
GONE = "{urn:edits}gone"
WORD = re.compile(r"(?<!\w)[^\W\d_]{5,}(?!\w)")
LEAVES = ("p", "l", "ab", "item", "head", "seg", "stage", "speaker", "cell")
EDITORIAL = ("note", "app", "choice", "teiHeader", "standOff", "persName", "placeName", "name")
TEXT = frozenset(
    {Category.SUBSTANTIVE, Category.SPELLING, Category.PUNCTUATION, Category.CAPITALS}
    | {Category.DIACRITICS, Category.LEMMA, Category.NOTE, Category.APPARATUS}
)
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
class Editor:
    """Edits one file; every edit leaves a mark in the tree that is taken out in the end."""

    old: Source
    chance: random.Random
    dense: bool = False
    edits: list[Edit] = field(default_factory=list)
    used: set[etree._Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.root = copied(self.old)

    # ---- where

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

    # ---- words

    def words(
        self, label: str, number: int, pattern: re.Pattern[str], change: Callable[[str], str]
    ) -> None:
        """Replace words of the text."""
        for site in self.sites():
            if number <= 0:
                return
            found = list(pattern.finditer(site.text))
            if not found or not self.take(site.holder):
                continue
            match = self.chance.choice(found)
            new = change(match[0])
            if new == match[0]:
                continue
            kind = Kind.CHANGED
            old = match[0]
            if not new.strip():
                kind = Kind.REMOVED
            elif label == "inserted":
                kind, new_words = Kind.ADDED, new[len(old) :]
            element = etree.Element(GONE)
            site.wrap(match.start(), match.end(), element, new)
            wanted = _TEXT_CLASSES.get(label, TEXT) | {Category.LEMMA}
            if kind is Kind.ADDED:
                old, new = "", new_words
            edit = Edit(label, wanted, frozenset({kind}), None, old.strip(), new.strip())
            self.note(element, edit)
            number -= 1

    def spelling(self, number: int) -> None:
        self.words("spelling", number, WORD, self.misspelt)

    def misspelt(self, word: str) -> str:
        at = self.chance.randrange(1, len(word) - 1)
        way = self.chance.randrange(3)
        if way == 0 and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at] + word[at:] if way == 1 else word[:at] + word[at + 1 :]

    def replaced(self, number: int) -> None:
        vocabulary = sorted(
            {match[0] for site in self.sites()[:300] for match in WORD.finditer(site.text)}
        )

        def other(word: str) -> str:
            new = self.chance.choice(vocabulary)
            return f"zy{new}" if new in word or word in new else new

        self.words("replaced", number, WORD, other)

    def removed(self, number: int) -> None:
        self.words("removed", number, re.compile(WORD.pattern + " "), lambda word: "")

    def inserted(self, number: int) -> None:
        def more(word: str) -> str:
            return word + self.chance.choice(("additur", "nimirum", "videlicet")) + " "

        self.words("inserted", number, re.compile(WORD.pattern + " "), more)

    def punctuation(self, number: int) -> None:
        pattern = re.compile(r"(?<=\w)[,;:.](?=\s)")
        self.words("punctuation", number, pattern, lambda sign: ";:.,"[",;:.".index(sign)])

    def capitals(self, number: int) -> None:
        self.words("capitals", number, WORD, lambda word: word[0].swapcase() + word[1:])

    def diacritics(self, number: int) -> None:
        def marked(word: str) -> str:
            vowel = re.search("[aeou]", word)
            return word[: vowel.end()] + "\u0301" + word[vowel.end() :] if vowel else word

        self.words("diacritics", number, WORD, marked)

    # ---- markup

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

    # ---- notes and apparatus

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
            _drop(note)
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

    # ---- structure

    def paragraphs(self) -> list[etree._Element]:
        found = [
            p
            for text in self.root.iter(names.tei("text"))
            for p in text.iter(names.tei("p"))
            if len("".join(map(str, p.itertext())).split()) > 20
            and p not in self.used
            and not any(local(str(each.tag)) in ("note", "app") for each in p.iterancestors())
        ]
        self.chance.shuffle(found)
        return found

    def split(self, number: int) -> None:
        for p in self.paragraphs():
            if number <= 0:
                return
            text = p.text or ""
            found = [
                match
                for match in re.finditer(r"(?<=[.;,:·]) ", text)
                if len(text[: match.start()].split()) > 4
            ]
            rest = len("".join(map(str, p.itertext())).split())
            if not found or p.getparent() is None:
                continue
            match = self.chance.choice(found)
            if rest - len(text[: match.start()].split()) < 5:
                continue
            other = etree.Element(p.tag)
            other.text = text[match.end() :]
            other.extend(list(p))
            p.text = text[: match.start()]
            other.tail, p.tail = p.tail, "\n"
            p.addnext(other)
            p.tail, other.tail = "\n", other.tail
            self.used |= {p, other}
            kinds = frozenset({Kind.SPLIT})
            self.note(other, Edit("split", frozenset({Category.STRUCTURE}), kinds, "p"))
            number -= 1

    def merged(self, number: int) -> None:
        for p in self.paragraphs():
            if number <= 0:
                return
            other = p.getnext()
            if other is None or other.tag != p.tag or other in self.used:
                continue
            words = "".join(map(str, other.itertext())).split()
            if (p.tail or "").strip() or len(words) < 5 or other.get(names.XML_ID):
                continue
            mark = etree.SubElement(p, GONE)
            mark.tail = " " + (other.text or "").lstrip()
            p.extend(list(other))
            p.tail = other.tail
            parent = other.getparent()
            assert parent is not None
            parent.remove(other)
            self.used |= {p, other}
            kinds = frozenset({Kind.MERGED})
            self.note(p, Edit("merged", frozenset({Category.STRUCTURE}), kinds, "p"))
            number -= 1

    def moved(self, number: int) -> None:
        paragraphs = [
            p for text in self.root.iter(names.tei("text")) for p in text.iter(names.tei("p"))
        ]
        place = {p: number for number, p in enumerate(paragraphs)}
        for p in self.paragraphs():
            if number <= 0:
                return
            other = self.chance.choice(paragraphs)
            parent, target = p.getparent(), other.getparent()
            if abs(place[p] - place[other]) < 8 or parent is None or target is None:
                continue
            if other in self.used or len(parent) < 2 or (p.tail or "").strip():
                continue
            if (other.tail or "").strip() or other in p.iterdescendants():
                continue
            if any(local(str(each.tag)) == "note" for each in other.iterancestors()):
                continue
            _drop(p)
            p.tail, other.tail = other.tail, "\n"
            other.addnext(p)
            p.tail, other.tail = p.tail or "\n", "\n"
            self.used |= {p, other}
            kinds = frozenset({Kind.MOVED})
            self.note(p, Edit("moved", frozenset({Category.STRUCTURE}), kinds))
            number -= 1

    # ---- the result

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
        prolog = self.old.text[: self.old.lines.offset(*self.old.positions[0])]
        text = prolog + etree.tostring(self.root, encoding="unicode", with_tail=False)
        new = source.parse(text.encode(), Path(name), 1, name)
        for number, edit in enumerate(self.edits):
            start = new.lines.offset(*new.positions[holders[number]])
            edit.offsets = start, start + sizes[number]
        return new


_TEXT_CLASSES = {
    "spelling": frozenset({Category.SPELLING, Category.CAPITALS}),
    "punctuation": frozenset({Category.PUNCTUATION}),
    "capitals": frozenset({Category.CAPITALS}),
    "diacritics": frozenset({Category.DIACRITICS}),
    "replaced": frozenset({Category.SUBSTANTIVE, Category.SPELLING}),
    "removed": frozenset({Category.SUBSTANTIVE}),
    "inserted": frozenset({Category.SUBSTANTIVE}),
}
CLASSES = (
    *("spelling", "replaced", "removed", "inserted", "punctuation", "capitals", "diacritics"),
    *("mentions", "corrections", "renamed", "unmarked", "deleted", "pointers", "notes"),
    *("rewritten", "notes_moved", "witnesses", "readings", "split", "merged", "moved"),
)


def _drop(element: etree._Element) -> None:
    """Take an element out of its place; the text after it stays."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def isolated(old: Source, kind: str, number: int, seed: int) -> tuple[Source, list[Edit]]:
    """Make up to `number` edits of one class, each in a block of its own."""
    editor = Editor(old, random.Random(seed))
    getattr(editor, kind)(number)
    return editor.finish("new.xml"), editor.edits


def dense(old: Source, number: int, seed: int) -> tuple[Source, list[Edit]]:
    """Make edits of all classes that meet one another."""
    editor = Editor(old, random.Random(seed), dense=True)
    for kind in ("split", "merged", "moved"):
        getattr(editor, kind)(max(2, number // 6))
    editor.used.clear()
    order = [kind for kind in CLASSES if kind not in ("split", "merged", "moved")]
    for kind in order:
        getattr(editor, kind)(number)
    return editor.finish("new.xml"), editor.edits


def copied(old: Source) -> etree._Element:
    """Give a copy of a file's tree, as it was before it was read."""
    root = copy.deepcopy(old.root)
    for element in root.iter(etree.Element):
        element.attrib.pop(names.AT, "")
    return root


@dataclass
class Score:
    """How well a comparison has done."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    surplus: int = 0
    misses: list[Edit] = field(default_factory=list)
    extras: list[Change] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found.total() / max(1, self.found.total() + self.surplus)

    @property
    def recall(self) -> float:
        return self.found.total() / max(1, self.found.total() + self.missed.total())

    def add(self, other: Score) -> None:
        self.found += other.found
        self.missed += other.missed
        self.surplus += other.surplus
        self.misses += other.misses
        self.extras += other.extras


def score(old: Source, new: Source, edits: list[Edit]) -> Score:
    """Compare, and hold the report against the edits: each edit is one change, no more, no less."""
    changes = compare(old, new)
    offsets = [
        new.lines.offset(change.new_place.position.line, change.new_place.position.column)
        for change in changes
    ]
    free = set(range(len(changes)))
    result = Score()
    for edit in edits:
        begin, end = edit.offsets
        fits = [
            number
            for number in free
            if begin - 20 <= offsets[number] <= end + 20 and _fits(changes[number], edit)
        ]
        if fits:
            free.remove(min(fits, key=lambda number: abs(offsets[number] - begin)))
            result.found[edit.label] += 1
        else:
            result.missed[edit.label] += 1
            result.misses.append(edit)
    result.surplus = len(free)
    result.extras = [changes[number] for number in sorted(free)]
    return result


def _fits(change: Change, edit: Edit) -> bool:
    return (
        change.category in edit.categories
        and change.kind in edit.kinds
        and (edit.subject is None or change.subject == edit.subject)
        and (edit.old is None or _within(edit.old, change.old))
        and (edit.new is None or _within(edit.new, change.new))
    )


def _within(word: str, text: str) -> bool:
    """Tell whether a report shows a word, alone or as the greater part of what it stands in."""
    word, text = "".join(word.split()), "".join(text.split())
    return word == text or (bool(word) and word in text and len(text) < len(word) + 25)

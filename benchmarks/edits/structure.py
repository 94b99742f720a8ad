"""Edits of structure: paragraphs split, merged, moved."""

from __future__ import annotations

import re

from lxml import etree

from benchmarks.edits.desk import GONE, Desk, Edit
from tei import names
from tei.elements import remove
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local


class Structure(Desk):
    """Divides, joins and moves paragraphs."""

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
            remove(p)
            p.tail, other.tail = other.tail, "\n"
            other.addnext(p)
            p.tail, other.tail = p.tail or "\n", "\n"
            self.used |= {p, other}
            kinds = frozenset({Kind.MOVED})
            self.note(p, Edit("moved", frozenset({Category.STRUCTURE}), kinds))
            number -= 1

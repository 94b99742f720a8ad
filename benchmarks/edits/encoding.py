"""Edits of what an editor says of the source and of the text: breaks, dates, lemmas, witnesses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from benchmarks.edits.desk import GONE, MARK, WORD, Edit, Site
from benchmarks.edits.words import Words
from tei import names
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import local


class Encoding(Words):
    """Encodes more of the source, and moves what was encoded."""

    def _elements(self, *tags: str) -> list[etree._Element]:
        """Give elements of the edited text, in random order."""
        wanted = [names.tei(tag) for tag in tags]
        found = [each for text in self.root.iter(names.tei("text")) for each in text.iter(*wanted)]
        self.chance.shuffle(found)
        return found

    def dates(self, number: int) -> None:
        for date in self._elements("date"):
            old = date.get("when")
            if number <= 0:
                return
            if not old or date.get(MARK) or not self.take(date):
                continue
            new = f"{1500 + number}-01-01"
            date.set("when", new)
            kinds = frozenset({Kind.CHANGED})
            self.note(date, Edit("date", frozenset({Category.DATE}), kinds, "date/@when", old, new))
            number -= 1

    def lemmas(self, number: int) -> None:
        """Emend a word of the text where an apparatus has other readings of it."""
        for lemma in self._elements("lem"):
            match = WORD.search(lemma.text or "")
            if number <= 0:
                return
            if match is None or len(lemma) or not self.take(lemma):
                continue
            text = lemma.text or ""
            new = self.misspelt(match[0])
            if new == match[0]:
                continue
            lemma.text = text[: match.start()] + new + text[match.end() :]
            kinds = frozenset({Kind.CHANGED})
            edit = Edit("lemma", frozenset({Category.LEMMA}), kinds, "lem", match[0], new)
            self.note(lemma, edit)
            number -= 1

    def sigla(self, number: int) -> None:
        """Move a witness from one reading of an entry to another: two changes."""
        for app in self._elements("app"):
            readings = [each for each in app.iterchildren(names.tei("rdg")) if each.get("wit")]
            if number <= 0:
                return
            if len(readings) < 2 or any(each.get(MARK) for each in readings):
                continue
            one, other = readings[:2]
            first, second = one.get("wit", "").split(), other.get("wit", "").split()
            if len(first) < 2 or first[-1] in second or not self.take(app):
                continue
            for reading, wit in ((one, first[:-1]), (other, [*second, first[-1]])):
                old, new = " ".join(reading.get("wit", "").split()), " ".join(wit)
                reading.set("wit", new)
                kinds = frozenset({Kind.CHANGED})
                self.note(
                    reading,
                    Edit("siglum", frozenset({Category.WITNESS}), kinds, "rdg/@wit", old, new),
                )
            number -= 2

    def breaks(self, number: int) -> None:
        """Encode more beginnings of pages, number some anew, take some away."""
        for done, found in enumerate(self._elements("pb", "cb", "lb")[: number // 2]):
            before = found.getprevious()
            text = before.tail if before is not None else self._around(found).text
            # Nobody says whether a page begins within a word or before one that is not parted.
            beside = f"{text or 'x'}|{found.tail or 'x'}"
            if not re.search(r"\s\||\|\s", beside) or not self.take(found):
                continue
            kind, subject, old, new = Kind.REMOVED, local(str(found.tag)), "", ""
            if done % 2 and found.get("n"):
                kind, subject = Kind.CHANGED, f"{subject}/@n"
                old, new = found.get("n", ""), f"{done} bis"
                found.set("n", new)
            else:
                found.tag = GONE
                found.attrib.clear()
            edit = Edit("break", frozenset({Category.LAYOUT}), frozenset({kind}), subject)
            edit.old, edit.new = (old, new) if new else (None, None)
            after = next(found.itersiblings(etree.Element), None)
            if after is None or kind is Kind.CHANGED or (found.tail or "").strip():
                after = found
            self.note(after, edit)
            number -= 1
        for site, match in self._matches(r"(?<=\w{4}) (?=\w{4})", number):
            element = etree.Element(names.tei("pb"), {"n": f"x{len(self.edits)}"})
            site.wrap(match.end(), match.end(), element, None)
            kinds = frozenset({Kind.ADDED})
            self.note(element, Edit("break", frozenset({Category.LAYOUT}), kinds, "pb"))

    def _matches(
        self, pattern: str | re.Pattern[str], number: int
    ) -> Iterator[tuple[Site, re.Match[str]]]:
        """Give at most so many runs of text to edit, each with where a pattern matches first."""
        for site in self.sites():
            if number <= 0:
                return
            match = re.search(pattern, site.text)
            if match and self.take(site.holder):
                yield site, match
                number -= 1

    @staticmethod
    def _around(element: etree._Element) -> etree._Element:
        parent = element.getparent()
        assert parent is not None
        return parent

    def normalised(self, number: int) -> None:
        for site, match in self._matches(WORD, number):
            choice = etree.Element(names.tei("choice"))
            site.wrap(match.start(), match.end(), choice, None)
            etree.SubElement(choice, names.tei("orig")).text = match[0]
            etree.SubElement(choice, names.tei("reg")).text = self.misspelt(match[0])
            wanted, kinds = frozenset({Category.NORMALISATION}), frozenset({Kind.ADDED})
            self.note(choice, Edit("normalisation", wanted, kinds, "choice"))

    def interventions(self, number: int) -> None:
        """Say of words that are there that they were supplied, or cannot be read for certain."""
        for site, match in self._matches(WORD, number):
            tag = self.chance.choice(("supplied", "unclear", "surplus"))
            element = etree.Element(names.tei(tag))
            site.wrap(match.start(), match.end(), element, match[0])
            wanted, kinds = frozenset({Category.INTERVENTION}), frozenset({Kind.ADDED})
            self.note(element, Edit("intervention", wanted, kinds, tag, match[0], match[0]))

    def spacing(self, number: int) -> None:
        """Take away the blank between a sign and the word after it."""
        for site, match in self._matches(r"(?<=[^\W\d_]{4}[,;:.]) (?=[^\W\d_]{4})", number):
            element = etree.Element(GONE)
            site.wrap(match.start(), match.end(), element, "")
            wanted, kinds = frozenset({Category.SPACING}), frozenset({Kind.CHANGED})
            self.note(element, Edit("spacing", wanted, kinds))

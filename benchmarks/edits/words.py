"""Edits of words: spelling, punctuation, other words."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from benchmarks.edits.desk import GONE, WORD, Desk, Edit
from tei.revisions.changes import Category, Kind

TEXT = frozenset(
    {Category.SUBSTANTIVE, Category.SPELLING, Category.PUNCTUATION, Category.CAPITALS}
    | {Category.DIACRITICS, Category.LEMMA, Category.NOTE, Category.APPARATUS}
)
_TEXT_CLASSES = {
    "spelling": frozenset({Category.SPELLING, Category.CAPITALS}),
    "punctuation": frozenset({Category.PUNCTUATION}),
    "capitals": frozenset({Category.CAPITALS}),
    "diacritics": frozenset({Category.DIACRITICS}),
    "replaced": frozenset({Category.SUBSTANTIVE, Category.SPELLING}),
    "removed": frozenset({Category.SUBSTANTIVE}),
    "inserted": frozenset({Category.SUBSTANTIVE}),
}


class Words(Desk):
    """Changes words of the text."""

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

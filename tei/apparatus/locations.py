"""Entries that name their passage by its number (@loc).

TEI Guidelines, “The Location-referenced Method”. Editions write the number of a line in many ways
(`12`, `2.12`, `C2.11.12`, `1-6`); what they have in common is that the numbers of the parts of the
text (@n) are in it, from the outer to the inner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from tei.apparatus.endpoints import Place
from tei.apparatus.model import Fault, Token
from tei.apparatus.tokens import ILLEGIBLE, JOIN, LACUNA
from tei.layers import local
from tei.names import AT

_CITED = frozenset(
    {"div", "lg", "l", "p", "ab", "seg", "line", "item", "head", "sp", "text"}
    | {f"div{depth}" for depth in range(8)}
)
_MILESTONES = frozenset({"lb", "pb", "cb", "milestone"})
# Parts in which the numbers of the text come again, but not its words.
_ABOUT = frozenset({"translation", "commentary", "apparatus", "bibliography"})
_APART = 1  # no outer number of the one is one of the other's
_PART = re.compile(r"\d+|[^\W\d_]+")
_RANGE = re.compile(r"(.*\d\w?)\s*[-–—]\s*(\d.*)")
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3}|\[…\]|\s[–-]\s)\s*")


class Cited(NamedTuple):
    """A part of a text that can be cited: the parts of its number, and where it stands."""

    path: tuple[str, ...]
    text: str
    start: int
    end: int
    reach: int = 0  # where a passage that begins in it must have ended
    origin: str = ""
    rank: int = 2  # verse lines before lines of the source, these before other parts


class Places:
    """Finds passages by number and wording."""

    def __init__(self, rows: Mapping[str, Sequence[Token]]) -> None:
        self._rows = rows
        self._by_last: dict[str, list[Cited]] = {}

    def add(
        self, elements: Iterable[etree._Element], spans: Mapping[str, tuple[str, int, int]]
    ) -> None:
        """Learn the numbers of the parts of a text."""
        lines: dict[str, list[tuple[etree._Element, tuple[str, int, int]]]] = {}
        for element in _cited(elements):
            span = spans.get(element.get(AT, ""))
            if span is None:
                continue
            if local(element) in _MILESTONES:
                unit = element.get("unit", "")
                lines.setdefault(f"{local(element)} {unit} {span[0]}", []).append((element, span))
            else:
                rank = 0 if local(element) in ("l", "line") else 2
                origin = element.get(AT, "")
                self._add(Cited(_path(element), *span, span[2], origin, rank))
        for found in lines.values():
            # A line of the source reaches to the next one; its last words may run on into that.
            last = len(self._rows[found[0][1][0]])
            ends = [*(span[1] for _, span in found[1:]), last, last]
            for number, (element, (text, start, _)) in enumerate(found):
                path = tuple(parts(element.get("n", ""))) or (element.get("n", ""),)
                end, reach = ends[number], ends[number + 1]
                self._add(Cited(path, text, start, end, reach, element.get(AT, ""), 1))

    def _add(self, cited: Cited) -> None:
        self._by_last.setdefault(cited.path[-1], []).append(cited)

    def block(self, locus: str) -> Cited | None:
        """Find the part of the text that a number means; None where there is none or are several.

        Of several parts with the same last number the one is meant whose outer numbers agree best
        with those of the locus; of those a verse line goes before other parts.
        """
        numbers = (_ends(value)[0] for value in locus.split())
        return next((found for number in numbers if (found := self._block(number))), None)

    def _block(self, wanted: Sequence[str]) -> Cited | None:
        ranked = sorted(
            (
                (*_disagreement(item.path[:-1], wanted[:-1]), item.rank, number, item)
                for number, item in enumerate(self._by_last.get(wanted[-1], ()))
            )
            if wanted
            else ()
        )
        ranked = [row for row in ranked if row[0] < _APART]
        if ranked and (len(ranked) == 1 or ranked[0][:-2] < ranked[1][:-2]):
            return ranked[0][-1]
        return None

    def reaching(self, first: Cited, locus: str) -> Cited:
        """Let a part of the text reach to the end of the last one that a locus names (`11-12`)."""
        for value in reversed(locus.split()):
            last = self._block(_ends(value)[1])
            if last is not None and last.text == first.text and last.end > first.end:
                return first._replace(end=last.end, reach=last.reach)
        return first

    def words(self, block: Cited, lemma: str, after: tuple[int, int]) -> Place | None:
        """Find the words of a lemma in a part of the text, from a place onwards, else anywhere.

        “arma … cano” means all from the first of these words to the last.
        """
        ends = [part for part in _ELLIPSIS.split(lemma) if part]
        spots = self._spots(block, ends[0])
        if not spots:
            return None
        first = next((spot for spot in spots if spot[0] >= after), spots[0])
        last = first
        if len(ends) > 1:
            later = [spot for spot in self._spots(block, ends[-1]) if spot[0] >= first[1]]
            if not later:
                return None
            last = later[0]
        (start, offset), (end, end_offset) = first[0], last[1]
        return Place(block.text, start, end, offset, end_offset, block.origin)

    def _spots(self, block: Cited, wanted: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Find all places of some words: whole words where there are such, else parts of words."""
        text, origin = self._characters(block)
        pattern = r"\s+".join(map(re.escape, wanted.split()))
        found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", text))
        found = found or list(re.finditer(pattern, text))
        if not found and (letters := [sign for sign in wanted if sign.isalnum()]):
            # The same letters, with other punctuation, hyphens or capitals.
            loose = r"[\W_]*".join(map(re.escape, letters))
            found = list(re.finditer(loose, text, re.IGNORECASE))
        return [
            (origin[match.start()], (origin[match.end() - 1][0], origin[match.end() - 1][1] + 1))
            for match in found
            if match.end() > match.start() and origin[match.start()][0] < block.end
        ]

    def _characters(self, block: Cited) -> tuple[str, list[tuple[int, int]]]:
        pieces: list[str] = []
        origin: list[tuple[int, int]] = []
        for at in range(block.start, block.reach):
            token = self._rows[block.text][at]
            if isinstance(token, str) and token not in (JOIN, LACUNA, ILLEGIBLE):
                pieces.append(token)
                origin += [(at, offset) for offset in range(len(token))]
        return "".join(pieces), origin


def find(
    places: Places, locus: str, lemma: str | None, after: tuple[int, int]
) -> tuple[Place | None, Cited | None, Fault | None]:
    """Find the passage of an entry: its words, the part of the text, and what is wrong."""
    block = places.block(locus)
    if block is None:
        return None, None, Fault.NO_LOCUS
    if not lemma:
        return None, block, Fault.NO_LEMMA
    place = places.words(block, lemma, after)
    if place is None:
        place = places.words(places.reaching(block, locus), lemma, after)
    return place, block, None if place else Fault.LEMMA_DIFFERS


def parts(number: str) -> list[str]:
    """Take a number apart: `C2.11.12` is C, 2, 11 and 12."""
    return [part.lower() for part in _PART.findall(number)]


def _ends(number: str) -> tuple[list[str], list[str]]:
    """Give the first and the last number of a range in parts: 2.11-12 is from 2.11 to 2.12."""
    found = _RANGE.fullmatch(number)
    if found is None:
        return parts(number), parts(number)
    first, last = parts(found[1]), parts(found[2])
    return first, [*first[: max(0, len(first) - len(last))], *last]


def _cited(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Give all parts of a text that bear a number."""
    for top in elements:
        walk = etree.iterwalk(top, events=("start",))
        for _, element in walk:
            if element.get("type") in _ABOUT and local(element).startswith("div"):
                walk.skip_subtree()
            elif element.get("n") and local(element) in _CITED | _MILESTONES:
                yield element


def _path(element: etree._Element) -> tuple[str, ...]:
    """Give the parts of all the numbers around an element and of its own."""
    numbers = [
        item.get("n", "")
        for item in (element, *element.iterancestors())
        if local(item) in _CITED and item.get("n")
    ]
    found = [part for number in reversed(numbers) for part in parts(number)]
    return tuple(found) or (element.get("n", ""),)


def _disagreement(path: Sequence[str], wanted: Sequence[str]) -> tuple[int, int, int]:
    """Measure how far the outer numbers of a part are from those of a locus.

    Either may have numbers that the other lacks (pages, stanzas, an edition's own letter). What
    counts is how many agree, in order; then how far outside they stand; then how few are left over.
    """
    if not wanted or not path:
        return 0, 0, len(path)
    agreeing: list[int] = []
    for part in path:
        after = agreeing[-1] + 1 if agreeing else 0
        at = next((at for at in range(after, len(wanted)) if wanted[at] == part), None)
        if at is not None:
            agreeing.append(at)
    if not agreeing:
        return _APART, 0, 0
    return -len(agreeing), agreeing[0], len(path)

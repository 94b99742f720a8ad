"""The numbers of pages and lines as they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tei.print.blocks import Block
from tei.print.breaking import Page
from tei.print.galley import EntryPlace, Galley

# What is printed for a line without a number: in a heading (titulus), after or before a line.
TITLE = "tit."
AFTER = "post {}"
BEFORE = "ante {}"


@dataclass(frozen=True, slots=True)
class Region:
    """Pages that are counted together: the first number, and whether it is printed as roman."""

    texts: frozenset[str]
    first: int
    is_roman: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where each line stands: its page by its place in the plan, and its number.

    `labels` are the printed numbers of the pages, `counts` the same as numbers.
    """

    page_of: Mapping[int, int]
    number_of: Mapping[int, str]
    labels: Sequence[str]
    counts: Sequence[int]
    shown: Mapping[int, str] = field(default_factory=dict)
    scope: str = "page"

    def reference(self, line: int) -> str:
        """Give page and line, as “12.7”."""
        number = self.number_of[line]
        label = self.labels[self.page_of[line]]
        return f"{label}.{number}" if number else label

    def locus(self, place: EntryPlace, page: int, in_short: bool) -> str:
        """Give the lines of a passage as the apparatus on a page prints them.

        “12”, “12–14”, with `in_short` “12f.” for two lines; a line on another page has that
        page's number before it where lines are counted page by page.
        """
        first, last = self._line(place.first, page), self._line(place.last, page)
        if first == last:
            return first
        if in_short and first.isdigit() and last.isdigit() and int(last) == int(first) + 1:
            return f"{first}f."
        return f"{first}–{last}"

    def _line(self, line: int, page: int) -> str:
        number = self.number_of[line]
        if self.page_of[line] == page or self.scope != "page":
            return number
        return f"{self.labels[self.page_of[line]]}.{number}"


def number(
    galley: Galley,
    blocks: Sequence[Block],
    pages: Sequence[Page],
    regions: Sequence[Region],
    parts: Mapping[str, int],
    scope: str,
    every: int,
    bare: frozenset[str] = frozenset(),
    rectos: frozenset[str] = frozenset(),
) -> Numbers:
    """Number pages and lines.

    `parts` gives for a text how many part titles, each on a right-hand page, come before it;
    `rectos` are the texts that begin on such a page themselves.
    `scope` is where lines begin to be counted: "page", "text" or "book"; every so many are shown,
    except in the texts that are `bare`.
    """
    counts, labels = _page_numbers(galley, blocks, pages, regions, parts, rectos)
    page_of: dict[int, int] = {}
    number_of: dict[int, str] = {}
    shown: dict[int, str] = {}
    count = 0
    text = ""
    last = ""
    begun: set[int] = set()
    stanza = ""
    waiting: list[int] = []
    # On facing pages the lines of the translation are counted by themselves.
    resting = 0, ""
    is_recto = False
    for index, page in enumerate(pages):
        if is_recto != (page.side == "recto"):
            is_recto = not is_recto
            (count, last), resting = resting, (count, last)
            number_of.update(dict.fromkeys(waiting, ""))
            waiting.clear()
        if scope == "page":
            count, last = 0, ""
        for atom in galley.atoms[page.first : page.end]:
            block = blocks[atom.block]
            if scope == "text" and block.text != text:
                count, last = 0, ""
                resting = 0, ""
            text = block.text
            is_bare = text in bare
            line = atom.line
            if line is None:
                continue
            page_of[line] = index
            if block.is_title:
                number_of[line] = TITLE
                continue
            if block.number:
                value = block.number
                is_new = atom.block not in begun and value != last
                is_first = is_new and every and not is_bare
                begun.add(atom.block)
                if is_first and block.stanza and block.stanza != stanza:
                    shown[line] = block.stanza
                elif is_first and value.isdigit() and int(value) % every == 0:
                    shown[line] = value
                stanza = block.stanza
            elif block.is_counted:
                count += 1
                value = str(count)
                if every and not is_bare and count % every == 0:
                    shown[line] = value
            elif last and block.is_beside:
                value = last
            elif last:
                number_of[line] = AFTER.format(last)
                continue
            else:
                waiting.append(line)
                continue
            number_of[line] = last = value
            for other in waiting:
                number_of[other] = BEFORE.format(value)
            waiting.clear()
    number_of.update(dict.fromkeys(waiting, ""))
    return Numbers(page_of, number_of, labels, counts, shown, scope)


def _page_numbers(
    galley: Galley,
    blocks: Sequence[Block],
    pages: Sequence[Page],
    regions: Sequence[Region],
    parts: Mapping[str, int],
    rectos: frozenset[str],
) -> tuple[list[int], list[str]]:
    counts: list[int] = []
    labels: list[str] = []
    region = None
    count = 0
    text = ""
    for page in pages:
        at = min(page.first, len(galley.atoms) - 1)
        name = blocks[galley.atoms[at].block].text if page.end > page.first else text
        if region is None or name not in region.texts:
            region = next(each for each in regions if name in each.texts)
            count = region.first - 1
        for _ in range(parts.get(name, 0) if name != text else 0):
            count += 1 if count % 2 == 0 else 2
        if name in rectos and name != text and count % 2 == 1:
            count += 1
        text = name
        count += 1
        if page.side and (count % 2 == 0) != (page.side == "verso"):
            count += 1
        counts.append(count)
        labels.append(roman(count) if region.is_roman else str(count))
    return counts, labels


def roman(number: int) -> str:
    """Write a number with small roman figures."""
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    written = ""
    for value, sign in zip(values, signs, strict=True):
        written += sign * (number // value)
        number %= value
    return written

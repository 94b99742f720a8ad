"""Read the apparatus back from a PDF's glyphs, and find the line of every entry anew.

Nothing here knows the plan of the book: lines are counted from the glyphs of a page, entries are
parted by the weight of the type of their numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import pypdfium2

raw = pypdfium2.raw
_LOCUS = re.compile(r"(?:(?:post |ante )?(?:[\divxlc]+\.)?\d+(?:–(?:[\divxlc]+\.)?\d+|f\.)?|tit\.)n?")
_SAME_LINE = " ¦ "


@dataclass(frozen=True)
class Glyph:
    """A character with its place, size and weight."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool


@dataclass(frozen=True)
class Printed:
    """An entry as printed: the page, its lines, its lemma, and the words behind the bracket."""

    page: int
    locus: str
    lemma: str
    rest: str


def glyphs(document: pypdfium2.PdfDocument, page: int) -> list[Glyph]:
    """Give the glyphs of a page in the order of the file."""
    import ctypes

    text = document[page].get_textpage()
    height = document[page].get_size()[1]
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        found.append(
            Glyph(
                "-" if code in (2, 0xFFFE) else chr(code),
                x.value,
                height - y.value,
                round(raw.FPDFText_GetFontSize(text, index), 2),
                raw.FPDFText_GetFontWeight(text, index) > 500,
            )
        )
    return found


def body_lines(on_page: list[Glyph], sizes: frozenset[float]) -> list[list[str]]:
    """Give the words of each line of text in type of these sizes, from top to bottom."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in on_page:
        if glyph.size in sizes and glyph.text.strip():
            near = next((y for y in rows if abs(y - glyph.y) < 1.5), glyph.y)
            rows.setdefault(near, []).append(glyph)
    lines = []
    for y in sorted(rows):
        row = [g for g in on_page if abs(g.y - y) < 1.5 and g.size in sizes]
        lines.append("".join(g.text for g in row).split())
    return lines


def printed_entries(on_page: list[Glyph], page: int, size: float) -> list[Printed]:
    """Give the entries at the foot of a page, in type of this size."""
    foot = [glyph for glyph in on_page if glyph.size <= size and glyph.size > 0.5 * size]
    foot = [glyph for glyph in foot if glyph.size == size or not glyph.text.isdigit()]
    found: list[Printed] = []
    at = 0
    while at < len(foot):
        if not foot[at].is_bold:
            at += 1
            continue
        start = at
        while at < len(foot) and (foot[at].is_bold or foot[at].text.isspace()):
            at += 1
        locus = "".join(glyph.text for glyph in foot[start:at]).strip()
        if not _LOCUS.fullmatch(locus):
            continue
        end = at
        while end < len(foot) and not (foot[end].is_bold and foot[end].text.isdigit()):
            end += 1
        words = re.sub(r"\s+", " ", "".join(glyph.text for glyph in foot[at:end]))
        for entry in words.split(_SAME_LINE):
            lemma, bracket, rest = entry.partition("]")
            if bracket:
                found.append(Printed(page, locus, lemma.strip(), rest.strip()))
    return found


def plain(word: str) -> str:
    """Give a word for comparing: letters only, composed, without case."""
    letters = "".join(each for each in unicodedata.normalize("NFKC", word) if each.isalnum())
    return letters.casefold()


def stands_on(lemma: str, line: list[str]) -> bool:
    """Say whether the first word of a lemma stands on a line, or begins at the end of it."""
    first = plain(lemma.split(" ")[0]) if lemma else ""
    words = [plain(word) for word in line]
    if not first:
        return True
    ends = words[-1] if words else ""
    return any(first in word for word in words) or (bool(ends) and first.startswith(ends))

"""Read the apparatus back from a PDF's glyphs, and find the line of every entry anew.

Nothing here knows the plan of the book: lines are counted from the glyphs of a page, entries are
parted by the weight of the type of their numbers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reading_pdf import Pages, Sign

# The sizes of type of the text, quotations included, and of what stands at the foot.
BODY = frozenset((10.0, 9.4))
SMALL = 8.4
_LOCUS = re.compile(
    r"(?:(?:post |ante )?(?:[\divxlc]+\.)?\d+(?:–(?:[\divxlc]+\.)?\d+|f\.)?|tit\.)n?"
)
_SAME_LINE = " ¦ "


@dataclass(frozen=True)
class Printed:
    """An entry as printed: the page, its lines, its lemma, and the words behind the bracket."""

    page: int
    locus: str
    lemma: str
    rest: str


def body_lines(pages: Pages, page: int, sizes: frozenset[float]) -> list[list[str]]:
    """Give the words of each line of text in type of these sizes, from top to bottom."""
    rows: list[list[Sign]] = []
    for sign in sorted(pages.signs(page), key=lambda sign: sign.y):
        if sign.size in sizes:
            if rows and sign.y - rows[-1][0].y < 1.5:
                rows[-1].append(sign)
            elif sign.text.strip():
                rows.append([sign])
    order = {id(sign): at for at, row in enumerate(rows) for sign in row}
    assert len(order) == sum(map(len, rows))
    return ["".join(sign.text for sign in row).split() for row in rows]


def printed_entries(pages: Pages, page: int, size: float) -> list[Printed]:
    """Give the entries at the foot of a page, in type of this size."""
    # Smaller figures tell which of several equal words is meant.
    foot = [sign for sign in pages.signs(page) if sign.size == size]
    found: list[Printed] = []
    at = 0
    while at < len(foot):
        if not foot[at].is_bold:
            at += 1
            continue
        start = at
        while at < len(foot) and (foot[at].is_bold or foot[at].text.isspace()):
            at += 1
        locus = "".join(sign.text for sign in foot[start:at]).strip()
        if not _LOCUS.fullmatch(locus):
            continue
        end = at
        while end < len(foot) and not (foot[end].is_bold and foot[end].text.isdigit()):
            end += 1
        words = re.sub(r"\s+", " ", "".join(sign.text for sign in foot[at:end]))
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

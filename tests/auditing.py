"""Read the apparatus back from a PDF's glyphs, and find the line of every entry anew.

Nothing here knows the plan of the book: lines are counted from the glyphs of a page, entries are
parted by the weight of the type of their numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from reading_pdf import Pages, Sign
from tei.outputs.pdf_book import Book
from tei.print.stretches import stretch_of

# The sizes of type of the text, quotations included, and of what stands at the foot.
BODY = frozenset((10.0, 9.4))
SMALL = 8.4
_LOCUS = re.compile(
    r"(?:(?:post |ante )?(?:[\divxlc]+\.)?\d+(?:–(?:[\divxlc]+\.)?\d+|f\.)?|tit\.)n?"
)
_SAME_LINE = "¦"


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
    first = next((at for at, sign in enumerate(foot) if sign.is_bold), 0)
    # What goes on from the page before, and entries that share a number there.
    left = "".join(sign.text for sign in foot[:first]).split(_SAME_LINE)
    if page and not _ends_with_sign(pages, page - 1, size):
        left.pop(0)
    found += [Printed(page, "", "", part) for part in left if "]" in part]
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
            lemma = lemma.strip() if bracket else ""
            found.append(Printed(page, locus, lemma, rest.strip() if bracket else entry))
    return found


def _ends_with_sign(pages: Pages, page: int, size: float) -> bool:
    """Say whether the foot of a page ends between two entries of one line of the text."""
    foot = "".join(sign.text for sign in pages.signs(page) if sign.size == size)
    return foot.rstrip().endswith(_SAME_LINE)


def plain(word: str) -> str:
    """Give a word for comparing: letters only, composed, without case."""
    letters = "".join(each for each in unicodedata.normalize("NFKC", word) if each.isalnum())
    return letters.casefold()


Numbered = dict[int, list[list[str]]]


def counted_lines(pages: Pages, page: int) -> Numbered:
    """Give the lines of a page by their numbers, where they are counted page by page."""
    return {at: [line] for at, line in enumerate(body_lines(pages, page, BODY), 1)}


def verses(book: Book) -> Callable[[Pages, int], Numbered]:
    """Give what finds the verses on a page, known by their words, by the source's numbers."""
    known = [
        (int(verse.get("n", "")), words)
        for text in book.texts().values()
        for verse in text.iter("line")
        if verse.get("n", "").isdigit() and (words := plain(stretch_of(verse).text))
    ]

    def on_page(pages: Pages, page: int) -> Numbered:
        found: Numbered = {}
        for line in body_lines(pages, page, BODY):
            letters = plain("".join(line))
            for number, words in known:
                # A half-line has the speaker before it; a long one hangs over.
                if words in letters or (len(letters) > 9 and words.startswith(letters)):
                    found.setdefault(number, []).append(line)
        return found

    return on_page


def audit(
    book: Book, pages: Pages, lines_on: Callable[[Pages, int], Numbered] = counted_lines
) -> tuple[int, list[Printed]]:
    """Count the entries printed at the feet of a book's pages, and give those with a wrong line.

    `lines_on` gives the lines of a page by their numbers.
    """
    words = first_words(book)
    wrong = []
    count = 0
    for page in range(len(pages)):
        entries = printed_entries(pages, page, SMALL)
        lines = lines_on(pages, page) if entries else {}
        before = lines_on(pages, page - 1) if entries and page else {}
        # What is left over from the page before comes first, with the lines of that page.
        numbers = [int(found[0]) if (found := re.match(r"\d+", e.locus)) else 0 for e in entries]
        falls = [at for at, (a, b) in enumerate(pairwise(numbers), 1) if b < a]
        for index, entry in enumerate(entries):
            count += 1
            number = re.match(r"\d+", entry.locus)
            # A passage that begins on the page before has that page's number before its line.
            if number is None or "." in entry.locus or entry.locus.endswith("n"):
                continue
            at = int(number[0])
            forms = words.get(plain(entry.lemma), {entry.lemma})
            looked = [lines, before] if falls and index < falls[-1] else [lines]
            numbered = [line for each in looked for line in each.get(at, ())]
            if not any(stands_on(form, line) for line in numbered for form in forms):
                wrong.append(entry)
    return count, wrong


def first_words(book: Book) -> dict[str, set[str]]:
    """Give for each printed lemma the words that its passages begin with in the text."""
    found: dict[str, set[str]] = {}
    spans: dict[str, str] = {}
    for text in book.texts().values():
        stretch = stretch_of(text)
        spans |= {name: stretch.text[start:end] for name, (start, end) in stretch.spans.items()}
    for entry in book.planned.apparatus:
        lemma = "".join(map(str, entry.itertext())).partition("]")[0]
        passage = spans.get(entry.get("to", ""), "").split()
        found.setdefault(plain(lemma), set()).add(passage[0] if passage else "")
    return found


def stands_on(lemma: str, line: list[str]) -> bool:
    """Say whether the first word of a lemma stands on a line, or begins at the end of it."""
    first = plain(lemma.split(" ")[0]) if lemma else ""
    words = [plain(word) for word in line]
    if not first:
        return True
    ends = plain(re.split(r"[-\u2010\u00ad]$", line[-1])[0].split("-")[-1]) if line else ""
    return any(first in word for word in words) or (bool(ends) and first.startswith(ends))

"""Bind the portions of a book, once set, into one: its pages, contents, bookmarks and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.print.galley import Report
from tei.print.joining import Bookmark, Place, Sheaf, join
from tei.print.numbering import roman
from tei.print.objects import count_pages
from tei.print.portions import Portion, shifted
from tei.typeset import STANDARDS, Sheets

# What a galley has.
NO_SHEETS = Sheets(b"", (), "", (), True)


@dataclass(frozen=True, slots=True)
class Leaves:
    """A portion that has been set: its sheets and reports; `begin` is its first line."""

    portion: Portion
    sheets: Sheets
    reports: Sequence[Report]
    begin: int

    @property
    def filled_before(self) -> int:
        """How many empty pages stand before it, which the book has not."""
        return self.portion.fillers if self.portion.body else 0

    @property
    def filled_after(self) -> int:
        """How many stand behind it."""
        return 0 if self.portion.body else self.portion.fillers

    @property
    def count(self) -> int:
        """How many pages the book has of it."""
        return count_pages(self.sheets.pdf) - self.filled_before - self.filled_after

    def label(self, page: int) -> str:
        """Give the printed number of a page, by its place in the PDF of this portion."""
        if not self.portion.body:
            return roman(page)
        return str(self.portion.first + page - 1 - self.filled_before)

    def headings(self) -> Iterator[tuple[int, str, bool, int, float, float]]:
        """Give level, words and place of each heading, and whether the contents have it."""
        for value, page, x, y in self.reports:
            if value[0] == "heading":
                yield value[1], value[2], value[3], page, x, y


def in_one(bound: Sequence[Leaves]) -> list[Report]:
    """Give the reports of all portions, as if the book had been set at once."""
    if len(bound) == 1:
        return list(bound[0].reports)
    found: list[Report] = []
    pages = 0
    for leaves in bound:
        found += shifted(leaves.reports, pages - leaves.filled_before, leaves.begin)
        pages += leaves.count
    return found


def contents_of(bound: Iterable[Leaves], marks: int) -> list[tuple[int, str, str, int]]:
    """Give what portions have for the table of contents in another one.

    That is the level, words, printed page and number of each heading. These are numbered after
    the `marks`.
    """
    rows = [
        (level, words, leaves.label(page), shows)
        for leaves in bound
        for level, words, shows, page, _, _ in leaves.headings()
    ]
    return [
        (level, words, label, number)
        for number, (level, words, label, shows) in enumerate(rows, marks + 1)
        if shows
    ]


def bind(bound: Sequence[Leaves], marks: Mapping[str, int], page_words: str) -> Sheets:
    """Bind all portions of a book, the one with the contents first.

    `marks` are the numbers of what can be pointed at; links are described by `page_words`, in
    which {} stands for the number of the page.
    """
    if len(bound) == 1:
        return bound[0].sheets
    places: dict[int, tuple[Place, str]] = {}
    bookmarks: list[Bookmark] = []
    pages = 0
    heading = len(marks)
    for at, leaves in enumerate(bound):
        offset = pages - leaves.filled_before - 1
        for level, words, _, page, x, y in leaves.headings():
            place = Place(page + offset, x, y)
            bookmarks.append(Bookmark(level, words, place))
            if at:
                heading += 1
                places[heading] = (place, page_words.replace("{}", leaves.label(page)))
        for value, page, x, y in leaves.reports:
            if value[0] == "mark" and value[1] in marks:
                words = page_words.replace("{}", leaves.label(page))
                places.setdefault(marks[value[1]], (Place(page + offset, x, y), words))
        pages += leaves.count
    each = [leaves.sheets for leaves in bound]
    # What one of them does not conform to, the book does not.
    laxest = max(range(len(each)), key=lambda at: STANDARDS.index(each[at].standards))
    sheaves = [
        Sheaf(leaves.sheets.pdf, leaves.filled_before, leaves.filled_after) for leaves in bound
    ]
    return Sheets(
        join(sheaves, laxest, bookmarks, places),
        each[laxest].standards,
        each[laxest].refused,
        tuple(sorted({name for sheets in each for name in sheets.unknown_fonts})),
        all(sheets.settled for sheets in each),
    )

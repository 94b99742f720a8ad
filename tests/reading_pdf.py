"""What a reader finds in a PDF: its words with size and place, its bookmarks, its page numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2

from tei.edition import Edition
from tei.findings import Finding
from tei.outputs.pdf_book import Book, gather
from tei.outputs.registry import build
from tei.prepared.prepare import prepare

raw = pypdfium2.raw


@dataclass(frozen=True)
class Sign:
    """A character on a page: `x` from the left and `y` from the top, in points."""

    text: str
    size: float
    x: float
    y: float
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """Characters on one baseline, from left to right as the text runs."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs).strip()

    @property
    def size(self) -> float:
        return max(sign.size for sign in self.signs)

    @property
    def y(self) -> float:
        return self.signs[0].y


class Pages:
    """The pages of a PDF. Pages count from 0, as in the file; `label` gives the printed number."""

    def __init__(self, content: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(content)

    def __len__(self) -> int:
        return len(self._pdf)

    def label(self, page: int) -> str:
        return str(self._pdf.get_page_label(page))

    def numbered(self, label: str) -> int:
        """Find the page that bears a number."""
        return [self.label(page) for page in range(len(self))].index(label)

    def size(self, page: int) -> tuple[float, float]:
        width, height = self._pdf[page].get_size()
        return float(width), float(height)

    def metadata(self) -> dict[str, str]:
        return dict(self._pdf.get_metadata_dict())

    def bookmarks(self) -> list[tuple[str, int, int]]:
        """Give title, level and page of each bookmark."""
        return [
            (item.get_title(), item.level, item.get_dest().get_index())
            for item in self._pdf.get_toc()
        ]

    def images(self, page: int) -> int:
        kinds = [item.type for item in self._pdf[page].get_objects()]
        return kinds.count(raw.FPDF_PAGEOBJ_IMAGE)

    def drawn(self, page: int) -> int:
        """Count the lines and other shapes drawn on a page."""
        kinds = [item.type for item in self._pdf[page].get_objects()]
        return kinds.count(raw.FPDF_PAGEOBJ_PATH)

    def signs(self, page: int) -> Iterator[Sign]:
        """Give the characters of a page that are printed, in the order of the file."""
        text = self._pdf[page].get_textpage()
        height = self.size(page)[1]
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(text.count_chars()):
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            size = round(raw.FPDFText_GetFontSize(text, index), 2)
            code = raw.FPDFText_GetUnicode(text, index)
            # What pdfium takes for a hyphen that parts a word it gives as a code of its own.
            char = "-" if code in (2, 0xFFFE) else chr(code)
            bold = raw.FPDFText_GetFontWeight(text, index) > 500
            yield Sign(char, size, round(x.value, 1), round(height - y.value, 1), bold)

    def lines(self, page: int) -> list[Line]:
        """Give the lines of a page from top to bottom."""
        rows: dict[float, list[Sign]] = {}
        for sign in self.signs(page):
            rows.setdefault(sign.y, []).append(sign)
        return [Line(tuple(rows[y])) for y in sorted(rows)]

    def text(self, page: int) -> str:
        return "\n".join(line.text for line in self.lines(page))


def made(edition: Edition) -> tuple[Pages, list[Finding]]:
    findings: list[Finding] = []
    (product,) = build(edition, ["pdf"], report=findings.append)
    assert product.media_type == "application/pdf"
    return Pages(product.content), findings


def quiet(edition: Edition) -> Pages:
    pages, findings = made(edition)
    assert findings == []
    return pages


def unhyphenated(edition: Edition) -> tuple[Book, Pages]:
    book, messages = gather(edition, prepare(edition), lambda _: None)
    assert messages == []
    book = replace(book, settings={**book.settings, "hyphenate": False})
    return book, Pages(book.set().sheets.pdf)


def solid(text: str) -> str:
    """Leave out white space: where lines break is the typesetter's business."""
    return "".join(text.split())


def body_pages(pages: Pages) -> range:
    """Give the pages from the one numbered 1 on."""
    return range(pages.numbered("1"), len(pages))

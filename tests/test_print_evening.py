"""Lines that the galley does not report one by one are where they are when it does."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tei.edition import Edition
from tei.outputs.pdf_book import Book, gather
from tei.prepared.prepare import prepare
from tei.print.evening import with_even_lines
from tei.print.galley import REPORTS, Galley, Report, read
from tei.print.planning import GALLEY
from tei.print.portions import Portion
from tei.typeset import Order, make

Make = Callable[..., Edition]
WORDS = "Some words of the text to fill a line or two, and so on. " * 9
MEASURES: Report = (["measures", {"pitch": 13.0}], 1, 0.0, 0.0)


def galley(book: Book, even: bool) -> tuple[Galley, int]:
    """Read a book's galley; give the number of reports as well."""
    told = {**GALLEY, "even": even, "portion": Portion(()).told()}
    files = {**book._files(book.texts()), "data/plan.json": json.dumps(told).encode()}
    made = make(Order(files, book.template, book.fonts, REPORTS))
    reports: list[Report] = [tuple(each) for each in made.answer]
    lines = with_even_lines(reports)
    assert lines is not None
    return read(lines, book.planned.material.copy.blocks), len(reports)


def test_the_galley_is_the_same(make_edition: Make) -> None:
    entry = '<app><lem wit="#A">words {}</lem><rdg wit="#B">word</rdg></app>'
    body = "".join(
        f"<p>{WORDS}{entry.format(number)} {WORDS}<note>A note. {WORDS}</note></p>"
        f"<lg><l>A verse</l><l>Another {entry.format(number)}</l></lg>"
        f"<quote><p>{WORDS}</p></quote><p>x<hi rend='superscript'>y</hi> {WORDS}</p>"
        f"<list><item>One</item><item>Two</item></list><p>Short.</p>"
        for number in range(6)
    )
    edition = make_edition(f"<div><head>One</head>{body}</div><div><head>Two</head>{body}</div>")
    book, _ = gather(edition, prepare(edition), lambda _: None)
    (one, fewer), (other, more) = galley(book, even=True), galley(book, even=False)
    assert one.lines == other.lines
    assert one.places == other.places
    assert one.calls == other.calls
    assert one.note_heights == pytest.approx(other.note_heights)
    assert fewer < more


def test_lines_between_are_reckoned_and_numbered_with_the_others() -> None:
    reports: list[Report] = [
        MEASURES,
        (["begin", "4"], 1, 50.0, 100.0),
        (["mark", "m"], 1, 60.0, 113.0),
        (["close", "4"], 1, 70.0, 126.0),
        (["line", 1, "5"], 1, 40.0, 80.0),
        (["line", 2, "6"], 1, 40.0, 140.0),
    ]
    assert with_even_lines(reports) == [
        MEASURES,
        (["mark", "m"], 1, 60.0, 113.0),
        (["line", 1, "5"], 1, 0.0, 80.0),
        (["line", 2, "4"], 1, 0.0, 100.0),
        (["line", 3, "4"], 1, 0.0, 113.0),
        (["line", 4, "4"], 1, 0.0, 126.0),
        (["line", 5, "6"], 1, 0.0, 140.0),
    ]


@pytest.mark.parametrize(("sheet", "y"), [(1, 130.0), (2, 126.0)])
def test_a_paragraph_that_is_not_even_is_noticed(sheet: int, y: float) -> None:
    begin, close = (["begin", "4"], 1, 50.0, 100.0), (["close", "4"], sheet, 70.0, y)
    assert with_even_lines([MEASURES, begin, close]) is None

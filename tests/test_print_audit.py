"""The audit: every entry is printed once, and stands on the line that its number says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from auditing import audit, verses
from reading_pdf import Pages
from tei.edition import Edition, load
from tei.outputs.pdf_book import Book, gather
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]
WORDS = re.split(
    " ",
    "arma virumque cano Troiae qui primus ab oris Italiam fato profugus Laviniaque venit litora"
    " multum ille et terris iactatus et alto vi superum saevae memorem Iunonis ob iram multa quoque"
    " et bello passus dum conderet urbem inferretque deos Latio genus unde Latinum",
)


def printed(edition: Edition) -> tuple[Book, Pages]:
    book, _ = gather(edition, prepare(edition), lambda _: None)
    setting = book.set()
    assert setting.plan is not None
    assert setting.verdict.agrees
    return book, Pages(setting.sheets.pdf)


def number_of_entries(book: Book) -> int:
    return len(book.planned.material.copy.entries)


def number_in_model(edition: Edition) -> int:
    """Count the entries of an edition, and the emendations that are printed as such."""
    found = prepare(edition)
    entries = sum(text.count(b"<p:entry ") for text in found.texts.values())
    return entries + found.shared.count(b"<p:emendation ")


def random_text(seed: int) -> str:
    """Make a text with entries of one and more words, close and rare, notes, verse, quotations."""
    chance = random.Random(seed)
    density = chance.choice((0.01, 0.05, 0.2))
    number = 0

    def words(count: int) -> str:
        nonlocal number
        out = []
        while count > 0:
            taken = 1 if chance.random() < 0.7 else chance.randint(2, 14)
            run = " ".join(chance.choices(WORDS, k=min(taken, count)))
            count -= taken
            if chance.random() < density * 2:
                number += 1
                reading = " ".join(chance.choices(WORDS, k=chance.choice((0, 1, 1, 2, 9))))
                run = f'<app><lem wit="#A">{run}</lem><rdg wit="#B">{reading}</rdg></app>'
            if chance.random() < density / 4:
                run += (
                    f"<note>{' '.join(chance.choices(WORDS, k=chance.choice((4, 30, 110))))}</note>"
                )
            out.append(run)
        return " ".join(out)

    parts = []
    for _ in range(chance.randint(2, 4)):
        blocks = []
        for _ in range(chance.randint(3, 12)):
            kind = chance.random()
            if kind < 0.7:
                blocks.append(f"<p>{words(chance.randint(5, 160))}</p>")
            elif kind < 0.8:
                blocks.append(f"<quote><p>{words(30)}</p></quote>")
            elif kind < 0.9:
                lines = "".join(f"<l>{words(6)}</l>" for _ in range(chance.randint(2, 9)))
                blocks.append(f"<lg>{lines}</lg>")
            else:
                blocks.append(f"<div><head>Below</head><p>{words(60)}</p></div>")
        # Divisions come last in their division.
        blocks.sort(key=lambda block: block.startswith("<div>"))
        parts.append(f"<div><head>Chapter</head>{''.join(blocks)}</div>")
    return "".join(parts)


@pytest.mark.parametrize("seed", range(20))
def test_random_texts(make_edition: Make, seed: int) -> None:
    book, pages = printed(make_edition(random_text(seed)))
    count, wrong = audit(book, pages)
    assert wrong == []
    assert count == number_of_entries(book)


@pytest.mark.parametrize(
    "name", ["pta/pta0001.pta001.pta-grcBibex.xml", "sarit/ratnakirti-nibandhavali.xml"]
)
def test_published_editions(corpora: Path, name: str) -> None:
    edition = load(corpora / name)
    book, pages = printed(edition)
    count, wrong = audit(book, pages)
    assert wrong == []
    assert count == number_of_entries(book) == number_in_model(edition)


def test_my_life() -> None:
    book, pages = printed(load(Path(__file__).parents[1] / "editions" / "my-life"))
    count, wrong = audit(book, pages)
    assert wrong == []
    assert count == number_of_entries(book)


def test_verse_is_cited_by_its_own_numbers(corpora: Path) -> None:
    edition = load(corpora / "calpurnius" / "editio.xml")
    book, pages = printed(edition)
    count, wrong = audit(book, pages, verses(book))
    assert wrong == []
    assert count == number_of_entries(book) == number_in_model(edition)


def test_a_page_without_notes_ends_before_a_line_that_has_one(corpora: Path) -> None:
    """Typst would put that line on the page, and its note on the next one."""
    printed(load(corpora / "almuqtabas" / "tei" / "oclc_4770057679-i_43.TEIP5.xml"))


def test_entries_without_a_place_follow_their_text(corpora: Path) -> None:
    """The file has an apparatus and no text: every entry is there, with what it says of itself."""
    edition = load(corpora / "calpurnius" / "Poem4.xml")
    book, pages = printed(edition)
    words = "".join(pages.text(page) for page in range(len(pages)))
    assert number_of_entries(book) + book.planned.unplaced == 388
    assert len(re.findall(r"C4\.\d+\.\d+", words)) >= book.planned.unplaced

"""The audit: every entry is printed once, and stands on the line that its number says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from auditing import SMALL, audit, printed_entries
from reading_pdf import Pages
from tei import names
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
    book, pages = printed(load(corpora / name))
    _, wrong = audit(book, pages)
    assert wrong == []


def test_my_life() -> None:
    book, pages = printed(load(Path(__file__).parents[1] / "editions" / "my-life"))
    count, wrong = audit(book, pages)
    # A dash has no letters to look for; the word before it may stand on the line before.
    assert [entry for entry in wrong if not entry.lemma.endswith("-")] == []
    assert count == number_of_entries(book)


def test_verse_is_cited_by_its_own_numbers(corpora: Path) -> None:
    edition = load(corpora / "calpurnius" / "editio.xml")
    stated: dict[str, list[str]] = {}
    for document in prepare(edition).texts.values():
        for entry in etree.fromstring(document).iter(names.prepared("entry")):
            lemma = entry.find(names.prepared("lemma"))
            if lemma is not None and (words := "".join(map(str, lemma.itertext())).split()):
                stated.setdefault(words[0], []).append(entry.get("locus", ""))
    _, pages = printed(edition)
    all_printed = [e for page in range(len(pages)) for e in printed_entries(pages, page, SMALL)]
    found = [entry for entry in all_printed if entry.lemma.split(" ")[0] in stated]
    assert len(found) > 1500
    # Of an entry about whole verses the prepared edition states the verse before them.
    for item in (each for each in found if "…" not in each.lemma):
        assert item.locus.split("–")[0] in stated[item.lemma.split(" ")[0]]


def test_entries_without_a_place_follow_their_text(corpora: Path) -> None:
    """The file has an apparatus and no text: every entry is there, with what it says of itself."""
    edition = load(corpora / "calpurnius" / "Poem4.xml")
    book, pages = printed(edition)
    words = "".join(pages.text(page) for page in range(len(pages)))
    assert number_of_entries(book) + book.planned.unplaced == 388
    assert len(re.findall(r"C4\.\d+\.\d+", words)) >= book.planned.unplaced

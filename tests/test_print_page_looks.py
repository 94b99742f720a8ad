"""What a typesetter looks for on a page: its last lines, its columns, its blanks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from conftest import HEADER
from reading_pdf import Pages, quiet
from tei.edition import Edition
from tei.outputs.pdf_book import gather
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]


def last_lines(edition: Edition) -> list[int]:
    """Count the lines on the last page of each text that has several."""
    book, _ = gather(edition, prepare(edition), lambda _: None)
    setting = book.set()
    assert setting.plan is not None
    assert setting.verdict.agrees
    atoms, pages = setting.plan.galley.atoms, setting.plan.pages
    return [
        page.end - page.first
        for page in pages
        if not atoms[page.first].opens_page
        and (page.end == len(atoms) or atoms[page.end].opens_page)
    ]


def test_no_text_ends_with_a_line_or_two_on_a_page(
    make_edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = (
        f"<div><head>Chapter</head><p>A word<note>Which?</note>. {'Words and words. ' * 100}</p>"
        f"<p>{'Other words. ' * (12 + 6 * at)}</p></div>"
        for at in range(12)
    )
    edition = make_edition("".join(chapters))
    lines = last_lines(edition)
    assert lines
    assert min(lines) >= 5
    monkeypatch.setattr("tei.print.breaking._LAST_LINES", 0)
    assert min(last_lines(edition)) < 5


@pytest.mark.parametrize("words", [160, 172, 184, 196])
def test_a_last_paragraph_is_divided_and_leaves_no_hole(make_edition: Make, words: int) -> None:
    """Front matter has no notes: yet a page of it gives lines to the last one, and only some."""
    edition = make_edition(
        f"<div><head>Preface</head><p>{'Words and words. ' * 60}</p>"
        f"<p>{'Other words. ' * (words // 2)}</p></div>"
    )
    book, _ = gather(edition, prepare(edition), lambda _: None)
    setting = book.set()
    assert setting.plan is not None
    assert setting.verdict.agrees
    *full, last = setting.plan.pages
    assert last.end - last.first >= 5
    for page in full:
        white = setting.plan.galley.measures.column_height - page.text_height
        assert white < 5 * setting.plan.galley.measures.pitch


def register(names: int) -> str:
    """Make a register in which every name has the only capital Q of the book."""
    records = (
        f'<person xml:id="p{at}"><persName>Quidam {at:03}</persName></person>'
        for at in range(names)
    )
    return f"<listPerson>{''.join(records)}</listPerson>"


def columns(pages: Pages, names: int) -> list[list[int]]:
    """Count the entries of each column of each page of the index."""
    found = []
    for page in range(len(pages)):
        middle = pages.size(page)[0] / 2
        is_left = [sign.x < middle - 20 for sign in pages.signs(page) if sign.text == "Q"]
        if is_left:
            found.append([is_left.count(True), is_left.count(False)])
    assert sum(map(sum, found)) == names
    return found


@pytest.mark.parametrize("names", [30, 88, 130])
def test_the_columns_of_the_last_page_of_an_index_are_even(make_edition: Make, names: int) -> None:
    mentions = " ".join(f'<persName ref="#p{at}">x</persName>' for at in range(names))
    pages = quiet(make_edition(f"<p>{mentions}</p>", register=register(names)))
    left, right = columns(pages, names)[-1]
    assert abs(left - right) <= 3


def test_few_entries_of_an_index_stand_in_one_column(make_edition: Make) -> None:
    mentions = " ".join(f'<persName ref="#p{at}">x</persName>' for at in range(3))
    pages = quiet(make_edition(f"<p>{mentions}</p>", register=register(3)))
    assert columns(pages, 3) == [[3, 0]]


def test_a_long_heading_has_lines_of_one_length(make_edition: Make) -> None:
    heading = "The Party Congress in the City and the Great Split"
    pages = quiet(make_edition(f"<div><head>{heading}</head><p>Words.</p></div>"))
    page = next(at for at in range(len(pages)) if "Words." in pages.text(at))
    lines = [line.text.strip() for line in pages.lines(page) if line.size > 16]
    assert " ".join(lines) == heading
    first, second = lines
    assert abs(len(first) - len(second)) < 8


def test_a_line_of_the_foot_neither_begins_with_a_sign_nor_ends_with_white(
    make_edition: Make,
) -> None:
    entry = "<app><lem wit='#A'>{0}</lem><rdg wit='#B'>{0}que</rdg></app>"
    words = re.split(" ", "arma virum cano Troiae qui primus ab oris Italiam fato profugus")
    lines = (" ".join(map(entry.format, words[at:] + words[:at])) for at in range(10))
    pages = quiet(make_edition("".join(f"<l>{line}</l>" for line in lines)))
    foot = [line for line in pages.lines(len(pages) - 1) if line.size < 9]
    assert sum("¦" in line.text for line in foot) > 10
    assert not any(line.text.startswith("¦") for line in foot)
    ends = [max(sign.x for sign in line.signs if sign.text.strip()) for line in foot[:-2]]
    full = [end for end in ends if end > 300]
    assert len(full) > 5
    assert max(full) - min(full) < 8


def test_an_entry_on_words_of_a_reading_stands_with_the_reading(make_edition: Make) -> None:
    pages = quiet(
        make_edition(
            "<l>Arma virum cano <app><lem wit='#A'>qui</lem><rdg wit='#B'>cui<app>"
            "<lem wit='#B'>que</lem><rdg wit='#C'>ve</rdg></app></rdg></app> primus qui</l>"
        )
    )
    words = "".join(pages.text(len(pages) - 1).split())
    assert "qui]A:cuiqueB¦que]B:veC" in words
    # A small figure stands at the first “qui” of the line, none at the “que” that it does not have.
    figures = [sign.text for sign in pages.signs(len(pages) - 1) if sign.size < 7]
    assert figures == ["1"]
    assert "Apparatus" not in words


def test_a_mark_can_begin_a_link(make_edition: Make) -> None:
    """The 60th word of a text with notes has a mark, at which room can be kept at the foot."""
    words = "word " * 59
    link = "<ref target='https://example.org/'>{}</ref>".format
    pages = quiet(make_edition(f"<p>{words}{link('sixty')} {link('more')}<note>N</note></p>"))
    assert "sixtymore" in pages.text(len(pages) - 1).replace(" ", "")


def test_a_label_is_no_part_of_the_word_after_it(make_edition: Make) -> None:
    verse = '<lg><l><label type="speaker">A.</label>Urimur in Crocalen</l></lg>'
    pages = quiet(
        make_edition(
            f"{verse}<listBibl><bibl><abbr type='siglum'>Beck</abbr>Beck, C.</bibl></listBibl>"
        )
    )
    words = "\n".join(map(pages.text, range(len(pages))))
    assert "A. Urimur" in words
    assert "Beck Beck, C." in words


@pytest.mark.parametrize("raised", [True, False])
def test_the_list_of_witnesses_has_the_signs_of_hands_as_the_apparatus(
    make_edition: Make, raised: bool
) -> None:
    hands = "<witness xml:id='N1'>First</witness><witness xml:id='N2'>Second hand</witness>"
    witnesses = f"<listWit><witness xml:id='N'>Naples<listWit>{hands}</listWit></witness></listWit>"
    pages = quiet(
        make_edition(
            "<p>uerba <app><lem>a</lem><rdg wit='#N2'>b</rdg></app></p>",
            header=HEADER.replace("<sourceDesc><p>None</p>", f"<sourceDesc>{witnesses}"),
            settings='[edition]\nsource = "text.xml"\n[apparatus]\nstyle = "own.toml"\n',
            files={"own.toml": f"raised = {str(raised).lower()}\n"},
        )
    )
    page = next(page for page in range(len(pages)) if "Second hand" in pages.text(page))
    sizes = {sign.size for sign in pages.signs(page) if sign.is_bold and sign.text == "2"}
    heights = {sign.y for sign in pages.signs(page) if sign.is_bold and sign.text in "N2"}
    assert (len(sizes), len(heights) > 3) == (1, raised)


def test_the_head_of_a_table_stands_again_overleaf(make_edition: Make) -> None:
    rows = "".join(f"<row><cell>C{n}</cell><cell>D{n}</cell></row>" for n in range(90))
    head = "<row role='label'><cell>Place</cell><cell>Year</cell></row>"
    note = head.replace("Year", "Year<note resp='#ed'>Of birth.</note>")
    for first, count in ((head, 4), (note, 1)):
        body = (
            f"<p>{'Words and words. ' * 20}</p><table>{first}{rows}</table><p>Z1 {'Last. ' * 9}</p>"
        )
        pages = quiet(make_edition(f"<div><head>One</head>{body}</div>"))
        found = [page for page in range(len(pages)) if re.search(r"\bC\d", pages.text(page))]
        words = " ".join(map(pages.text, found))
        assert re.findall(r"\bC\d+", words) == [f"C{n}" for n in range(90)]
        assert (len(found), words.count("Place")) == (4, count)

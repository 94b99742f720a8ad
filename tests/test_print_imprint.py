"""The imprint and descriptions of books and persons: what parts their parts, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable

from reading_pdf import Pages, quiet
from tei.edition import Edition

Make = Callable[..., Edition]
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title><respStmt><resp>Encoded, see"
    ' <ref corresp="#m"/>. </resp><name>Doe, Jane</name><name>Roe, Ann</name></respStmt>'
    "</titleStmt><publicationStmt><publisher>House</publisher><availability><licence"
    ' target="https://creativecommons.org/licenses/by/4.0/"><p>You may:</p><list>'
    "<item>share it,</item></list></licence></availability></publicationStmt>"
    "<sourceDesc>{}</sourceDesc></fileDesc></teiHeader>"
)


def imprint(edition: Edition) -> str:
    """Give the words of the page behind the title page."""
    return flat(quiet(edition), 1)


def flat(pages: Pages, page: int) -> str:
    return re.sub(r"\W+", " ", pages.text(page)).strip()


def test_a_book_is_described_with_marks_between_its_parts(make_edition: Make) -> None:
    source = (
        "<biblStruct><monogr><author><surname>Savile</surname><forename>Henry</forename></author>"
        "<title>Works</title><title>Sixth volume</title><editor>A</editor><editor>B</editor>"
        "<imprint><pubPlace>Eton</pubPlace><publisher>Norton</publisher><date>1612</date></imprint>"
        "</monogr></biblStruct>"
    )
    pages = quiet(make_edition(header=HEADER.format(source)))
    words = "".join(pages.text(1).split())
    assert "Savile,Henry:Works.Sixthvolume,A;B,Eton:Norton,1612" in words
    assert "Encoded,seem.Doe,Jane;Roe,Ann" in words


def test_a_description_with_words_of_its_own_is_left_as_it_is(make_edition: Make) -> None:
    source = (
        "<bibl><title>Poems</title>, ed. <editor><forename>Caesar</forename>"
        "<surname>Giarratano</surname></editor> (<pubPlace>Naples</pubPlace>)</bibl>"
    )
    pages = quiet(make_edition(header=HEADER.format(source)))
    assert "Poems ed CaesarGiarratano Naples" in flat(pages, 1).replace("Caesar G", "CaesarG")
    signs = list(pages.signs(1))
    at = next(at for at, sign in enumerate(signs) if sign.text == "G")
    before = max(sign.x for sign in signs[:at] if sign.text == "r" and sign.y == signs[at].y)
    assert signs[at].x - before > 5


def test_the_lists_of_a_licence_are_printed(make_edition: Make) -> None:
    words = imprint(make_edition(header=HEADER.format("<p>None</p>")))
    assert "You may share it" in words


def test_an_address_is_broken_behind_its_marks_only(make_edition: Make) -> None:
    address = "https://creativecommons.example/licenses/attribution/international/"
    for words in range(8):
        text = f"<p>{'word ' * words}<ref target='{address}'/> word</p>"
        pages = quiet(make_edition(text))
        lines = [line.text for line in pages.lines(len(pages) - 1) if line.size == 10]
        assert address in "".join("".join(lines).split())
        assert all(re.search(r"(word|[/.])$", line.strip()) for line in lines[:-1])


def test_persons_in_a_list_have_a_blank_behind_the_siglum_and_hang(make_edition: Make) -> None:
    note = "Editor of an early print, who is said to have seen many more manuscripts. " * 2
    person = (
        f"<person><persName><abbr type='siglum'>Asc.</abbr>Josse Badius </persName>"
        f"<note>{note}</note></person>"
    )
    pages = quiet(make_edition(f"<p>Words.</p><listPerson>{person}</listPerson>"))
    lines = [line for line in pages.lines(len(pages) - 1) if line.size == 10]
    first = next(at for at, line in enumerate(lines) if "Asc." in line.text)
    assert "Asc.JosseBadius.Editorof" in "".join(lines[first].text.split())
    assert lines[first + 1].signs[0].x > lines[first].signs[0].x + 5

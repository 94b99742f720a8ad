"""The pages of the book: its numbers, heads, notes, lists and verses, each in its true place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from auditing import BODY, SMALL, body_lines, printed_entries
from reading_pdf import body_pages, quiet, solid, unhyphenated
from tei.edition import Edition

Make = Callable[..., Edition]


def test_paragraphs_are_indented_but_not_behind_a_heading(make_edition: Make) -> None:
    pages = quiet(make_edition("<div><head>One</head><p>Flush here.</p><p>Moved here.</p></div>"))
    lines = {line.text: line.signs[0].x for line in pages.lines(pages.numbered("1"))}
    assert lines["Moved here."] - lines["Flush here."] == pytest.approx(14, abs=0.1)


def long_edition(make_edition: Make, **more: str) -> Edition:
    chapters = []
    for chapter in range(1, 6):
        paragraphs = []
        for number in range(1, 30):
            name = f'<persName ref="#p{number % 3}">Person{number % 3}</persName>'
            note = f'<note>On <persName ref="#noted">Noted</persName> {chapter}.</note>'
            paragraphs.append(
                f"<p>{'Some words of the text to fill a line or two, and so on. ' * 3}"
                f"{name if number in (3, 4, 12, 28) else ''} goes on.{note if number == 9 else ''}"
                f"<choice><sic>lost</sic><corr>mended{chapter}n{number}</corr></choice></p>"
            )
        chapters.append(f"<div><head>Chapter {chapter}</head>{''.join(paragraphs)}</div>")
    persons = "".join(
        f'<person xml:id="{ident}"><persName>{name}</persName></person>'
        for ident, name in (("p0", "Null"), ("p1", "Eins"), ("p2", "Zwei"), ("noted", "Noted"))
    )
    register = f"<listPerson>{persons}</listPerson>"
    return make_edition("".join(chapters), register=register, **more)


def test_the_contents_tell_the_true_pages(make_edition: Make) -> None:
    pages = quiet(long_edition(make_edition))
    contents = pages.text(pages.numbered("iii"))
    rows = re.findall(r"^(Chapter \d|Index of persons)[ .]*?(\d+)$", contents, re.M)
    assert len(rows) == 6
    for title, number in rows:
        assert title in pages.lines(pages.numbered(number))[0].text


def pages_of(numbers: str) -> set[str]:
    found: set[str] = set()
    for part in numbers.split(", "):
        first, _, last = part.partition("–")
        found |= {str(number) for number in range(int(first), int(last or first) + 1)}
    return found


def test_the_index_tells_the_true_pages(make_edition: Make) -> None:
    _, pages = unhyphenated(long_edition(make_edition))
    index = "\n".join(pages.text(page) for page in range(len(pages) - 1, len(pages)))
    for name, word in (("Null", "Person0"), ("Eins", "Person1")):
        rows = re.search(rf"{name}, ([\d–, ]+)", index)
        assert rows is not None
        wanted = {pages.label(page) for page in body_pages(pages) if word in pages.text(page)}
        assert pages_of(rows[1].strip(", ")) == wanted
    noted = re.search(r"Noted, ([\dn, ]+)", index)
    assert noted is not None
    assert noted[1].strip().split(", ") == [
        f"{pages.label(page)}n" for page in body_pages(pages) if "On Noted" in pages.text(page)
    ]


def test_emendations_tell_the_true_line_at_the_foot_of_their_page(make_edition: Make) -> None:
    book, pages = unhyphenated(long_edition(make_edition))
    found = 0
    for page in body_pages(pages):
        for entry in printed_entries(pages, page, SMALL):
            lines = body_lines(pages, page, BODY)
            assert entry.lemma in " ".join(lines[int(entry.locus) - 1])
            assert entry.rest.startswith("lost")
            found += 1
    assert found == 5 * 29 == len(book.planned.material.copy.entries)


def test_every_fifth_line_is_numbered_in_the_outer_margin(make_edition: Make) -> None:
    pages = quiet(long_edition(make_edition))
    for page in (pages.numbered("2"), pages.numbered("3")):
        lines = [line for line in pages.lines(page) if any(s.size == 10 for s in line.signs)]
        for number, line in enumerate(lines, 1):
            figures = [sign for sign in line.signs if sign.size == 7.8]
            assert "".join(sign.text for sign in figures) == ("" if number % 5 else str(number))
            for sign in figures:
                left = sign.x < 0.15 * pages.size(page)[0]
                assert left == (page % 2 == 1)


@pytest.mark.parametrize(("every", "printed"), [(3, {"3", "6"}), (0, set())])
def test_the_interval_of_line_numbers_is_a_setting(
    make_edition: Make, every: int, printed: set[str]
) -> None:
    toml = f'[edition]\nsource = "text.xml"\n[pdf]\nline_numbers = {every}\n'
    pages = quiet(make_edition("<p>" + "word " * 100 + "</p>", settings=toml))
    page = pages.numbered("1")
    figures = [sign for line in pages.lines(page) for sign in line.signs if sign.size == 7.8]
    assert {sign.text for sign in figures} == printed


def test_chapters_open_below_the_top_of_their_page(make_edition: Make) -> None:
    pages = quiet(long_edition(make_edition))
    heading = pages.lines(pages.numbered("1"))[0]
    assert heading.text == "Chapter 1"
    assert heading.y > 0.18 * pages.size(0)[1]
    openings = [page for title, _, page in pages.bookmarks() if title.startswith("Chapter")]
    assert len(set(openings)) == 5


def test_short_texts_follow_one_another(make_edition: Make) -> None:
    poems = "".join(f"<div><head>Poem {n}</head><p>Few words.</p></div>" for n in range(5))
    pages = quiet(make_edition(poems))
    openings = [page for title, _, page in pages.bookmarks() if title.startswith("Poem")]
    assert len(set(openings)) == 1


def test_running_heads(make_edition: Make) -> None:
    pages = quiet(long_edition(make_edition))
    heads = {number: pages.lines(pages.numbered(number))[0].text for number in ("2", "3")}
    assert solid(heads["2"]) == "2Asmalledition"
    assert solid(heads["3"]) == "Chapter13"


def test_running_heads_give_the_verses_of_the_page(make_edition: Make) -> None:
    poems = (
        f"<div><head>Poem {poem}</head>"
        + "".join(f"<l n='{n}'>A verse of several words</l>" for n in range(1, 101))
        + "</div>"
        for poem in (1, 2)
    )
    body = "".join(poems)
    pages = quiet(make_edition(body))
    plain = '[edition]\nsource = "text.xml"\n[pdf]\nhead_lines = false\n'
    heads = [solid(pages.lines(pages.numbered(n))[0].text) for n in ("2", "3")]
    assert [re.sub(r"\d+–\d+", "", head) for head in heads] == ["2Asmalledition", "Poem13"]
    spans = [span for head in heads for span in re.findall(r"(\d+)–(\d+)", head)]
    assert int(spans[1][0]) == int(spans[0][1]) + 1
    verses = sum("verse" in line.text for line in pages.lines(pages.numbered("2")))
    assert int(spans[0][1]) - int(spans[0][0]) == verses - 1
    without = quiet(make_edition(body, settings=plain))
    assert solid(without.lines(without.numbered("2"))[0].text) == "2Asmalledition"


def test_a_page_within_which_a_text_begins_has_its_running_head(make_edition: Make) -> None:
    poem = f"<p>{'A few words. ' * 55}</p>"
    poems = "".join(f"<div><head>Poem {n}</head>{poem}</div>" for n in range(9))
    pages = quiet(make_edition(poems))
    opening, inner = (pages.lines(pages.numbered(n)) for n in ("1", "2"))
    assert solid(opening[0].text) == "Poem0"
    assert opening[-1].text == "1"
    assert solid(inner[0].text) == "2Asmalledition"
    assert any(re.match("Poem", line.text) for line in inner)
    assert solid(inner[-1].text) != "2"


def test_notes_stand_on_the_page_that_calls_them(make_edition: Make) -> None:
    filler = "<p>" + "Words to fill the page. " * 60 + "</p>"
    calls = "".join(
        f"{filler}<p>Caller{n}<note type='{('editorial', 'author')[n % 2]}'>Content{n}.</note></p>"
        for n in range(1, 9)
    )
    pages = quiet(make_edition(f"<div><head>One</head>{calls}</div>"))
    seen = []
    for page in body_pages(pages):
        text = pages.text(page)
        for number in re.findall(r"Caller(\d)", text):
            (mark,) = re.findall(rf"^(\w+)\s*Content{number}\.$", text, re.M)
            seen.append(mark)
            assert f"Caller{number}{mark}" in text
    assert seen == ["1", "a", "2", "b", "3", "c", "4", "d"]


def test_notes_of_one_kind_are_numbered_by_chapter(make_edition: Make) -> None:
    notes = "<p>a<note>first</note> b<note><p>second</p><p>more</p></note></p>"
    chapter = f"<div><head>One</head>{notes}</div>"
    pages = quiet(make_edition(chapter * 2))
    text = "\n".join(pages.text(page) for page in body_pages(pages))
    assert [solid(note) for note in re.findall(r"^\d\s*(?:first|second)$", text, re.M)] == [
        *("1first", "2second"),
        *("1first", "2second"),
    ]


def test_verse_is_numbered_every_five_lines(make_edition: Make) -> None:
    lines = "".join(f"<l>Line number {n} of it</l>" for n in range(1, 13))
    pages = quiet(make_edition(f"<div><head>Poem</head><lg>{lines}</lg></div>"))
    numbers = {}
    for line in pages.lines(pages.numbered("1")):
        if found := re.search(r"Line number (\d+) of it", line.text):
            numbers[found[1]] = "".join(sign.text for sign in line.signs if sign.size == 7.8)
    assert {n: shown for n, shown in numbers.items() if shown} == {"5": "5", "10": "10"}


def test_verse_among_prose_is_numbered_with_the_page(make_edition: Make) -> None:
    lines = "".join(f"<l>Verse {n}</l>" for n in range(1, 8))
    pages = quiet(make_edition(f"<div><head>Tale</head><p>One.</p><lg>{lines}</lg></div>"))
    shown = {}
    for line in pages.lines(pages.numbered("1")):
        words = "".join(sign.text for sign in line.signs if sign.size == 10)
        shown[words.strip()] = "".join(sign.text for sign in line.signs if sign.size == 7.8)
    assert shown["Verse 4"] == "5"
    assert not any(number for words, number in shown.items() if words != "Verse 4")


def test_a_verse_too_long_hangs_over(make_edition: Make) -> None:
    verse = "A verse that is much too long for the line " * 3
    pages = quiet(make_edition(f"<div><head>P</head><lg><l>{verse}</l><l>Next</l></lg></div>"))
    first, second, *_ = (line for line in pages.lines(pages.numbered("1")) if line.size == 10)
    assert second.signs[0].x - first.signs[0].x == pytest.approx(24, abs=0.5)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words<note>A note {} on.</note> more.</p>",
        "<table><row><cell>Outer {}</cell></row></table>",
        "<p>Words<note>A note <figure><head>Shown</head>{}</figure></note></p>",
    ],
)
def test_a_table_within_a_note_or_a_table(make_edition: Make, body: str) -> None:
    table = "<table><row><cell>Inner</cell><cell>one</cell></row></table>"
    pages = quiet(make_edition(f"<div><head>One</head>{body.format(table)}</div>"))
    words = "".join(solid(pages.text(page)) for page in body_pages(pages))
    assert words.count("Inner") == words.count("one") == 1

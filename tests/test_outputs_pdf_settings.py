"""The settings of the print edition: each does to the page what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditing import BODY, SMALL, body_lines, printed_entries
from reading_pdf import Pages, body_pages, quiet
from tei.edition import Edition

Make = Callable[..., Edition]
WORDS = "Some words of the text to fill a line or two, and so on. " * 3
MENDED = "<choice><sic>lost</sic><corr>mended</corr></choice>"
TEXT = "".join(
    f"<div><head>Chapter {chapter}</head>"
    + "".join(f"<p>{WORDS}{MENDED if number % 7 == 3 else ''}</p>" for number in range(16))
    + "</div>"
    for chapter in (1, 2)
)


def set_with(make_edition: Make, setting: str, body: str = TEXT) -> Pages:
    toml = f'[edition]\nsource = "text.xml"\n[pdf]\n{setting}\n'
    return quiet(make_edition(body, settings=toml))


def loci(pages: Pages) -> list[int]:
    return [
        int(entry.locus)
        for page in body_pages(pages)
        for entry in printed_entries(pages, page, SMALL)
    ]


def test_lines_counted_by_page(make_edition: Make) -> None:
    pages = set_with(make_edition, 'line_scope = "page"')
    assert max(loci(pages)) <= max(len(body_lines(pages, page, BODY)) for page in body_pages(pages))


@pytest.mark.parametrize("scope", ["text", "book"])
def test_lines_counted_throughout(make_edition: Make, scope: str) -> None:
    pages = set_with(make_edition, f'line_scope = "{scope}"')
    lines: list[str] = []
    wanted: list[int] = []
    for page in body_pages(pages):
        if scope == "text" and "Chapter 2" in pages.lines(page)[0].text:
            lines = []
        for line in body_lines(pages, page, BODY):
            lines.append(" ".join(line))
            wanted += [len(lines)] * lines[-1].count("mended")
    assert loci(pages) == wanted


def test_a_line_for_each_entry(make_edition: Make) -> None:
    body = "<div><head>One</head><p>" + " and ".join([MENDED] * 3) + ".</p></div>"
    run_in = set_with(make_edition, "", body)
    in_lines = set_with(make_edition, 'entry_lines = ["main", "emendations"]', body)
    count = [
        sum("] lost" in line.text for line in pages.lines(pages.numbered("1")))
        for pages in (run_in, in_lines)
    ]
    assert count == [1, 3]


def test_notes_at_the_end_of_their_text(make_edition: Make) -> None:
    body = "<div><head>One</head><p>First<note>A note here.</note> word.</p><p>Last.</p></div>"
    text = (pages := set_with(make_edition, 'notes = "end"', body)).text(pages.numbered("1"))
    assert text.index("Last.") < text.index("Notes") < text.index("A note here.")
    assert "First1" in text.replace(" ", "")


@pytest.mark.parametrize(
    ("place", "shown", "hidden"), [("margin", "f. 2r", "["), ("text", "[f. 2r]", "|")]
)
def test_pages_of_the_source(make_edition: Make, place: str, shown: str, hidden: str) -> None:
    body = '<div><head>One</head><p>First <pb n="f. 2r"/>second.</p></div>'
    pages = set_with(make_edition, f'folios = "{place}"', body)
    page = pages.numbered("1")
    text = pages.text(page)
    assert shown in text
    assert hidden not in text
    if place == "margin":
        # In the inner margin: at the left of a right-hand page.
        x = next(sign.x for sign in pages.signs(page) if sign.text == "f" and sign.size == 7.8)
        assert x < 0.15 * pages.size(page)[0]


def test_the_index_names_lines(make_edition: Make) -> None:
    register = '<listPerson><person xml:id="a"><persName>Anna</persName></person></listPerson>'
    body = f'<div><head>One</head><p>{WORDS}<persName ref="#a">Anna</persName>.</p></div>'
    toml = '[pdf]\nindex_lines = true\n[edition]\nsource = "text.xml"\n'
    pages = quiet(make_edition(body, register=register, settings=toml))
    lines = body_lines(pages, pages.numbered("1"), BODY)
    number = next(at for at, line in enumerate(lines, 1) if "Anna." in line)
    assert f"Anna, 1.{number}" in pages.text(len(pages) - 1)


def test_a_reference_names_page_and_line(make_edition: Make) -> None:
    filler = "".join(f"<p>{WORDS}</p>" for _ in range(30))
    body = (
        f'<div><head>One</head><p>See <ptr target="#there"/>.</p>{filler}'
        f'<p><seg xml:id="there">There</seg> it is.</p></div>'
    )
    pages = set_with(make_edition, "reference_lines = true", body)
    for page in body_pages(pages):
        for number, line in enumerate(body_lines(pages, page, BODY), 1):
            if "There" in line:
                assert f"See p. {pages.label(page)}.{number}." in pages.text(pages.numbered("1"))


def test_crop_marks_stand_outside_of_the_page(make_edition: Make) -> None:
    plain = set_with(make_edition, "", "<div><head>One</head><p>Words.</p></div>")
    marked = set_with(make_edition, "crop_marks = true", "<div><head>One</head><p>Words.</p></div>")
    millimetres = [(b - a) / 72 * 25.4 for a, b in zip(plain.size(0), marked.size(0), strict=True)]
    assert millimetres == pytest.approx([20, 20], abs=0.1)
    assert marked.drawn(0) - plain.drawn(0) == 8


def test_a_draft_has_a_number_at_every_line_and_room_to_write(make_edition: Make) -> None:
    pages = set_with(make_edition, "draft = true")
    page = pages.numbered("1")
    rows = [line for line in pages.lines(page) if any(sign.size == 10 for sign in line.signs)]
    numbers = ["".join(s.text for s in line.signs if s.size == 7.8) for line in rows]
    assert numbers == [str(number) for number in range(1, len(rows) + 1)]
    assert rows[1].y - rows[0].y == pytest.approx(18, abs=0.1)


def test_words_need_not_be_divided(make_edition: Make) -> None:
    long = "antidisestablishmentarianism and internationalization of incomprehensibilities "
    body = f"<div><head>One</head><p xml:lang='en'>{long * 12}</p></div>"
    divided = set_with(make_edition, "", body)
    whole = set_with(make_edition, "hyphenation = false", body)
    known = set(long.split())
    ends = [
        all(line[-1] in known for line in body_lines(pages, pages.numbered("1"), BODY))
        for pages in (divided, whole)
    ]
    assert ends == [False, True]


def test_emendations_are_listed_with_their_lines_kind_and_certainty(make_edition: Make) -> None:
    body = (
        "<div><head>One</head><p>Before.</p><p>A <choice><sic>wrod</sic>"
        '<corr type="letters" cert="high">word</corr><corr>wood</corr></choice> here.<note>A '
        "<choice><sic>ntoe</sic><corr>note</corr></choice>.</note></p>"
        "<p>She said <supplied reason='omitted'>“</supplied>No”"
        "<surplus>,</surplus> and left.</p></div>"
    )
    pages = set_with(make_edition, "", body)
    listed = [line.text for page in body_pages(pages) for line in pages.lines(page)]
    listed = listed[listed.index("Emendations", listed.index("Before.")) :]
    assert "1.2word] wrod; or woodletters, certain" in listed, listed
    assert "1.2nnote] ntoe" in listed, listed
    # A mark is given with its word: an opening one with that after it.
    assert "1.3“No”] No”omitted" in listed and "1.3“No”] “No”," in listed, listed


def test_the_list_of_emendations_can_be_left_out(make_edition: Make) -> None:
    pages = set_with(make_edition, "emendations = false")
    assert "Emendations" not in "".join(map(pages.text, range(len(pages))))
    assert loci(pages)


def test_lines_counted_anew_are_cited_with_their_stanza(make_edition: Make) -> None:
    stanzas = "".join(
        f"<lg n='{s}'>"
        + "".join(f"<l n='{n}'>verse {s} <sic>{n}</sic></l>" for n in ("a", "b", "c"))
        + "</lg>"
        for s in range(1, 4)
    ).replace("<sic>b</sic>", "<choice><sic>b</sic><corr>bb</corr></choice>")
    pages = quiet(make_edition(f"<div><head>One</head>{stanzas}</div>"))
    page = pages.numbered("1")
    assert "".join(sign.text for sign in pages.signs(page) if sign.is_bold) == "1b2b3b"
    margin = [sign.text for sign in pages.signs(page) if sign.size == 7.8]
    assert margin == ["1", "2", "3"]


@pytest.mark.parametrize(("language", "divides"), [("la", True), ("lat", True), ("und", False)])
def test_words_are_divided_by_the_rules_of_their_language(
    make_edition: Make, language: str, divides: bool
) -> None:
    words = "constitutionibus quoniam perpetuitatem " * 40
    pages = quiet(make_edition(f"<div xml:lang='{language}'><head>One</head><p>{words}</p></div>"))
    lines = [line.text for line in pages.lines(pages.numbered("1"))]
    assert any(line.endswith(("-", "\u00ad")) for line in lines) is divides


def test_the_witnesses_of_a_page_stand_before_its_apparatus_where_they_change(
    make_edition: Make,
) -> None:
    words = "Some words of the text to fill the page. " * 60
    lost = "<app><lem wit='#A'>uirum</lem><rdg wit='#B'><gap reason='lost'/></rdg></app>"
    differs = "<app><lem wit='#A'>uirum</lem><rdg wit='#B'>uiros</rdg></app>"
    text = (
        "<text><front><listWit><witness xml:id='A'>One</witness><witness xml:id='B'>Two</witness>"
    )
    text += "</listWit></front><body>"
    for name, entry in (("One", differs), ("Two", lost), ("Three", lost), ("Four", differs)):
        text += f"<div><head>{name}</head><p>{entry} {words}</p></div>"
    text += "</body></text>"
    toml = '[edition]\nsource = "text.xml"\n[pdf]\n'
    for setting, wanted in (("page_witnesses = true\n", ["A\u00a0‖", "A B\u00a0‖"]), ("", [])):
        pages = quiet(make_edition(text=text, settings=toml + setting))
        lines = [line.text for page in body_pages(pages) for line in pages.lines(page)]
        found = [line.partition("‖") for line in lines if "‖" in line]
        assert [before + sign for before, sign, _ in found] == wanted


def test_a_paragraph_that_the_editor_takes_out_counts_no_line(make_edition: Make) -> None:
    out = "<p><surplus>Taken out.</surplus></p>"
    body = "".join(f"<p>Line {number}.</p>{out}" for number in range(1, 9))
    pages = quiet(make_edition(f"<div><head>One</head>{body}</div>"))
    page = pages.numbered("1")
    (number,) = (sign for sign in pages.signs(page) if sign.size == 7.8)
    (line,) = (line for line in pages.lines(page) if line.text.startswith("Line 5."))
    assert number.text == "5"
    assert abs(number.y - line.y) < 0.2

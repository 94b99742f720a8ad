"""How parts and texts open: each heading once, and none that the source has not."""

from __future__ import annotations

from collections.abc import Callable

from reading_pdf import Pages, quiet
from tei.edition import Edition

Make = Callable[..., Edition]

PARTS = (
    "<div type='part'><head>Part One: Ends</head><p>It begins.</p>"
    "<div type='chapter'><head>First</head><p>Words of the first.</p></div>"
    "<div type='chapter'><head>Second</head><p>Words of the second.</p></div></div>"
    "<div type='part'><head>Part Two</head>"
    "<div type='chapter'><head>Third</head><p>Words of the third.</p></div></div>"
)
AUTO = '[edition]\nsource = "text.xml"\n[texts]\nunit = "auto"\n'


def pages_with(pages: Pages, words: str) -> list[str]:
    return [pages.label(page) for page in range(len(pages)) if words in pages.text(page)]


def test_the_heading_of_a_part_stands_once_before_what_introduces_it(make_edition: Make) -> None:
    pages = quiet(make_edition(PARTS, settings=AUTO))
    first = pages.text(pages.numbered("1")).split("\n")
    assert first[:2] == ["Part One: Ends", "It begins."]
    contents = "iii"
    assert pages_with(pages, "Part One: Ends") == [contents, "1"]
    assert pages.text(pages.numbered(contents)).count("Part One: Ends") == 1
    titles = [title for title, _, _ in pages.bookmarks()]
    assert [titles.count(part) for part in ("Part One: Ends", "Part Two")] == [1, 1]


def test_a_part_opens_on_a_right_hand_page_and_its_chapters_after_it(make_edition: Make) -> None:
    pages = quiet(make_edition(PARTS, settings=AUTO))
    assert pages_with(pages, "It begins.") == ["1"]
    assert pages_with(pages, "Words of the first.") == ["2"]
    assert pages_with(pages, "Part Two")[1:] == ["3"]
    assert pages_with(pages, "Words of the third.") == ["4"]


def test_a_text_without_a_heading_gets_none(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><front><div type='dedication'><p>To Anna.</p></div></front><body>"
        "<div><head>One</head><p>Words.</p></div><div><p>Arma virumque cano.</p></div>"
        "</body></text>"
    )
    pages = quiet(edition)
    assert pages_with(pages, "Dedication") == []
    assert pages_with(pages, "To Anna.") == ["iv"]
    # The table of contents names it by its first words.
    assert pages_with(pages, "Arma virumque cano.") == ["iii", "1"]
    assert pages.text(pages.numbered("1")).count("Arma virumque cano.") == 1


def test_the_signs_of_the_text_are_explained_and_no_others(make_edition: Make) -> None:
    body = (
        "<div><head>One</head><p>A <supplied reason='lost'>word</supplied> and"
        " <gap reason='lost'/>.</p></div><div><head>Two</head><p>More.</p></div>"
    )
    pages = quiet(make_edition(body))
    signs = pages.text(pages.numbered("iii")).split("\n")
    # Below the contents.
    assert signs[signs.index("Signs") :] == [
        "Signs",
        "[abc]Lost or illegible in the source, restored by the editor.",
        "[…]A gap: something is missing or cannot be read.",
        "iii",
    ]
    plain = quiet(make_edition("<div><head>One</head><p>Words.</p></div>"))
    assert pages_with(plain, "Signs") == []


def test_a_signature_is_not_parted_from_its_letter(make_edition: Make) -> None:
    # However long the letter is: the signature is never alone on a page.
    for lines in range(26, 38):
        body = "".join(f"<p>Line {number}.</p>" for number in range(lines))
        closer = "<closer><salute>Yours</salute><signed>Anna</signed></closer>"
        pages = quiet(make_edition(f"<div><head>One</head>{body}{closer}</div>"))
        (page,) = (at for at in range(len(pages)) if "Anna" in pages.text(at))
        assert f"Line {lines - 1}." in pages.text(page)

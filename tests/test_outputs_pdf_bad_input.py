"""What no page has room for, and what no font has: a book all the same, with every word of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_pdf import body_pages, made, quiet, solid
from tei.edition import Edition

Make = Callable[..., Edition]
FILLING = "<p>" + "Some words of the text to fill a line or two, and so on. " * 6 + "</p>"


def words(stem: str, count: int) -> str:
    return " ".join(f"{stem}{number}." for number in range(count))


def app(lemma: str, reading: str) -> str:
    return f'<app><lem wit="#A">{lemma}</lem><rdg wit="#B">{reading}</rdg></app>'


@pytest.mark.parametrize(
    "body",
    [
        FILLING * 4 + f"<p>Here {app('is', words('reading', 900))} more.</p>" + FILLING * 3,
        "<p>" + "".join(app("abc"[n % 3], f"reading{n}.") for n in range(60)) + "</p>" + FILLING,
    ],
    ids=["an entry longer than a page", "sixty entries on a line"],
)
def test_an_apparatus_that_its_page_has_no_room_for(make_edition: Make, body: str) -> None:
    pages = quiet(make_edition(f"<div><head>One</head>{body}</div>"))
    printed = solid("".join(map(pages.text, body_pages(pages))))
    count = body.count("reading")
    found = [printed.find(f"reading{number}.") for number in range(count)]
    assert found == sorted(found)
    assert found[0] >= 0
    assert printed.count("reading") == count


def test_a_note_longer_than_a_page(make_edition: Make) -> None:
    note = f"<p>Here<note>{words('noted', 1500)}</note> more.</p>"
    pages = quiet(make_edition(f"<div><head>One</head>{FILLING}{note}{FILLING * 3}</div>"))
    printed = solid("".join(map(pages.text, body_pages(pages))))
    found = [printed.find(f"noted{number}.") for number in range(1500)]
    assert found == sorted(found)
    assert found[0] >= 0


def test_a_word_wider_than_the_line_is_divided_and_reported(make_edition: Make) -> None:
    word, reading, noted = "x" * 300, "y" * 300, "z" * 300
    body = f"<p>A {word} {app('b', reading)}.<note>{noted}</note></p>\n<p>Also {word}.</p>"
    pages, findings = made(make_edition(f"<div><head>One</head>{body}</div>"))
    assert [(each.code, len(each.also)) for each in findings] == [
        ("PDF008", 1),
        ("PDF008", 0),
        ("PDF008", 0),
    ]
    for letter, count in (("x", 600), ("y", 300), ("z", 300)):
        inside = [
            sign
            for page in body_pages(pages)
            for sign in pages.signs(page)
            if sign.text == letter and 0 < sign.x < pages.size(page)[0] - 30
        ]
        assert len(inside) == count, letter


def test_characters_that_a_borrowed_face_has_are_named_with_every_place(make_edition: Make) -> None:
    body = "<p>Here \u0628\u0629.</p>\n<p>There \u0628.</p>\n<p>And \u0710.</p>\n<p>\u0710</p>"
    pages, findings = made(make_edition(f"<div><head>One</head>\n{body}</div>"))
    lines = {each.code: [p.line for p in (each.position, *each.also)] for each in findings}
    assert lines == {"PDF001": [4, 5], "PDF007": [2, 3]}
    assert "There" in pages.text(pages.numbered("1"))


def test_notes_within_a_note_stand_apart_from_its_words(make_edition: Make) -> None:
    body = "<p>Here<note>A note<note>inner</note> and <note>other</note>.</note> more.</p>"
    pages = quiet(make_edition(f"<div><head>One</head>{body}</div>"))
    assert "A note [inner] and [other]." in pages.text(pages.numbered("1")).replace("\r\n", " ")

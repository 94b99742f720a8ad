"""The index of passages cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import HEADER
from reading_pdf import Pages, quiet
from tei.edition import Edition
from tei.print.citations import split

Make = Callable[..., Edition]


@pytest.mark.parametrize(
    ("reference", "work", "passage"),
    [
        ("LXX:Ps:51:10", "LXX Ps", "51:10"),
        ("NA:1Cor:1:4-5", "NA 1Cor", "1:4–5"),
        ("2 Cor 3:4b", "2 Cor", "3:4b"),
        ("Verg. Aen. 1.1", "Verg. Aen.", "1.1"),
        ("Homer", "Homer", ""),
        ("Gen. 1, 1 and elsewhere", "Gen. 1, 1 and elsewhere", ""),
    ],
)
def test_work_and_passage(reference: str, work: str, passage: str) -> None:
    assert split(reference) == (work, passage)


def index(pages: Pages) -> list[str]:
    (page,) = (at for at in range(len(pages)) if pages.text(at).startswith("Index of passages"))
    return pages.text(page).split("\n")[1:-1]


def test_what_the_texts_cite(make_edition: Make) -> None:
    body = (
        "<div><head>One</head><p>He wrote <ref cRef='LXX:Ps:51:10'/> and"
        " <cit><quote>arma</quote> <bibl>Verg. Aen. 1.1</bibl></cit>"
        " and <ref cRef='LXX:Ps:9:1'>so</ref>.<note resp='#ed'>See <ref cRef='LXX:Ps:9:1'/>"
        " and <ref cRef='LXX:Ps:2:2'/>.</note></p></div><div><head>Two</head>"
        f"<p>{'Words and words. ' * 400}<ref cRef='LXX:Ps:51:10'/></p></div>"
    )
    pages = quiet(make_edition(body))
    last = len(pages) - 1
    while "Words and" not in pages.text(last):
        last -= 1
    found = index(pages)
    assert found == [
        "LXX Ps",
        "2:21n",
        "9:11",
        f"51:101, {pages.label(last)}",
        "Verg. Aen.",
        "1.11",
    ]


def test_no_index_without_citations(make_edition: Make) -> None:
    pages = quiet(make_edition("<div><head>One</head><p>Words.</p></div>"))
    assert "Index of passages cited" not in [title for title, _, _ in pages.bookmarks()]


def test_the_sources_of_quotations(make_edition: Make) -> None:
    header = HEADER.replace(
        "</sourceDesc>",
        "<bibl xml:id='arist'>Aristotle, <title>Poetics</title></bibl></sourceDesc>",
    )
    assert header != HEADER
    body = (
        "<div><head>One</head><p>He wrote <quote source='LXX:Ps:51:10'>create in me</quote> and"
        " <quote source='#arist https://example.org/a:b'>so</quote> and"
        " <quote source='../other/file.xml#p1'>thus</quote>.</p>"
        f"<p>{'Words and words. ' * 300}</p></div>"
        "<div><head>Two</head><quote source='LXX:Ps:9:1'><p>I will praise</p></quote></div>"
    )
    pages = quiet(make_edition(body, header=header))
    two = next(page for page in range(len(pages)) if "I will praise" in pages.text(page))
    assert index(pages) == ["Aristotle, Poetics, 1", "LXX Ps", f"9:1{pages.label(two)}", "51:101"]

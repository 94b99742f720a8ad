"""Pages of the source are named where their words begin."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reading_pdf import quiet
from tei.edition import Edition

Make = Callable[..., Edition]


def test_a_page_of_the_source_is_named_beside_the_words_that_begin_it(make_edition: Make) -> None:
    """Not on a line of its own at the end of the text before, or where a heading has no words."""
    poem = "<div n='{}'><head>Poem {}</head><l>A verse</l><l>Another</l>{}</div>".format
    settings = '[edition]\nsource = "text.xml"\n[pdf]\nfolios = "text"\n'
    body = poem(1, "One", "<pb n='7'/>") + poem(2, "Two", "") + poem(3, "Three", "<pb n='8'/>")
    lines = [
        line.text
        for pages in [quiet(make_edition(body, settings=settings))]
        for page in range(pages.numbered("1"), len(pages))
        for line in pages.lines(page)
    ]
    assert ["".join(line.split()) for line in lines if "[" in line] == ["[p.7]PoemTwo", "[p.8]"]


@pytest.mark.parametrize("boundary", ["", "<pb n='7'/>"])
def test_a_text_that_only_entries_have_is_set(make_edition: Make, boundary: str) -> None:
    """As a title that only some witnesses have: nothing of it is in the running text."""
    entry = "<app><lem wit='#A'/><rdg wit='#B'>Of the ferry</rdg></app>"
    title = f"<div type='title'><head>{boundary}{entry}</head></div>"
    pages = quiet(make_edition(f"{title}<div><head>One</head><p>Words of the text.</p></div>"))
    words = "".join("".join(map(pages.text, range(len(pages)))).split())
    assert "OftheferryB" in words
    assert "Wordsofthetext." in words
    assert ("7" in words) == bool(boundary)

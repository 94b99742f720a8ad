"""Blanks in the print vocabulary: one where several follow one another, none before a comma."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.print.blanks import single


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("<p>a <passage/> b</p>", "a b"),
        ("<p>a <passage/>, b</p>", "a, b"),
        ("<p>a <passage>b </passage>, c</p>", "a b, c"),
        ("<p>a <passage> b</passage> c</p>", "a b c"),
        ("<p> a<span> </span> b</p>", "a b"),
        ("<p>a <note>N </note> b</p>", "a N b"),
        ("<p>a <sign>[</sign> b</p>", "a [ b"),
        ("<p>a </p><p> b</p>", "a b"),
        ("<entry><lemma>a b </lemma><sign>] </sign>c</entry>", "a b] c"),
        ("<p><span>a </span><sign>. </sign>b</p>", "a. b"),
        ("<p>a <sign> : </sign>b<sign>[</sign>c <sign>]</sign>d</p>", "a : b[c ]d"),
        # Only an entry's passage gives cause to doubt a blank before punctuation.
        ("<p>a <span>b </span>; c</p>", "a b ; c"),
        ("<p>a <passage>b</passage> – c</p>", "a b – c"),
    ],
)
def test_blanks(content: str, wanted: str) -> None:
    root = etree.fromstring(f"<text>{content}</text>")
    single(root)
    assert "".join(map(str, root.itertext())) == wanted

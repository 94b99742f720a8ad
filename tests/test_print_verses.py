"""Numbers of verses between those that the source states."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.print.verses import number_between


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("1 . . . 5 . .", "1 2 3 4 5 6 7"),
        (". . 3 . 5", "1 2 3 4 5"),
        # A lacuna: the count does not agree.
        ("1 . . 9 . 11", "1 . . 9 10 11"),
        # Two speakers share a verse.
        ("1 . + . 4", "1 2 2 3 4"),
        # Nothing is known of how the source counts.
        (". 5 .", ". 5 ."),
        ("1 . . . 9", "1 . . . 9"),
        ("a . b", "a . b"),
        ("1 2 3", "1 2 3"),
        # Not before the first.
        (". . 1 . 3", ". . 1 2 3"),
    ],
)
def test_numbers(stated: str, wanted: str) -> None:
    text = etree.Element("text")
    for word in stated.split():
        attributes = {} if word in ".+" else {"n": word}
        etree.SubElement(text, "line", attributes | ({"after": "x"} if word == "+" else {}))
    number_between(text)
    assert [line.get("n", ".") for line in text] == wanted.split()

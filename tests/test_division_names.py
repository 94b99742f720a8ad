"""What a division without a heading is called."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.division_names import name_of


@pytest.mark.parametrize(
    ("attributes", "language", "name"),
    [
        ('type="chapter" n="3"', "en", "Chapter 3"),
        ('type="chapter" n="3"', "de-AT", "Kapitel 3"),
        ('type="poem" n="IV"', "la", "Carmen IV"),
        ('type="carmen" n="4"', "en", "Carmen 4"),
        ('type="textpart" n="2"', "en", "2"),
        ('type="textpart" subtype="book" n="2"', "fr", "Livre 2"),
        ('type="textpart"', "en", ""),
        ('type="writingSession" n="1"', "en", "1"),
        ('type="edition" n="urn:cts:pta:pta0001"', "en", "Edition"),
        ('n="2"', "en", ""),
    ],
)
def test_names(attributes: str, language: str, name: str) -> None:
    root = etree.fromstring(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><text>'
        f'<div {attributes} xml:lang="grc"><p/></div></text></TEI>'
    )
    (division,) = root.iter("{*}div")
    assert name_of(division) == name


def test_divisions_of_one_kind_without_numbers_are_counted() -> None:
    root = etree.fromstring('<body><div type="act"/><div type="act"/><div type="epilogue"/></body>')
    assert [name_of(division) for division in root] == ["Act 1", "Act 2", "Epilogue"]

"""Reading a TEI file from a string, and looking at what was read."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei import names
from tei.reading.source import Source, parse

TEI = f'<TEI xmlns="{names.TEI}">'


def parsed(text: str | bytes, **options: object) -> Source:
    data = text.encode() if isinstance(text, str) else text
    return parse(data, Path("/edition/a.xml"), 7, "a.xml", **options)  # type: ignore[arg-type]


def content(source: Source) -> str:
    return str(source.root.xpath("string()"))


def codes(source: Source) -> list[str]:
    return [finding.code for finding in source.findings]


def misplaced(source: Source) -> list[str]:
    """Give the elements at whose position their start tag does not stand."""
    wrong = []
    for ordinal, element in enumerate(source.root.iter("*")):
        place = source.position(ordinal)
        local = etree.QName(element).localname
        tag = f"<{element.prefix}:{local}" if element.prefix else f"<{local}"
        if not source.line(place.line)[place.column - 1 :].startswith(tag):
            wrong.append(f"{place}: {tag}")
    return wrong


DTD = '<!DOCTYPE TEI SYSTEM "tei.dtd">\n'

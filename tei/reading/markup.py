"""The markup of a file as it is written: tags, comments and instructions by their offsets.

For what changes a file and must leave the rest of it as it is, to the byte. The file was read
before (`tei.reading.source`), so that it is known to be well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from tei.reading.doctype import read
from tei.reading.source import Source

_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"(\s+)([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


class Kind(IntEnum):
    """What a piece of markup is; an ELEMENT is a whole one, that nobody needs to look into."""

    START = 0
    END = 1
    EMPTY = 2
    COMMENT = 3
    INSTRUCTION = 4
    CDATA = 5
    DECLARATION = 6
    DOCTYPE = 7
    TEXT = 8
    ELEMENT = 9


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as it is written: the space before it, its name, its value with quotes."""

    space: str
    name: str
    value: str


def pieces(
    source: Source, whole: Mapping[int, int] | None = None
) -> Iterator[tuple[Kind, int, int]]:
    """Give all of a file's text in order: each piece of markup, and the text between.

    `whole` are elements to be given in one piece, by their beginnings and ends.
    """
    text = source.text
    doctype = read(text, text.encode("utf-8"), source.lines, source.name)
    done = 0
    while done < len(text):
        match = _MARKUP.search(text, done)
        if match is None:
            yield Kind.TEXT, done, len(text)
            return
        start, end = match.span()
        if start > done:
            yield Kind.TEXT, done, start
        kind = _kind(text, start, end)
        if whole and start in whole:
            kind, end = Kind.ELEMENT, whole[start]
        if doctype is not None and start == doctype.start:
            kind, end = Kind.DOCTYPE, doctype.end
        yield kind, start, end
        done = end


def start_tag(element: str) -> str:
    """Give the tag with which an element begins."""
    match = _MARKUP.match(element)
    return match[0] if match else ""


def element_end(text: str, start: int) -> int:
    """Give the offset after the element whose start tag or empty tag begins at an offset."""
    depth = 0
    while True:
        match = _MARKUP.search(text, start)
        assert match is not None  # the file is well-formed
        begin, start = match.span()
        kind = _kind(text, begin, start)
        depth += (kind is Kind.START) - (kind is Kind.END)
        if not depth and kind in (Kind.END, Kind.EMPTY):
            return start


def _kind(text: str, start: int, end: int) -> Kind:
    second = text[start + 1]
    if second == "/":
        return Kind.END
    if second == "?":
        return (
            Kind.DECLARATION
            if text[start + 2 : start + 5] == "xml" and (text[start + 5].isspace())
            else Kind.INSTRUCTION
        )
    if second == "!":
        return Kind.COMMENT if text[start + 2] == "-" else Kind.CDATA
    return Kind.EMPTY if text[end - 2] == "/" else Kind.START


def name(tag: str) -> str:
    """Give the name in a tag, with its prefix."""
    found = _NAME.match(tag, 2 if tag.startswith("</") else 1)
    return found[0] if found else ""


def attributes(tag: str) -> list[Attribute]:
    """Give the attributes in a start tag, in the order in which they are written."""
    return [Attribute(*found.groups()) for found in _ATTRIBUTE.finditer(tag)]

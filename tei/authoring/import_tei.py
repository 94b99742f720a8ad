"""Writing the skeleton of an imported text: TEI files with one paragraph per line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei.authoring.import_blocks import Form, Heading, Kind, Paragraph, Run
from tei.formatting.files import laid_out_anew
from tei.names import TEI, XI, XML_ID, XML_LANG, tei

# Languages whose name needs no guess; others are named by the editor.
_LANGUAGES = {
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "la": "Latin",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
}
# The stubs of lxml know no default namespace.
_PLAIN: Any = {None: TEI}
_INCLUDING: Any = {None: TEI, "xi": XI}


@dataclass(frozen=True, slots=True)
class Division:
    """A heading with its number in digits, and what follows it up to the next one."""

    heading: Heading
    number: str | None
    identifier: str
    parts: tuple[Paragraph | Division, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the divisions: the title page, what comes before the first heading."""

    title: str
    title_runs: tuple[Run, ...]
    author: str
    author_runs: tuple[Run, ...]
    preamble: tuple[Paragraph, ...]
    language: str
    original: str
    date: str = ""


def document(frame: Frame, parts: Sequence[Paragraph | Division | str]) -> bytes:
    """Write the root file. A string among `parts` is the path of a file to include."""
    root = etree.Element(tei("TEI"), nsmap=_INCLUDING if _includes(parts) else _PLAIN)
    root.set(XML_LANG, frame.language)
    _header(root, frame)
    text = _sub(root, "text")
    if frame.title_runs or frame.preamble:
        _front(text, frame)
    body = _sub(text, "body")
    for part in parts:
        if isinstance(part, str):
            etree.SubElement(body, f"{{{XI}}}include", {"href": part})
        else:
            _part(body, part, 1)
    if not any(_carries_text(child) for child in body):
        _sub(body, "p")  # a body of furniture only is not allowed
    return _bytes(root)


def included(division: Division) -> bytes:
    """Write one division as a file of its own."""
    root = etree.Element(tei("div"), nsmap=_PLAIN)
    _division(root, division, 1)
    return _bytes(root)


def _includes(parts: Iterable[object]) -> bool:
    return any(isinstance(part, str) for part in parts)


def _carries_text(element: etree._Element) -> bool:
    return element.tag not in (tei("fw"), tei("pb"))


def _sub(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, tei(name))
    element.text = text
    return element


def _header(root: etree._Element, frame: Frame) -> None:
    header = _sub(root, "teiHeader")
    description = _sub(header, "fileDesc")
    titles = _sub(description, "titleStmt")
    _sub(titles, "title", frame.title)
    if frame.author:
        _sub(titles, "author", frame.author)
    publication = _sub(description, "publicationStmt")
    _sub(publication, "p", "Unpublished. Say here who publishes this edition, and its licence.")
    source = _sub(description, "sourceDesc")
    origin = _sub(source, "p", f"Imported from the text file {frame.original}")
    if frame.date:
        _append(origin, ", dated ")
        _sub(origin, "date", frame.date)
    _append(origin, ". Describe its source here.")
    languages = _sub(_sub(header, "profileDesc"), "langUsage")
    known = _LANGUAGES.get(frame.language.lower())
    _sub(languages, "language", known).set("ident", frame.language)


def _front(text: etree._Element, frame: Frame) -> None:
    front = _sub(text, "front")
    if frame.title_runs:
        page = _sub(front, "titlePage")
        _fill(_sub(_sub(page, "docTitle"), "titlePart"), frame.title_runs)
        if frame.author_runs:
            _fill(_sub(page, "byline"), frame.author_runs)
    if frame.preamble:
        preamble = _sub(front, "div")
        preamble.set("type", "preamble")
        for paragraph in frame.preamble:
            _part(preamble, paragraph, 2)


def _part(parent: etree._Element, part: Paragraph | Division, depth: int) -> None:
    if isinstance(part, Division):
        _division(_sub(parent, "div"), part, depth)
    elif part.form is not Form.PROSE:
        _formed(parent, part)
    elif part.is_furniture:
        _fill(parent, [run for run in part.runs if run.kind is Kind.FURNITURE])
    else:
        _fill(_sub(parent, "p"), part.runs)


def _formed(parent: etree._Element, part: Paragraph) -> None:
    """Write verse, a list, a quotation, code or an ornament."""
    if part.form is Form.ORNAMENT:
        ornament = _sub(parent, "ab", part.runs[0].text)
        ornament.set("type", "ornament")
    elif part.form is Form.CODE:
        code = _sub(parent, "ab")
        code.set("type", "code")
        for at, row in enumerate(part.rows):
            if at:
                _sub(code, "lb")
            _fill(code, row)
    elif part.form in (Form.BULLETED, Form.NUMBERED):
        items = _sub(parent, "list")
        items.set("rend", part.form.value)
        for row, number in zip(part.rows, part.numbers, strict=True):
            item = _sub(items, "item")
            if number:
                item.set("n", number)
            _fill(item, row)
    else:
        outer, inner = ("quote", "p") if part.form is Form.QUOTE else ("lg", "l")
        whole = _sub(parent, outer)
        for row in part.rows:
            _fill(_sub(whole, inner), row)


def _division(element: etree._Element, division: Division, depth: int) -> None:
    element.set("type", "chapter" if depth == 1 else "section")
    if division.number is not None:
        element.set("n", division.number)
    element.set(XML_ID, division.identifier)
    _fill(_sub(element, "head"), division.heading.runs)
    for part in division.parts:
        _part(element, part, depth + 1)


def _fill(element: etree._Element, runs: Iterable[Run]) -> None:
    """Append text and inline elements; white space inside a paragraph is folded."""
    for run in runs:
        folded = re.sub(r"[ \t\r]+", " ", run.text)
        if run.kind is Kind.TEXT:
            _words(element, folded)
        elif run.kind is Kind.NOTE:
            _fill(_sub(element, "note"), run.inside)
        elif run.kind is Kind.CODE:
            _sub(element, "code", folded)
        elif run.kind is Kind.LINK:
            link = _sub(element, "ref")
            link.set("target", run.target)
            _words(link, folded)
        elif run.kind is Kind.FURNITURE:
            if run.inside:
                furniture = _sub(element, "fw")
                furniture.set("type", "footer")
                _fill(furniture, run.inside)
            _sub(element, "pb")
        elif run.kind is Kind.BREAK:
            etree.SubElement(element, tei("milestone"), {"unit": "paragraph", "type": "spurious"})
        else:
            emphasis = _sub(element, "hi")
            emphasis.set("rend", run.kind.value)
            _words(emphasis, folded)


def _words(element: etree._Element, text: str) -> None:
    """Append text; a word that a line end parts goes on after an `lb`."""
    first, *others = text.split("\n")
    _append(element, first)
    for other in others:
        _sub(element, "lb").set("break", "no")
        _append(element, other)


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _bytes(root: etree._Element) -> bytes:
    body = etree.tostring(root, encoding="UTF-8")
    return laid_out_anew(b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n", "text.xml")

"""The text of a witness as a TEI file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from tei.apparatus.model import Attestation
from tei.apparatus.telling import Told
from tei.apparatus.witnesses import Witness
from tei.names import TEI, XML_ID, XML_LANG

# Signs that stand for gaps until the words are laid out. No XML text can hold them.
_GAPS = {
    Attestation.LACUNOSE: "\x11",
    Attestation.ILLEGIBLE: "\x12",
    Attestation.OUT_OF_RANGE: "\x13",
    Attestation.UNKNOWN: "\x14",
}
_SIGNS = re.compile(f"([{''.join(_GAPS.values())}])")
_REASONS = {sign: str(state).replace(" ", "-") for state, sign in _GAPS.items()}


def transcript(title: str, language: str, witness: Witness, texts: Mapping[str, Told]) -> bytes:
    """Make a TEI file of what a witness has; `texts` gives by its id what of a text it has.

    Paragraphs and verse lines are kept. Where the witness has nothing, a `gap` says why.
    """
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})  # type: ignore[dict-item]
    header = _add(root, "teiHeader")
    description = _add(header, "fileDesc")
    statement = _add(description, "titleStmt")
    _add(statement, "title", f"{title}: the text of {witness.siglum}")
    publication = _add(description, "publicationStmt")
    _add(publication, "p", "Made by tei-edition from the critical apparatus of the edition.")
    source = _add(_add(description, "sourceDesc"), "listWit")
    described = _add(source, "witness", witness.name or witness.siglum)
    described.set("n", witness.siglum)
    body = _add(_add(root, "text"), "body")
    if language:
        root.set(XML_LANG, language)
    for ident, told in texts.items():
        division = _add(body, "div")
        division.set(XML_ID, ident)
        words = told.marked(_GAPS)
        for block in words.split("\n\n") if words else [""]:
            _block(division, block.split("\n"))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _block(division: etree._Element, lines: list[str]) -> None:
    """Add a paragraph, or a group of verse lines."""
    if len(lines) == 1:
        _words(_add(division, "p"), lines[0])
        return
    group = _add(division, "lg")
    for line in lines:
        _words(_add(group, "l"), line)


def _words(element: etree._Element, text: str) -> None:
    first, *rest = _SIGNS.split(text)
    element.text = first
    for sign, words in zip(rest[::2], rest[1::2], strict=True):
        gap = _add(element, "gap")
        gap.set("reason", _REASONS[sign])
        gap.tail = words


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{TEI}}}{name}")
    element.text = text or None
    return element


def names_of_files(witnesses: Iterable[Witness]) -> dict[str, str]:
    """Give for the id of each witness a name of a file that no other has, whatever its signs."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for witness in witnesses:
        base = "".join(
            sign if sign.isascii() and (sign.isalnum() or sign in "-_") else f"u{ord(sign):x}"
            for sign in witness.id
        )
        name, count = base, 1
        while name.lower() in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name.lower())
        found[witness.id] = name
    return found

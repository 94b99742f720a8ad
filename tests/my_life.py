"""Reading the demonstration edition, for the tests of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from tei.names import tei

FOLDER = Path(__file__).parent.parent / "editions" / "my-life"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
FOOTER = "Trotsky, Leon (1930) My Life. Marxists Internet Archive."

# What the editors have added; everything else that has characters is the copy-text's.
ADDED = {tei(name) for name in ("corr", "reg", "supplied", "note")}
CUT = "\ue000"


@cache
def edition() -> etree._Element:
    """Read the whole edition, its chapters included."""
    tree = etree.parse(FOLDER / "tei" / "my-life.xml")
    tree.xinclude()
    return tree.getroot()


@cache
def registers() -> tuple[etree._Element, ...]:
    paths = sorted((FOLDER / "registers").glob("*.xml"))
    assert [path.stem for path in paths] == ["organisations", "persons", "places", "works"]
    return tuple(etree.parse(path).getroot() for path in paths)


def found(path: str, root: etree._Element | None = None) -> list[etree._Element]:
    result = (edition() if root is None else root).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [item for item in result if isinstance(item, etree._Element)]


def values(path: str, root: etree._Element | None = None) -> list[str]:
    result = (edition() if root is None else root).xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [str(item) for item in result]


def source() -> str:
    return (FOLDER / "source" / "source.txt").read_bytes().decode()


def characters(element: etree._Element) -> str:
    """Give the copy-text of an element: italics as asterisks, a spurious break as a blank line."""
    if element.tag in ADDED or not isinstance(element.tag, str):
        return ""
    if element.tag == tei("milestone"):
        return CUT
    text = _in_line(element.text)
    text += "".join(characters(child) + _in_line(child.tail) for child in element)
    return f"*{text}*" if element.get("rend") == "italic" else text


def _in_line(text: str | None) -> str:
    """Give a text as the copy-text has it: a sentence begins on the line of the one before."""
    return re.sub(r"\n +", " ", text or "")


def blocks() -> Iterator[str]:
    """Give the blocks of the copy-text, as the edition has them."""
    for block in found("//t:front//t:titlePart | //t:front//t:byline | //t:front/t:ab"):
        yield characters(block)
    for block in found("//t:body/t:div/*[not(self::t:pb)]"):
        yield re.sub(f" ?{CUT}", "\n\n", characters(block))

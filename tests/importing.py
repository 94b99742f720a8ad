"""Importing a text from a string, and looking at what was made of it."""

from __future__ import annotations

from lxml import etree

from tei.authoring.importing import Imported, ImportOptions, import_text
from tei.names import tei

NS = {"t": "http://www.tei-c.org/ns/1.0", "xi": "http://www.w3.org/2001/XInclude"}


CHAPTER = r"^Chapter (?P<n>[\w-]+): (?P<title>.*)$"


FOOTER = r"Smith, \d{4}, page \d+\."


def imported(text: str, **options: object) -> Imported:
    return import_text(text, "small-book.txt", ImportOptions(**options))  # type: ignore[arg-type]


def root(result: Imported) -> etree._Element:
    return etree.fromstring(result.files["tei/small-book.xml"])


def found(element: etree._Element, path: str) -> list[etree._Element]:
    result = element.xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [item for item in result if isinstance(item, etree._Element)]


def text_of(element: etree._Element) -> str:
    """Give the text of an imported file: each structural element and break ends a word."""
    inner = (element.text or "") + "".join(
        text_of(child) + (child.tail or "") for child in element if isinstance(child.tag, str)
    )
    if element.tag == tei("ref"):
        inner = f"[{inner}]({element.get('target')})"
    if element.tag == tei("item"):
        inner = f"{element.get('n', '')} {inner}"
    inline = {tei(name) for name in ("hi", "fw", "pb", "ref", "code")}
    return inner if element.tag in inline else f" {inner} "

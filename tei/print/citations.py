"""The index of passages cited: works in the order of the alphabet, and in each its passages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lxml import etree

from tei.print.stretches import LINES

# “Verg. Aen. 1.1”, “LXX:Ps:51:10”, “2 Cor 3:4b”: the numbers at the end are the passage.
_REFERENCE = re.compile(r"(.*?\S)[\s:,]+((?:\d[\d.,;–-]*[a-z]{0,2}\.?[\s:]*)+)")
_FIGURES = re.compile(r"\d+")


def index_citations(book: etree._Element, texts: Iterable[etree._Element]) -> None:
    """Put what the texts cite into the index of passages, which goes where there are none.

    Each place of the texts that cites something becomes one that the index can lead to.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for text in texts:
        for number, cited in enumerate(list(text.iter("cited")), 1):
            words = " ".join(cited.get("passage", "").split())
            del cited.attrib["passage"]
            cited.tag = "place"
            if not words or next(cited.iterancestors("apparatus"), None) is not None:
                continue
            cited.set("id", f"{text.get('id')}#cited-{number}")
            _put_on_line(cited)
            work, passage = split(words)
            found.setdefault(work, {}).setdefault(passage, []).append(cited.get("id", ""))
    for index in book.findall("index[@kind='passages']"):
        for work in sorted(found, key=_order):
            record = etree.SubElement(index, "record", label=work, letter=work)
            for passage in sorted(found[work], key=_order):
                if passage:
                    attributes = {"label": passage, "letter": work, "level": "2"}
                    record = etree.SubElement(index, "record", attributes)
                for mark in found[work][passage]:
                    etree.SubElement(record, "mention", to=mark)
        if not len(index):
            book.remove(index)


def _put_on_line(cited: etree._Element) -> None:
    """Put a place that stands before a block, as of a quotation set off, on its first line."""
    block = cited.getnext()
    while block is not None and block.tag == cited.tag:
        block = block.getnext()
    if cited.tail or block is None or block.tag not in LINES:
        return
    line = next((each for each in block.iter("p", "line")), None)
    if line is not None:
        cited.tail, line.text = line.text, None
        line.insert(0, cited)


def split(reference: str) -> tuple[str, str]:
    """Give work and passage of a reference; a pointer's colons between names are blanks."""
    found = _REFERENCE.fullmatch(reference)
    work, passage = (found[1], found[2].strip()) if found else (reference, "")
    work = work if " " in work else work.replace(":", " ")
    return work.strip(" ,"), re.sub(r"(?<=\d)-(?=\d)", "–", passage)


def _order(words: str) -> tuple[str, ...]:
    """Sort by letters without accents and by the values of numbers."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return (_FIGURES.sub(lambda figures: figures[0].zfill(9), plain), words)

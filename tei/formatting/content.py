"""Which elements hold elements only, so that white space in them is layout of the file."""

from __future__ import annotations

from functools import cache

from lxml import etree

from tei.names import tei
from tei.resources import data

_TEXT = ("textNode", "dataRef", "valList", "anyElement")


@cache
def element_only() -> frozenset[str]:
    """Give the TEI elements whose content models have no place for text (TEI Guidelines, 1.3.1).

    What the TEI's declarations say counts, not a list typed by hand.
    """
    root = etree.parse(data("schema", "tei-4.9.0.xml")).getroot()
    macros = {
        str(spec.get("ident")): spec.find(tei("content")) for spec in root.iter(tei("macroSpec"))
    }

    @cache
    def has_text(macro: str) -> bool:
        content = macros.get(macro)
        return content is None or _has_text(content)

    def _has_text(content: etree._Element) -> bool:
        if any(content.find(f".//{tei(name)}") is not None for name in _TEXT):
            return True
        return any(has_text(str(each.get("key"))) for each in content.iter(tei("macroRef")))

    found = set()
    for spec in root.iter(tei("elementSpec")):
        content = spec.find(tei("content"))
        if content is not None and len(content) and not _has_text(content):
            found.add(str(spec.get("ident")))
    return frozenset(found)

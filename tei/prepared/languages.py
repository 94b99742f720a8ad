"""The direction of writing by language (BCP 47; ISO 15924 for scripts)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tei.language_tags import shortest
from tei.names import XML_LANG, prepared

_with_language: Any = etree.XPath("descendant::*/@xml:lang/..")

_RTL_LANGUAGES = frozenset(
    {
        *("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ota", "ps", "sam"),
        *("sd", "syc", "syr", "ug", "ur", "yi"),
        # Older forms and varieties, and languages whose code of two letters is above.
        *("aii", "arb", "arz", "div", "hbo", "jpr", "jrb", "kas", "pes", "prs", "pus", "snd"),
        *("uig", "ydd"),
    }
)
_RTL_SCRIPTS = frozenset(
    {
        *("Adlm", "Arab", "Aran", "Armi", "Hebr", "Mand", "Nkoo", "Phnx", "Samr", "Syrc", "Syre"),
        *("Syrj", "Thaa"),
    }
)


def direction(language: str) -> str:
    """Give "rtl" or "ltr" for a language tag; a script in the tag outweighs the language."""
    subtags = shortest(language.replace("_", "-")).split("-")
    scripts = [part.capitalize() for part in subtags[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0].lower() in _RTL_LANGUAGES else "ltr"


def mark(root: etree._Element, base: str) -> None:
    """Set `p:dir` where the direction differs from that around; `base` is the root's own."""
    for element in _with_language(root):
        language = element.get(XML_LANG, "")
        around = base
        for ancestor in element.iterancestors():
            if ancestor is not root and (outer := ancestor.get(XML_LANG)):
                around = direction(outer)
                break
        if (own := direction(language)) != around:
            element.set(prepared("dir"), own)

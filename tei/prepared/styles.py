"""How the source looks: `@rend`, `@rendition` and `@style` in one small set of words.

TEI Guidelines, 1.3.1.1.3 Rendition Indicators. Projects spell the same look in many ways; what is
not recognised stays in the attribute it came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from tei.layers import local
from tei.names import XML_ID, prepared, tei

_STYLE = prepared("style")
_looking: Any = etree.XPath(
    "descendant-or-self::*/@rend/.. | descendant-or-self::*/@rendition/.."
    " | descendant-or-self::*/@style/.."
)

_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("italic", "italics", "i", "it", "ital", "kursiv", "cursive", "slanted"), "italic"
    ),
    **dict.fromkeys(("bold", "b", "bf", "bo", "fett", "strong", "heavy"), "bold"),
    **dict.fromkeys(("underline", "underlined", "u", "ul", "underscore"), "underline"),
    **dict.fromkeys(("strikethrough", "strike", "line-through", "struck"), "strike"),
    **dict.fromkeys(("overline", "overstroke", "supraline"), "overline"),
    **dict.fromkeys(("superscript", "super", "sup", "hoch", "supralinear"), "superscript"),
    **dict.fromkeys(("subscript", "sub"), "subscript"),
    **dict.fromkeys(("small-caps", "smallcaps", "sc", "smallcap", "smcap"), "small-caps"),
    **dict.fromkeys(("allcaps", "caps", "capitals", "uppercase", "versal"), "capitals"),
    **dict.fromkeys(("spaced", "gesperrt", "letterspaced", "letter-spaced", "wide"), "spaced"),
    **dict.fromkeys(("small", "smaller", "petit"), "small"),
    **dict.fromkeys(("large", "larger", "big", "x-large"), "large"),
    **dict.fromkeys(("center", "centre", "centered", "centred", "ctr"), "center"),
    **dict.fromkeys(("right", "alignright", "align-right", "flushright"), "right"),
    **dict.fromkeys(("left", "alignleft", "align-left", "flushleft"), "left"),
    **dict.fromkeys(("indent", "indented"), "indent"),
    **dict.fromkeys(("block", "display", "blockquote"), "block"),
    **dict.fromkeys(("upright", "roman", "normal", "recte"), "upright"),
}

# CSS declarations, as in @style and in `rendition` elements.
_CSS = (
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), "italic"),
    (re.compile(r"font-style\s*:\s*normal"), "upright"),
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "bold"),
    (re.compile(r"font-variant\s*:\s*small-caps"), "small-caps"),
    (re.compile(r"text-transform\s*:\s*uppercase"), "capitals"),
    (re.compile(r"text-decoration\s*:[^;]*underline"), "underline"),
    (re.compile(r"text-decoration\s*:[^;]*line-through"), "strike"),
    (re.compile(r"text-decoration\s*:[^;]*overline"), "overline"),
    (re.compile(r"vertical-align\s*:\s*super"), "superscript"),
    (re.compile(r"vertical-align\s*:\s*sub\b"), "subscript"),
    (re.compile(r"letter-spacing\s*:\s*(?!0|normal)"), "spaced"),
    (re.compile(r"font-size\s*:\s*(x-|xx-)?small"), "small"),
    (re.compile(r"font-size\s*:\s*(x-|xx-)?large"), "large"),
    (re.compile(r"text-align\s*:\s*center"), "center"),
    (re.compile(r"text-align\s*:\s*right"), "right"),
    (re.compile(r"display\s*:\s*block"), "block"),
)


def renditions(header: etree._Element | None) -> dict[str, tuple[str, ...]]:
    """Give the look that each `rendition` of a header declares, and defaults by element name."""
    if header is None:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for item in header.iter(tei("rendition")):
        look = _of_css("".join(map(str, item.itertext())))
        ident = item.get(XML_ID)
        if ident and not item.get("scope"):
            found[f"#{ident}"] = look
    return found


def mark(root: etree._Element, declared: Mapping[str, tuple[str, ...]]) -> None:
    """Set `p:style` on every element whose look is known, in place."""
    for element in _looking(root):
        if not local(element):
            continue
        look: list[str] = []
        for word in re.split(r"[\s;,]+", element.get("rend", "")):
            known = _WORDS.get(word.lower()) or _word_in(word.lower())
            look += [known] if known else []
        look += _of_css(element.get("rend", "") + ";" + element.get("style", ""))
        for pointer in element.get("rendition", "").split():
            look += declared.get(pointer, ())
            look += [_WORDS[name]] if (name := pointer.rpartition(":")[2]) in _WORDS else []
        if look:
            element.set(_STYLE, " ".join(dict.fromkeys(look)))


def _word_in(word: str) -> str:
    """Understand `font-italic`, `slant(italic)`, `#it` and the like."""
    inner = re.fullmatch(r"(?:#|\w+\(|font-|text-|case\()?([a-z-]+)\)?", word)
    return _WORDS.get(inner[1], "") if inner else ""


def _of_css(text: str) -> tuple[str, ...]:
    if ":" not in text:
        return ()
    return tuple(word for pattern, word in _CSS if pattern.search(text.lower()))

"""Words and signs: what a text is cut into, in scripts with spaces and without."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Stands between blocks, and for a line end of the source; no XML text can contain it.
PART = "\x1e"
# Begins the one "word" that stands for a subtree which is the same in both files.
SAME = "\x1f"

_CJK = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Any sign is a word of its own, unusual spaces too: nothing but XML's white space is overlooked.
_SIGN = rf"[^\w \t\r\n{PART}\x1f]"
_SIMPLE = re.compile(rf"(\x1f\d+|\w+|{_SIGN})")


@cache
def _is_mark(character: str) -> bool:
    """Tell whether a character belongs to the letter before it, or joins two."""
    return unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"


@cache
def _is_unspaced(character: str) -> bool:
    return character >= "\u2e80" and bool(re.match(f"[{_CJK}]", character))


@cache
def _expression(marks: str, *, unspaced: bool) -> re.Pattern[str]:
    """Give the expression for words with these marks; a script without spaces is cut everywhere."""
    word = rf"[\w{re.escape(marks)}]"
    if unspaced:
        return re.compile(rf"(\x1f\d+|[{_CJK}]|(?:(?![{_CJK}]){word})+|{_SIGN})")
    return re.compile(rf"(\x1f\d+|{word}+|{_SIGN})")


def expression(text: str) -> re.Pattern[str]:
    """Give the expression for the words and signs of a text; each of them is its first group."""
    if not text.isascii():
        characters = set(text)
        marks = "".join(sorted(filter(_is_mark, characters)))
        unspaced = any(map(_is_unspaced, characters))
        if marks or unspaced:
            return _expression(marks, unspaced=unspaced)
    return _SIMPLE

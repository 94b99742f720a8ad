"""Characters in a terminal: what must not reach it as it is, and how much room the others take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Control characters; marks that turn the direction of writing; line and paragraph separators;
# characters that cannot be seen; halves of surrogate pairs (from file names); tags and
# non-characters. The joiners U+200C and U+200D are left alone: Persian and Indic words need them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_TAB = 4


def escape(text: str, replace: Callable[[str], str] | None = None) -> str:
    r"""Make every control, direction or invisible character visible, as `\x1b` or `\u202e`.

    `replace` says how, where another notation is needed (JSON's, say).
    """
    change = replace or visible
    return _UNSAFE.sub(lambda match: change(match[0]), text)


def visible(character: str) -> str:
    r"""Give the notation of a character: `\n`, `\x1b`, `\u202e`, `\U000e0001`."""
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def cells(line: str) -> list[tuple[str, int]]:
    """Give each character of a line as it is shown, with the columns that it takes.

    A combining character takes none, a wide one of East Asia two; a tab is filled up with blanks.
    """
    result: list[tuple[str, int]] = []
    column = 0
    for character in line:
        shown = " " * (_TAB - column % _TAB) if character == "\t" else escape(character)
        width = _width(character) if shown == character else len(shown)
        result.append((shown, width))
        column += width
    return result


def columns(text: str) -> int:
    """Say how many columns a text takes, as `cells` counts them."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(width for _, width in cells(text))


def runs_right_to_left(line: str) -> bool:
    """Tell whether a line holds letters that a terminal may set from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in line)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

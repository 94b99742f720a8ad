"""The words of RELAX NG's compact syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from tei.relaxng.faults import SchemaFaultError

_KEYWORDS = (
    "attribute default datatypes div element empty external grammar include inherit list mixed "
    "namespace notAllowed parent start string text token"
)
KEYWORDS = frozenset(_KEYWORDS.split())
# Names: `\p{L}` and the like are not known to Python; what is not a name is found out later.
_NAME = r"[^\W\d][\w.\u00b7-]*"
_ESCAPE = re.compile(r"\\x+\{([^{}]*)\}")
_DIGITS = re.compile("[0-9A-Fa-f]{1,8}")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = "\0"  # stands for a line end that an escape makes; others are normalised


class Word(NamedTuple):
    """A word: what it is, its text, where it begins.

    `kind` is `name`, `keyword`, `prefixed` (a:b), `any` (a:*), `literal`, a sign such as `|=`, or
    nothing at the end. A name written `\\start` is a name, not a keyword.
    """

    kind: str
    text: str
    offset: int


@cache
def _words() -> re.Pattern[str]:
    return re.compile(
        rf"""[ \t\n\r]+ | \#[^\n\r\0]*
        | (?P<literal>\"\"\"(?:.*?)\"\"\"(?!\") | '''(?:.*?)'''(?!')
            | "[^"\n\r]*" | '[^'\n\r]*')
        | (?P<any>{_NAME}:\*) | (?P<prefixed>{_NAME}:{_NAME}) | (?P<name>\\?{_NAME})
        | (?P<sign>>> | \|= | &= | [=|&,?*+~()[\]{{}}-])""",
        re.VERBOSE | re.DOTALL,
    )


def words(text: str, place: Callable[[int], object]) -> Iterator[Word]:
    """Divide a schema into its words; comments are left out.

    `place` gives what an error at an offset carries. Raises SchemaFaultError.
    """
    text = _unescaped(text, place)
    offset = 0
    pattern = _words()
    while offset < len(text):
        match = pattern.match(text, offset)
        if match is None:
            excerpt = text[offset : offset + 20].split("\n")[0]
            raise SchemaFaultError(
                f"“{excerpt}” is not in RELAX NG's compact syntax.",
                "Correct it; write the XML syntax in a file that ends in .rng.",
                place(offset),
            )
        if match.lastgroup is not None:
            yield _word(match.lastgroup, match[0], offset)
        offset = match.end()
    yield Word("", "", offset)


def _word(kind: str, text: str, offset: int) -> Word:
    if kind == "literal":
        quotes = 3 if len(text) >= 6 and text[:3] in ('"""', "'''") else 1
        return Word(kind, text[quotes:-quotes].replace(_LINE_END, "\n"), offset)
    if kind == "sign":
        return Word(text, text, offset)
    if kind == "name":
        if text.startswith("\\"):
            return Word(kind, text[1:], offset)
        if text in KEYWORDS:
            return Word("keyword", text, offset)
    return Word(kind, text, offset)


def _unescaped(text: str, place: Callable[[int], object]) -> str:
    """Put characters in the place of their escapes: `\\x{2014}`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\\x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        number = int(match[1], 16) if _DIGITS.fullmatch(match[1]) else 0
        if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
            fault = f"“{match[0]}” is not a character of XML."
            raise SchemaFaultError(fault, "Correct or delete it.", place(match.start()))
        return _LINE_END if number in (10, 13) else chr(number)

    return _ESCAPE.sub(character, text)

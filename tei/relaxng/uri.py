"""Addresses: what `anyURI` lets pass (RFC 2396 and 2732, blanks and other letters allowed)."""

from __future__ import annotations

import re
from functools import cache

_SCHEME = "[A-Za-z][A-Za-z0-9+.-]*"
# Anything but the signs that divide an address; "%" only before two hexadecimal digits.
_PIECE = r"(?:[^%#\[\]]|%[0-9A-Fa-f]{2})"
_QUERY = r"(?:[^%#]|%[0-9A-Fa-f]{2})"
_AUTHORITY = r"(?:[^%#\[\]/?]|%[0-9A-Fa-f]{2}|\[[0-9A-Fa-f:.%a-zA-Z]*\])*"
_PATH = r"(?:[^%#?\[\]]|%[0-9A-Fa-f]{2})*"
_HIERARCHY = rf"(?://(?:{_AUTHORITY}(?:/{_PATH})?)|(?!//){_PATH})(?:\?{_QUERY}*)?"


@cache
def _pattern() -> re.Pattern[str]:
    opaque = rf"{_SCHEME}:(?!/){_QUERY}+"
    hierarchical = rf"{_SCHEME}:(?=/){_HIERARCHY}"
    relative = rf"(?![^/?#]*:){_HIERARCHY}"
    return re.compile(rf"(?:{opaque}|{hierarchical}|{relative})(?:#{_QUERY}*)?", re.DOTALL)


def is_uri(text: str) -> bool:
    """Say whether a text is an address or a part of one that stands for itself."""
    if text.isascii() and _SIMPLE(text) is not None:
        return True
    return _pattern().fullmatch(text) is not None


# Nearly all pointers of editions are of this form.
_SIMPLE = re.compile("[#]?[A-Za-z0-9._-]*").fullmatch

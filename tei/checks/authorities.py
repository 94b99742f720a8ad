"""Numbers of authority files: whose they are, and whether they can be right.

Sources: Deutsche Nationalbibliothek, GND; ISO 27729 (ISNI) and ISO/IEC 7064 MOD 11-2; ORCID,
Structure of the ORCID Identifier; the formats that Wikidata records for VIAF and GeoNames.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote


class Authority(NamedTuple):
    """An authority file: its name, what its numbers look like, and how they are checked.

    `form` and `url` are regular expressions, of a number and of an address that ends with one.
    """

    name: str
    form: str
    example: str
    is_right: Callable[[str], bool]
    url: str

    def fault(self, number: str) -> str:
        """Say what is wrong with a number; "" when nothing is."""
        if not re.fullmatch(self.form, number):
            return f"is not a number of {self.name} ({self.example} is one)"
        return "" if self.is_right(number) else "has a wrong check digit"


def recognise(kind: str, value: str) -> tuple[Authority, str] | None:
    """Tell the authority and the bare number of an `idno` or an address; None if unknown."""
    value = unquote(value.strip())
    for authority in _AUTHORITIES.values():
        if found := re.match(authority.url, value):
            return authority, found[1]
    if re.match(r"[a-z]+:", value, re.IGNORECASE):
        return None
    known = _AUTHORITIES.get(kind.strip().lower())
    return (known, value) if known else None


def _anything(_: str) -> bool:
    return True


def _gnd(number: str) -> bool:
    """Check the last digit; numbers of corporate bodies are left alone (several schemes)."""
    body, sign = number.replace("-", "")[:-1], number[-1]
    total = sum(int(digit) * weight for digit, weight in zip(reversed(body), range(2, 20)))  # noqa: B905
    if "-" not in number:
        return sign == "0123456789X"[(11 - total % 11) % 11]
    return sign == "0123456789X"[total % 11] if number[0] in "47" and len(number) == 9 else True


def _mod_11_2(number: str) -> bool:
    digits = re.sub(r"[ -]", "", number)
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]


_AUTHORITIES = {
    "gnd": Authority(
        "the GND",
        r"1[0123]?\d{7}[0-9X]|[47]\d{6}-\d|[1-9]\d{0,7}-[0-9X]|3\d{7}[0-9X]",
        "118642979",
        _gnd,
        r"https?://(?:www\.)?d-nb\.info/gnd/([^/#?]+)/?$",
    ),
    "viaf": Authority(
        "VIAF",
        r"[1-9]\d{1,21}",
        "29543204",
        _anything,
        r"https?://(?:www\.)?viaf\.org/(?:viaf/)?(?!processed|search)([^/#?]+)/?$",
    ),
    "wikidata": Authority(
        "Wikidata",
        r"[QPL][1-9]\d*",
        "Q33391",
        _anything,
        r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(?!Special:|Property:|Lexeme:)([^/#?]+)/?$",
    ),
    "geonames": Authority(
        "GeoNames",
        r"[1-9]\d{0,8}",
        "498817",
        _anything,
        r"https?://(?:www\.|sws\.)?geonames\.org/(\d[^/#?]*)(?:/[^#?]*)?$",
    ),
    "isni": Authority(
        "the ISNI",
        r"(?:\d{4}[ -]?){3}\d{3}[\dX]",
        "0000 0001 2103 2683",
        _mod_11_2,
        r"https?://(?:www\.)?isni\.org/(?:isni/)?([^/#?]+)/?$",
    ),
    "orcid": Authority(
        "ORCID",
        r"(?:\d{4}-){3}\d{3}[\dX]",
        "0000-0002-1825-0097",
        _mod_11_2,
        r"https?://(?:www\.)?orcid\.org/([^/#?]+)/?$",
    ),
}

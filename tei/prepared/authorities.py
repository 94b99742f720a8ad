"""Authority files that identify persons, places and works, and the addresses they give."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Name in idno/@type, folded -> address. All of them are the authorities' own permanent addresses.
_ADDRESSES: Mapping[str, str] = {
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
    "geonames": "https://www.geonames.org/{}",
    "orcid": "https://orcid.org/{}",
    "isni": "https://isni.org/isni/{}",
    "pleiades": "https://pleiades.stoa.org/places/{}",
    "trismegistos": "https://www.trismegistos.org/place/{}",
    "lccn": "https://id.loc.gov/authorities/names/{}",
    "doi": "https://doi.org/{}",
}
_VALUE = re.compile(r"[\w.:/()-]+")


def address(authority: str, value: str) -> str:
    """Give the address of a record in an authority file, "" where none is known."""
    value = value.strip()
    if re.fullmatch(r"https?://\S+", value):
        return value
    pattern = _ADDRESSES.get(authority.strip().lower(), "")
    return pattern.format(value) if pattern and _VALUE.fullmatch(value) else ""

"""Passages of a file, found by their words: what is gone elsewhere may have been moved there."""

from __future__ import annotations

from collections.abc import Collection

from tei.reading.source import Source
from tei.revisions.changes import Place
from tei.revisions.flattening import flatten
from tei.revisions.places import Places
from tei.revisions.vocabulary import Role

# A passage by the name of its element and its words.
Passage = tuple[str, str]


def find(source: Source, wanted: Collection[Passage]) -> dict[Passage, Place]:
    """Give where the first paragraph, line or division with these words stands, if one does."""
    flat = flatten(source, {})
    places = Places(flat)
    names = {name for name, _ in wanted}
    found: dict[Passage, Place] = {}
    for index, name in enumerate(flat.names):
        if name in names and flat.roles[index] is Role.BLOCK:
            passage = name, flat.text(index)
            if passage in wanted and passage not in found:
                found[passage] = places.element(index)
    return found

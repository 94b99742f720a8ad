"""Rules of an ODD that cannot be applied, found by compiling them as whoever applies them does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.odd.codes import finding
from tei.odd.schematron import SCH

_PATTERN = f"{{{SCH}}}pattern"


def broken_rules(
    rules: bytes, places: Sequence[Position | None], path: Path, schema: Position | None
) -> Iterator[Finding]:
    """Yield what is wrong with the rules of an ODD itself; those of the TEI are left aside.

    `rules` are in Schematron, and `places` tells of each of their patterns where the ODD states it.
    """
    root = etree.fromstring(rules)
    stated = dict(zip(root.iter(_PATTERN), places, strict=True))
    for pattern, place in stated.items():
        if place is None:
            root.remove(pattern)
    while (own := [*root.iter(_PATTERN)]) and (error := _error(root, path)):
        line = error.position.line if error.position else 0
        wrong = None
        for pattern, copy in zip(own, _reread(root).iter(_PATTERN), strict=True):
            if int(str(copy.sourceline or 0)) <= line:
                wrong = pattern
        yield finding("ODD008", error.message, schema if wrong is None else stated[wrong])
        if wrong is None:
            return
        root.remove(wrong)


def _error(root: etree._Element, path: Path) -> TeiError | None:
    """Give the first mistake in rules."""
    from tei.schematron import read  # late: it starts Saxon

    try:
        read(etree.tostring(root), path)
    except TeiError as error:
        return error
    return None


def _reread(root: etree._Element) -> etree._Element:
    """Give the same with the lines that it is compiled with."""
    return etree.fromstring(etree.tostring(root))

"""Rules of an ODD that cannot be applied, found by compiling them as whoever applies them does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.odd.codes import finding
from tei.odd.schematron import parts


def broken_rules(
    rules: bytes, places: Sequence[Position | None], path: Path, schema: Position | None
) -> Iterator[Finding]:
    """Yield what is wrong with the rules of an ODD itself; those of the TEI are left aside.

    `rules` are in Schematron, and `places` tells of each of their parts where the ODD states it.
    """
    root = etree.fromstring(rules)
    stated = dict(zip(parts(root), places, strict=True))
    for part, place in stated.items():
        if place is None:
            root.remove(part)
    while (own := parts(root)) and (error := _error(root, path)):
        line = error.position.line if error.position else 0
        wrong = None
        for part, copy in zip(own, parts(_reread(root)), strict=True):
            if int(str(copy.sourceline or 0)) <= line:
                wrong = part
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

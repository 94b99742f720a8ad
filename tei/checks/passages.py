"""Apparatus entries apart from the text: does their passage exist, and does it have their words?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.names import tei

if TYPE_CHECKING:
    from tei.apparatus.collection import Apparatus
    from tei.apparatus.model import Entry


@check("APP004", "unknown-locus", Severity.WARNING)
def unknown_locus(edition: Edition) -> Iterator[Finding]:
    """An apparatus entry names a line that the text does not have, or more than one.

    The entry is printed, but it leads nowhere, and its readings are missing in the texts of the
    witnesses.

    Wrong:
        <l n="1">arma virumque cano</l><l n="2">Italiam fato profugus</l>
        <listApp>
          <app loc="1"><lem>arma</lem></app>
          <app loc="22"><lem>fato</lem></app>
        </listApp>

    Right:
        <l n="1">arma virumque cano</l><l n="2">Italiam fato profugus</l>
        <listApp>
          <app loc="1"><lem>arma</lem></app>
          <app loc="2"><lem>fato</lem></app>
        </listApp>

    Source: TEI Guidelines, “The Location-referenced Method”.
    """
    entries = _apart(edition)
    if not entries:
        return
    from tei.apparatus.model import Fault, Method

    located = [entry for entry in entries if entry.method is Method.LOCATION]
    if all(Fault.NO_LOCUS in entry.faults for entry in located):
        return  # an apparatus without its text
    for entry in located:
        if Fault.NO_LOCUS in entry.faults:
            yield unknown_locus.finding(
                edition,
                entry.element,
                f"No part of the text, or more than one, has the number “{entry.locus}”.",
                "Correct loc, or number the line (n) as the entry has it.",
            )


@check("APP005", "lemma-not-in-text", Severity.WARNING)
def lemma_not_in_text(edition: Edition) -> Iterator[Finding]:
    """The lemma of an apparatus entry is not what stands in the text there.

    The text or the entry has been changed without the other. Where the entry names a line only, its
    place in the line cannot be found, and its readings are missing in the texts of the witnesses.

    Wrong:
        <l n="1">arma virumque cano</l>
        <listApp><app loc="1"><lem>uirumque</lem><rdg>virum</rdg></app></listApp>

    Right:
        <l n="1">arma virumque cano</l>
        <listApp><app loc="1"><lem>virumque</lem><rdg>virum</rdg></app></listApp>

    Source: TEI Guidelines, “The Apparatus Entry”.
    """
    entries = _apart(edition)
    if not entries:
        return
    from tei.apparatus.model import Fault

    for entry in entries:
        if Fault.LEMMA_DIFFERS in entry.faults and entry.lemma is not None:
            there = f": “{entry.passage}”" if entry.passage else ""
            yield lemma_not_in_text.finding(
                edition,
                entry.element,
                f"The lemma “{entry.lemma.text}” is not what the text has there{there}.",
                "Write in the lemma what the text has; “first … last” may shorten it.",
            )


@lru_cache(maxsize=1)  # several rules ask, one after the other
def collected(edition: Edition) -> Apparatus | None:
    """Give the apparatus of an edition if any entry in it points to its passage."""
    for element in edition.elements():
        if element.tag == tei("app") and any(element.get(n) for n in ("from", "to", "loc")):
            from tei.apparatus.collection import apparatus

            return apparatus(edition)
    return None


def _apart(edition: Edition) -> list[Entry]:
    """Give the entries that point to their passage, if there are any."""
    found = collected(edition)
    if found is None:
        return []
    from tei.apparatus.model import Method

    return [
        entry
        for entries in found.values()
        for entry in entries
        if entry.method is not Method.PARALLEL
    ]

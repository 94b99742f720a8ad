"""Apparatus entries apart from the text: those without a passage, and those that cross."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.checks.passages import collected
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local, running_reading
from tei.names import tei

if TYPE_CHECKING:
    from lxml import etree

    from tei.apparatus.model import Entry, Fault

_READINGS = frozenset({"lem", "rdg", "rdgGrp", "app"})


def _faulty(edition: Edition, *faults: Fault) -> Iterator[tuple[Entry, Fault]]:
    for entries in (collected(edition) or {}).values():
        for entry in entries:
            for fault in entry.faults:
                if fault in faults:
                    yield entry, fault


@check("APP006", "entry-without-passage", Severity.ERROR)
def entry_without_passage(edition: Edition) -> Iterator[Finding]:
    """An entry names a passage that is not there.

    Its `@from` or `@to` leads nowhere, or to a place that is not in the edited text, or `@from`
    stands after `@to`. The entry is shown all the same, but changes no witness's text.

    Wrong:
        <p>arma <anchor xml:id="a1"/>uirum<anchor xml:id="a2"/> cano</p>
        <app from="#a2" to="#a1"><lem>uirum</lem><rdg wit="#B">uiros</rdg></app>
        <listWit><witness xml:id="B">B</witness></listWit>

    Right:
        <p>arma <anchor xml:id="a1"/>uirum<anchor xml:id="a2"/> cano</p>
        <app from="#a1" to="#a2"><lem>uirum</lem><rdg wit="#B">uiros</rdg></app>
        <listWit><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “The Double End-Point Attachment Method”.
    """
    if collected(edition) is None:
        return
    from tei.apparatus.model import Fault

    for entry, fault in _faulty(edition, Fault.DANGLING, Fault.REVERSED):
        backwards = fault is Fault.REVERSED
        yield entry_without_passage.finding(
            edition,
            entry.element,
            "The entry begins after its end: @from stands after @to."
            if backwards
            else "The entry’s @from or @to leads to no place in the edited text.",
            "Exchange @from and @to." if backwards else "Name points or elements of one text.",
        )


@check("APP007", "crossing-readings", Severity.WARNING)
def crossing_readings(edition: Edition) -> Iterator[Finding]:
    """A witness has different readings in two passages that cross each other.

    Where one passage begins within another and ends behind it, the words of both cannot stand in
    one text: what they have in common would be said twice. The text of the witness gives both.

    Wrong:
        <p>one <anchor xml:id="a1"/>two <anchor xml:id="a2"/>three<anchor xml:id="a3"/>
        four<anchor xml:id="a4"/></p>
        <app from="#a1" to="#a3"><lem>two three</lem><rdg wit="#B">x</rdg></app>
        <app from="#a2" to="#a4"><lem>three four</lem><rdg wit="#B">y</rdg></app>
        <listWit><witness xml:id="B">B</witness></listWit>

    Right:
        <p>one <anchor xml:id="a1"/>two <anchor xml:id="a2"/>three<anchor xml:id="a3"/>
        four<anchor xml:id="a4"/></p>
        <app from="#a1" to="#a4"><lem>two three four</lem><rdg wit="#B">x y</rdg></app>
        <listWit><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “The Double End-Point Attachment Method”.
    """
    found = collected(edition)
    if found is None:
        return
    from tei.apparatus.tokens import crossing

    for text in found:
        for one, two in crossing(found.book(text).flows[text]):
            both = [sign for sign in _differing(one) if sign in _differing(two)]
            if both:
                yield crossing_readings.finding(
                    edition,
                    two.element,
                    f"{', '.join(both)} {'has' if len(both) == 1 else 'have'} a reading here and "
                    "one in an entry whose passage crosses this one "
                    f"({edition.position(one.element)}).",
                    "Put the two into one entry, or let one passage contain the other.",
                )


@check("APP008", "relation-to-no-reading", Severity.WARNING)
def relation_to_no_reading(edition: Edition) -> Iterator[Finding]:
    """A reading requires or excludes something that is no reading.

    `@require` names the readings with which this one stands or falls, `@exclude` those beside which
    it cannot stand. What leads to a line or a word says nothing of the kind; what leads nowhere is
    reported as an unresolved pointer.

    Wrong:
        <p><app><lem>arma</lem><rdg wit="#B" require="#w1">arma graui</rdg></app>
        <w xml:id="w1">numero</w></p>
        <listWit><witness xml:id="B">B</witness></listWit>

    Right:
        <p><app><lem>arma</lem><rdg wit="#B" require="#r1">arma graui</rdg></app>
        <app><lem>uirumque</lem><rdg wit="#B" xml:id="r1">numero</rdg></app></p>
        <listWit><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “Alternation” (`@exclude`).
    """
    for document in edition.documents:
        for reading in document.root.iter(*map(tei, ("lem", "rdg", "rdgGrp"))):
            for name in ("require", "exclude"):
                for value in reading.get(name, "").split():
                    target = edition.pointers.resolve(reading, value).element
                    if target is not None and local(target) not in _READINGS:
                        yield relation_to_no_reading.finding(
                            edition,
                            reading,
                            f"@{name} points to “{value}”, which is no reading but a "
                            f"“{local(target) or 'thing unknown'}”.",
                            "Name the reading that stands there, or delete the pointer.",
                        )


@check("APP010", "order-of-no-passages", Severity.WARNING)
def order_of_no_passages(edition: Edition) -> Iterator[Finding]:
    """A transposition is of passages whose order cannot be changed.

    A `transpose` names passages of the text in the order in which a hand wants them to be read.
    There must be two of them at least, none within another, and they must stand in the text: what
    is in a reading has its place by the entry. Otherwise every witness keeps the order of the file.

    Wrong:
        <p><app><lem>arma</lem><rdg wit="#B" xml:id="r1">armaque</rdg></app>
        <seg xml:id="s1">uirum</seg> cano</p>
        <listTranspose><transpose><ptr target="#s1"/><ptr target="#r1"/></transpose></listTranspose>
        <listWit><witness xml:id="B">B</witness></listWit>

    Right:
        <p><seg xml:id="s1">uirum</seg> <seg xml:id="s2">arma</seg> cano</p>
        <listTranspose><transpose><ptr target="#s2"/><ptr target="#s1"/></transpose></listTranspose>

    Source: TEI Guidelines, “Transpositions”.
    """
    for document in edition.documents:
        for order in document.root.iter(tei("transpose")):
            found = [
                edition.pointers.resolve(pointer, pointer.get("target", "")).element
                for pointer in order.iter(tei("ptr"))
            ]
            named = [target for target in found if target is not None]
            within = any(one in other.iterancestors() for one in named for other in named)
            apart = next((target for target in named if _in_reading(target)), None)
            if apart is not None:
                said = f"It names what stands in a reading ({edition.position(apart)})."
                remedy = "Give the other order as a reading of one entry around both passages."
            elif within:
                said, remedy = "One of its passages stands within another.", "Name passages apart."
            elif len(found) < 2:
                said, remedy = "It names fewer than two passages.", "Name all whose order changes."
            else:
                continue
            yield order_of_no_passages.finding(
                edition, order, f"This transposition cannot be carried out. {said}", remedy
            )


def _in_reading(element: etree._Element) -> bool:
    """Say whether an element stands in a reading that is not that of the running text."""
    for item in (element, *element.iterancestors()):
        app = next(item.iterancestors(tei("app")), None)
        if local(item) in ("rdg", "lem") and app is not None and running_reading(app) is not item:
            return True
    return False


def _differing(entry: Entry) -> list[str]:
    """Give the witnesses that an entry credits with something else than the edited text."""
    return list(
        dict.fromkeys(
            credit.witness
            for reading in entry.readings
            if reading.number != entry.running
            for credit in reading.credits
        )
    )

"""The critical apparatus: every entry says something, in the way the Guidelines want it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.names import tei
from tei.wording import words

# Written instead of an empty reading, in the languages of apparatuses.
_OMITTED = re.compile(
    r"[\[(]?(?:om\.?|omits?|omitted|omisit|omiserunt|deest|desunt|fehlt|fehlen|omis|omette)[\])]?",
    re.IGNORECASE,
)

# What printed apparatuses say of the words of a reading; with their points, for most are words too.
_TERM = re.compile(
    r"(?:.*\s)?(inv\.|praem\.|add\.|transp\.|transpos\.|tr\.|iter\.|del\.|in (?:mg|marg|ras)\."
    r"|s\. ?[lv]\.|a\. ?c\.|p\. ?c\.)",
    re.IGNORECASE,
)

# What shows that a reading is a state of a witness.
_STATES = ("add", "corr", "del", "handShift", "mod", "retrace", "subst", "witDetail")


@check("APP001", "empty-entry", Severity.WARNING)
def empty_entry(edition: Edition) -> Iterator[Finding]:
    """An apparatus entry has neither a lemma nor a reading.

    Wrong:
        <p>arma <app/> cano</p>

    Right:
        <p>arma <app><lem wit="#A">virumque</lem><rdg wit="#B">uirumque</rdg></app> cano</p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “The Apparatus Entry”.
    """
    readings = {"lem", "rdg", "rdgGrp", "note", "noteGrp", "witDetail", "app"}
    for document in edition.documents:
        for entry in document.root.iter(tei("app")):
            if not any(local(child) in readings for child in entry):
                yield empty_entry.finding(
                    edition,
                    entry,
                    "This apparatus entry has neither a lemma nor a reading.",
                    "Add the readings, or delete the entry.",
                )


@check("APP002", "omission-as-text", Severity.WARNING)
def omission_as_text(edition: Edition) -> Iterator[Finding]:
    """An omission is written as a word.

    A witness that omits a passage has an empty `rdg`. With “om.” as its text, the program takes
    “om.” for what the manuscript says, and puts it into the witness's text. The word is printed by
    the style of the apparatus.

    Wrong:
        <p><app><lem wit="#A">arma</lem><rdg wit="#B">om.</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Right:
        <p><app><lem wit="#A">arma</lem><rdg wit="#B"/></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “Readings”.
    """
    for document in edition.documents:
        for reading in document.root.iter(tei("rdg")):
            text = words(reading)
            if text and _OMITTED.fullmatch(text):
                yield omission_as_text.finding(
                    edition,
                    reading,
                    f"The omission is written as text: “{text}”.",
                    "Leave the rdg empty: <rdg wit=“…”/>.",
                    cause="omission",
                )


@check("APP009", "term-in-reading", Severity.WARNING)
def term_in_reading(edition: Edition) -> Iterator[Finding]:
    """A reading ends with a term of printed apparatuses.

    “praem.”, “inv.” or “in marg.” say something about the words of a witness. As text of a `rdg`
    they are taken for these words, and get into the witness's text. Exports from programs for print
    have them so. A reading has all its words, in their order, and says the rest in attributes or in
    a `note` or `witDetail`.

    Wrong:
        <p><app><lem wit="#A">uirum cano</lem><rdg wit="#B">inv.</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Right:
        <p><app><lem wit="#A">uirum cano</lem>
        <rdg wit="#B" type="transposition">cano uirum</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “Readings”.
    """
    for document in edition.documents:
        for reading in document.root.iter(tei("rdg")):
            if found := _TERM.fullmatch(words(reading)):
                yield term_in_reading.finding(
                    edition,
                    reading,
                    f"The reading ends with a term, not a word: “{found[1]}”.",
                    "Write all words of the reading as they stand; what is said of them, in @type, "
                    "a note or a witDetail.",
                    cause=found[1].lower(),
                )


@check("APP003", "witness-twice", Severity.WARNING)
def witness_twice(edition: Edition) -> Iterator[Finding]:
    """A witness is said to have two readings of one passage.

    A manuscript may well have two: before and after a correction, in the text and in the margin.
    Then the encoding says so, by `@hand`, `@varSeq` or `@type`, by a `witDetail`, or by `add` and
    `del` within the reading. Without that, one of the two sigla is a slip.

    Wrong:
        <p><app><lem wit="#A #B">arma</lem><rdg wit="#B">armo</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Right:
        <p><app><lem wit="#A">arma</lem><rdg wit="#B">armo</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Right:
        <p><app><lem wit="#A #B" varSeq="2">arma</lem><rdg wit="#B" varSeq="1">armo</rdg></app></p>
        <listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>

    Source: TEI Guidelines, “Witness Information”.
    """
    for document in edition.documents:
        for entry in document.root.iter(tei("app")):
            first: dict[str, etree._Element] = {}
            for reading in _readings(entry):
                twice: dict[etree._Element, list[str]] = {}
                for siglum in dict.fromkeys(reading.get("wit", "").split()):
                    other = first.setdefault(siglum, reading)
                    if other is not reading and not _explained(entry, siglum, other, reading):
                        twice.setdefault(other, []).append(siglum.removeprefix("#"))
                for other, sigla in twice.items():
                    one = len(sigla) == 1
                    yield witness_twice.finding(
                        edition,
                        reading,
                        f"{'The witness' if one else 'The witnesses'} {', '.join(sigla)} "
                        f"{'has' if one else 'have'} two readings here: {_shown(other)} "
                        f"({edition.position(other)}) and {_shown(reading)}.",
                        "Delete the siglum from one of them; if both are right, say by @hand or "
                        "@varSeq which state of the witness each of them is.",
                    )


def _readings(entry: etree._Element) -> Iterator[etree._Element]:
    """Give the lemma and the readings of one entry, not those of entries within it."""
    for child in entry:
        if local(child) in ("lem", "rdg"):
            yield child
        elif local(child) == "rdgGrp":
            yield from _readings(child)


def _explained(
    entry: etree._Element, siglum: str, one: etree._Element, other: etree._Element
) -> bool:
    """Say whether the encoding tells two readings of a witness apart."""
    for reading in (one, other):
        if any(reading.get(name) for name in ("hand", "varSeq", "cause", "type")):
            return True
        if next(reading.iter(*map(tei, _STATES)), None) is not None:
            return True
    return any(siglum in detail.get("wit", "").split() for detail in entry.iter(tei("witDetail")))


def _shown(reading: etree._Element) -> str:
    text = words(reading)
    if not text:
        return "an omission"
    return f"“{text}”" if len(text) <= 30 else f"“{text[:29]}…”"

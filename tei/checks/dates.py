"""Dates: they exist, stand in the right order, and agree with what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.checks.find import with_attributes
from tei.checks.registry import check
from tei.checks.temporal import Fault, Instant, Span, read
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import Layer, local
from tei.names import tei
from tei.wording import words

_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter")
# Here @from and @to are pointers, or numbers of pages and lines.
_OTHERWISE = frozenset("app arc biblScope citedRange locus rt span witDetail".split())  # noqa: SIM905
_CUSTOM = ("when-custom", "from-custom", "to-custom", "notBefore-custom", "notAfter-custom")
_YEAR = re.compile(r"(?<![\d/])\b(1\d{3}|20\d\d)\b(?![\d/]|[.,]\d)", re.ASCII)
# Until here in a year, the text may count the old one: it is still December in the Julian
# calendar; the year began on 25 March.
_JULIAN_YEAR_ENDS = (1, 13)
_OLD_YEAR_ENDS = (3, 25)
_JULIAN = re.compile(r"jul|old.?style|\bos\b", re.IGNORECASE)


@check("DAT001", "malformed-date", Severity.ERROR)
def malformed_date(edition: Edition) -> Iterator[Finding]:
    """A date is not written as TEI writes dates.

    `@when` and its companions hold `1905`, `1905-01`, `1905-01-22`, `--01-22` (no year),
    `12:30:00` or `1905-01-22T12:30:00`. Nothing else can be sorted, shown in a time line or
    compared.

    Wrong:
        <p><date when="22.1.1905">22 January 1905</date></p>

    Right:
        <p><date when="1905-01-22">22 January 1905</date></p>

    Source: TEI Guidelines, teidata.temporal.w3c; W3C, XML Schema Part 2.
    """
    yield from _faults(edition, form=True)


@check("DAT002", "impossible-date", Severity.ERROR)
def impossible_date(edition: Edition) -> Iterator[Finding]:
    """A date does not exist in the calendar.

    There is no 31 June and no month 13. In `@when` dates are those of the Gregorian calendar,
    also before 1582; a day such as 29 February 1900, which only the Julian calendar has, is
    converted (13 March 1900) and may be kept in `@when-custom`.

    Wrong:
        <p><date when="1905-06-31">the last day of June</date></p>

    Right:
        <p><date when="1905-06-30">the last day of June</date></p>

    Source: W3C, XML Schema Part 2, sections 3.2.7 to 3.2.14.
    """
    yield from _faults(edition, form=False)


@check("DAT003", "reversed-dates", Severity.ERROR)
def reversed_dates(edition: Edition) -> Iterator[Finding]:
    """A period ends before it begins.

    Wrong:
        <p><date from="1907" to="1905">the years of revolution</date></p>

    Right:
        <p><date from="1905" to="1907">the years of revolution</date></p>

    Wrong:
        <p><date notBefore="1905-02" notAfter="1905-01">early in 1905</date></p>

    Right:
        <p><date notBefore="1905-01" notAfter="1905-02">early in 1905</date></p>

    Source: TEI Guidelines, “Dates and Times”; “Dates”.
    """
    for element, values in _dated(edition):
        for start, end in (("from", "to"), ("notBefore", "notAfter")):
            first, last = _span(values, start), _span(values, end)
            if first and last and first.comparable and last.comparable and first.first > last.last:
                yield reversed_dates.finding(
                    edition,
                    element,
                    f"{start}=“{values[start]}” is later than {end}=“{values[end]}”.",
                    "Exchange the two, or correct one of them.",
                )


@check("DAT004", "contradicting-date-attributes", Severity.WARNING)
def contradicting_date_attributes(edition: Edition) -> Iterator[Finding]:
    """A date is given in two ways that exclude each other.

    `@when` says that the date is known; `@from` and `@to` bound a period; `@notBefore` and
    `@notAfter` bound a date that is not known. `@when` stands alone, and a bound is given once.

    Wrong:
        <p><date when="1905" notBefore="1904">about 1905</date></p>

    Right:
        <p><date notBefore="1904" notAfter="1906">about 1905</date></p>

    Source: TEI Guidelines, att.datable.w3c (its Schematron rules).
    """
    for element, values in _dated(edition):
        for one, others in (
            ("when", _ATTRIBUTES[1:]),
            ("from", ("notBefore",)),
            ("to", ("notAfter",)),
        ):
            also = [f"@{name}" for name in others if name in values]
            if one in values and also:
                yield contradicting_date_attributes.finding(
                    edition,
                    element,
                    f"@{one} cannot stand together with {' and '.join(also)}.",
                    "Keep the attribute that says what is known.",
                    cause=f"{local(element)} {one} {also}",
                )


@check("DAT005", "date-against-text", Severity.WARNING)
def date_against_text(edition: Edition) -> Iterator[Finding]:
    """The year of a date is not the year that the text names.

    Only plain contradictions count: the passage names years, and none of them lies in the span of
    the normalised date. A date in another calendar may lie in the neighbouring year: 28 December
    1904 Old Style is 10 January 1905, and the English year began on 25 March until 1752.

    Wrong:
        <p>On <date when="1906-01-22">22 January 1905</date> they marched.</p>

    Right:
        <p>On <date when="1905-01-22">22 January 1905</date> they marched.</p>

    Right:
        <p>On <date when="1905-01-10">28 December 1904</date> they met.</p>

    Source: TEI Guidelines, “Dates and Times”; “Dates” (other calendars).
    """
    for element, values in _dated(edition):
        if local(element) != "date" or _other_calendar(element):
            continue
        spans = [span for name in values if (span := _span(values, name)) and span.comparable]
        if not spans or (len(spans) == 1 and "when" not in values):
            continue
        named = {
            int(year)
            for layer in (Layer.READING, Layer.DIPLOMATIC)
            for year in _YEAR.findall(words(element, layer))
        }
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        allowed = range(first[0] - _behind(element, first, last), last[0] + 1)
        if named and not any(year in allowed for year in named):
            value = "/".join(values[name] for name in _ATTRIBUTES if name in values)
            yield date_against_text.finding(
                edition,
                element,
                f"The text names {_and(named)}, but the date is given as {value}.",
                "Correct the value; if the text is wrong, encode its error with sic and corr.",
            )


@check("DAT006", "death-before-birth", Severity.ERROR)
def death_before_birth(edition: Edition) -> Iterator[Finding]:
    """A person dies before being born.

    Wrong:
        <listPerson>
          <person xml:id="adler"><persName>Adler, Victor</persName>
            <birth when="1918"/><death when="1852"/></person>
        </listPerson>

    Right:
        <listPerson>
          <person xml:id="adler"><persName>Adler, Victor</persName>
            <birth when="1852"/><death when="1918"/></person>
        </listPerson>

    Source: TEI Guidelines, “Personal Events”.
    """
    for document in edition.documents:
        for person in document.root.iter(tei("person")):
            births = [span for event in person.findall(tei("birth")) for span in _spans(event)]
            deaths = [span for event in person.findall(tei("death")) for span in _spans(event)]
            if not births or not deaths:
                continue
            # Where the sources disagree, only what holds for all of them is a mistake.
            if min(span.first for span in births) > max(span.last for span in deaths):
                born, died = min(births, key=lambda s: s.first), max(deaths, key=lambda s: s.last)
                yield death_before_birth.finding(
                    edition,
                    person,
                    f"The death ({died.last[0]}) comes before the birth ({born.first[0]}).",
                    "Exchange the two, or correct one of them.",
                )


def _faults(edition: Edition, form: bool) -> Iterator[Finding]:
    rule = malformed_date if form else impossible_date
    for element, values in _dated(edition):
        for name, value in values.items():
            fault = read(value)
            if isinstance(fault, Fault) and fault.form is form:
                yield rule.finding(
                    edition,
                    element,
                    f"@{name}: {fault.message}",
                    fault.remedy,
                    cause=fault.habit or f"@{name} {value}",
                )


def _dated(edition: Edition) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """Give the elements with dates in attributes, and these attributes."""
    for element in with_attributes(edition, *_ATTRIBUTES):
        kind = local(element)
        found = {name: element.get(name, "") for name in _ATTRIBUTES if name in element.attrib}
        if kind in _OTHERWISE:
            found.pop("from", None)
            found.pop("to", None)
        if kind and found:
            yield element, found


def _span(values: dict[str, str], name: str) -> Span | None:
    found = read(values[name]) if name in values else None
    return found if isinstance(found, Span) else None


def _spans(element: etree._Element) -> list[Span]:
    values = {name: element.get(name, "") for name in _ATTRIBUTES if element.get(name)}
    return [span for name in values if (span := _span(values, name)) and span.comparable]


def _other_calendar(element: etree._Element) -> bool:
    """Say whether the text counts its years in another way than ours and the Julian calendar."""
    if any(element.get(name) for name in _CUSTOM):
        return True
    stated = f"{element.get('calendar', '')} {element.get('datingMethod', '')}".strip()
    return bool(stated) and not _JULIAN.search(stated) and "greg" not in stated.lower()


def _behind(element: etree._Element, first: Instant, last: Instant) -> int:
    """Say by how many years the text may be behind: one, where an old calendar may be meant."""
    stated = f"{element.get('calendar', '')} {element.get('datingMethod', '')}"
    if _JULIAN.search(stated):
        return 1
    if first[:2] != last[:2]:  # a year or a longer time, not a day
        return 0
    year, *day = first[:3]
    ends = _OLD_YEAR_ENDS if year <= 1752 else _JULIAN_YEAR_ENDS
    return 1 if tuple(day) <= ends else 0


def _and(years: set[int]) -> str:
    ordered = [str(year) for year in sorted(years)]
    return " and ".join(filter(None, (", ".join(ordered[:-1]), ordered[-1])))

"""Rules about dates: real days, order, and what the text says."""

from __future__ import annotations

import calendar
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.checks.registry import run
from tei.checks.temporal import Fault, Span, read
from tei.edition import Edition

Make = Callable[..., Edition]


@pytest.mark.parametrize(
    "value",
    [
        "1905", "0044", "-0044", "1905-01", "1905-01-22", "1904-02-29", "2000-02-29", "--02-29",
        "--12", "---31", "12:30:00", "24:00:00", "1905-01-22T12:30:00.5Z", "1905Z",
        "1905-01-22+03:00", " 1905 ", "-0044-03-15", "-0005-02-29",
    ],
)  # fmt: skip
def test_what_is_a_date(value: str) -> None:
    assert isinstance(read(value), Span)


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("1905-1-2", "“1905-01-02”"),
        ("22.1.1905", "“1905-01-22”"),
        ("19050122", "“1905-01-22”"),
        ("905", "“0905”"),
        ("-44", "“-0044”"),
        ("1905/1906", 'from="1905"'),
        ("1905–1906", 'from="1905"'),
        ("12:30", "“12:30:00”"),
        ("January 1905", "1905-01-22"),
        ("", "delete the attribute"),
        ("1905-01-22+15:00", "1905-01-22"),
    ],
)
def test_what_is_not_written_as_a_date(value: str, remedy: str) -> None:
    fault = read(value)
    assert isinstance(fault, Fault) and fault.form and remedy in fault.remedy


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("1905-02-29", "February 1905 has 28 days."),
        ("1900-02-29", "a Julian day is converted"),
        ("1905-06-31", "June 1905 has 30 days."),
        ("1905-13-01", "The month comes before the day"),
        ("1905-22", "A year has twelve months."),
        ("1905-00-01", "What is not known is left out."),
        ("1905-02-00", "What is not known is left out."),
        ("--02-30", "February has 29 days."),
        ("---32", "No month has it."),
        ("24:00:01", "Correct the time."),
        ("12:60:00", "Correct the time."),
    ],
)
def test_what_does_not_exist(value: str, remedy: str) -> None:
    fault = read(value)
    assert isinstance(fault, Fault) and not fault.form and remedy in fault.remedy


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_days_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    assert isinstance(read(f"{year:04}-{month:02}-{day:02}"), Span) == exists


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=20))
def test_any_value_has_an_answer(value: str) -> None:
    found = read(value)
    assert isinstance(found, Span) or (found.message and found.remedy)


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in run(edition, ["DAT"])]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('from="1905" to="1905"', []),
        ('from="1905-03" to="1905"', []),
        ('from="1905" to="1905-03"', []),
        ('from="1905-03-02" to="1905-03-01"', ["DAT003"]),
        ('from="-0044" to="-0027"', []),
        ('from="-0027" to="-0044"', ["DAT003"]),
        ('notBefore="1906" notAfter="1905"', ["DAT003"]),
        ('from="--05-01" to="--02-01"', []),
        ('from="1905-01-23T01:00:00+05:00" to="1905-01-22T22:00:00Z"', []),
        ('from="no" to="1905"', ["DAT001"]),
        ('when="1905" from="1904"', ["DAT004"]),
        ('from="1904" notAfter="1906"', []),
        ('to="1904" notAfter="1906"', ["DAT004"]),
    ],
)
def test_order_and_company(make_edition: Make, attributes: str, expected: list[str]) -> None:
    assert codes(make_edition(f"<p><date {attributes}>then</date></p>")) == expected


@pytest.mark.parametrize(
    "xml",
    [
        '<app from="#a" to="#b"/>',
        '<biblScope from="12" to="14">12-14</biblScope>',
        '<citedRange from="1r" to="2v"/>',
        '<locus from="1r" to="2v"/>',
        '<x xmlns="urn:other" when="whenever"/>',
    ],
)
def test_what_looks_like_a_date_and_is_none(make_edition: Make, xml: str) -> None:
    assert codes(make_edition(f"<p>{xml}</p>")) == []


def test_a_habit_is_one_finding(make_edition: Make) -> None:
    dates = "".join(f'<date when="{year}">then</date>' for year in (50, 80, 399, 400))
    (finding,) = run(make_edition(f"<p>{dates}</p>"), ["DAT"])
    assert finding.code == "DAT001" and len(finding.also) == 3


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<date when="1906">1905</date>', True),
        ('<date when="1905">in 1905, as in 1902</date>', False),
        ('<date from="1904" to="1906">1904–1906</date>', False),
        ('<date from="1904" to="1906">from 1901 to 1903</date>', True),
        ('<date notBefore="1904" notAfter="1906">about 1905</date>', False),
        ('<date notBefore="1904">after 1903</date>', False),
        ('<date when="1905-01-22">22 January</date>', False),
        ('<date when="--01-22">22 January 1905</date>', False),
        ('<date when="1905-01-10">28 December 1904 (O.S.)</date>', False),
        ('<date when="1905-06-10">28 May 1904</date>', True),
        ('<date when="1905-06-10" calendar="#julian">28 May 1904</date>', False),
        ('<date when="1642-02-03">3 February 1641</date>', False),
        ('<date when="1842-02-03">3 February 1841</date>', True),
        ('<date when="1910" calendar="#islamic">1328</date>', False),
        ('<date when="1910" when-custom="1328">1328</date>', False),
        ('<date when="1905">winter 1904/05</date>', False),
        ('<date when="1905">No. 1,234</date>', False),
        ('<date when="1905">1905<note>not 1906</note></date>', False),
        ('<date when="1905"><choice><sic>1906</sic><corr>1905</corr></choice></date>', False),
        ('<date when="1906"><choice><sic>1906</sic><corr>1905</corr></choice></date>', False),
        ('<p when="1906">1905</p>', False),
    ],
)
def test_the_year_in_the_text(make_edition: Make, xml: str, expected: bool) -> None:
    assert ("DAT005" in codes(make_edition(f"<p>{xml}</p>"))) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ('<birth when="1852"/><death when="1918"/>', []),
        ('<birth when="1852"/><death when="1852"/>', []),
        ('<birth notBefore="1850" notAfter="1855"/><death when="1852"/>', []),
        ('<birth notBefore="1853" notAfter="1855"/><death when="1852"/>', ["DAT006"]),
        ('<birth when="1852"/><birth when="1950"/><death when="1918"/>', []),
        ('<birth when="1852"/><death/>', []),
        ("<birth/><death/>", []),
    ],
)
def test_births_and_deaths(make_edition: Make, events: str, expected: list[str]) -> None:
    person = f'<listPerson><person xml:id="a"><persName>A</persName>{events}</person></listPerson>'
    assert codes(make_edition(register=person)) == expected


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("12.5.1850", "Write “1850-05-12”: year-month-day."),
        ("12/05/1850", "Write “1850-05-12” or “1850-12-05”: year-month-day."),
        ("22/1/1905", "Write “1905-01-22”: year-month-day."),
        ("1/22/1905", "Write “1905-01-22”: year-month-day."),
        (
            "45/1/1905",
            "Write it as 1905, 1905-01 or 1905-01-22; put other forms into @when-custom.",
        ),
    ],
)
def test_what_is_evidently_meant_is_offered(value: str, remedy: str) -> None:
    found = read(value)
    assert isinstance(found, Fault) and found.remedy.startswith(remedy)

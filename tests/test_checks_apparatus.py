"""Rules about the critical apparatus, and about texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.registry import run
from tei.edition import Edition

Make = Callable[..., Edition]


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in run(edition, ["APP"])]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("<app/>", ["APP001"]),
        ("<app><!-- later --></app>", ["APP001"]),
        ("<app><note>A note on the passage.</note></app>", []),
        ("<app><rdgGrp><rdg>a</rdg></rdgGrp></app>", []),
        ('<app><lem/><rdg wit="#A">om.</rdg></app>', ["APP002"]),
        ('<app><lem/><rdg wit="#A">[Om.]</rdg></app>', ["APP002"]),
        ('<app><lem/><rdg wit="#A"><hi>om.</hi></rdg></app>', ["APP002"]),
        ('<app><lem/><rdg wit="#A">οἱ praem.<hi> </hi></rdg></app>', ["APP009"]),
        ('<app><lem/><rdg wit="#A"> inv.</rdg></app>', ["APP009"]),
        ('<app><lem/><rdg wit="#A">arma in marg.</rdg></app>', ["APP009"]),
        ('<app><lem/><rdg wit="#A">tr. pl. C. s.</rdg><rdg wit="#B">inv</rdg></app>', []),
        ('<app><lem/><rdg wit="#A">a<note>s. l.</note></rdg></app>', []),
        ('<app><lem/><rdg wit="#A">omnia</rdg></app>', []),
        ('<app><lem/><rdg wit="#A"><note>om.</note></rdg></app>', []),
    ],
)
def test_entries(make_edition: Make, entry: str, expected: list[str]) -> None:
    assert codes(make_edition(f"<p>{entry}</p>")) == expected


@pytest.mark.parametrize(
    ("entry", "twice"),
    [
        ('<lem wit="#A">a</lem><rdg wit="#A">b</rdg>', True),
        ('<lem wit="#A #A">a</lem>', False),
        ('<lem wit="#A">a</lem><rdgGrp><rdg wit="#B #A">b</rdg></rdgGrp>', True),
        ('<lem wit="#A">a</lem><rdg wit="#A" type="ac">b</rdg>', False),
        ('<lem wit="#A">a</lem><rdg wit="#A" hand="#A1">b</rdg>', False),
        ('<lem wit="#A">a</lem><rdg wit="#A"><del>b</del></rdg>', False),
        ('<lem wit="#A">a</lem><rdg wit="#A">b</rdg><witDetail wit="#A">mg.</witDetail>', False),
        ('<lem wit="#A"><app><lem wit="#A">a</lem></app></lem><rdg wit="#B">b</rdg>', False),
    ],
)
def test_witnesses(make_edition: Make, entry: str, twice: bool) -> None:
    assert ("APP003" in codes(make_edition(f"<p><app>{entry}</app></p>"))) == twice


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        ("#b #a", ""),
        ("#b #r", "stands in a reading"),
        ("#b #a #c", "within another"),
        ("#b", "fewer than two"),
    ],
)
def test_orders_that_cannot_be(make_edition: Make, targets: str, told: str) -> None:
    pointers = "".join(f'<ptr target="{value}"/>' for value in targets.split())
    found = run(
        make_edition(
            '<p><seg xml:id="a">one <seg xml:id="c">two</seg></seg> <seg xml:id="b">three</seg>'
            '<app><lem wit="#A">a</lem><rdg wit="#B" xml:id="r">b</rdg></app></p>'
            f"<listTranspose><transpose>{pointers}</transpose></listTranspose>"
        ),
        ["APP"],
    )
    assert [item.code for item in found] == (["APP010"] if told else [])
    assert all(told in item.message for item in found)


def test_a_slip_with_several_sigla_is_one_finding(make_edition: Make) -> None:
    entry = '<app><lem wit="#A #B #C">a</lem><rdg wit="#C #B"/></app>'
    (finding,) = run(make_edition(f"<p>{entry}</p>"), ["APP003"])
    assert finding.message.startswith("The witnesses C, B have two readings here: “a” (text.xml:")
    assert finding.message.endswith("and an omission.")


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("<p/>", True),
        ("<div><head/><p> <note> </note></p></div>", True),
        ("<p>x</p>", False),
        ("<p><choice><sic>x</sic><corr/></choice></p>", False),
        ("<p><note>x</note></p>", False),
        ('<p><figure><graphic url="a.jpg"/></figure></p>', False),
        ("<p><gap/></p>", False),
    ],
)
def test_texts_without_anything(make_edition: Make, body: str, empty: bool) -> None:
    findings = run(make_edition(body), ["TXT"])
    assert [finding.code for finding in findings] == ["TXT001"] * empty

"""Each form of report, as the user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tei.findings import Finding, Position, Severity
from tei.report import FORMATS, renderer, summary
from tei.report.view import View

GOLDENS = Path(__file__).parent / "goldens" / "reports"
LINES = {
    ("tei/letters.xml", 12): '      <p>Dear <persName ref="#ana">Anna</persName>, forgive me</p>',
    ("tei/letters.xml", 40): "<p>"
    + "A very long line. " * 12
    + '<date when="1905-02-30"/>'
    + "</p>",
    ("tei/hebrew.xml", 7): '    <p>שלום <ref target="#x">עולם</ref></p>',
}
FINDINGS = [
    Finding(
        "PTR001",
        "unresolved-pointer",
        Severity.ERROR,
        "No element of the edition has the id “ana”.",
        Position("tei/letters.xml", 12, 15),
        "Did you mean “anna”? Otherwise add a record with this id to a register of persons.",
        "Letter 3",
        "ana",
        tuple(Position("tei/letters.xml", line, 9) for line in (20, 31, 44, 57, 60)),
    ),
    Finding(
        "DAT001",
        "impossible-date",
        Severity.WARNING,
        "1905-02-30 is no day of the calendar.",
        Position("tei/letters.xml", 40, 220),
    ),
    Finding(
        "PTR001",
        "unresolved-pointer",
        Severity.NOTE,
        "Text with [sic], [/b], 100 %, a: b, c\nand \x1b[31m\u202e.",
        Position("tei/hebrew.xml", 7, 13),
        also=(Position("tei/hebrew.xml", 9),),
    ),
    Finding("CFG002", "bad-value", Severity.ERROR, "No place at all.", Position("")),
    Finding("", "", Severity.ERROR, "No rule, and only a file.", Position("odd, name: 1%.xml")),
]
VIEW = View(line=lambda path, number: LINES.get((path, number), ""))


@pytest.mark.parametrize("name", FORMATS)
def test_the_report_is_as_the_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    text = renderer(name)(FINDINGS, VIEW)
    golden = GOLDENS / f"{name}.txt"
    if request.config.getoption("--update-goldens", default=False):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_no_finding_is_left_out_and_nothing_reaches_the_terminal_raw(name: str) -> None:
    text = renderer(name)(FINDINGS, VIEW)
    assert not {"\x1b", "\u202e"} & set(text)
    for word in ("ana", "1905-02-30", "[sic]", "[/b]", "No place at all", "No rule"):
        assert word in text
    assert text.endswith("\n")


def test_without_findings_only_json_says_something() -> None:
    assert {name: renderer(name)([], VIEW) for name in FORMATS} == {
        "full": "",
        "concise": "",
        "json": "[]\n",
        "github": "",
    }


def test_full_fits_into_eighty_columns() -> None:
    for line in renderer("full")(FINDINGS, VIEW).splitlines():
        assert len(line) <= 80, line


def test_full_dresses_without_changing_a_word() -> None:
    dressed = renderer("full")(FINDINGS, View(VIEW.line, lambda text, role: f"\0{text}\0", 80))
    assert dressed.replace("\0", "") == renderer("full")(FINDINGS, VIEW)
    assert "\0error\0" in dressed


def test_concise_is_one_line_for_each_finding() -> None:
    lines = renderer("concise")(FINDINGS, VIEW).splitlines()
    assert len(lines) == len(FINDINGS)
    assert lines[1] == "tei/letters.xml:40:220: DAT001 1905-02-30 is no day of the calendar."


def test_json_gives_the_texts_back_exactly() -> None:
    items = json.loads(renderer("json")(FINDINGS, VIEW))
    assert [item["message"] for item in items] == [finding.message for finding in FINDINGS]
    assert items[0]["location"] == {"row": 12, "column": 15}
    assert items[0]["filename"] == "tei/letters.xml"
    assert len(items[0]["also"]) == 5
    assert items[4]["code"] is None and items[3]["location"] is None


def test_github_cannot_be_given_a_second_command() -> None:
    evil = Finding(
        "PTR001",
        "unresolved-pointer",
        Severity.ERROR,
        "x\n::error file=passwd::y%0A",
        Position("a,line=1::b\r.xml", 1, 1),
    )
    text = renderer("github")([evil], VIEW)
    assert text.count("\n") == 1
    assert text.startswith(r"::error file=a%2Cline=1%3A%3Ab\r.xml,line=1,col=1,title=PTR001")
    assert text.endswith("::x\\n::error file=passwd::y%250A\n")


def test_the_summary_counts_by_rule() -> None:
    assert summary.render(FINDINGS[:3], VIEW) == (
        "  1  DAT001 impossible-date\n"
        "  1  PTR001 unresolved-pointer (in 6 places)\n"
        "  1  PTR001 unresolved-pointer (in 2 places)\n"
    )
    assert summary.severities(FINDINGS, VIEW) == "3 errors, 1 warning, 1 note"

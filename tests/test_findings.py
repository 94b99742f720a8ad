"""Findings with one cause are told as one."""

from __future__ import annotations

from tei.findings import Finding, Position, Severity, group


def finding(line: int, cause: str = "", code: str = "PTR001") -> Finding:
    return Finding(code, "x", Severity.ERROR, f"m{cause}", Position("a.xml", line, 1), cause=cause)


def test_findings_with_one_cause_become_one_with_all_places() -> None:
    grouped = group([finding(9, "#a"), finding(3, "#b"), finding(2, "#a"), finding(5, "#a")])
    assert [(item.position.line, [place.line for place in item.also]) for item in grouped] == [
        (2, [5, 9]),
        (3, []),
    ]


def test_findings_without_a_cause_and_of_other_rules_stay_apart() -> None:
    assert len(group([finding(1), finding(1), finding(1, "#a"), finding(1, "#a", "IDS001")])) == 4


def test_a_position_is_written_as_far_as_it_is_known() -> None:
    assert str(Position("a.xml")) == "a.xml"
    assert str(Position("a.xml", 3)) == "a.xml:3"
    assert str(Position("a.xml", 3, 7)) == "a.xml:3:7"

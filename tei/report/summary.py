"""The end of a report: how many findings of which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tei.findings import Finding, Severity
from tei.report.view import View

_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.NOTE: ("note", "notes"),
}


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its noun: `1 file`, `1,204 files`."""
    return f"{number:,} {one if number == 1 else many}"


def severities(findings: Sequence[Finding], view: View) -> str:
    """Give the number of findings by how grave they are: `3 errors, 1 warning`; "" without any."""
    count = Counter(finding.severity for finding in findings)
    return ", ".join(
        view.style(counted(count[severity], *names), severity)
        for severity, names in _NAMES.items()
        if count[severity]
    )


def render(findings: Sequence[Finding], view: View) -> str:
    """Give a line for each rule, the most frequent first, with the number of its findings.

    Findings that were grouped count once, and their places are counted beside them.
    """
    rules: Counter[tuple[str, str, Severity]] = Counter()
    places: Counter[tuple[str, str, Severity]] = Counter()
    for finding in findings:
        rule = finding.code, finding.name, finding.severity
        rules[rule] += 1
        places[rule] += 1 + len(finding.also)
    width = len(str(max(rules.values(), default=0)))
    lines = []
    for rule, number in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
        code, name, severity = rule
        more = f" (in {places[rule]:,} places)" if places[rule] > number else ""
        label = " ".join(part for part in (view.style(code, severity), name) if part)
        lines.append(f"  {number:>{width}}  {label}{more}\n")
    return "".join(lines)

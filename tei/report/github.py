"""The format `github`: commands that GitHub Actions shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from tei.findings import Finding, Severity
from tei.report.characters import escape
from tei.report.view import View

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

_PLACES = 10


def render(findings: Sequence[Finding], view: View) -> str:
    """Give one command for each finding: `::error file=...,line=...,col=...,title=...::message`."""
    return "".join(_finding(finding) + "\n" for finding in findings)


def _finding(finding: Finding) -> str:
    position = finding.position
    properties = {
        "file": position.path,
        "line": str(position.line or ""),
        "col": str(position.column or "") if position.line else "",
        "title": f"{finding.code} {finding.name}".strip(),
    }
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    text = [finding.message, finding.help]
    if finding.also:
        more = f" and {len(finding.also) - _PLACES} more" if len(finding.also) > _PLACES else ""
        text.append("Also: " + ", ".join(map(str, finding.also[:_PLACES])) + more)
    message = "%0A".join(_data(part) for part in text if part)
    return f"::{_COMMANDS[finding.severity]} {given}".rstrip() + f"::{message}"


def _data(text: str) -> str:
    return escape(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

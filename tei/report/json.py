"""The format `json`, for programs; the fields are called as in ruff's reports."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tei.findings import Finding, Position
from tei.report.characters import escape
from tei.report.view import View


def render(findings: Sequence[Finding], view: View) -> str:
    """Give a list of objects, `[]` where there are no findings.

    `code` is null for what is no rule's finding, `location` where line and column are unknown.
    """
    text = json.dumps([_finding(finding) for finding in findings], ensure_ascii=False, indent=2)
    # The line ends of the layout are the only control characters that are left by now.
    return "\n".join(escape(line, _notation) for line in text.split("\n")) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code or None,
        "name": finding.name or None,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.position),
        "help": finding.help or None,
        "locus": finding.locus or None,
        "also": [_place(position) for position in finding.also],
    }


def _place(position: Position) -> dict[str, object]:
    location = {"row": position.line, "column": position.column or 1} if position.line else None
    return {"filename": position.path or None, "location": location}


def _notation(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) > 0x7F else f"\\u{ord(character):04x}"

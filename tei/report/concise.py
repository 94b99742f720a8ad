"""The format `concise`: one line for each finding, as editors and `grep` like it."""

from __future__ import annotations

from collections.abc import Sequence

from tei.findings import Finding
from tei.report.characters import escape
from tei.report.view import View


def render(findings: Sequence[Finding], view: View) -> str:
    """Give `path:line:column: CODE message` for each finding; what is unknown is left out."""
    return "".join(_finding(finding, view) + "\n" for finding in findings)


def _finding(finding: Finding, view: View) -> str:
    place = escape(str(finding.position))
    before = f"{view.style(place, 'path')}: " if place else ""
    code = f"{view.style(finding.code, finding.severity)} " if finding.code else ""
    return before + code + escape(finding.message) + _more(len(finding.also))


def _more(count: int) -> str:
    if not count:
        return ""
    return f" (and {count} more places)" if count > 1 else " (and 1 more place)"

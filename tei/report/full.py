"""The format `full`, for people: message, place, the line with a caret, and the remedy."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tei.findings import Finding
from tei.report.characters import escape
from tei.report.excerpt import excerpt
from tei.report.view import View

_SHOWN_PLACES = 3


def render(findings: Sequence[Finding], view: View) -> str:
    """Give the findings as paragraphs, in the order in which they come."""
    return "".join("\n".join(_finding(finding, view)) + "\n\n" for finding in findings)


def _finding(finding: Finding, view: View) -> Iterator[str]:
    style = view.style
    number = str(finding.position.line) if finding.position.line else ""
    line = view.line(finding.position.path, finding.position.line) if number else ""
    gutter = " " * max(len(number), 1)
    yield from _title(finding, view)
    if finding.position.path:
        locus = f" ({escape(finding.locus)})" if finding.locus else ""
        arrow = style(f"{gutter}-->", "faint")
        yield f"{arrow} {style(escape(str(finding.position)), 'path')}{locus}"
    if line.strip():
        bar = style("|", "faint")
        shown, caret = excerpt(line, finding.position.column, view.width - len(number) - 3)
        yield f"{gutter} {bar}"
        yield f"{style(number, 'faint')} {bar} {shown}"
        if caret >= 0:
            yield f"{gutter} {bar} {' ' * caret}{style('^', finding.severity)}"
    if finding.help:
        yield from _labelled("help", finding.help, gutter, view)
    if finding.also:
        yield from _labelled("also", _places(finding), gutter, view)


def _title(finding: Finding, view: View) -> Iterator[str]:
    """Give the first line or lines: how grave, which rule, and the message."""
    severity = finding.severity.value
    code = f"[{finding.code}]" if finding.code else ""
    name = f" {finding.name}" if finding.name else ""
    plain = f"{severity}{code}{name}: {escape(finding.message)}"
    first, *rest = _wrap(plain, view.width, "  ")
    head = f"{severity}{code}{name}:"
    if first.startswith(head):
        dressed = view.style(severity, severity) + view.style(code, "code") + f"{name}:"
        first = dressed + first[len(head) :]
    yield first
    yield from rest


def _labelled(label: str, text: str, gutter: str, view: View) -> Iterator[str]:
    before = f"{gutter} = "
    indent = " " * (len(before) + len(label) + 2)
    first, *rest = _wrap(f"{before}{label}: {escape(text)}", view.width, indent)
    yield (
        view.style(f"{gutter} =", "faint")
        + " "
        + view.style(f"{label}:", "label")
        + first[len(before) + len(label) + 1 :]
    )
    yield from rest


def _places(finding: Finding) -> str:
    """Name the first of the other places, and count the rest; a path is not repeated."""
    path, places = finding.position.path, []
    for other in finding.also[:_SHOWN_PLACES]:
        short = other._replace(path="") if other.path == path and other.line else other
        places.append(str(short))
        path = other.path
    more = len(finding.also) - _SHOWN_PLACES
    rest = (f" and {more:,} more places" if more > 1 else " and 1 more place") if more > 0 else ""
    return ", ".join(places) + rest


def _wrap(text: str, width: int, indent: str) -> list[str]:
    """Break a long line between words; a word (a path) is never broken."""
    return textwrap.wrap(
        text,
        max(width, len(indent) + 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [text]

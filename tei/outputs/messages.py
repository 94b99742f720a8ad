"""What stylesheets have to say, as findings with file, line and column."""

from __future__ import annotations

from collections.abc import Iterable

from tei.edition import Edition
from tei.findings import Finding, Position, Severity, group
from tei.transform import Message

# The codes of xslt/common/report.xsl and of tei/transform.py.
_NAMES = {
    "XSL001": "element-without-rule",
    "XSL008": "stylesheet-warning",
    "XSL009": "stylesheet-message",
}
_HELP = {
    "XSL001": "Write a rule for it in a stylesheet of your own, and name that in edition.toml."
}


def findings(messages: Iterable[Message], edition: Edition) -> list[Finding]:
    """Turn messages into findings; those of one cause become one that counts and lists places."""
    found = [_finding(message, edition) for message in dict.fromkeys(messages)]
    return [_counted(finding) for finding in group(found)]


def _finding(message: Message, edition: Edition) -> Finding:
    return Finding(
        message.code,
        _NAMES.get(message.code, "stylesheet-message"),
        Severity.WARNING,
        message.text,
        position(message.at, edition),
        help=_HELP.get(message.code, ""),
        cause=message.cause or message.text,
    )


def position(at: str, edition: Edition) -> Position:
    """Find the place of an element by its origin; without one, the edition as a whole."""
    number, _, ordinal = at.partition(".")
    if not ordinal.isdigit() or int(number) >= len(edition.sources):
        return Position(edition.sources[0].name)
    return edition.sources[int(number)].position(int(ordinal))


def _counted(finding: Finding) -> Finding:
    if not finding.also:
        return finding
    return finding._replace(message=f"{finding.message} ({len(finding.also) + 1} places.)")

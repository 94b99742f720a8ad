"""The rules of a schema that no grammar can state, in Schematron."""

from __future__ import annotations

from collections.abc import Iterator

from tei.checks.registry import check
from tei.checks.rule import Rule
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.validation.rules import apply_rules


@check("SCH001", "broken-rule", Severity.ERROR)
def broken_rule(edition: Edition) -> Iterator[Finding]:
    """A rule that the schema states in Schematron is broken.

    The message is that of the rule, and it says how grave it is: an error unless its `@role` is
    `warning` or `information`. Rules stand in an ODD, in a grammar, or in a file of their own that
    an `xml-model` names; the schemas that come with the program hold those of the TEI.

    Wrong:
        <list type="gloss"><item>Emma</item></list>

    Right:
        <list type="gloss"><label>E.</label><item>Emma</item></list>

    Source: the edition's schema; Schematron (ISO/IEC 19757-3).
    """
    yield from _findings(edition, broken_rule, errors=False)


@check("SCH002", "untested-rule", Severity.WARNING)
def untested_rule(edition: Edition) -> Iterator[Finding]:
    """A rule of the schema could not be tested at this place.

    What it looks at is not what it expects: it counts with words, say, or compares two values with
    one. Either the text is wrong there or the rule. Or the rule would read another file, as by
    `doc`: no file is opened for a rule.

    Wrong:
        <p><path points="here,there"/></p>

    Right:
        <p>No path.</p>

    Source: the edition's schema; Schematron (ISO/IEC 19757-3).
    """
    yield from _findings(edition, untested_rule, errors=True)


def _findings(edition: Edition, rule: Rule, errors: bool) -> Iterator[Finding]:
    """Give the findings of one kind; equal ones have one cause."""
    for item in apply_rules(edition):
        if item.hit.error != errors:
            continue
        message, help_text, severity = item.hit.message, item.hit.help, rule.severity
        if errors:
            message = f"A rule of the schema ({item.rule}) cannot be tested here: {message}"
        else:
            severity = item.hit.assertion.severity
        if not message.endswith((".", "!", "?", "…")):
            message += "."
        if item.instead and severity is Severity.ERROR:
            severity = Severity.WARNING
        found = rule.finding(edition, item.element, message, help_text, cause=message)
        yield found._replace(severity=severity)

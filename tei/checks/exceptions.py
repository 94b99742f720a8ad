"""Suppressions: exceptions in the files name rules that exist, and are still needed."""

from __future__ import annotations

from collections.abc import Iterator

from tei.checks.registry import check, describe, rules
from tei.checks.suppression import instructions
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.proposals import did_you_mean

# Found by `tei.checks.registry.run`, which alone knows what was suppressed.
describe(
    "SUP001",
    "idle-suppression",
    Severity.NOTE,
    """An exception in the file suppresses nothing.

    What it was made for has been mended, or it stands at the wrong place. If it stays, it will
    hide the next mistake.

    Wrong:
        <?tei ignore DAT001 no longer needed?>
        <p><date when="1905">1905</date></p>

    Right:
        <?tei ignore DAT001 kept as the archive has it?>
        <p><date when="in 1905">1905</date></p>
    """,
)


@check("SUP002", "unknown-suppression", Severity.WARNING)
def unknown_suppression(edition: Edition) -> Iterator[Finding]:
    """An exception in the file names no rule that exists.

    Wrong:
        <?tei ignore DAT1 as the archive has it?>
        <p>1905</p>

    Right:
        <?tei ignore DAT001 as the archive has it?>
        <p><date when="in 1905">1905</date></p>
    """
    known = rules()
    for element, codes, _ in instructions(edition):
        unknown = [code for code in codes if not any(rule.startswith(code) for rule in known)]
        if unknown or not codes:
            name = unknown[0] if unknown else ""
            yield unknown_suppression.finding(
                edition,
                element,
                f"There is no check “{name}”." if name else "“<?tei ignore?>” names no check.",
                did_you_mean(
                    name,
                    list(known),
                    "Write the code first, then the reason: <?tei ignore DAT001 reason?>.",
                ),
            )

"""One mistake, one finding: where the schema and a rule of ours say the same, ours stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tei.findings import Finding, Position

# What the schema says of an attribute's value, and the rules that say it with more knowledge.
_SAID_BETTER: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "VAL008": {
        "@xml:id": ("IDS003",),
        **dict.fromkeys(("@when", "@from", "@to", "@notBefore", "@notAfter"), ("DAT001", "DAT002")),
        "@xml:lang": ("LNG001",),
    },
    "VAL009": {"": ("IDS001",)},
}
# What the TEI's rules say in Schematron, the grammar or a rule of ours often says as well.
_INSTEAD_OF_RULES = frozenset(
    ("VAL001", "VAL002", "VAL003", "VAL004", "VAL007", "DAT004", "PTR011", "APP001")
)


def without_repetitions(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out what another finding at the same place says as well."""
    listed = list(findings)
    said: dict[Position, set[tuple[str, str]]] = {}
    for finding in listed:
        said.setdefault(finding.position, set()).add((finding.code, _subject(finding)))
    return [finding for finding in listed if not _is_said(finding, said[finding.position])]


def _is_said(finding: Finding, said: set[tuple[str, str]]) -> bool:
    if finding.code == "SCH001":
        return not _INSTEAD_OF_RULES.isdisjoint(code for code, _ in said)
    subject = _subject(finding)
    better = _SAID_BETTER.get(finding.code, {}).get(subject, ())
    codes = {code for code, of in said if of in (subject, "")}
    return not codes.isdisjoint(better)


def _subject(finding: Finding) -> str:
    """Give the attribute that a message begins with, without a colon after it."""
    first = finding.message.partition(" ")[0]
    return first.rstrip(":") if first.startswith("@") else ""

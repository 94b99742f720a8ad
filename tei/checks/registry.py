"""The registry of checks: which rules there are, and how they are applied."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import tei.checks
from tei.checks.repetition import without_repetitions
from tei.checks.rule import Function, Rule
from tei.checks.selection import Selection
from tei.checks.suppression import Suppression, suppressions
from tei.findings import Finding, Severity, group
from tei.validation.grammars import noticed

if TYPE_CHECKING:
    from tei.edition import Edition

_RULES: dict[str, Rule] = {}


def check(code: str, name: str, severity: Severity) -> Callable[[Function], Rule]:
    """Register a function as a rule. Its docstring is the manual (see `tei.checks.docstring`)."""

    def register(function: Function) -> Rule:
        return describe(code, name, severity, function.__doc__ or "", function)

    return register


def describe(
    code: str, name: str, severity: Severity, text: str, function: Function | None = None
) -> Rule:
    """Register a code with its manual; without a function, other parts of the program find it."""
    rule = Rule(code, name, severity, text, function)
    if _RULES.setdefault(code, rule).name != name:
        raise ValueError(f"the code {code} is taken by {_RULES[code].name}")
    _RULES[code] = rule
    return rule


def rules() -> Mapping[str, Rule]:
    """Give all rules by code, in alphabetical order."""
    for module in pkgutil.iter_modules(tei.checks.__path__):
        importlib.import_module(f"tei.checks.{module.name}")
    return dict(sorted(_RULES.items()))


def run(edition: Edition, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Finding]:
    """Check an edition: what reading it had to say, and what the rules find.

    `select` and `ignore` take codes, families (the first letters of codes) and names of rules;
    they are joined with those of the settings. Findings with one cause are grouped; they are in
    the order of files and lines. Raises TeiError for a rule that does not exist.
    """
    known = rules()
    chosen = Selection.of(edition.settings.check, select, ignore, known.values())
    findings = [finding for finding in edition.findings if chosen(finding.code)]
    applied = [rule for rule in known.values() if chosen(rule.code)]
    for rule in applied:
        findings.extend(rule(edition))
    if any(rule.family == "ODD" for rule in applied):
        findings.extend(finding for finding in noticed(edition) if chosen(finding.code))
    exceptions = list(suppressions(edition, known))
    # What is said better elsewhere must not come back when that is suppressed.
    told = without_repetitions(findings)
    kept = [finding for finding in told if not _suppressed(finding, exceptions)]
    idle = _RULES["SUP001"]
    if chosen(idle.code):
        codes = {rule.code for rule in applied}
        kept.extend(_idle(edition, idle, exceptions, codes))
    return group(kept)


def _suppressed(finding: Finding, exceptions: Iterable[Suppression]) -> bool:
    covering = [item for item in exceptions if item.covers(finding)]
    for item in covering:
        item.used.add(finding.code)
    return bool(covering)


def _idle(
    edition: Edition, rule: Rule, exceptions: Iterable[Suppression], applied: set[str]
) -> Iterator[Finding]:
    """Report the suppressions that suppress nothing, unless their rules were not applied."""
    for item in exceptions:
        for wanted in item.codes:
            concerned = {code for code in applied if code.startswith(wanted)}
            if concerned and not any(code.startswith(wanted) for code in item.used):
                yield rule.finding(
                    edition,
                    item.element,
                    f"“<?tei ignore {wanted}?>” suppresses nothing here.",
                    "Delete it.",
                )

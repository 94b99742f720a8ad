"""What marking has to say: proposals and what stands in their way as findings, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tei.authoring.mark_proposals import Choice, Marking, Proposal
from tei.authoring.mark_vocabulary import DATE
from tei.edition import Edition
from tei.findings import Finding, Position, Severity, group
from tei.registers import Kind, Record

# Code, name, how grave it is, what it means, what to do.
CODES = {
    "MRK001": (
        "unmarked-name",
        Severity.WARNING,
        "A name that a register has, or that is marked elsewhere, stands unmarked in the text.",
        "Mark it with --apply. Where something else is meant, put “<?tei unmarked?>” before the "
        "words.",
    ),
    "MRK002": (
        "unmarked-date",
        Severity.WARNING,
        "A date stands unmarked in the text.",
        "Mark it with --apply. Where it is none, put “<?tei unmarked?>” before the words.",
    ),
    "MRK003": (
        "undecided-name",
        Severity.NOTE,
        "Words may be a name that a register has, but that is not certain: the message says why. "
        "Nothing is applied by guess.",
        "Mark it by hand or with --interactive, or put “<?tei unmarked?>” before the words.",
    ),
    "MRK004": (
        "undecided-date",
        Severity.NOTE,
        "Words may be a date, or their value is not certain: the message says why. Nothing is "
        "applied by guess.",
        "Mark it by hand or with --interactive, or put “<?tei unmarked?>” before the words.",
    ),
    "MRK005": (
        "record-without-name",
        Severity.NOTE,
        "A record of a register has no name by which it could be found in the text.",
        "Give it a persName, placeName, orgName, title, ...",
    ),
    "MRK006": (
        "form-not-looked-for",
        Severity.NOTE,
        "A form in a register has fewer than two letters. It would be found everywhere, and so it "
        "is not looked for.",
        "Mark it by hand where it is meant.",
    ),
    "MRK007": (
        "language-without-patterns",
        Severity.NOTE,
        "There are no patterns for the dates of a language, so that none were looked for.",
        "State the language in @xml:lang; a language is one file in tei/authoring/patterns.",
    ),
}

_KINDS = {
    Kind.PERSON: "a person",
    Kind.PLACE: "a place",
    Kind.ORG: "an organisation",
    Kind.WORK: "a work",
    Kind.EVENT: "an event",
    Kind.OBJECT: "an object",
    DATE: "a date",
}


def proposed(proposals: Iterable[Proposal], context: bool = False) -> list[Finding]:
    """Give proposals as findings; with `context` the message has the words around."""
    return [_proposal(proposal, context) for proposal in proposals]


def obstacles(edition: Edition, marking: Marking) -> list[Finding]:
    """Give what kept marking from looking for something, each cause once."""
    findings = []
    for record in marking.nameless:
        message = f"The record “{record.id}” ({record.kind}) has no name."
        findings.append(_at(edition, "MRK005", record, message, str(record.kind)))
    for form, record in marking.unusable:
        message = f"The form “{form}” of {record.label} ({record.kind}) is not looked for."
        findings.append(_at(edition, "MRK006", record, message, ""))
    for code in marking.languages:
        language = f"the language “{code}”" if code else "a text that states no language"
        message = f"There are no patterns for dates in {language}."
        findings.append(_finding("MRK007", message, Position("")))
    return group(findings)


def data(proposal: Proposal) -> dict[str, object]:
    """Give a proposal for programs, with the fields of the reports and its own."""
    finding = _proposal(proposal, False)
    position = finding.position
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "filename": position.path,
        "location": {"row": position.line, "column": position.column},
        "help": finding.help,
        "locus": finding.locus or None,
        "text": proposal.text,
        "kind": proposal.kind,
        "words": proposal.words,
        "before": proposal.before,
        "after": proposal.after,
        "certain": proposal.is_certain,
        "doubt": proposal.doubt or None,
        "choices": [
            {"markup": choice.opening, "record": choice.record.id if choice.record else None}
            for choice in proposal.choices
        ],
    }


def written(choice: Choice, words: str) -> str:
    """Give words as they would be marked."""
    return f"{choice.opening}{words}</{choice.tag}>"


def _proposal(proposal: Proposal, context: bool) -> Finding:
    what = "date" if proposal.kind == DATE else "name"
    code = {("name", True): "MRK001", ("date", True): "MRK002", ("name", False): "MRK003"}.get(
        (what, proposal.is_certain), "MRK004"
    )
    meant = [choice.record.label for choice in proposal.choices if choice.record]
    kind = _KINDS[proposal.kind]
    if proposal.is_certain:
        message = f"“{proposal.words}” is {kind}" + (f", {meant[0]}" if meant else "")
    else:
        among = f" ({_or(meant)})" if meant else ""
        message = f"“{proposal.words}” may be {kind}{among}: {proposal.doubt}"
    if context:
        message += f", in “…{proposal.before}{proposal.words}{proposal.after}…”"
    markup = " or ".join(written(choice, proposal.words) for choice in proposal.choices)
    return _finding(code, message + ".", proposal.position, markup, proposal.locus)


def _or(names: list[str]) -> str:
    return "; or ".join(names)


def _at(edition: Edition, code: str, record: Record, message: str, cause: str) -> Finding:
    return _finding(code, message, edition.position(record.element), cause=cause)


def _finding(
    code: str, message: str, position: Position, remedy: str = "", locus: str = "", cause: str = ""
) -> Finding:
    name, severity, _, usual = CODES[code]
    return Finding(code, name, severity, message, position, remedy or usual, locus, cause)


def counts(proposals: Iterable[Proposal]) -> Iterator[tuple[str, int, int]]:
    """Give for each kind how many proposals are certain, and how many are not."""
    ordered = sorted(proposals, key=lambda item: item.kind)
    for kind, items in groupby(ordered, key=lambda item: item.kind):
        certain = [item.is_certain for item in items]
        yield kind, sum(certain), len(certain) - sum(certain)

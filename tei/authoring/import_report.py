"""What the import has to say about a text: its findings, with their codes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.findings import Finding, Position, Severity

_NAMES = {
    "IMP001": ("joined-paragraph", Severity.NOTE),
    "IMP002": ("possible-cut", Severity.WARNING),
    "IMP003": ("unpaired-emphasis", Severity.NOTE),
    "IMP004": ("unread-number", Severity.WARNING),
    "IMP005": ("number-sequence", Severity.WARNING),
    "IMP006": ("no-heading", Severity.WARNING),
    "IMP007": ("unused-furniture-pattern", Severity.WARNING),
    "IMP008": ("text-before-heading", Severity.NOTE),
    "IMP009": ("unread-markdown", Severity.NOTE),
    "IMP010": ("hyphen-at-line-end", Severity.NOTE),
}


@dataclass(slots=True)
class Report:
    """Gathers the findings about one text file."""

    name: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, line: int, column: int, message: str, remedy: str = "") -> None:
        """Note a finding at a line and column of the text; 0 where it is about all of it."""
        name, severity = _NAMES[code]
        position = Position(self.name, line, column)
        self.findings.append(Finding(code, name, severity, message, position, remedy))

    def cut(self, line: int, joined: bool) -> None:
        """Note a paragraph that was joined with the one before, or perhaps should be."""
        if joined:
            self.add(
                "IMP001",
                line,
                1,
                "The paragraph is joined with the one before, which ends in mid-sentence.",
                'The break is kept as <milestone unit="paragraph" type="spurious"/>.',
            )
        else:
            self.add(
                "IMP002",
                line,
                1,
                "This may be the rest of the paragraph before; it is not joined with it.",
                "Read the two paragraphs, and join them by hand if the sentence goes on.",
            )

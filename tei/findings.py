"""What a check reports: a finding, its place, and the grouping of findings with one cause."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Position(NamedTuple):
    """A place in a file. `line` and `column` count from 1, in characters; 0 means unknown.

    `path` is as the user should see it: relative to the edition's folder, with slashes.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give `path:line:column`, without the parts that are unknown."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


class Finding(NamedTuple):
    """One thing that a check, the reading of a source or a build has to say.

    `code` and `name` identify the rule (`PTR001`, `unresolved-pointer`); `help` is the remedy;
    `locus` is the place in the edited text where it is known ("Chapter 6, paragraph 12");
    `cause` is equal for findings that one mistake has brought about, and `also` lists the other
    places of that mistake once such findings are grouped.
    """

    code: str
    name: str
    severity: Severity
    message: str
    position: Position
    help: str = ""
    locus: str = ""
    cause: str = ""
    also: tuple[Position, ...] = ()

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        """Order findings by place, then by code and message."""
        return self.position, self.code, self.message


def group(findings: Iterable[Finding]) -> list[Finding]:
    """Join findings that share code and cause into the first of them, and sort by place.

    A finding without a cause stands alone. The places of the joined ones go to `also`.
    """
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    first: dict[object, Finding] = {}
    others: dict[object, list[Position]] = {}
    for ordinal, finding in enumerate(ordered):
        key: object = (finding.code, finding.cause) if finding.cause else ordinal
        if key in first:
            others[key].extend((finding.position, *finding.also))
        else:
            first[key] = finding
            others[key] = list(finding.also)
    return [finding._replace(also=tuple(others[key])) for key, finding in first.items()]

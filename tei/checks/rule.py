"""What a rule is: one function with its code, its name and its manual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tei.checks.docstring import Manual, read_manual
from tei.findings import Finding, Severity

if TYPE_CHECKING:
    from lxml import etree

    from tei.edition import Edition

Function = Callable[["Edition"], Iterator[Finding]]


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule: one function with its code, its name and its manual.

    `function` is None for what other parts of the program find (the reading of files, say): such
    a code can be explained, selected and suppressed like any other.
    """

    code: str
    name: str
    severity: Severity
    text: str
    function: Function | None = None

    @cached_property
    def manual(self) -> Manual:
        """What the docstring says: summary, explanation, examples, source."""
        return read_manual(self.text)

    @property
    def family(self) -> str:
        """The letters of the code, which the rules of one family share."""
        return self.code.rstrip("0123456789")

    def __call__(self, edition: Edition) -> Iterator[Finding]:
        """Apply the rule to an edition."""
        return self.function(edition) if self.function else iter(())

    def finding(
        self,
        edition: Edition,
        element: etree._Element,
        message: str,
        help: str = "",  # noqa: A002
        cause: str = "",
    ) -> Finding:
        """Make a finding of this rule at an element; equal causes are grouped later."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=message,
            position=edition.position(element),
            help=help,
            locus=edition.locus(element),
            cause=cause,
        )

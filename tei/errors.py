"""What stops the program: an expected mistake of the user, told in one line with its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.findings import Finding, Position


class TeiError(Exception):
    """The job cannot be done, and the user can mend the cause.

    `message` says what is wrong, `hint` what to do about it, `position` where. Where several
    places are at fault (all mistakes of a settings file, all includes that are missing),
    `findings` holds each of them and the message is their summary.
    The command line prints it without a traceback and exits with status 2.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        position: Position | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.position = position
        self.findings = tuple(findings)

"""What is found before any rule is applied: codes of the reading of files and of the settings."""

from __future__ import annotations

from tei.checks.registry import describe
from tei.findings import Severity
from tei.source_codes import CODES

for _code, _fault in CODES.items():
    describe(
        _code,
        _fault.name,
        _fault.severity,
        f"{_fault.name.replace('-', ' ').capitalize()}.\n\n{_fault.meaning}\n\n"
        f"Remedy: {_fault.help}",
    )

describe(
    "CFG001",
    "unknown-setting",
    Severity.ERROR,
    """The settings name something that does not exist.

    A misspelt setting would silently have no effect, so the program stops.

    Remedy: Correct the name; the manual of `edition.toml` lists all settings.
    """,
)
describe(
    "CFG002",
    "bad-value",
    Severity.ERROR,
    """A setting has a value that it cannot take.

    Remedy: The message says what the setting takes.
    """,
)

"""What is found before any rule is applied: codes of the reading of files and of the settings."""

from __future__ import annotations

from tei.checks.registry import describe
from tei.findings import Severity
from tei.reading.source_codes import CODES

for _code, _fault in CODES.items():
    _summary, _, _rest = _fault.meaning.removesuffix(".").partition(". ")
    describe(
        _code,
        _fault.name,
        _fault.severity,
        f"{_summary}.\n\n{_rest and _rest + '.'}\n\nRemedy: {_fault.help}",
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
describe(
    "CFG003",
    "unknown-name",
    Severity.ERROR,
    """A setting names an output or a rule that does not exist.

    Remedy: Correct the name; “tei build --help” lists the outputs, “tei explain” the rules.
    """,
)
describe(
    "CFG004",
    "setting-without-file",
    Severity.ERROR,
    """A setting names a file or a folder that is not there.

    Remedy: Correct the path, which starts from the folder of `edition.toml`, or create the file.
    """,
)
describe(
    "CFG005",
    "unit-without-text",
    Severity.ERROR,
    """The edition is to be divided by a type that no div has.

    The whole edition would be one text, and nobody would have wanted that.

    Remedy: Write one of the types that the message lists as `unit` under `[texts]`.
    """,
)
describe(
    "CFG006",
    "untitled-collection",
    Severity.WARNING,
    """A collection of several files has no title of its own.

    The title of one of its files would not be that of the whole, so it is called after its
    folder.

    Remedy: Write the title as `title` under `[edition]`, or join the files in a teiCorpus.
    """,
)

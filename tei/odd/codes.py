"""What can be wrong in an ODD that is compiled all the same: codes, names and remedies."""

from __future__ import annotations

from tei.findings import Finding, Position, Severity

# code: (name, severity, meaning, remedy)
CODES: dict[str, tuple[str, Severity, str, str]] = {
    "ODD001": (
        "unknown-construct",
        Severity.ERROR,
        "The ODD contains something that the program does not know. It has no effect on the "
        "schema.",
        "Correct its name, or remove it.",
    ),
    "ODD002": (
        "dangling-reference",
        Severity.WARNING,
        "A content, a list of attributes or a start names something that the schema does not "
        "have. The schema is made without it.",
        "Include what is named, correct the name, or remove the reference.",
    ),
    "ODD003": (
        "nothing-to-change",
        Severity.WARNING,
        "The ODD changes or deletes something that is not there. This has no effect.",
        "Include the module, correct the name, or remove the declaration.",
    ),
    "ODD004": (
        "declared-twice",
        Severity.ERROR,
        "The ODD adds something that is there already. The added one is used.",
        'Say mode="change" or mode="replace".',
    ),
    "ODD005": (
        "other-source",
        Severity.NOTE,
        "The ODD asks for the declarations of the TEI from a network or in a certain version. "
        "Nothing is fetched: those that come with the program are used.",
        "Save the declarations beside the ODD, and name that file in “source”.",
    ),
    "ODD006": (
        "bad-grammar",
        Severity.ERROR,
        "What the ODD demands cannot be said in RELAX NG: an element that has an attribute twice, "
        "for instance, or a grammar of a file that is at fault. Nothing can be validated by the "
        "schema.",
        "Correct what is named, in the ODD or in the file that it includes.",
    ),
    "ODD007": (
        "chosen-twice",
        Severity.ERROR,
        "A reference to a module says both which of its elements are taken and which are left out. "
        "Those are taken that “include” names and “except” does not.",
        "Remove “include” or “except”.",
    ),
    "ODD008": (
        "unusable-rule",
        Severity.ERROR,
        "A rule in Schematron cannot be compiled. It would stop every check with the schema.",
        "Correct the rule.",
    ),
    "ODD009": (
        "another-schema",
        Severity.WARNING,
        "The ODD specifies more than one schema. Only the first one is made.",
        "Put it first, or into an ODD of its own.",
    ),
}


def finding(code: str, message: str, position: Position | None, meant: str = "") -> Finding:
    """Report something about an ODD, with its place; `meant` is a remedy better than the code's."""
    name, severity, _meaning, remedy = CODES[code]
    return Finding(code, name, severity, message, position or Position(""), meant or remedy)

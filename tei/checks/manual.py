"""The manual of the rules, written as text from their docstrings (see `tei.checks.docstring`)."""

from __future__ import annotations

from collections.abc import Iterable

from tei.checks.rule import Rule

FAMILIES = {
    "APP": "Critical apparatus",
    "CFG": "Settings",
    "CHR": "Characters",
    "DAT": "Dates",
    "HDR": "Header",
    "IDS": "Ids",
    "LNG": "Languages",
    "ODD": "ODDs",
    "PTR": "Pointers",
    "REG": "Registers",
    "SRC": "Files",
    "SUP": "Suppressions",
    "TXT": "Texts",
    "VAL": "Schema",
}


def manual(rule: Rule, heading: str = "#") -> str:
    """Write the manual of a rule as Markdown, as the reference has it."""
    content = rule.manual
    parts = [f"{heading} {rule.code} {rule.name}", f"*{rule.severity.value.capitalize()}.* "]
    parts[-1] += content.summary
    if content.explanation:
        parts.append(content.explanation)
    if content.remedy:
        parts.append(content.remedy)
    parts += [f"Wrong:\n\n```xml\n{example}\n```" for example in content.wrong]
    parts += [f"Right:\n\n```xml\n{example}\n```" for example in content.right]
    if content.source:
        parts.append(f"Source: {content.source}")
    return "\n\n".join(parts) + "\n"


def reference(rules: Iterable[Rule]) -> str:
    """Write the manuals of all rules as one Markdown page, by family, with a table of them."""
    listed = sorted(rules, key=lambda rule: rule.code)
    parts = [_INTRODUCTION]
    for family in sorted({rule.family for rule in listed}):
        members = [rule for rule in listed if rule.family == family]
        table = ["| code | name | severity | what is wrong |", "|---|---|---|---|"]
        table += [
            f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} "
            f"| {rule.severity.value} | {_cell(rule.manual.summary)} |"
            for rule in members
        ]
        parts.append(f"## {FAMILIES.get(family, family)} ({family})\n\n" + "\n".join(table) + "\n")
        parts += [manual(rule, "###") for rule in members]
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


_INTRODUCTION = """\
# Checks

`tei check` applies the rules below. Each has a code, a name and a severity. An *error* is wrong
whatever the edition's principles; a *warning* is very likely wrong; a *note* is worth knowing.
`tei explain CODE` shows one of them.

Findings that one mistake has brought about are shown once, with the number of their places: a
record that is missing is one finding, though 400 passages mention it.

To leave a rule out, name its code, its name or its family in `edition.toml`:

```toml
[check]
ignore = ["REG003", "unmentioned-record", "CHR"]
```

To make an exception for one place, say so in the file:

```xml
<?tei ignore DAT005 the letter is misdated?>
<date when="1906-01-22">22 January 1905</date>
```

The instruction covers the element that follows it, with all that is in it. Where no element
follows within the same parent, it covers the parent. Before the first element of a file it covers
the file. It names one or more codes, then the reason in your own words.
"""

"""The docstring of a rule taken apart.

A docstring has a first line that sums the rule up, a paragraph on why it matters, and sections
`Wrong:`, `Right:` and `Source:`. `Wrong:` and `Right:` hold TEI; each may occur several times.
The examples are tests: a whole `TEI` is a file, anything else is placed in a small edition where an
element of its name belongs. The wrong ones must yield a finding of the rule, the right ones none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SECTION = re.compile(r"^(Wrong|Right|Source|Remedy):[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manual:
    """The parts of a rule's docstring."""

    summary: str
    explanation: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    remedy: str
    source: str


def read_manual(docstring: str) -> Manual:
    """Take a docstring apart."""
    import inspect
    import textwrap

    text = inspect.cleandoc(docstring)
    head, *parts = _SECTION.split(text)
    summary, _, explanation = head.strip().partition("\n")
    sections: dict[str, list[str]] = {}
    for title, content in zip(parts[::2], parts[1::2], strict=True):
        sections.setdefault(title, []).append(textwrap.dedent(content.strip("\n")).strip())
    return Manual(
        " ".join(summary.split()),
        explanation.strip(),
        tuple(sections.get("Wrong", ())),
        tuple(sections.get("Right", ())),
        _line(sections.get("Remedy", ())),
        _line(sections.get("Source", ())),
    )


def _line(contents: Iterable[str]) -> str:
    return " ".join(" ".join(contents).split())

"""Headings and paragraphs as nested divisions with numbers and identifiers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.authoring.import_blocks import Block, Heading, Paragraph
from tei.authoring.import_report import Report
from tei.authoring.import_tei import Division
from tei.authoring.numerals import number


def divisions(parts: Sequence[Block], report: Report) -> list[Division]:
    """Nest what follows each heading, by the levels of the headings; the first is a heading.

    The number in a heading becomes digits; one that is not understood stays as it is, and one
    that breaks the sequence is reported.
    """
    numbers = [number(part.number or "") for part in parts if isinstance(part, Heading)]
    largest = max([len(numbers), *(value for value in numbers if value is not None)], default=0)
    is_numbered = any(value is not None for value in numbers)
    nesting = _Nesting(report, max(2, len(str(largest))), is_numbered)
    nested = nesting.nest(parts, "chapter")
    return [part for part in nested if isinstance(part, Division)]


class _Nesting:
    def __init__(self, report: Report, width: int, is_numbered: bool) -> None:
        self._report = report
        self._width = width
        self._is_numbered = is_numbered
        self._used: set[str] = set()
        self._expected: int | None = None

    def nest(self, parts: Sequence[Block], prefix: str) -> list[Paragraph | Division]:
        result: list[Paragraph | Division] = []
        at = ordinal = 0
        while at < len(parts):
            part = parts[at]
            at += 1
            if isinstance(part, Paragraph):
                result.append(part)
                continue
            ordinal += 1
            end = at
            while end < len(parts) and not _ends(parts[end], part.level):
                end += 1
            written = self._number(part)
            if written is not None and written.isdecimal():
                wanted = f"{prefix}-{written:0>{self._width}}"
            elif self._is_numbered:
                wanted = _named(part, ordinal)
            else:
                wanted = f"{prefix}-{ordinal:0>{self._width}}"
            identifier = self._unique(wanted)
            inside = self.nest(parts[at:end], f"{identifier}-section")
            result.append(Division(part, written, identifier, tuple(inside)))
            at = end
        return result

    def _unique(self, wanted: str) -> str:
        identifier, count = wanted, 1
        while identifier in self._used:
            count += 1
            identifier = f"{wanted}-{count}"
        self._used.add(identifier)
        return identifier

    def _number(self, heading: Heading) -> str | None:
        if heading.number is None:
            return None
        value = number(heading.number)
        if value is None:
            message = f"“{heading.number}” is not read as a number; it is kept as it is in @n."
            self._report.add("IMP004", heading.line, 1, message)
            return " ".join(heading.number.split()) or None
        if self._expected is not None and value != self._expected:
            message = f"The number is {value} where {self._expected} was expected."
            self._report.add("IMP005", heading.line, 1, message)
        self._expected = value + 1
        return str(value)


def _named(heading: Heading, ordinal: int) -> str:
    """Name a heading without a number by its words, where others have numbers as their names."""
    words = "".join(run.text for run in heading.runs).lower()
    name = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    is_word = words.isascii() and re.fullmatch(r"[a-z][a-z-]{2,39}", name)
    return name if is_word else f"section-{ordinal}"


def _ends(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level

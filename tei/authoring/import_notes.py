"""Markdown's footnotes: the text of `[^1]: …` goes to where `[^1]` stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tei.authoring.import_blocks import Block, Form, Kind, Paragraph, Run
from tei.authoring.import_report import Report

_DEFINITION = re.compile(r"\[\^(?P<key>[^\]\s]+)\]:[ \t]+(?=\S)")
_MARK = re.compile(r"\[\^(?P<key>[^\]\s]+)\](?!:)")


@dataclass(frozen=True, slots=True)
class _Definition:
    paragraph: Paragraph
    key: str
    runs: tuple[Run, ...]


def place_notes(found: Sequence[Block], report: Report) -> list[Block]:
    """Set each footnote where its mark stands.

    A mark without a text, a text without a mark, and what stands twice are kept and reported.
    """
    definitions = [d for block in found if (d := _definition(block)) is not None]
    marks = Counter(
        match["key"]
        for block in found
        if _definition(block) is None
        for run in _runs(block)
        if run.kind is Kind.TEXT
        for match in _MARK.finditer(run.text)
    )
    texts = Counter(definition.key for definition in definitions)
    placed = {d.key: d.runs for d in definitions if texts[d.key] == marks[d.key] == 1}
    moved = {id(d.paragraph) for d in definitions if d.key in placed}
    result = [_with_notes(block, placed) for block in found if id(block) not in moved]
    for block in result:
        for run in _runs(block):
            if run.kind is Kind.TEXT and (left := re.search(r"\[\^[^\]\s]+\]", run.text)):
                message = (
                    f"The footnote {left[0]} has no partner, or more than one; it is kept as text."
                )
                report.add("IMP009", run.line, run.column + left.start(), message)
    return result


def _runs(block: Block) -> Iterator[Run]:
    yield from block.runs
    for row in block.rows if isinstance(block, Paragraph) else ():
        yield from row


def _definition(block: Block) -> _Definition | None:
    if not isinstance(block, Paragraph) or block.form is not Form.PROSE or not block.runs:
        return None
    first = block.runs[0]
    match = _DEFINITION.match(first.text) if first.kind is Kind.TEXT else None
    if match is None:
        # The text may begin with emphasis: then the first run is the sign alone.
        match = re.fullmatch(r"\[\^(?P<key>[^\]\s]+)\]:[ \t]+", first.text)
        if match is None or first.kind is not Kind.TEXT or len(block.runs) == 1:
            return None
    cut = replace(first, text=first.text[match.end() :], column=first.column + match.end())
    return _Definition(block, match["key"], (cut, *block.runs[1:]))


def _with_notes(block: Block, notes: dict[str, tuple[Run, ...]]) -> Block:
    runs = tuple(part for run in block.runs for part in _parted(run, notes))
    if not isinstance(block, Paragraph):
        return replace(block, runs=runs)
    if block.form is Form.CODE:
        return block
    rows = tuple(tuple(part for run in row for part in _parted(run, notes)) for row in block.rows)
    return replace(block, runs=runs, rows=rows)


def _parted(run: Run, notes: dict[str, tuple[Run, ...]]) -> Iterator[Run]:
    """Cut a run at the marks of footnotes."""
    at = 0
    for match in _MARK.finditer(run.text) if run.kind is Kind.TEXT else ():
        if match["key"] not in notes:
            continue
        yield replace(run, text=run.text[at : match.start()], column=run.column + at)
        note = Run(Kind.NOTE, "", run.line, run.column + match.start(), notes[match["key"]])
        yield note
        at = match.end()
    yield replace(run, text=run.text[at:], column=run.column + at) if at else run

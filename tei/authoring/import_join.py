"""Paragraphs that a page break or a stray blank line has cut in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tei.authoring.import_blocks import Block, Form, Kind, Paragraph, Run

_ENDS = re.compile(r"[.!?:…]['\"’”»)\]*_]*\s*$")
_OPENERS = "'\"‘“«([*_ "
# A short line without a full stop is more often a title or a signature than a cut sentence.
_SHORT = 40

Report = Callable[[int, bool], None]


def join(source: Iterable[Block], enabled: bool, report: Report) -> list[Block]:
    """Join each paragraph that ends in mid-sentence with the one that goes on in lower case.

    Furniture between the two stays at its place inside the joined paragraph. `report(line,
    joined)` is told of each cut, and of each place where only one of the two signs is seen.
    """
    result: list[Block] = []
    for block in source:
        at = _previous(result)
        if at is None or not isinstance(block, Paragraph) or not _is_prose(block):
            result.append(block)
            continue
        before = result[at]
        assert isinstance(before, Paragraph)
        is_open, is_lower = _is_open(before), _begins_lower(block)
        if is_open and is_lower and enabled:
            report(block.line, True)
            between = [part for part in result[at + 1 :] if isinstance(part, Paragraph)]
            result[at:] = [_joined(before, between, block)]
            continue
        if is_lower or (is_open and len(_text(before)) >= _SHORT):
            report(block.line, False)
        result.append(block)
    return result


def _previous(result: list[Block]) -> int | None:
    """Give the place of the paragraph of text that comes before, over furniture."""
    for at in range(len(result) - 1, -1, -1):
        block = result[at]
        if not isinstance(block, Paragraph) or block.form is not Form.PROSE:
            return None
        if not block.is_furniture:
            return at
    return None


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.form is Form.PROSE and not paragraph.is_furniture


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if run.kind is not Kind.FURNITURE)


def _is_open(paragraph: Paragraph) -> bool:
    return _ENDS.search(_text(paragraph)) is None


def _begins_lower(paragraph: Paragraph) -> bool:
    return _text(paragraph).lstrip(_OPENERS)[:1].islower()


def _joined(before: Paragraph, between: Iterable[Paragraph], after: Paragraph) -> Paragraph:
    cut = Run(Kind.BREAK, "", after.line, 1)
    runs = list(before.runs)
    # A blank after a hyphen would part the word.
    if runs[-1].kind is not Kind.FURNITURE and not re.search(r"\w-$", runs[-1].text):
        runs.append(replace(cut, kind=Kind.TEXT, text=" "))
    for part in between:
        runs += [cut, *part.runs]
    return Paragraph(before.line, (*runs, cut, *after.runs))

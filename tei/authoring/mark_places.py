"""Where an element can stand in a file so that it holds exactly some words of the reading text."""

from __future__ import annotations

from bisect import bisect_left

from tei.authoring.mark_passages import Passage, Span
from tei.authoring.mark_vocabulary import HELD, NAMING, WRAPPABLE

_CROSSING = "it begins in one element and ends in another"
_PART = "it is a part of what a choice puts there"


def place(passage: Passage, start: int, end: int) -> tuple[int, int, Span] | str | None:
    """Find the passage of the file that the words from `start` up to `end` take up.

    Gives its bounds and the element around it, or says why no element can be put there. None
    where something in it is marked already in another form of the text.

    Elements that the words fill are taken in whole; a `choice` always is, since what stands in
    it is said in two ways.
    """
    first, last = passage.holder(start), passage.holder(end - 1)
    if first is None or last is None:
        return _CROSSING
    lower, upper = passage.start(start), passage.end(end - 1)
    around = {id(span) for span in last.ancestors()}
    while id(first) not in around:
        if first.first != start or first.name not in WRAPPABLE or first.parent is None:
            return _CROSSING
        lower, first = first.start, first.parent
    while last is not first:
        if last.last != end or last.name not in WRAPPABLE or last.parent is None:
            return _CROSSING
        upper, last = last.end, last.parent
    outermost = next(
        (span for span in reversed([*first.ancestors()]) if span.name == "choice"), None
    )
    while outermost is not None and first is not outermost.parent:
        if first.parent is None or first.first != start or first.last != end:
            return _PART
        lower, upper, first = first.start, first.end, first.parent
    for span in _within(passage, lower, upper):
        if span.name in NAMING:
            return None
        if span.name not in HELD:
            return f"an element “{span.tag}” stands within it"
    return lower, upper, first


def _within(passage: Passage, lower: int, upper: int) -> list[Span]:
    """Give the elements that begin from `lower` on and before `upper`."""
    spans = passage.spans
    begin = bisect_left(spans, lower, key=lambda span: span.start)
    end = bisect_left(spans, upper, key=lambda span: span.start)
    return spans[begin:end]

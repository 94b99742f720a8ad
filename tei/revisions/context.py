"""The words around a passage."""

from __future__ import annotations

from tei.revisions.streams import SHIFT, Flat, Stream
from tei.revisions.tokens import PART, SAME
from tei.revisions.vocabulary import Role

_CONTEXT = 6


def closes(flat: Flat, index: int) -> bool:
    """Tell whether an element without words of its own stands at the end of its block."""
    first, last = flat.words(index)
    if flat.inner[index] is None and first < last:
        return False
    word = flat.starts[index] >> SHIFT
    for each in flat.ancestors(index):
        if flat.streams[each] is not flat.streams[index]:
            break
        if flat.roles[each] is Role.BLOCK:
            begin, end = flat.words(each)
            return begin < word == end
    return False


def context(
    stream: Stream, first: int, last: int, at_end: bool = False, at_begin: bool = False
) -> tuple[str, str]:
    """Give a few words before and after a passage, within its block, with the blank beside it.

    With `at_end` the passage is the end of its block; what follows is another one. With `at_begin`
    it is the beginning of the block that follows.
    """
    begin = first
    while begin > 0 and first - begin < _CONTEXT:
        if not (_goes_on(stream, begin) or (at_end and begin == first)):
            break
        begin -= 1
    end = last
    while not at_end and end < len(stream.words) and end - last < _CONTEXT:
        if not (_goes_on(stream, end) or (at_begin and end == last)):
            break
        end += 1
    before, after = stream.reading(begin, first), stream.reading(last, end)
    if before and (first == len(stream.words) or stream.space(first)):
        before += " "
    return before, f" {after}" if after and stream.space(last) else after


def _goes_on(stream: Stream, word: int) -> bool:
    return (
        word < len(stream.words)
        and PART not in stream.space(word)
        and not stream.words[word].startswith(SAME)
        and not stream.words[word - 1].startswith(SAME)
    )

"""Two passages in one: what both have, what is gone, what has come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei.revisions.sequences import common, without_islands
from tei.revisions.tokens import expression

_WHOLE = re.compile(r"[^ \t\r\n]+")
_SPACE = " \t\r\n"
# What a part of a passage is, and its words.
Segment = tuple[str, str]


def segments(old: str, new: str, *, whole: bool = False) -> Iterator[Segment]:
    """Give the parts of two passages in one row: “same”, “gone” and “come”.

    They are cut at words and signs, or (`whole`) at white space only, as lists of pointers are.

    Those that are the same or gone are the old passage, those that are the same or have come the
    new one, to the letter.
    """
    one, other = _pieces(old, whole), _pieces(new, whole)
    words, others = [piece.strip(_SPACE) for piece in one], [piece.strip(_SPACE) for piece in other]
    pairs = without_islands(common(words, others), words, others)
    i = j = 0
    same = ""
    for a, b in [*pairs, (len(one), len(other))]:
        gone, come = "".join(one[i:a]), "".join(other[j:b])
        last = a == len(one) and b == len(other)
        equal = not last and one[a] == other[b]
        if not last and not equal:  # the same word after other white space
            gone, come = gone + one[a], come + other[b]
        if gone and come and gone[0] == come[0] and gone[0] in _SPACE:
            same, gone, come = same + gone[0], gone[1:], come[1:]
        if gone or come:
            if same:
                yield "same", same
                same = ""
            if gone:
                yield "gone", gone
            if come:
                yield "come", come
        if equal:
            same += one[a]
        i, j = a + 1, b + 1
    if same:
        yield "same", same


def _pieces(text: str, whole: bool) -> list[str]:
    """Cut a text into words and signs, each with the white space before it."""
    pieces: list[str] = []
    end = 0
    for found in (_WHOLE if whole else expression(text)).finditer(text):
        pieces.append(text[end : found.end()])
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return pieces

"""Two editors have changed parts of one compound: “nineties” into “1890s”, and “eighteen-nineties”.

Each part is merged well by itself, and the whole would be a word that nobody has written.
"""

from __future__ import annotations

from collections.abc import Iterator

from tei.merging.rows import Row
from tei.merging.sides import Side, are_spellings
from tei.reading.markup import Kind

_HYPHENS = frozenset("-\u2010\u2011")


def contradictions(ours: Side, theirs: Side) -> Iterator[tuple[int, int]]:
    """Give the compounds of the ancestor of which one part is another word to either editor.

    A part that is only spelt otherwise contradicts nothing.
    """
    base = ours.base
    for side, other in ((ours, theirs), (theirs, ours)):
        for edit in side.edits:
            if are_spellings(base.texts[edit.lo : edit.hi], side.row.texts[edit.first : edit.last]):
                continue
            for item in range(edit.lo, edit.hi):
                partner = other.forward[item]
                if partner < 0 or not _is_word(base, item):
                    continue
                lo, hi = _compound(base, item)
                first, last = _compound(other.row, partner)
                if not are_spellings(base.texts[lo:hi], other.row.texts[first:last]):
                    yield lo, hi


def _compound(row: Row, item: int) -> tuple[int, int]:
    """Give the words that hyphens join to a word, with the hyphens."""
    first, last = item, item + 1
    while first >= 2 and _are_joined(row, first - 2):
        first -= 2
    while last + 1 < len(row) and _are_joined(row, last - 1):
        last += 2
    return first, last


def _are_joined(row: Row, item: int) -> bool:
    """Tell whether a word is joined by a hyphen to that after it."""
    return (
        row.texts[item + 1] in _HYPHENS
        and not any(row.spaces[item + 1 : item + 3])
        and _is_word(row, item)
        and _is_word(row, item + 2)
    )


def _is_word(row: Row, item: int) -> bool:
    return row.kinds[item] is Kind.TEXT and row.texts[item][:1].isalnum()

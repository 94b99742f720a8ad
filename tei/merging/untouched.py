"""Elements that all three files have to the letter, in one order: nobody needs to look into them.

Each of them becomes one item, so that the work is in proportion to what was changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from tei.reading.markup import element_end
from tei.reading.source import Source
from tei.revisions.pruning import unchanged

# A shorter element is not worth it.
_SHORTEST = 100


def untouched(base: Source, ours: Source, theirs: Source) -> Sequence[dict[int, int]]:
    """Find the elements that are the same in three files, as their beginnings and ends in each.

    The largest are given, not what they hold; they stand in the same order in all three.
    """
    sources = base, ours, theirs
    pairs = [_partners(base, ours), _partners(base, theirs)]
    found: tuple[dict[int, int], ...] = ({}, {}, {})
    done = 0
    for ordinal in sorted((pairs[0].keys() & pairs[1].keys()) - {0}):
        numbers = ordinal, pairs[0][ordinal], pairs[1][ordinal]
        starts = [
            source.positions.offset(number) for source, number in zip(sources, numbers, strict=True)
        ]
        if starts[0] < done:
            continue
        done = element_end(base.text, starts[0])
        text = base.text[starts[0] : done]
        if len(text) >= _SHORTEST and all(
            source.text.startswith(text, start)
            for source, start in zip(sources, starts, strict=True)
        ):
            for whole, start in zip(found, starts, strict=True):
                whole[start] = start + len(text)
    return found


def _partners(base: Source, other: Source) -> dict[int, int]:
    first, second = unchanged(base, other)
    ordinals = {number: ordinal for ordinal, (number, _) in second.items()}
    return {ordinal: ordinals[number] for ordinal, (number, _) in first.items()}

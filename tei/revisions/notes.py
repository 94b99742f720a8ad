"""Notes that are gone in one place and new in another: they were moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tei.revisions.events import Event
from tei.revisions.sequences import likeness

_ALIKE = 0.7
# Of more pairs than this only those are looked at that say the same.
_MOST = 40_000


def pair_notes(
    gone: Sequence[Event], come: Sequence[Event], old: Sequence[str], new: Sequence[str]
) -> list[tuple[Event, Event]]:
    """Pair notes that are gone with notes that are new and say the same, or nearly."""
    pairs: list[tuple[float, int, int]] = []
    few = len(gone) * len(come) <= _MOST
    bags = [Counter(event.after.split()) for event in come] if few else []
    by_text: dict[tuple[str, str], list[int]] = {}
    for number, event in enumerate(come):
        by_text.setdefault((new[event.new], event.after), []).append(number)
    for first, event in enumerate(gone):
        name = old[event.old]
        pairs += [(-1.0, first, second) for second in by_text.get((name, event.before), ())]
        if few:
            bag = Counter(event.before.split())
            for second, other in enumerate(come):
                if new[other.new] == name and other.after != event.before:
                    shared = (bag & bags[second]).total()
                    alike = shared / max(bag.total(), bags[second].total())
                    if alike < _ALIKE and bag.total() < 8:
                        alike = likeness(event.before, other.after)
                    if alike >= _ALIKE:
                        pairs.append((-alike, first, second))
    result = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, first, second in sorted(pairs):
        if first not in used[0] and second not in used[1]:
            used[0].add(first)
            used[1].add(second)
            result.append((gone[first], come[second]))
    return result

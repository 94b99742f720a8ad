"""Names that are like another name: for misspelt ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tei.proposals import asked

_MOST = 3


def nearest(name: str, known: Mapping[str, str]) -> list[str]:
    """Give the values of those keys that a name is likely to stand for, the likeliest first."""
    folded = name.casefold()
    exact = [value for key, value in known.items() if key.casefold() == folded]
    if exact:
        return exact[:_MOST]
    furthest = 0 if len(name) < 3 else 1 if len(name) < 5 else 2 if len(name) < 9 else 3
    ranked = []
    for place, (key, value) in enumerate(known.items()):
        if abs(len(key) - len(name)) > furthest:
            continue
        steps = distance(folded, key.casefold(), furthest)
        if steps <= furthest:
            # Slips of the pen seldom change the first letter.
            ranked.append((steps, key[:1].casefold() != folded[:1], place, value))
    return [value for *_, value in sorted(ranked)][:_MOST]


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """Ask whether a known name is meant; gives `otherwise` where none is like it."""
    near = nearest(name, {each: each for each in known})
    return asked(near[0]) if near else otherwise


def distance(first: str, second: str, most: int) -> int:
    """Count the letters to add, drop, change or exchange with a neighbour to get from one to other.

    More than `most` is given as `most` + 1.
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        current = [place]
        for other_place, other in enumerate(second, 1):
            steps = min(
                row[other_place] + 1,
                current[-1] + 1,
                row[other_place - 1] + (letter != other),
            )
            swapped = place > 1 and other_place > 1
            if swapped and letter == second[other_place - 2] and first[place - 2] == other:
                steps = min(steps, before[other_place - 2] + 1)
            current.append(steps)
        if min(current) > most:
            return most + 1
        before, row = row, current
    return row[-1]

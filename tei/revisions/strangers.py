"""Files that have too little in common to be compared."""

from __future__ import annotations

from tei.errors import TeiError
from tei.revisions.streams import Flat

# Two files of more phrases than this that share less than this part of them are strangers.
_FEW = 200
_STRANGERS = 0.05
_PHRASE = 3


def refuse_strangers(old: Flat, new: Flat) -> None:
    """Raise TeiError when two files have so little in common that no comparison makes sense."""
    if len(old.same) > len(old.main.blocks) / 10:
        return
    first, second = _phrases(old), _phrases(new)
    few = min(len(first), len(second))
    if few >= _FEW and len(first & second) < _STRANGERS * few:
        raise TeiError(
            f"{old.source.name} and {new.source.name} are too different to compare.",
            "Name two revisions of the same text.",
        )


def _phrases(flat: Flat) -> set[tuple[str, ...]]:
    words = flat.main.words
    return set(zip(*(words[shift:] for shift in range(_PHRASE)), strict=False))

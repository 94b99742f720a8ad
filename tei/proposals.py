"""What may have been meant by a word that is not known here."""

from __future__ import annotations

from collections.abc import Iterable

_FEW = 10
_NEAR = 0.6


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Ask “Did you mean …?” where a known word is near.

    Where none is: `otherwise`, or what there is, when that is not given.
    """
    import difflib

    names = list(known)
    folded = word.casefold()

    def likeness(name: str) -> float:
        return difflib.SequenceMatcher(None, folded, name.casefold()).ratio()

    nearest = max(names, key=likeness, default="")
    if nearest and likeness(nearest) >= _NEAR:
        return asked(nearest)
    return there_are(names) if otherwise is None else otherwise


def asked(name: str) -> str:
    """Ask whether this was meant."""
    return f"Did you mean “{name}”?"


def there_are(names: list[str]) -> str:
    """Name what there is, the first of it where it is much."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"There are: {', '.join(names[:_FEW])}{more}." if names else ""

"""Changes that are many and alike, and what two passages do not have in common."""

from __future__ import annotations

from collections.abc import Sequence

from tei.revisions.changes import Category, Change, Kind

# From this many on, changes that are alike are told once, with their places.
_MANY = 5
# Words before and after what differs that are kept, in a passage of more letters than this.
KEPT = 4
_SHORT = 80
_FORMS = (Category.SPELLING, Category.PUNCTUATION, Category.CAPITALS, Category.DIACRITICS)


def repeated(changes: Sequence[Change]) -> list[list[Change]]:
    """Gather the changes that are many and alike, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        key = _alike(change)
        if key is not None:
            what = (change.category, change.kind, change.subject, key)
            groups.setdefault(what, []).append(change)
    return [group for group in groups.values() if len(group) >= _MANY]


def _alike(change: Change) -> object:
    """Give what is equal for changes that can be told as one, None for what stands alone.

    Of attributes and empty elements it is enough that the same was done to them; of a word's form,
    that the same letters or signs were put for the same; of other words, that they are the same.
    """
    if change.category is Category.WITNESS or change.kind is Kind.MOVED:
        return None
    old, new = change.old, change.new
    said = old or new
    nested = change.kind is Kind.EXTENDED and old == new
    if "/@" in change.subject or not said or said.startswith("<") or nested:
        return ""
    return letters(change) or (old, new)


def letters(change: Change) -> tuple[str, str] | None:
    """Give the letters that were put for others: (“u”, “v”) for “uirtus” and “virtus”.

    None where more than the form of words was changed.
    """
    if change.category not in _FORMS or change.kind is not Kind.CHANGED:
        return None
    old, new = change.old, change.new
    begin = 0
    while begin < min(len(old), len(new)) and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < min(len(old), len(new)) - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[begin : len(old) - end], new[begin : len(new) - end]


def differing(old: str, new: str, kept: int = KEPT) -> tuple[str, str]:
    """Shorten two long passages where they agree, at their beginning and at their end.

    So many words as are to be `kept` are shown beside what differs.
    """
    if max(len(old), len(new)) < _SHORT or not old or not new or old == new:
        return old, new
    first, second = old.split(" "), new.split(" ")
    begin = 0
    while begin < min(len(first), len(second)) and first[begin] == second[begin]:
        begin += 1
    end = 0
    while end < min(len(first), len(second)) - begin and first[-1 - end] == second[-1 - end]:
        end += 1
    return _cut(first, begin, end, kept), _cut(second, begin, end, kept)


def _cut(words: list[str], begin: int, end: int, kept: int) -> str:
    first = begin - kept if begin > kept + 1 else 0
    last = len(words) - (end - kept if end > kept + 1 else 0)
    return " ".join(["…"] * (first > 0) + words[first:last] + ["…"] * (last < len(words)))

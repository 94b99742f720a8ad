"""In what way words differ: in substance, spelling, punctuation, capitals, or marks on letters."""

from __future__ import annotations

import re
import unicodedata

from tei.revisions.changes import Category
from tei.revisions.sequences import distance

_WORD = re.compile(r"[^\W_]")
_NUMBER = re.compile(r"\d")
_SPLIT = re.compile(r"\s+")
# Letters that scribes and printers use for one another.
_LETTERS = str.maketrans(
    {"v": "u", "j": "i", "ſ": "s", "ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ", "ϲ": "σ", "&": "et"}
)
# Words of so many letters may differ by two of them; more words than these are not looked at.
_LONG = 9
_MOST = 3


def compare(old: str, new: str) -> Category:
    """Say in what way two passages differ."""
    one, other = _letters(old), _letters(new)
    if one == other:
        return Category.SPACING if _close(old) == _close(new) else Category.PUNCTUATION
    joined, joined_other = "".join(one), "".join(other)
    if joined == joined_other:
        same_signs = _close(old) == _close(new)
        return Category.SPELLING if same_signs else Category.PUNCTUATION
    first, second = (unicodedata.normalize("NFC", text) for text in (joined, joined_other))
    if first == second:
        return Category.DIACRITICS
    if first.casefold() == second.casefold():
        return Category.CAPITALS
    first, second = _bare(first), _bare(second)
    if first == second:
        return Category.DIACRITICS
    if not one or not other:
        return Category.SUBSTANTIVE
    if _NUMBER.findall(first) != _NUMBER.findall(second):
        return Category.SUBSTANTIVE
    if first.translate(_LETTERS) == second.translate(_LETTERS):
        return Category.SPELLING
    return Category.SPELLING if _nearly_equal(one, other) else Category.SUBSTANTIVE


def _nearly_equal(old: list[str], new: list[str]) -> bool:
    """Tell whether words may be the same but for a slip: “teh”, but not “Sunday” for “Monday”."""
    if len(old) != len(new) or len(old) > _MOST:
        joined, other = "".join(old), "".join(new)
        return _slips(joined, other) <= 1
    return all(
        _slips(x, y) <= (1 if max(len(x), len(y)) < _LONG else 2)
        for x, y in zip(old, new, strict=True)
    )


def _slips(one: str, other: str) -> int:
    """Count the letters by which words differ; two that changed places count as one."""
    one = unicodedata.normalize("NFC", one.casefold())
    other = unicodedata.normalize("NFC", other.casefold())
    if abs(len(one) - len(other)) > 2:
        return 3
    if len(one) == len(other):
        differ = [n for n in range(len(one)) if one[n] != other[n]]
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            i, j = differ
            if one[i] == other[j] and one[j] == other[i]:
                return 1
    return distance(one, other)


def _letters(text: str) -> list[str]:
    """Give the words of a passage without its signs."""
    words = ("".join(c for c in word if _is_letter(c)) for word in _SPLIT.split(text))
    return [word for word in words if word]


def _is_letter(character: str) -> bool:
    return bool(_WORD.match(character)) or unicodedata.category(character)[0] == "M"


def _close(text: str) -> str:
    return "".join(text.split())


def _bare(text: str) -> str:
    """Give letters without marks and case."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()

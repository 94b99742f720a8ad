"""Where one sentence ends and another begins, as far as it can be seen without knowing words."""

from __future__ import annotations

import re

# A sign that ends a sentence, with what may close behind it: quotation marks, brackets.
_END = re.compile(r"[.!?…。！？؟۔।॥][\"'”’»›)\]}]*$")
_WORD = re.compile(r"([^\W\d_]+|\d{1,2})\.$")
# Short words before a full stop that are cut off words, besides those with a capital (“Mr.”).
_ABBREVIATIONS = frozenset(
    "bzw ca cf ed edd eds etc ff fol ibid ms mss no nr op pag pp sc suppl usw vgl vol vols".split()  # noqa: SIM905
)


def ends(text: str) -> bool:
    """Tell whether a sentence ends with a text, of which the last words are enough.

    “Mr.”, “L. D.”, “pp.” and “3.” end none; that some real ends are passed over does no harm.
    """
    if not _END.search(text):
        return False
    word = _WORD.search(text)
    if word is None:
        return True
    cut = word[1]
    short = len(cut) == 1 or (cut[0].isupper() and len(cut) <= 3)
    return not (short or cut.isdecimal() or cut in _ABBREVIATIONS)


def begins(text: str) -> bool:
    """Tell whether a sentence may begin with a text; small letters begin none."""
    return not text[:1].islower()

"""Fonts for scripts that run from right to left: one for a letter and the points at it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence, Set
from pathlib import Path

from tei.typeset import without_glyph

# Hebrew, Arabic, Syriac: each with its blocks.
_SCRIPTS = (
    (("\u0590", "\u05ff"), ("\ufb1d", "\ufb4f")),
    (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufefe")),
    (("\u0700", "\u074f"),),
)


def fonts_for(
    characters: Set[str], families: Sequence[str], folders: Sequence[Path]
) -> list[str | dict[str, str]]:
    """Give the families in their order; before them, for whole scripts, those that have all of it.

    Where the first family has the letters of such a script but not every point and accent, Typst
    takes letter and accent from the next one, and prints the letter twice.
    """
    covering: list[str | dict[str, str]] = []
    for script in _SCRIPTS:
        signs = "".join(sorted(each for each in characters if _is_in(each, script)))
        if any(unicodedata.combining(each) for each in signs):
            whole = (
                family
                for family in families
                if not without_glyph(signs, [family], folders, only_these=True)
            )
            family = next(whole, families[0])
            if family != families[0]:
                blocks = "".join(f"{first}-{last}" for first, last in script)
                covering.append({"name": family, "covers": f"[{blocks}]"})
    return [*covering, *families]


def _is_in(character: str, script: Sequence[tuple[str, str]]) -> bool:
    return any(first <= character <= last for first, last in script)

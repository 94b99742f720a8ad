"""What a language's file in `patterns/` says: how dates are written, and how names behave."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "patterns"

_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:1[0-9]|20)[0-9][0-9]"
# A date is not part of a longer number or word.
_BEFORE = r"(?<![\w£$€#№])(?<![\d][.,/:\-–])"
_AFTER = r"(?![\w%])(?![.,/:\-–]\d)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of writing a date. `doubt` is why it is not certain, "" when it is."""

    form: str
    expression: re.Pattern[str]
    doubt: str
    certain_after: re.Pattern[str] | None
    certain_before: re.Pattern[str] | None
    examples: Mapping[str, str]
    doubtful: Sequence[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Dates and names in one language.

    The mappings give the number that a word stands for. `gregorian` is the first day that is
    surely Gregorian. `endings` belong to a name, `after_apostrophe` do not; `titles`,
    `always_capital` and `openings` are words with a capital that are no names.
    """

    code: str
    gregorian: date
    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    decades: Mapping[str, int]
    hundreds: Mapping[str, int]
    days: Mapping[str, int]
    numbers: Mapping[str, int]
    year_words: re.Pattern[str]
    patterns: tuple[Pattern, ...]
    endings: tuple[str, ...]
    after_apostrophe: tuple[str, ...]
    capitals_are_names: bool
    titles: frozenset[str]
    always_capital: frozenset[str]
    openings: frozenset[str]


def languages() -> list[str]:
    """Give the codes of the languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def language(code: str) -> Language | None:
    """Read a language's file by one of its codes (`en`, `eng`); None when there is none."""
    for name in languages():
        data = _file(name)
        if code == name or code in data.get("also", ()):
            return _language(data)
    return None


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _language(data: Mapping[str, Any]) -> Language:
    words = _Words(data)
    names = data.get("names", {})
    return Language(
        code=data["language"],
        gregorian=data["gregorian"],
        months=words.months,
        seasons={word: (first, last) for word, (first, last) in data["seasons"].items()},
        decades=data["decades"],
        hundreds=data["hundreds"],
        days=words.days,
        numbers=words.numbers,
        year_words=re.compile(words.year_in_words("hundreds", "number"), re.IGNORECASE),
        patterns=tuple(_pattern(item, words.parts()) for item in data["patterns"]),
        endings=tuple(names.get("endings", ())),
        after_apostrophe=tuple(names.get("after_apostrophe", ())),
        capitals_are_names=names.get("capitals_are_names", False),
        titles=frozenset(names.get("titles", "").split()),
        always_capital=frozenset(names.get("always_capital", "").split()),
        openings=frozenset(names.get("openings", "").split()),
    )


def _pattern(item: Mapping[str, Any], parts: Mapping[str, str]) -> Pattern:
    form = item["form"].replace(" ", r"\s+").replace(r"\s+?", r"\s*")
    for name, part in parts.items():
        form = form.replace(f"{{{name}}}", part)
    after, before = item.get("certain_after"), item.get("certain_before")
    return Pattern(
        form=item["form"],
        expression=re.compile(f"{_BEFORE}(?:{form}){_AFTER}"),
        doubt=item.get("doubt", ""),
        certain_after=re.compile(f"(?:{_spaced(after)})\\Z") if after else None,
        certain_before=re.compile(_spaced(before)) if before else None,
        examples=item.get("examples", {}),
        doubtful=item.get("doubtful", ()),
    )


def _spaced(expression: str) -> str:
    return expression.replace(" ", r"\s+")


class _Words:
    """The words of a language's file, and the expressions that find them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.months = {
            word: number for number, words in enumerate(data["months"], 1) for word in words
        }
        self.days = {word: number for number, word in enumerate(data["days"].split(), 1)}
        self.numbers = {word: number for number, word in enumerate(data["numbers"].split(), 1)}

    def parts(self) -> dict[str, str]:
        """Give the expression for each name in braces."""
        month = _any(self.months)
        day_words = f"{_any(self.days, True)}{self.data.get('day_endings', '')}"
        day = rf"{_DAY}(?:{self.data['day_suffix']})?(?!\d)|(?i:{day_words})(?!\w)"
        year = rf"{_YEAR}(?!\d)|(?i:{self.year_in_words()})"
        # Figures, so that one can be told from the other in what was found.
        return {
            "day": f"(?P<day>{day})",
            "day2": f"(?P<day2>{day})",
            "day_figures": f"(?P<day>{_DAY})",
            "month": f"(?P<month>{month})",
            "month2": f"(?P<month2>{month})",
            "month_figures": "(?P<month_figures>0?[1-9]|1[0-2])",
            "year": f"(?P<year>{year})",
            "year2": f"(?P<year2>{year})",
            "short2": "(?P<short2>[0-9][0-9])",
            "tens": "(?P<tens>(?:1[0-9]|20)[0-9]0)",
            "hundreds": f"(?P<hundreds>(?i:{_any(self.data['hundreds'])}))",
            "decade": f"(?P<decade>(?i:{_any(self.data['decades'])}))",
            "season": f"(?P<season>(?i:{_any(self.data['seasons'])}))",
        }

    def year_in_words(self, hundreds: str = "", number: str = "") -> str:
        """Give the expression for a year in words, with groups of these names."""
        first, second = (f"?P<{name}>" if name else "?:" for name in (hundreds, number))
        between = _spaced(self.data["year_in_words"])
        numbers = _any(self.numbers, True)
        return f"({first}{_any(self.data['hundreds'])}){between}({second}{numbers})"


def _any(words: Mapping[str, object], hyphens: bool = False) -> str:
    """Give an expression for any of these words, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = [re.escape(word) for word in ordered]
    if hyphens:
        escaped = [word.replace(r"\-", r"(?:-|\s+)") for word in escaped]
    return f"(?:{'|'.join(escaped)})"

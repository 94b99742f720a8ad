"""Dates in a passage: found by the patterns of its language, and read as TEI writes dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tei.authoring.mark_passages import BARRIER
from tei.authoring.mark_patterns import Language, Pattern

_FIGURES = re.compile(r"\d+")
_BEGUN = 60  # characters before and after a date that may say what it is


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was found, from `start` up to `end`.

    `attributes` say in TEI's way what it is; they are empty where the context must say it.
    `doubt` is why it is not certain. `partial` is a value without year or century.
    """

    start: int
    end: int
    attributes: tuple[tuple[str, str], ...]
    doubt: str = ""
    partial: str = ""


def dates(text: str, language: Language) -> list[Dated]:
    """Find the dates of a text in a language; of those that overlap the longest, then the first."""
    found = [item for pattern in language.patterns for item in _found(text, pattern, language)]
    order = {id(item): number for number, item in enumerate(found)}
    found.sort(key=lambda item: (item.start - item.end, order[id(item)]))
    kept: dict[int, Dated] = {}
    taken: set[int] = set()
    for item in found:
        if not taken.intersection(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            kept[item.start] = item
    return [kept[start] for start in sorted(kept)]


def settled(item: Dated, year: int | None) -> Dated:
    """Give a date without a year the one that the context suggests; it stays in doubt."""
    if not item.partial:
        return item
    value = item.partial
    if value.startswith("--"):
        value = value if year is None else f"{year:04}{value[1:]}"
        if year is not None and (impossible := _impossible(value)):
            return Dated(item.start, item.end, (), impossible)
        attributes = [("when", value)]
    elif year is None:
        attributes = []
    else:
        first = year - year % 100 + int(value)
        attributes = [("from", f"{first:04}"), ("to", f"{first + 9:04}")]
    if year is not None:
        attributes.append(("cert", "low"))
    return Dated(item.start, item.end, tuple(attributes), item.doubt)


def _found(text: str, pattern: Pattern, language: Language) -> Iterator[Dated]:
    for match in pattern.expression.finditer(text):
        group = "date" if "date" in pattern.expression.groupindex else 0
        start, end = match.span(group)
        doubt = pattern.doubt
        if doubt and pattern.certain_after and pattern.certain_before:
            # A boundary of blocks is the end of the text on both sides.
            before = text[max(0, start - _BEGUN) : start].rpartition(BARRIER)[2]
            reach = text.find(BARRIER, end) if BARRIER in text else -1
            after = text[end : reach if reach >= 0 else len(text)][:_BEGUN]
            if pattern.certain_after.search(before) and pattern.certain_before.match(after):
                doubt = ""
        yield _read(match, start, end, doubt, language)


def _read(match: re.Match[str], start: int, end: int, doubt: str, language: Language) -> Dated:
    parts = {name: value for name, value in match.groupdict().items() if value and name != "date"}
    numbers = {name: _number(name, value, language) for name, value in parts.items()}
    if "short2" in numbers:
        numbers["year2"] = numbers["year"] - numbers["year"] % 100 + numbers.pop("short2")
    if "month_figures" in numbers:
        numbers["month"] = numbers.pop("month_figures")
    if "season" in parts:
        first, last = _season(parts["season"], language)
        year = numbers["year"]
        bounds = (("notBefore", f"{year:04}-{first:02}"), ("notAfter", f"{year:04}-{last:02}"))
        return Dated(start, end, bounds, doubt)
    if "tens" in numbers or ("hundreds" in numbers and "decade" in numbers):
        first = numbers.get("tens") or 100 * numbers["hundreds"] + numbers["decade"]
        return Dated(start, end, (("from", f"{first:04}"), ("to", f"{first + 9:04}")), doubt)
    if "decade" in numbers:
        return Dated(start, end, (), doubt, partial=f"{numbers['decade']:02}")
    if "year" not in numbers:
        month = f"--{numbers['month']:02}"
        partial = f"{month}-{numbers['day']:02}" if "day" in numbers else month
        # 29 February may stand in any year as long as the year is not known.
        impossible = _impossible(f"2000{partial[1:]}")
        return Dated(start, end, (), impossible or doubt, "" if impossible else partial)
    return _whole(start, end, numbers, doubt, language)


def _whole(
    start: int, end: int, numbers: Mapping[str, int], doubt: str, language: Language
) -> Dated:
    """Read a date that names its year, or a period between two."""
    first = _value(numbers)
    later = {
        name: numbers[f"{name}2"] for name in ("year", "month", "day") if f"{name}2" in numbers
    }
    last = _value({**numbers, **later})
    if impossible := _impossible(first) or _impossible(last):
        return Dated(start, end, (), impossible)
    if not later:
        if not doubt and "day" in numbers and date.fromisoformat(first) < language.gregorian:
            doubt = "the day may be Julian"
        return Dated(start, end, (("when", first),), doubt)
    if not doubt and last <= first:
        doubt = "the later date comes first"
    if not doubt and "day" in numbers and date.fromisoformat(first) < language.gregorian:
        doubt = "the days may be Julian"
    return Dated(start, end, (("from", first), ("to", last)), doubt)


def _value(numbers: Mapping[str, int]) -> str:
    parts = [numbers[name] for name in ("month", "day") if name in numbers]
    return "-".join([f"{numbers['year']:04}", *(f"{part:02}" for part in parts)])


def _impossible(value: str) -> str:
    """Say why a value is none of the calendar's; such a one is not proposed."""
    try:
        date.fromisoformat(f"{value}-01-01"[: len("1905-01-01")])
    except ValueError:
        return "the calendar has no such day"
    return ""


def _number(part: str, text: str, language: Language) -> int:
    """Read a part of a date, in figures or in words."""
    if figures := _FIGURES.match(text):
        return int(figures[0])
    word = re.sub(r"\s+", "-", text)
    if part.startswith("month"):
        return language.months[word]
    if part in ("hundreds", "decade"):
        return (language.hundreds if part == "hundreds" else language.decades)[word.lower()]
    if part.startswith("day"):
        # What is longer than the word is an ending: “ersten”.
        fitting = [day for day in language.days if word.lower().startswith(day)]
        return language.days[max(fitting, key=len)]
    if part.startswith("year") and (match := language.year_words.fullmatch(text)):
        hundreds = language.hundreds[match["hundreds"].lower()]
        return 100 * hundreds + language.numbers[re.sub(r"\s+", "-", match["number"].lower())]
    return 0


def _season(word: str, language: Language) -> tuple[int, int]:
    folded = {name.lower(): months for name, months in language.seasons.items()}
    return folded[word.lower()]

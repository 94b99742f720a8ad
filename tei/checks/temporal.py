"""Values of `@when`, `@from`, `@notBefore` and their like: what they mean, and whether they exist.

Source: TEI Guidelines, teidata.temporal.w3c; W3C, XML Schema Part 2, sections 3.2.7 to 3.2.14.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

_ZONE = r"(?P<zone>Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"
# XML Schema allows years of more digits; in an edition such a number is a day without hyphens.
_YEAR = r"(?P<year>-?\d{4})"
_FORMS = tuple(
    form + _ZONE
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T{_TIME})?)?)?",
        r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?",
        r"---(?P<day>\d\d)",
        _TIME,
    )
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

Instant = tuple[int, int, int, int]


class Span(NamedTuple):
    """The time that a value covers: its first and last second, as year, month, day, second.

    What cannot be compared with others (no year, or a time in a time zone) is not `comparable`.
    """

    first: Instant
    last: Instant
    comparable: bool = True


class Fault(NamedTuple):
    """What is wrong with a value, and the remedy.

    `form` tells a slip of form from a day that does not exist. `habit` names a slip that whoever
    makes it makes everywhere; "" for a single mistake.
    """

    message: str
    remedy: str
    form: bool
    habit: str = ""


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.ASCII) for form in _FORMS)


@lru_cache(maxsize=4096)
def read(value: str) -> Span | Fault:
    """Read a value as TEI writes dates and times."""
    value = value.strip()
    for form in _forms():
        if found := form.fullmatch(value):
            return _span(value, found)
    remedy, habit = _rewritten(value)
    return Fault(f"“{value}” is not written as a date.", remedy, True, habit)


def _span(value: str, found: re.Match[str]) -> Span | Fault:
    parts = {
        name: int(text)
        for name, text in found.groupdict().items()
        if text is not None and name != "zone"
    }
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if month is not None and not 1 <= month <= 12:
        return Fault(f"“{value}” names month {month}.", _swapped(month, day), False)
    if day is not None and (fault := _day(value, year, month, day)):
        return fault
    seconds = None
    if "hour" in parts:
        hour, minute, second = parts["hour"], parts["minute"], parts["second"]
        seconds = hour * 3600 + minute * 60 + second
        # 24:00:00 is the end of a day.
        if seconds > 86400 or minute > 59 or second > 59:
            return Fault(f"“{value}” names a time that no day has.", "Correct the time.", False)
    start = 0 if seconds is None else seconds
    end = 86400 if seconds is None else seconds
    if year is None:
        return Span((0, month or 0, day or 0, start), (0, month or 0, day or 0, end), False)
    return Span(
        (year, month or 1, day or 1, start),
        (year, month or 12, day or (_length(year, month) if month else 31), end),
        seconds is None or found["zone"] in (None, "Z"),
    )


def _day(value: str, year: int | None, month: int | None, day: int) -> Fault | None:
    longest = 31 if month is None else _length(year, month)
    if 1 <= day <= longest:
        return None
    if day == 0:
        return Fault(f"“{value}” names day 0.", "What is not known is left out.", False)
    if month is None:
        return Fault(f"“{value}” names day {day}.", "No month has it.", False)
    name = _MONTHS[month - 1] + (f" {year}" if year is not None else "")
    remedy = f"{name} has {longest} days."
    if (month, day) == (2, 29):
        remedy += " In @when dates are Gregorian; a Julian day is converted."
    return Fault(f"“{value}” does not exist: {name} has no day {day}.", remedy, False)


def _length(year: int | None, month: int) -> int:
    """Give the days of a month. Without a year February may have 29."""
    if month != 2 or year is None:
        return _DAYS[month - 1]
    # Before our era the year may be counted with or without a year zero.
    years = (year, year + 1) if year < 0 else (year,)
    leap = any(item % 4 == 0 and (item % 100 != 0 or item % 400 == 0) for item in years)
    return 29 if leap else 28


def _swapped(month: int, day: int | None) -> str:
    if month == 0:
        return "What is not known is left out."
    if day is not None and 1 <= day <= 12 and month <= 31:
        return "The month comes before the day: year-month-day."
    return "A year has twelve months."


def _rewritten(value: str) -> tuple[str, str]:
    """Say how a value is written that is evidently meant as a date, and which habit it shows."""
    if found := re.fullmatch(r"(-?\d{4})-(\d{1,2})(?:-(\d{1,2}))?", value, re.ASCII):
        parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
        return f"Write “{'-'.join(parts)}”: months and days have two digits.", "digits"
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", value, re.ASCII):
        written = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        return f"Write “{written}”: year-month-day.", "order"
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value, re.ASCII):
        year, first, second = found[3], int(found[1]), int(found[2])
        orders = dict.fromkeys(((second, first), (first, second)))  # month and day
        meant = [f"“{year}-{m:02}-{d:02}”" for m, d in orders if 0 < m <= 12 and 0 < d <= 31]
        if meant:
            return f"Write {' or '.join(meant)}: year-month-day.", "order"
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", value, re.ASCII):
        return f"Write “{found[1]}-{found[2]}-{found[3]}”.", "compact"
    if found := re.fullmatch(r"(-?)(\d{1,3})", value, re.ASCII):
        return f"Write “{found[1]}{int(found[2]):04}”: a year has four digits.", "year"
    if found := re.fullmatch(r"(\d{4})\s*[-/–]\s*(\d{4})", value, re.ASCII):
        remedy = (
            f'A period is from="{found[1]}" to="{found[2]}"; a guess has notBefore and notAfter.'
        )
        return remedy, "period"
    if found := re.fullmatch(r"(\d\d):(\d\d)", value, re.ASCII):
        return f"Write “{value}:00”: a time has seconds.", "time"
    if not value:
        return "Write a date, or delete the attribute.", "empty"
    return "Write it as 1905, 1905-01 or 1905-01-22; put other forms into @when-custom.", ""

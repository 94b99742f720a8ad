"""Dates, times and durations of XML Schema: XML Schema Part 2, sections 3.2.6 to 3.2.14."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_YEAR = r"(?P<year>-?(?:[1-9][0-9]{4,}|[0-9]{4}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9]|60)"
    r"(?:\.(?P<fraction>[0-9]+))?|(?P<midnight>24:00:00(?:\.0+)?))"
)
_ZONE = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
KINDS = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gYear": _YEAR,
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gDay": f"---{_DAY}",
    "gMonth": f"--{_MONTH}",
}
_DURATION = (
    r"(?P<sign>-)?P(?=[0-9T])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9.])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    r"(?:(?P<seconds>[0-9]+)?(?:\.(?P<fraction>[0-9]*))?S)?)?"
)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_SECONDS = 86_400
_WIDEST_ZONE = 14 * 3600
# Longer numbers would be read in more than linear time; no calendar needs them.
_MOST_DIGITS = 1000
# A duration is shorter than another when it is so from each of these days on (section 3.2.6.2).
_REFERENCE_MONTHS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


class Moment(NamedTuple):
    """A point in time: seconds from an origin, the digits after the point, whether zoned."""

    seconds: int
    fraction: str
    zoned: bool


class Duration(NamedTuple):
    """A duration. `months` and `seconds` have the same sign; the fraction belongs to seconds."""

    negative: bool
    months: int
    seconds: int
    fraction: str


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_DURATION if kind == "duration" else KINDS[kind] + _ZONE)


def moment(kind: str, text: str) -> Moment | None:
    """Read a date or time of one of the KINDS; None when it is not one."""
    found = _pattern(kind).fullmatch(text) if len(text) < _MOST_DIGITS else None
    if found is None:
        return None
    part = {name: value for name, value in found.groupdict().items() if value is not None}
    year = int(part.get("year", "2000"))
    if year == 0:
        return None
    if year < 0:
        year += 1  # there is no year 0: the year before 1 is -1
    month, day = int(part.get("month", "1")), int(part.get("day", "1"))
    if day > _MONTH_DAYS[month - 1] + (month == 2 and _is_leap(year)):
        return None
    seconds = _days(year, month) * _DAY_SECONDS + (day - 1) * _DAY_SECONDS
    if "midnight" in part:
        seconds += _DAY_SECONDS
    seconds += 3600 * int(part.get("hour", "0")) + 60 * int(part.get("minute", "0"))
    seconds += int(part.get("second", "0"))
    zone = part.get("zone", "")
    if len(zone) > 1:
        offset = 3600 * int(zone[1:3]) + 60 * int(zone[4:])
        seconds += offset if zone[0] == "-" else -offset
    return Moment(seconds, part.get("fraction", "").rstrip("0"), bool(zone))


def earlier(first: Moment, second: Moment) -> bool:
    """Say whether one moment is certainly earlier than another."""
    distance = 0
    if first.zoned != second.zoned:
        distance = _WIDEST_ZONE
    return (first.seconds + distance, first.fraction) < (second.seconds, second.fraction)


def duration(text: str) -> Duration | None:
    """Read a duration; None when it is not one."""
    found = _pattern("duration").fullmatch(text) if len(text) < _MOST_DIGITS else None
    if found is None or text[-2:-1] in ("T", "P") or text.endswith((".S", "T", "P")):
        return None
    part = {name: value for name, value in found.groupdict().items() if value}
    months = 12 * int(part.get("years", "0")) + int(part.get("months", "0"))
    seconds = _DAY_SECONDS * int(part.get("days", "0")) + 3600 * int(part.get("hours", "0"))
    seconds += 60 * int(part.get("minutes", "0")) + int(part.get("seconds", "0"))
    fraction = part.get("fraction", "").rstrip("0")
    negative = "sign" in part and bool(months or seconds or fraction)
    return Duration(negative, months, seconds, fraction)


def shorter(first: Duration, second: Duration) -> bool:
    """Say whether one duration is certainly shorter than another."""
    return all(
        _after(first, year, month) < _after(second, year, month)
        for year, month in _REFERENCE_MONTHS
    )


def _after(length: Duration, year: int, month: int) -> tuple[int, float]:
    """Give the seconds at which a duration ends that begins in a month."""
    sign = -1 if length.negative else 1
    total = year * 12 + month - 1 + sign * length.months
    days = _days(total // 12, total % 12 + 1)
    fraction = float(f"0.{length.fraction}") if length.fraction else 0.0
    return days * _DAY_SECONDS + sign * length.seconds, sign * fraction


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(year: int, month: int) -> int:
    """Give the days from an origin to the first of a month of the Gregorian calendar."""
    before = year - 1
    days = 365 * before + before // 4 - before // 100 + before // 400
    return days + sum(_MONTH_DAYS[: month - 1]) + (month > 2 and _is_leap(year))

"""Facets: what a schema adds to a type of XML Schema with `param`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei.relaxng.datatypes import Check, Context, Type
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.regex_syntax import compile_regex

_LEAVE_OUT = "Leave it out."
_MOST_DIGITS = 9


def facets(
    type: Type,  # noqa: A002
    parameters: Sequence[tuple[str, str]],
    context: Context,
) -> tuple[Check, ...]:
    """Make the checks for the parameters of a type. Raises SchemaFaultError."""
    return tuple(_facet(type, name, value, context) for name, value in parameters)


def _facet(type: Type, name: str, value: str, context: Context) -> Check:  # noqa: A002
    if name == "pattern":
        expression = compile_regex(value)
        return lambda text, _: expression.matches(text)
    if name in _BOUNDS:
        return _bound(type, name, value, context)
    if name in _LENGTHS:
        return _length(type, name, value)
    if name in ("totalDigits", "fractionDigits"):
        return _digits(type, name, value)
    if name in ("enumeration", "whiteSpace"):
        raise SchemaFaultError(
            f"RELAX NG has no parameter “{name}”.",
            "List values with choice and value." if name == "enumeration" else _LEAVE_OUT,
        )
    raise SchemaFaultError(f"There is no parameter “{name}”.", "Check its name.")


_BOUNDS: dict[str, Callable[[Callable[[object, object], bool], object, object], bool]] = {
    "minInclusive": lambda less, value, limit: value == limit or less(limit, value),
    "maxInclusive": lambda less, value, limit: value == limit or less(value, limit),
    "minExclusive": lambda less, value, limit: less(limit, value),
    "maxExclusive": lambda less, value, limit: less(value, limit),
}
_LENGTHS: dict[str, Callable[[int, int], bool]] = {
    "length": lambda length, limit: length == limit,
    "minLength": lambda length, limit: length >= limit,
    "maxLength": lambda length, limit: length <= limit,
}


def _bound(type: Type, name: str, value: str, context: Context) -> Check:  # noqa: A002
    less, holds = type.less, _BOUNDS[name]
    if less is None:
        raise SchemaFaultError(
            f"“{type.name}” has no order, so that {name} says nothing.", _LEAVE_OUT
        )
    text = type.normalise(value)
    if not type.check(text, context):
        raise SchemaFaultError(f"{name} “{value}” is not of the type {type.name}.", "Correct it.")
    limit = type.read(text, context)
    return lambda text, context: holds(less, type.read(text, context), limit)


def _length(type: Type, name: str, value: str) -> Check:  # noqa: A002
    measure, holds, limit = type.measure, _LENGTHS[name], _count(name, value)
    if measure is None:
        raise SchemaFaultError(
            f"“{type.name}” has no length, so that {name} says nothing.", _LEAVE_OUT
        )
    return lambda text, context: holds(measure(type.read(text, context)), limit)


def _digits(type: Type, name: str, value: str) -> Check:  # noqa: A002
    limit = _count(name, value)
    if not type.decimal:
        raise SchemaFaultError(
            f"{name} is only for decimal and its kinds, not for {type.name}.", _LEAVE_OUT
        )
    if name == "totalDigits" and limit == 0:
        raise SchemaFaultError("totalDigits must be at least 1.", "Correct it.")

    def check(text: str, _: Context) -> bool:
        whole, _point, fraction = text.lstrip("+-").partition(".")
        whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
        if name == "fractionDigits":
            return len(fraction) <= limit
        return len((whole + fraction).lstrip("0") if not whole else whole + fraction) <= limit

    return check


def _count(name: str, value: str) -> int:
    digits = value.strip(" \t\r\n").lstrip("+").lstrip("0") or "0"
    if not value.strip() or not (digits.isascii() and digits.isdigit()):
        raise SchemaFaultError(f"{name} takes a number, not “{value}”.", "Write a number.")
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS

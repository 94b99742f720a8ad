"""The types of XML Schema Part 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tei.relaxng import temporal
from tei.relaxng.characters import NAME_PART, NAME_START
from tei.relaxng.datatypes import Check, Context, Type, preserve, replace, tokens
from tei.relaxng.names import is_name
from tei.relaxng.uri import is_uri


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _shaped(pattern: str) -> Check:
    """Make the check for a pattern, which is compiled when it is first wanted."""
    return lambda text, _: _compiled(pattern).fullmatch(text) is not None


def _listed(check: Check) -> Check:
    """Make the check for a list of at least one item."""
    return lambda text, context: bool(text) and all(check(item, context) for item in tokens(text))


def _items(text: str, _: Context) -> tuple[str, ...]:
    return tuple(tokens(text))


def _number(text: str, _: Context) -> Any:
    from decimal import Decimal

    return Decimal(text)


def _double(text: str, _: Context) -> object:
    # What is not a number equals itself, as a value of a schema.
    return "NaN" if text == "NaN" else float(text)


def _float(text: str, _: Context) -> object:
    if text == "NaN":
        return text
    import struct

    try:
        return struct.unpack("f", struct.pack("f", float(text)))[0]
    except OverflowError:
        return float("-inf" if text.startswith("-") else "inf")


def _less(first: Any, second: Any) -> bool:
    return bool(first < second)


def _less_float(first: Any, second: Any) -> bool:
    return "NaN" not in (first, second) and bool(first < second)


def _integer(lowest: str = "", highest: str = "") -> Check:
    shape = _shaped("[+-]?[0-9]+")

    def check(text: str, context: Context) -> bool:
        if not shape(text, context):
            return False
        if not lowest and not highest:
            return True
        number = _number(text, context)
        return not (lowest and number < _number(lowest, context)) and not (
            highest and number > _number(highest, context)
        )

    return check


def _hex(text: str, _: Context) -> bytes:
    return bytes.fromhex(text)


def _base64(text: str, _: Context) -> bytes:
    import binascii

    return binascii.a2b_base64(text)


def _qualified(text: str, context: Context) -> bool:
    prefix, colon, local = text.rpartition(":")
    if not is_name(local) or (colon and not is_name(prefix)):
        return False
    return not colon or prefix == "xml" or prefix in context.prefixes


def _qname(text: str, context: Context) -> tuple[str, str]:
    from tei.names import XML

    prefix, _, local = text.rpartition(":")
    return XML if prefix == "xml" else context.prefixes.get(prefix, ""), local


def _ncname(text: str, _: Context) -> bool:
    return is_name(text)


def _name(text: str, _: Context) -> bool:
    first = text[:1]
    return bool(first == ":" or (first and NAME_START.contains(first))) and _nmtoken(text, _)


def _nmtoken(text: str, _: Context) -> bool:
    return bool(text) and all(sign == ":" or NAME_PART.contains(sign) for sign in text)


def _entity(text: str, context: Context) -> bool:
    return _ncname(text, context) and text in context.entities


def _temporal(name: str) -> Type:
    def read(text: str, _: Context) -> temporal.Moment | None:
        return temporal.moment(name, text)

    return Type(
        name, lambda text, _: temporal.moment(name, text) is not None, read,
        less=temporal.earlier, measure=None,
    )  # fmt: skip


def _numeric(name: str, check: Check) -> Type:
    return Type(name, check, _number, less=_less, measure=None, decimal=True)


_FLOATING = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?INF|NaN"
_BASE64 = (
    "((([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|"
    "([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=))?"
)
_INTEGERS = {
    "integer": ("", ""),
    "nonPositiveInteger": ("", "0"),
    "negativeInteger": ("", "-1"),
    "long": ("-9223372036854775808", "9223372036854775807"),
    "int": ("-2147483648", "2147483647"),
    "short": ("-32768", "32767"),
    "byte": ("-128", "127"),
    "nonNegativeInteger": ("0", ""),
    "unsignedLong": ("0", "18446744073709551615"),
    "unsignedInt": ("0", "4294967295"),
    "unsignedShort": ("0", "65535"),
    "unsignedByte": ("0", "255"),
    "positiveInteger": ("1", ""),
}


def _always(text: str, context: Context) -> bool:
    return True


def _types() -> list[Type]:
    no_length: Callable[[Any], int] | None = None
    return [
        Type("string", _always, normalise=preserve),
        Type("normalizedString", _always, normalise=replace),
        Type("token", _always),
        Type("language", _shaped("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")),
        Type("Name", _name),
        Type("NCName", _ncname),
        Type("NMTOKEN", _nmtoken),
        Type("NMTOKENS", _listed(_nmtoken), _items),
        Type("ID", _ncname, identity="ID"),
        Type("IDREF", _ncname, identity="IDREF"),
        Type("IDREFS", _listed(_ncname), _items, identity="IDREFS"),
        Type("ENTITY", _entity, contextual=True),
        Type("ENTITIES", _listed(_entity), _items, contextual=True),
        Type(
            "boolean",
            _shaped("true|false|1|0"),
            lambda text, _: text in ("true", "1"),
            measure=no_length,
        ),
        _numeric("decimal", _shaped(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")),
        *(_numeric(name, _integer(*bounds)) for name, bounds in _INTEGERS.items()),
        Type("double", _shaped(_FLOATING), _double, less=_less_float, measure=no_length),
        Type("float", _shaped(_FLOATING), _float, less=_less_float, measure=no_length),
        Type("hexBinary", _shaped("([0-9a-fA-F]{2})*"), _hex),
        Type("base64Binary", _shaped(_BASE64), _base64),
        Type("anyURI", lambda text, _: is_uri(text)),
        Type("QName", _qualified, _qname, measure=no_length, contextual=True),
        Type("NOTATION", _qualified, _qname, measure=no_length, contextual=True),
        Type(
            "duration",
            lambda text, _: temporal.duration(text) is not None,
            lambda text, _: temporal.duration(text),
            less=temporal.shorter,
            measure=no_length,
        ),
        *(_temporal(name) for name in temporal.KINDS),
    ]


TYPES = {each.name: each for each in _types()}

"""What values a schema allows, in words."""

from __future__ import annotations

from collections.abc import Iterable

from tei.relaxng.patterns import CHOICE, DATA, GROUP, LIST, ONE_OR_MORE, TEXT, VALUE, Pattern
from tei.relaxng.similar import nearest
from tei.relaxng.wording import either, excerpt, paragraph, some

_MOST_VALUES = 10
_MOST_TYPES = 6
_TYPES = {
    "ID": "an id (a name that begins with a letter, without blanks)",
    "IDREF": "the id of an element",
    "IDREFS": "ids of elements, with blanks between them",
    "NCName": "a name that begins with a letter, without blanks and colons",
    "NMTOKEN": "one word",
    "NMTOKENS": "words with blanks between them",
    "Name": "a name that begins with a letter, without blanks",
    "QName": "a name whose prefix is declared",
    "anyURI": "an address, or # and an id",
    "base64Binary": "data in Base64",
    "boolean": "true or false",
    "date": "a date (1905-01-22)",
    "dateTime": "a date with a time (1905-01-22T12:30:00)",
    "decimal": "a number (2.5)",
    "double": "a number (2.5)",
    "duration": "a duration (P1Y2M3D)",
    "float": "a number (2.5)",
    "gDay": "a day (---22)",
    "gMonth": "a month (--01)",
    "gMonthDay": "a day of the year (--01-22)",
    "gYear": "a year (1905)",
    "gYearMonth": "a month of a year (1905-01)",
    "hexBinary": "data in hexadecimal digits",
    "integer": "a whole number",
    "language": "a language tag (en, grc, sa-Latn)",
    "negativeInteger": "a whole number below 0",
    "nonNegativeInteger": "a whole number from 0",
    "nonPositiveInteger": "a whole number up to 0",
    "positiveInteger": "a whole number from 1",
    "time": "a time (12:30:00)",
}
_FACETS = {
    "fractionDigits": "with at most {} digits after the point",
    "length": "of {} characters",
    "maxExclusive": "below {}",
    "maxInclusive": "up to {}",
    "maxLength": "of at most {} characters",
    "minExclusive": "above {}",
    "minInclusive": "from {}",
    "minLength": "of at least {} characters",
    "totalDigits": "with at most {} digits",
}
# Expressions that stand in very many schemas.
_EXPRESSIONS = {
    r"[^\p{C}\p{Z}]+": "one word without blanks",
    r"\S+": "something without blanks",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "one word without blanks",
}


def describe(allowed: Iterable[Pattern], value: str) -> str:
    """Say which values are allowed, those first that the value at hand may stand for."""
    values: dict[str, None] = {}
    types: dict[str, None] = {}
    for pattern in allowed:
        _collect(pattern, values, types)
    near = nearest(value.strip(), {each: each for each in values})
    hint = f"Did you mean {either(map(excerpt, near))}?" if near else ""
    listed = some([excerpt(each) for each in values], _MOST_VALUES) if values else ""
    kinds = either(list(types)[:_MOST_TYPES])
    if listed and kinds:
        return paragraph(hint, f"It is {listed}, or {kinds}.")
    if listed:
        return paragraph(hint, f"It is {listed}." if len(values) > 1 else f"It is always {listed}.")
    return f"It is {kinds}." if kinds else ""


def _collect(pattern: Pattern, values: dict[str, None], types: dict[str, None]) -> None:
    kind = pattern.kind
    if kind == VALUE:
        values[_value(pattern)] = None
    elif kind == DATA:
        types[_type(pattern)] = None
    elif kind == TEXT:
        types["any text"] = None
    elif kind == LIST:
        inner_values: dict[str, None] = {}
        inner_types: dict[str, None] = {}
        _collect(pattern.parts[0], inner_values, inner_types)
        what = [*inner_types, *map(excerpt, list(inner_values)[:_MOST_VALUES])]
        many = _is_repeated(pattern.parts[0])
        types[f"{either(what)}{', or several with blanks between them' if many else ''}"] = None
    elif kind in (CHOICE, GROUP, ONE_OR_MORE):
        for part in pattern.parts:
            _collect(part, values, types)


def _value(pattern: Pattern) -> str:
    value = pattern.item[1]
    return value if isinstance(value, str) else " ".join(map(str, _flat(value)))


def _flat(value: object) -> list[object]:
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return list(value) if isinstance(value, tuple) else [value]


def _type(pattern: Pattern) -> str:
    datatype = pattern.item
    phrase = _TYPES.get(datatype.name, "a text")
    for name, value in datatype.parameters:
        if name == "pattern":
            known = _EXPRESSIONS.get(value)
            if known:
                phrase = known if phrase == "a text" else f"{phrase}, without blanks"
            else:
                phrase += f" of the form “{value}”"
        elif name in _FACETS:
            phrase += f" {_FACETS[name].format(value)}"
    return f"{phrase}, with exceptions" if pattern.parts else phrase


def _is_repeated(pattern: Pattern) -> bool:
    return pattern.kind == ONE_OR_MORE or any(map(_is_repeated, pattern.parts))

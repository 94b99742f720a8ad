"""The datatypes: which strings are of them, which mean the same, what facets allow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.relaxng.datatypes import Context, Datatype
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.libraries import XSD, Datatypes
from tei.relaxng.xsd import TYPES

CONTEXT = Context({"p": "urn:p", "q": "urn:p", "r": "urn:r"}, {"logo"})


def datatype(name: str, **facets: str) -> Datatype:
    return Datatypes().get(XSD, name, tuple(facets.items()), CONTEXT, None)


STRINGS = {
    "string": (["", " a  b\n"], []),
    "normalizedString": (["", " a  b"], []),
    "token": (["", " a  b "], []),
    "language": (["en", "sa-Latn", "x-klingon", " en "], ["", "en_GB", "abcdefghi", "-en"]),
    "Name": (["a", "p:a", ":a", "a-1.b", "é"], ["", "1a", "a b", "-a"]),
    "NCName": (["a", "_1", "a·", "été", "漢字"], ["", "p:a", "1", "a b", "·a", "\u00d7"]),
    "NMTOKEN": (["a", "1", "-.:·"], ["", "a b", "a/b"]),
    "NMTOKENS": (["a", " 1  - "], ["", "  ", "a /"]),
    "ID": (["a"], ["1", "a:b"]),
    "IDREF": (["a"], [""]),
    "IDREFS": (["a b", " a "], ["", "a 1"]),
    "ENTITY": (["logo"], ["other", "", "1"]),
    "ENTITIES": (["logo logo"], ["", "logo other"]),
    "boolean": (["true", "false", "1", "0", " 1 "], ["", "True", "yes", "01"]),
    "decimal": (["1", "-1.5", "+.5", "1.", "007"], ["", ".", "1e3", "1,5", "+", "٣", "INF"]),
    "integer": (["0", "-7", "+007", "9" * 50], ["", "1.0", "1 0", "²"]),
    "nonPositiveInteger": (["0", "-0", "-5"], ["1", "+1"]),
    "negativeInteger": (["-1"], ["0", "-0"]),
    "nonNegativeInteger": (["0", "-0", "+5"], ["-1"]),
    "positiveInteger": (["1", "+01"], ["0", "-1"]),
    "long": (["9223372036854775807", "-9223372036854775808"], ["9223372036854775808"]),
    "int": (["2147483647"], ["2147483648", "-2147483649"]),
    "short": (["-32768"], ["32768"]),
    "byte": (["-128", "127"], ["128", "-129"]),
    "unsignedLong": (["18446744073709551615"], ["18446744073709551616", "-1"]),
    "unsignedInt": (["4294967295"], ["4294967296"]),
    "unsignedShort": (["65535"], ["65536"]),
    "unsignedByte": (["255"], ["256", "-1"]),
    "double": (["1", "-1.5E-3", "INF", "-INF", "NaN", ".5"], ["", "+INF", "1e", "inf", "1e1.5"]),
    "float": (["1e500", "NaN"], ["0x1"]),
    "hexBinary": (["", "0aFF"], ["0", "0g"]),
    "base64Binary": (["", "AAAA", "AA==", "AAA=", "AA AA"], ["A", "AA=", "AB==", "====", "AAA"]),
    "anyURI": (
        ["", "#a", "a b", "http://x.org/ä?b#c", "mailto:x", "urn:a:b", "../a", "a%20b", "//h/p"],
        ["%", "%g0", "a#b#c", "1a:b", ":b", "http:", "http://[", "[x]"],
    ),
    "QName": (["a", "p:a", "xml:id"], ["z:a", ":a", "p:", "1"]),
    "NOTATION": (["p:a"], ["z:a"]),
    "duration": (
        ["P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S", "P400D", "PT.5S"],
        ["", "P", "PT", "P1S", "P1YT", "1Y", "P-1Y", "P1M1Y", "PT1.1H"],
    ),
    "dateTime": (
        ["1905-01-22T12:30:00", "1905-01-22T12:30:00.125Z", "-0044-03-15T24:00:00",
         "12005-01-01T00:00:00+14:00"],
        ["1905-01-22", "1905-01-22T25:00:00", "1905-01-22T12:30", "1905-01-22T24:00:01",
         "1905-01-22T12:30:00+15:00", "0000-01-01T00:00:00", "1905-01-22 12:30:00"],
    ),
    "date": (
        ["1905-01-22", "2000-02-29", "1600-02-29", "-0005-02-29", "1905-01-22Z",
         "1905-01-22-05:00"],
        ["1905-02-29", "1900-02-29", "1905-13-01", "1905-1-22", "05-01-22", "0000-01-01",
         "1905-06-31", "01905-01-22", "22.1.1905"],
    ),
    "time": (
        ["12:30:00", "23:59:59.999", "24:00:00", "00:00:00Z"], ["12:30", "24:00:01", "7:30:00"]
    ),
    "gYearMonth": (["1905-01", "-0044-03"], ["1905", "1905-13", "1905-1"]),
    "gYear": (["1905", "-0044", "12005"], ["05", "0000", "1905-01", "1905x"]),
    "gMonthDay": (["--02-29", "--12-31Z"], ["--02-30", "--13-01", "02-29"]),
    "gDay": (["---31"], ["---32", "--31", "---00"]),
    "gMonth": (["--12"], ["--13", "--1", "--01--"]),
}  # fmt: skip


def test_every_type_has_cases() -> None:
    assert STRINGS.keys() == TYPES.keys()


@pytest.mark.parametrize("name", STRINGS)
def test_strings(name: str) -> None:
    fitting, other = STRINGS[name]
    for text in fitting:
        assert datatype(name).accepts(text, CONTEXT), text
        assert datatype(name).value(text, CONTEXT) is not None
    for text in other:
        assert not datatype(name).accepts(text, CONTEXT), text


SAME: dict[str, list[tuple[str, ...]]] = {
    "decimal": [("1", "+01.0", "1.00"), ("0", "-0", "0.0"), ("10",)],
    "integer": [("7", "+007"), ("-7",)],
    "boolean": [("true", "1"), ("false", "0")],
    "double": [("1", "1.0", "10e-1"), ("NaN",), ("INF",)],
    "float": [("16777216", "16777217"), ("NaN",)],
    "hexBinary": [("0aFF", "0Aff"), ("",)],
    "base64Binary": [("AAAA", "AA AA"), ("AAAB",)],
    "QName": [("p:a", "q:a"), ("r:a",), ("a",)],
    "token": [("a b", " a\n b "), ("ab",)],
    "string": [("a b",), ("a  b",)],
    "NMTOKENS": [("a b", " a  b"), ("b a",)],
    "duration": [("P1Y", "P12M"), ("P1D", "PT24H"), ("P30D",), ("P1M",), ("-P1D",)],
    "dateTime": [
        ("1905-01-22T12:00:00Z", "1905-01-22T13:00:00+01:00", "1905-01-22T12:00:00.0Z"),
        ("1905-01-22T12:00:00",),
        ("1905-01-23T00:00:00", "1905-01-22T24:00:00"),
    ],
    "date": [("1905-01-22", " 1905-01-22 "), ("1905-01-22Z", "1905-01-22+00:00")],
}


@pytest.mark.parametrize("name", SAME)
def test_values(name: str) -> None:
    classes = [[datatype(name).value(text, CONTEXT) for text in texts] for texts in SAME[name]]
    for values in classes:
        assert all(value == values[0] and value is not None for value in values)
    for place, values in enumerate(classes):
        assert all(values[0] != other[0] for other in classes[place + 1 :])


FACETS = [
    ("string", {"length": "2"}, ["ab", "\U00010330b"], ["a", "abc"]),
    ("string", {"minLength": "1", "maxLength": "2"}, ["a", "ab"], ["", "abc"]),
    ("token", {"length": "2"}, [" ab "], ["a b"]),
    ("hexBinary", {"length": "2"}, ["0000"], ["00"]),
    ("base64Binary", {"maxLength": "3"}, ["AAAA"], ["AAAAAA=="]),
    ("NMTOKENS", {"minLength": "2"}, ["a b"], ["ab"]),
    ("anyURI", {"maxLength": "2"}, ["#a"], ["#ab"]),
    ("decimal", {"minInclusive": "0.5", "maxExclusive": "2"}, ["0.50", "1.99"], ["0.4", "2.0"]),
    ("integer", {"minExclusive": "0", "maxInclusive": "3"}, ["1", "3"], ["0", "4"]),
    ("integer", {"totalDigits": "3"}, ["999", "-0999"], ["1000"]),
    ("decimal", {"fractionDigits": "1"}, ["1.50", "2"], ["1.55"]),
    ("decimal", {"totalDigits": "2"}, ["0.12", "1.2", "12"], ["1.23", "123"]),
    (
        "double",
        {"minInclusive": "0", "maxInclusive": "1"},
        ["0", "1e0", ".5"],
        ["-0.1", "2", "NaN"],
    ),
    ("date", {"minInclusive": "1905-01-22"}, ["1905-01-22", "1905-02-01"], ["1905-01-21"]),
    ("date", {"maxExclusive": "1905-01-02"}, ["1905-01-01", "1905-01-01Z"], ["1905-01-01-12:00"]),
    ("gYear", {"maxInclusive": "-0044"}, ["-0044", "-0100"], ["0044"]),
    ("duration", {"maxInclusive": "P1M"}, ["P1M", "P27D"], ["P31D", "P29D"]),
    ("time", {"minExclusive": "12:00:00"}, ["12:00:00.1"], ["12:00:00"]),
    ("string", {"pattern": "[a-z]+"}, ["abc"], ["", "Abc", "abc "]),
    ("token", {"pattern": r"\S+ \S+"}, [" a   b "], ["a b c"]),
]


@pytest.mark.parametrize(("name", "facets", "fitting", "other"), FACETS)
def test_facets(name: str, facets: dict[str, str], fitting: list[str], other: list[str]) -> None:
    found = datatype(name, **facets)
    assert [text for text in fitting if not found.accepts(text, CONTEXT)] == []
    assert [text for text in other if found.accepts(text, CONTEXT)] == []


@pytest.mark.parametrize(
    ("name", "facets"),
    [
        ("string", {"enumeration": "a"}),
        ("string", {"whiteSpace": "collapse"}),
        ("string", {"size": "1"}),
        ("string", {"totalDigits": "1"}),
        ("string", {"maxInclusive": "a"}),
        ("string", {"length": "-1"}),
        ("string", {"length": ""}),
        ("string", {"length": "1.5"}),
        ("boolean", {"length": "1"}),
        ("QName", {"length": "1"}),
        ("integer", {"minInclusive": "1.5"}),
        ("decimal", {"totalDigits": "0"}),
        ("date", {"minInclusive": "1905"}),
        ("string", {"pattern": "("}),
        ("unknown", {}),
    ],
)
def test_faulty_facets(name: str, facets: dict[str, str]) -> None:
    with pytest.raises(SchemaFaultError) as fault:
        datatype(name, **facets)
    assert fault.value.message.endswith(".")


def test_large_numbers_are_no_danger() -> None:
    assert datatype("integer", minInclusive="0").accepts("9" * 20_000, CONTEXT)
    assert datatype("string", length="9" * 50).accepts("a", CONTEXT) is False
    assert not datatype("gYear").accepts("9" * 20_000, CONTEXT)
    assert not datatype("duration").accepts(f"P{'9' * 20_000}Y", CONTEXT)


@settings(deadline=None, derandomize=True)
@given(st.sampled_from(sorted(STRINGS)), st.text(max_size=12))
def test_no_string_breaks_a_type(name: str, text: str) -> None:
    found = datatype(name)
    assert found.accepts(text, CONTEXT) == (found.value(text, CONTEXT) is not None)


@settings(deadline=None, derandomize=True)
@given(st.dates(), st.dates())
def test_dates_are_ordered_as_the_calendar_has_them(first: object, second: object) -> None:
    kind = datatype("date").type
    assert kind.less is not None
    values = [kind.read(str(each), CONTEXT) for each in (first, second)]
    assert kind.less(*values) == (str(first) < str(second))

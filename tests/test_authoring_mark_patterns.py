"""The dates of each language: every form of a pattern file has examples, and they are its test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tei.authoring.mark_dates import Dated, dates, settled
from tei.authoring.mark_patterns import Language, language, languages


def read(code: str) -> Language:
    found = language(code)
    assert found is not None
    return found


def value(item: Dated) -> str:
    return item.partial or "/".join(value for _, value in item.attributes)


def examples() -> Iterator[tuple[str, str, str, bool]]:
    for code in languages():
        for pattern in read(code).patterns:
            is_certain = not pattern.doubt or pattern.certain_after is not None
            for text, expected in pattern.examples.items():
                yield code, text, expected, is_certain


def doubtful() -> Iterator[tuple[str, str]]:
    for code in languages():
        for pattern in read(code).patterns:
            yield from ((code, text) for text in pattern.doubtful)


def test_english_and_german_are_there() -> None:
    assert {"en", "de"} <= set(languages())


def test_every_form_has_an_example() -> None:
    for code in languages():
        assert all(pattern.examples for pattern in read(code).patterns), code


@pytest.mark.parametrize(("code", "text", "expected", "is_certain"), list(examples()))
def test_an_example_is_read(code: str, text: str, expected: str, is_certain: bool) -> None:
    (found,) = dates(text, read(code))
    assert value(found) == expected
    assert bool(found.doubt) is not is_certain


@pytest.mark.parametrize(("code", "text"), list(doubtful()))
def test_what_may_be_a_number_is_in_doubt(code: str, text: str) -> None:
    assert all(found.doubt for found in dates(text, read(code)))


@pytest.mark.parametrize("code", languages())
def test_the_words_of_a_language_are_complete(code: str) -> None:
    found = read(code)
    assert sorted(set(found.months.values())) == list(range(1, 13))
    assert list(found.days.values()) == list(range(1, 32))
    assert list(found.numbers.values()) == list(range(1, 100))
    assert sorted(set(found.decades.values())) == list(range(20, 100, 10))


@pytest.mark.parametrize(
    "text",
    [
        "21905 men",
        "No.1905/6",
        "£1905 and",
        "in 19056.",
        "3.1905",
        "in 1905th",
        "19:05",
        "you may 5 times",
        "he may come in a March wind",
        "1905%",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text, read("en")) == []


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("31 June 1905", "no such day"),
        ("29 February 1900", "no such day"),
        ("2 to 32 May 1905", ""),
        ("8 to 5 September, 1915", "later date comes first"),
        ("1924 to 1922", "later date comes first"),
        ("25 March 1700", "Julian"),
        ("1914-13", "later date comes first"),
    ],
)
def test_a_date_that_cannot_be_is_in_doubt(text: str, doubt: str) -> None:
    found = dates(text, read("en"))
    assert found and doubt in found[0].doubt
    # A day that no calendar has is no value of @when.
    assert (found[0].attributes == ()) == ("no such day" in doubt)


def test_line_ends_within_a_date_do_not_matter() -> None:
    (found,) = dates("on January\r\n    23,\n1905 and", read("en"))
    assert value(found) == "1905-01-23" and not found.doubt


def test_the_longest_date_counts() -> None:
    assert [
        value(item) for item in dates("From 3 May 1905 to June 1906, or 1907.", read("en"))
    ] == [
        "1905-05-03",
        "1906-06",
        "1907",
    ]


@pytest.mark.parametrize(
    ("text", "year", "attributes"),
    [
        ("On May 15, he", 1905, (("when", "1905-05-15"), ("cert", "low"))),
        ("On May 15, he", None, (("when", "--05-15"),)),
        ("in May he", 1905, (("when", "1905-05"), ("cert", "low"))),
        ("On February 29, he", 1905, ()),
        ("On February 29, he", 1904, (("when", "1904-02-29"), ("cert", "low"))),
        ("On February 30, he", None, ()),
        ("the nineties", 1893, (("from", "1890"), ("to", "1899"), ("cert", "low"))),
        ("the nineties", None, ()),
    ],
)
def test_the_context_gives_the_year_but_no_certainty(
    text: str, year: int | None, attributes: tuple[tuple[str, str], ...]
) -> None:
    (found,) = dates(text, read("en"))
    item = settled(found, year)
    assert item.attributes == attributes and item.doubt

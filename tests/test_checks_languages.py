"""Rules about languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.registry import run
from tei.edition import Edition

Make = Callable[..., Edition]

DECLARED = """<teiHeader><profileDesc><langUsage><language ident="en">English</language>
<language ident="grc">Greek</language></langUsage></profileDesc></teiHeader>"""


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in run(edition, ["LNG001", "LNG002", "LNG003"])]


@pytest.mark.parametrize(
    "tag",
    ["en", "grc", "de-AT", "sa-Latn", "zh-Hant-TW", "de-1996", "sl-rozaj-biske", "x-klingon",
     "en-x-old", "san-Latn-x-iso", "de-Latn-DE-u-co-phonebk", "i-default", "mul", "und", "es-419"],
)  # fmt: skip
def test_tags_of_the_standard(make_edition: Make, tag: str) -> None:
    assert "LNG001" not in codes(make_edition(f'<p xml:lang="{tag}">x</p>'))


@pytest.mark.parametrize("tag", ["English", "german", "de_AT", "e", "en-", "en--GB", "x", "1n"])
def test_what_is_no_tag(make_edition: Make, tag: str) -> None:
    assert codes(make_edition(f'<p xml:lang="{tag}">x</p>')) == ["LNG001"]


def test_an_empty_tag_says_that_nothing_is_known(make_edition: Make) -> None:
    assert codes(make_edition('<p xml:lang="">x</p>')) == []


def test_an_underscore_is_mended(make_edition: Make) -> None:
    (finding,) = run(make_edition('<p xml:lang="de_AT">x</p>'), ["LNG001"])
    assert finding.help == "Write “de-AT”."


@pytest.mark.parametrize(("tag", "short"), [("lat", "la"), ("deu-AT", "de-AT"), ("ger", "de")])
def test_the_shorter_code(make_edition: Make, tag: str, short: str) -> None:
    (finding,) = run(make_edition(f'<p xml:lang="{tag}">x</p><p xml:lang="{tag}"/>'), ["LNG002"])
    assert finding.help == f"Write “{short}”." and len(finding.also) == 1


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", []), ("en-GB", []), ("grc-Latn", []), ("fr", ["LNG003"]), ("EN", [])],
)
def test_declared_languages(make_edition: Make, tag: str, expected: list[str]) -> None:
    assert codes(make_edition(f'<p xml:lang="{tag}">x</p>', header=DECLARED)) == expected


def test_nothing_is_undeclared_where_nothing_is_declared(make_edition: Make) -> None:
    assert codes(make_edition('<p xml:lang="fr">x</p>')) == []


def test_a_language_in_the_settings_is_enough(make_edition: Make) -> None:
    settings = '[edition]\nsource = "text.xml"\nlanguage = "en"\n'
    assert run(make_edition("<p>x</p>"), ["LNG004"])
    assert run(make_edition("<p>x</p>", settings=settings), ["LNG004"]) == []


def test_languages_within_a_text_are_enough(make_edition: Make) -> None:
    assert run(make_edition('<p xml:lang="la">x</p>'), ["LNG004"]) == []

"""The demonstration edition against its own declarations."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from lxml import etree

from my_life import blocks, characters, edition, found, registers, source, values

# Declared is practised: each statement of the editorialDecl, by its xml:id, and a query that
# finds what would contradict it.
CONTRADICTIONS = {
    "decl-correction": [
        "//t:body//t:corr[not(@resp and @cert and @type and @evidence)]",
        "//t:body//t:sic[not(parent::t:choice/t:corr)]",
        "//t:body//t:corr[not(parent::t:choice/t:sic)]",
        "//t:body//t:choice[count(t:sic) != 1]",
        "//t:body//t:choice[count(t:corr) > 1][t:corr/@cert != 'low']",
        "//t:body//t:supplied[not(@reason and @resp and @cert and @ana)]",
        "//t:body//t:surplus[not(@reason and @resp and @cert and @ana)]",
        "//t:body//t:corr[not(concat('kind-', @type) = //t:category/@xml:id)]",
        "//t:body//*[self::t:corr or self::t:supplied or self::t:surplus]"
        "[not(@evidence = 'internal' or @evidence = 'conjecture' or @evidence = 'external')]",
        "//t:body//*[@evidence = 'external'][not(starts-with(@source, 'http'))]",
        "//t:body//*[@source][not(@evidence = 'external')]",
        "//t:body//t:supplied[@ana = '#kind-dash'][. != ' -']",
        "//t:body//t:choice[t:sic = t:corr]",
        "//t:body//t:sic[string-length() > 20]",
    ],
    "decl-normalization": ["//t:orig", "//t:reg", "//t:body//t:abbr", "//t:body//t:expan"],
    "decl-quotation": [
        "//t:said[not(contains('\"“‘', substring(normalize-space(), 1, 1)))][not(@prev)]",
        "//t:soCalled[not(contains('\"“‘', substring(normalize-space(), 1, 1)))]",
        "//t:body//t:title[starts-with(., '\"') or starts-with(., '“')]",
        "//t:body//t:*[@rend = 'quoted' or contains(@rend, 'quot')]",
        "//t:quote[@next][not(@xml:id)]",
    ],
    "decl-hyphenation": ["//t:lb", "//t:body//text()[contains(., '\u00ad')]/.."],
    "decl-segmentation": [
        "//t:body//t:fw[not(following-sibling::*[1][self::t:pb])]",
        "//t:pb[@n]",
        "//t:body//t:milestone[not(@unit = 'paragraph' and @type = 'spurious')]",
        "//t:body/t:div/*[not(self::t:head or self::t:p or self::t:fw or self::t:pb)]",
    ],
    "decl-interpretation": [
        "//t:fw//*[@ref]",
        "//t:title//t:persName | //t:title//t:placeName | //t:orgName//t:placeName",
        "//t:body//t:persName[not(@ref)] | //t:body//t:placeName[not(@ref)]",
        "//t:body//t:orgName[not(@ref)] | //t:body//t:title[not(@ref)]",
        "//t:body//t:orgName[translate(normalize-space(), 'P', 'p') = 'party']",
        "//t:body//t:orgName[starts-with(following-sibling::node()[1][self::text()], ' party')]",
        "//t:body//t:orgName[contains(., 'Department') or contains(., 'ommissariat')]",
        "//t:body//t:orgName[contains(., 'Labour') or contains(., 'White')]",
        "//t:body//t:persName[contains(., \"'s\")] | //t:body//t:persName[contains(., '’s')]",
        "//t:body//t:hi[not(ancestor::t:fw) and not(*)]",
        "//t:persName/t:persName | //t:placeName/t:placeName",
        "//t:body/t:div[not(.//t:note)]",
        "//t:body//t:note[not(@resp)]",
    ],
    "decl-dates": [
        "//t:body//t:date[@datingMethod][not(@when-custom)]",
        "//t:body//t:date[@when-custom][not(@datingMethod = '#julian')]",
        "//t:body//t:date[not(@when or @from and @to or @notBefore and @notAfter)]",
        "//t:body//t:date[@cert = 'low'][not(following::node()[self::*][1]"
        "[self::t:note[@type = 'dating']])]",
    ],
    "decl-punctuation": ["//t:body//t:pc"],
}


@pytest.mark.parametrize(
    ("statement", "query"),
    [(statement, query) for statement, queries in CONTRADICTIONS.items() for query in queries],
)
def test_declared_is_practised(statement: str, query: str) -> None:
    assert found(f"//t:editorialDecl/*[@xml:id = '{statement}']")
    contradicting = found(query)
    assert not contradicting, [etree.tostring(item)[:200] for item in contradicting[:3]]


def test_every_declaration_has_a_query() -> None:
    assert set(values("//t:editorialDecl/*/@xml:id")) == set(CONTRADICTIONS)


def test_the_examples_of_the_declaration_stand_in_the_text() -> None:
    statement = found("//t:editorialDecl/t:correction")[0]
    examples = re.findall(r"“([^”]+)”", "".join(values(".//text()", statement)))
    assert len(examples) > 5
    assert [example for example in examples if example not in source()] == []


def test_quotation_marks_are_characters_of_the_text() -> None:
    assert values("//t:editorialDecl/t:quotation/@marks") == ["all"]
    text = "".join(blocks())
    assert all(text.count(mark) == source().count(mark) for mark in "\"'“”‘’")


def test_julian_dates_are_converted() -> None:
    """The Gregorian day is twelve days later in the nineteenth century, thirteen in the next."""
    days = found("//t:body//t:date[@when and string-length(@when-custom) = 10]")
    assert len(days) > 10
    for day in days:
        face = date.fromisoformat(day.get("when-custom") or "")
        difference = timedelta(days=12 if face < date(1900, 3, 13) else 13)
        assert day.get("when") == (face + difference).isoformat()


def test_a_year_from_the_context_is_marked() -> None:
    decades = "sixties|seventies|eighties|nineties"
    for day in found("//t:body//t:date[not(@cert)]"):
        assert re.search(rf"1[89]\d\d|{decades}", characters(day)), characters(day)


def test_languages_are_declared_and_used() -> None:
    declared = set(values("//t:langUsage/t:language/@ident"))
    used = {tag for root in (edition(), *registers()) for tag in values("//@xml:lang", root)}
    assert used == declared


def test_italics_are_explained() -> None:
    italics = found("//t:body//*[@rend]")
    assert all(element.get("rend") == "italic" for element in italics)
    assert len(italics) * 2 == source().count("*")


def test_notes_are_signed_and_placed() -> None:
    assert not found("//t:body//t:note[not(@resp)]")
    assert not found("//t:body//t:note[not(ancestor::t:p)]")
    for note in found("//t:body//t:note"):
        text = re.sub(r"\s+", " ", "".join(values(".//text()", note)))
        assert text == text.strip() and text.endswith(".") and len(text) < 200, text


def test_every_chapter_has_a_note() -> None:
    assert values("//t:body/t:div[not(.//t:note)]/@n") == []


def test_what_was_marked_stays_marked() -> None:
    """Floors, a little under what the edition has, so that a loss is noticed."""
    floors = {
        "t:choice or self::t:supplied or self::t:surplus": 210,
        "t:persName": 350,
        "t:placeName": 450,
        "t:orgName": 110,
        "t:title": 56,
        "t:date": 160,
        "t:note": 100,
    }
    for kind, floor in floors.items():
        assert len(found(f"//t:body//*[self::{kind}]")) >= floor, kind


def test_a_low_certainty_has_rivals_or_a_note() -> None:
    for emendation in found(
        "//t:body//t:choice[t:corr/@cert = 'low'] | //t:body//t:supplied[@cert = 'low'] "
        "| //t:body//t:surplus[@cert = 'low']"
    ):
        rivals = found("t:corr", emendation)
        assert len(rivals) > 1 or found("ancestor::t:p//t:note", emendation)


def test_licences_stand_per_layer() -> None:
    layers = {"rights-text", "rights-encoding", "rights-notes", "rights-software"}
    assert layers <= set(values("//t:availability/*/@xml:id"))
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert set(values("//t:availability/t:licence/@target")) == {licence}

"""Rules about registers and numbers of authority files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.authorities import recognise
from tei.checks.registry import run
from tei.edition import Edition
from tei.findings import Finding

Make = Callable[..., Edition]


def person(ident: str, content: str = "", name: str = "Ivanov") -> str:
    return f'<person xml:id="{ident}"><persName>{name}</persName>{content}</person>'


def found(edition: Edition, *codes: str) -> list[Finding]:
    return run(edition, codes or ["REG"])


@pytest.mark.parametrize(
    ("record", "nameless"),
    [
        ("<person xml:id='a'><persName><surname>A</surname></persName></person>", False),
        ("<person xml:id='a'><persName/></person>", True),
        ("<person xml:id='a'><note>A turner</note></person>", True),
        ("<person xml:id='a'><p>A turner</p></person>", False),
        ("<place xml:id='a'><settlement>Odessa</settlement></place>", False),
        ("<place xml:id='a'><location><geo>46 30</geo></location></place>", True),
        ("<org xml:id='a'><orgName>A</orgName></org>", False),
        ("<particDesc><listPerson><person xml:id='a'/></listPerson></particDesc>", False),
        ("<person/>", False),
    ],
)
def test_records_without_a_name(make_edition: Make, record: str, nameless: bool) -> None:
    assert bool(found(make_edition(register=record), "REG001")) == nameless


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "", True),
        ('<idno type="GND">1</idno>', '<idno type="GND">2</idno>', True),
        ('<death when="1907"/>', "", False),
        ("<occupation>turner</occupation>", "<occupation>sailor</occupation>", False),
        ("<note>turner</note>", "<note>turner</note>", True),
    ],
)
def test_records_of_one_name(make_edition: Make, one: str, other: str, alike: bool) -> None:
    records = f"<listPerson>{person('a', one)}{person('b', other)}</listPerson>"
    assert bool(found(make_edition(register=records), "REG002")) == alike


def test_one_name_in_two_registers_is_allowed(make_edition: Make) -> None:
    records = f"{person('a', name='Lena')}<place xml:id='b'><placeName>Lena</placeName></place>"
    assert found(make_edition(register=records), "REG002") == []


NAMES = """
<p><persName>Bronstein</persName>, <persName ref="#a">Ivanov</persName>,
<rs type="person">he</rs>, <rs ref="#a"><persName>Ivanov</persName></rs>,
<persName><persName ref="#a">Ivanov</persName></persName>, <persName key="x">X</persName>,
<placeName>Odessa</placeName>, <persName>Parvus</persName></p>
"""


def test_names_that_mean_nobody_are_one_note(make_edition: Make) -> None:
    edition = make_edition(NAMES, register=f"<listPerson>{person('a')}</listPerson>")
    (finding,) = found(edition, "REG003")
    assert "“Bronstein”" in finding.message and len(finding.also) == 1


def test_names_are_not_asked_for_without_a_register(make_edition: Make) -> None:
    assert found(make_edition(NAMES), "REG003") == []


def test_a_register_that_nothing_uses_does_not_ask_for_pointers(make_edition: Make) -> None:
    edition = make_edition("<p><persName>X</persName></p>", register=person("a"))
    assert found(edition, "REG003") == []


def test_records_that_are_never_mentioned_are_one_note_for_each_register(
    make_edition: Make,
) -> None:
    records = "".join(person(f"p{number}", name=f"Person {number}") for number in range(9))
    place = '<place xml:id="pl"><placeName>Odessa</placeName></place>'
    edition = make_edition('<p><rs ref="#p3">he</rs></p>', register=records + place)
    findings = found(edition, "REG004")
    assert [finding.message for finding in findings] == [
        "8 of 9 records of persons are mentioned nowhere: “Person 0”, “Person 1”, “Person 2”, …",
        "The record “Odessa” is mentioned nowhere.",
    ]


def test_a_record_does_not_mention_itself(make_edition: Make) -> None:
    record = person("a", '<note><rs ref="#a">he</rs></note>')
    assert found(make_edition(register=record), "REG004")
    other = person("b", '<note><rs ref="#a">him</rs></note>', "Other")
    (finding,) = found(make_edition(register=record + other), "REG004")
    assert "“Other”" in finding.message


def test_an_authority_number_is_compared_in_all_its_forms(make_edition: Make) -> None:
    one = person("a", '<idno type="GND">118642979</idno>', "Trotsky")
    other = person("b", '<idno type="URL">https://d-nb.info/gnd/118642979</idno>', "Bronstein")
    (finding,) = found(make_edition(register=one + other), "REG005")
    assert "“Trotsky”" in finding.message and "register.xml:" in finding.message


def test_an_authority_number_twice_in_one_record_is_allowed(make_edition: Make) -> None:
    twice = '<idno type="GND">118642979</idno>' * 2
    assert found(make_edition(register=person("a", twice)), "REG005") == []


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("GND", "118540238", True),
        ("gnd", "118540239", False),
        ("GND", "4005728-8", True),
        ("GND", "4005728-9", False),
        ("GND", "118 540 238", False),
        ("GND", "https://d-nb.info/gnd/118540238", True),
        ("URL", "http://d-nb.info/gnd/118540239", False),
        ("VIAF", "29543204", True),
        ("VIAF", "viaf29543204", False),
        ("Wikidata", "Q33391", True),
        ("Wikidata", "33391", False),
        ("Wikidata", "https://www.wikidata.org/entity/Q33391", True),
        ("GeoNames", "498817", True),
        ("GeoNames", "Petersburg", False),
        ("", "https://www.geonames.org/498817/saint-petersburg.html", True),
        ("ISNI", "0000 0001 2103 2683", True),
        ("ISNI", "0000 0001 2103 2684", False),
        ("ORCID", "0000-0002-1825-0097", True),
        ("ORCID", "https://orcid.org/0000-0002-1694-233X", True),
        ("ORCID", "0000-0002-1825-0098", False),
    ],
)
def test_numbers_of_authorities(kind: str, value: str, right: bool) -> None:
    found = recognise(kind, value)
    assert found is not None
    assert (found[0].fault(found[1]) == "") == right


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("DOI", "10.1000/1"),
        ("GND", "https://example.org/1"),
        ("", "118540238"),
        ("URL", "https://www.wikidata.org/wiki/Special:Search?search=x"),
    ],
)
def test_what_is_of_no_known_authority(kind: str, value: str) -> None:
    assert recognise(kind, value) is None


def test_numbers_in_pointers_are_looked_at_too(make_edition: Make) -> None:
    body = '<p><persName ref="https://d-nb.info/gnd/118540239">G</persName></p>'
    (finding,) = found(make_edition(body), "REG006")
    assert "wrong check digit" in finding.message

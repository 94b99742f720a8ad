"""Marking as an edition has it: its language, its pointers, its files, chosen kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from names_to_mark import REGISTER, Make
from tei.authoring import marking
from tei.edition import load


def test_dates_need_patterns_of_their_language(make_edition: Make) -> None:
    text = '<text xml:lang="{}"><body><p>{}</p></body></text>'
    german = marking.find(make_edition(text=text.format("de-AT", "am 22. Jänner 1905 in")))
    assert [item.choices[0].opening for item in german.proposals] == ['<date when="1905-01-22">']
    none = marking.find(make_edition(text=text.format("fr", "le 22 janvier 1905")))
    assert not none.proposals and none.languages == ("fr",)
    mixed = marking.find(
        make_edition(text=text.format("en", '<q xml:lang="de">im Jahre 1905.</q> im Jahre 1906.'))
    )
    assert [(item.words, item.is_certain) for item in mixed.proposals] == [
        ("1905", True),
        ("1906", False),
    ]


def test_a_german_genitive_belongs_to_the_name(make_edition: Make) -> None:
    text = '<text xml:lang="de"><body><p>die Straßen Viennas</p></body></text>'
    (found,) = marking.find(make_edition(text=text, register=REGISTER)).proposals
    assert found.words == "Viennas" and found.is_certain


def test_days_are_not_certain_where_calendars_mix(make_edition: Make) -> None:
    text = (
        '<text xml:lang="en"><body><p><date when="1905-01-22" datingMethod="#julian">9 January'
        "</date> 1905 was. On 22 January 1905, in 1906.</p></body></text>"
    )
    found = {item.words: item.doubt for item in marking.find(make_edition(text=text)).proposals}
    assert "another calendar" in found["22 January 1905"] and found["1906"] == ""


@pytest.mark.parametrize(
    "pointer", ["#berg", "register.xml#berg", "psn:berg"], ids=["id", "file", "prefix"]
)
def test_pointers_are_written_as_the_edition_does(make_edition: Make, pointer: str) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
        "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><encodingDesc><listPrefixDef>"
        '<prefixDef ident="psn" matchPattern="(.+)" replacementPattern="register.xml#$1"/>'
        "</listPrefixDef></encodingDesc></teiHeader>"
    )
    body = f'<p><persName ref="{pointer}">Berg</persName>, and Adler was here. Victor Adler.</p>'
    edition = make_edition(body, header=header, register=REGISTER)
    found = [item for item in marking.find(edition).proposals if item.is_certain]
    assert [item.choices[0].attributes for item in found] == [
        (("ref", pointer.replace("berg", "adler")),)
    ]


def test_prefixes_of_the_file_are_used(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(
        '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:teiHeader/><t:text><t:body>'
        '<t:p>So Berg came.</t:p></t:body></t:text><t:standOff><t:listPerson><t:person xml:id="b">'
        "<t:persName>Berg</t:persName></t:person></t:listPerson></t:standOff></t:TEI>"
    )
    (found,) = marking.find(load(path)).proposals
    written = marking.apply([(found, found.choices[0])])["text.xml"].decode()
    assert '<t:persName ref="#b">Berg</t:persName> came' in written


def test_the_kinds_and_texts_can_be_chosen(make_edition: Make) -> None:
    edition = make_edition(
        text='<text xml:lang="en"><body><div xml:id="one"><p>Vienna, in 1905.</p></div>'
        '<div xml:id="two"><p>Vienna; Berg.</p></div></body></text>',
        register=REGISTER,
    )

    def found(**options: tuple[str, ...]) -> list[str]:
        return [item.words for item in marking.find(edition, **options).proposals]  # type: ignore[arg-type]

    assert found() == ["Vienna", "1905", "Vienna", "Berg"]
    assert found(kinds=("date", "person")) == ["1905", "Berg"]
    assert found(texts=("two",)) == ["Vienna", "Berg"]


def test_a_place_within_a_longer_name_is_not_marked_when_its_kind_is_chosen(
    make_edition: Make,
) -> None:
    edition = make_edition("<p>the Vienna Soviet met</p>", register=REGISTER)
    assert not marking.find(edition, kinds=("place",)).proposals


def test_a_proposal_says_where_and_what(make_edition: Make) -> None:
    edition = make_edition(
        text='<text xml:lang="en"><body><div xml:id="a"><p/></div><div xml:id="c"><head>One</head>'
        "\n<p>So came\nAnna Berg, late.</p></div></body></text>",
        register=REGISTER,
    )
    (found,) = marking.find(edition).proposals
    assert (found.position.path, found.position.line, found.position.column) == ("text.xml", 3, 1)
    assert (found.words, found.before, found.after) == ("Anna Berg", "One So came ", ", late.")
    assert (found.text, found.locus, found.kind) == ("c", "One", "person")
    assert found.choices[0].record and found.choices[0].record.id == "berg"


def test_included_files_are_marked_where_they_are(make_edition: Make) -> None:
    edition = make_edition(
        text='<text xml:lang="en" xmlns:xi="http://www.w3.org/2001/XInclude"><body>'
        '<xi:include href="one.xml"/></body></text>',
        register=REGISTER,
        files={
            "one.xml": '<div xmlns="http://www.tei-c.org/ns/1.0"><p>\r\n'
            "To Vienna in 1905.</p></div>"
        },
    )
    found = marking.find(edition).proposals
    assert [(item.words, str(item.position)) for item in found] == [
        ("Vienna", "one.xml:2:4"),
        ("1905", "one.xml:2:14"),
    ]
    assert list(marking.apply([(item, item.choices[0]) for item in found])) == ["one.xml"]

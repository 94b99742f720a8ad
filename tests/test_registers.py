"""Registers: which elements are records, how they are called and sorted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.edition import Edition
from tei.registers import Kind, fold

Make = Callable[..., Edition]


def labels(edition: Edition, kind: Kind) -> list[str]:
    return [record.label for record in edition.registers[kind].records]


def test_records_are_sorted_by_their_normal_forms(make_edition: Make) -> None:
    edition = make_edition(
        register="<listPerson>"
        "<person xml:id='a'><persName><surname>Öhler</surname><forename>Z.</forename></persName>"
        "</person>"
        "<person xml:id='b'><persName>Otto</persName></person>"
        "<person xml:id='c'><persName sortKey='Aachen'>Karl</persName></person>"
        "<person xml:id='d'><persName type='alias'>Pero</persName><persName type='main'>Trotsky, "
        "Leon</persName></person>"
        "</listPerson>"
    )
    assert labels(edition, Kind.PERSON) == ["Karl", "Öhler, Z.", "Otto", "Trotsky, Leon"]
    assert [record.letter for record in edition.registers[Kind.PERSON].records] == list("AOOT")


def test_every_kind_of_record(make_edition: Make) -> None:
    edition = make_edition(
        register="<listPlace><place xml:id='p'><placeName>Odessa</placeName>"
        "<place xml:id='q'><placeName>Moldavanka</placeName></place></place></listPlace>"
        "<listOrg><org xml:id='o'><orgName>Bund</orgName></org></listOrg>"
        "<listEvent><event xml:id='e'><label>Strike</label></event></listEvent>"
        "<listBibl><bibl xml:id='w'><author>Marx</author><title>Capital</title></bibl>"
        "<bibl>without an id</bibl></listBibl>"
    )
    assert {kind: labels(edition, kind) for kind in edition.registers} == {
        Kind.PLACE: ["Moldavanka", "Odessa"],
        Kind.ORG: ["Bund"],
        Kind.WORK: ["Capital"],
        Kind.EVENT: ["Strike"],
    }


def test_a_bibliography_in_the_text_is_no_register(make_edition: Make) -> None:
    edition = make_edition("<listBibl><bibl xml:id='w'><title>Capital</title></bibl></listBibl>")
    assert edition.registers == {}


def test_a_record_without_a_name_is_called_by_its_id(make_edition: Make) -> None:
    edition = make_edition(register="<listPerson><person xml:id='anon'/></listPerson>")
    assert labels(edition, Kind.PERSON) == ["anon"]


@pytest.mark.parametrize(
    ("text", "key"),
    [("Élan vital", "elan vital"), ("d'Alembert", "d alembert"), ("Ἀθήνη", "αθηνη")],
)
def test_sort_keys_have_no_accents_case_or_punctuation(text: str, key: str) -> None:
    assert fold(text) == key

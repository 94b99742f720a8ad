"""Passages by number and wording; the two encodings of one published apparatus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import calpurnius
from tei.apparatus.collection import apparatus
from tei.apparatus.locations import parts
from tei.apparatus.model import Fault
from tei.edition import Edition, load
from tei.names import tei

Make = Callable[..., Edition]

DIFFERENCES = Path(__file__).parent / "goldens" / "calpurnius.txt"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("C2.11.12", ["c", "2", "11", "12"]), ("12", ["12"]), ("A3", ["a", "3"]), ("1b", ["1", "b"])],
)
def test_a_number_is_taken_apart(number: str, expected: list[str]) -> None:
    assert parts(number) == expected


def passages(edition: Edition) -> list[tuple[str, str, str | None]]:
    return [
        (text, entry.locus, entry.passage)
        for text, entries in apparatus(edition).items()
        for entry in entries
    ]


def test_a_verse_line_goes_before_its_stanza(make_edition: Make) -> None:
    edition = make_edition(
        "<div n='1'><lg n='2'><l n='1'>one</l><l n='2'>two</l></lg></div><div type='apparatus'>"
        "<listApp><app loc='1.2'><lem>two</lem><rdg>x</rdg></app></listApp></div>",
        settings='[edition]\nsource = "text.xml"\n[texts]\nunit = "file"\n',
    )
    assert passages(edition) == [("text", "1.2", "two")]


def test_a_translation_has_the_numbers_but_not_the_words(make_edition: Make) -> None:
    edition = make_edition(
        "<div type='edition'><ab><lb n='1'/>two</ab></div>"
        "<div type='apparatus'><listApp><app loc='1'><lem>two</lem></app></listApp></div>"
        "<div type='translation'><p n='1'>two</p></div>"
    )
    assert passages(edition) == [("edition", "1", "two")]


def test_other_punctuation_does_not_hide_a_lemma(make_edition: Make) -> None:
    edition = make_edition(
        "<l n='1'>one, Two-three!</l><listApp><app loc='1'><lem>one twothree</lem></app></listApp>"
    )
    assert passages(edition)[0][2] == "one, Two-three"


def test_two_encodings_of_one_apparatus(corpora: Path, request: pytest.FixtureRequest) -> None:
    shown = calpurnius.report(corpora / "calpurnius")
    if request.config.getoption("--update-goldens", default=False):
        DIFFERENCES.write_text(shown, encoding="utf-8")
    assert shown == DIFFERENCES.read_text(encoding="utf-8"), "accept with pytest --update-goldens"


@pytest.mark.parametrize(("file", "text"), calpurnius.ENCODINGS)
def test_both_encodings_are_read_as_they_are_written(corpora: Path, file: str, text: str) -> None:
    """So what differs between them is of the editors’ making: it stands in their files."""
    found = calpurnius.read(corpora / "calpurnius" / file, text)
    assert len(found) > 200
    for line, entry in found:
        assert calpurnius.shape(entry) == calpurnius.as_written(entry), (file, line)


@pytest.mark.parametrize(
    ("number", "tied", "faults"),
    [
        (2, 240, {Fault.LEMMA_DIFFERS: 3, Fault.NO_LEMMA: 1}),
        (4, 369, {Fault.LEMMA_DIFFERS: 8, Fault.NO_LEMMA: 10}),
    ],
)
def test_an_external_apparatus_is_tied_to_the_published_text(
    corpora: Path, tmp_path: Path, number: int, tied: int, faults: dict[Fault, int]
) -> None:
    parser = etree.XMLParser(huge_tree=True, collect_ids=False)
    root = etree.parse(corpora / "calpurnius/editio.xml", parser).getroot()
    other = etree.parse(corpora / f"calpurnius/Poem{number}.xml", parser).getroot()
    text = root.find(f".//{tei('text')}")
    apps = other.find(f".//{tei('listApp')}")
    assert text is not None and apps is not None
    etree.SubElement(text, tei("back")).append(apps)
    path = tmp_path / "together.xml"
    path.write_bytes(etree.tostring(root))
    entries = [entry for found in apparatus(load(path)).values() for entry in found if entry.locus]
    counts = Counter(fault for entry in entries for fault in entry.faults)
    del counts[Fault.WITNESS_TWICE]
    assert (sum(entry.passage is not None for entry in entries), counts) == (tied, faults)

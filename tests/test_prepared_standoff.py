"""Entries that stand apart from the text come to the passage that they are about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei.apparatus.collection import apparatus
from tei.edition import Edition, load
from tei.names import AT, prepared
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]
TEXT = "<text><body>{}</body><back>{}</back></text>"


def documents(edition: Edition) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in prepare(edition).texts.items()}


def entries(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(prepared("entry")))


def passage_of(root: etree._Element, entry: etree._Element) -> etree._Element:
    (found,) = (
        item
        for item in root.iter(prepared("passage"))
        if item.get(prepared("id")) == entry.get("passage")
    )
    return found


def test_an_entry_with_ends_goes_before_its_passage(make_edition: Make) -> None:
    edition = make_edition(
        text=TEXT.format(
            "<p>one</p><p>two <anchor xml:id='a'/>three<anchor xml:id='b'/> four</p>",
            "<listApp type='variants'><app from='#a' to='#b'><lem>three</lem>"
            "<rdg wit='#B'>x</rdg></app></listApp>",
        )
    )
    (root,) = documents(edition).values()
    (entry,) = entries(root)
    passage = passage_of(root, entry)
    assert (entry.get("locus"), entry.get("apparatus")) == ("2", "variants")
    following = passage.getnext()
    assert following is not None and following.get(prepared("id")) == "a"
    assert len(passage) == 0 and not passage.text
    paragraph = passage.getparent()
    assert paragraph is not None and "".join(map(str, paragraph.itertext())) == "two three four"


def test_entries_with_a_locus_go_to_its_line_in_their_order(make_edition: Make) -> None:
    edition = make_edition(
        text=TEXT.format(
            "<lg><l n='11'>one two</l><l n='12'>three four</l></lg>",
            "<listApp><app loc='12'><lem>three</lem></app><app loc='12'><lem>four</lem></app>"
            "<app loc='11'><lem>two</lem></app><app loc='99'><lem>x</lem></app></listApp>",
        )
    )
    (root,) = documents(edition).values()
    lemmas = [(item.get("locus"), item[0].text) for item in entries(root)]
    assert lemmas == [("11", "two"), ("12", "three"), ("12", "four"), ("99", "x")]
    first = passage_of(root, entries(root)[0]).getparent()
    assert first is not None and first.get("n") == "11"


def test_an_apparatus_in_another_text_comes_to_the_text_it_is_about(make_edition: Make) -> None:
    edition = make_edition(
        "<div xml:id='poem'><l n='1'>one two</l></div>"
        "<div xml:id='variants'><head>Variants</head>"
        "<listApp><app loc='1'><lem>two</lem><rdg wit='#B'>too</rdg></app></listApp></div>"
    )
    found = documents(edition)
    assert [len(entries(root)) for root in found.values()] == [1, 0]


def test_status_source_and_sequence_are_told(make_edition: Make) -> None:
    edition = make_edition(
        "<p><app><lem type='emendation' source='#Heinsius'>a</lem><rdg wit='#B' varSeq='1'>b</rdg>"
        "<rdg source='#Beck'>c</rdg></app></p>"
    )
    (root,) = documents(edition).values()
    told = [
        tuple(item.get(name) for name in ("status", "source", "sequence"))
        for item in entries(root)[0]
        if item.get("n")
    ]
    assert told == [
        ("emendation", "Heinsius", None),
        (None, None, "1"),
        ("conjecture", "Beck", None),
    ]


def test_parts_of_a_split_entry_know_each_other(make_edition: Make) -> None:
    edition = make_edition(
        "<p><app xml:id='x' next='#y'><lem>a</lem></app></p>"
        "<p><app xml:id='y' prev='#x'><lem>b</lem></app></p>"
    )
    (root,) = documents(edition).values()
    first, second = entries(root)
    assert (first.get("next"), second.get("previous")) == (second.get("id"), first.get("id"))


def test_a_lemma_in_a_reading_group_is_the_running_text(make_edition: Make) -> None:
    edition = make_edition(
        "<p><app><rdgGrp><rdg wit='#B'>b</rdg></rdgGrp><rdgGrp><lem wit='#A'>a</lem></rdgGrp>"
        "</app></p>"
    )
    (root,) = documents(edition).values()
    body = root.find(prepared("body"))
    assert body is not None and "".join(map(str, body.itertext())) == "a"


@pytest.mark.parametrize(
    ("name", "placed"),
    [
        ("sarit/ratnakirti-nibandhavali.xml", 137),
        ("dharma/DHARMA_INSCIC00066.xml", 33),
        ("tradition/base__t__data__florilegium_tei_cte.xml", 73),  # one stands in a note
    ],
)
def test_entries_of_published_editions_have_a_passage(
    corpora: Path, name: str, placed: int
) -> None:
    """Those that are left stand where the file has them, in the list at its end."""
    found = 0
    for root in documents(load(corpora / name)).values():
        for entry in entries(root):
            parent = passage_of(root, entry).getparent() if entry.get("passage") else None
            found += parent is not None and not str(parent.tag).endswith("}listApp")
    assert found == placed


def between(root: etree._Element, start: str, end: str) -> str:
    """Give the letters of the reading text between two places."""
    words: list[str] = []
    inside = False
    body = root.find(prepared("body"))
    assert body is not None
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        text = element.text if event == "start" else element.tail
        if event == "start":
            inside = (inside or element.get(prepared("id")) == start) and (
                element.get(prepared("id")) != end
            )
            if element.get(prepared("layer")) in ("diplomatic", "none"):
                walk.skip_subtree()
                continue
        if inside:
            words.append(text or "")
    return "".join(sign for sign in "".join(words).casefold() if sign.isalnum())


@pytest.mark.parametrize(
    ("name", "fewest", "corrected"),
    [
        ("sarit/ratnakirti-nibandhavali.xml", 120, 0),
        ("dharma/DHARMA_INSCIC00066.xml", 10, 4),
    ],
)
def test_the_passage_of_an_entry_apart_is_what_it_is_about(
    corpora: Path, name: str, fewest: int, corrected: int
) -> None:
    edition = load(corpora / name)
    known = {
        entry.element.get(AT): entry
        for entries_of in apparatus(edition).values()
        for entry in entries_of
    }
    count = different = 0
    for root in documents(edition).values():
        for entry in entries(root):
            if entry.get("end"):
                passage = known[entry.get(AT)].passage or ""
                letters = "".join(sign for sign in passage.casefold() if sign.isalnum())
                found = between(root, entry.get("passage", ""), entry.get("end", ""))
                different += found != letters
                count += 1
    assert count >= fewest
    # The witness has “sic” where the reading text has “corr”, and nothing of what is supplied.
    assert different == corrected


def test_a_passage_ends_where_its_last_word_does(make_edition: Make) -> None:
    edition = make_edition(
        text=TEXT.format(
            "<l n='1'>one <!-- c -->two<?x?> three</l><l n='2'>four five</l>",
            "<listApp><app loc='1'><lem>wo</lem><rdg wit='#B'/></app>"
            "<app from='#string' to='#e'><rdg/></app></listApp>",
        )
    )
    (root,) = documents(edition).values()
    first = entries(root)[0]
    assert between(root, first.get("passage", ""), first.get("end", "")) == "wo"
    line = next(root.iter("{*}l"))
    assert "".join(map(str, line.itertext())) == "one two three"


def test_a_passage_over_lines_says_to_which_it_reaches(make_edition: Make) -> None:
    edition = make_edition(
        text=TEXT.format(
            "<lg><l n='1'>one <anchor xml:id='a'/>two</l><l n='2'>four<anchor xml:id='b'/> five</l>"
            "<l n='3'><app><lem>six</lem><rdg wit='#B'/></app></l></lg>",
            "<listApp><app from='#a' to='#b'><lem>two four</lem><rdg wit='#B'/></app></listApp>",
        )
    )
    (root,) = documents(edition).values()
    assert [(item.get("locus"), item.get("to-locus")) for item in entries(root)] == [
        ("1", "2"),
        ("3", None),
    ]

"""How an edition divides into the texts that a reader opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei.edition import Edition, load
from tei.errors import TeiError
from tei.prepared.prepare import prepare
from tei.texts import Group, Text

Make = Callable[..., Edition]


def outline(items: object) -> list[Any]:
    """Write a table of contents as nested lists of ids; a group begins with its label."""
    assert isinstance(items, tuple)
    return [
        item.id if isinstance(item, Text) else [item.label, *outline(item.items)] for item in items
    ]


def test_chapters_are_texts(make_edition: Make) -> None:
    edition = make_edition(
        '<div type="chapter" n="6" xml:id="chapter-06"><head>Chapter 6: The <hi>Break</hi></head>'
        '<p>a</p></div><div type="chapter" n="7"><p>b</p></div>'
    )
    assert outline(edition.contents) == ["chapter-06", "chapter-7"]
    assert [text.label for text in edition.texts.values()] == ["Chapter 6: The Break", "Chapter 7"]
    assert [text.n for text in edition.texts.values()] == ["6", "7"]


def test_a_text_without_divisions_is_one_text_with_the_title_of_the_edition(
    make_edition: Make,
) -> None:
    edition = make_edition("<head>A heading</head><p>a</p>")
    (text,) = edition.texts.values()
    assert (text.id, text.label) == ("text", "A small edition")


def test_front_and_back_are_divided_too(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage>"
        '<div type="preface"><p>p</p></div></front>'
        '<body><div n="1" type="c"><p>a</p></div><div n="2" type="c"><p>b</p></div></body>'
        '<back><div type="appendix"><p>z</p></div></back></text>'
    )
    assert [(text.id, text.place) for text in edition.texts.values()] == [
        ("front", "front"),
        ("preface", "front"),
        ("c-1", "body"),
        ("c-2", "body"),
        ("appendix", "back"),
    ]


def test_parts_hold_chapters(make_edition: Make) -> None:
    chapters = '<div type="chapter" n="{}"><p>a</p></div>'
    edition = make_edition(
        f'<div type="part"><head>Part One</head>{chapters.format(1)}{chapters.format(2)}</div>'
        f'<div type="part"><head>Part Two</head>{chapters.format(3)}</div>'
    )
    one, two = outline(edition.contents)
    assert one[1:] == ["text", "chapter-1", "chapter-2"]
    assert two[1:] == ["text-2", "chapter-3"]
    assert [item.label for item in edition.contents if isinstance(item, Group)] == [
        "Part One",
        "Part Two",
    ]


def test_one_wrapper_around_everything_is_opened(make_edition: Make) -> None:
    inner = '<div type="textpart" n="{}"><p>a</p></div>'
    edition = make_edition(f'<div type="edition">{inner.format(1)}{inner.format(2)}</div>')
    assert list(edition.texts) == ["textpart-1", "textpart-2"]


def test_the_setting_decides(make_edition: Make) -> None:
    body = (
        '<div type="act" n="1"><div type="scene" n="1"><p>a</p></div>'
        '<div type="scene" n="2"><p>b</p></div></div><div type="act" n="2"><p>c</p></div>'
    )

    def ids(unit: str) -> list[str]:
        settings = f'[edition]\nsource = "text.xml"\n[texts]\nunit = "{unit}"\n'
        return list(make_edition(body, settings=settings).texts)

    assert ids("auto") == ["act-1", "act-2"]
    assert ids("div") == ["act-1", "act-2"]
    assert ids("scene") == ["scene-1", "scene-2", "act-2"]
    assert ids("file") == ["text"]


def test_a_collection_has_a_text_for_each_file_in_natural_order(make_edition: Make) -> None:
    letter = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>To {}</title></titleStmt></fileDesc></teiHeader><text><body>"
        "<div><p>a</p></div><div><p>b</p></div></body></text></TEI>"
    )
    edition = make_edition(
        settings='[edition]\nsource = "letters/*.xml"\n',
        files={f"letters/L{n}.xml": letter.format(name) for n, name in ((10, "B"), (9, "A"))},
    )
    assert [(text.id, text.label) for text in edition.texts.values()] == [
        ("L9", "To A"),
        ("L10", "To B"),
    ]
    assert all(text.header is not None for text in edition.texts.values())


def test_ids_are_unique_whatever_the_file_system(make_edition: Make) -> None:
    edition = make_edition(
        '<div xml:id="Intro"><p>a</p></div><div xml:id="intro"><p>b</p></div>'
        '<div xml:id="é"><p>c</p></div><div><p>d</p></div>'
    )
    ids = list(edition.texts)
    assert len({ident.lower() for ident in ids}) == 4
    assert all(ident.isascii() for ident in ids)


def test_a_page_break_before_a_chapter_goes_with_it(make_edition: Make) -> None:
    edition = make_edition(
        '<pb n="1"/><div n="1" type="c"><p>a</p></div><pb n="2"/><div n="2" type="c"><p>b</p></div>'
        "<pb/>"
    )
    assert [len(text.elements) for text in edition.texts.values()] == [2, 3]


def test_what_lies_between_texts_is_a_text(make_edition: Make) -> None:
    edition = make_edition(
        "<head>Title</head><epigraph><p>e</p></epigraph>"
        '<div n="1" type="c"><p>a</p></div><div n="2" type="c"><p>b</p></div>'
    )
    assert [text.label for text in edition.texts.values()] == ["Title", "C 1", "C 2"]


def test_stray_text_between_divisions_is_not_lost(make_edition: Make) -> None:
    edition = make_edition('<div n="1"><p>a</p></div>stray<div n="2"><p>b</p></div>')
    (text,) = edition.texts.values()
    assert "stray" in "".join(map(str, text.elements[0].itertext()))


def test_registers_in_the_back_are_no_text(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><body><p>a</p></body><back><listPerson><person xml:id='x'><persName>X"
        "</persName></person></listPerson></back></text>"
    )
    assert list(edition.texts) == ["text"]
    assert list(edition.records) == ["x"]


def test_a_real_edition_keeps_its_front_matter_and_chapters(corpora: Path) -> None:
    poems = load(corpora / "calpurnius" / "editio.xml").texts.values()
    assert sum(text.place == "front" for text in poems) >= 5
    chapters = list(load(corpora / "sarit" / "brahmapurana.xml").texts.values())
    assert len(chapters) >= 240
    assert chapters[0].label.startswith("Chapter 1: ")


def test_divisions_without_heading_or_number_are_counted(make_edition: Make) -> None:
    edition = make_edition(
        "<div type='episode'><p>a</p></div><div type='choral'><p>b</p></div>"
        "<div type='episode'><p>c</p></div>"
    )
    labels = [text.label for text in edition.texts.values()]
    assert labels == ["Episode 1", "Choral", "Episode 2"]


def test_a_text_named_by_its_words_keeps_them_apart(make_edition: Make) -> None:
    edition = make_edition("<div><lg><l>one</l><l>two</l></lg></div><div><p>three</p></div>")
    assert [text.label for text in edition.texts.values()] == ["one two", "three"]


def test_a_heading_without_words_of_its_own_has_the_title_of_the_file(make_edition: Make) -> None:
    head = "<head><app><lem/><rdg wit='#A'>Of Locks</rdg></app></head>"
    body = f"{head}<div><head>One</head><p>1</p></div><div><head>Two</head><p>2</p></div>"
    texts = make_edition(body).texts.values()
    assert [text.label for text in texts] == ["A small edition", "One", "Two"]


def test_a_page_break_in_the_front_is_no_text(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><front><pb n='1'/></front><body><div n='1'><p>a</p></div>"
        "<div n='2'><p>b</p></div></body></text>"
    )
    assert [len(text.elements) for text in edition.texts.values()] == [2, 1]


@pytest.mark.parametrize("text", ["<text><body/></text>", "<text><body> <div/> </body></text>"])
def test_a_text_without_words_is_no_edition(make_edition: Make, text: str) -> None:
    edition = make_edition(text=text)
    assert not edition.has_text
    with pytest.raises(TeiError, match="has no text"):
        edition.require_text()


APART = (
    '<text><body><div n="1"><p>one <anchor xml:id="a"/>two<anchor xml:id="b"/></p></div>'
    '<div n="2"><p>three</p></div></body><back><div type="apparatus">{}<listApp>'
    '<app from="#a" to="#b"><lem>two</lem><rdg wit="#B">ten</rdg></app>'
    '<app from="#no"><lem>six</lem><rdg wit="#B">sex</rdg></app></listApp></div></back></text>'
)


def test_a_division_of_entries_about_other_passages_is_no_text(make_edition: Make) -> None:
    edition = make_edition(text=APART.format(""))
    assert [text.label for text in edition.texts.values()] == ["one two", "three"]
    one, three = (etree.fromstring(text) for text in prepare(edition).texts.values())
    (placed,) = one.iter("{urn:tei-edition:prepared}entry")
    assert placed.get("locus") == "1"
    # An entry whose passage does not exist is still shown, under the last text, without a number.
    (lost,) = three.iter("{urn:tei-edition:prepared}entry")
    assert (lost.get("fault"), lost.get("locus")) == ("dangling-pointer", None)


def test_a_division_of_entries_with_words_of_its_own_stays(make_edition: Make) -> None:
    for words in ("<head>Apparatus</head>", "<p>On the readings.</p>", "<ab/>"):
        edition = make_edition(text=APART.format(words))
        assert len(edition.texts) == 3, words

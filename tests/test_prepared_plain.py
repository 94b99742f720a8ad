"""The plain text of a prepared text: what stands on lines of its own, and what is told of gaps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.edition import Edition
from tei.layers import Layer
from tei.prepared.plain import plain
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]


def text_of(edition: Edition, layer: Layer = Layer.READING, notes: bool = True) -> str:
    (document,) = prepare(edition).texts.values()
    return plain(document, layer, notes)


def test_plain_text_of_prose(make_edition: Make) -> None:
    edition = make_edition(
        "<head>Title</head>\n<p>One\n   two<note>a note</note>.</p><p>Herr"
        " <choice><sic>Khl</sic><corr>Kühl</corr></choice></p>"
    )
    assert text_of(edition) == "Title\n\nOne two[1].\n\nHerr Kühl\n\n[1] a note\n"
    assert text_of(edition, Layer.DIPLOMATIC, notes=False) == "Title\n\nOne two.\n\nHerr Khl\n"


def test_plain_text_of_verse_lists_and_tables(make_edition: Make) -> None:
    edition = make_edition(
        "<lg><l>a</l>\n<l>b</l></lg><lg><l>c</l></lg><list><item>x</item><item>y</item></list>"
        "<table><row><cell>1</cell><cell>2</cell></row><row><cell>3</cell><cell>4</cell></row>"
        "</table><sp><speaker>ROMEO</speaker><l>d</l></sp>"
    )
    assert text_of(edition) == "a\nb\n\nc\n\nx\ny\n\n1\t2\n3\t4\n\nROMEO\nd\n"


def test_a_label_is_no_part_of_the_word_after_it(make_edition: Make) -> None:
    edition = make_edition(
        '<l><label type="speaker">M.</label>Quid <label>1</label>) <label>C</label><hi>x</hi></l>'
    )
    assert text_of(edition) == "M. Quid 1) C x\n"
    entry = '<app>\n<lem>\n<label>C.</label></lem>\n<rdg wit="#B"/></app>cernis'
    assert text_of(make_edition(f"<l>{entry}</l>")) == "C. cernis\n"


def test_plain_text_says_where_words_are_missing(make_edition: Make) -> None:
    edition = make_edition(
        "<p>Near where the <gap quantity='2' unit='words'/> Thames<gap/></p>"
        "<cit><quote>cited</quote><bibl>Author</bibl></cit>"
        "<castList><castItem><role>Faust</role>, <roleDesc>ein Doktor</roleDesc></castItem>"
        "</castList>"
    )
    assert text_of(edition) == (
        "Near where the [… 2 words] Thames[…]\n\ncited Author\n\nFaust, ein Doktor\n"
    )


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [
        ("3", "word", "3 words"),
        ("1", "lines", "1 line"),
        ("2", "cm", "2 cm"),
        ("4", "", "4"),
    ],
)
def test_plain_text_says_how_much_is_missing(
    make_edition: Make, quantity: str, unit: str, said: str
) -> None:
    edition = make_edition(f"<p>a <gap quantity='{quantity}' unit='{unit}'/> b</p>")
    assert text_of(edition) == f"a [… {said}] b\n"


def test_an_author_stands_in_the_byline_and_on_a_line_of_a_title_page(make_edition: Make) -> None:
    page = "<titlePage>{}</titlePage>"
    for inner, said in (
        ("<byline>by <docAuthor>A. Berg</docAuthor></byline>", "by A. Berg"),
        ("<titlePart>Poems</titlePart><docAuthor>A. Berg</docAuthor>", "Poems\n\nA. Berg"),
    ):
        text = f"<text><front>{page.format(inner)}</front><body><div><p>x</p></div></body></text>"
        shown = plain(prepare(make_edition(text=text)).texts["front"])
        assert shown == f"{said}\n"

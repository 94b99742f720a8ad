"""The book: every word of the reading text and no other, and a PDF whatever happens."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reading_pdf import Pages, Sign, body_pages, quiet, solid, unhyphenated
from tei import names
from tei.edition import Edition, load
from tei.layers import Layer
from tei.outputs.pdf import file_name
from tei.outputs.pdf_book import gather
from tei.outputs.registry import Product, build
from tei.prepared.plain import flow
from tei.prepared.prepare import Prepared, prepare

Make = Callable[..., Edition]
# What the edition adds to a text within its lines.
ADDED = frozenset({"sign", "milestone", "page"})
APART = frozenset({"note", "apparatus", "notes", "remark"})


def pieces(element: etree._Element, leave_out: frozenset[str], marks: bool) -> Iterator[str]:
    """Give the text of the print vocabulary in order; with `marks`, the signs of notes."""
    yield element.text or ""
    for child in element:
        if child.tag == "note" and marks:
            yield child.get("n", "")
        elif child.tag not in leave_out | APART:
            yield from pieces(child, leave_out, marks)
        yield child.tail or ""


def reading_text(document: bytes) -> str:
    """Give the reading text of a prepared text without the signs for its gaps."""
    body = etree.fromstring(document).find(names.prepared("body"))
    for gap in body.iter(names.tei("gap")) if body is not None else ():
        gap.set(names.prepared("layer"), "none")
    return flow(body, Layer.READING)


def in_text_block(pages: Pages, page: int) -> Iterator[Sign]:
    """Give what stands between the running head and the foot, without margins and small print."""
    width, height = pages.size(page)
    for sign in pages.signs(page):
        inner = 0.1 * width < sign.x < 0.9 * width and 0.08 * height < sign.y < 0.89 * height
        margin = sign.size == 7.8 and not 0.149 * width < sign.x < 0.86 * width
        if inner and not margin and sign.size != 8.4:
            yield sign


RICH = """
<div type="chapter" xml:id="one"><head>Of arms<note place="foot">A note on a heading.</note></head>
  <p>First <hi rend="italic">words</hi> of it, <choice><sic>eror</sic><corr>error</corr></choice>
  mended, <supplied reason="lost">supplied</supplied> and <surplus>surplus</surplus>.</p>
  <p>A <foreign xml:lang="la">arma virumque</foreign>,<note resp="#ed">The editor's.</note> then
  <gap reason="lost"/> and <unclear>unclear</unclear>; a list:
  <list rend="numbered"><item>one</item><item>two <list><item>inner</item></list></item></list>
  and on with the paragraph.</p>
  <pb n="12"/><p>On the next page.<lb/>A line; bro<lb break="no"/>ken.</p>
  <quote><p>Quoted document.</p><p>Its second paragraph.</p></quote>
  <lg><l>Verse the first</l><l>verse the second</l><l>third</l><l>fourth</l><l>the fifth</l></lg>
  <sp><speaker>Hamlet</speaker><p>To be <stage>aside</stage> or not.</p></sp>
  <sp><speaker>Ophelia</speaker><stage>enters</stage><l part="I">My lord</l></sp>
  <sp><speaker>Hamlet</speaker><l part="F">indeed!</l></sp>
  <table><head>A table</head><row role="label"><cell>Year</cell><cell>Place</cell></row>
  <row><cell>1905</cell><cell>Odessa</cell></row></table>
  <list><label>key</label><item>value</item><label>other</label><item>thing</item></list>
  <figure><head>The caption</head><figDesc>Described</figDesc></figure></div>
<div type="chapter"><head>Of the man</head><opener><dateline>Wien, 1. Mai</dateline>
  <salute>Lieber Freund!</salute></opener><p>A letter.</p><closer><signed>Dein A.</signed></closer>
  <div><head>Below</head><p>Deeper.</p><div><head>Deeper still</head><p>Deepest.</p></div></div>
</div>
"""


@pytest.fixture
def rich(make_edition: Make) -> Edition:
    return make_edition(RICH)


def test_the_vocabulary_has_every_word_of_the_reading_text(rich: Edition) -> None:
    prepared = prepare(rich)
    book, _ = gather(rich, prepared, lambda _: None)
    for root, document in zip(book.texts().values(), prepared.texts.values(), strict=True):
        words = "".join(pieces(root, ADDED, marks=False))
        assert solid(words) == solid(reading_text(document))


def test_every_word_is_printed_and_no_other(rich: Edition) -> None:
    book, pages = unhyphenated(rich)
    printed = "".join(
        sign.text for page in body_pages(pages) for sign in in_text_block(pages, page)
    )
    wanted = "".join("".join(pieces(root, frozenset(), True)) for root in book.texts().values())
    # Numbers of a list are the edition's, notes have their marks.
    assert solid(printed.split("Emendations")[0]) == solid(
        wanted.replace("one", "1.one", 1).replace("two", "2.two", 1)
    )
    assert "eror" not in solid(printed).split("Emendations")[0]


def test_blanks_are_single(rich: Edition) -> None:
    _, pages = unhyphenated(rich)
    for page in body_pages(pages):
        for line in pages.lines(page):
            assert "  " not in line.text


def test_the_page(rich: Edition) -> None:
    pages = quiet(rich)
    assert pages.label(0) == "i"
    first = pages.numbered("1")
    assert first % 2 == 0, "the text begins on a right-hand page"
    assert pages.lines(first)[0].text.startswith("Of arms")
    assert pages.size(first)[0] == pytest.approx(148 / 25.4 * 72, abs=0.1)


def test_bookmarks_and_description(rich: Edition) -> None:
    pages = quiet(rich)
    marks = pages.bookmarks()
    assert [(title, level) for title, level, _ in marks] == [
        ("Contents", 0),
        ("Signs", 0),
        ("Of arms", 0),
        ("Of the man", 0),
        ("Below", 1),
        ("Deeper still", 2),
        ("Emendations", 0),
    ]
    for title, _, page in marks:
        assert title.split()[0] in pages.text(page)
    assert pages.metadata()["Title"] == "A small edition"


def test_tagged_and_for_archives(rich: Edition) -> None:
    (product,) = build(rich, ["pdf"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in product.content
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in re.sub(
        rb"\s+<", b"<", product.content
    )
    assert b"/Marked true" in product.content


def test_two_builds_are_the_same(rich: Edition) -> None:
    first, second = (next(iter(build(rich, ["pdf"]))).content for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My Life", "my-life.pdf"),
        ("Élégies d’hiver", "elegies-dhiver.pdf"),
        ("Đặng Thùy Trâm, Łódź", "dang-thuy-tram-lodz.pdf"),
        ("Straße und Œuvre", "strasse-und-oeuvre.pdf"),
        (
            "A very long title " * 9,
            "a-very-long-title-a-very-long-title-a-very-long-title-a-very.pdf",
        ),
        ("בראשית", "edition-1.pdf"),
    ],
)
def test_file_name(make_edition: Make, title: str, name: str) -> None:
    toml = f'[edition]\nsource = "text.xml"\ntitle = "{title.strip()}"\n'
    assert file_name(make_edition(settings=toml)) == name


HOSTILE = [
    '#let x = 1; #x #panic("no")',
    "$ a^2 + b_1 $ and @ref and <label>",
    r"back\slash \u{41} *bold* _emph_ `raw` ```raw``` // comment /* more */",
    "= Not a heading\n- not a list\n+ nor this",
    "~ -- --- ... ' \" [brackets] {braces} (round) #[x] ]",
    "http://example.org/#a?b=c&d",
    "\u00a0nbsp \u200bzwsp \u00ad shy",
    "{{}} {} $(id) %s %d \\n \\0",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_code(make_edition: Make, text: str) -> None:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    edition = make_edition(
        f"<div><head>Head {safe}</head><p>{safe}<note>{safe}</note></p>"
        f"<lg><l>{safe}</l></lg><list><item>{safe}</item></list></div>"
    )
    _, pages = unhyphenated(edition)
    printed = solid("".join(s.text for page in body_pages(pages) for s in pages.signs(page)))
    wanted = solid(text.replace("\u200b", "").replace("\u00ad", ""))
    assert printed.replace("\u200b", "").replace("\u00ad", "").count(wanted) >= 5


LETTERS = st.characters(
    codec="utf-8", categories=["L", "N", "P", "S", "Z"], max_codepoint=0x24F
).filter(lambda sign: sign.isprintable())


@pytest.fixture(scope="module")
def plain_edition() -> Iterator[Edition]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "text.xml"
        path.write_text(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T'
            "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
            "</sourceDesc></fileDesc></teiHeader><text><body><div><head>H</head><p>Here</p>"
            "</div></body></text></TEI>"
        )
        yield load(path)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=30))
def test_any_words_come_through(plain_edition: Edition, words: list[str]) -> None:
    prepared = prepare(plain_edition)
    texts = {}
    for ident, document in prepared.texts.items():
        root = etree.fromstring(document)
        paragraph = next(root.iter("{*}p"))
        paragraph.text = " ".join(words)
        texts[ident] = etree.tostring(root, encoding="utf-8")
    book, _ = gather(plain_edition, Prepared(prepared.shared, texts), lambda _: None)
    book = replace(book, settings={**book.settings, "hyphenate": False})
    sheets = book.set().sheets
    assert "could not be displayed" not in sheets.refused
    pages = Pages(sheets.pdf)
    printed = "".join(
        sign.text for page in body_pages(pages) for sign in pages.signs(page) if sign.size == 10.0
    )
    assert solid(printed).replace("\u00ad", "") == solid("".join(words)).replace("\u00ad", "")


def test_right_to_left(make_edition: Make) -> None:
    words = "בראשית ברא אלהים את השמים ואת הארץ " * 16
    text = f'<text xml:lang="he"><body><div><head>פרק</head><p>{words}</p></div></body></text>'
    edition = make_edition(text=text)
    pages = quiet(edition)
    first = pages.numbered("1")
    letters = [sign for sign in pages.signs(first) if "א" <= sign.text <= "ת"]
    assert len(letters) == len(solid("פרק" + words))
    assert max(sign.x for sign in letters) > 0.8 * pages.size(0)[0]
    numbers = [sign for sign in pages.signs(first) if sign.size == 7.8]
    assert numbers
    # The book is bound on the right: the outer margin of its first page is the left one.
    assert max(sign.x for sign in numbers) < min(sign.x for sign in letters)


def test_nesting_however_deep(make_edition: Make) -> None:
    deep = '<hi rend="italic">' * 90 + "deepest" + "</hi>" * 90
    quotes = "<quote><p>" * 25 + "innermost" + "</p></quote>" * 25
    pages = quiet(make_edition(f"<div><head>One</head><p>{deep}</p>{quotes}</div>"))
    text = " ".join(pages.text(page) for page in body_pages(pages))
    assert "deepest" in text
    assert "innermost" in solid(text)


CORPORA: Mapping[str, list[str]] = {
    "inscription": ["dharma/DHARMA_INSCIC00066.xml", "dharma/DHARMA_INSCIC00072.xml"],
    "drama": ["yidracor/der_get.xml"],
    "eclogues": ["calpurnius/editio.xml"],
    "letters": ["schnitzler-briefe/L04142.xml", "schnitzler-briefe/L04313.xml"],
    "history": ["pta/pta0036.pta001.pta-grc1.xml"],
}


@pytest.mark.parametrize("name", CORPORA)
def test_published_editions(corpora: Path, tmp_path: Path, name: str) -> None:
    for source in CORPORA[name]:
        (tmp_path / Path(source).name).write_bytes((corpora / source).read_bytes())
    (tmp_path / "edition.toml").write_text('[edition]\nsource = "*.xml"\n')
    edition = load(tmp_path)
    prepared = prepare(edition)
    book, _ = gather(edition, prepared, lambda _: None)
    for root, document in zip(book.texts().values(), prepared.texts.values(), strict=True):
        words = "".join(pieces(root, ADDED, marks=False))
        assert solid(words) == solid(reading_text(document))
    (product,) = build(edition, ["pdf"])
    assert isinstance(product, Product)
    assert len(Pages(product.content)) > 4


def test_signs_are_those_of_the_web_edition(make_edition: Make) -> None:
    words = printed(
        make_edition(
            '<p><supplied reason="lost">lost</supplied> <supplied>plain</supplied>'
            ' <supplied reason="omitted">left</supplied><supplied reason="omitted">,</supplied>'
            ' <sic>sicc</sic> <gap extent="3 lines"/> <gap quantity="2" unit="chars"/></p>'
        )
    )
    assert "[lost] [plain] ⟨left⟩, sicc [sic] [… 3 lines] [… 2 letters]" in words


def test_a_boundary_within_a_word_does_not_part_it(make_edition: Make) -> None:
    body = '<p>copāda<milestone n="A19" break="no"/>dire bro<pb n="3"/>ken on</p>'
    _, pages = unhyphenated(make_edition(body))
    lines = [line.text for page in body_pages(pages) for line in pages.lines(page)]
    assert any("copāda[A19]dire bro|ken on" in line for line in lines), lines


def printed(edition: Edition) -> str:
    """Give the words of a book's vocabulary, without its list of emendations."""
    book, _ = gather(edition, prepare(edition), lambda _: None)
    return "".join("".join(pieces(root, frozenset(), True)) for root in book.texts().values())

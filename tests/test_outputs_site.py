"""The web edition: what its readers get."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import pages
from tei.edition import Edition, load
from tei.errors import TeiError

Make = Callable[..., Edition]
GOLDENS = Path(__file__).parent / "goldens" / "site"
EDITIONS = sorted(path.stem for path in GOLDENS.glob("*.xml"))
ROOT = Path(__file__).parents[1]

_BUILT: dict[str, pages.Site] = {}


def golden(name: str) -> pages.Site:
    """Build one of the small editions, once."""
    if name not in _BUILT:
        _BUILT[name] = pages.build(load(GOLDENS / f"{name}.xml"))
    return _BUILT[name]


@pytest.fixture(scope="module")
def my_life() -> pages.Site:
    return pages.build(load(ROOT / "editions" / "my-life"))


def text_of(element: etree._Element | None) -> str:
    assert element is not None
    return " ".join(pages.words_of_page(element, with_added=True))


def by_class(page: etree._Element, name: str) -> list[str]:
    return [text_of(item) for item in pages.select(page, name)]


# --- What holds for every edition ---------------------------------------------------------------


@pytest.mark.parametrize("name", EDITIONS)
def test_text_pages_are_as_the_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    built = golden(name)
    pages.assert_words_kept(built)
    texts = [path for path in built.pages if path.startswith(("texts/", "diplomatic/"))]
    shown = "\n".join(f"== {path}\n{pages.main_part(built.text(path))}" for path in texts)
    file = GOLDENS / f"{name}.txt"
    if request.config.getoption("--update-goldens", default=False):
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text(encoding="utf-8"), "accept with pytest --update-goldens"


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_leads_somewhere(name: str) -> None:
    built = golden(name)
    others = {path for _, path in _downloads(built)}
    pages.assert_links_lead_somewhere(built, others)


def _downloads(built: pages.Site) -> list[tuple[str, str]]:
    found = pages.select(built.page("index.html"), "downloads")
    return [(tag, path.removeprefix("../")) for item in found for tag, path in pages.links(item)]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_page_is_accessible_in_its_structure(name: str) -> None:
    built = golden(name)
    for path in built.pages:
        page = built.page(path)
        assert page.get("lang"), path
        assert len(page.findall(".//h1")) == 1, path
        assert len(page.findall(".//main")) == 1, path
        assert text_of(page.find(".//title")), path
        ids = [item.get("id") for item in page.iter(etree.Element) if item.get("id")]
        assert len(ids) == len(set(ids)), f"{path} has an id twice"
        skip = pages.select(page, "skip")[0]
        assert skip.get("href") == "#page:main"
        for image in page.iter("img"):
            assert image.get("alt") is not None, path
        for link in page.iter("a"):
            assert text_of(link) or link.get("aria-label"), f"{path} has an empty link"
            assert not [item for item in link.iterancestors() if item.tag == "a"], path
        for field in page.iter("nav"):
            assert field.get("aria-label") or field.get("aria-labelledby"), path


def test_the_heading_of_a_part_is_one_line_of_the_contents(make_edition: Make) -> None:
    chapter = '<div type="chapter" n="{}"><head>Chapter {}</head><p>a</p></div>'
    chapters = "".join(chapter.format(n, n) for n in (1, 2))
    built = pages.build(make_edition(f'<div type="part"><head>Part One</head>{chapters}</div>'))
    contents = pages.select(built.page("index.html"), "contents")[0]
    shown = [(link.text, link.get("href")) for link in contents.iter("a")]
    assert shown == [
        ("Part One", "texts/text.html"),
        ("Chapter 1", "texts/chapter-1.html"),
        ("Chapter 2", "texts/chapter-2.html"),
    ]


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    built = golden(name)
    for path in built.pages:
        page = built.page(path)
        policy = page.find(".//meta[@http-equiv='Content-Security-Policy']")
        assert policy is not None
        assert "default-src 'none'" in policy.get("content", "")
        for tag, address in pages.links(page):
            if tag not in ("a", "link"):
                assert "//" not in address and ":" not in address, (path, address)
            assert not address.lower().startswith(("javascript", "data", "file")), (path, address)
        for element in page.iter(etree.Element):
            assert element.get("style") is None and not [
                key for key in element.attrib if str(key).startswith("on")
            ], path
        for script in page.iter("script"):
            if script.get("type") == "application/json":
                assert "<" not in (script.text or ""), "data that no markup can end"
            else:
                assert not script.text and script.get("src"), path
    for name_, product in built.products.items():
        if name_.endswith((".css", ".js")):
            assert b"http" not in product.content and b"@import" not in product.content


@pytest.mark.parametrize("name", EDITIONS)
def test_building_twice_gives_the_same_bytes(name: str) -> None:
    again = pages.build(load(GOLDENS / f"{name}.xml"))
    assert {path: item.content for path, item in again.products.items()} == {
        path: item.content for path, item in golden(name).products.items()
    }


CORPORA = [
    "calpurnius/Poem2.xml",
    "dharma/DHARMA_INSCIC00066.xml",
    "greekdracor/sophocles-oedipus-at-colonus.xml",
    "iospe/iospe-5.320.xml",
    "encodings/mitford-latin1.xml",
    "sarit/pramanantarbhava.xml",
    "schnitzler-briefe/L04142.xml",
    "teic-test/P5/Test/torture.xml",
    "teic-test/P5/Test/testall.xml",
    "yidracor/sholem-aleichem-mentshn.xml",
    "almuqtabas/tei/oclc_4770057679-i_43.TEIP5.xml",
]


@pytest.mark.parametrize("name", CORPORA)
def test_no_word_of_a_real_edition_is_lost_or_doubled(corpora: Path, name: str) -> None:
    if not (corpora / name).is_file():
        pytest.skip(f"{name} is not there")
    built = pages.build(load(corpora / name))
    pages.assert_words_kept(built)
    pages.assert_links_lead_somewhere(built, {path for _, path in _downloads(built)})


# --- My Life ------------------------------------------------------------------------------------


def test_my_life_keeps_its_words_and_links(my_life: pages.Site) -> None:
    pages.assert_words_kept(my_life)
    pages.assert_links_lead_somewhere(my_life, {path for _, path in _downloads(my_life)})
    assert [finding.message for finding in my_life.findings] == []


def test_both_forms_of_a_chapter_are_linked(my_life: pages.Site) -> None:
    page = my_life.page("diplomatic/chapter-31.html")
    links = {item.get("href"): item.get("aria-current") for item in pages.select(page, "layer")}
    assert links == {
        "../texts/chapter-31.html": None,
        "../diplomatic/chapter-31.html": "page",
    }
    assert "Khlmann" in text_of(page.find(".//article"))
    assert "Khlmann" not in text_of(my_life.page("texts/chapter-31.html").find(".//article"))


# --- Prose --------------------------------------------------------------------------------------


def test_home_page_lists_the_texts() -> None:
    page = golden("prose").page("index.html")
    assert text_of(page.find(".//h1")) == "A title"
    assert by_class(page, "author") == ["An author"]
    contents = pages.select(page, "contents")[0]
    assert [item.get("href") for item in contents.iter("a")][:2] == [
        "texts/one.html",
        "texts/two.html",
    ]
    assert "An author, A title (The publisher, 2024)." in text_of(pages.select(page, "foot")[0])


def test_texts_lead_to_the_next_and_the_previous() -> None:
    built = golden("prose")
    assert [item.get("href") for item in pages.select(built.page("texts/one.html"), "next")] == [
        "../texts/two.html"
    ] * 2
    page = built.page("texts/two.html")
    assert [item.get("href") for item in pages.select(page, "previous")] == [
        "../texts/one.html"
    ] * 2
    assert pages.select(page, "next") == []


def test_a_note_and_its_call_are_linked_both_ways() -> None:
    page = golden("prose").page("texts/one.html")
    call = pages.select(page, "call")[0]
    note = pages.select(page, "note-below")[0]
    back = pages.select(note, "back")[0]
    assert call.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{call.get('id')}"
    assert text_of(note).endswith("A famous beginning, see the next chapter.")
    assert by_class(note, "ref") == ["the next chapter"]


def test_the_authors_notes_stand_apart_from_the_editors() -> None:
    page = golden("prose").page("texts/two.html")
    assert [text_of(item.find("h2")) for item in pages.select(page, "notes")] == ["Notes"]


def test_paragraph_numbers_are_permalinks() -> None:
    page = golden("prose").page("texts/one.html")
    numbers = pages.select(page, "number")
    assert [text_of(item) for item in numbers][:2] == ["1", "2"]
    for number in numbers:
        parent = number.getparent()
        assert parent is not None and number.get("href") == f"#{parent.get('id')}"


def test_an_emendation_leads_to_what_the_source_has() -> None:
    page = golden("prose").page("texts/one.html")
    emended = pages.select(page, "emended")[0]
    assert (emended.tag, text_of(emended)) == ("a", "alike")
    target = page.find(f".//li[@id='{emended.get('href', '')[1:]}']")
    assert text_of(target) == "1 families are all alike; every unhappy family] allike (certain)"
    assert target is not None
    assert pages.select(target, "locus")[0].get("href") == f"#{emended.get('id')}"


def test_an_emendation_within_a_name_has_a_sign_after_it() -> None:
    page = golden("prose").page("texts/one.html")
    name = next(item for item in pages.select(page, "name") if "Dolly" in text_of(item))
    assert text_of(name) == "Dolly Oblonskaya"
    assert name.get("href") == "../registers/person.html#dolly"
    sign = name.getnext()
    assert sign is not None and "to-emendation" in sign.get("class", "")
    assert sign.get("aria-label")


def test_supplied_words_stand_in_brackets_marks_do_not() -> None:
    supplied = by_class(golden("prose").page("texts/one.html"), "supplied")
    assert supplied == ["⟨just⟩", ","]
    assert by_class(golden("prose").page("diplomatic/one.html"), "surplus") == ["of the"]


def test_only_safe_addresses_become_links() -> None:
    page = golden("prose").page("texts/one.html")
    outside = [item.get("href") for item in pages.select(page, "ref")]
    assert outside[0] == "https://example.org/a?b=1&c=2"
    assert "javascript" not in golden("signs").text("texts/signs.html")


def test_markup_in_a_text_stays_text() -> None:
    text = golden("signs").text("texts/signs.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_registers_show_names_in_their_context() -> None:
    page = golden("prose").page("registers/person.html")
    records = pages.select(page, "record")
    assert [text_of(record.find("h3")) for record in records] == [
        "Karenina, Anna",
        "Oblonskaya, Dolly",
    ]
    assert "1849" in text_of(records[0]) and "A woman of Petersburg." in text_of(records[0])
    authority = records[0].find(".//p[@class='authorities']/a")
    assert authority is not None and authority.get("href") == "https://d-nb.info/gnd/118560484"
    mentions = pages.select(records[1], "mentions")[0]
    assert text_of(mentions).startswith("One 2 The wife, Dolly Oblonskaya,")
    assert next(pages.links(mentions))[1].startswith("../texts/one.html#")


def test_a_long_register_has_a_page_for_each_letter(make_edition: Make) -> None:
    persons = "".join(
        f'<person xml:id="p{n}"><persName>{"ABЖ"[n % 3]}-{n:03}</persName></person>'
        for n in range(501)
    )
    edition = make_edition(
        '<p><persName ref="#p0">Somebody</persName></p>',
        register=f"<listPerson>{persons}</listPerson>",
    )
    built = pages.build(edition)
    assert {"registers/person-a.html", "registers/person-u1046.html"} <= set(built.pages)
    name = pages.select(built.page(next(iter(texts(built)))), "name")[0]
    assert name.get("href") == "../registers/person-a.html#p0"
    pages.assert_links_lead_somewhere(built, {path for _, path in _downloads(built)})


def texts(built: pages.Site) -> list[str]:
    return [path for path in built.pages if path.startswith("texts/")]


# --- Other kinds of text ------------------------------------------------------------------------


def test_every_fifth_line_of_verse_is_numbered() -> None:
    page = golden("verse").page(texts(golden("verse"))[0])
    assert by_class(page, "number") == ["5"]
    assert len(pages.select(page, "l")) == 9


def test_drama_has_speakers_and_stage_directions() -> None:
    built = golden("drama")
    page = built.page(texts(built)[-1])
    assert by_class(page, "speaker") == ["Antigone", "Ismene"]
    assert by_class(page, "stage") == ["Before the palace.", "aside"]


def test_a_letter_says_who_wrote_to_whom_in_the_language_of_the_edition() -> None:
    built = golden("letter")
    page = built.page("texts/brief-1.html")
    meta = pages.select(page, "letter")[0]
    assert [text_of(item) for item in meta] == [
        "Gesendet",
        "Anna, Wien, 1. 2. 1901",
        "Empfangen",
        "Berta",
    ]
    assert by_class(page, "salute") == ["Liebe Berta!", "Herzlichst"]
    assert "Wortspiel" in text_of(page.find(".//article"))


def test_apparatus_entries_and_passages_are_linked_both_ways() -> None:
    built = golden("apparatus")
    page = built.page(texts(built)[-1])
    entries = pages.select(page, "entry")
    assert [text_of(item.find("p")) for item in entries] == [
        "1 erat] A B : fuit C",
        "1 et] A : om. B (so the second)",
        "1 erat] A : est B",
        "1 deum omnem] eum C",
        "1 deum] A : dominum B",
    ]
    first = pages.select(page, "passage")[0]
    assert first.get("href") == f"#{entries[0].get('id')}"
    assert pages.select(entries[0], "locus")[0].get("href") == f"#{first.get('id')}"


def test_gaps_and_doubtful_passages_are_told_in_words_or_signs() -> None:
    page = golden("signs").page("texts/signs.html")
    assert by_class(page, "gap") == ["[… 3 letters]", "[…]"]
    assert by_class(page, "space") == ["[2 lines]"]
    assert by_class(page, "sic") == ["wrongg [sic]"]
    assert by_class(page, "supplied") == ["[restored]"]
    diplomatic = golden("signs").page("diplomatic/signs.html")
    assert by_class(diplomatic, "del")[0] == "⟦cancelled⟧"
    assert by_class(diplomatic, "fw") == ["A foot"]


def test_what_no_rule_covers_is_shown_and_reported_once() -> None:
    built = golden("signs")
    article = text_of(built.page("texts/signs.html").find(".//article"))
    assert "Unknown words and of others." in article
    assert [(finding.code, finding.message[:40]) for finding in built.findings] == [
        ("XSL001", "The web edition has no rule for “blort”:"),
        ("XSL001", "The web edition has no rule for “x:y” of"),
    ]
    assert all(finding.position.line for finding in built.findings)


def test_tables_and_lists_are_what_they_are_for_everyone() -> None:
    built = golden("blocks")
    page = built.page(texts(built)[-1])
    assert [item.get("scope") for item in page.iter("th")] == ["col", "col", "col", "row"]
    assert [text_of(item) for item in page.iter("dt")] == ["sigla", "lemma"]
    assert by_class(page, "figure-description") == ["[Figure: A map of the camp.]"]


def test_hebrew_pages_run_from_right_to_left() -> None:
    page = golden("hebrew").page(texts(golden("hebrew"))[0])
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    foreign = pages.select(page, "foreign")[0]
    assert (foreign.get("lang"), foreign.get("dir")) == ("en", "ltr")
    navigation = page.find(".//header/nav")
    assert navigation is not None and navigation.get("lang") == "en"


def test_signs_are_those_that_the_edition_uses() -> None:
    assert len(golden("signs").page("signs.html").findall(".//tr")) > 8
    verse = text_of(golden("verse").page("signs.html"))
    assert "Cancelled in the source." in verse and "A gap" not in verse


def test_about_page_has_the_whole_header() -> None:
    page = text_of(golden("prose").page("about.html").find(".//main"))
    for words in ("A title", "An author", "The publisher", "Made for the tests."):
        assert words in page


# --- An edition's own look ----------------------------------------------------------------------

OWN = """<xsl:stylesheet version="3.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="urn:tei-edition:modes">
  <xsl:import href="tei-edition:site.xsl"/>
  <xsl:template match="title" mode="m:body">«<xsl:apply-templates mode="#current"/>»</xsl:template>
  {more}
</xsl:stylesheet>"""
SETTINGS = '[edition]\nsource = "text.xml"\n[site]\nstylesheet = "own.xsl"\ncss = ["own.css"]\n'


def test_a_stylesheet_of_the_edition_overrides_ours(make_edition: Make) -> None:
    edition = make_edition(
        "<p>In <title>Faust</title>.</p>",
        settings=SETTINGS,
        files={"own.xsl": OWN.format(more=""), "own.css": "p { color: red }"},
    )
    built = pages.build(edition)
    page = built.page(texts(built)[0])
    assert "In «Faust»." in text_of(page.find(".//article"))
    assert ("link", "../assets/own.css") in list(pages.links(page))
    assert built.products["site/assets/own.css"].content == b"p { color: red }"


def test_a_mistake_in_it_is_told_with_its_place(make_edition: Make) -> None:
    more = '<xsl:template match="x" mode="m:body"><xsl:sequence select="1 +"/></xsl:template>'
    files = {"own.xsl": OWN.format(more=more), "own.css": ""}
    edition = make_edition("<p/>", settings=SETTINGS, files=files)
    with pytest.raises(TeiError) as caught:
        pages.build(edition)
    assert caught.value.position is not None
    assert (caught.value.position.path, caught.value.position.line) == ("own.xsl", 6)


def test_a_missing_style_sheet_is_told(make_edition: Make) -> None:
    settings = '[edition]\nsource = "text.xml"\n[site]\ncss = ["missing.css"]\n'
    with pytest.raises(TeiError) as caught:
        make_edition("<p>a</p>", settings=settings)
    (finding,) = caught.value.findings
    assert finding.message.startswith("There is no file “missing.css”")


def test_images_come_with_the_site(make_edition: Make) -> None:
    edition = make_edition(
        '<p><figure><graphic url="img/a b.png"/><figDesc>A view.</figDesc></figure></p>',
        files={"img/a b.png": b"\x89PNG"},
    )
    built = pages.build(edition)
    image = built.page(texts(built)[0]).find(".//img")
    assert image is not None
    assert (image.get("src"), image.get("alt")) == ("../images/img/a%20b.png", "A view.")
    assert built.products["site/images/img/a b.png"].media_type == "image/png"


def test_the_address_of_the_site_is_in_every_page(make_edition: Make) -> None:
    settings = '[edition]\nsource = "text.xml"\n[site]\nurl = "https://example.org/e/"\n'
    built = pages.build(make_edition("<div><head>One</head><p>a</p></div>", settings=settings))
    links = built.page("about.html").findall(".//link[@rel='canonical']")
    assert [item.get("href") for item in links] == ["https://example.org/e/about.html"]
    assert "https://example.org/e/." not in built.text("index.html")
    assert "https://example.org/e/" in text_of(pages.select(built.page("index.html"), "foot")[0])

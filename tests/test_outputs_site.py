"""The web edition: what holds for every one, small, large and of others; and My Life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import pages
from tei.edition import Edition, load

Make = Callable[..., Edition]
EDITIONS = sorted(path.stem for path in pages.GOLDENS.glob("*.xml"))
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def my_life() -> pages.Site:
    return pages.build(load(ROOT / "editions" / "my-life"))


@pytest.mark.parametrize("name", EDITIONS)
def test_text_pages_are_as_the_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    built = pages.golden(name)
    pages.assert_words_kept(built)
    texts = [path for path in built.pages if path.startswith(("texts/", "diplomatic/"))]
    shown = "\n".join(f"== {path}\n{pages.main_part(built.text(path))}" for path in texts)
    file = pages.GOLDENS / f"{name}.txt"
    if request.config.getoption("--update-goldens", default=False):
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text(encoding="utf-8"), "accept with pytest --update-goldens"


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_leads_somewhere(name: str) -> None:
    built = pages.golden(name)
    pages.assert_links_lead_somewhere(built, pages.downloads(built))


@pytest.mark.parametrize("name", EDITIONS)
def test_every_page_is_accessible_in_its_structure(name: str) -> None:
    built = pages.golden(name)
    for path in built.pages:
        page = built.page(path)
        assert page.get("lang"), path
        assert len(page.findall(".//h1")) == 1, path
        assert len(page.findall(".//main")) == 1, path
        assert pages.text_of(page.find(".//title")), path
        ids = [item.get("id") for item in page.iter(etree.Element) if item.get("id")]
        assert len(ids) == len(set(ids)), f"{path} has an id twice"
        skip = pages.select(page, "skip")[0]
        assert skip.get("href") == "#page:main"
        for image in page.iter("img"):
            assert image.get("alt") is not None, path
        for link in page.iter("a"):
            assert pages.text_of(link) or link.get("aria-label"), f"{path} has an empty link"
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
    built = pages.golden(name)
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
    again = pages.build(load(pages.GOLDENS / f"{name}.xml"))
    assert {path: item.content for path, item in again.products.items()} == {
        path: item.content for path, item in pages.golden(name).products.items()
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
    pages.assert_links_lead_somewhere(built, pages.downloads(built))


# --- My Life ------------------------------------------------------------------------------------


def test_my_life_keeps_its_words_and_links(my_life: pages.Site) -> None:
    pages.assert_words_kept(my_life)
    pages.assert_links_lead_somewhere(my_life, pages.downloads(my_life))
    assert [finding.message for finding in my_life.findings] == []


def test_both_forms_of_a_chapter_are_linked(my_life: pages.Site) -> None:
    page = my_life.page("diplomatic/chapter-31.html")
    links = {item.get("href"): item.get("aria-current") for item in pages.select(page, "layer")}
    assert links == {
        "../texts/chapter-31.html": None,
        "../diplomatic/chapter-31.html": "page",
    }
    assert "Khlmann" in pages.text_of(page.find(".//article"))
    assert "Khlmann" not in pages.text_of(my_life.page("texts/chapter-31.html").find(".//article"))

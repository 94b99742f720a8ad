"""The look of one edition: its stylesheet, its style, its images, its address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import pages
from tei.edition import Edition
from tei.errors import TeiError

Make = Callable[..., Edition]
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
    page = built.page(pages.texts(built)[0])
    assert "In «Faust»." in pages.text_of(page.find(".//article"))
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
    image = built.page(pages.texts(built)[0]).find(".//img")
    assert image is not None
    assert (image.get("src"), image.get("alt")) == ("../images/img/a%20b.png", "A view.")
    assert built.products["site/images/img/a b.png"].media_type == "image/png"


def test_the_address_of_the_site_is_in_every_page(make_edition: Make) -> None:
    settings = '[edition]\nsource = "text.xml"\n[site]\nurl = "https://example.org/e/"\n'
    built = pages.build(make_edition("<div><head>One</head><p>a</p></div>", settings=settings))
    links = built.page("about.html").findall(".//link[@rel='canonical']")
    assert [item.get("href") for item in links] == ["https://example.org/e/about.html"]
    assert "https://example.org/e/." not in built.text("index.html")
    assert "https://example.org/e/" in pages.text_of(
        pages.select(built.page("index.html"), "foot")[0]
    )

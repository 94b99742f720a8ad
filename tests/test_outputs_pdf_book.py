"""What belongs to a book beside its words: images, fonts, template, stylesheet; and faults."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reading_pdf import made, quiet
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.findings import Finding
from tei.outputs.pdf_book import paper
from tei.outputs.registry import build

Make = Callable[..., Edition]


@pytest.mark.parametrize(
    ("size", "millimetres"),
    [("a4", (210, 297)), ("6in x 9in", (152.4, 228.6)), ("12.5cm x 200mm", (125, 200))],
)
def test_paper(make_edition: Make, size: str, millimetres: tuple[float, float]) -> None:
    assert paper(size) == pytest.approx(millimetres)
    toml = f'[edition]\nsource = "text.xml"\n[pdf]\npaper = "{size}"\n'
    pages = quiet(make_edition("<div><head>One</head><p>Words</p></div>", settings=toml))
    assert pages.size(0) == pytest.approx([each / 25.4 * 72 for each in millimetres], abs=0.1)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80\x40\x20" * 8) * 8))
    + chunk(b"IEND", b"")
)


FIGURE = (
    "<div><head>One</head><p>Before.</p><figure><graphic url='{}'/><head>Caption</head>"
    "<figDesc>What it shows</figDesc></figure><p>After.</p></div>"
)


def test_an_image_with_its_description(make_edition: Make, png: bytes) -> None:
    edition = make_edition(FIGURE.format("a.png"), files={"a.png": png})
    pages = quiet(edition)
    first = pages.numbered("1")
    assert pages.images(first) == 1
    assert "Caption" in pages.text(first)
    (product,) = build(edition, ["pdf"])
    assert b"What it shows" in product.content


@pytest.mark.parametrize(
    ("files", "code"),
    [({}, "PDF002"), ({"a.png": b"not an image"}, "PDF003"), ({"a.png": b""}, "PDF003")],
)
def test_without_an_image_there_is_a_book_all_the_same(
    make_edition: Make, files: Mapping[str, bytes], code: str
) -> None:
    pages, findings = made(make_edition(FIGURE.format("a.png"), files=files))
    (finding,) = (each for each in findings if each.code.startswith("PDF"))
    assert finding.code == code
    assert "a.png" in finding.message
    assert (finding.position.path, finding.position.line) == ("text.xml", 1)
    text = pages.text(pages.numbered("1"))
    assert "Before." in text
    assert "Caption" in text
    assert "After." in text


def test_an_image_reached_by_a_link_outside_is_not_printed(
    make_edition: Make, tmp_path: Path, png: bytes
) -> None:
    (tmp_path / "secret.png").write_bytes(png)
    edition = make_edition(FIGURE.format("a.png"))
    (edition.folder / "a.png").symlink_to(tmp_path / "secret.png")
    pages, findings = made(load(edition.folder))
    assert [each.code for each in findings if each.code.startswith("PDF")] == ["PDF002"]
    assert pages.images(pages.numbered("1")) == 0


def test_an_image_by_a_roundabout_path(make_edition: Make, png: bytes) -> None:
    edition = make_edition(files={"a.png": png})
    name = edition.folder.name
    roundabout = f"../../{edition.folder.parent.name}/{name}/a.png"
    source = edition.folder / "text.xml"
    source.write_text(source.read_text().replace("<p/>", FIGURE.format(roundabout)))
    pages, _ = made(load(edition.folder))
    assert pages.images(pages.numbered("1")) == 1


def test_a_character_without_a_glyph_is_named(make_edition: Make) -> None:
    pages, findings = made(make_edition("<div><head>One</head>\n<p>Here \u0710\u0712.</p></div>"))
    (finding,) = findings
    assert finding.code == "PDF001"
    assert "U+0710 syriac letter alaph" in finding.message
    assert "U+0712" in finding.message
    assert (finding.position.path, finding.position.line) == ("text.xml", 2)
    assert "Here" in pages.text(pages.numbered("1"))


def test_a_private_character_costs_the_archive_standard_only(make_edition: Make) -> None:
    _, (finding,) = made(make_edition("<div><head>One</head><p>A \ue000.</p></div>"))
    assert finding.code == "PDF005"
    assert "UA-1, not to PDF/A-2a" in finding.message


def test_an_unknown_font(make_edition: Make) -> None:
    toml = '[edition]\nsource = "text.xml"\n[pdf]\nfont = ["Nowhere Serif"]\n'
    edition = make_edition("<div><head>One</head><p>Words.</p></div>", settings=toml)
    pages, findings = made(edition)
    assert [each.code for each in findings] == ["PDF004"]
    assert "Nowhere Serif" in findings[0].message
    assert "Words." in pages.text(pages.numbered("1"))


def test_a_font_of_the_editions_own(make_edition: Make, dejavu: Path) -> None:
    toml = '[edition]\nsource = "text.xml"\n[pdf]\nfont = ["DejaVu Sans"]\nfonts = ["fonts"]\n'
    edition = make_edition(
        "<div><head>One</head><p>Words.</p></div>",
        settings=toml,
        files={"fonts/DejaVuSans.ttf": dejavu.read_bytes()},
    )
    findings: list[Finding] = []
    (product,) = build(edition, ["pdf"], report=findings.append)
    assert findings == []
    assert b"DejaVuSans" in product.content


def own(edition_settings: str) -> str:
    return f'[edition]\nsource = "text.xml"\n[pdf]\n{edition_settings}\n'


def test_a_template_of_the_editions_own(make_edition: Make) -> None:
    template = '#import "part.typ": words\n#set document(title: "x")\n#words'
    edition = make_edition(
        settings=own('template = "look/own.typ"'),
        files={"look/own.typ": template, "look/part.typ": '#let words = "Own words"'},
    )
    assert "Own words" in quiet(edition).text(0)


def test_a_mistake_in_the_editions_template_has_its_place(make_edition: Make) -> None:
    edition = make_edition(
        settings=own('template = "look/own.typ"'), files={"look/own.typ": "\n#nothing-such"}
    )
    with pytest.raises(TeiError) as caught:
        list(build(edition, ["pdf"]))
    assert str(caught.value.position) == "look/own.typ:2:2"


def test_a_template_that_is_not_there(make_edition: Make) -> None:
    with pytest.raises(TeiError) as caught:
        make_edition(settings=own('template = "own.typ"'))
    assert caught.value.findings[0].message.startswith("There is no file “own.typ”")


STYLESHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:m="urn:tei-edition:modes" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  xmlns:p="urn:tei-edition:prepared">
  <xsl:import href="tei-edition:print.xsl"/>
  <xsl:template match="emph" mode="m:body">{}</xsl:template>
</xsl:stylesheet>"""


def test_a_stylesheet_of_the_editions_own(make_edition: Make) -> None:
    edition = make_edition(
        "<div><head>One</head><p>Say <emph>it</emph>.</p></div>",
        settings=own('stylesheet = "own.xsl"'),
        files={"own.xsl": STYLESHEET.format("*<xsl:value-of select='.'/>*")},
    )
    pages = quiet(edition)
    assert "Say *it*." in pages.text(pages.numbered("1"))


def test_what_cannot_be_set_is_told_with_its_place(make_edition: Make) -> None:
    """A stylesheet makes a table that the template cannot set, for one passage of many."""
    paragraphs = "\n".join(f"<p>Paragraph {n}</p>" for n in range(20))
    edition = make_edition(
        f"<div><head>One</head><p>Fine.</p></div>\n<div><head>Two</head>\n{paragraphs}\n"
        "<p>Say <emph>it</emph>.</p>\n<p>And on.</p></div>",
        settings=own('stylesheet = "own.xsl"'),
        files={"own.xsl": STYLESHEET.format("<table columns='many' at='{@p:at}'/>")},
    )
    with pytest.raises(TeiError) as caught:
        list(build(edition, ["pdf"]))
    assert caught.value.position is not None
    assert caught.value.position.path == "text.xml"
    assert caught.value.position.line == 23


@pytest.fixture
def png() -> bytes:
    return PNG


@pytest.fixture
def dejavu(tei_require: Callable[[str, object], None]) -> Path:
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    tei_require("fonts", path.is_file())
    return path


def test_a_footer_that_is_not_printed_parts_no_paragraphs(make_edition: Make) -> None:
    text = "Some words that fill a line of the page and more than that, so that it can be seen. "
    pages = quiet(
        make_edition(f"<head>H</head><p>{text * 2}</p><fw>Footer</fw><pb/><p>Then {text * 2}</p>")
    )
    lines = pages.lines(pages.numbered("1"))
    assert not any("Footer" in line.text for line in lines)
    first = next(line for line in lines if line.text.startswith("Some words"))
    second = next(line for line in lines if line.text.startswith("Then"))
    assert second.signs[0].x > first.signs[0].x + 5


KINDS = """<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>Unpublished</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy><category xml:id="k" n="lost-dash"><catDesc>A dash</catDesc>
</category></taxonomy></classDecl></encodingDesc></teiHeader>"""


def test_an_emendation_says_kind_certainty_and_rivals(make_edition: Make) -> None:
    body = """<div><head>One</head><p>Revolution <choice><sic>through</sic><corr cert="low"
    type="lost-dash">thrust</corr><corr cert="low">forced</corr></choice> on us<supplied
    reason="omitted" cert="high" ana="#k"> -</supplied> and <choice><sic>wrod</sic><corr>word</corr>
    </choice> <choice><sic>Kalt</sic><corr>Kühl</corr><corr>Kahl</corr></choice>.</p></div>"""
    pages = quiet(make_edition(body, header=KINDS))
    foot = " ".join(line.text for line in pages.lines(pages.numbered("1")))
    assert "thrust] through (or forced, lost dash, uncertain)" in foot
    assert "us -] us (lost dash, certain)" in foot
    # What the encoding does not say, the book does not either.
    assert "word] wrod\xa0\xa0¦" in foot and "Kühl] Kalt (or Kahl)" in foot

"""The PDF from inside, as other programs read it: sound, tagged throughout, and fit to last.

The rules are those of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), as the Matterhorn Protocol
1.1 lists them for checking; its numbers stand beside them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tei.edition import Edition, load
from tei.outputs.registry import build

Make = Callable[..., Edition]
Require = Callable[[str, object], None]
ROOT = Path(__file__).parent.parent
NAMES = ("my-life", "the-ferry", "the-keeper")
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9Z'/></svg>"
RICH = (
    "<div><head>One</head><p>Words with a note.<note resp='#ed'>Here <emph>it</emph> is.</note></p>"
    "<list><item>a</item><item>b</item></list><table><row role='label'><cell>x</cell></row>"
    "<row><cell>y</cell></row></table><lg n='1'><l>arma</l><l>virum</l></lg></div>"
    "<div xml:lang='he'><head>שתים</head><p>בראשית ברא</p></div>"
    "<div><head>Two</head><div type='edition' xml:lang='la'><p n='1'>Arma.</p></div>"
    "<div type='translation'><p n='1'>Arms.</p></div></div>"
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {
        name: next(iter(build(load(ROOT / "editions" / name), ["pdf"]))).content for name in NAMES
    }


@pytest.fixture(scope="module")
def pikepdf() -> Any:
    return pytest.importorskip("pikepdf")


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing_wrong(
    books: dict[str, bytes], tmp_path: Path, tei_require: Require, name: str
) -> None:
    tei_require("qpdf", shutil.which("qpdf"))
    (tmp_path / "book.pdf").write_bytes(books[name])
    told = subprocess.run(
        ["qpdf", "--check", tmp_path / "book.pdf"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "No syntax or stream encoding errors found" in told.stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_demonstration_editions_are_accessible(
    books: dict[str, bytes], pikepdf: Any, name: str
) -> None:
    assert list(faults(pikepdf, books[name])) == []


@pytest.mark.parametrize("parallel", ["columns", "facing"])
def test_every_kind_of_passage_is_accessible(
    make_edition: Make, pikepdf: Any, parallel: str
) -> None:
    figure = "<figure><graphic url='a.svg'/><figDesc>A square</figDesc></figure>"
    toml = '[edition]\nsource = "text.xml"\n[pdf]\n' + f'parallel = "{parallel}"\n'
    edition = make_edition(
        RICH.replace("</lg>", "</lg>" + figure), settings=toml, files={"a.svg": SVG}
    )
    (product,) = build(edition, ["pdf"])
    assert list(faults(pikepdf, product.content)) == []


def test_what_is_not_tagged_is_found(pikepdf: Any, books: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(books["the-ferry"])) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"BT (x) Tj ET")
        del pdf.Root.StructTreeRoot
        changed = BytesIO()
        pdf.save(changed)
    found = list(faults(pikepdf, changed.getvalue()))
    assert "page 1: content without a tag (01-005)" in found
    assert "no structure tree (09)" in found


def faults(pikepdf: Any, content: bytes) -> Iterator[str]:
    """Tell what is not as the standards demand."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root
        if "/Encrypt" in pdf.trailer:
            yield "encrypted (26)"
        if not str(root.get("/Lang", "")):
            yield "no language (11-006)"
        if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
            yield "the title is not shown (07-002)"
        if root.get("/MarkInfo", {}).get("/Marked") is not True:
            yield "not marked as tagged (06)"
        metadata = bytes(root.Metadata.read_bytes()).decode()
        for wanted in ("pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<", "dc:title"):
            if wanted not in metadata:
                yield f"no {wanted} in the metadata (05, 06)"
        if "/OutputIntents" not in root:
            yield "no colour profile (PDF/A 6.2.3)"
        yield from _pages(pikepdf, pdf)
        if "/StructTreeRoot" not in root:
            yield "no structure tree (09)"
        else:
            yield from _structure(pikepdf, root.StructTreeRoot)
        yield from _fonts(pdf)


def _pages(pikepdf: Any, pdf: Any) -> Iterator[str]:
    """Everything on a page belongs to the structure, or is an artifact."""
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Tabs") != "/S" and "/Annots" in page:
            yield f"page {number}: order of tabs (28-009)"
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "Do", "S", "f", "F", "B", "f*", "sh") and not depth:
                yield f"page {number}: content without a tag (01-005)"
                break
        for link in page.get("/Annots", ()):
            if link.get("/Subtype") == "/Link" and not str(link.get("/Contents", "")):
                yield f"page {number}: a link without words (28-005)"
            if "/StructParent" not in link:
                yield f"page {number}: a link outside of the structure (28-002)"


def _structure(pikepdf: Any, root: Any) -> Iterator[str]:
    level = 0
    waiting = [root.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element, int):
            continue
        if isinstance(element, pikepdf.Dictionary):
            kind = str(element.get("/S", ""))
            if kind[:2] == "/H" and kind[2:].isdigit():
                if int(kind[2:]) > level + 1:
                    yield f"a heading of level {kind[2:]} after one of level {level} (14-003)"
                level = int(kind[2:])
            if kind == "/Figure" and not str(element.get("/Alt", "")):
                yield "a figure without a description (13-004)"
            if kind == "/Note" and "/ID" not in element:
                yield "a note without an id (19-003)"
            if "/K" in element:
                waiting.append(element.K)
        else:
            waiting += reversed(list(element))


def _fonts(pdf: Any) -> Iterator[str]:
    """Every font is in the file, and says what its signs mean."""
    seen = set()
    for page in pdf.pages:
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"the font {name} is not in the file (31-001)"
            if "/ToUnicode" not in font:
                yield f"the font {name} does not tell its characters (10-001)"

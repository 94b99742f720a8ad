"""Pages with an apparatus: their layout, the judges that others have written, hostile editions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pages
from browser import Browser
from tei.edition import load

Nu = Callable[..., list[str]]
Axe = Callable[[], list[list[str]]]

ROOT = Path(__file__).parents[1]
PAGES = [
    "the-ferry/texts/ferry.html",
    "the-ferry/witnesses.html",
    "the-ferry/witnesses/ferry.html#view=text&w=B",
    "the-ferry/witnesses/ferry.html#view=columns",
    "the-ferry/witnesses/ferry.html#view=matrix",
    "the-keeper/texts/keeper.html",
    "odd/texts/t.html",
    "odd/witnesses/t.html",
    "odd/witnesses.html",
]
OPEN = """if (document.querySelector(".strip-open")?.ariaExpanded !== "true")
  document.querySelector(".strip-open")?.click();
for (const fold of document.querySelectorAll(".card, .collation-controls details"))
  fold.open = true;
return new Promise((done) => setTimeout(done, 100));"""

BAD = "&lt;/script>&lt;script>document.title='!'&lt;/script>&quot;'&amp;lt;&lt;b>"
LONG = "The consensus of all those manuscripts that were copied in the monastery " * 3


def odd(witnesses: str, body: str) -> str:
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>{BAD}</title></titleStmt><publicationStmt><p>Nowhere</p></publicationStmt>
<sourceDesc>{witnesses}</sourceDesc></fileDesc></teiHeader>
<text xml:lang="ar"><body><div xml:id="t"><head>t</head>{body}</div></body></text></TEI>"""


ODD = odd(
    f"""<listWit xml:id="g"><head>{LONG}</head><witness xml:id="A">{BAD}</witness>
    <witness xml:id="constructor">{LONG}</witness><witness xml:id="é.1-x"><abbr type="siglum"
    >é</abbr>Codex <listWit><head>Hands</head><witness xml:id="h1"><abbr type="siglum">é1</abbr>The
    first</witness></listWit></witness></listWit>""",
    f"""<p n="1">a <app><lem wit="#A">{BAD}</lem><rdg wit="#constructor" type="{BAD}" resp="{BAD}"
    cause="{BAD}">y</rdg><rdg wit="#é.1-x"/></app> b <app><lem wit="#A"/><rdg wit="#é.1-x"
    >added</rdg></app> <app><lem>c <app><lem wit="#A">d</lem><rdg wit="#constructor">e</rdg></app>
    </lem><rdg wit="#é.1-x">f</rdg></app></p><lg><app><lem wit="#A"><l>one</l><l>two</l></lem>
    <rdg wit="#constructor"><l>three</l></rdg></app></lg>""",
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    for name in ("the-ferry", "the-keeper"):
        pages.build(load(ROOT / "editions" / name)).write(folder / "made").rename(folder / name)
    file = folder / "odd.xml"
    file.write_text(ODD, encoding="utf-8")
    pages.build(load(file)).write(folder / "made").rename(folder / "odd")
    return folder


def unfolded(browser: Browser, sites: Path, page: str, width: int, scheme: str = "light") -> None:
    path, _, choice = page.partition("#")
    browser.open("about:blank")
    browser.open(f"{(sites / path).as_uri()}#{choice}", width, scheme)
    browser.run(OPEN)


@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_a_phone_with_all_unfolded(browser: Browser, sites: Path, page: str) -> None:
    unfolded(browser, sites, page, 320)
    assert browser.run("return document.documentElement.scrollWidth;") <= 320


@pytest.mark.parametrize("page", PAGES)
def test_axe_has_no_objection_with_all_unfolded(
    browser: Browser, sites: Path, axe: Axe, page: str
) -> None:
    for scheme in ("light", "dark"):
        unfolded(browser, sites, page, 1280, scheme)
        assert axe() == []


def test_the_nu_checker_finds_no_error(sites: Path, nu_checker: Nu) -> None:
    assert nu_checker(sites) == []


@pytest.mark.parametrize("page", ["texts/t.html", "witnesses.html", "witnesses/t.html"])
def test_no_name_or_type_brings_markup_or_script(browser: Browser, sites: Path, page: str) -> None:
    unfolded(browser, sites, f"odd/{page}", 1280)
    assert browser.run("return document.title;") != "!"
    smuggled = "return document.querySelectorAll('main :is(script:not([type]), b > b)').length;"
    assert browser.run(smuggled) == 0
    assert "</script><script>" in browser.run("return document.querySelector('main').innerText;")


def test_odd_ids_of_witnesses_do_as_any(browser: Browser, sites: Path) -> None:
    unfolded(browser, sites, "odd/witnesses/t.html#view=text&w=constructor&at=entry-1", 1280)
    assert browser.run("return document.querySelector('.here').textContent;") == "y"
    unfolded(browser, sites, "odd/witnesses/t.html#é.1-x", 1280)
    assert browser.run("return document.querySelector('.collation-view h2').textContent;")[0] == "é"


def test_every_entry_is_reached_from_the_text(sites: Path) -> None:
    for path in ("the-ferry/texts/ferry", "the-keeper/texts/keeper", "odd/texts/t"):
        page = pages.read((sites / f"{path}.html").read_bytes())
        (text,) = pages.select(page, "text")
        links = [link for link in text.iter("a") if (link.get("href") or "").startswith("#entry")]
        entries = {f"#{entry.get('id')}" for entry in pages.select(page, "entry")}
        assert {link.get("href") for link in links} == entries
        assert all("".join(map(str, link.itertext())).strip() for link in links), (
            "a reader sees each of them"
        )


@pytest.mark.parametrize("witnesses", ["", '<listWit><witness xml:id="A">A</witness></listWit>'])
def test_few_witnesses_and_no_entries(witnesses: str, tmp_path: Path) -> None:
    file = tmp_path / "few.xml"
    file.write_text(odd(f"<p>None</p>{witnesses}", "<p>All the same</p>"), encoding="utf-8")
    built = pages.build(load(file))
    assert not any("witnesses/" in path for path in built.products)
    assert "apparatus.js" not in built.text("texts/t.html")
    assert "page:keys" not in built.text("texts/t.html")
    assert ("witnesses.html" in built.pages) == bool(witnesses)

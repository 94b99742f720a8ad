"""The documentation of a schema: what a reader finds on the page, and what cannot get into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browser import Browser
from odd import FRAME, MODULES, written
from tei import resources
from tei.odd import compile_odd
from tei.odd.documentation import documentation

Nu = Callable[..., list[str]]
Axe = Callable[[], list[list[str]]]
EXAMPLES = 'xmlns="http://www.tei-c.org/ns/Examples"'
BEFORE = (
    '<head>Our letters</head><div xml:id="why"><head>Why</head><p>Every <gi>p</gi> has '
    '<att>kind</att>; see <ref target="#why">above</ref>, <ref target="https://tei-c.org/">the TEI'
    '</ref> and <ref target="javascript:alert(1)">this</ref>: <list><item>one &lt;script&gt;</item>'
    f'</list></p><egXML {EXAMPLES}>\n  <p kind="a">Dear &amp; old</p>\n</egXML></div>'
)
ITEMS = (
    '<elementSpec ident="p" mode="change"><desc>What a letter consists of &lt;b&gt;.</desc>'
    '<constraintSpec ident="short" scheme="schematron"><constraint><sch:assert test="node()">Empty.'
    '</sch:assert></constraint></constraintSpec><attList><attDef ident="kind" mode="add" '
    'usage="req"><desc>Of which kind it is.</desc><datatype><dataRef name="token"/></datatype>'
    '<valList type="closed"><valItem ident="a"><desc>ordinary</desc></valItem></valList></attDef>'
    f'</attList><exemplum><egXML {EXAMPLES}><p kind="a"/></egXML></exemplum>'
    "<remarks><p>Never empty.</p></remarks></elementSpec>"
    '<elementSpec ident="l" mode="change"><altIdent>line</altIdent></elementSpec>'
    '<elementSpec ident="new" mode="add" ns="urn:x"><classes>'
    '<memberOf key="model.pLike"/></classes><content>'
    '<rng:choice><rng:ref name="p"/><rng:text/></rng:choice></content></elementSpec>'
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    path = folder / "letters.html"
    path.write_bytes(documentation(compile_odd(written(folder, MODULES + ITEMS, before=BEFORE))))
    return path


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edition") / "edition.html"
    path.write_bytes(documentation(compile_odd(resources.data("schema", "edition.odd"))))
    return path


def read(page: Path) -> Any:
    return html.document_fromstring(page.read_bytes())


def entry(page: Path, name: str) -> str:
    """Give the text of an entry, its white space made single."""
    (found,) = read(page).xpath("//article[@id=$name]", name=name)
    for block in found.iter("h3", "dt", "dd", "p", "li", "pre", "summary"):
        block.tail = f" {block.tail or ''}"
    return " ".join("".join(found.itertext()).split())


def test_the_prose_stands_first_with_links_to_what_it_speaks_of(page: Path) -> None:
    tree = read(page)
    assert tree.xpath("string(//main//h1)") == "Our letters"
    assert tree.xpath("string(//main//h2[1])") == "Why"
    links = {each.text_content(): each.get("href") for each in tree.xpath("//*[@class='prose']//a")}
    assert links["<p>"] == "#element-p"
    assert links["above"] == "#text-why" and tree.xpath("//section[@id='text-why']")
    assert links["the TEI"] == "https://tei-c.org/" and "this" not in links
    assert tree.xpath("string(//*[@class='prose']//pre)") == '<p kind="a">Dear &amp; old</p>'


def test_an_entry_tells_all_about_an_element(page: Path) -> None:
    said = entry(page, "element-p")
    for part in (
        "<p> What a letter consists of <b>.",
        "Module core",
        "@kind (required) Of which kind it is.",
        "One of: a ordinary",
        "Global attributes: xml:id n",
        "Content macro.paraContent",
        "May contain text",
        "Rules Empty. assert node()",
        "Remarks Never empty.",
        'Examples <p kind="a"/>',
    ):
        assert part in said, said
    assert "May stand in" in said and "div" in said.partition("May stand in")[2]


def test_names_are_those_of_the_texts(page: Path) -> None:
    assert entry(page, "element-l").startswith("<line>")
    assert "In the TEI l" in entry(page, "element-l")
    assert "line" in entry(page, "class-model.lLike")
    assert "Namespace urn:x" in entry(page, "element-new")
    assert "Content (p | text)" in entry(page, "element-new")


def test_what_the_odd_does_not_describe_is_described_in_our_words(page: Path) -> None:
    assert re.match(r"<head> [A-Z][^.]+\. Module", entry(page, "element-head"))
    assert re.search(r"@n [A-Z][^.]+\. Type", entry(page, "class-att.global"))


def test_classes_name_members_and_datatypes_their_content(page: Path) -> None:
    assert "Members line" in entry(page, "class-model.lLike")
    assert "@type" in entry(page, "class-att.typed")
    assert "Content token pattern=" in entry(page, "datatype-teidata.word")


@pytest.mark.parametrize("name", ["page", "edition"])
def test_all_links_lead_somewhere_and_every_id_is_one(
    name: str, request: pytest.FixtureRequest
) -> None:
    tree = read(request.getfixturevalue(name))
    ids = [str(each) for each in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    inner = {str(each)[1:] for each in tree.xpath("//a/@href") if each.startswith("#")}
    assert inner - set(ids) == set()


def test_nothing_of_an_odd_can_run(page: Path) -> None:
    tree, text = read(page), page.read_text(encoding="utf-8")
    assert len(tree.xpath("//script")) == 1 and "javascript:" not in text
    assert not tree.xpath("//@*[starts-with(name(), 'on')]") and not tree.xpath("//*[@src]")
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy and "one &lt;script&gt;" in text


def test_the_same_odd_gives_the_same_page(edition: Path) -> None:
    compiled = compile_odd(resources.data("schema", "edition.odd"))
    assert documentation(compiled) == edition.read_bytes()


def test_labels_follow_the_language_of_the_odd(tmp_path: Path) -> None:
    path = tmp_path / "deutsch.odd"
    spec = f'<schemaSpec ident="small" start="TEI">{MODULES}</schemaSpec>'
    path.write_text(FRAME.format(content=spec).replace("<TEI ", '<TEI xml:lang="de" ', 1))
    (tmp_path / "page.html").write_bytes(documentation(compile_odd(path)))
    tree = read(tmp_path / "page.html")
    assert tree.get("lang") == "de" and "Kann enthalten" in entry(
        tmp_path / "page.html", "element-p"
    )
    (described,) = tree.xpath("//article[@id='element-head']/p[@class='desc']")
    assert described.get("lang") == "en"  # ours


def test_the_page_needs_nothing_beside_it(browser: Browser, page: Path) -> None:
    for scheme in ("light", "dark"):
        browser.open(page, scheme=scheme)
        assert browser.requests == [page.as_uri()]
        assert browser.run(
            """return [getComputedStyle(document.documentElement).getPropertyValue("--page") !== "",
            document.querySelector(".masthead button") !== null];"""
        ) == [True, True]


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_page_fits_its_window(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width)
    assert browser.run("return document.documentElement.scrollWidth;") <= width


def test_the_filter_leaves_the_names_that_are_asked_for(browser: Browser, page: Path) -> None:
    browser.open(page)
    found = browser.run(
        """const input = document.querySelector(".filter input");
        input.focus();
        input.value = "head";
        input.dispatchEvent(new Event("input"));
        const shown = [...document.querySelectorAll(".record")].filter((item) => item.offsetHeight);
        return [document.activeElement === input, ...shown.map((item) => item.textContent)];"""
    )
    assert found[0] is True and "head" in found[1:]
    assert all("head" in name.lower() for name in found[1:])


def test_without_scripts_everything_is_there(browser: Browser, page: Path) -> None:
    browser.open(page, scripts=False)
    assert "May contain" in browser.run("return document.body.innerText;")


def test_axe_has_no_objection(browser: Browser, page: Path, axe: Axe) -> None:
    for scheme in ("light", "dark"):
        browser.open(page, 1280, scheme)
        assert axe() == []


def test_the_nu_checker_finds_no_error(page: Path, edition: Path, nu_checker: Nu) -> None:
    assert nu_checker(page, edition) == []

"""Changes as a page of HTML: what a reader finds on it, and what cannot get into it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from browser import Browser
from conftest import HEADER, TEI, Ran

Cli = Callable[..., Ran]
Require = Callable[[str, object], None]
Nu = Callable[..., list[str]]
Axe = Callable[[], list[list[str]]]
SMALL = Path(__file__).parent / "goldens" / "changes"
HOSTILE = (
    '</style></script><script>alert("x")</script><img src=x onerror=alert(1)>&amp;lt;b&amp;gt;'
)


def write(path: Path, body: str) -> Path:
    path.write_text(TEI.format(header=HEADER, content=f"<text><body>{body}</body></text>"))
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for the small pair of files."""
    return made(tmp_path_factory.mktemp("small") / "changes.html", SMALL / "old.xml")


def made(path: Path, old: Path, new: Path | None = None) -> Path:
    from tei.cli.main import run

    new = new or old.parent / "new.xml"
    assert run(["diff", str(old), str(new), "--format", "html", "-o", str(path), "-q"]) == 1
    return path


def read(page: Path) -> Any:
    return html.document_fromstring(page.read_bytes())


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_page_of_the_small_pair(page: Path, request: pytest.FixtureRequest) -> None:
    """The golden file has the words of every change: title, in one text, before, after."""
    lines = []
    for part in read(page).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or @id]"):
        if part.get("class") == "change":
            lines.append("  " + words(part.find("p")))
            for name, sign in (("inline", " "), ("old", "-"), ("new", "+")):
                (found,) = part.xpath(".//p[contains(concat(@class, ' '), $name)]", name=f"{name} ")
                lines.append(f"    {sign} {words(found)}")
        elif part.tag in ("h1", "h2", "h3", "h4"):
            lines.append(f"{part.tag} {words(part)}")
    shown = "\n".join(lines) + "\n"
    file = SMALL / "page.txt"
    if request.config.getoption("--update-goldens", default=False):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8"), "accept with pytest --update-goldens"


def test_the_page_needs_nothing_beside_it_and_is_the_same_again(page: Path, tmp_path: Path) -> None:
    content = page.read_bytes()
    assert made(tmp_path / "again.html", SMALL / "old.xml").read_bytes() == content
    tree = read(page)
    assert tree.xpath("//link | //img | //iframe | //*[@src]") == []
    assert all(each.startswith("#") for each in tree.xpath("//@href"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)) and {each[1:] for each in tree.xpath("//@href")} <= set(ids)


def test_nothing_was_changed(cli: Cli, tmp_path: Path) -> None:
    file = write(tmp_path / "a.xml", "<p>One.</p>")
    result = cli("diff", file, file, "--format", "html")
    assert result.status == 0 and "Nothing was changed." in result.out


def test_a_report_is_not_written_over_what_is_compared(cli: Cli, tmp_path: Path) -> None:
    old = write(tmp_path / "a.xml", "<p>One.</p>")
    new = write(tmp_path / "b.xml", "<p>Two.</p>")
    before = new.read_bytes()
    result = cli("diff", old, new, "--format", "html", "-o", new)
    assert result.status == 2 and "is what is compared" in result.err
    assert new.read_bytes() == before
    result = cli("diff", old, new, "-o", tmp_path / "report.txt")
    assert (result.status, result.out) == (1, "")
    assert "[One → Two]" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_no_markup_and_no_script_of_a_text_gets_into_the_page(tmp_path: Path) -> None:
    said = HOSTILE.replace("<", "&lt;")
    old = write(tmp_path / "old.xml", f'<p>One {said} two three.</p><p n="1">Text</p>')
    new = write(
        tmp_path / "new.xml",
        f"<p>One two three<note>{said}</note>.</p><p n='&lt;script>'>{said}</p><!--{HOSTILE}-->",
    )
    page = made(tmp_path / "page.html", old, new)
    tree = read(page)
    assert len(tree.xpath("//script")) == 1 and tree.xpath("//img") == []
    for side in ("old", "new"):
        shown = tree.xpath("//p[@class=$side]", side=side)
        assert any('<script>alert("x")</script>' in words(each) for each in shown), side
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; style-src 'sha256-")


def test_what_cannot_be_seen_is_told_by_its_number(tmp_path: Path) -> None:
    old = write(tmp_path / "old.xml", "<p>An evil word and no more of it</p>")
    new = write(tmp_path / "new.xml", "<p>An e\u202evil word and no more of it</p>")
    tree = read(made(tmp_path / "page.html", old, new))
    assert "U+202E" in {words(each) for each in tree.xpath("//ins/span[@class='unseen']")}


# ---- in a browser


SHOWN = "return [...document.querySelectorAll('.change')].filter((item) => item.offsetHeight)"
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true;"


@pytest.mark.parametrize("scripts", [True, False])
def test_views_and_classes_are_switched_with_and_without_scripts(
    browser: Browser, page: Path, scripts: bool
) -> None:
    browser.open(page, scripts=scripts)
    browser.run(UNFOLD)
    count = f"{SHOWN}.length;"
    everything = browser.run(count)
    assert everything == len(read(page).xpath("//li[@class='change']")) == 22
    browser.run("document.querySelector('#show-spelling').click();")
    assert browser.run(count) == everything - 7
    height = "return ['.inline', '.sides'].map((name) => document.querySelector("
    height += "`#file-1-1 ${name}`).offsetHeight > 0);"
    assert browser.run(height) == [True, False]
    browser.run("document.querySelector('#view-sides').click();")
    assert browser.run(height) == [False, True]


def test_what_holds_no_change_that_is_shown_is_hidden(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelectorAll('.all-or-none button')[1].click();")
    assert browser.run(f"{SHOWN}.length;") == 0
    headings = """return [...document.querySelectorAll("h3, h4")].filter((one) => one.offsetHeight)
      .map((one) => one.textContent.trim());"""
    assert browser.run(headings) == []
    browser.run("document.querySelector('#show-note').click();")
    assert browser.run(headings) == ["Letter 1", "paragraph 4"]
    assert browser.run("return document.querySelector('.status').textContent;") == "1 / 22 shown"


def test_keys_lead_from_change_to_change(browser: Browser, page: Path) -> None:
    browser.open(page)
    focused = "return document.activeElement.id;"
    order = [each.get("id") for each in read(page).xpath("//li[@class='change']")]
    browser.press("n")
    assert browser.run(focused) == order[0], "a fold is opened"
    browser.press("j")
    assert browser.run(focused) == order[1]
    outline = "return getComputedStyle(document.activeElement).outlineStyle;"
    assert browser.run(outline) != "none", "focus can be seen"
    browser.press("p")
    assert browser.run(focused) == order[0]
    browser.run("document.querySelector('#show-spelling').click();")
    browser.press("n")
    assert browser.run(focused) == order[7], "what is not shown is passed over"
    browser.press("?")
    assert browser.run("return document.querySelector('.keys').open;") is True
    browser.run("document.querySelector('#keys-on').click();")
    browser.press("v")
    assert browser.run("return document.querySelector('#view-inline').checked;") is True


def test_an_address_leads_to_its_change(browser: Browser, page: Path) -> None:
    first = read(page).xpath("string(//details[@class='group']//li/@id)")
    browser.open("about:blank")
    browser.open(f"{page.as_uri()}#{first}")
    assert browser.run("return document.activeElement.id;") == first
    assert browser.run("return document.querySelector('.group').open;") is True


@pytest.mark.parametrize("view", ["inline", "sides"])
def test_the_page_fits_a_phone(browser: Browser, page: Path, view: str) -> None:
    browser.open(page, 320)
    browser.run(f"{UNFOLD} document.querySelector('#view-{view}').click();")
    assert browser.run("return document.documentElement.scrollWidth;") <= 320


def test_on_paper_stand_all_changes(
    browser: Browser, page: Path, tei_require: Require, tmp_path: Path
) -> None:
    tei_require("poppler", shutil.which("pdftotext"))
    browser.open(page, scripts=False)
    (tmp_path / "page.pdf").write_bytes(browser.pdf())
    command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Names marked." in text and "Kinds of change" not in text


def test_axe_has_no_objection(browser: Browser, page: Path, axe: Axe) -> None:
    for scheme, view, width in (("light", "inline", 1280), ("dark", "sides", 375)):
        browser.open(page, width, scheme)
        browser.run(f"{UNFOLD} document.querySelector('#view-{view}').click();")
        assert axe() == []


def test_the_nu_checker_finds_no_error(page: Path, nu_checker: Nu) -> None:
    assert nu_checker(page) == []

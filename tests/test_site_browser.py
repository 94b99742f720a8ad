"""The built site in a browser, and before the judges that others have written."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import pages
from browser import Browser
from tei.edition import load

ROOT = Path(__file__).parents[1]
Require = Callable[[str, object], None]
Nu = Callable[..., list[str]]
Axe = Callable[[], list[list[str]]]

PAGES = [
    "index.html",
    "texts/chapter-31.html",
    "diplomatic/chapter-31.html",
    "registers/person.html",
    "emendations.html",
    "signs.html",
    "about.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of My Life, written to disk."""
    built = pages.build(load(ROOT / "editions" / "my-life"))
    return built.write(tmp_path_factory.mktemp("my-life"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sites of the small editions, by name."""
    folder = tmp_path_factory.mktemp("small")
    for source in pages.GOLDENS.glob("*.xml"):
        pages.build(load(source)).write(folder / source.stem)
    return folder


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_pages_fit_their_window(browser: Browser, site: Path, page: str, width: int) -> None:
    browser.open(site / page, width)
    result = browser.run(
        """return [innerWidth, document.documentElement.scrollWidth,
          parseFloat(getComputedStyle(document.querySelector("p, li")).fontSize)];"""
    )
    assert result[0] == width
    assert result[1] <= width, "nothing sticks out at the side"
    assert result[2] >= 14


@pytest.mark.parametrize("name", ["verse", "drama", "letter", "apparatus", "blocks", "hebrew"])
def test_all_kinds_of_text_fit_a_phone(browser: Browser, small: Path, name: str) -> None:
    for page in sorted((small / name / "site").rglob("*.html")):
        browser.open(page, 320)
        assert browser.run("return document.documentElement.scrollWidth;") <= 320, page


def test_opened_from_a_file_a_page_has_its_own_style_and_script_and_asks_for_nothing_else(
    browser: Browser, site: Path
) -> None:
    browser.open(site / "texts" / "chapter-31.html")
    assert browser.run(
        """return [getComputedStyle(document.documentElement).getPropertyValue("--page") !== "",
          document.querySelector(".masthead button") !== null];"""
    ) == [True, True]
    own = [
        "texts/chapter-31.html",
        "assets/edition.css",
        "assets/edition.js",
    ]
    assert sorted(browser.requests) == sorted((site / name).as_uri() for name in own)


def test_the_text_is_set_in_a_size_and_measure_that_read_well(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "chapter-31.html")
    size, per_line = browser.run(
        """const text = document.querySelector(".text p:nth-of-type(2)");
        const range = document.createRange();
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()];
        const height = Math.max(...boxes.map((box) => box.bottom)) - boxes[1].top;
        const style = getComputedStyle(text);
        const lines = Math.max(1, Math.round(height / parseFloat(style.lineHeight)));
        return [parseFloat(style.fontSize), text.textContent.length / lines];"""
    )
    assert size >= 18
    assert 45 <= per_line <= 75


def test_light_or_dark_is_the_readers_choice_and_stays(browser: Browser, site: Path) -> None:
    colour = "return getComputedStyle(document.documentElement).backgroundColor;"
    browser.open(site / "index.html", scheme="dark")
    dark = browser.run(colour)
    browser.open(site / "index.html", scheme="light")
    light = browser.run(colour)
    assert light != dark
    browser.run("document.querySelector('.masthead button').click();")
    assert browser.run(colour) == dark
    browser.open(site / "texts" / "chapter-31.html", scheme="light")
    assert browser.run(colour) == dark
    browser.run("localStorage.clear();")


def test_the_other_form_of_the_text_opens_at_the_same_place(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "chapter-31.html")
    browser.run("document.querySelector('#p9').scrollIntoView({behavior: 'instant'});")
    browser.run("document.querySelector('a.layer:not([aria-current])').click();")
    browser.wait_for_load()
    address = browser.run("return location.href;")
    assert address.partition("#")[0] == (site / "diplomatic" / "chapter-31.html").as_uri()
    assert address.partition("#")[2] in ("p8", "p9")


def test_the_filter_of_a_register_leaves_what_is_asked_for(browser: Browser, site: Path) -> None:
    browser.open(site / "registers" / "person.html")
    assert browser.run(
        """const input = document.querySelector(".filter input");
        input.value = "KUHL";
        input.dispatchEvent(new Event("input"));
        const shown = [...document.querySelectorAll(".record")].filter((item) => item.offsetHeight);
        return shown.map((item) => item.querySelector("h3").textContent);"""
    ) == ["Kühlmann, Richard von"]


def test_arrow_keys_turn_to_the_next_text(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "chapter-31.html")
    browser.press("ArrowRight")
    browser.wait_for_load()
    assert browser.run("return location.href;").endswith("/texts/chapter-32.html")


def test_everything_can_be_reached_by_keyboard(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "chapter-31.html")
    browser.press("Tab")
    assert browser.run("return document.activeElement.className;") == "skip"
    assert (
        browser.run(
            """return [...document.querySelectorAll("a[href], button, summary, input")]
          .filter((item) => item.tabIndex < 0).length;"""
        )
        == 0
    )


def test_without_scripts_the_printed_page_has_text_notes_and_emendations(
    browser: Browser, site: Path, tei_require: Require, tmp_path: Path
) -> None:
    tei_require("poppler", shutil.which("pdftotext"))
    browser.open(site / "texts" / "chapter-31.html", scripts=False)
    (tmp_path / "page.pdf").write_bytes(browser.pdf())
    command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    text = " ".join(done.stdout.split())
    assert "Negotiations at Brest-Litovsk" in text
    assert "Emendations" in text and "Khlmann" in text
    assert "Diplomatic text" not in text, "what leads elsewhere is no use on paper"


@pytest.mark.parametrize("page", PAGES)
def test_axe_has_no_objection(browser: Browser, site: Path, axe: Axe, page: str) -> None:
    for scheme in ("light", "dark"):
        for width in (375, 1280):
            browser.open(site / page, width, scheme)
            assert axe() == []


def test_axe_has_no_objection_to_any_kind_of_text(browser: Browser, small: Path, axe: Axe) -> None:
    for page in sorted(small.glob("*/site/texts/*.html")):
        browser.open(page)
        assert axe() == [], page


def test_the_nu_checker_finds_no_error(small: Path, site: Path, nu_checker: Nu) -> None:
    assert nu_checker(small, *(site / page for page in PAGES)) == []

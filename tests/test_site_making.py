"""The page that tells how an edition was made, and what the lists of emendations say."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from tei.edition import load

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def my_life() -> pages.Site:
    return pages.build(load(ROOT / "editions" / "my-life"))


def test_a_page_tells_how_my_life_was_made(my_life: pages.Site) -> None:
    main = my_life.page("making.html").find(".//main")
    assert main is not None
    shown = pages.text_of(main)
    assert "How this edition was made" in shown
    assert "“Khlmann” in chapter 31 can only be Kühlmann" in shown
    kinds = [pages.text_of(item) for item in main.findall(".//h3")]
    assert "A letter with an accent, lost or bare of it" in kinds and len(kinds) == 8
    examples = [pages.text_of(item) for item in main.iter("li")]
    assert any(item.startswith("31.16 ") and "] Khlmann (certain)" in item for item in examples)
    # What stands there stands in no second place; and every page leads to it.
    about = my_life.page("about.html").find(".//main")
    assert "can only be Kühlmann" not in pages.text_of(about)
    for path in ("about.html", "texts/chapter-31.html"):
        links = my_life.page(path).findall(".//a")
        assert any((link.get("href") or "").endswith("making.html") for link in links), path


def test_without_principles_there_is_no_page_of_them() -> None:
    assert "making.html" not in pages.golden("drama").pages


def test_a_list_of_emendations_says_kind_certainty_and_rivals(my_life: pages.Site) -> None:
    shown = pages.text_of(my_life.page("texts/chapter-32.html"))
    assert "] through (or forced upon, wording, uncertain)" in shown
    assert "] incontestible (letters, certain)" in shown

"""`tei new`: the first five minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_edition_checks_and_builds(cli: Callable[..., Any]) -> None:
    made = cli("new", "letters", "--title", "Letters", "--author", "A. Uthor")
    assert (made.status, made.out) == (0, "")
    assert "tei/letters.xml" in made.err and "tei build letters" in made.err
    checked = cli("check", "letters")
    assert (checked.status, checked.out) == (0, "")
    built = cli("build", "letters")
    assert (built.status, built.out) == (0, "")
    assert Path("letters/build/site/index.html").is_file()
    assert Path("letters/build/text/reading.txt").read_text().startswith("The Arrival\n")


def test_a_title_may_look_like_markup(cli: Callable[..., Any]) -> None:
    assert cli("new", "letters", "--title", "A & <B>").status == 0
    checked = cli("check", "letters")
    assert (checked.status, checked.out) == (0, "")
    assert cli("build", "letters", "--only", "site").status == 0
    assert "A &amp; &lt;B&gt;" in Path("letters/build/site/index.html").read_text("utf-8")


@pytest.mark.parametrize("tag", ["e", "en_GB", "en-", "en-b", "en-toolongpart"])
def test_a_malformed_language_is_refused(cli: Callable[..., Any], tag: str) -> None:
    result = cli("new", "letters", "--language", tag)
    assert result.status == 2 and "not a language tag" in result.err
    assert not Path("letters").exists()


def test_what_is_said_next_can_be_typed(cli: Callable[..., Any]) -> None:
    assert '  tei check "my letters"' in cli("new", "my letters").err


def test_a_folder_with_something_in_it_is_left_alone(cli: Callable[..., Any]) -> None:
    Path("letters").mkdir()
    Path("letters/mine.txt").write_text("mine")
    result = cli("new", "letters")
    assert result.status == 2
    assert "“letters” is not empty" in result.err
    assert [path.name for path in Path("letters").iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_the_current_one(cli: Callable[..., Any], tmp_path: Path) -> None:
    assert cli("new", ".", "--quiet").status == 0
    assert (tmp_path / "edition.toml").is_file()


def test_the_example_is_english_and_says_so(cli: Callable[..., Any]) -> None:
    assert "in English" in cli("new", "igrot", "--language", "he").err
    assert 'xml:lang="he"' in Path("igrot/tei/igrot.xml").read_text("utf-8")
    assert "in English" not in cli("new", "letters", "--language", "en-GB").err

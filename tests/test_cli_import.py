"""`tei import`: from a text to a folder that checks, with a report of what was done."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
TEXT = """\
My Book
by A. Uthor

Chapter 1: Beginnings

It was *dark* and

Page 3

the rain fell.

Chapter 2: Ends

All was well - “[sic]”.
"""
HEADING = r"^Chapter (?P<n>\d+): "


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("book.txt").write_text(TEXT, encoding="utf-8")


def test_a_text_becomes_an_edition(cli: Cli) -> None:
    result = cli("import", "book.txt", "--heading", HEADING, "--furniture", r"^Page \d+$")
    assert (result.status, result.out) == (0, "")
    assert "Found: 2 headings" in result.err and "1 passage in italics" in result.err
    assert "tei build book" in result.err
    text = cli("text", "book").out
    for words in ("Beginnings", "It was dark and", "the rain fell.", "“[sic]”"):
        assert words in text
    assert "error[" not in cli("check", "book").out


def test_what_is_unclear_is_reported_with_its_line(cli: Cli) -> None:
    result = cli("import", "book.txt", "out", "--heading", HEADING, "--format", "concise")
    assert "book.txt:6:1: IMP002" in result.err or "book.txt:10:1: IMP002" in result.err


def test_standard_input_is_read(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert cli("import", "-", "out", "--heading", HEADING).status == 0
    assert Path("out/edition.toml").is_file()


def test_a_text_that_is_not_utf_8(cli: Cli) -> None:
    Path("old.txt").write_bytes("The old Café is shut.\n".encode("latin-1"))
    result = cli("import", "old.txt")
    assert result.status == 2
    assert "“Café”" in result.err and "--encoding windows-1252" in result.err
    assert "first line" not in result.err
    assert cli("import", "old.txt", "--encoding", "windows-1252").status == 0
    assert "Café" in Path("old/tei/old.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.txt"], "There is no file none.txt"),
        (["book.txt", "--heading", "("], "not a regular expression"),
        (["book.txt", "--encoding", "klingon"], "klingon"),
        (["."], "is a folder"),
        (["book.txt", "book.txt"], "would be the folder"),
    ],
)
def test_what_cannot_be_done_is_told(cli: Cli, arguments: list[str], said: str) -> None:
    result = cli("import", *arguments)
    assert result.status == 2
    assert said in result.err and "Traceback" not in result.err
    assert [path.name for path in Path().iterdir()] == ["book.txt"]


def test_form_feeds_become_page_breaks(cli: Cli) -> None:
    Path("pages.txt").write_bytes(b"One\n\x0ctwo.\n")
    result = cli("import", "pages.txt")
    assert result.status == 0 and "1 form feed" in result.err
    written = Path("pages/tei/pages.xml").read_text("utf-8")
    assert "<p>One <pb/> two.</p>" in " ".join(written.split())


def test_a_sign_that_xml_does_not_have_is_to_be_deleted_in_the_text(cli: Cli) -> None:
    Path("pages.txt").write_bytes(b"One.\n\x0bTwo.\n")
    result = cli("import", "pages.txt")
    assert result.status == 2
    assert "pages.txt:2:1" in result.err and "U+000B" in result.err
    assert "tei import" not in result.err

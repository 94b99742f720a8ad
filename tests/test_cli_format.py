"""`tei format`: what is written, what is shown, the exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import HEADER, TEI

Cli = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "letter.xml"
    body = "<text><body><p>Once. Twice.</p></body></text>"
    path.write_text(TEI.format(header=HEADER, content=body))
    return path


def test_a_file_is_laid_out_once(cli: Cli, file: Path) -> None:
    ran = cli("format", "letter.xml")
    assert (ran.status, ran.out) == (0, "") and "letter.xml" in ran.err
    assert "      <p>Once.\n        Twice.</p>\n" in file.read_text()
    before = file.stat().st_mtime_ns
    assert "laid out well" in cli("format", "letter.xml").err
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_nothing_is_written_with(cli: Cli, file: Path, option: str) -> None:
    before = file.read_bytes()
    ran = cli("format", option, "letter.xml")
    assert ran.status == 1 and file.read_bytes() == before
    assert ("+        Twice.</p>" in ran.out) == (option == "--diff")
    cli("format", "letter.xml")
    assert cli("format", option, "letter.xml").status == 0


def test_an_edition_means_all_of_its_files(cli: Cli, file: Path) -> None:
    text, register = file.read_text(), Path("register.xml")
    Path("edition.toml").write_text(
        '[edition]\nsource = "letter.xml"\nregisters = "register.xml"\n'
    )
    content = "<standOff><listPerson><person xml:id='a'/></listPerson></standOff>"
    register.write_text(TEI.format(header=HEADER, content=content))
    assert cli("format").status == 0
    assert file.read_text() != text and "\n    <listPerson>\n" in register.read_text()


@pytest.mark.parametrize("content", ["", "<TEI>", "\x89PNG"])
def test_a_bad_file_leaves_all_as_they_are(cli: Cli, file: Path, content: str) -> None:
    before = file.read_bytes()
    Path("bad.xml").write_text(content, encoding="latin-1")
    ran = cli("format", "letter.xml", "bad.xml")
    assert ran.status == 2 and "bad.xml" in ran.err
    assert file.read_bytes() == before

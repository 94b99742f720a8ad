"""`tei text`: the words, and nothing else, on standard output."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import HEADER, TEI

Cli = Callable[..., Any]


def test_the_reading_text_is_printed(small: Path, cli: Cli) -> None:
    result = cli("text", small)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("The Arrival\n\nOn 22 January 1905 Anna Berg came to Vienna")
    assert "had been written three weeks" in result.out
    assert "\n\nThe House\n" in result.out


@pytest.mark.parametrize("options", [(), ("--witness", "A")])
def test_words_that_were_not_read_are_told(
    options: tuple[str, ...], tmp_path: Path, cli: Cli
) -> None:
    path = tmp_path / "a.xml"
    header = HEADER.replace("<p>None</p>", '<listWit><witness xml:id="A"/></listWit>')
    text = TEI.format(header=header, content="<text><body><p>one &a; two</p></body></text>")
    path.write_text(f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "a.ent">]>{text}')
    result = cli("text", path, *options)
    assert result.status == 1
    assert result.out == "one &a; two\n"
    assert "SRC003" in result.err and "a.ent" in result.err


def test_the_diplomatic_text_has_the_words_of_the_source(small: Path, cli: Cli) -> None:
    assert "had been writen three weeks" in cli("text", small, "--layer", "diplomatic").out


def test_one_text_may_be_chosen(small: Path, cli: Cli) -> None:
    assert cli("text", small, "--text", "chapter-2").out.startswith("The House\n")
    unknown = cli("text", small, "--text", "chapter-3")
    assert unknown.status == 2
    assert "no text with the id “chapter-3”" in unknown.err and "Did you mean" in unknown.err


def test_a_file_is_read_from_standard_input(
    small: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (small / "tei/small.xml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert cli("text", "-").out == cli("text", small).out


def test_a_mistake_in_standard_input_has_its_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<TEI>\n<p>\n</TEI>")))
    result = cli("text", "-")
    assert result.status == 2
    assert " -:3:" in result.err
    assert "3 | </TEI>" in result.err


def test_the_text_is_utf_8_in_a_pipe_whatever_the_locale(small: Path) -> None:
    source = small / "tei/small.xml"
    source.write_text(source.read_text().replace("Vienna", "Wien, Łódź und 日本"))
    command = [sys.executable, "-c", "from tei.cli.main import main; main()", "text", str(small)]
    environment = {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, capture_output=True, env=environment)
    assert "Łódź und 日本" in result.stdout.decode("utf-8")

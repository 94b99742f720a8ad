"""`tei check`: what is found, where it is said to be, and the exit status."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def spoil(edition: Path, old: str, new: str) -> None:
    path = edition / "tei/small.xml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def spoilt(small: Path) -> Path:
    spoil(small, 'ref="#berg"', 'ref="#bergg"')
    return small


def place(edition: Path, mark: str) -> tuple[int, int]:
    lines = (edition / "tei/small.xml").read_text(encoding="utf-8").split("\n")
    return next((n, line.index(mark) + 1) for n, line in enumerate(lines, 1) if mark in line)


def test_a_clean_edition_has_status_0(small: Path, cli: Cli) -> None:
    result = cli("check", small)
    assert (result.status, result.out) == (0, "")
    assert result.err == "Nothing found in 3 files.\n"


def test_a_finding_names_file_line_and_column(spoilt: Path, cli: Cli) -> None:
    line, column = place(spoilt, '<persName ref="#bergg"')
    result = cli("check", spoilt, "--format", "concise")
    assert result.status == 1
    assert result.out.startswith(f"small/tei/small.xml:{line}:{column}: PTR001 ")
    assert "1 error in 3 files" in result.err
    assert "1  PTR001 unresolved-pointer" in result.err


def test_the_full_report_shows_the_passage(spoilt: Path, cli: Cli) -> None:
    out = cli("check", spoilt).out.splitlines()
    assert out[0].startswith("error[PTR001] unresolved-pointer: ")
    shown = next(number for number, line in enumerate(out) if "bergg" in line and " | " in line)
    caret = out[shown + 1].index("^")
    assert out[shown][caret:].startswith("<persName ref=")
    assert any(line.lstrip().startswith("= help: ") for line in out)


def test_paths_are_seen_from_the_current_folder(
    spoilt: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spoilt / "registers")
    result = cli("check", "--format", "concise")
    assert result.out.startswith("../tei/small.xml:")


def test_json_is_clean(spoilt: Path, cli: Cli) -> None:
    result = cli("check", spoilt, "--format", "json")
    (item,) = json.loads(result.out)
    assert (item["code"], item["filename"]) == ("PTR001", "small/tei/small.xml")
    assert (item["location"]["row"], item["location"]["column"]) == place(spoilt, "<persName ref")
    assert result.err == ""


def test_json_of_an_edition_that_cannot_be_read_is_json(small: Path, cli: Cli) -> None:
    spoil(small, "</head>", "</haed>")
    result = cli("check", small, "--format", "json")
    assert result.status == 2
    (item,) = json.loads(result.out)
    assert item["code"] == "SRC016"
    assert item["location"]["row"] == place(small, "</haed>")[0]


def test_rules_are_selected_and_ignored(spoilt: Path, cli: Cli) -> None:
    assert cli("check", spoilt, "--select", "DAT,IDS").status == 0
    assert cli("check", spoilt, "--ignore", "PTR001").status == 0
    assert cli("check", spoilt, "--select", "PTR").status == 1
    unknown = cli("check", spoilt, "--select", "PTRR")
    assert unknown.status == 2 and "PTRR" in unknown.err


def test_notes_alone_leave_the_status_at_0(
    small: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tei.findings import Finding, Position, Severity

    note = Finding("XXX001", "x", Severity.NOTE, "Worth knowing.", Position("tei/small.xml", 1, 1))
    monkeypatch.setattr("tei.check", lambda *_: [note], raising=False)
    result = cli("check", small)
    assert result.status == 0 and "Worth knowing." in result.out


def test_quiet_says_only_what_was_found(spoilt: Path, cli: Cli) -> None:
    assert cli("check", spoilt, "--quiet").err == ""
    assert cli("check", spoilt, "--quiet").out != ""


def test_a_single_file_is_checked(spoilt: Path, cli: Cli) -> None:
    result = cli("check", "small/tei/small.xml", "--format", "concise")
    assert result.status == 1
    assert result.out.startswith("small/tei/small.xml:")


def test_no_edition_is_told(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("check")
    assert result.status == 2
    assert "There is no edition.toml here" in result.err and "tei new" in result.err


def test_a_file_is_read_from_standard_input(
    spoilt: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (spoilt / "tei/small.xml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    result = cli("check", "-", "--format", "concise")
    assert result.status == 1
    assert "-:{}:{}: PTR001 ".format(*place(spoilt, "<persName ref")) in result.out


def test_a_schema_of_the_users_choice(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A <persname>B</persname>.</p>'
        "</body></text></TEI>",
        encoding="utf-8",
    )
    assert "VAL" not in cli("check", path, "--schema", "none").out
    for options in ((), ("--schema", "edition"), ("--schema", "tei_all")):
        result = cli("check", path, *options, "--format", "concise")
        assert result.status == 1
        assert re.search(r"text\.xml:1:\d+: VAL002 .*persname", result.out)
    missing = cli("check", path, "--schema", tmp_path / "none.rng")
    assert missing.status == 2
    assert "none.rng" in missing.err

"""`tei build`: what is written where, what is said of it, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_outputs_are_written_and_summed_up(small: Path, cli: Cli) -> None:
    result = cli("build", small, "--only", "text,prepared")
    assert (result.status, result.out) == (0, "")
    assert sorted(path.name for path in (small / "build").iterdir() if path.is_dir()) == [
        "prepared",
        "text",
    ]
    assert "Built “A Small Edition”" in result.err
    assert "small/build/text/reading.txt" in result.err
    assert "5 written, 0 unchanged, 0 removed." in result.err


def test_the_same_input_gives_the_same_bytes(small: Path, cli: Cli) -> None:
    cli("build", small, "--only", "text", "--only", "prepared")
    first = files(small / "build")
    result = cli("build", small, "--only", "text", "--only", "prepared", "--output", "again")
    assert files(Path("again")) == first
    assert "again/text" in result.err
    assert "0 written, 5 unchanged" in cli("build", small, "--only", "text,prepared").err


def test_a_partial_build_leaves_the_other_outputs(small: Path, cli: Cli) -> None:
    cli("build", small, "--only", "text,prepared")
    before = (small / "build/prepared/shared.xml").stat().st_mtime_ns
    (small / "tei/small.xml").write_text(
        (small / "tei/small.xml").read_text().replace("Vienna", "Wien")
    )
    cli("build", small, "--only", "text")
    assert (small / "build/prepared/shared.xml").stat().st_mtime_ns == before
    assert "Wien" in (small / "build/text/reading.txt").read_text()


def test_an_unknown_output_is_told_before_anything_is_made(small: Path, cli: Cli) -> None:
    result = cli("build", small, "--only", "texd")
    assert result.status == 2
    assert "There is no output “texd”" in result.err and "text" in result.err
    assert not (small / "build").exists()


def test_strict_writes_nothing_when_something_is_found(small: Path, cli: Cli) -> None:
    source = small / "tei/small.xml"
    source.write_text(source.read_text().replace('"#berg"', '"#nobody"', 1))
    result = cli("build", small, "--only", "text", "--strict")
    assert result.status == 1
    assert "PTR001" in result.err and "Nothing was written" in result.err
    assert not (small / "build").exists()
    assert cli("build", small, "--only", "text").status == 0


def test_strict_builds_a_clean_edition(small: Path, cli: Cli) -> None:
    assert cli("build", small, "--only", "text", "--strict").status == 0
    assert (small / "build/text/reading.txt").is_file()


def test_a_single_file_is_built_into_the_current_folder(small: Path, cli: Cli) -> None:
    assert cli("build", small / "tei/small.xml", "--only", "text").status == 0
    assert Path("build/text/reading.txt").is_file()
    assert not (small / "tei/build").exists()


def test_the_edition_around_the_current_folder_is_built(
    small: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small / "tei")
    result = cli("build", "--only", "text")
    assert "../build/text/reading.txt" in result.err
    assert (small / "build/text/reading.txt").is_file()


def test_a_build_folder_that_leads_out_of_the_edition_is_not_followed(
    small: Path, cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (small / "build").symlink_to(tmp_path / "elsewhere")
    result = cli("build", small, "--only", "text")
    assert result.status == 2 and "leads out of the edition" in result.err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert cli("build", small, "--only", "text", "--output", small / "build").status == 0


def test_the_help_lists_the_outputs(cli: Cli) -> None:
    out = cli("build", "--help").out
    for name in ("site", "pdf", "text", "prepared"):
        assert f"  {name} " in out

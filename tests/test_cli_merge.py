"""`tei merge`: what is written, what is said, the exit status."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import HEADER, TEI

Cli = Callable[..., Any]
BODY = "<p>We went to the Berg on Sunday, and it rained.</p>"


def write(path: Path, body: str) -> str:
    content = f"<text><body>{body}</body></text>"
    path.write_text(TEI.format(header=HEADER, content=content), encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "base.xml", BODY)
    write(tmp_path / "ours.xml", BODY.replace("Sunday", "Monday"))
    return tmp_path


def test_without_conflict_ours_becomes_the_merged_file(cli: Cli, folder: Path) -> None:
    write(folder / "theirs.xml", BODY.replace("Berg", "<placeName>Berg</placeName>"))
    ran = cli("merge", "base.xml", "ours.xml", "theirs.xml")
    assert (ran.status, ran.out) == (0, "")
    assert "the <placeName>Berg</placeName> on Monday" in Path("ours.xml").read_text()
    assert "ours.xml" in ran.err


def test_the_output_can_be_another_file(cli: Cli, folder: Path) -> None:
    write(folder / "theirs.xml", BODY.replace("Berg", "Burg"))
    before = Path("ours.xml").read_bytes()
    assert cli("merge", "base.xml", "ours.xml", "theirs.xml", "-o", "new.xml").status == 0
    assert Path("ours.xml").read_bytes() == before
    assert "Burg on Monday" in Path("new.xml").read_text()
    ran = cli("merge", "base.xml", "ours.xml", "theirs.xml", "-o", "-")
    assert "Burg on Monday" in ran.out and ran.err == "Merged without conflict.\n"
    settled = cli("merge", "--resolve", "new.xml", "--take", "ours")
    assert (settled.status, settled.err) == (0, "There is no conflict in this file.\n")


def test_a_conflict_is_written_listed_found_and_settled(cli: Cli, folder: Path) -> None:
    ours = Path("ours.xml").read_text()
    theirs = write(folder / "theirs.xml", BODY.replace("Sunday", "Tuesday"))
    ran = cli("merge", "base.xml", "ours.xml", "theirs.xml")
    assert ran.status == 1 and "1 conflict" in ran.err
    checked = cli("check", "ours.xml", "--select", "MRG001", "--format", "concise")
    assert checked.status == 1 and "ours.xml:1:" in checked.out and "MRG001" in checked.out
    listed = cli("merge", "--resolve", "ours.xml")
    assert listed.status == 1
    for part in ("ours.xml:1:", "conflict 1", "Sunday", "Monday", "Tuesday"):
        assert part in listed.out
    marked = Path("ours.xml").read_bytes()
    for side, wanted in (("ours", ours), ("theirs", theirs)):
        Path("ours.xml").write_bytes(marked)
        assert cli("merge", "--resolve", "ours.xml", "--take", side).status == 0
        assert Path("ours.xml").read_text() == wanted
    assert cli("merge", "--resolve", "ours.xml").status == 0


def test_conflicts_can_be_settled_one_by_one(cli: Cli, folder: Path) -> None:
    write(folder / "ours.xml", BODY.replace("Sunday", "Monday").replace("We", "You"))
    write(folder / "theirs.xml", BODY.replace("Sunday", "Tuesday").replace("We", "They"))
    assert cli("merge", "base.xml", "ours.xml", "theirs.xml").status == 1
    ran = cli("merge", "--resolve", "ours.xml", "--take", "theirs", "--only", "1")
    assert ran.status == 1 and "1 left" in ran.err
    assert "They went to the Berg on <?tei-conflict 2 ours" in Path("ours.xml").read_text()
    assert cli("merge", "--resolve", "ours.xml", "--take", "ours", "--only", "7").status == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<TEI", "never closed"),
        ("", "empty"),
        ("\x89PNG\r\n", "not"),
        ("<div xmlns='http://www.tei-c.org/ns/1.0'/>", "first element is"),
        ("<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'/>", "first element is"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    cli: Cli, folder: Path, content: str, message: str
) -> None:
    before = Path("ours.xml").read_bytes()
    Path("theirs.xml").write_text(content, encoding="latin-1")
    ran = cli("merge", "base.xml", "ours.xml", "theirs.xml")
    assert ran.status == 2 and "theirs.xml" in ran.err and message in ran.err
    assert Path("ours.xml").read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"base.xml", "ours.xml", "theirs.xml"}


def test_an_output_that_cannot_be_written(cli: Cli, folder: Path) -> None:
    write(folder / "theirs.xml", BODY.replace("Berg", "Burg"))
    ran = cli("merge", "base.xml", "ours.xml", "theirs.xml", "-o", "no/such/folder.xml")
    assert ran.status == 2 and "cannot be written" in ran.err


def test_for_git_what_is_not_well_formed_is_merged_by_lines(cli: Cli, folder: Path) -> None:
    """So that nothing of THEIRS is lost when git believes that the file was merged."""
    Path("base.xml").write_text("<a>\none\n</a>\n")
    Path("ours.xml").write_text("<a>\nours\n</a>\n")
    Path("theirs.xml").write_text("<a>\ntheirs\n<b>\n")
    ran = cli("merge", "--git", "my file.xml", "base.xml", "ours.xml", "theirs.xml")
    assert ran.status == 1 and "my file.xml" in ran.err and "line by line" in ran.err
    marked = Path("ours.xml").read_text()
    assert "<<<<<<< ours" in marked and "theirs\n<b>" in marked
    assert os.path.lexists("theirs.xml")


def test_for_git_a_fault_of_the_program_loses_nothing(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tei.merging import files

    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    write(folder / "theirs.xml", BODY.replace("Sunday", "Tuesday"))
    monkeypatch.setattr(files, "merge", fail)
    ran = cli("merge", "--git", "x.xml", "base.xml", "ours.xml", "theirs.xml")
    assert ran.status == 1 and "report" in ran.err
    assert "Monday" in Path("ours.xml").read_text() and "Tuesday" in Path("ours.xml").read_text()


@pytest.mark.parametrize(
    "arguments", [["base.xml"], ["--take", "ours"], ["--resolve", "ours.xml", "base.xml"]]
)
def test_wrong_arguments(cli: Cli, folder: Path, arguments: list[str]) -> None:
    assert cli("merge", *arguments).status == 2

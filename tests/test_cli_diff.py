"""`tei diff`: files, folders, revisions of git; what is printed, and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import HEADER, TEI

Cli = Callable[..., Any]

OLD = """<head>First letter</head>
<p n="1">We went to the <placeName ref="#bergg">Berg</placeName> on Sunday, and it rained.</p>
<p n="2">Nothing else was to be told of that week in the village.</p>
"""
NEW = """<head>First letter</head>
<p n="1">We went to the <placeName ref="#berg">Berg</placeName> on Monday, and it rained.</p>
<p n="2">Nothing else was to be told<note>So the author.</note> of that week in the village.</p>
"""


def write(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f'<text><body><div type="letter" n="1">{body}</div></body></text>'
    path.write_text(TEI.format(header=HEADER, content=text), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old.xml", OLD)
    write(tmp_path / "new.xml", NEW)
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the tag v1 and a commit after it; the file here has one change more."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git("init", "--quiet")
    write(tmp_path / "letters/one.xml", OLD)
    commit("one")
    git("tag", "v1")
    write(tmp_path / "letters/one.xml", NEW)
    commit("two")
    write(tmp_path / "letters/one.xml", NEW.replace("village", "town"))
    return tmp_path


def git(*arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def commit(message: str) -> None:
    git("add", ".")
    git("commit", "--quiet", "-m", message)


def test_the_full_report_tells_what_was_done(files: Path, cli: Cli) -> None:
    result = cli("diff", "old.xml", "new.xml")
    assert (result.status, result.err) == (1, "")
    assert result.out == (
        "new.xml\n"
        "  3 changes: 1 substantive, 1 note, 1 mention\n"
        "\n"
        "Letter 1, paragraph 1\n"
        "  2  name of a place identified otherwise\n"
        "     #bergg → #berg  “Berg”\n"
        "  2  words\n"
        "     We went to the Berg on [Sunday → Monday], and it rained.\n"
        "\n"
        "Letter 1, paragraph 2\n"
        "  3  note added\n"
        "     Nothing else was to be told [+ So the author.] of that week in the village\n"
    )


def test_the_concise_report_names_the_place(files: Path, cli: Cli) -> None:
    out = cli("diff", "old.xml", "new.xml", "--format", "concise").out.splitlines()
    column = NEW.splitlines()[1].index("Monday") + 1
    assert out[1] == f"new.xml:2:{column}: substantive words: “Sunday” → “Monday”"


def test_json_gives_both_places(files: Path, cli: Cli) -> None:
    result = cli("diff", "old.xml", "new.xml", "--format", "json")
    pointed, words, note = json.loads(result.out)
    assert (words["class"], words["old"], words["new"]) == ("substantive", "Sunday", "Monday")
    assert words["locus"] == "Letter 1, paragraph 1"
    assert words["context"] == {"before": "We went to the Berg on", "after": ", and it rained."}
    old, new = words["positions"]["old"], words["positions"]["new"]
    assert (old["filename"], new["filename"]) == ("old.xml", "new.xml")
    assert old["location"] == {"row": 2, "column": OLD.splitlines()[1].index("Sunday") + 1}
    assert new["location"] == {"row": 2, "column": NEW.splitlines()[1].index("Monday") + 1}
    assert pointed["subject"] == "placeName/@ref"
    assert note["kind"] == "added"
    assert len({pointed["id"], words["id"], note["id"]}) == 3


def test_identical_files_are_said_to_be_so(files: Path, cli: Cli) -> None:
    result = cli("diff", "old.xml", "old.xml")
    assert (result.status, result.out) == (0, "")
    assert result.err == "No changes: the two are the same.\n"
    assert cli("diff", "old.xml", "old.xml", "--format", "json").out == "[]\n"


def test_another_layout_is_no_change(files: Path, cli: Cli) -> None:
    text = (files / "old.xml").read_text(encoding="utf-8")
    text = text.replace("\n<p", "\n\n      <p").replace(
        'type="letter" n="1"', "n='1' type='letter'"
    )
    (files / "new.xml").write_text(text.replace(" on Sunday", "\n         on Sunday"))
    assert cli("diff", "old.xml", "new.xml").status == 0


def test_classes_can_be_selected(files: Path, cli: Cli) -> None:
    result = cli("diff", "old.xml", "new.xml", "--select", "note,text", "--format", "concise")
    assert [line.split(" ")[1] for line in result.out.splitlines()] == ["substantive", "note"]
    result = cli("diff", "old.xml", "new.xml", "--select", "witness")
    assert (result.status, result.err) == (0, "No changes of these classes.\n")


def test_an_unknown_class_is_refused(files: Path, cli: Cli) -> None:
    result = cli("diff", "old.xml", "new.xml", "--select", "notes")
    assert result.status == 2
    assert "There is no class of change “notes”." in result.err
    assert "Did you mean “note”?" in result.err


def test_stat_counts(files: Path, cli: Cli) -> None:
    out = cli("diff", "old.xml", "new.xml", "--stat").out
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["1", "substantive"],
        ["1", "note"],
        ["1", "mention"],
    ]


def test_folders_show_files_that_came_went_and_were_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a/one.xml", OLD)
    write(tmp_path / "a/two.xml", "<p>This letter is lost to us, and nobody knows of it.</p>")
    write(tmp_path / "a/sub/three.xml", "<p>The third letter stays as it was.</p>")
    write(tmp_path / "b/first.xml", NEW)
    write(tmp_path / "b/sub/three.xml", "<p>The third letter stays as it was.</p>")
    write(tmp_path / "b/four.xml", "<head>News</head>\n<p>Here is a letter that was found.</p>")
    (tmp_path / "b/notes.txt").write_text("no TEI")
    result = cli("diff", "a", "b", "--format", "concise", "--select", "file")
    assert result.out.splitlines() == [
        "first.xml: file file renamed, was one.xml",
        "four.xml: file file added",
        "two.xml: file file removed",
    ]
    assert "[Sunday → Monday]" in cli("diff", "a", "b").out


def test_letters_with_the_same_header_are_different_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a/1.xml", "<p>The harvest is in, and the barns are full of it.</p>")
    write(tmp_path / "a/2.xml", "<p>My brother has sailed for the Cape with two of his sons.</p>")
    write(tmp_path / "b/3.xml", "<p>Pray send the books back that you have had since May.</p>")
    # Renamed and laid out anew.
    write(
        tmp_path / "b/4.xml", "<p>My brother has sailed for the Cape\n   with two of his sons.</p>"
    )
    out = cli("diff", "a", "b", "--format", "concise").out
    assert out.splitlines() == [
        "1.xml: file file removed",
        "3.xml: file file added",
        "4.xml: file file renamed, was 2.xml",
    ]


def test_a_passage_moved_to_another_file_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    monkeypatch.chdir(tmp_path)
    moved = "<p>This paragraph has stood in the first letter for a long time, without reason.</p>\n"
    write(tmp_path / "a/one.xml", OLD + moved)
    write(tmp_path / "a/two.xml", "<p>The second letter is short.</p>\n")
    write(tmp_path / "b/one.xml", OLD)
    write(tmp_path / "b/two.xml", "<p>The second letter is short.</p>\n" + moved)
    (change,) = json.loads(cli("diff", "a", "b", "--format", "json").out)
    assert change["kind"] == "moved"
    assert change["positions"]["old"]["filename"] == "one.xml"
    assert change["positions"]["new"]["filename"] == "two.xml"
    assert "from one.xml: Letter 1, paragraph 3 (line" in " ".join(
        cli("diff", "a", "b").out.split()
    )
    (line,) = cli("diff", "a", "b", "--format", "concise").out.splitlines()
    assert ", from one.xml:" in line
    assert "from one.xml, " in cli("diff", "a", "b", "--format", "html").out


@pytest.mark.parametrize(("old", "new"), [("a", "b"), ("b", "a")])
def test_a_passage_moved_into_a_file_of_its_own_or_out_of_one(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    monkeypatch.chdir(tmp_path)
    moved = "<p>This paragraph has stood in the first letter for a long time, without reason.</p>\n"
    write(tmp_path / "a/one.xml", OLD + moved)
    write(tmp_path / "b/one.xml", OLD)
    write(tmp_path / "b/two.xml", moved + "<p>And this one is new.</p>")
    whole, passage = sorted(
        json.loads(cli("diff", old, new, "--format", "json").out), key=lambda each: each["class"]
    )
    assert (whole["class"], whole["kind"]) == ("file", "added" if new == "b" else "removed")
    assert (passage["kind"], passage["subject"]) == ("moved", "p")
    names = [passage["positions"][side]["filename"] for side in ("old", "new")]
    assert names == (["one.xml", "two.xml"] if new == "b" else ["two.xml", "one.xml"])
    for side, name in zip(("old", "new"), (f"{old}/{names[0]}", f"{new}/{names[1]}"), strict=True):
        place = passage["positions"][side]["location"]
        line = Path(name).read_text(encoding="utf-8").splitlines()[place["row"] - 1]
        assert line[place["column"] - 1 :].startswith("<p>This paragraph")


def test_two_revisions_of_git(repository: Path, cli: Cli) -> None:
    result = cli("diff", "v1..HEAD")
    assert result.status == 1
    assert result.out.startswith("letters/one.xml\n  3 changes: ")
    assert "town" not in result.out


def test_a_revision_against_the_files_here(repository: Path, cli: Cli) -> None:
    out = cli("diff", "HEAD", "letters/one.xml", "--format", "concise").out
    assert out.endswith("substantive words: “village” → “town”\n")
    assert out.count("\n") == 1


def test_nothing_that_the_repository_asks_for_is_run(repository: Path, cli: Cli) -> None:
    trap = repository / "trap.sh"
    trap.write_text('#!/bin/sh\ntouch "$(dirname "$0")/sprung"\n')
    trap.chmod(0o755)
    for key in ("diff.external", "core.fsmonitor", "diff.x.textconv", "filter.x.smudge"):
        git("config", key, str(trap))
    (repository / ".gitattributes").write_text("*.xml diff=x filter=x\n")
    assert cli("diff", "v1..HEAD").status == 1
    assert cli("diff", "v1").status == 1
    assert not (repository / "sprung").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("v9..HEAD",), "There is no revision “v9” in this repository."),
        (("--", "--output=x..HEAD"), "There is no revision “--output=x” in this repository."),
        (("v1..HEAD", "nowhere"), "There is no TEI file at nowhere in either revision."),
        (("v1..HEAD", "/"), "There is no git repository around /."),
        (("letters/one.xml",), "With what is letters/one.xml to be compared?"),
        (("letters", "letters/one.xml"), "A file cannot be compared with a folder."),
        (("letters/one.xml", "two.xml"), "There is no file or folder two.xml."),
    ],
)
def test_what_cannot_be_found(
    repository: Path, cli: Cli, arguments: tuple[str, ...], message: str
) -> None:
    result = cli("diff", *arguments)
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err


def test_a_file_that_is_not_well_formed_is_named_with_its_place(files: Path, cli: Cli) -> None:
    write(files / "new.xml", NEW.replace("</p>", "</q>", 1))
    result = cli("diff", "old.xml", "new.xml")
    assert result.status == 2
    assert "--> new.xml:2:" in result.err


def test_a_binary_file_is_refused(files: Path, cli: Cli) -> None:
    (files / "new.xml").write_bytes(bytes(range(256)) * 10)
    result = cli("diff", "old.xml", "new.xml")
    assert (result.status, result.out) == (2, "")
    assert "new.xml" in result.err


def test_different_first_elements_are_refused(files: Path, cli: Cli) -> None:
    (files / "new.xml").write_text('<div xmlns="http://www.tei-c.org/ns/1.0"><p>We</p></div>')
    result = cli("diff", "old.xml", "new.xml")
    assert result.status == 2
    said = " ".join(result.err.split())
    assert "the first element is TEI in the one and div in the other" in said


def test_strangers_are_refused(files: Path, cli: Cli) -> None:
    for name, word in (("old.xml", "arma"), ("new.xml", "bella")):
        write(files / name, "".join(f"<p>{word}{n} {word}{n * 7} cano</p>" for n in range(400)))
    result = cli("diff", "old.xml", "new.xml")
    assert result.status == 2
    assert "old.xml and new.xml are too different to compare." in result.err


def test_a_broken_file_does_not_hide_the_changes_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, body in (("a", OLD), ("b", NEW)):
        write(tmp_path / folder / "one.xml", body)
        write(tmp_path / folder / "two.xml", body)
    (tmp_path / "b/two.xml").write_text("<TEI>")
    result = cli("diff", "a", "b")
    assert result.status == 2
    assert "[Sunday → Monday]" in result.out
    assert "two.xml" in result.err


def test_a_text_cannot_speak_to_the_terminal(files: Path, cli: Cli) -> None:
    write(files / "new.xml", NEW.replace("Monday", "Mon\u202eday"))
    out = cli("diff", "old.xml", "new.xml").out
    assert "\u202e" not in out and r"\u202e" in out

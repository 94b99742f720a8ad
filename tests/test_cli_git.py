"""`tei git`, with git itself: settings made and undone, branches merged, changes shown."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CHAPTER = ROOT / "editions" / "my-life" / "tei" / "chapters" / "chapter-06.xml"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
Cli = Callable[..., Any]


def git(*arguments: str, status: int = 0) -> str:
    done = subprocess.run(["git", *WHO, *arguments], capture_output=True, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a chapter of “My Life”, in a folder with a space in its name."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(sys, "argv", [sys.executable])
    folder = tmp_path / "my edition"
    (folder / "the text").mkdir(parents=True)
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch=main")
    (folder / "the text" / "chapter 6.xml").write_bytes(CHAPTER.read_bytes())
    return folder


def commit(message: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", message)


def edit(old: str, new: str) -> None:
    path = Path("the text/chapter 6.xml")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def text() -> str:
    return Path("the text/chapter 6.xml").read_text(encoding="utf-8")


def sentence() -> list[str]:
    """Give three words, which stand once in the chapter, of one line of it."""
    everything = CHAPTER.read_text(encoding="utf-8")
    for line in everything.splitlines():
        words = [word for word in line.split() if word.isalpha() and everything.count(word) == 1]
        if len(words) > 2 and "<p" in line:
            return words[:3]
    raise AssertionError("no such line")


def branches(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    commit("one")
    git("checkout", "--quiet", "-b", "draft")
    edit(*theirs)
    commit("theirs")
    git("checkout", "--quiet", "main")
    edit(*ours)
    commit("ours")


def test_install_is_told_repeated_and_undone(cli: Cli, repository: Path) -> None:
    Path(".gitattributes").write_text("*.png binary\n")
    ran = cli("git", "install")
    assert ran.status == 0 and "merge.tei.driver" in ran.err and ".gitattributes" in ran.err
    settings, lines = git("config", "--local", "--list"), Path(".gitattributes").read_text()
    script = Path(sysconfig.get_path("scripts"), "tei")
    program = script if script.is_file() else f"{sys.executable} -P -m tei.cli.main"
    assert f"merge.tei.driver={program} merge --git" in settings, "whatever folder and PATH are"
    assert lines.startswith("*.png binary\n") and "*.xml diff=tei merge=tei\n" in lines
    assert "already" in cli("git", "install").err
    assert git("config", "--local", "--list") == settings
    assert Path(".gitattributes").read_text() == lines
    assert cli("git", "status").status == 0
    assert cli("git", "uninstall").status == 0
    assert "tei" not in git("config", "--local", "--list").replace("tei-", "")
    assert Path(".gitattributes").read_text() == "*.png binary\n"
    assert cli("git", "status").status == 1


def test_install_for_all_repositories(cli: Cli, repository: Path) -> None:
    Path(os.environ["HOME"]).mkdir()
    assert cli("git", "install", "--global").status == 0
    assert (Path.home() / ".config/git/attributes").is_file()
    assert git("check-attr", "merge", "--", "the text/chapter 6.xml").endswith("merge: tei\n")
    assert cli("git", "uninstall", "--global").status == 0
    assert not (Path.home() / ".config/git/attributes").exists()


def test_outside_of_a_repository(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    ran = cli("git", "install")
    assert ran.status == 2 and "no git repository" in ran.err


@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick"])
def test_two_editors_of_one_sentence_of_my_life(cli: Cli, repository: Path, how: str) -> None:
    first, second, _ = sentence()
    assert cli("git", "install").status == 0
    branches((first, f"<hi>{first}</hi>"), (second, "CORRECTED"))
    if how == "merge":
        git("merge", "--quiet", "--no-edit", "draft")
    elif how == "rebase":
        git("rebase", "--quiet", "draft")
    else:
        git("cherry-pick", "draft")
    expected = CHAPTER.read_text(encoding="utf-8")
    expected = expected.replace(first, f"<hi>{first}</hi>").replace(second, "CORRECTED")
    assert text() == expected
    assert git("status", "--porcelain") == ""


def test_without_this_program_git_would_fail(repository: Path) -> None:
    first, second, _ = sentence()
    branches((first, f"<hi>{first}</hi>"), (second, "CORRECTED"))
    git("merge", "--quiet", "--no-edit", "draft", status=1)


def test_a_conflict_is_marked_and_the_file_is_not_merged(cli: Cli, repository: Path) -> None:
    word = sentence()[0]
    cli("git", "install")
    branches((word, "OURS"), (word, "THEIRS"))
    git("merge", "--quiet", "--no-edit", "draft", status=1)
    assert git("status", "--porcelain").startswith("UU ")
    assert f'ours base="{word}"?>OURS<?tei-conflict 1 theirs?>THEIRS<' in text()
    assert cli("merge", "--resolve", "the text/chapter 6.xml", "--take", "theirs").status == 0
    assert text() == CHAPTER.read_text(encoding="utf-8").replace(word, "THEIRS")


def test_a_file_that_both_have_added(cli: Cli, repository: Path) -> None:
    cli("git", "install")
    commit("one")
    word = sentence()[0]
    chapter = CHAPTER.read_text(encoding="utf-8")
    for branch, new in (("draft", "THEIRS"), ("main", "OURS")):
        git("checkout", "--quiet", *(["-b"] if branch == "draft" else []), branch)
        Path("new.xml").write_text(chapter.replace(word, new), encoding="utf-8")
        commit(branch)
    git("merge", "--quiet", "--no-edit", "draft", status=1)
    added = Path("new.xml").read_text(encoding="utf-8")
    assert "OURS<?tei-conflict 1 theirs?>THEIRS" in added
    assert added.count("<?tei-conflict") == 3


def test_a_file_that_is_not_well_formed_loses_nothing(cli: Cli, repository: Path) -> None:
    word = sentence()[0]
    cli("git", "install")
    branches((word, "OURS"), (word, "<hi>THEIRS"))
    git("merge", "--quiet", "--no-edit", "draft", status=1)
    assert "OURS" in text() and "<hi>THEIRS" in text() and "<<<<<<<" in text()


def test_git_diff_tells_of_changes(cli: Cli, repository: Path) -> None:
    word = sentence()[0]
    cli("git", "install")
    commit("one")
    edit(word, f"<hi>{word}</hi>")
    said = git("diff")
    assert "1 change" in said and word in said and "@@" not in said
    Path("the text/chapter 6.xml").write_text("<a>\n", encoding="utf-8")
    Path("new.xml").write_text("<a/>", encoding="utf-8")
    git("add", "--intent-to-add", "new.xml")
    said = git("diff")
    # git hands over a copy with another name: nobody wants to read that.
    assert "--- the text/chapter 6.xml\n+++ the text/chapter 6.xml\n@@ " in said
    assert "+<a>" in said and "new.xml" in said and "/tmp" not in said


def test_git_diff_tells_of_a_file_that_was_renamed_or_made_executable(
    cli: Cli, repository: Path
) -> None:
    cli("git", "install")
    commit("one")
    name = "the text/chapter 6.xml"
    Path(name).chmod(0o755)
    assert git("diff") == f"{name}\n  only its mode\n\n"
    Path(name).chmod(0o644)
    git("mv", name, "six.xml")
    assert git("diff", "--cached", "-M") == f"six.xml\n  renamed; it was {name}\n\n"
    six = Path("six.xml")
    word = sentence()[0]
    renamed = six.read_text(encoding="utf-8")
    six.write_text(renamed.replace(word, f"<hi>{word}</hi>"), encoding="utf-8")
    git("add", "--all")
    said = git("diff", "--cached", "-M")
    assert said.startswith(f"six.xml\n  renamed; it was {name}\n  1 change: ")

"""Completion in the shell: commands, rules, outputs, texts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tei.cli.main import tei

Cli = Callable[..., Any]


def completed(words: list[str], begun: str) -> list[str]:
    from click.shell_completion import ShellComplete

    return [item.value for item in ShellComplete(tei, {}, "tei", "X").get_completions(words, begun)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_of_the_shell(cli: Cli, shell: str, tmp_path: Path) -> None:
    result = cli("completion", shell)
    assert result.status == 0 and "_TEI_COMPLETE" in result.out
    if found := shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(result.out)
        subprocess.run([found, "-n", str(script)], check=True)


def test_commands_are_completed() -> None:
    assert completed([], "ch") == ["check"]
    assert completed([], "") == [
        "new", "import", "mark", "check", "build", "text", "diff", "merge", "git", "format",
        "schema", "explain", "doctor", "completion",
    ]  # fmt: skip


def test_rules_are_completed_also_after_a_comma() -> None:
    assert completed(["explain"], "ptr00")[0] == "PTR001"
    assert completed(["check", "--select"], "DAT001,PTR00")[0] == "DAT001,PTR001"


def test_outputs_are_completed() -> None:
    assert completed(["build", "--only"], "t") == ["text"]
    assert completed(["build", "--only"], "text,prep") == ["text,prepared"]


def test_texts_of_the_edition_are_completed(small: Path) -> None:
    assert completed(["text", str(small), "--text"], "") == ["chapter-1", "chapter-2"]
    assert completed(["text", "no-such-folder", "--text"], "") == []

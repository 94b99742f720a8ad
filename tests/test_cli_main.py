"""The command `tei` as a whole: status, streams, colours, and what happens when it fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
ROOT = Path(__file__).parents[1]
TEI = [sys.executable, "-P", "-c", "from tei.cli.main import main; main()"]


def tei(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | options.pop("env", {})
    command = [*TEI, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, **options)


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `tei` is the command; its status is that of `tei`."""
    define = f"tei() {{ {sys.executable} -P -c '{TEI[-1]}' \"$@\"; }}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", f"{define}\n{line}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        env=environment,
    )


def test_help_names_every_command_and_fits_into_80_columns(cli: Cli) -> None:
    result = cli("--help")
    assert result.status == 0
    commands = re.findall(r"^  ([a-z]+) {2,}[A-Z]", result.out, re.M)
    assert commands == [
        "new", "import", "mark", "check", "build", "text", "diff", "merge", "git", "format",
        "schema", "explain", "doctor", "completion",
    ]  # fmt: skip
    for command in ["", *commands]:
        lines = cli(*command.split(), "-h").out.splitlines()
        assert all(len(line) <= 80 for line in lines), command


def test_help_loads_none_of_the_engines() -> None:
    script = (
        "import sys; from tei.cli.main import run; run(['--help']);"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert not {"saxonche", "typst", "rich", "lxml"} & set(result.stderr.split())


def test_a_wrong_call_has_status_2_and_says_so(cli: Cli) -> None:
    for arguments in (["chekc"], ["check", "--formt", "json"], ["check", "--format", "yaml"]):
        result = cli(*arguments)
        assert result.status == 2
        assert result.out == "" and "error: " in result.err


@pytest.mark.parametrize("group", [[], ["git"], ["schema"]], ids=["tei", "git", "schema"])
def test_without_a_command_the_help_is_shown_and_nothing_else(cli: Cli, group: list[str]) -> None:
    result = cli(*group)
    assert result.status == 2
    assert result.out == ""
    assert result.err == cli(*group, "--help").out


def test_a_misspelt_command_is_named_with_the_one_that_is_meant(cli: Cli) -> None:
    assert cli("chekc").err.endswith("error: There is no command “chekc”. Did you mean “check”?\n")
    assert cli("xyz").err.endswith("error: There is no command “xyz”.\n")
    assert cli("git", "instal").err.endswith(
        "error: There is no command “instal” of “tei git”. Did you mean “install”?\n"
    )
    unknown = cli("git", "foo")
    assert unknown.status == 2
    assert unknown.err.endswith("There are: install, status, uninstall.\n")


def test_an_unexpected_fault_is_kept_for_a_report(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(small))
    monkeypatch.setattr("tempfile.tempdir", None)

    def broken(*_: object) -> None:
        raise KeyError("surprise\x1b[31m")

    monkeypatch.setattr("tei.edition.load", broken)
    result = cli("check", small)
    assert result.status == 2
    assert result.err.count("\n") == 1 and "\x1b" not in result.err
    assert "Please report it, with the file" in result.err
    saved = Path(result.err.split()[-1]).read_text(encoding="utf-8")
    assert "Traceback" in saved and "surprise" in saved and "Python 3" in saved
    shown = cli("check", small, "--traceback")
    assert shown.status == 2 and "Traceback" in shown.err


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Unix")
def test_a_reader_who_has_seen_enough_is_no_fault(small: Path) -> None:
    source = small / "tei/small.xml"
    paragraph = "<p>" + "More and more text. " * 100 + "</p>\n"
    text = source.read_text().replace("</div>", paragraph * 500 + "</div>", 1)
    source.write_text(text)
    result = shell(f"tei text {small} | head -n 1")
    assert (result.returncode, result.stdout, result.stderr) == (0, "The Arrival\n", "")
    source.write_text(text.replace("#berg", "#nobody"))
    assert shell(f"tei check {small} -q | true").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_result_that_cannot_be_written_has_status_2(small: Path) -> None:
    result = shell(f"tei text {small} > /dev/full")
    assert result.returncode == 2
    assert "The result cannot be written: No space left on device." in result.stderr
    assert shell(f"tei check {small} --format json > /dev/full").returncode == 2


@pytest.mark.parametrize(
    ("environment", "options", "coloured"),
    [
        ({}, [], False),
        ({}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ],
)
def test_colours(
    small: Path, environment: dict[str, str], options: list[str], coloured: bool
) -> None:
    (small / "tei/small.xml").write_text("<TEI>")
    clean = {"NO_COLOR": "", "FORCE_COLOR": ""} | environment
    assert ("\x1b[" in tei("check", small, *options, env=clean).stderr) is coloured


def test_json_is_never_coloured(small: Path) -> None:
    (small / "tei/small.xml").write_text("<TEI>")
    result = tei("check", small, "--format", "json", "--color", "always")
    assert "\x1b" not in result.stdout and "SRC016" in result.stdout


def test_the_program_runs_where_the_current_folder_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"cd {gone} && rmdir {gone} && tei check"
    result = shell(line)
    assert result.returncode == 2
    assert "current folder does not exist any more" in result.stderr

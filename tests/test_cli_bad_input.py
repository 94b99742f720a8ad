"""Bad input: one message with file, line, column and remedy; the previous result untouched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
ROOT = Path(__file__).parents[1]
BUILD = ("build", "small", "--only", "text,prepared")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def built(small: Path, cli: Cli) -> Path:
    assert cli(*BUILD).status == 0
    return small


def change(edition: Path, name: str, old: str, new: str) -> tuple[int, int]:
    """Change a file, and give line and column where the new text begins."""
    path = edition / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = text[: text.index(old)]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def assert_refused(cli: Cli, edition: Path, *said: str) -> None:
    """Check that neither check nor build works, that both say why, and that nothing changes."""
    before = files(edition / "build")
    for arguments in (("check", "small"), BUILD):
        result = cli(*arguments)
        assert result.status == 2, result
        assert result.out == ""
        for words in (*said, "= help: "):
            assert words in result.err, result.err
        assert "Traceback" not in result.err and "program itself" not in result.err
    assert files(edition / "build") == before


def test_a_missing_edition(small: Path, cli: Cli) -> None:
    for argument in ("nothing", "nothing.xml"):
        result = cli("check", argument)
        assert result.status == 2
        assert f"There is no file or folder {argument}" in result.err and "help" in result.err


def test_a_folder_that_is_no_edition(small: Path, cli: Cli) -> None:
    result = cli("build", "small/tei")
    assert result.status == 2
    assert "no edition.toml in small/tei" in result.err and "tei new" in result.err


def test_a_missing_file(built: Path, cli: Cli) -> None:
    (built / "tei/small.xml").unlink()
    assert_refused(cli, built, "tei/small.xml", "small/edition.toml")


def test_a_missing_include(built: Path, cli: Cli) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="two.xml"/></body>'
    line, column = change(built, "tei/small.xml", "</body>", include)
    assert_refused(cli, built, "two.xml", f"small/tei/small.xml:{line}:{column}")


def test_an_unknown_setting(built: Path, cli: Cli) -> None:
    line, _ = change(built, "edition.toml", "outputs =", "output =")
    assert_refused(
        cli, built, "error[CFG001]", f"small/edition.toml:{line}:1", "Did you mean “outputs”?"
    )


def test_all_mistakes_of_the_settings_at_once(built: Path, cli: Cli) -> None:
    change(built, "edition.toml", "outputs =", "output =")
    change(built, "edition.toml", "registers =", "registers = 3 #")
    assert_refused(cli, built, "CFG001", "CFG002", "edition.toml has 2 mistakes")


def test_what_settings_name_and_is_not_there_is_told_at_once(built: Path, cli: Cli) -> None:
    path = built / "edition.toml"
    path.write_text(
        '[edition]\nsource = "tei/*.xml"\nregisters = "lists/*.xml"\n'
        '[check]\nselect = ["PTR", "NOSUCH"]\nignore = "REG999"\n'
        '[build]\noutputs = ["epub"]\n'
        '[site]\ncss = ["a.css"]\nstylesheet = "a.xsl"\n'
        '[pdf]\ntemplate = "a.typ"\nfonts = ["letters"]\nfont_size = "x"\n'
    )
    places = [f"small/edition.toml:{line}:1" for line in (3, 5, 6, 8, 10, 11, 13, 14, 15)]
    said = ("“lists/*.xml”", "“NOSUCH”", "“REG999”", "“epub”", "“a.css”", "“a.xsl”", "“a.typ”")
    assert_refused(cli, built, "edition.toml has 9 mistakes", "“letters”", *said, *places)


def test_a_unit_that_no_text_has(built: Path, cli: Cli) -> None:
    line, column = change(built, "edition.toml", 'unit = "chapter"', 'unit = "nosuch"')
    said = "No div has the type “nosuch”; there are:"
    assert_refused(cli, built, "error[CFG005]", f"small/edition.toml:{line}:{column}", said)


def test_settings_that_are_not_toml(built: Path, cli: Cli) -> None:
    line, _ = change(built, "edition.toml", "outputs = [", "outputs = site [")
    assert_refused(cli, built, "not valid TOML", f"small/edition.toml:{line}")


def test_a_file_that_is_not_well_formed(built: Path, cli: Cli) -> None:
    line, _ = change(built, "tei/small.xml", "</head>", "</haed>")
    assert_refused(cli, built, "error[SRC016]", f"small/tei/small.xml:{line}:", "</haed>")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SRC012"),
        (b"%PDF-1.7", "SRC013"),
        (b"Call me Ishmael. 1 < 2.", "SRC013"),
        ("<TEI>ä</TEI>".encode("latin-1"), "SRC014"),
        (b"<html/>", "SRC021"),
        (b"<TEI.2/>", "SRC020"),
    ],
)
def test_a_file_that_is_not_tei(built: Path, cli: Cli, content: bytes, code: str) -> None:
    (built / "tei/small.xml").write_bytes(content)
    assert_refused(cli, built, f"error[{code}]", "small/tei/small.xml")


def test_a_text_without_a_body(built: Path, cli: Cli) -> None:
    path = built / "tei/small.xml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("<text>")
    path.write_text(head + rest.partition("</text>")[2], encoding="utf-8")
    before = files(built / "build")
    result = cli(*BUILD)
    assert result.status == 2 and result.err.count("error: ") == 1
    for words in ("has no text", "small/tei/small.xml:2:1", "<text><body>"):
        assert words in result.err
    assert files(built / "build") == before
    # It can be checked all the same, and is said once there as well.
    checked = cli("check", "small")
    assert checked.status == 1 and checked.out.count("has no text") == 1


def test_an_id_used_twice(built: Path, cli: Cli) -> None:
    line, _ = change(built, "tei/small.xml", 'xml:id="chapter-2"', 'xml:id="chapter-1"')
    result = cli("check", "small")
    assert result.status == 1
    assert "error[IDS" in result.out and f"small/tei/small.xml:{line}:" in result.out
    assert "= help: " in result.out
    # Both chapters are built all the same: no word is lost for it.
    assert cli(*BUILD).status in (0, 1)
    text = (built / "build/text/reading.txt").read_text(encoding="utf-8")
    assert "The Arrival" in text and "The House" in text


def test_a_pointer_to_nowhere(built: Path, cli: Cli) -> None:
    line, _ = change(built, "tei/small.xml", 'ref="#vienna"', 'ref="#viena"')
    result = cli("check", "small")
    assert result.status == 1
    assert "error[PTR001]" in result.out and f"small/tei/small.xml:{line}:" in result.out
    assert "vienna" in result.out.split("= help: ")[1]
    assert cli(*BUILD).status == 0


def test_an_output_folder_that_is_a_file(small: Path, cli: Cli) -> None:
    Path("taken").write_text("mine")
    result = cli(*BUILD, "--output", "taken")
    assert result.status == 2
    assert "“taken” cannot be a folder" in result.err and "= help: " in result.err
    assert Path("taken").read_text() == "mine"


def test_a_read_only_output_folder(built: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(built / "build")

    def refuse(*_: object, **__: object) -> str:
        raise OSError(30, "Read-only file system")

    change(built, "tei/small.xml", "Vienna", "Wien")
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    result = cli(*BUILD)
    assert result.status == 2
    assert "cannot be written to: Read-only file system" in result.err and "help" in result.err
    assert files(built / "build") == before


def test_a_full_disk(built: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(built / "build")

    open_ = Path.open

    def full(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "x" in mode:
            raise OSError(28, "No space left on device")
        return open_(self, mode, *rest, **more)

    change(built, "tei/small.xml", "Vienna", "Wien")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        result = cli(*BUILD)
    assert result.status == 2
    assert "No space left on device" in result.err and "make room" in result.err
    assert files(built / "build") == before


# It says so when the command has begun: when it imports its first module.
BEGUN = """
import sys
from tei.cli.start import main

class Begun:
    def find_spec(name, *rest):
        if name == "tei.cli.main":
            print("begun", flush=True)

sys.meta_path.insert(0, Begun)
main()
"""
STOPPED = "Interrupted. What was built before is as it was.\n"
INTERRUPTED = """
import sys, time
from tei.outputs import registry
from tei.cli.main import main

slow = registry.outputs()["text"]

def text(job):
    for product in slow(job):
        yield product
        print("written", flush=True)
        time.sleep(30)

registry._OUTPUTS["text"] = text
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_an_interrupt(built: Path) -> None:
    before = files(built / "build")
    change(built, "tei/small.xml", "Vienna", "Wien")
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, *BUILD],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, STOPPED)
    assert files(built / "build") == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.3, 0.45, 0.6, 0.8, 1.2])
def test_an_interrupt_at_any_moment(built: Path, delay: float) -> None:
    """While modules are imported, Saxon makes pages, Typst sets the book, or all is done."""
    before = files(built / "build")
    change(built, "tei/small.xml", "Vienna", "Wien")
    process = subprocess.Popen(
        [sys.executable, "-c", BEGUN, "build", "small"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    after = files(built / "build")
    if process.returncode == 130:
        # click ends the line of a “^C” itself, where the interrupt meets it.
        assert said.removeprefix("\n") in ("Interrupted.\n", STOPPED)
        assert after == before
    else:  # it came too late
        assert process.returncode == 0 and "Interrupted" not in said
        assert b"Wien" in after["text/reading.txt"]

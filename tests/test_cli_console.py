"""Progress on a terminal: seen while the work takes long, gone afterwards, harmless."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Between its steps the work takes as long as the reader of the terminal makes it.
SCRIPT = """
import sys, time
from tei.cli.console import Console
with Console().progress("Building “x”") as step:
    for name in ("one [sic] [/b] :smile:", "two\\x1b]0;evil\\x07", "three"):
        {work}
        step(name)
    {work}
Console().say("Done.")
"""
SHOWN = ("Building “x”", "one [sic] [/b] :smile:", r"two\x1b]0;evil\x07", "three")
pty = pytest.importorskip("pty", reason="pseudo-terminals are of Unix")


def on_terminal(work: str, steps: Sequence[str] = ()) -> bytes:
    """Run the script with its stderr on a terminal, and give what arrives there.

    As each of `steps` is shown, the script is given a line to read.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(work=work)],
        stdin=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "80"},
    )
    os.close(theirs)
    assert process.stdin is not None
    seen = b""
    waiting = [step.encode() for step in steps]
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
            while waiting and waiting[0] in seen:
                waiting.pop(0)
                process.stdin.write(b"\n")
                process.stdin.flush()
    except OSError:  # the other side is closed
        pass
    os.close(ours)
    process.stdin.close()
    assert process.wait() == 0
    return seen


def test_long_work_shows_its_steps_as_they_are_written() -> None:
    seen = on_terminal("sys.stdin.readline()", SHOWN)
    assert b"one [sic] [/b] :smile:" in seen
    assert "Building “x”".encode() in seen
    assert rb"two\x1b]0;evil\x07" in seen and b"\x1b]0;" not in seen
    assert b"\x1b[?25l" not in seen  # the cursor is not hidden
    assert seen.rstrip().endswith(b"Done.")


def test_short_work_shows_nothing() -> None:
    assert on_terminal("pass").strip() == b"Done."


def test_off_a_terminal_there_is_no_progress() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(work="time.sleep(0.3)")],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert result.stderr == b"Done.\n"

"""Progress on a terminal: seen while the work takes long, gone afterwards, harmless."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
import time
from tei.cli.console import Console
with Console().progress("Building “x”") as step:
    for name in ("one [sic] [/b] :smile:", "two\\x1b]0;evil\\x07", "three"):
        time.sleep({pause})
        step(name)
    time.sleep({pause})
Console().say("Done.")
"""
pty = pytest.importorskip("pty", reason="pseudo-terminals are of Unix")


def on_terminal(pause: float) -> bytes:
    """Run the script with its stderr on a terminal, and give what arrives there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(pause=pause)],
        stderr=theirs,
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "80"},
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # the other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return seen


def test_long_work_shows_its_steps_as_they_are_written() -> None:
    seen = on_terminal(0.6)
    assert b"one [sic] [/b] :smile:" in seen
    assert "Building “x”".encode() in seen
    assert rb"two\x1b]0;evil\x07" in seen and b"\x1b]0;" not in seen
    assert b"\x1b[?25l" not in seen  # the cursor is not hidden
    assert seen.rstrip().endswith(b"Done.")


def test_short_work_shows_nothing() -> None:
    assert on_terminal(0.0).strip() == b"Done."


def test_off_a_terminal_there_is_no_progress() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(pause=0.3)], capture_output=True, cwd=ROOT, check=True
    )
    assert result.stderr == b"Done.\n"

"""Everything that is printed goes through here: what is made to stdout, what is said to stderr."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

import click

from tei.cli.places import Places
from tei.errors import TeiError
from tei.findings import Finding, Position, Severity
from tei.report import renderer
from tei.report.characters import escape
from tei.report.view import View, plain

if TYPE_CHECKING:
    from rich.progress import Progress

_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "code": {"bold": True},
    "path": {"fg": "blue"},
    "faint": {"dim": True},
    "label": {"fg": "cyan"},
    "good": {"fg": "green", "bold": True},
}
_FOR_PROGRAMS = ("json", "github")
# Progress is shown when the work takes longer than this; rich is loaded only then.
_PATIENCE = 0.5
_PAUSE = 0.1


class Console:
    """How the user wants to be spoken to; the options of a command are written into it."""

    def __init__(self) -> None:
        self.color = "auto"
        self.format = "full"
        self.quiet = False
        self.traceback = False
        self.places = Places()

    def out(self, text: str) -> None:
        """Write what was asked for to stdout.

        A reader who has seen enough (`| head`) is no fault. Raises TeiError when writing fails
        otherwise.
        """
        stream = sys.stdout
        if isinstance(stream, TextIOWrapper):
            # A file or a pipe gets UTF-8; a terminal what it understands, with nothing left out.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
        self._write(text, stream)

    def say(self, text: str = "") -> None:
        """Say a line to the user, on stderr, unless he wants quiet."""
        if not self.quiet:
            self._write(f"{text}\n", sys.stderr)

    def complain(self, text: str) -> None:
        """Say a line on stderr that must be heard also when the user wants quiet."""
        self._write(f"{text}\n", sys.stderr)

    def safe(self, text: str) -> str:
        """Give a text of the edition so that it cannot do anything to the terminal."""
        return escape(text)

    def out_view(self) -> View:
        """Give the view for what goes to stdout."""
        return self.view(sys.stdout)

    def error_view(self) -> View:
        """Give the view for what is said on stderr."""
        return self.view(sys.stderr)

    def report(self, findings: Sequence[Finding], to_stdout: bool) -> None:
        """Show findings in the format that the user has chosen.

        The formats for programs always go to stdout, also when there is nothing to report.
        """
        if not findings and self.format not in _FOR_PROGRAMS:
            return
        to_stdout = to_stdout or self.format in _FOR_PROGRAMS
        text = renderer(self.format)(findings, self.view(sys.stdout if to_stdout else sys.stderr))
        if to_stdout:
            self.out(text)
        else:
            self._write(text, sys.stderr)

    def fail(self, error: TeiError) -> None:
        """Say why the job cannot be done: each mistake with its place, and the remedy."""
        findings = list(error.findings) or [_as_finding(error)]
        view = self.error_view()
        if self.format in _FOR_PROGRAMS:
            self.report(findings, to_stdout=True)
        else:
            self.complain(renderer(self.format)(findings, view).rstrip("\n"))
        if error.findings or self.format in _FOR_PROGRAMS:
            self.complain(f"{view.style('error', 'error')}: {escape(error.message)}")

    def view(self, stream: TextIO) -> View:
        """Give what a renderer needs for a stream: lines of files, colours, width."""
        style = _dressed if self._is_coloured(stream) else plain
        return View(self.places.line, style, _width())

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[str], None]]:
        """Show what goes on while the work takes long, where somebody looks at it.

        Gives a function that takes the name of each step.
        """
        if self.quiet or not sys.stderr.isatty():
            yield lambda step: None
            return
        shown = _Progress(title, self._is_coloured(sys.stderr))
        try:
            yield shown.step
        finally:
            shown.stop()

    def _is_coloured(self, stream: TextIO) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR", "") not in ("", "0"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    def _write(self, text: str, stream: TextIO) -> None:
        try:
            click.echo(text, file=stream, nl=False, color=True)
            stream.flush()
        except BrokenPipeError:
            _silence(stream)
        except OSError as error:
            _silence(stream)
            if stream is sys.stdout:
                raise TeiError(
                    f"The result cannot be written: {error.strerror}.",
                    "Make room there, or write it to another place.",
                ) from None


def _width() -> int:
    """Give the columns of the terminal, as `shutil` does, which would load four modules for it."""
    if (told := os.environ.get("COLUMNS", "")).isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # no terminal
        return 80


def _as_finding(error: TeiError) -> Finding:
    """Give an error the form of a finding, with its code where it has one."""
    if isinstance(found := getattr(error, "finding", None), Finding):
        return found
    position = error.position or Position("")
    return Finding("", "", Severity.ERROR, error.message, position, error.hint)


class _Progress:
    """A line at the foot of the terminal that names the step; it is gone in the end.

    It appears when the work has taken a while, also where a single step takes long.
    """

    def __init__(self, title: str, colour: bool) -> None:
        self._title, self._colour = escape(title), colour
        self._lock = threading.Lock()
        self._bar: Progress | None = None
        self._stopped = False
        self._drawn = 0.0
        # A stream of its own, because stderr is diverted while Saxon works.
        self._stream = os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding)
        self._timer = threading.Timer(_PATIENCE, self._start)
        self._timer.daemon = True
        self._timer.start()

    def step(self, name: str) -> None:
        """Show the name of a step."""
        with self._lock:
            self._title = escape(name)
            # Drawn here too: while a transformation runs, no other thread has a chance.
            if self._bar is not None:
                late = time.monotonic() - self._drawn > _PAUSE
                self._bar.update(self._bar.task_ids[0], description=self._title, refresh=late)
                self._drawn = time.monotonic() if late else self._drawn

    def stop(self) -> None:
        """Take the line away."""
        self._timer.cancel()
        with self._lock:
            self._stopped = True
            if self._bar is not None:
                self._bar.stop()
            self._stream.close()

    def _start(self) -> None:
        from rich.console import Console as Terminal
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.table import Column

        class Screen(Terminal):
            """A terminal whose cursor stays: an interrupt may leave us no time to restore it."""

            def show_cursor(self, show: bool = True) -> bool:
                return False

        # rich would delete “[sic]” as markup: it must take every text as it is.
        screen = Screen(
            file=self._stream,
            markup=False,
            emoji=False,
            highlight=False,
            no_color=not self._colour,
        )
        text = TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(no_wrap=True, overflow="ellipsis"),
        )
        with self._lock:
            if not self._stopped:
                self._bar = Progress(
                    SpinnerColumn(),
                    TimeElapsedColumn(),
                    text,
                    console=screen,
                    transient=True,
                    redirect_stdout=False,
                    redirect_stderr=False,
                )
                self._bar.add_task(self._title, total=None)
                self._bar.start()


def _dressed(text: str, role: str) -> str:
    return click.style(text, **_STYLES.get(role, {}))  # type: ignore[arg-type]


def _silence(stream: TextIO) -> None:
    """Send what comes later nowhere, also what Python flushes when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass

"""The options that commands share, and how an argument becomes an edition."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tei.cli.console import Console
from tei.cli.places import STANDARD_INPUT
from tei.errors import TeiError
from tei.report import FORMATS

if TYPE_CHECKING:
    from tei.edition import Edition

Command = TypeVar("Command", bound=Callable[..., Any])


def _into_console(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if context.obj is not None and parameter.name:
        setattr(context.obj, parameter.name, value)


def common(command: Command) -> Command:
    """Add `--quiet`, `--color` and `--traceback`; the command gets the `Console` as `console`."""
    command = click.option(
        "--traceback",
        is_flag=True,
        expose_value=False,
        callback=_into_console,
        help="When the program fails, show where in its code.",
    )(command)
    command = click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        expose_value=False,
        callback=_into_console,
        help="When to use colours.  [default: auto]",
    )(command)
    return click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_into_console,
        help="Say nothing but what was asked for.",
    )(command)


def report_format(command: Command) -> Command:
    """Add `--format` for findings."""
    return click.option(
        "--format",
        type=click.Choice(FORMATS),
        default="full",
        expose_value=False,
        callback=_into_console,
        help="How findings are shown.  [default: full]",
    )(command)


def edition_argument(command: Command) -> Command:
    """Add the argument EDITION."""
    return click.argument("edition", required=False, type=click.Path(path_type=str))(command)


@contextmanager
def opened(argument: str | None, console: Console) -> Iterator[Edition]:
    """Load the edition that an argument means, for as long as a command works with it.

    Without an argument it is the one whose `edition.toml` is found upwards from the current
    folder; `-` is a TEI file from standard input. Every TeiError that leaves the block names
    files as seen from the current folder.
    """
    from tei.edition import locate
    from tei.loading import load

    with _path(argument, console) as path:
        folder = path.parent
        try:
            folder = locate(path).folder
            yield load(path)
        except TeiError as error:
            raise console.places.error(error, folder) from error.__cause__


@contextmanager
def _path(argument: str | None, console: Console) -> Iterator[Path]:
    if argument is None:
        yield _upwards()
    elif argument == STANDARD_INPUT:
        import tempfile

        console.places.standard_input = sys.stdin.buffer.read()
        with tempfile.TemporaryDirectory(prefix="tei-") as folder:
            path = Path(folder, STANDARD_INPUT)
            path.write_bytes(console.places.standard_input)
            yield path
    else:
        yield Path(argument)


def _upwards() -> Path:
    from tei.config import FILE

    try:
        current = Path.cwd()
    except OSError:
        raise TeiError("The current folder does not exist any more.", "Go to another.") from None
    for folder in (current, *current.parents):
        if (folder / FILE).is_file():
            return folder
    raise TeiError(
        f"There is no {FILE} here, nor in a folder above.",
        "Name an edition or a TEI file, or make an edition with “tei new FOLDER”.",
    )


def separated(values: Iterable[str]) -> list[str]:
    """Take apart values that were given in several options, or with commas in one."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]

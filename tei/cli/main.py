"""The command `tei`: the group of its commands, and what happens when one of them fails."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from tei.cli.console import Console
from tei.cli.group import Group
from tei.errors import TeiError
from tei.report.characters import escape

_STATUS = """\b
Exit status:
  0    all is well
  1    errors or warnings were found
  2    the job could not be done
  130  interrupted
"""


def _show_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        context.obj.out(f"tei-edition {_version()}\n")
        context.exit()


# Every command with its module, in the order in which one needs them.
_MODULES = {
    "new": "new",
    "import": "import_",
    "mark": "mark",
    "check": "check",
    "build": "build",
    "text": "text",
    "diff": "diff",
    "merge": "merge",
    "git": "git",
    "format": "format",
    "schema": "schema",
    "explain": "explain",
    "doctor": "doctor",
    "completion": "completion",
}


class _Commands(Group):
    """The commands, each imported when it is asked for: a run needs but one of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        name = _MODULES[cmd_name]
        found = getattr(importlib.import_module(f"tei.cli.{name}"), name)
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            return _interrupted(interrupt, ctx.obj)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=_STATUS,
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
def tei() -> None:
    """From a transcription to a checked TEI edition, a web edition, a PDF and a plain text.

    EDITION is a folder with an edition.toml, or a single TEI file. When it is left out, the
    edition around the current folder is meant.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and exit with its status."""
    # Most of what is made lives to the end: looking for what does not costs more than it frees.
    gc.disable()
    try:
        status = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:  # a second one, while the first is seen to
        status = 130
    except OSError:
        status = 2
    # Not by sys.exit: to take apart what a run has built takes as long as to make many a page,
    # and after an interrupt Typst is still at work in its thread.
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, and give its status; `arguments` default to those of the process."""
    console = Console()
    try:
        status = tei.main(
            args=None if arguments is None else list(arguments),
            prog_name="tei",
            standalone_mode=False,
            obj=console,
        )
        return int(status or 0)
    except NoArgsIsHelpError as error:
        console.complain(error.format_message())
        return 2
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            console.complain(error.ctx.get_usage())
            console.complain(f"Try “{error.ctx.command_path} --help”.\n")
        style = console.error_view().style
        console.complain(f"{style('error', 'error')}: {escape(error.format_message())}")
        return 2
    except (click.Abort, KeyboardInterrupt) as interrupt:
        return _interrupted(interrupt, console)
    except TeiError as error:
        return _failed(error, console)
    except OSError as error:
        if error.filename is None:
            return _bug(error, console)
        return _failed(TeiError(f"{error.filename}: {error.strerror}."), console)
    except MemoryError:
        return _failed(TeiError("There is not enough memory for this."), console)
    except Exception as error:
        return _bug(error, console)


def _interrupted(interrupt: BaseException, console: Console) -> int:
    console.complain(" ".join(["Interrupted.", *map(str, interrupt.args)]))
    return 130


def _failed(error: TeiError, console: Console) -> int:
    try:
        console.fail(error)
    except TeiError as other:  # stdout cannot be written
        console.complain(f"error: {other.message}")
    return 2


def _bug(error: Exception, console: Console) -> int:
    """Say that the fault is ours, and keep what is needed to find it."""
    import platform
    import tempfile
    import traceback

    trace = traceback.format_exc()
    said = escape(f"{type(error).__name__}: {error}")
    message = f"Something is wrong in the program itself ({said[:200]})."
    if console.traceback:
        console.complain(f"{trace}\n{message} Please report it.")
        return 2
    versions = f"tei-edition {_version()}, Python {sys.version}, {platform.platform()}"
    try:
        handle, path = tempfile.mkstemp(prefix="tei-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{versions}\n{sys.argv}\n\n{trace}")
        console.complain(f"{message} Please report it, with the file {path}")
    except OSError:
        console.complain(f"{message} Please report it, with what “--traceback” shows.")
    return 2


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("tei-edition")
    except metadata.PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    main()

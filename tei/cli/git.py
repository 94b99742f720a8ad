"""`tei git`: let git compare and merge TEI by words and tags."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tei.cli.console import Console
from tei.cli.git_settings import Place, Settings
from tei.cli.group import Group
from tei.cli.options import common
from tei.errors import TeiError

_NO_FILE = "/dev/null"


@click.group(cls=Group, short_help="Let git compare and merge TEI with this program.")
def git() -> None:
    """Let git compare and merge TEI by words and tags, with “tei diff” and “tei merge”.

    Three settings and two lines in the file .gitattributes are all; nothing of the edition runs.
    """


def _where(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--global", "everywhere", is_flag=True, help="For all repositories of this user."
    )(common(command))


@git.command(short_help="Make the settings in this repository.")
@_where
@click.pass_obj
def install(console: Console, everywhere: bool) -> None:
    """Make the settings in the repository around the current folder.

    From then on “git diff” shows what an editor has changed, and “git merge”, “git rebase” and
    “git cherry-pick” merge words and tags. “git log -p --ext-diff” shows the same of the past.
    What is done already is left alone.
    """
    place = Place.of(Path.cwd(), everywhere)
    settings = Settings.of_this_program()
    done = place.install(settings)
    _say(console, done, "All is set up already", place)


@git.command(short_help="Undo what “install” has done.")
@_where
@click.pass_obj
def uninstall(console: Console, everywhere: bool) -> None:
    """Undo what “tei git install” has done: the settings, and the lines in .gitattributes."""
    place = Place.of(Path.cwd(), everywhere)
    _say(console, place.uninstall(), "There is nothing to undo", place)


@git.command(short_help="Tell what is set up.")
@_where
@click.pass_obj
def status(console: Console, everywhere: bool) -> int:
    """Tell which settings are made. The exit status is 1 when any is missing or out of date."""
    place = Place.of(Path.cwd(), everywhere)
    found = place.status(Settings.of_this_program())
    for name, state in found.items():
        console.out(f"{console.safe(name)}: {state}\n")
    return 0 if all(state == "set" for state in found.values()) else 1


def _say(console: Console, done: list[str], nothing: str, place: Place) -> None:
    for line in done:
        console.say(console.safe(line))
    if not done:
        console.say(f"{nothing} ({console.safe(str(place.attributes))}).")


@git.command(hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def diff(console: Console, arguments: tuple[str, ...]) -> int:
    """Show the changes of one file; git calls this (gitattributes(5), “diff.<driver>.command”)."""
    if os.environ.get("GIT_PAGER_IN_USE") and not os.environ.get("NO_COLOR"):
        console.color = "always"
    path = arguments[0] if arguments else ""
    if len(arguments) < 7:
        console.out(f"{console.safe(path)}\n  not merged yet\n\n")
        return 0
    old, new = arguments[1], arguments[4]
    if _NO_FILE in (old, new):
        console.out(f"{console.safe(path)}\n  file {'added' if old == _NO_FILE else 'removed'}\n\n")
        return 0
    new_path = arguments[7] if arguments[7:] else path
    try:
        console.out(_compared(console, old, new, path, new_path))
    except TeiError as error:
        from tei.revisions.git import compare_lines

        console.complain(f"{console.safe(path)}: by lines. {console.safe(error.message)}")
        lines = compare_lines(Path(old), Path(new), (path, new_path)).split("\n")
        console.out("\n".join(map(console.safe, lines)))
    return 0


def _compared(console: Console, old: str, new: str, path: str, new_path: str) -> str:
    from tei.report.changes_full import render
    from tei.revisions.changes import Kind
    from tei.revisions.editions import about_file, compare_files, on_disk

    (before,), (after,) = (
        on_disk(Path(old), path).values(),
        on_disk(Path(new), new_path).values(),
    )
    compared = compare_files(before, after)
    if path != new_path:
        renamed = about_file(path, new_path, Kind.RENAMED)
        compared = replace(compared, changes=(renamed, *compared.changes))
    if compared.changes:
        return render([compared], console.out_view())
    same = "its mode" if before.id == after.id else "white space, or the order of attributes"
    return f"{console.safe(new_path)}\n  only {same}\n\n"

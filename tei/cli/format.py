"""`tei format`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.console import Console
from tei.cli.options import common, opened
from tei.cli.places import shown
from tei.cli.replacing import Replacement, replace

if TYPE_CHECKING:
    from tei.reading.source import Source


@click.command(name="format", short_help="Lay out files in one canonical way.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[EDITION|FILE]...")
@click.option("--check", is_flag=True, help="Change nothing; say which files are laid out badly.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be changed.")
@common
@click.pass_obj
def format(  # noqa: A001
    console: Console, paths: tuple[Path, ...], check: bool, diff: bool
) -> int:
    """Lay out TEI files in one canonical way, so that small changes stay small in git.

    What holds elements only has each of them on a line of its own, indented; a paragraph has each
    sentence on a line of its own. Attributes stand in a fixed order. Not a word is changed, nor a
    blank that means anything; verse, code and what has xml:space="preserve" are left alone.

    With --check or --diff the exit status is 1 when a file would be changed.
    """
    from tei.formatting.files import formatted

    changed: list[tuple[Source, bytes]] = []
    number = 0
    with ExitStack() as stack:
        for source in _sources(paths, console, stack):
            number += 1
            content = formatted(source)
            if content != source.bom + source.text.encode(source.encoding, "surrogatepass"):
                changed.append((source, content))
        if diff:
            for source, content in changed:
                console.out(_difference(console, source, content))
        elif not check:
            replace(
                Replacement(source.path, source.fingerprint, content) for source, content in changed
            )
    for source, _ in changed:
        if not diff:
            said = "Would lay out" if check else "Laid out"
            console.say(f"{said} {console.safe(shown(source.path))}.")
    if not changed:
        console.say("The file is laid out well." if number == 1 else "All files are laid out well.")
    return 1 if changed and (check or diff) else 0


def _sources(paths: Sequence[Path], console: Console, stack: ExitStack) -> Iterator[Source]:
    """Give the files that are meant, each once; those of an edition are all of its sources."""
    from tei.reading.source import read

    done: set[Path] = set()
    for path in paths or (None,):
        if path is not None and not path.is_dir():
            found = [read(path, 0, str(path))]
        else:
            name = None if path is None else str(path)
            found = list(stack.enter_context(opened(name, console)).sources)
        for source in found:
            if source.path.resolve() not in done:
                done.add(source.path.resolve())
                yield source


def _difference(console: Console, source: Source, content: bytes) -> str:
    name = shown(source.path)
    old = source.text.splitlines()
    new = content[len(source.bom) :].decode(source.encoding, "surrogatepass").splitlines()
    lines = difflib.unified_diff(old, new, name, f"{name} (laid out)", lineterm="")
    return "".join(f"{console.safe(line)}\n" for line in lines)

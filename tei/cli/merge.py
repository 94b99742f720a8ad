"""`tei merge`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.console import Console
from tei.cli.options import common, separated
from tei.cli.places import STANDARD_INPUT
from tei.cli.writing import write
from tei.errors import TeiError
from tei.report.summary import counted

if TYPE_CHECKING:
    from tei.merging.conflicts import Conflict
    from tei.merging.files import Result
    from tei.reading.source import Source

_FILE = click.Path(path_type=Path)
_LONG = 300


@click.command(short_help="Merge what two editors have changed in a file.")
@click.argument("files", nargs=-1, type=_FILE, metavar="BASE OURS THEIRS")
@click.option(
    "-o",
    "--output",
    type=_FILE,
    help="Write the merged file there, “-” for standard output.  [default: OURS]",
)
@click.option("--resolve", type=_FILE, metavar="FILE", help="List the conflicts in a file.")
@click.option(
    "--take", type=click.Choice(["ours", "theirs"]), help="With --resolve: settle conflicts so."
)
@click.option(
    "--only",
    multiple=True,
    metavar="NUMBERS",
    help="With --take: only these conflicts, with commas (1,3).",
)
@click.option(
    "--git",
    "path",
    metavar="PATH",
    help="The path of the file in its repository; git gives it (see “tei git”).",
)
@common
@click.pass_obj
def merge(
    console: Console,
    files: tuple[Path, ...],
    output: Path | None,
    resolve: Path | None,
    take: str | None,
    only: tuple[str, ...],
    path: str | None,
) -> int:
    """Merge two revisions of a file, OURS and THEIRS, that both go back to BASE.

    What one of the two has changed is taken, what both have changed alike is taken once: words,
    tags, attributes, each for itself. The merged file replaces OURS, unless --output is given.

    Where the two contradict each other, both wordings are written between instructions
    (<?tei-conflict …?>); the file stays well-formed. The exit status is then 1. “tei merge
    --resolve FILE” lists the conflicts of a file, and with --take settles them; “tei check” finds
    them too.
    """
    if resolve is not None:
        if files or output is not None or path is not None:
            raise TeiError("--resolve takes one file, and no other.", "Name the file alone.")
        return _resolve(console, resolve, take, only)
    if take or only:
        raise TeiError("--take goes with --resolve.", "Write “tei merge --resolve FILE --take …”.")
    if len(files) != 3:
        raise click.UsageError("Three files are needed: BASE, OURS and THEIRS.")
    return _merge(console, files, output, path)


def _merge(console: Console, files: Sequence[Path], output: Path | None, path: str | None) -> int:
    from tei.merging import files as merging
    from tei.reading.source import read_bytes

    names = [path] * 3 if path is not None else [str(file) for file in files]
    base, ours, theirs = (read_bytes(file, name) for file, name in zip(files, names, strict=True))
    try:
        with console.progress("Merging"):
            merged = merging.merge(base, ours, theirs, names)
    except TeiError as error:
        if path is None:
            raise
        console.fail(error)
        return _by_lines(console, files, path)
    except Exception as error:
        # git takes OURS for the merged file when a driver fails, and THEIRS would be lost.
        if path is None:
            raise
        said = console.safe(f"{type(error).__name__}: {error}"[:200])
        console.complain(f"Something is wrong in the program itself ({said}). Please report it.")
        return _by_lines(console, files, path)
    _write(merged, output or files[1])
    shown = path or str(output or files[1])
    if merged.conflicts:
        count = counted(merged.conflicts, "conflict", "conflicts")
        console.complain(
            f"{console.safe(shown)}: {count}. “tei merge --resolve” lists and settles them."
        )
        return 1
    if path is None:
        into = "" if shown == "-" else f" into {console.safe(shown)}"
        console.say(f"Merged without conflict{into}.")
    return 0


def _write(merged: Result, output: Path) -> None:
    if str(output) == STANDARD_INPUT:
        sys.stdout.buffer.write(merged.data)
        sys.stdout.buffer.flush()
    else:
        write(output, merged.data)


def _by_lines(console: Console, files: Sequence[Path], path: str) -> int:
    """Let git merge line by line what is no XML, as it does without this program."""
    from tei.revisions.git import merge_lines

    base, ours, theirs = files
    data, clean = merge_lines(ours, base, theirs)
    if data is None:
        console.complain(f"{console.safe(path)}: not merged; it is no text. Ours stays.")
        return 1
    write(ours, data)
    console.complain(f"{console.safe(path)}: merged line by line.")
    return 0 if clean else 1


def _resolve(console: Console, file: Path, take: str | None, only: Sequence[str]) -> int:
    from tei.merging import conflicts as marked

    source = _source(file)
    found = marked.find(source)
    wanted = _numbers(only, found)
    if take is not None and found:
        from tei.edits import splice

        chosen = [each for each in found if each.number in wanted]
        data = splice(source, marked.take(source, chosen, take))
        left = [each for each in found if each.number not in wanted]
        _check(data, file)
        write(file, data)
        console.say(f"Settled {len(chosen):,}, {len(left):,} left.")
        return 1 if left else 0
    for conflict in found:
        console.out(_listed(console, source, conflict))
    count = counted(len(found), "conflict", "conflicts")
    console.say(f"{count}." if found else "There is no conflict in this file.")
    return 1 if found else 0


def _source(file: Path) -> Source:
    from tei.reading.source import parse, read_bytes

    return parse(read_bytes(file, str(file)), file, 0, str(file), any_root=True)


def _check(data: bytes, file: Path) -> None:
    from tei.reading.source import parse

    try:
        parse(data, file, 0, str(file), any_root=True)
    except TeiError as error:
        message = f"So {file} would not be well-formed any more: {error.message}"
        raise TeiError(message, "Settle this conflict by hand.", error.position) from None


def _numbers(only: Sequence[str], found: Sequence[Conflict]) -> set[int]:
    known = {each.number for each in found}
    if not only:
        return known
    wanted = separated(only)
    for number in wanted:
        if not number.isdecimal() or int(number) not in known:
            there = ", ".join(map(str, sorted(known))) or "none"
            raise TeiError(f"There is no conflict {number}.", f"There are: {there}.")
    return {int(number) for number in wanted}


def _listed(console: Console, source: Source, conflict: Conflict) -> str:
    """Show a conflict: its number and place, and what it was before, in ours, in theirs."""
    style = console.out_view().style
    line, column = source.lines.place(conflict.offset)
    place = style(console.safe(f"{source.name}:{line}:{column}"), "path")
    about = conflict.subject.replace("#declaration", "the declaration")
    subject = console.safe(f" {about}" if conflict.subject else "")
    rows = [f"{place}  {style(f'conflict {conflict.number}', 'error')}{subject}"]
    versions = ("before", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs)
    for label, value in versions:
        folded = " ".join((value or "").split())
        short = folded if len(folded) <= _LONG else folded[:_LONG] + " …"
        rows.append(f"  {style(f'{label:<7}', 'label')} {console.safe(short) or '(nothing)'}")
    return "\n".join(rows) + "\n\n"

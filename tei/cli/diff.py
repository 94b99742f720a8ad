"""`tei diff`."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tei.cli.console import Console
from tei.cli.options import common, separated
from tei.cli.places import shown as displayed
from tei.cli.writing import write
from tei.errors import TeiError
from tei.proposals import did_you_mean
from tei.report.view import View

if TYPE_CHECKING:
    from tei.revisions.editions import Compared, Version

    Versions = dict[str, Version]

# Those of the second line are documents: they are printed even where nothing was changed.
_FORMATS = ("full", "concise", "json", "html", "tei")
_DOCUMENTS = ("json", "html", "tei")


@click.command(short_help="Show what an editor has changed.")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--select",
    multiple=True,
    metavar="CLASSES",
    help="Only these classes of change, with commas (note,lemma,text).",
)
@click.option("--stat", is_flag=True, help="Only count the changes of each class.")
@click.option(
    "--format",
    "report",
    type=click.Choice(_FORMATS),
    default="full",
    help="How changes are shown.  [default: full]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to this file.",
)
@common
@click.pass_obj
def diff(
    console: Console,
    old: str,
    new: str | None,
    select: tuple[str, ...],
    stat: bool,
    report: str,
    output: Path | None,
) -> int:
    """Show what was changed between two revisions, in an editor's terms.

    OLD and NEW are files or folders. With git, OLD may be a revision (HEAD, v1.0) that is compared
    with the files here, or two of them (v1.0..HEAD); NEW is then the file or folder that is
    meant, by default the current folder.

    White space without meaning and the order of attributes are no changes. The exit status is 1
    when something was changed, 0 when nothing was.
    """
    console.format = "json" if report in _DOCUMENTS else "full"
    wanted = _classes(select)
    with console.progress("Comparing"):
        results = [_selected(result, wanted) for result in _compared(old, new)]
    render = _renderer("stat" if stat else report)
    shown = [result for result in results if result.changes]
    if shown or output or report in _DOCUMENTS:
        view = View() if output else console.out_view()
        text = render(shown, view._replace(revisions=_named(old, new))).rstrip("\n") + "\n"
        if output:
            _write(output, text, old, new)
        else:
            console.out(text)
    failed = [result for result in results if result.error is not None]
    for result in failed:
        assert result.error is not None
        console.fail(result.error) if report not in _DOCUMENTS else console.complain(
            f"error: {console.safe(result.error.message)}"
        )
    if not shown and not failed and report not in _DOCUMENTS:
        console.say(_nothing(select))
    return 2 if failed else 1 if shown else 0


def _named(old: str, new: str | None) -> tuple[str, str]:
    """Say what the two are called that were compared; "" is what is here now."""
    if new is not None and Path(old).exists():
        one, other = Path(old).absolute(), Path(new).absolute()
        above = Path(os.path.commonpath([one.parent, other.parent]))
        return str(one.relative_to(above)), str(other.relative_to(above))
    wanted = _Range.parse(old)
    return wanted.first, wanted.second or ""


def _write(path: Path, text: str, *compared: str | None) -> None:
    """Write a report, but over nothing that was compared."""
    if path.exists() and any(
        each and Path(each).exists() and path.samefile(each) for each in compared
    ):
        raise TeiError(f"{displayed(path)} is what is compared.", "Name another file.")
    write(path, text.encode("utf-8", "backslashreplace"))


def _nothing(select: Sequence[str]) -> str:
    return "No changes of these classes." if select else "No changes: the two are the same."


def _renderer(name: str) -> Callable[[Iterable[Compared], View], str]:
    module = importlib.import_module(f"tei.report.changes_{name}")
    return cast("Callable[[Iterable[Compared], View], str]", module.render)


def _classes(select: Iterable[str]) -> frozenset[str]:
    """Take apart and check the classes that are asked for; none means all."""
    from tei.revisions.changes import FAMILIES, Category

    known = {category.value for category in Category}
    found: set[str] = set()
    for name in separated(select):
        if name in FAMILIES:
            found.update(category.value for category in FAMILIES[name])
        elif name in known:
            found.add(name)
        else:
            hint = did_you_mean(name, sorted(known | FAMILIES.keys()))
            raise TeiError(f"There is no class of change “{name}”.", hint)
    return frozenset(found)


def _selected(result: Compared, wanted: frozenset[str]) -> Compared:
    if not wanted:
        return result
    changes = tuple(change for change in result.changes if change.category.value in wanted)
    return replace(result, changes=changes)


def _compared(old: str, new: str | None) -> Iterator[Compared]:
    """Find out what is to be compared, and compare it. Raises TeiError."""
    from tei.revisions import editions

    first, second = _versions(old, new)
    single = len(first) == len(second) == 1 and _are_files(old, new)
    if single:
        (one,), (other,) = first.values(), second.values()
        yield editions.compare_files(one, other)
        return
    yield from editions.compare_collections(first, second)


def _are_files(old: str, new: str | None) -> bool:
    return new is not None and all(Path(each).is_file() for each in (old, new))


def _versions(old: str, new: str | None) -> tuple[Versions, Versions]:
    from tei.revisions import editions

    before = Path(old)
    if new is not None and before.exists():
        return editions.both_on_disk(before, Path(new))
    if before.exists() and new is None and ".." not in old.strip("./"):
        raise TeiError(
            f"With what is {old} to be compared?",
            f"Name another file or folder, or a revision: “tei diff HEAD {old}”.",
        )
    return _from_git(old, new)


@dataclass(frozen=True)
class _Range:
    """What is asked of git: a revision, and another one or None for the files on disk."""

    first: str
    second: str | None
    from_base: bool

    @classmethod
    def parse(cls, text: str) -> _Range:
        dots = "..." if "..." in text else ".."
        first, found, second = text.partition(dots)
        if not found:
            return cls(text, None, False)
        return cls(first or "HEAD", second or "HEAD", dots == "...")


def _from_git(revisions: str, target: str | None) -> tuple[Versions, Versions]:
    from tei.revisions.committed import committed
    from tei.revisions.git import Repository

    path = Path(target or ".")
    wanted = _Range.parse(revisions)
    if wanted.second is None and not Path(revisions).exists() and "/" in revisions:
        hint = "Name two files, two folders, or a revision of git."
    else:
        hint = ""
    try:
        repository = Repository.around(path)
    except TeiError as error:
        if path.exists() and target is not None:
            raise
        message = f"There is no file or folder {revisions}, and no git repository to look in."
        raise TeiError(message, hint) from error
    relative = repository.relative(path)
    first = repository.commit(wanted.first)
    if wanted.second is None:
        old = committed(repository, first, relative)
        new = _working(path, relative)
    else:
        if wanted.from_base:
            first = repository.base(wanted.first, wanted.second)
        old = committed(repository, first, relative)
        new = committed(repository, repository.commit(wanted.second), relative)
    if not old and not new:
        where = target or "the current folder"
        raise TeiError(f"There is no TEI file at {where} in either revision.")
    return old, new


def _working(path: Path, relative: str) -> Versions:
    from tei.revisions.editions import on_disk

    if not path.exists():
        return {}
    return on_disk(path, relative)

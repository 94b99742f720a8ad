"""`tei build`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.check import is_bad
from tei.cli.completing import complete_outputs, first_line
from tei.cli.console import Console
from tei.cli.options import common, edition_argument, opened, report_format, separated
from tei.cli.places import shown
from tei.errors import TeiError
from tei.findings import Finding, Severity, group
from tei.report import summary

if TYPE_CHECKING:
    from tei.edition import Edition
    from tei.outputs.registry import Product
    from tei.publishing import Published


class _Build(click.Command):
    """The command with the list of outputs below its help, as the modules describe themselves."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from tei.outputs.registry import outputs

        rows = [(name, first_line(function.__doc__)) for name, function in outputs().items()]
        with formatter.section("Outputs"):
            formatter.write_dl(rows)


class _FoundError(Exception):
    """Something was found, and `--strict` wants nothing published then."""


@dataclass
class _Account:
    """What one output has yielded so far."""

    files: int = 0
    size: int = 0
    entry: str = ""

    def add(self, product: Product) -> None:
        self.files += 1
        self.size += len(product.content)
        path = product.path
        opening = path.endswith("/index.html") and len(path) < len(self.entry or path + "/")
        if opening or not self.entry:
            self.entry = path


@click.command(cls=_Build, short_help="Make the web edition, the PDF and the rest.")
@edition_argument
@click.option(
    "--only",
    multiple=True,
    metavar="OUTPUTS",
    shell_complete=complete_outputs,
    help="Only these outputs, with commas or repeated; files of others stay.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write.  [default: build, in the edition's folder]",
)
@click.option("--strict", is_flag=True, help="Check first; with errors or warnings, write nothing.")
@report_format
@common
@click.pass_obj
def build(
    console: Console,
    edition: str | None,
    only: tuple[str, ...],
    output: Path | None,
    strict: bool,
) -> int:
    """Make the outputs of an edition and put them into its build folder.

    EDITION is a folder with an edition.toml or a single TEI file; the outputs of a single file
    go to “build” in the current folder.

    All files take their places together, when all of them are made: a build that fails or is
    interrupted changes nothing. Files in the folder that no build has made are left alone.

    The exit status is 1 when errors were met (or, with --strict, warnings): without --strict the
    outputs are there all the same. “tei check” finds more than a build does.
    """
    begin = time.monotonic()
    findings: list[Finding] = []
    accounts: dict[str, _Account] = {}
    with console.progress("Reading") as step, opened(edition, console) as loaded:
        names = separated(only)
        target = output or _target(loaded, edition)
        try:
            files = _products(loaded, names, findings, strict, step)
            published = _publish(_counted(files, accounts), target, names)
        except _FoundError:
            published = None
        except KeyboardInterrupt:
            raise KeyboardInterrupt("What was built before is as it was.") from None
        findings = group(console.places.findings(findings, loaded.folder))
        title = loaded.title
    console.report(findings, to_stdout=False)
    if published is None:
        console.complain("Nothing was written, because --strict is on and this was found.")
        return 1
    _conclude(title, shown(target), accounts, published, time.monotonic() - begin, console)
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _target(edition: Edition, argument: str | None) -> Path:
    """Give the folder for the outputs; one that an edition names must lie within the edition."""
    if argument is not None and not Path(argument).is_dir() and Path(argument).suffix != ".toml":
        return Path(edition.settings.build.directory)
    target = edition.folder / edition.settings.build.directory
    if not target.resolve().is_relative_to(edition.folder.resolve()):
        raise TeiError(
            f"“{shown(target)}” is a link that leads out of the edition.",
            "Name the folder that you want with --output.",
        )
    return target


def _products(
    edition: Edition,
    names: list[str],
    findings: list[Finding],
    strict: bool,
    step: Callable[[str], None],
) -> Iterator[Product]:
    """Give the files of the outputs, and collect what there is to report.

    Raises _FoundError in the end, so that nothing is published, where `strict` forbids it.
    """
    import tei

    findings.extend(tei.check(edition) if strict else edition.findings)
    if not (strict and is_bad(findings)):
        yield from tei.build(edition, names, report=findings.append, progress=step)
    if strict and is_bad(findings):
        raise _FoundError


def _counted(products: Iterable[Product], accounts: dict[str, _Account]) -> Iterator[Product]:
    for product in products:
        accounts.setdefault(product.output, _Account()).add(product)
        yield product


def _publish(products: Iterable[Product], target: Path, names: list[str]) -> Published:
    import tei

    return tei.publish(products, target, only=names or None)


def _conclude(
    title: str,
    target: str,
    accounts: dict[str, _Account],
    published: Published,
    seconds: float,
    console: Console,
) -> None:
    style = console.error_view().style
    console.say(f"{style('Built', 'good')} “{console.safe(title)}” in {seconds:.1f} s:")
    rows = [
        (name, summary.counted(item.files, "file", "files"), _size(item.size), item.entry)
        for name, item in accounts.items()
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for name, files, size, entry in rows:
        path = console.safe(f"{target}/{entry}")
        console.say(f"  {name:<{widths[0]}}  {files:>{widths[1]}}  {size:>{widths[2]}}  {path}")
    console.say(
        f"{len(published.written):,} written, {len(published.unchanged):,} unchanged, "
        f"{len(published.removed):,} removed."
    )


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"

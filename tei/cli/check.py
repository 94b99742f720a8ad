"""`tei check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.completing import complete_codes
from tei.cli.console import Console
from tei.cli.options import common, edition_argument, opened, report_format
from tei.findings import Finding, Severity
from tei.report import summary

if TYPE_CHECKING:
    from tei.edition import Edition


@click.command(short_help="Check an edition.")
@edition_argument
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_codes,
    help="Only these rules: codes, families or names, with commas (PTR,DAT001).",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=complete_codes,
    help="Not these rules.",
)
@click.option(
    "--schema",
    metavar="SCHEMA",
    type=click.Path(),
    help="Validate by this schema: a file (RELAX NG, ODD or Schematron), “edition” (that of "
    "tei-edition), “tei_all” (the whole TEI), or “none”.",
)
@report_format
@common
@click.pass_obj
def check(
    console: Console,
    edition: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    schema: str | None,
) -> int:
    """Check an edition, and show what is wrong with file, line, column and remedy.

    EDITION is a folder with an edition.toml or a single TEI file; “-” reads a TEI file from
    standard input. Findings go to standard output, their sum to standard error.

    Every file is validated: by the schema of “--schema” or of edition.toml, else by what the file
    names itself in “xml-model”, else by the schema of tei-edition. Nothing is fetched.

    The exit status is 1 when there are errors or warnings; notes alone leave it at 0.
    """
    with console.progress("Checking"), opened(edition, console) as loaded:
        import tei

        checked = _with_schema(loaded, schema) if schema else loaded
        findings = console.places.findings(tei.check(checked, select, ignore), loaded.folder)
        files = len(loaded.sources)
    console.report(findings, to_stdout=True)
    _conclude(findings, files, console)
    _keep(checked)
    return 1 if is_bad(findings) else 0


def _keep(edition: Edition) -> None:
    from tei.validation.grammars import schemas

    if (read := schemas(edition)) and read.fresh:
        from tei.cli.keeping import keep

        keep(read)


def _with_schema(edition: Edition, schema: str) -> Edition:
    """Give the edition with another schema in its settings; a file is one of the current folder."""
    from tei.validation.choosing import NONE, SHIPPED

    is_word = schema in (*SHIPPED, NONE) or "://" in schema
    value = schema if is_word else str(Path(schema).resolve())
    settings = edition.settings
    chosen = replace(settings.check, schema=value)
    return replace(edition, settings=replace(settings, check=chosen))


def is_bad(findings: list[Finding]) -> bool:
    """Tell whether there is an error or a warning among the findings."""
    return any(finding.severity is not Severity.NOTE for finding in findings)


def _conclude(findings: list[Finding], files: int, console: Console) -> None:
    if console.format in ("json", "github"):
        return
    view = console.error_view()
    checked = summary.counted(files, "file", "files")
    if not findings:
        console.say(f"{view.style('Nothing found', 'good')} in {checked}.")
        return
    console.say(f"{summary.severities(findings, view)} in {checked}:")
    console.say(summary.render(findings, view).rstrip("\n"))
    gravest = min(findings, key=lambda finding: list(Severity).index(finding.severity))
    console.say(f"“tei explain {gravest.code}” says more about a rule.")

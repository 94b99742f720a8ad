"""`tei text`."""

from __future__ import annotations

import click

from tei.cli.completing import complete_texts
from tei.cli.console import Console
from tei.cli.options import common, did_you_mean, edition_argument, opened
from tei.errors import TeiError


@click.command(short_help="Print the plain text.")
@edition_argument
@click.option(
    "--layer",
    type=click.Choice(["reading", "diplomatic"]),
    default="reading",
    help="The text as the editor establishes it, or as the source has it.  [default: reading]",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="ID",
    shell_complete=complete_texts,
    help="Only this text (a chapter, a letter); may be repeated.",
)
@common
@click.pass_obj
def text(console: Console, edition: str | None, layer: str, texts: tuple[str, ...]) -> None:
    """Print the text of an edition without any markup.

    EDITION is a folder with an edition.toml or a single TEI file; “-” reads a TEI file from
    standard input.
    """
    with console.progress("Reading"), opened(edition, console) as loaded:
        import tei

        for ident in texts:
            if ident not in loaded.texts:
                hint = did_you_mean(ident, loaded.texts)
                raise TeiError(f"There is no text with the id “{ident}”.", hint)
        prepared = tei.prepare(loaded)
    for number, ident in enumerate(texts or prepared.texts):
        content = tei.plain(prepared.texts[ident], tei.Layer(layer))
        console.out(("\n" if number else "") + content)

"""`tei text`."""

from __future__ import annotations

import click

from tei.cli.completing import complete_texts
from tei.cli.console import Console
from tei.cli.options import common, edition_argument, opened
from tei.errors import TeiError
from tei.findings import Severity
from tei.proposals import did_you_mean


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
@click.option(
    "--witness",
    metavar="SIGLUM",
    default="",
    help="The text of this witness, or of this hand, after its corrections.",
)
@click.option(
    "--before-correction", is_flag=True, help="With --witness: its text before any correction."
)
@common
@click.pass_obj
def text(
    console: Console,
    edition: str | None,
    layer: str,
    texts: tuple[str, ...],
    witness: str,
    before_correction: bool,
) -> int:
    """Print the text of an edition, or of one of its witnesses, without any markup.

    Where a witness has nothing, the reason stands in brackets: [lacuna], [illegible],
    [not extant], or [?] where the edition does not say what it has. What it omits is not marked.
    What stands before and after the text and has no entries, an introduction say, is the editor’s.

    EDITION is a folder with an edition.toml or a single TEI file; “-” reads a TEI file from
    standard input.

    What could not be read, such as an entity in another file, is told on standard error; then the
    exit status is 1.
    """
    with console.progress("Reading"), opened(edition, console) as loaded:
        import tei

        loaded.require_text()
        for ident in texts:
            if ident not in loaded.texts:
                hint = did_you_mean(ident, loaded.texts)
                raise TeiError(f"There is no text with the id “{ident}”.", hint)
        if witness:
            from tei.apparatus.model import State
            from tei.apparatus.texts import Texts

            state = State.BEFORE if before_correction else None
            told = Texts(loaded, tei.Layer(layer))
            contents = [told.of(ident, witness, state) for ident in texts or told.transmitted]
        elif before_correction:
            raise TeiError("--before-correction is about a witness.", "Name it with --witness.")
        else:
            prepared = tei.prepare(loaded)
        missing = [each for each in loaded.findings if each.severity is Severity.ERROR]
    if witness:
        console.out("\n\n".join(content for content in contents if content) + "\n")
    else:
        for number, ident in enumerate(texts or prepared.texts):
            content = tei.plain(prepared.texts[ident], tei.Layer(layer))
            console.out(("\n" if number else "") + content)
    if missing:
        console.report(console.places.findings(missing, loaded.folder), to_stdout=False)
    return 1 if missing else 0

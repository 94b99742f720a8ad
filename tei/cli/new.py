"""`tei new`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli.console import Console
from tei.cli.options import common
from tei.cli.places import shown


@click.command(short_help="Begin an edition.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The title; otherwise made from the folder's name.")
@click.option("--author", metavar="NAME", help="The author.")
@click.option(
    "--language", metavar="TAG", default="en", help="The language of the text.  [default: en]"
)
@common
@click.pass_obj
def new(
    console: Console, folder: Path, title: str | None, author: str | None, language: str
) -> None:
    """Write a small edition that can be checked and built at once, to begin your own with.

    FOLDER must be new or empty. It gets edition.toml with comments, a TEI file with a complete
    header and two small chapters, and registers of persons and places. What stands in them is an
    example, in English whatever --language says.
    """
    from tei.authoring.new import NewOptions, new_edition
    from tei.publishing import create

    name = folder.name or folder.resolve().name
    files = new_edition(name, NewOptions(title, author, language))
    create(files, folder)
    if language.split("-")[0].lower() != "en":
        console.say("The text to begin with is in English, as an example; write your own over it.")
    tell_next(console, folder, sorted(files))


def tell_next(console: Console, folder: Path, paths: list[str]) -> None:
    """Say which files were written, and what to do with them."""
    place = console.safe(shown(folder))
    style = console.error_view().style
    console.say(f"{style('Written', 'good')} to {place}:")
    for path in paths[:12]:
        console.say(f"  {console.safe(path)}")
    if len(paths) > 12:
        console.say(f"  and {len(paths) - 12} more files")
    argument = f'"{place}"' if " " in place else place
    console.say("Next:")
    console.say(f"  tei check {argument}")
    console.say(f"  tei build {argument}")

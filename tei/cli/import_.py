"""`tei import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tei.cli.console import Console
from tei.cli.new import tell_next
from tei.cli.options import common, report_format
from tei.cli.places import STANDARD_INPUT
from tei.errors import TeiError
from tei.report import summary


@click.command("import", short_help="Turn a plain text or Markdown into an edition.")
@click.argument("file", type=click.Path(path_type=str))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--heading",
    metavar="PATTERN",
    help=r"What a chapter's first line looks like, as “^Chapter (?P<n>\w+)”; without it “#” does.",
)
@click.option(
    "--furniture",
    metavar="PATTERN",
    multiple=True,
    help="What a running head or foot looks like; may be repeated.",
)
@click.option("--join", is_flag=True, help="Join paragraphs that were cut in mid-sentence.")
@click.option("--verse", is_flag=True, help="The text is verse: every line stands for itself.")
@click.option("--split", is_flag=True, help="Write each chapter into a file of its own.")
@click.option("--title", metavar="TEXT", help="The title; otherwise the one in the text.")
@click.option("--author", metavar="NAME", help="The author; otherwise the one in the text.")
@click.option("--language", metavar="TAG", help="The language of the text.  [default: en]")
@click.option("--encoding", metavar="NAME", default="", help="The file's encoding if not UTF-8.")
@report_format
@common
@click.pass_obj
def import_(
    console: Console,
    file: str,
    folder: Path | None,
    heading: str | None,
    furniture: tuple[str, ...],
    join: bool,
    verse: bool,
    split: bool,
    title: str | None,
    author: str | None,
    language: str | None,
    encoding: str,
) -> None:
    """Turn a plain text or Markdown into the beginnings of an edition.

    FILE is the text, “-” standard input. FOLDER must be new or empty; without it, it is named
    after the file. Headings become chapters; blank lines part paragraphs; *asterisks* are italics.
    No word is lost: what no pattern explains is kept as text, and reported with its line.
    """
    from tei.authoring.importing import ImportOptions, import_text
    from tei.publishing import create

    place, name, text = _read(file, encoding, console)
    target = folder or Path(Path(name).stem)
    if target == Path(file):
        raise TeiError(f"“{file}” would be the folder's name too.", "Name a folder after the file.")
    options = ImportOptions(
        heading=heading,
        furniture=furniture,
        join_cut_paragraphs=join,
        language=language,
        split=split,
        title=title,
        author=author,
        verse=verse,
    )
    try:
        imported = import_text(text, name, options)
    except TeiError as error:
        raise console.places.error(error, place) from error.__cause__
    create(imported.files, target)
    console.report(console.places.findings(imported.findings, place), to_stdout=False)
    tell_next(console, target, sorted(imported.files))
    counts = imported.summary
    numbers = (
        (counts.headings, "heading", "headings"),
        (counts.paragraphs, "paragraph", "paragraphs"),
        (counts.stanzas, "stanza", "stanzas"),
        (counts.furniture, "running head or foot", "running heads and feet"),
        (counts.pages, "form feed", "form feeds"),
        (counts.emphasised, "passage in italics", "passages in italics"),
        (counts.bold, "passage in bold", "passages in bold"),
        (counts.joined, "joined paragraph", "joined paragraphs"),
        (len(counts.unclear), "line to look at", "lines to look at"),
    )
    console.say("Found: " + ", ".join(summary.counted(*item) for item in numbers if item[0]) + ".")


def _read(file: str, encoding: str, console: Console) -> tuple[Path, str, str]:
    """Give the folder, the name and the text of a file."""
    from tei.reading.decoding import decode_plain
    from tei.reading.source_codes import SourceError

    if file == STANDARD_INPUT:
        console.places.standard_input = data = sys.stdin.buffer.read()
        try:
            return Path(), STANDARD_INPUT, decode_plain(data, encoding, STANDARD_INPUT, pages=True)
        except SourceError as error:
            raise console.places.error(_with_remedy(error, data, encoding), Path()) from None
    path = Path(file)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TeiError(f"There is no file {file}.", "Check the path.") from None
    except IsADirectoryError:
        raise TeiError(f"{file} is a folder, not a file.", "Name the file of the text.") from None
    except OSError as error:
        raise TeiError(f"The file {file} cannot be read: {error.strerror}.") from None
    try:
        return path.parent, path.name, decode_plain(data, encoding, path.name, pages=True)
    except SourceError as error:
        raise console.places.error(_with_remedy(error, data, encoding), path.parent) from None


def _with_remedy(error: TeiError, data: bytes, encoding: str) -> TeiError:
    """Say what helps in a plain text: to delete a sign, or the option `--encoding`."""
    if error.position and error.position.line and "not allowed in XML" in error.message:
        hint = "Delete it in the text."
        return TeiError(error.message, hint, error.position)
    if encoding:
        return error
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        around = data[max(0, wrong.start - 40) : wrong.start + 40].decode("cp1252", "replace")
        at = min(wrong.start, 40)
        before, after = around[:at].split(" ")[-1], around[at:]
        word = (before.split() or [""])[-1] if before.strip() else ""
        word += (after.split() or [""])[0]
        message = f"Byte {wrong.start + 1:,}, 0x{data[wrong.start]:02X}, is not UTF-8."
        hint = (
            f"In Windows-1252 the word reads “{word}”. If that is right, "
            "import it with --encoding windows-1252."
        )
        return TeiError(message, hint, error.position)
    return error

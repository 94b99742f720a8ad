"""`tei mark`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tei.cli.completing import complete_texts
from tei.cli.console import Console
from tei.cli.options import common, edition_argument, opened, separated
from tei.cli.places import STANDARD_INPUT, shown
from tei.errors import TeiError
from tei.proposals import did_you_mean
from tei.report import summary
from tei.report.characters import escape

if TYPE_CHECKING:
    from tei.authoring.mark_proposals import Choice, Marking, Proposal
    from tei.edition import Edition

_FORMATS = ("full", "concise", "json")


@click.command(short_help="Find names and dates that are not marked yet.")
@edition_argument
@click.option("--apply", "applies", is_flag=True, help="Mark all that is certain.")
@click.option("--interactive", "asks", is_flag=True, help="Ask for each, also for what is not.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KINDS",
    help="Only person, place, org, work, event, object or date; several with commas.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="ID",
    shell_complete=complete_texts,
    help="Only this text (a chapter, a letter); may be repeated.",
)
@click.option("--notes", is_flag=True, help="Also in the editor's notes.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="full",
    help="How proposals are shown.  [default: full]",
)
@common
@click.pass_obj
def mark(
    console: Console,
    edition: str | None,
    applies: bool,
    asks: bool,
    kinds: tuple[str, ...],
    texts: tuple[str, ...],
    notes: bool,
    format_: str,
) -> int:
    """Find names that the registers have and dates in words and figures, and mark them.

    EDITION is a folder with an edition.toml or a single TEI file. Without --apply or --interactive
    nothing is changed: what is not marked is listed, with the record that is meant and the markup.
    What is not certain is listed as a note with the reason, and never applied by --apply. No
    character of the text is ever changed.

    To leave words unmarked for good, put the instruction “<?tei unmarked?>” before them.

    The exit status is 1 when something certain is left unmarked; notes alone leave it at 0.
    """
    console.format = format_
    _refuse(edition, applies, asks)
    with opened(edition, console) as loaded:
        from tei.authoring import marking

        chosen = _kinds(kinds)
        loaded.require_text()
        for ident in texts:
            if ident not in loaded.texts:
                hint = did_you_mean(ident, loaded.texts)
                raise TeiError(f"There is no text with the id “{ident}”.", hint)
        with console.progress("Looking for names and dates"):
            found = marking.find(loaded, kinds=chosen, texts=texts, notes=notes)
        decided: list[tuple[Proposal, Choice]] = []
        if asks:
            from tei.cli.asking import ask

            decided = ask(console, loaded, found.proposals)
        elif applies:
            decided = [(item, item.choices[0]) for item in found.proposals if item.is_certain]
        if decided:
            _write(loaded, decided)
        done = {id(proposal) for proposal, _ in decided}
        left = [item for item in found.proposals if id(item) not in done]
        if not asks:
            _show(console, loaded, left, found)
    _conclude(console, left, len(decided), applies or asks)
    return 1 if any(item.is_certain for item in left) else 0


def _refuse(edition: str | None, applies: bool, asks: bool) -> None:
    if applies and asks:
        raise TeiError("--apply and --interactive cannot stand together.", "Choose one of them.")
    if edition == STANDARD_INPUT and (applies or asks):
        raise TeiError("A file from standard input cannot be changed.", "Name the file.")
    if asks and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise TeiError(
            "--interactive needs a terminal to ask in.",
            "Use --apply for what is certain, or no option for a list.",
        )


def _kinds(values: Sequence[str]) -> Sequence[str]:
    from tei.authoring.mark_vocabulary import KINDS

    chosen = separated(values)
    for kind in chosen:
        if kind not in KINDS:
            raise TeiError(f"There is no kind “{kind}”.", f"The kinds are {', '.join(KINDS)}.")
    return chosen or KINDS


def _write(edition: Edition, decided: Sequence[tuple[Proposal, Choice]]) -> None:
    from tei.authoring import marking
    from tei.cli.replacing import Replacement, replace

    sources = {source.name: source for source in edition.sources}
    replace(
        Replacement(sources[name].path, sources[name].fingerprint, content)
        for name, content in marking.apply(decided).items()
    )


def _show(console: Console, edition: Edition, left: Sequence[Proposal], found: Marking) -> None:
    """Show what is not marked; the formats for programs show nothing else."""
    from tei.authoring import mark_report

    if console.format == "json":
        listed = [mark_report.data(item) for item in left]
        for item in listed:
            item["filename"] = _filename(edition, str(item["filename"]))
        text = json.dumps(listed, ensure_ascii=False, indent=2)
        console.out("\n".join(escape(line, _notation) for line in text.split("\n")) + "\n")
        return
    findings = mark_report.proposed(left, context=console.format == "concise")
    findings += mark_report.obstacles(edition, found)
    console.report(console.places.findings(findings, edition.folder), to_stdout=True)


def _filename(edition: Edition, name: str) -> str:
    return name if name == STANDARD_INPUT else shown(edition.folder / name)


def _notation(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) > 0x7F else f"\\u{ord(character):04x}"


def _conclude(console: Console, left: Sequence[Proposal], marked: int, changing: bool) -> None:
    from tei.authoring import mark_report

    view = console.error_view()
    if changing:
        done = summary.counted(marked, "passage", "passages")
        console.say(f"{view.style('Marked', 'good')} {done}.")
    if not left:
        console.say(f"{view.style('Nothing', 'good')} that was looked for is left unmarked.")
        return
    for kind, certain, doubtful in mark_report.counts(left):
        parts = [f"{certain:,} certain"] * bool(certain) + [f"{doubtful:,} undecided"] * bool(
            doubtful
        )
        console.say(f"  {kind}: {', '.join(parts)}")
    if any(item.is_certain for item in left) and not changing:
        console.say("“tei mark --apply” marks what is certain, “--interactive” asks for each.")

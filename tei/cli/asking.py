"""`tei mark --interactive`: one proposal after the other, with a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tei.cli.console import Console
from tei.report import renderer

if TYPE_CHECKING:
    from tei.authoring.mark_proposals import Choice, Proposal
    from tei.edition import Edition

_HELP = """\
  y  mark it, or the number of one of several
  n  leave it unmarked
  a  mark it, and all further ones that are the same
  s  skip it, and all further ones that are the same
  q  stop asking; what was decided is written
Ctrl+C ends the program, and nothing is written."""


def ask(
    console: Console, edition: Edition, proposals: Sequence[Proposal]
) -> list[tuple[Proposal, Choice]]:
    """Ask for each proposal that can be marked. Gives those to mark, each with the way.

    Raises click.Abort on Ctrl+C and where the input ends.
    """
    from tei.authoring import mark_report

    decided: list[tuple[Proposal, Choice]] = []
    always: dict[tuple[str, str, tuple[str, ...]], Choice | None] = {}
    possible = [item for item in proposals if item.is_possible]
    for number, proposal in enumerate(possible, 1):
        same = (proposal.kind, proposal.words, tuple(item.opening for item in proposal.choices))
        if same in always:
            if (choice := always[same]) is not None:
                decided.append((proposal, choice))
            continue
        findings = console.places.findings(mark_report.proposed([proposal]), edition.folder)
        console.complain(renderer("full")(findings, console.error_view()).rstrip("\n"))
        if len(proposal.choices) > 1:
            for count, option in enumerate(proposal.choices, 1):
                console.complain(f"  {count}  {console.safe(option.opening)}")
        answer = _answer(console, f"Mark it ({number} of {len(possible)})", len(proposal.choices))
        choice = proposal.choices[int(answer) - 1 if answer.isdigit() else 0]
        if answer == "q":
            break
        if answer in ("a", "s"):
            always[same] = choice if answer == "a" else None
        if answer in ("y", "a") or answer.isdigit():
            decided.append((proposal, choice))
        console.complain("")
    return decided


def _answer(console: Console, question: str, choices: int) -> str:
    """Ask until there is an answer that can be understood."""
    numbers = [str(number) for number in range(1, choices + 1)] if choices > 1 else []
    known = [*numbers, "n", "s", "q"] if numbers else ["y", "n", "a", "s", "q"]
    while True:
        text = click.prompt(
            f"{question} [{'/'.join(known)}/?]", default="", show_default=False, err=True
        )
        answer = str(text).strip().lower()[:2]
        if answer in known:
            return answer
        console.complain(_HELP)

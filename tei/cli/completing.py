"""What the shell offers when a word is completed. Nothing here may fail, or print."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_codes(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the codes of rules; after a comma, another one."""
    from click.shell_completion import CompletionItem

    from tei.cli.manuals import summaries

    before, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + code, help=name)
        for code, name in summaries().items()
        if code.startswith(begun.upper())
    ]


def complete_outputs(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of outputs; after a comma, another one."""
    from click.shell_completion import CompletionItem

    from tei.outputs.registry import outputs

    before, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + name, help=first_line(function.__doc__))
        for name, function in outputs().items()
        if name.startswith(begun)
    ]


def complete_texts(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the ids of the texts of the edition that is named before, or that is around us."""
    from click.shell_completion import CompletionItem

    from tei.cli.console import Console
    from tei.cli.options import opened

    # While the option has no value yet, click leaves the argument among the rest.
    argument = context.params.get("edition") or next(iter(context.args), None)
    with suppress(Exception):
        if argument != "-":
            with opened(argument, Console()) as edition:
                return [
                    CompletionItem(text.id, help=text.label)
                    for text in edition.texts.values()
                    if text.id.startswith(incomplete)
                ]
    return []


def first_line(docstring: str | None) -> str:
    """Give the first line of a docstring."""
    return (docstring or "").strip().partition("\n")[0]

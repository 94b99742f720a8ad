"""`tei explain`."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict

import click

from tei.cli.completing import complete_codes
from tei.cli.console import Console
from tei.cli.manuals import Manual, manuals
from tei.cli.options import common
from tei.errors import TeiError
from tei.proposals import did_you_mean
from tei.report.view import View


@click.command(short_help="Explain a rule.")
@click.argument("code", required=False, shell_complete=complete_codes)
@click.option(
    "--format",
    type=click.Choice(["full", "json"]),
    default="full",
    help="For people or for programs.  [default: full]",
)
@common
@click.pass_obj
def explain(console: Console, code: str | None, format: str) -> None:  # noqa: A002
    """Explain what a code in a report means: what is wrong, why, and what to do.

    CODE is a rule's code or name, or the letters of a family of rules, which are then listed.
    Without it, all rules are.
    """
    known = manuals()
    view = console.out_view()
    chosen = list(known.values()) if code is None else _find(code, list(known.values()))
    if format == "json":
        data = [asdict(manual) for manual in chosen]
        console.out(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    elif len(chosen) > 1:
        width = max(len(manual.name) for manual in chosen)
        for manual in chosen:
            head = f"{view.style(manual.code, manual.severity)}  {manual.name:<{width}}  "
            indent = len(manual.code) + width + 4
            text = textwrap.wrap(manual.summary, max(view.width - indent, 30))
            console.out(head + ("\n" + " " * indent).join(text) + "\n")
    else:
        console.out(_page(chosen[0], view))


def _find(wanted: str, known: list[Manual]) -> list[Manual]:
    """Find a rule by code or name, or the rules of a family."""
    for manual in known:
        if wanted.upper() == manual.code or wanted.lower() == manual.name:
            return [manual]
    if family := [manual for manual in known if manual.code.rstrip("0123456789") == wanted.upper()]:
        return family
    names = [manual.code for manual in known] + [manual.name for manual in known]
    hint = did_you_mean(wanted, names, "“tei explain” without a code lists all of them.")
    raise TeiError(f"There is no rule “{wanted}”.", hint)


def _page(manual: Manual, view: View) -> str:
    style = view.style
    head = f"{style(manual.code, 'code')} {manual.name} ({style(manual.severity, manual.severity)})"
    parts = [head, _paragraphs(manual.summary, view.width)]
    if manual.explanation:
        parts.append(_paragraphs(manual.explanation, view.width))
    parts += [f"{style('Wrong:', 'error')}\n{textwrap.indent(it, '    ')}" for it in manual.wrong]
    parts += [f"{style('Right:', 'good')}\n{textwrap.indent(it, '    ')}" for it in manual.right]
    if manual.remedy:
        parts.append(_paragraphs(f"Remedy: {manual.remedy}", view.width))
    if manual.source:
        parts.append(_paragraphs(f"Source: {manual.source}", view.width))
    return "\n\n".join(parts) + "\n"


def _paragraphs(text: str, width: int) -> str:
    """Fill paragraphs to the width; an indented block (an example) stays as it is."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        block
        if block.startswith((" ", "```", "* ", "- "))
        else textwrap.fill(block, min(width, 88))
        for block in blocks
    )

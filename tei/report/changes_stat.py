"""How many changes of which class, for each file and in all."""

from __future__ import annotations

from collections.abc import Iterable

from tei.report.characters import escape
from tei.report.view import View
from tei.revisions.changes import MEANINGS
from tei.revisions.editions import Compared
from tei.revisions.terms import counts


def render(results: Iterable[Compared], view: View) -> str:
    """Give a table of classes for all files, after a line for each file where there are several."""
    shown = [result for result in results if result.changes]
    lines = []
    if len(shown) > 1:
        width = max(len(f"{len(result.changes):,}") for result in shown)
        for result in shown:
            name = view.style(escape(result.new or result.old), "path")
            lines.append(f"{len(result.changes):>{width},}  {name}\n")
        lines.append("\n")
    totals = counts(change for result in shown for change in result.changes)
    width = max((len(f"{count:,}") for _, count in totals), default=0)
    for category, count in totals:
        label = view.style(category.value.ljust(13), "code")
        lines.append(f"{count:>{width},}  {label} {view.style(MEANINGS[category], 'faint')}\n")
    return "".join(lines)

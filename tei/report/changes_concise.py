"""Changes in one line each: `path:line:column: class what old → new`."""

from __future__ import annotations

from collections.abc import Iterable

from tei.report.characters import escape
from tei.report.view import View
from tei.revisions.changes import Category, Change, Kind
from tei.revisions.editions import Compared
from tei.revisions.terms import shortened, title

_LONGEST = 60


def render(results: Iterable[Compared], view: View) -> str:
    """Give a line for each change, in the order of files and places."""
    return "".join(_line(change, view) for result in results for change in result.changes)


def _line(change: Change, view: View) -> str:
    place = view.style(escape(str(change.place.position)), "path")
    what = f"{view.style(change.category.value, 'code')} {escape(title(change))}"
    old, new = (escape(shortened(text, _LONGEST)) for text in (change.old, change.new))
    said = ""
    if change.category is Category.FILE:
        said = f", was {old}" if change.kind is Kind.RENAMED else ""
    elif old and new and old != new:
        said = f": “{old}” → “{new}”"
    elif old or new:
        said = f": “{new or old}”"
    if change.origin:
        said += f", from {escape(str(change.old_place.position))}"
    return f"{place}: {what}{said}\n"

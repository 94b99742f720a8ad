"""Changes for programs: a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tei.report.characters import escape
from tei.report.view import View
from tei.revisions.changes import Change, Place
from tei.revisions.editions import Compared
from tei.revisions.terms import identified


def render(results: Iterable[Compared], view: View) -> str:
    """Give all changes of all files, `[]` where there are none."""
    changes = [_change(ident, change) for ident, change in identified(results)]
    text = json.dumps(changes, ensure_ascii=False, indent=2)
    return "\n".join(escape(line, _notation) for line in text.split("\n")) + "\n"


def _change(ident: str, change: Change) -> dict[str, object]:
    return {
        "id": ident,
        "class": change.category.value,
        "kind": change.kind.value,
        "subject": change.subject or None,
        "old": change.old,
        "new": change.new,
        "locus": change.place.locus or None,
        "context": {"before": change.before, "after": change.after},
        "positions": {"old": _place(change.old_place), "new": _place(change.new_place)},
    }


def _place(place: Place) -> dict[str, object]:
    position = place.position
    return {
        "filename": position.path,
        "location": {"row": position.line, "column": position.column} if position.line else None,
        "locus": place.locus or None,
        "xml:id": place.id or None,
        "xpath": place.xpath or None,
        "within": place.within or None,
    }


def _notation(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) > 0x7F else f"\\u{ord(character):04x}"

"""Conflicts of a merge that nobody has settled yet."""

from __future__ import annotations

from collections.abc import Iterator

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Position, Severity


@check("MRG001", "unsettled-conflict", Severity.ERROR)
def unsettled_conflict(edition: Edition) -> Iterator[Finding]:
    """Two editors contradict each other here, and a merge has kept both wordings.

    `tei merge` writes both where it cannot know which is meant. Until one of them is taken, the
    text has the passage twice.

    Wrong:
        <p>on <?tei-conflict 1 ours base="Sunday"?>Monday
        <?tei-conflict 1 theirs?>Tuesday<?tei-conflict 1 end?></p>

    Right:
        <p>on Tuesday</p>
    """
    marked = [source for source in edition.sources if "<?tei-conflict" in source.text]
    if not marked:
        return
    from tei.merging.conflicts import find

    for source in marked:
        for conflict in find(source):
            about = f" about @{conflict.subject}" if conflict.subject[:1] not in ("", "#") else ""
            first, second = _short(conflict.ours), _short(conflict.theirs)
            yield Finding(
                unsettled_conflict.code,
                unsettled_conflict.name,
                unsettled_conflict.severity,
                f"Conflict {conflict.number}{about} is not settled: {first} or {second}.",
                Position(source.name, *source.lines.place(conflict.offset)),
                "“tei merge --resolve” lists the conflicts of a file and takes one side.",
            )


def _short(text: str | None) -> str:
    words = (text or "").split()
    if not words:
        return "nothing"
    said = " ".join(words)
    return f"“{said}”" if len(said) <= 60 else f"“{said[:60]}…”"

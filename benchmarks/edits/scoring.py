"""What a comparison reports, held against what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.edits.desk import Edit
from tei.reading.source import Source
from tei.revisions.changes import Change
from tei.revisions.comparison import compare


@dataclass
class Score:
    """How well a comparison has done."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    surplus: int = 0
    misses: list[Edit] = field(default_factory=list)
    extras: list[Change] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found.total() / max(1, self.found.total() + self.surplus)

    @property
    def recall(self) -> float:
        return self.found.total() / max(1, self.found.total() + self.missed.total())

    def add(self, other: Score) -> None:
        self.found += other.found
        self.missed += other.missed
        self.surplus += other.surplus
        self.misses += other.misses
        self.extras += other.extras


def score(old: Source, new: Source, edits: list[Edit]) -> Score:
    """Compare, and hold the report against the edits: each edit is one change, no more, no less."""
    changes = compare(old, new)
    offsets = [
        new.lines.offset(change.new_place.position.line, change.new_place.position.column)
        for change in changes
    ]
    free = set(range(len(changes)))
    result = Score()
    for edit in edits:
        begin, end = edit.offsets
        fits = [
            number
            for number in free
            if begin - 20 <= offsets[number] <= end + 20 and _fits(changes[number], edit)
        ]
        if fits:
            free.remove(min(fits, key=lambda number: abs(offsets[number] - begin)))
            result.found[edit.label] += 1
        else:
            result.missed[edit.label] += 1
            result.misses.append(edit)
    result.surplus = len(free)
    result.extras = [changes[number] for number in sorted(free)]
    return result


def _fits(change: Change, edit: Edit) -> bool:
    return (
        change.category in edit.categories
        and change.kind in edit.kinds
        and (edit.subject is None or change.subject == edit.subject)
        and (edit.old is None or _within(edit.old, change.old))
        and (edit.new is None or _within(edit.new, change.new))
    )


def _within(word: str, text: str) -> bool:
    """Tell whether a report shows a word, alone or as the greater part of what it stands in."""
    word, text = "".join(word.split()), "".join(text.split())
    return word == text or (bool(word) and word in text and len(text) < len(word) + 25)

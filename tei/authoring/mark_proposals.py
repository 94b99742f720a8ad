"""What marking finds: proposals, each with the ways of marking the words."""

from __future__ import annotations

from dataclasses import dataclass

from tei.edits import Wrap
from tei.findings import Position
from tei.reading.source import Source
from tei.registers import Record


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of marking: the element, its attributes, and the record that is meant (or none)."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    record: Record | None = None

    @property
    def opening(self) -> str:
        """The start tag as it would be written."""
        return Wrap(0, 0, self.tag, self.attributes).opening


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """Words that may be marked: where they stand, and what they may be.

    `doubt` says why they are not certain. `before` and `after` is the text around them. `source`
    with `start` and `end` are the place in the file; without a place (`end` is 0) nothing can be
    put there, and `doubt` says why.
    """

    kind: str
    words: str
    before: str
    after: str
    text: str
    locus: str
    position: Position
    choices: tuple[Choice, ...]
    doubt: str
    source: Source
    start: int
    end: int

    @property
    def is_certain(self) -> bool:
        """Tell whether the proposal may be applied without asking."""
        return not self.doubt and self.is_possible and len(self.choices) == 1

    @property
    def is_possible(self) -> bool:
        """Tell whether the words can be marked at all."""
        return self.end > 0 and bool(self.choices)


@dataclass(frozen=True, slots=True)
class Marking:
    """What marking has found in an edition.

    `nameless` are records without a name, `unusable` forms that cannot be looked for, with their
    records; `languages` are those of texts for whose dates there are no patterns.
    """

    proposals: tuple[Proposal, ...]
    nameless: tuple[Record, ...]
    unusable: tuple[tuple[str, Record], ...]
    languages: tuple[str, ...]

"""What the comparison has seen, before it is put into the words of an editor."""

from __future__ import annotations

from dataclasses import dataclass

from tei.revisions.alignment import Alignment
from tei.revisions.changes import Kind
from tei.revisions.hunks import Hunk


@dataclass(slots=True)
class Event:
    """Something was done to an element, an attribute (`name`) or some words.

    `old` and `new` are indexes of elements, -1 where there is none; for words both are -1.
    `words` are the words concerned in the old and the new stream of `found`, by which a place in
    the file is found. `before` and `after` are what was there and what is there now.
    """

    kind: Kind
    found: Alignment
    words: Hunk
    old: int = -1
    new: int = -1
    name: str = ""
    before: str = ""
    after: str = ""

    @property
    def is_text(self) -> bool:
        """Tell whether this is about words, not elements."""
        return self.old < 0 and self.new < 0

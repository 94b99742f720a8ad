"""The pairs of elements that two files have in common, and what makes two elements equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei.revisions.streams import Flat


@dataclass(eq=False)
class Matches:
    """The pairs of elements: from the old file to the new one and back, by index."""

    old: Flat
    new: Flat
    forward: dict[int, int] = field(default_factory=dict)
    backward: dict[int, int] = field(default_factory=dict)
    _signatures: dict[tuple[bool, int], int] = field(default_factory=dict)

    def join(self, a: int, b: int) -> None:
        """Make two elements a pair."""
        self.forward[a] = b
        self.backward[b] = a

    def same_parent(self, a: int, b: int) -> bool:
        """Tell whether the elements around these two are a pair."""
        parent = self.old.parents[a]
        return parent >= 0 and self.forward.get(parent, -1) == self.new.parents[b]

    def equal(self, a: int, b: int) -> bool:
        """Tell whether two elements have the same name, attributes and content."""
        if self.old.names[a] != self.new.names[b] or self.differ(a, b):
            return False
        beside = self.old.inner[a] is not None, self.new.inner[b] is not None
        if any(beside):
            signatures = self.signature(self.old, a), self.signature(self.new, b)
            return all(beside) and signatures[0] == signatures[1]
        return self.old.text(a) == self.new.text(b)

    def differ(self, a: int, b: int) -> bool:
        """Tell whether the attributes of two elements differ."""
        return self.old.attributes[a] != self.new.attributes[b]

    def signature(self, flat: Flat, index: int) -> int:
        """Give a number that is equal for equal content of notes and readings."""
        key = (flat is self.new, index)
        found = self._signatures.get(key)
        if found is None:
            inner = flat.inner[index]
            found = 0
            if inner is not None:
                elements = tuple(
                    (
                        flat.names[each],
                        flat.starts[each],
                        flat.ends[each],
                        flat.attributes[each],
                        flat.text(each) if flat.names[each][0] == "#" else "",
                        self.signature(flat, each),
                    )
                    for each in inner.elements
                )
                spaces = tuple(map(inner.space, range(1, len(inner.words))))
                found = hash((tuple(inner.words), spaces, elements))
            self._signatures[key] = found
        return found

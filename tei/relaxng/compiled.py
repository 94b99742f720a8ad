"""What a schema says, ready for validation, with all that validation finds out about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tei.relaxng.automaton import Automaton
from tei.relaxng.derivatives import Derivatives
from tei.relaxng.elements import Anything, Element
from tei.relaxng.patterns import Pattern, Patterns
from tei.relaxng.vocabulary import Vocabulary


class Compiled:
    """A compiled schema. What validation finds out is kept, so that the next file is faster.

    `name` is how the user knows it, `start` what a file may begin with, `elements` its elements.
    """

    def __init__(
        self, name: str, start: Pattern, elements: Sequence[Element], patterns: Patterns
    ) -> None:
        self.name = name
        self.start = start
        self.elements = elements
        self.derivatives = Derivatives(patterns)
        self.automaton = Automaton(self.derivatives)
        self.contextual = False

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names of the schema, for messages."""
        return Vocabulary(self.elements)

    @cached_property
    def anything(self) -> Anything:
        """A content in which everything may stand, for elements that the schema does not know."""
        return Anything()

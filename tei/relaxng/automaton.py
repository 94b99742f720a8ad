"""The automaton: states between two tags, and the steps between them, made as they are wanted.

Nearly always an element can be only one of the schema's elements, as soon as its name is known.
Then the state is a term: what may still come in the parent. Where several come into question, each
with another content, the state within is made of `Rivals`, pairs of a content and of what follows
it outside (the `After` of Clark's paper). They are gone as soon as only one can be meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Union

from tei.relaxng.datatypes import Context
from tei.relaxng.derivatives import Derivatives
from tei.relaxng.elements import Element
from tei.relaxng.faults import TooComplexError
from tei.relaxng.patterns import NOT_ALLOWED, Pattern
from tei.relaxng.sorting import sort

_MOST_RIVALS = 50_000

State = Union[Pattern, "Rivals"]


class Step:
    """From one state into an element: which of the schema's, and the state after its end tag.

    `after` is None where only the end of the element can tell. `spoilt` is set on the way through
    an element in which something has been reported: the names of the misplaced elements in it.
    """

    __slots__ = ("after", "element", "name", "spoilt")

    def __init__(
        self,
        element: Element,
        after: State | None,
        name: str,
        spoilt: frozenset[str] | None = None,
    ) -> None:
        self.element = element
        self.after = after
        self.name = name
        self.spoilt = spoilt


class Rivals:
    """Contents that compete, each with the state that follows where it was the right one."""

    __slots__ = ("after_text", "contains", "nullable", "pairs", "steps")

    def __init__(self, pairs: tuple[tuple[Pattern, State], ...]) -> None:
        self.pairs = pairs
        self.nullable = any(pattern.nullable for pattern, _ in pairs)
        self.contains = 0
        for pattern, _ in pairs:
            self.contains |= pattern.contains
        self.steps: dict[str, Step] = {}
        self.after_text: Rivals | None = None


class Automaton:
    """Finds steps. What it finds is remembered on the states."""

    def __init__(self, derivatives: Derivatives) -> None:
        self.derivatives = derivatives
        self.patterns = derivatives.patterns
        self._rivals: dict[object, Rivals] = {}

    def candidates(self, state: State, name: str) -> dict[Element, State]:
        """Give the elements of the schema that may come under a name, with the states after."""
        by_element = self.derivatives.by_element
        if isinstance(state, Pattern):
            return dict(by_element(state, name))
        following: dict[Element, list[tuple[Pattern, State]]] = {}
        for pattern, outer in state.pairs:
            for element, rest in by_element(pattern, name):
                following.setdefault(element, []).append((rest, outer))
        return {element: self.rivals(pairs) for element, pairs in following.items()}

    def step(self, state: State, name: str) -> Step | None:
        """Give the step under a name where only one element comes into question, else None."""
        found = state.steps.get(name)
        if found is None:
            candidates = self.candidates(state, name)
            if len(candidates) != 1:
                return None
            ((element, after),) = candidates.items()
            if not element.sorted:
                sort(element, self.derivatives)
            found = state.steps[name] = Step(element, after, name)
        return found

    def rivals(self, pairs: Iterable[tuple[Pattern, State]]) -> Rivals:
        """Make the state of several contents; equal ones are joined."""
        joined: dict[Pattern, State] = {}
        for pattern, outer in pairs:
            known = joined.get(pattern)
            joined[pattern] = outer if known is None else self.union(known, outer)
        key = frozenset(joined.items())
        found = self._rivals.get(key)
        if found is None:
            if len(self._rivals) > _MOST_RIVALS:
                raise TooComplexError
            found = self._rivals[key] = Rivals(tuple(joined.items()))
        return found

    def union(self, first: State, second: State) -> State:
        """Give the state that goes on as either of two. Both are of the same element."""
        if first is second:
            return first
        if isinstance(first, Pattern):
            return self.patterns.choice((first, second))  # type: ignore[arg-type]
        return self.rivals((*first.pairs, *second.pairs))  # type: ignore[union-attr]

    def after_text(self, state: State, text: str, context: Context) -> State | None:
        """Give the state after a text, None where none may stand."""
        by_text = self.derivatives.by_text
        if isinstance(state, Pattern):
            found = by_text(state, text, context)
            return found if found.kind != NOT_ALLOWED else None
        left = [(by_text(pattern, text, context), outer) for pattern, outer in state.pairs]
        left = [(pattern, outer) for pattern, outer in left if pattern.kind != NOT_ALLOWED]
        return self.rivals(left) if left else None

    def also_after(self, state: State, text: str, context: Context) -> State:
        """Give the state after a text of blanks, which may stand for itself or for nothing."""
        found = self.after_text(state, text, context)
        return state if found is None else self.union(state, found)

    def after_end(self, state: State) -> State | None:
        """Give the state outside after the end tag of an element with rivals, None if too early."""
        found: State | None = None
        if isinstance(state, Rivals):
            for pattern, outer in state.pairs:
                if pattern.nullable:
                    found = outer if found is None else self.union(found, outer)
        return found

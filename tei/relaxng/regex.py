"""Regular expressions of XML Schema, matched by derivatives.

An expression is never handed to a backtracking engine, so no expression and no value takes more
than time proportional to their sizes. What is left to match after some characters is a set of
terms (partial derivatives: V. Antimirov, 1996). Such sets are the states of an automaton, built as
far as the values at hand ask for it. Characters are looked up when they occur, so that `\\p{L}`
costs nothing to prepare. A repetition such as `{1,100000}` is counted down, not written out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tei.relaxng.characters import Characters
from tei.relaxng.faults import TooComplexError

_NOTHING: Final = 0
_CHARACTER: Final = 1
_SEQUENCE: Final = 2
_CHOICE: Final = 3
_REPEAT: Final = 4

_MOST_STATES = 3000
_MOST_WORK = 1_000_000


class Term:
    """A part of an expression: equal parts are the same object."""

    __slots__ = ("characters", "derived", "highest", "kind", "lowest", "nullable", "parts")

    def __init__(
        self,
        kind: int,
        parts: tuple[Term, ...] = (),
        characters: Characters | None = None,
        lowest: int = 0,
        highest: int | None = None,
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.characters = characters
        self.lowest = lowest
        self.highest = highest
        self.derived: dict[str, frozenset[Term]] = {}
        self.nullable: bool = kind == _NOTHING or (kind == _REPEAT and lowest == 0)
        if kind == _SEQUENCE:
            self.nullable = all(part.nullable for part in parts)
        elif kind == _CHOICE:
            self.nullable = any(part.nullable for part in parts)


class Terms:
    """Makes terms, each once."""

    def __init__(self) -> None:
        self._terms: dict[object, Term] = {}
        self.nothing = Term(_NOTHING)

    def characters(self, characters: Characters) -> Term:
        """One of some characters."""
        return self._get((_CHARACTER, characters), _CHARACTER, (), characters)

    def sequence(self, first: Term, second: Term) -> Term:
        """One after the other."""
        if first.kind == _NOTHING:
            return second
        if second.kind == _NOTHING:
            return first
        if first.kind == _SEQUENCE:
            return self.sequence(first.parts[0], self.sequence(first.parts[1], second))
        return self._get((_SEQUENCE, first, second), _SEQUENCE, (first, second))

    def choice(self, parts: Iterable[Term]) -> Term:
        """One of several."""
        unique = tuple(dict.fromkeys(parts))
        if len(unique) == 1:
            return unique[0]
        return self._get((_CHOICE, frozenset(unique)), _CHOICE, unique)

    def repeat(self, part: Term, lowest: int, highest: int | None) -> Term:
        """Something a number of times; `highest` None means without end."""
        if highest == 0 or part.kind == _NOTHING:
            return self.nothing
        if part.nullable:
            lowest = 0  # the missing times are empty ones
        if lowest == highest == 1:
            return part
        key = (_REPEAT, part, lowest, highest)
        return self._get(key, _REPEAT, (part,), None, lowest, highest)

    def _get(
        self,
        key: object,
        kind: int,
        parts: tuple[Term, ...],
        characters: Characters | None = None,
        lowest: int = 0,
        highest: int | None = None,
    ) -> Term:
        found = self._terms.get(key)
        if found is None:
            found = self._terms[key] = Term(kind, parts, characters, lowest, highest)
        return found

    def derive(self, term: Term, character: str) -> frozenset[Term]:
        """Give what may be left of a term after a character."""
        found = term.derived.get(character)
        if found is None:
            found = term.derived[character] = self._derive(term, character)
        return found

    def _derive(self, term: Term, character: str) -> frozenset[Term]:
        kind = term.kind
        if kind == _CHARACTER:
            matched = term.characters is not None and term.characters.contains(character)
            return frozenset((self.nothing,)) if matched else frozenset()
        if kind == _SEQUENCE:
            first, second = term.parts
            left = {self.sequence(part, second) for part in self.derive(first, character)}
            return frozenset(left | self.derive(second, character) if first.nullable else left)
        if kind == _CHOICE:
            return frozenset().union(*(self.derive(part, character) for part in term.parts))
        if kind == _REPEAT:
            part, highest = term.parts[0], term.highest
            fewer = None if highest is None else highest - 1
            rest = self.repeat(part, max(term.lowest - 1, 0), fewer)
            return frozenset(self.sequence(left, rest) for left in self.derive(part, character))
        return frozenset()


class _State:
    """What may be left to match, and where each character leads."""

    __slots__ = ("accepting", "following", "terms")

    def __init__(self, terms: frozenset[Term]) -> None:
        self.terms = terms
        self.accepting = any(term.nullable for term in terms)
        self.following: dict[str, _State] = {}


class Regex:
    """An expression that is ready to match."""

    def __init__(self, terms: Terms, term: Term) -> None:
        self._terms = terms
        self._start = _State(frozenset((term,)))
        self._states: dict[frozenset[Term], _State] = {self._start.terms: self._start}

    def matches(self, text: str) -> bool:
        """Say whether the expression matches the whole text. Raises TooComplexError."""
        state = self._start
        budget = _MOST_WORK
        for character in text:
            following = state.following.get(character)
            if following is None:
                budget -= len(state.terms)
                if budget < 0 or len(state.terms) > _MOST_STATES:
                    raise TooComplexError
                following = self._follow(state, character)
            if not following.terms:
                return False
            state = following
        return state.accepting

    def _follow(self, state: _State, character: str) -> _State:
        terms: frozenset[Term] = frozenset()
        try:
            terms = terms.union(*(self._terms.derive(term, character) for term in state.terms))
        except RecursionError:
            raise TooComplexError from None
        found = self._states.get(terms)
        if found is None:
            if len(self._states) >= _MOST_STATES:
                self._forget()
            found = self._states[terms] = _State(terms)
        state.following[character] = found
        return found

    def _forget(self) -> None:
        """Let the states go that were built, so that long values do not fill the memory."""
        self._start.following.clear()
        self._states = {self._start.terms: self._start}

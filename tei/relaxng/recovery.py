"""How to go on after an element that is not allowed where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from tei.relaxng.automaton import State
from tei.relaxng.elements import Element
from tei.relaxng.names import local_of, namespace_of
from tei.relaxng.patterns import (
    CHOICE,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    ONE_OR_MORE,
    Pattern,
)
from tei.relaxng.similar import nearest

if TYPE_CHECKING:
    from tei.relaxng.compiled import Compiled

_COMPOSED = (CHOICE, GROUP, INTERLEAVE, ONE_OR_MORE)
_MOST_MISSING = 3
_MOST_TRIED = 400


class Case(Enum):
    """What seems to have happened."""

    MISSING = auto()  # something that has to come first is missing
    MISSPELT = auto()  # another element is meant
    NAMESPACE = auto()  # the element is meant, in another namespace
    MISPLACED = auto()  # the element exists, but not here
    UNKNOWN = auto()  # there is no such element


@dataclass(frozen=True, slots=True)
class Recovery:
    """What seems to have happened, and how to go on.

    `meant` is the name of the element that is meant, and `others` what else could be. `missing` are
    the elements that have to come first: all of them when `all_missing`, otherwise one.
    `candidates` are the elements of the schema to go on with, each with the state after it; none
    where the content has to be passed over. `state` is that of the parent before the element.
    """

    case: Case
    state: State
    meant: str
    candidates: Mapping[Element, State] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    all_missing: bool = False


def find(schema: Compiled, state: State, name: str) -> Recovery:
    """Find out what an element is doing in a state that does not allow it."""
    vocabulary, automaton = schema.vocabulary, schema.automaton
    if name in vocabulary.named:
        return _missing(schema, state, name) or _misplaced(schema, state, name, Case.MISPLACED)
    local = local_of(name)
    expected = names(state)
    elsewhere = [each for each in vocabulary.by_local.get(local, ()) if each != name]
    here = [each for each in elsewhere if each in expected]
    if here:
        return Recovery(Case.NAMESPACE, state, here[0], automaton.candidates(state, here[0]))
    if elsewhere:
        return _missing(schema, state, elsewhere[0], Case.NAMESPACE) or _misplaced(
            schema, state, elsewhere[0], Case.NAMESPACE
        )
    # Only names of the element's own namespace can be meant, or of any where it has none.
    namespace = namespace_of(name)
    alike = nearest(local, {local_of(each): each for each in expected if _fits(each, namespace)})
    if alike:
        candidates = automaton.candidates(state, alike[0])
        return Recovery(Case.MISSPELT, state, alike[0], candidates, (), tuple(alike[1:]))
    known = {local_of(each): each for each in vocabulary.named if _fits(each, namespace)}
    alike = nearest(local, known)
    return Recovery(Case.UNKNOWN, state, name, {}, (), tuple(alike))


def _fits(name: str, namespace: str) -> bool:
    return not namespace or namespace_of(name) == namespace


def _misplaced(schema: Compiled, state: State, name: str, case: Case) -> Recovery:
    candidates = dict.fromkeys(schema.vocabulary.named[name], state)
    return Recovery(case, state, name, candidates)


def _missing(
    schema: Compiled, state: State, name: str, case: Case = Case.MISSING
) -> Recovery | None:
    """Find out whether the element may stand here once one to three others come before it."""
    tried = 0
    reached: list[tuple[State, tuple[str, ...]]] = [(state, ())]
    for _ in range(_MOST_MISSING):
        further: list[tuple[State, tuple[str, ...]]] = []
        possible: list[tuple[str, State, Mapping[Element, State], tuple[str, ...]]] = []
        for current, before in reached:
            if current.nullable:
                continue
            for expected in names(current):
                tried += 1
                if tried > _MOST_TRIED:
                    return None
                for after in schema.automaton.candidates(current, expected).values():
                    candidates = schema.automaton.candidates(after, name)
                    if candidates:
                        possible.append((expected, after, candidates, before))
                    further.append((after, (*before, expected)))
        if possible:
            expected, after, fitting, before = possible[0]
            last = tuple(dict.fromkeys(each[0] for each in possible if each[3] == before))
            if len(last) == 1:
                missing = (*before, expected)
                return Recovery(case, after, name, fitting, missing, all_missing=True)
            return Recovery(case, after, name, fitting, before[:1] or last)
        reached = further
    return None


def names(state: State) -> dict[str, Element]:
    """Give the elements that may come next and have a name, in the order of the schema."""
    return {name: element for element in elements(state) for name in sorted(element.names or ())}


def patterns_of(state: State) -> list[Pattern]:
    """Give the contents that a state stands for."""
    return [state] if isinstance(state, Pattern) else [pattern for pattern, _ in state.pairs]


def elements(state: State) -> list[Element]:
    """Give the elements of the schema that may come next."""
    found: dict[Element, None] = {}
    for pattern in first(patterns_of(state)):
        if pattern.kind == ELEMENT:
            found[pattern.item] = None
    return list(found)


def first(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Give the terms with which contents may begin: elements, texts, values."""
    found: list[Pattern] = []
    stack = list(patterns)[::-1]
    seen = set(stack)
    while stack:
        pattern = stack.pop()
        if not pattern.parts or pattern.kind not in _COMPOSED:
            found.append(pattern)
            continue
        parts = pattern.parts
        if pattern.kind == GROUP and not parts[0].nullable:
            parts = parts[:1]
        for part in reversed(parts):
            if part not in seen:
                seen.add(part)
                stack.append(part)
    return found

"""What could stand at a place, the likeliest first, and where else a thing could stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tei.relaxng.automaton import State, Step
from tei.relaxng.names import local_of
from tei.relaxng.patterns import HAS_STRING, HAS_TEXT, NOT_ALLOWED, TEXT
from tei.relaxng.recovery import first, names, patterns_of
from tei.relaxng.sorting import sort
from tei.relaxng.vocabulary import element_names
from tei.relaxng.wording import either, quoted, some

if TYPE_CHECKING:
    from tei.relaxng.compiled import Compiled

_MOST = 4
# Of two elements that are equally possible an encoder is likelier to want the earlier of these:
# among elements, and within a text.
_STRUCTURE = (
    "p ab l lg item head div lem rdg seg title name persName placeName cell row sp speaker quote "
    "note stage app bibl date ref hi list body text titleStmt publicationStmt sourceDesc "
    "fileDesc desc label opener closer figure graphic pb lb"
)
_PHRASES = (
    "hi persName placeName note ref title date name quote app choice del add lb pb seg foreign "
    "term unclear gap supplied lg list"
)
_RANK = {name: rank for rank, name in enumerate(_STRUCTURE.split())}
_RANK_IN_TEXT = {name: rank for rank, name in enumerate(_PHRASES.split())}


def _common(names_found: Sequence[str], in_text: bool = False) -> list[str]:
    ranks = _RANK_IN_TEXT if in_text else _RANK
    return sorted(names_found, key=lambda name: ranks.get(local_of(name), len(ranks)))


def completing(schema: Compiled, state: State) -> list[str]:
    """Give the elements after which the content may end; without such, those that may come next."""
    expected = names(state)
    after = schema.automaton.candidates
    enough = [
        name for name in expected if any(left.nullable for left in after(state, name).values())
    ]
    return _common(enough or list(expected))


def possible(schema: Compiled, state: State, parent: str) -> str:
    """Say what may come next: `Possible here: “p”, “ab” and 7 others, or the end of “div”.`"""
    expected = names(state)
    in_text = TEXT in {pattern.kind for pattern in first(patterns_of(state))}
    items = [quoted(name) for name in _common(list(expected), in_text)]
    if not state.nullable:
        items = [quoted(name) for name in completing(schema, state)]
        items += [each for each in map(quoted, expected) if each not in items]
    if in_text:
        items.insert(0, "text")
    if not items:
        return f"Nothing may follow in {quoted(parent)}." if parent and state.nullable else ""
    listed = some(items, _MOST)
    end = f", or the end of {quoted(parent)}" if parent and state.nullable else ""
    return f"Possible here: {listed}{end}."


def misplaced(schema: Compiled, stack: Sequence[Step], state: State, name: str) -> str:
    """Say where an element could stand instead, from what is nearest to what is further away."""
    automaton = schema.automaton
    if stack:
        step = stack[-1]
        if step.after is not None and automaton.candidates(step.after, name) and state.nullable:
            return f"It may follow {quoted(step.name)}: close that first."
        content = step.element.content
        if content is not None and automaton.candidates(content, name):
            return f"Move it up: in {quoted(step.name)} it may come first, not after what precedes."
    inside = bridges(schema, state, name)
    if inside:
        return f"It may stand in {either(map(quoted, inside[:_MOST]))} here."
    holders = schema.vocabulary.holders.get(name, [])
    open_names = [step.name for step in stack]
    ranked = sorted(_common(holders), key=lambda each: each not in open_names)
    return f"It stands in {some(list(map(quoted, ranked)), _MOST)}." if ranked else ""


def bridges(schema: Compiled, state: State, name: str) -> list[str]:
    """Give the elements that may come next and may begin with an element of this name."""
    found = []
    for between, element in names(state).items():
        if not element.sorted:
            sort(element, schema.derivatives)
        if element.content is not None and schema.automaton.candidates(element.content, name):
            found.append(between)
    return _common(found)


def wrappers(schema: Compiled, state: State) -> list[str]:
    """Give the elements that may come next and hold text."""
    found = []
    for name, element in names(state).items():
        if not element.sorted:
            sort(element, schema.derivatives)
        content = element.content
        if content is None or content.contains & HAS_STRING or not content.contains & HAS_TEXT:
            continue
        if schema.derivatives.by_any_text(content).kind != NOT_ALLOWED:
            found.append(name)
    return _common(found)


def is_common(name: str) -> bool:
    """Say whether encoders use an element so often that it may be meant."""
    return local_of(name) in _RANK


def is_elsewhere(step: Step, name: str) -> bool:
    """Say whether an element may stand in another place of an open element."""
    return name in element_names(step.element.pattern)

"""What validation says in an encoder's words: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng import expectations
from tei.relaxng.attributes import BadValue, Lacking, Unknown
from tei.relaxng.automaton import State, Step
from tei.relaxng.descriptions import describe
from tei.relaxng.elements import Element
from tei.relaxng.names import local_of, namespace_of
from tei.relaxng.patterns import HAS_STRING
from tei.relaxng.problems import Kind
from tei.relaxng.recovery import Case, Recovery, first, names, patterns_of
from tei.relaxng.similar import nearest
from tei.relaxng.vocabulary import attribute_names, required_attributes
from tei.relaxng.wording import at, either, excerpt, paragraph, quoted, some, together

if TYPE_CHECKING:
    from tei.relaxng.compiled import Compiled

_MOST = 4
_MOST_ATTRIBUTES = 10


class Message(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    help: str


def element(
    schema: Compiled, stack: Sequence[Step], state: State, name: str, found: Recovery
) -> tuple[Kind, Message]:
    """Say that an element is not allowed where it stands."""
    parent = stack[-1].name if stack else ""
    if found.case is Case.NAMESPACE:
        return Kind.UNKNOWN, _wrong_namespace(name, found.meant)
    if found.case is Case.MISSPELT or found.case is Case.UNKNOWN:
        near = [found.meant, *found.others] if found.case is Case.MISSPELT else found.others
        hint = f"Did you mean {either(map(quoted, near))}?" if near else ""
        if found.case is Case.UNKNOWN:
            hint = paragraph(hint, expectations.possible(schema, state, parent))
        where = _foreign(name, [*names(state), *([parent] if parent else [])])
        return Kind.UNKNOWN, Message(f"The schema has no element {quoted(name)}{where}.", hint)
    if found.case is Case.MISSING:
        return Kind.MISSING, _missing(name, found, parent)
    where = f"in {quoted(parent)}" if parent else "as the outermost element"
    if stack and expectations.is_elsewhere(stack[-1], name):
        where = f"at this place in {quoted(parent)}"
    help_text = paragraph(
        expectations.misplaced(schema, stack, state, name),
        expectations.possible(schema, state, parent),
    )
    return Kind.ELEMENT, Message(f"{quoted(name)} is not allowed {where}.", help_text)


def _wrong_namespace(name: str, meant: str) -> Message:
    namespace, right = namespace_of(name), namespace_of(meant)
    where = f"in the namespace “{namespace}”" if namespace else "in no namespace"
    return Message(
        f"{quoted(name)} is {where}, where the schema does not know it.",
        f'Write xmlns="{right}".' if right else "Take the xmlns=… out that is in force here.",
    )


def _foreign(name: str, others: Sequence[str]) -> str:
    """Name the namespace of a name where no other that could stand there is in it."""
    namespace = namespace_of(name)
    if not namespace or namespace in map(namespace_of, others):
        return ""
    return f" of the namespace “{namespace}”"


def _missing(name: str, found: Recovery, parent: str) -> Message:
    missing = list(map(quoted, found.missing))
    if found.all_missing:
        verb = "are" if len(missing) > 1 else "is"
        where = f" in {quoted(parent)}" if parent else ""
        return Message(
            f"{together(missing)} {verb} missing before {quoted(name)}.",
            f"Add {together(missing)}{where}.",
        )
    return Message(
        f"Something is missing before {quoted(name)}.", f"Add {some(missing, _MOST)} first."
    )


def incomplete(schema: Compiled, step: Step, state: State) -> Message:
    """Say what an element lacks at its end."""
    wanted = expectations.completing(schema, state)
    if not wanted:
        text = describe(first(patterns_of(state)), "")
        return Message(f"{quoted(step.name)} is empty.", text or "Fill it.")
    if len(wanted) == 1:
        return Message(
            f"{quoted(step.name)} lacks {quoted(wanted[0])}.", f"Add {quoted(wanted[0])}."
        )
    items = list(map(quoted, wanted))
    if len(items) <= _MOST:
        return Message(f"{quoted(step.name)} lacks {either(items)}.", "Add one of them.")
    return Message(
        f"{quoted(step.name)} is not complete.", f"It still needs one of: {some(items, _MOST)}."
    )


def text(schema: Compiled, stack: Sequence[Step], state: State, found: str) -> Message:
    """Say that text is not allowed where it stands."""
    parent = stack[-1].name
    wrappers = expectations.wrappers(schema, state)
    message = f"Text is not allowed in {quoted(parent)}: {excerpt(found)}."
    if wrappers:
        into = either(map(quoted, wrappers[:_MOST]))
        if expectations.is_common(wrappers[0]):
            return Message(message, f"Put it into {into}.")
        return Message(message, f"Delete it, or put it into {into}.")
    return Message(message, expectations.possible(schema, state, parent))


def content(
    schema: Compiled, stack: Sequence[Step], state: State, found: str
) -> tuple[Kind, Message]:
    """Say that the text of an element is not of its datatype."""
    values = [each for each in first(patterns_of(state)) if each.contains & HAS_STRING]
    if not values:
        return Kind.TEXT, text(schema, stack, state, found)
    message = f"{quoted(stack[-1].name)} cannot hold {excerpt(found)}."
    return Kind.CONTENT, Message(message, describe(values, found))


def bad_value(fault: BadValue) -> Message:
    """Say that an attribute has a value that it cannot have."""
    shown = excerpt(fault.value) if fault.value.strip() else "empty"
    message = f"{at(fault.name)} cannot be {shown}."
    return Message(message, describe(fault.allowed, fault.value))


def unknown_attribute(schema: Compiled, element: Element, name: str, fault: Unknown) -> Message:
    """Say that an element does not have an attribute."""
    if fault.clashes:
        return Message(
            f"{at(fault.name)} is not allowed in {quoted(name)} beside its other attributes.",
            "Keep one of those that exclude each other.",
        )
    known = sorted(attribute_names(element.pattern))
    message = f"{quoted(name)} has no attribute {at(fault.name)}{_foreign(fault.name, known)}."
    near = nearest(local_of(fault.name), {local_of(each): each for each in known})
    if near:
        return Message(message, f"Did you mean {either(map(at, near))}?")
    if not known:
        return Message(message, f"{quoted(name)} has no attributes.")
    # What all elements have is less likely to be meant than what this one has for itself.
    use = schema.vocabulary.attribute_use
    wanted = required_attributes(element.pattern)
    ranked = sorted(known, key=lambda each: (each not in wanted, use[each], each))
    return Message(message, f"Its attributes: {some(list(map(at, ranked)), _MOST_ATTRIBUTES)}.")


def lacking(name: str, fault: Lacking) -> Message:
    """Say which attributes an element lacks."""
    names = list(map(at, fault.names))
    if names:
        noun = "attributes" if len(names) > 1 else "attribute"
        return Message(f"{quoted(name)} lacks the {noun} {together(names)}.", "Add it.")
    asked = sorted(map(at, required_attributes(fault.rest) or attribute_names(fault.rest)))
    return Message(f"{quoted(name)} lacks an attribute.", f"Add {some(asked, _MOST_ATTRIBUTES)}.")


def is_misspelt(fault: Lacking, unknown: Sequence[Unknown]) -> bool:
    """Say whether attributes that are lacking seem to be there, but misspelt."""
    wanted = {local_of(each): each for each in asked(fault)}
    return any(nearest(local_of(each.name), wanted) for each in unknown)


def asked(fault: Lacking) -> set[str]:
    """Give the attributes that would mend what is lacking."""
    return {*fault.names} or required_attributes(fault.rest) or attribute_names(fault.rest)


def duplicate_id(name: str, line: int) -> Message:
    """Say that an id is taken."""
    return Message(
        f"The id “{name}” is used already, in line {line}.", "Give one of the two another id."
    )


def unresolved(attribute: str, name: str) -> Message:
    """Say that a reference finds no id."""
    return Message(f"{at(attribute)}: no element has the id “{name}”.", "Correct the id.")


def entity(name: str) -> Message:
    """Say that an entity was not read."""
    return Message(
        f"The entity &{name}; is declared in another file, which is not read.",
        "Write the character or text itself, or declare the entity in the DOCTYPE of this file.",
    )


def too_complex() -> Message:
    """Say that something is beyond what can be checked."""
    return Message(
        "What stands here cannot be checked: the schema makes too many cases of it.",
        "Simplify the schema, or the regular expression in it.",
    )

"""The problems of one run: collected while it goes, given places and order at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.relaxng import messages
from tei.relaxng.attributes import BadValue, Fault, Unknown
from tei.relaxng.automaton import State, Step
from tei.relaxng.elements import Element
from tei.relaxng.messages import Message
from tei.relaxng.names import shown
from tei.relaxng.places import Mark, Place, find, here
from tei.relaxng.problems import Kind, Problem
from tei.relaxng.recovery import Recovery

if TYPE_CHECKING:
    from tei.relaxng.course import Course

# A file with more problems is not of this schema, and nobody reads on.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Draft:
    """A problem, with its place or the mark by which that is found later."""

    kind: Kind
    message: Message
    found: str
    place: Place | None
    text: Mark | None = None
    end: Mark | None = None


class Reports:
    """Takes what is wrong, and makes problems of it."""

    def __init__(self, run: Course) -> None:
        self._run = run
        self._schema = run.schema
        self._drafts: list[_Draft] = []

    def here(self) -> Place:
        """Give the place of the tag that the parser is at."""
        return here(self._run.parser, self._run.ordinal)

    def _add(
        self,
        kind: Kind,
        message: Message,
        found: str,
        place: Place | None = None,
        text: Mark | None = None,
        end: Mark | None = None,
    ) -> None:
        if len(self._drafts) < MOST:
            self._drafts.append(_Draft(kind, message, found, place, text, end))

    def element(self, name: str, found: Recovery, state: State) -> None:
        """Report an element that is not allowed where it stands."""
        kind, message = messages.element(self._schema, self._run.stack, state, name, found)
        self._add(kind, message, shown(name), self.here())

    def attribute(
        self, element: Element, name: str, fault: Fault, others: tuple[Fault, ...]
    ) -> None:
        """Report what is wrong with an attribute; `others` are all faults of the same tag."""
        unknown = [each for each in others if isinstance(each, Unknown)]
        if isinstance(fault, Unknown):
            message = messages.unknown_attribute(self._schema, element, name, fault)
            self._add(Kind.ATTRIBUTE, message, shown(fault.name), self.here())
        elif isinstance(fault, BadValue):
            self._add(Kind.VALUE, messages.bad_value(fault), shown(fault.name), self.here())
        elif not messages.is_misspelt(fault, unknown):
            faulty = {each.name for each in others if isinstance(each, BadValue)}
            if not messages.asked(fault) & faulty:
                self._add(Kind.LACKING, messages.lacking(name, fault), shown(name), self.here())

    def text(self, text: str, state: State) -> None:
        """Report a text that is not allowed where it stands."""
        message = messages.text(self._schema, self._run.stack, state, text)
        self._add(Kind.TEXT, message, text, text=self._mark(0))

    def content(self, text: str, state: State) -> None:
        """Report the text of an element that is not of the datatype that it should be of."""
        kind, message = messages.content(self._schema, self._run.stack, state, text)
        self._add(kind, message, text, text=self._mark(0))

    def incomplete(self, step: Step, state: State) -> None:
        """Report an element in which something is missing."""
        message = messages.incomplete(self._schema, step, state)
        self._add(Kind.MISSING, message, shown(step.name), end=self._mark(1))

    def _mark(self, closed: int) -> Mark:
        run = self._run
        return Mark(run.ordinal, len(run.stack) + closed)

    def duplicate_id(self, name: str, first: int) -> None:
        """Report an id that another element has already."""
        self._add(Kind.ID, messages.duplicate_id(name, first), name, self.here())

    def unresolved(self, attribute: str, name: str, place: Place) -> None:
        """Report a reference to an id that no element has."""
        self._add(Kind.IDREF, messages.unresolved(attribute, name), name, place)

    def entity(self, name: str) -> None:
        """Report an entity that was not read."""
        self._add(Kind.ENTITY, messages.entity(name), name, self.here())

    def malformed(self, message: str, help_text: str, line: int, column: int) -> None:
        """Report that the file is not well-formed, or breaks off."""
        self._add(Kind.MALFORMED, Message(message, help_text), "", Place(line, column, -1))

    def complex(self) -> None:
        """Report that a value or the content goes beyond what can be checked."""
        self._add(Kind.COMPLEX, messages.too_complex(), "", self.here())

    def problems(self, data: bytes) -> list[Problem]:
        """Give the problems in the order of their places."""
        texts = {draft.text for draft in self._drafts if draft.text is not None}
        ends = {draft.end for draft in self._drafts if draft.end is not None}
        of_texts, of_ends = find(data, texts, ends) if texts or ends else ({}, {})
        found = []
        for draft in self._drafts:
            place = draft.place
            if draft.text is not None:
                place = of_texts.get(draft.text)
            elif draft.end is not None:
                place = of_ends.get(draft.end)
            line, column, ordinal = place or Place(0, 0, -1)
            near = draft.text.ordinal if draft.text is not None else -1
            what = (*draft.message, draft.kind, ordinal, draft.found, near)
            found.append(Problem(line, column, *what))
        return sorted(found, key=lambda problem: (problem.line, problem.column))

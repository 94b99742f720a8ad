"""What happens in validation where something is new or wrong: report it once, and go on well.

The way to go on is chosen so that one mistake gives one report. A misspelt element counts as the
one that was meant, a missing one as there. An element that stands in a wrong place is validated as
what it would be elsewhere, and its parent's end does not complain of what is missing any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from tei.relaxng.attributes import Entrance, enter
from tei.relaxng.automaton import State, Step
from tei.relaxng.context import Prefixes, entity_of
from tei.relaxng.elements import Element
from tei.relaxng.faults import TooComplexError
from tei.relaxng.identity import Identities
from tei.relaxng.patterns import HAS_STRING, Pattern

if TYPE_CHECKING:
    from tei.relaxng.course import Course
    from tei.relaxng.problems import Problem
    from tei.relaxng.reports import Reports

_BLANKS = " \t\r\n"


class Repair:
    """Helps one run over what it has not seen before."""

    def __init__(self, run: Course) -> None:
        self.run = run
        self.automaton = run.schema.automaton
        self.derivatives = run.schema.derivatives
        self.anything = run.schema.anything
        self.prefixes = Prefixes(run.parser, run.schema.contextual)
        self.identities = Identities(run)
        self._reports: Reports | None = None
        # Namespaces that stand, in this file, where another is meant.
        self.renamed: dict[str, str] = {}

    @property
    def reports(self) -> Reports:
        """What takes the problems; it is only loaded where there are some."""
        if self._reports is None:
            from tei.relaxng.reports import Reports

            self._reports = Reports(self.run)
        return self._reports

    def conclude(self, data: bytes) -> list[Problem]:
        """Have the parser read the file, and give its problems."""
        parser = self.run.parser
        parser.SkippedEntityHandler = self.entity
        parser.ExternalEntityRefHandler = self.external
        try:
            parser.Parse(data, True)
            for attribute, name, place in self.identities.unresolved():
                self.reports.unresolved(attribute, name, place)
        except expat.ExpatError as error:
            self.malformed(error, data)
        except (TooComplexError, RecursionError):
            self.reports.complex()
        return self._reports.problems(data) if self._reports is not None else []

    def entity(self, name: str, is_parameter: bool) -> None:
        """Report an entity that the parser passes over."""
        if not is_parameter:
            self.reports.entity(name)

    def external(self, context: str | None, *_: object) -> int:
        """Pass over an entity that stands for another file, and report it."""
        if context is not None:
            self.reports.entity(entity_of(context))
        return 1

    def malformed(self, error: expat.ExpatError, data: bytes) -> None:
        """Report where and why the file is not XML."""
        from tei.errors import TeiError
        from tei.lines import Lines
        from tei.reading.decoding import decode
        from tei.reading.malformed import explain

        try:
            text = decode(data, "").text
            cause: TeiError = explain(error, text, Lines(text), "")
        except TeiError as other:
            cause = other
        position = cause.position
        line = position.line if position else error.lineno
        column = position.column if position else error.offset + 1
        self.reports.malformed(cause.message, cause.hint, line, column)

    # ---- start tags

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag under a name that has not been met in this state."""
        state = self.run.state
        if state is self.anything.content:
            self.within_anything(name, attributes)
            return
        candidates = self.automaton.candidates(state, name)
        if not candidates and self.renamed:
            meant = self.meant(name)
            candidates = self.automaton.candidates(state, meant)
            name = meant if candidates or meant in self.run.schema.vocabulary.named else name
        if candidates:
            self.go(state, candidates, name, attributes)
        else:
            self.unexpected(name, attributes)

    def meant(self, name: str) -> str:
        """Give a name in the namespace that was found to be meant in this file."""
        namespace, _, local = name.rpartition(" ")
        return f"{self.renamed.get(namespace, namespace)} {local}".lstrip()

    def go(
        self,
        state: State,
        candidates: Mapping[Element, State],
        name: str,
        attributes: Mapping[str, str],
    ) -> None:
        """Enter an element that is one of some of the schema's."""
        if len(candidates) > 1:
            self.fork(candidates, name, attributes)
            return
        step = self.automaton.step(state, name)
        if step is None:  # not by what the state allows, but by a guess
            ((element, after),) = candidates.items()
            step = Step(element, after, name)
        self.enter(step, attributes)

    def enter(self, step: Step, attributes: Mapping[str, str]) -> None:
        """Enter an element whose attributes have to be looked at."""
        if step.element is self.anything.element:
            self.push(step, self.anything.content)
            return
        entrance = enter(self.derivatives, step.element, attributes, self.prefixes.context)
        self.take(step.element, step.name, entrance)
        self.push(step, entrance.content)

    def fork(
        self, candidates: Mapping[Element, State], name: str, attributes: Mapping[str, str]
    ) -> None:
        """Enter an element that may be one of several of the schema's."""
        context = self.prefixes.context
        entered = [
            (element, after, enter(self.derivatives, element, attributes, context))
            for element, after in candidates.items()
        ]
        fitting = [each for each in entered if not each[2].faults]
        if not fitting:
            fitting = [min(entered, key=lambda each: len(each[2].faults))]
        element, after, entrance = fitting[0]
        self.take(element, name, entrance)
        if len({each[2].content for each in fitting}) == 1:
            for _, other, _ in fitting[1:]:
                after = self.automaton.union(after, other)
            self.push(Step(element, after, name), entrance.content)
        else:
            rivals = self.automaton.rivals((each[2].content, each[1]) for each in fitting)
            self.push(Step(element, None, name), rivals)

    def take(self, element: Element, name: str, entrance: Entrance) -> None:
        """Report what is wrong with attributes, and remember ids."""
        for fault in entrance.faults:
            self.reports.attribute(element, name, fault, entrance.faults)
        for kind, attribute, value in entrance.identities:
            first = self.identities.add(kind, attribute, value)
            if first:
                self.reports.duplicate_id(value, first)

    def push(self, step: Step, state: State) -> None:
        """Go into an element."""
        run = self.run
        run.stack.append(step)
        run.state = state
        if state.contains & HAS_STRING:
            run.buffer = ""

    # ---- elements that are not allowed

    def unexpected(self, name: str, attributes: Mapping[str, str]) -> None:
        """Report an element that is not allowed where it stands, and enter it."""
        from tei.relaxng import recovery
        from tei.relaxng.recovery import Case

        run = self.run
        found = recovery.find(run.schema, run.state, name)
        reported = run.stack[-1].spoilt if run.stack else None
        if reported is None or (name not in reported and found.case is not Case.MISSING):
            self.reports.element(name, found, run.state)
        if found.case is Case.NAMESPACE:
            self.renamed[name.rpartition(" ")[0]] = found.meant.rpartition(" ")[0]
        if run.stack and found.state is run.state and found.case is not Case.MISSPELT:
            self.spoil(name)
        run.state = found.state
        if found.candidates:
            self.go(found.state, found.candidates, found.meant, attributes)
        else:
            self.push(Step(self.anything.element, found.state, name), self.anything.content)

    def spoil(self, name: str) -> None:
        """Note that something has been reported about what the open element holds."""
        step = self.run.stack[-1]
        reported = (step.spoilt or frozenset()) | {name}
        self.run.stack[-1] = Step(step.element, step.after, step.name, reported)

    def within_anything(self, name: str, attributes: Mapping[str, str]) -> None:
        """Enter an element within one that the schema does not know."""
        state = self.anything.content
        known = self.run.schema.vocabulary.named.get(self.meant(name))
        if known:
            self.go(state, dict.fromkeys(known, state), self.meant(name), attributes)
        else:
            step = state.steps[name] = Step(self.anything.element, state, name)
            self.push(step, state)

    # ---- texts and end tags

    def text(self, text: str) -> None:
        """Take a text in a content that does not ask what it says, or refuses it."""
        run = self.run
        after = self.automaton.after_text(run.state, text, self.prefixes.context)
        if after is not None:
            run.state = after
        elif not run.stack[-1].spoilt:
            self.reports.text(text, run.state)
            self.spoil("")

    def flush(self, closing: bool) -> None:
        """Take the whole text before a child (or, when `closing`, the end tag) of an element.

        Blanks count where they are all that an element holds, and then for something or nothing.
        """
        run = self.run
        text, run.buffer = run.buffer or "", None
        blank = not text.strip(_BLANKS)
        context = self.prefixes.context
        if blank:
            if closing:
                run.state = self.automaton.also_after(run.state, text, context)
            return
        after = self.automaton.after_text(run.state, text, context)
        if after is not None:
            run.state = after
        elif not run.stack[-1].spoilt:
            self.reports.content(text, run.state)
            self.spoil("")

    def end(self, step: Step) -> None:
        """Take an end tag that comes too early, or that decides between rivals."""
        run = self.run
        after = step.after
        if after is None:
            after = self.automaton.after_end(run.state)
        elif run.state.nullable:
            run.state = after
            return
        if after is None or step.after is not None:
            if not step.spoilt:
                self.reports.incomplete(step, run.state)
            if after is None:
                after = self.outer(run.state)
        run.state = after

    def outer(self, state: State) -> State:
        """Give the state outside of an element, whichever of the rivals it was."""
        if isinstance(state, Pattern):
            raise TypeError("only rivals lead out by themselves")
        after = state.pairs[0][1]
        for _, other in state.pairs[1:]:
            after = self.automaton.union(after, other)
        return after

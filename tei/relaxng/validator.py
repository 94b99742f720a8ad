"""Validation of one file: the events of the parser drive the automaton.

The three handlers for start tags, texts and end tags do nothing but look things up as long as all
is well and has been seen before. Everything else is in `Repair`, which they call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.relaxng.course import Course
from tei.relaxng.patterns import HAS_STRING

if TYPE_CHECKING:
    from tei.relaxng.compiled import Compiled
    from tei.relaxng.problems import Problem
    from tei.relaxng.repair import Repair

# Two long texts of one element are joined by the parser up to this size.
_BUFFER = 65_536


class Run(Course):
    """The validation of one file."""

    __slots__ = ("_repair",)

    def __init__(self, schema: Compiled, encoding: str | None) -> None:
        super().__init__(schema, encoding)
        self._repair: Repair | None = None

    @property
    def repair(self) -> Repair:
        """What is done where something has not been seen before or is wrong."""
        if self._repair is None:
            from tei.relaxng.repair import Repair

            self._repair = Repair(self)
        return self._repair

    def validate(self, data: bytes) -> list[Problem]:
        """Validate a file; gives the problems in the order of their places."""
        parser = self.parser
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        return self.repair.conclude(data)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self.ordinal += 1
        if self.buffer is not None:
            self.repair.flush(False)
        step = self.state.steps.get(name)
        if step is None:
            self.repair.start(name, attributes)
            return
        element = step.element
        if attributes:
            accepted = element.accepted
            for key, value in attributes.items():
                if key not in accepted or value not in accepted[key]:
                    self.repair.enter(step, attributes)
                    return
        content = element.complete
        required = element.required
        if content is None or (required and not required <= attributes.keys()):
            self.repair.enter(step, attributes)
            return
        self.stack.append(step)
        self.state = content
        if content.contains & HAS_STRING:
            self.buffer = ""

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self.buffer is not None:
            self.repair.flush(True)
        step = self.stack.pop()
        after = step.after
        if after is None or not self.state.nullable:
            self.repair.end(step)
        else:
            self.state = after

    def characters(self, text: str) -> None:
        """Take a text, or a part of one."""
        if self.buffer is not None:
            self.buffer += text
            return
        after = self.state.after_text
        # str.isspace() knows more blanks than XML does.
        if after is not self.state and not (text.isspace() and text.isascii()):
            self.repair.text(text)


class StampedRun(Run):
    """The validation of a tree that is written out with stamps: an attribute of every element."""

    __slots__ = ("stamp",)

    def __init__(self, schema: Compiled, encoding: str | None, stamp: str) -> None:
        super().__init__(schema, encoding)
        self.stamp = stamp

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag without its stamp."""
        attributes.pop(self.stamp, None)
        Run.start(self, name, attributes)

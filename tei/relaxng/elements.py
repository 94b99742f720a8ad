"""The elements of a schema: their names, their attributes, their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.relaxng.names import AnyName
from tei.relaxng.patterns import (
    NO_CONTENT,
    NOT_ALLOWED,
    TEXT,
    Pattern,
)

if TYPE_CHECKING:
    from tei.relaxng.names import NameClass
    from tei.relaxng.nodes import Node


class Element:
    """An `element` of the schema, with everything that may stand in it as one term, `pattern`.

    Nearly always attributes and content have nothing to do with each other. Then `content` is the
    content, and the attributes are sorted once: `values` has those that stand for themselves, by
    name; `required` names those among them that must not be missing; `rest` is what else the
    schema says (either of two, say), as a term. Otherwise `rest` is the whole, and the content is
    what the attributes leave of it. `complete` is the content where the required attributes and
    none of the others stand, None where one of the others is missing then.
    """

    __slots__ = (
        "accepted",
        "complete",
        "content",
        "name_class",
        "names",
        "node",
        "pattern",
        "required",
        "rest",
        "sorted",
        "values",
    )

    def __init__(self, name_class: NameClass, node: Node | None) -> None:
        self.name_class = name_class
        self.names = name_class.literals
        self.node = node
        self.pattern: Pattern
        self.sorted = False
        self.content: Pattern | None = None
        self.values: dict[str, Pattern] = {}
        self.accepted: dict[str, set[str]] = {}
        self.required: frozenset[str] = frozenset()
        self.rest: Pattern
        self.complete: Pattern | None = None

    def is_called(self, name: str) -> bool:
        """Say whether an element of this name may be this one, which none can without content."""
        names = self.names
        called = name in names if names is not None else self.name_class.contains(name)
        return called and self.pattern.kind != NOT_ALLOWED


class Anything:
    """A content in which everything may stand, and an element that holds it."""

    def __init__(self) -> None:
        self.content = Pattern(TEXT, (), None, True, 0, NO_CONTENT)
        self.content.after_text = self.content
        self.element = Element(AnyName(), None)
        self.element.pattern = self.element.content = self.element.complete = self.content
        self.element.sorted = True

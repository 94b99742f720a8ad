"""From the parts of a schema to terms: definitions, references, includes, simplification.

RELAX NG specification, section 4. The rewriting of the specification is done while terms are made;
the schema's parts themselves stay as they were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tei.relaxng import restrictions
from tei.relaxng.datatypes import NO_CONTEXT, Context
from tei.relaxng.elements import Element
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.files import SchemaFiles
from tei.relaxng.libraries import Datatypes
from tei.relaxng.name_classes import name_class
from tei.relaxng.nodes import BLANKS, Node
from tei.relaxng.patterns import GROUP, INTERLEAVE, Pattern, Patterns
from tei.relaxng.reading import read_schema
from tei.relaxng.rules import NAME_TAGS, written
from tei.relaxng.scopes import START, Scope, collect

# Parts that hold one other at most.
_SINGLE = ("attribute", "start")
_GRAMMAR = "Put all into “grammar”, with a “start” and definitions."
_GROUP_THEM = "Put them into “group” or “choice”."

Maker = Callable[[Node, Scope | None], Pattern]


class Grammar:
    """Makes the terms of one schema. `elements` are all that the start refers to."""

    def __init__(self, patterns: Patterns, files: SchemaFiles) -> None:
        self.patterns = patterns
        self.elements: list[Element] = []
        self.contextual = False
        self._reached = True  # whether what is being made can be reached from the start
        self._files = files
        self._datatypes = Datatypes()
        self._waiting: list[tuple[Element, Scope | None]] = []
        self._made: list[Element] = []
        self._scopes: list[Scope] = []
        self._chain: list[object] = []
        self._makers: dict[str, Maker] = {
            "attribute": self._attribute,
            "choice": self._choice,
            "data": self._data,
            "element": self._element,
            "empty": lambda node, scope: patterns.empty,
            "externalRef": self._external,
            "grammar": self._grammar,
            "group": lambda node, scope: self._join(node, scope),
            "interleave": self._interleave,
            "list": lambda node, scope: patterns.tokens(self._join(node, scope)),
            "mixed": lambda node, scope: patterns.interleave(
                patterns.text, self._join(node, scope)
            ),
            "notAllowed": lambda node, scope: patterns.not_allowed,
            "oneOrMore": lambda node, scope: patterns.one_or_more(self._join(node, scope)),
            "optional": lambda node, scope: patterns.optional(self._join(node, scope)),
            "parentRef": self._parent_reference,
            "ref": self._reference,
            "text": lambda node, scope: patterns.text,
            "value": self._value,
            "zeroOrMore": lambda node, scope: patterns.optional(
                patterns.one_or_more(self._join(node, scope))
            ),
        }

    def start(self, root: Node) -> Pattern:
        """Give the term of a whole schema. Raises SchemaFaultError."""
        start = self._make(root, None)
        restrictions.check_start(start, root)
        faults: list[tuple[Element, SchemaFaultError]] = []
        for element in self._finish():
            self.elements.append(element)
            try:
                restrictions.check_element(element.pattern, element.node)
            except SchemaFaultError as fault:
                faults.append((element, fault))
        if faults:
            reachable = restrictions.reachable(start)
            for element, found in faults:
                if element in reachable:
                    raise found
        # What is never referred to has to be in order too, but the restrictions do not hold there.
        self._reached = False
        for scope in self._scopes:
            for name in scope.definitions:
                self._definition(scope, name)
        for _ in self._finish():
            pass
        return start

    def forget(self) -> None:
        """Let the parts of the schema go: the terms are all that is needed from now on."""
        self._makers.clear()
        self._scopes.clear()
        self._datatypes = Datatypes()
        for element in self._made:
            element.node = None
        self._made.clear()

    def _finish(self) -> Iterator[Element]:
        """Make the contents of the elements that have been met, and of those met in doing so."""
        for element, scope in self._waiting:
            if element.node is not None:
                element.pattern = self._join(element.node, scope)
                yield element
        self._waiting.clear()

    def _make(self, node: Node, scope: Scope | None) -> Pattern:
        return self._makers[node.tag](node, scope)

    def _parts(self, node: Node, scope: Scope | None) -> list[Pattern]:
        """Make the terms of what a part holds, its name aside; at least one."""
        makers = self._makers
        parts = [
            makers[child.tag](child, scope) for child in node.children if child.tag not in NAME_TAGS
        ]
        if not parts and node.tag != "attribute":
            raise SchemaFaultError(
                f"“{written(node.tag)}” holds nothing.",
                "Put a pattern into it, or delete it.",
                node,
            )
        if len(parts) > 1 and node.tag in _SINGLE:
            raise SchemaFaultError(f"“{node.tag}” holds more than one part.", _GROUP_THEM, node)
        return parts

    def _join(self, node: Node, scope: Scope | None) -> Pattern:
        parts = self._parts(node, scope)
        return parts[0] if len(parts) == 1 else self.patterns.join(GROUP, parts)

    def _choice(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.choice(self._parts(node, scope))

    def _interleave(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.join(INTERLEAVE, self._parts(node, scope))

    def _element(self, node: Node, scope: Scope | None) -> Pattern:
        element = Element(name_class(node), node)
        self._waiting.append((element, scope))
        self._made.append(element)
        return self.patterns.element(element)

    def _attribute(self, node: Node, scope: Scope | None) -> Pattern:
        names = name_class(node)
        parts = self._parts(node, scope)
        value = parts[0] if parts else self.patterns.text
        return self.patterns.attribute(names, value)

    def _value(self, node: Node, scope: Scope | None) -> Pattern:
        name = node.attributes.get("type", "").strip(BLANKS)
        library = node.around.library if "type" in node.attributes else ""
        datatype = self._datatypes.get(library, name or "token", (), NO_CONTEXT, node)
        context = NO_CONTEXT
        if datatype.contextual:
            self.contextual = True
            context = Context({**node.around.prefixes, "": node.around.ns})
        value = datatype.value(node.text, context)
        if value is None:
            raise SchemaFaultError(
                f"“{node.text}” is not of the datatype {name}.", "Correct it.", node
            )
        return self.patterns.value(datatype, value)

    def _data(self, node: Node, scope: Scope | None) -> Pattern:
        parameters: list[tuple[str, str]] = []
        excluded: Pattern | None = None
        for child in node.children:
            if child.tag == "param":
                if excluded is not None:
                    raise SchemaFaultError(
                        "“param” stands before “except”.", "Put it there.", child
                    )
                parameters.append((child.name, child.text))
            elif excluded is None:
                excluded = self.patterns.choice(self._parts(child, scope))
            else:
                raise SchemaFaultError("“data” has two “except”.", "Put all into one.", child)
        name = node.attributes["type"].strip(BLANKS)
        datatype = self._datatypes.get(node.around.library, name, parameters, NO_CONTEXT, node)
        self.contextual = self.contextual or datatype.contextual
        return self.patterns.data(datatype, excluded)

    # ---- references

    def _reference(self, node: Node, scope: Scope | None) -> Pattern:
        if scope is None:
            raise SchemaFaultError("“ref” stands outside of a grammar.", _GRAMMAR, node)
        return self._refer(node, scope)

    def _parent_reference(self, node: Node, scope: Scope | None) -> Pattern:
        if scope is None or scope.parent is None:
            raise SchemaFaultError(
                "“parentRef” has no outer grammar to refer to.", "Write “ref”.", node
            )
        return self._refer(node, scope.parent)

    def _refer(self, node: Node, scope: Scope) -> Pattern:
        found = scope.patterns.get(node.attributes["name"])
        if found is not None:
            return found
        name = node.name
        if name not in scope.definitions:
            raise SchemaFaultError(
                f"The schema refers to “{name}”, but does not define it.",
                scope.suggestion(name),
                node,
            )
        return self._definition(scope, name, node)

    def _definition(self, scope: Scope, name: str, node: Node | None = None) -> Pattern:
        """Give the term of a definition, its parts in several places combined (section 4.17)."""
        found = scope.patterns.get(name)
        if found is not None:
            return found
        if (scope, name) in self._chain:
            if not self._reached:
                return self.patterns.not_allowed
            raise SchemaFaultError(
                f"The definition of “{name}” refers to itself, with no element in between.",
                "Put an element between: such a definition has no end (section 4.19).",
                node,
            )
        self._chain.append((scope, name))
        definition = scope.definitions[name]
        parts = [self._join(each, scope) for each in definition]
        if len(parts) == 1:
            found = parts[0]
        elif scope.combine[name] == "choice":
            found = self.patterns.choice(parts)
        else:
            found = self.patterns.join(INTERLEAVE, parts)
        self._chain.pop()
        scope.patterns[name] = found
        return found

    def _grammar(self, node: Node, scope: Scope | None) -> Pattern:
        inner = Scope(scope)
        collect(node, inner, self._files)
        inner.check(node)
        self._scopes.append(inner)
        return self._definition(inner, START, node)

    def _external(self, node: Node, scope: Scope | None) -> Pattern:
        return self._make(read_schema(self._files.text(node), node.around.ns), None)

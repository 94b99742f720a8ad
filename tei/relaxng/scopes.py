"""The definitions of a grammar, those of its includes among them (sections 4.7, 4.17, 4.18)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.files import SchemaFiles
from tei.relaxng.nodes import Node
from tei.relaxng.patterns import Pattern
from tei.relaxng.reading import read_schema
from tei.relaxng.rules import INCLUDE_DIV

START: Final = ""  # the name under which `start` is kept
_METHODS = ("choice", "interleave")


class Scope:
    """The definitions of one `grammar`, and the grammar around it."""

    def __init__(self, parent: Scope | None) -> None:
        self.parent = parent
        self.definitions: dict[str, list[Node]] = {}
        self.combine: dict[str, str] = {}
        self.patterns: dict[str, Pattern] = {}

    def add(self, node: Node) -> None:
        """Take a definition or start."""
        self.definitions.setdefault(_name(node), []).append(node)

    def check(self, grammar: Node) -> None:
        """See to it that there is a start, and that what is defined twice says how to combine."""
        if START not in self.definitions:
            raise SchemaFaultError(
                "The grammar has no start.",
                "Say with “start” which elements a file may begin with.",
                grammar,
            )
        for name, nodes in self.definitions.items():
            self._check(name, nodes)

    def _check(self, name: str, nodes: list[Node]) -> None:
        called = f"“{name}”" if name else "The start"
        for node in nodes:
            method = node.attributes.get("combine")
            if method is None:
                continue
            method = method.strip()
            if method not in _METHODS:
                raise SchemaFaultError(
                    f"“combine” cannot be “{method}”.", "It is choice or interleave.", node
                )
            if self.combine.setdefault(name, method) != method:
                raise SchemaFaultError(
                    f"{called} is combined in two ways.", "Choose one of them.", node
                )
        bare = [node for node in nodes if "combine" not in node.attributes]
        if len(bare) > 1:
            raise SchemaFaultError(
                f"{called} is defined twice.",
                "Delete one of the definitions, or say combine=“choice” in it.",
                bare[1],
            )

    def suggestion(self, name: str) -> str:
        """Ask whether a definition with a similar name is meant."""
        from tei.relaxng.similar import meant

        known = [each for each in self.definitions if each]
        return meant(name, known, "Define it, or correct the name.")


def collect(grammar: Node, scope: Scope, files: SchemaFiles) -> None:
    """Put the definitions of a grammar into a scope. Raises SchemaFaultError."""
    for node in _definitions(grammar, files):
        scope.add(node)


def _definitions(node: Node, files: SchemaFiles) -> Iterator[Node]:
    for child in node.children:
        if child.tag in ("div", INCLUDE_DIV):
            yield from _definitions(child, files)
        elif child.tag == "include":
            yield from _included(child, files)
        else:
            yield child


def _included(include: Node, files: SchemaFiles) -> Iterator[Node]:
    """Give what a file defines, and in its place what the include defines anew."""
    text = files.text(include)
    grammar = read_schema(text, include.around.ns)
    if grammar.tag != "grammar":
        raise SchemaFaultError(
            f"“{text.name}” cannot be included: it is no grammar.",
            "Refer to it with “externalRef”.",
            include,
        )
    anew = list(_definitions(include, files))
    missing = {_name(node): node for node in anew}
    replaced = set(missing)
    for node in _definitions(grammar, files):
        name = _name(node)
        if name in replaced:
            missing.pop(name, None)
        else:
            yield node
    for name, node in missing.items():
        called = f"“{name}”" if name else "a start"
        raise SchemaFaultError(
            f"{called} is to be replaced, but {text.name} does not define it.",
            "Define it outside of “include”.",
            node,
        )
    yield from anew


def _name(node: Node) -> str:
    return START if node.tag == "start" else node.name

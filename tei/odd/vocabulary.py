"""The names of a schema: what an ODD refers to by its name, and what that is in the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.odd.content import EXPANSIONS
from tei.odd.sources import by_ident
from tei.odd.specs import ClassSpec, ElementSpec, MacroSpec, Member, SchemaSpec, Spec

_EXPANDED = re.compile(f"(.+)_({'|'.join(sorted(EXPANSIONS, key=len, reverse=True))})$")


class Vocabulary:
    """Finds declarations by name, and names their patterns."""

    def __init__(self, schema: SchemaSpec, specs: Sequence[Spec]) -> None:
        self.schema = schema
        self._specs = specs
        self._by_ident = by_ident(specs)
        self._by_pattern = by_ident(())
        self._by_pattern = {self.pattern(spec): spec for spec in reversed(specs)}
        self._members: dict[str, list[tuple[Spec, Member]]] = {}
        for spec in specs:
            if not isinstance(spec, MacroSpec) and spec.classes is not None:
                for member in spec.classes.members:
                    self._members.setdefault(member.key, []).append((spec, member))

    def pattern(self, spec: Spec) -> str:
        """Give the name of the pattern of a declaration."""
        prefix = self.schema.prefix if spec.prefix is None else spec.prefix
        return prefix + spec.ident

    def find(self, name: str) -> Spec | None:
        """Find what a name means: a declaration by its name or by that of its pattern."""
        return self._by_ident.get(name) or self._by_pattern.get(name)

    def reference(self, name: str) -> str:
        """Give the name of the pattern that a name in a content means.

        It may be that of a class with the way in which its members follow one another.
        """
        expanded = _EXPANDED.match(name)
        lookup, ending = (expanded[1], f"_{expanded[2]}") if expanded else (name, "")
        spec = self._by_ident.get(lookup)
        return self.pattern(spec) + ending if spec is not None else name

    def expansion(self, name: str) -> tuple[ClassSpec, str] | None:
        """Take the name of an expanded class apart."""
        expanded = _EXPANDED.match(name)
        spec = self.find(expanded[1]) if expanded else None
        return (spec, expanded[2]) if expanded and isinstance(spec, ClassSpec) else None

    def members(self, ident: str) -> list[tuple[Spec, Member]]:
        """Give the elements and classes that belong to a class."""
        return self._members.get(ident, [])

    def attribute_class(self, ident: str) -> ClassSpec | None:
        """Give a class of attributes by name."""
        spec = self._by_ident.get(ident)
        return spec if isinstance(spec, ClassSpec) and spec.kind == "atts" else None

    def datatype(self, ident: str) -> MacroSpec | None:
        """Give a datatype or a macro by name."""
        spec = self._by_ident.get(ident)
        return spec if isinstance(spec, MacroSpec) else None

    def elements(self) -> list[ElementSpec]:
        """Give the elements, in the order of the declarations."""
        return [spec for spec in self._specs if isinstance(spec, ElementSpec)]

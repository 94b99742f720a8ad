"""From the declarations of a schema to a grammar in RELAX NG (XML syntax).

The names of the patterns are those that the TEI's own stylesheets use (odd2relax.xsl), so that
grammars embedded in an ODD can refer to them.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding
from tei.odd.cleaning import defined, tidy
from tei.odd.codes import finding
from tei.odd.embedded import imported
from tei.odd.files import OddFiles
from tei.odd.grammar_attributes import AttributeWriter
from tei.odd.grammar_content import ContentWriter
from tei.odd.patterns import ANNOTATIONS, DATATYPES, Pattern, documentation, pattern, ref
from tei.odd.reading_content import RNG
from tei.odd.resolving import Resolved
from tei.odd.specs import ClassSpec, ElementSpec, MacroSpec, Spec
from tei.odd.vocabulary import Vocabulary

_ROOTS = ("TEI", "teiCorpus")
_DEFINE = f"{{{RNG}}}define"


class GrammarWriter:
    """Writes the grammar of a schema. What refers to nothing goes to `findings`."""

    def __init__(self, resolved: Resolved, files: OddFiles) -> None:
        self._resolved = resolved
        self._schema = resolved.schema
        self._vocabulary = Vocabulary(resolved.schema, resolved.specs)
        self._imports = [imported(*each, files) for each in resolved.grammars]
        known = {name for each in self._imports for name in defined(each)}
        self._content = ContentWriter(self._vocabulary, known.__contains__)
        self._attributes = AttributeWriter(self._vocabulary, self._content)
        self._findings: list[Finding] = []

    @property
    def findings(self) -> list[Finding]:
        """What refers to nothing."""
        return [*self._findings, *self._content.findings, *self._attributes.findings]

    def grammar(self) -> Pattern:
        """Give the grammar. Raises TeiError when nothing in it can begin a file."""
        names: Any = {None: RNG, "a": ANNOTATIONS}
        attributes = {"ns": self._schema.namespace, "datatypeLibrary": DATATYPES}
        grammar = etree.Element(f"{{{RNG}}}grammar", attributes, names)
        own = [made for spec in self._resolved.specs for made in self._definitions(spec)]
        self._import(grammar, {each.get("name", "") for each in own})
        grammar.extend(own)
        grammar.extend(self._content.definitions)
        self._expand_classes(grammar)
        known = defined(grammar)
        self._findings += [
            finding("ODD002", f"The schema has no “{name}”.", position)
            for name, position in self._content.embedded
            if name not in known and position is not None
        ]
        starts = self._start(known)
        if starts:
            grammar.insert(0, pattern("start", pattern("choice", [ref(name) for name in starts])))
        elif next(grammar.iter(f"{{{RNG}}}start"), None) is None:
            raise TeiError(
                f"No file can follow the schema “{self._schema.ident}”: it has no start.",
                "Name elements of the schema in “start”.",
                self._schema.position,
            )
        tidy(grammar)
        return grammar

    def _import(self, grammar: Pattern, own: set[str]) -> None:
        """Put in the grammars of files; what the ODD declares itself goes before theirs."""
        for part in self._imports:
            for each in [*part.iter(_DEFINE)]:
                parent = each.getparent()
                if each.get("name") in own and not each.get("combine") and parent is not None:
                    parent.remove(each)
            grammar.append(part)

    def _start(self, known: set[str]) -> list[str]:
        found = []
        for name in _ROOTS if self._schema.start is None else self._schema.start:
            if name in known or (name := self._schema.prefix + name) in known:
                found.append(name)
            elif self._schema.start is not None:
                message = f"The schema has no “{name}”, with which a file may begin."
                self._findings.append(finding("ODD002", message, self._schema.position))
        return found

    def _definitions(self, spec: Spec) -> list[Pattern]:
        """Define a declaration. Raises TeiError with its place when that is not possible."""
        try:
            return self._defined(spec)
        except TeiError as error:
            position = error.position or spec.position
            raise TeiError(f"“{spec.ident}”: {error.message}", error.hint, position) from None

    def _defined(self, spec: Spec) -> list[Pattern]:
        if isinstance(spec, ElementSpec):
            return [self._element(spec)]
        if isinstance(spec, MacroSpec):
            return [self._macro(spec)]
        if spec.kind == "atts":
            return self._attributes.definitions(spec)
        return [self._model(spec, "")]

    def _element(self, spec: ElementSpec) -> Pattern:
        if spec.values is not None and spec.values.kind == "closed":
            content = [self._content.values(spec.values)]
        else:
            content = self._content.content(spec.content, spec)
        parts = [*(content or [pattern("empty")]), *self._attributes.of_element(spec)]
        made = pattern(
            "element", documentation(spec.description), parts, name=spec.name or spec.ident
        )
        if spec.namespace is not None:
            made.set("ns", spec.namespace)
        return pattern("define", made, name=self._vocabulary.pattern(spec))

    def _macro(self, spec: MacroSpec) -> Pattern:
        if spec.values is not None and spec.values.kind == "closed":
            content = [self._content.values(spec.values)]
        else:
            content = self._content.content(spec.content, spec)
        return pattern("define", content or [pattern("empty")], name=self._vocabulary.pattern(spec))

    def _model(self, spec: ClassSpec, expand: str) -> Pattern:
        ending = f"_{expand}" if expand else ""
        members = self._vocabulary.members(spec.ident)
        made = self._content.members(members, expand, ending)
        if not made:
            # One of no members is impossible; all of no members are nothing.
            made = [pattern("empty" if expand.startswith("sequence") else "notAllowed")]
        return pattern("define", made, name=self._vocabulary.pattern(spec) + ending)

    def _expand_classes(self, grammar: Pattern) -> None:
        """Define what embedded patterns name: a class with the way its members follow."""
        known = defined(grammar)
        waiting = list(grammar.iter(f"{{{RNG}}}ref"))
        while waiting:
            name = waiting.pop().get("name", "")
            found = self._vocabulary.expansion(name) if name not in known else None
            if found is not None:
                made = self._model(*found)
                made.set("name", name)
                known.add(name)
                grammar.append(made)
                waiting += made.iter(f"{{{RNG}}}ref")

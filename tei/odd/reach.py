"""What may stand in what: the elements that a content leads to, through classes and macros."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from tei.odd.content import (
    AnyElement,
    Data,
    Embedded,
    Group,
    Particle,
    Reference,
    TextNode,
    ValueList,
)
from tei.odd.reading_content import RNG
from tei.odd.specs import ClassSpec, ElementSpec, MacroSpec, Spec
from tei.odd.vocabulary import Vocabulary

_TEXT = {f"{{{RNG}}}{name}" for name in ("text", "data", "value", "list", "mixed")}


@dataclass(frozen=True, eq=False, slots=True)
class Reach:
    """What may stand directly in an element."""

    elements: tuple[ElementSpec, ...]
    text: bool
    anything: bool


def reach(vocabulary: Vocabulary, spec: ElementSpec) -> Reach:
    """Find what may stand in an element, in the order of the alphabet."""
    search = _Search(vocabulary)
    search.content_of(spec)
    elements = sorted(search.elements.values(), key=lambda each: each.ident.lower())
    return Reach(tuple(elements), search.text, search.anything)


class _Search:
    """Follows references; whatever was met once is not followed again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._seen: set[int] = set()
        self.elements: dict[int, ElementSpec] = {}
        self.text = self.anything = False

    def content_of(self, spec: ElementSpec | MacroSpec) -> None:
        self.text |= spec.values is not None
        self._particles(spec.content.particles if spec.content else ())

    def _particles(self, particles: Iterable[Particle]) -> None:
        for each in particles:
            match each:
                case TextNode() | Data() | ValueList():
                    self.text = True
                case AnyElement():
                    self.anything = True
                case Group():
                    self._particles(each.items)
                case Reference():
                    self._reference(each)
                case Embedded():
                    self._embedded(each.pattern)

    def _reference(self, reference: Reference) -> None:
        if not (reference.included or reference.excepted):
            self._named(reference.key)
            return
        for spec, _ in self._vocabulary.members(reference.key):
            chosen = not reference.included or spec.ident in reference.included
            if chosen and spec.ident not in reference.excepted:
                self._follow(spec)

    def _embedded(self, pattern: etree._Element) -> None:
        for each in pattern.iter(f"{{{RNG}}}*"):
            self.text |= each.tag in _TEXT
            if each.tag == f"{{{RNG}}}ref":
                self._named(each.get("name", ""))

    def _named(self, name: str) -> None:
        expanded = self._vocabulary.expansion(name)
        spec = expanded[0] if expanded else self._vocabulary.find(name)
        if spec is not None:
            self._follow(spec)

    def _follow(self, spec: Spec) -> None:
        if isinstance(spec, ElementSpec):
            self.elements[id(spec)] = spec
        elif id(spec) not in self._seen:
            self._seen.add(id(spec))
            if isinstance(spec, ClassSpec):
                for member, _ in self._vocabulary.members(spec.ident):
                    self._follow(member)
            else:
                self.content_of(spec)

"""From particles of content to patterns of RELAX NG."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tei import names
from tei.findings import Finding, Position
from tei.odd.codes import finding
from tei.odd.content import (
    AnyElement,
    Content,
    Data,
    Embedded,
    Empty,
    Group,
    Occurs,
    Particle,
    Reference,
    TextNode,
    ValueList,
)
from tei.odd.embedded import embedded
from tei.odd.patterns import Pattern, documentation, grouped, pattern, ref, repeated, text
from tei.odd.reading_content import RNG
from tei.odd.specs import ElementSpec, Member, Spec
from tei.odd.vocabulary import Vocabulary

_EXCEPTIONS = (f"{{{names.TEI}}}*", "{http://www.tei-c.org/ns/Examples}egXML")
_EACH = {
    "sequence": Occurs(1, 1),
    "sequenceOptional": Occurs(0, 1),
    "sequenceRepeatable": Occurs(1, None),
    "sequenceOptionalRepeatable": Occurs(0, None),
}


class ContentWriter:
    """Writes contents. Definitions that they need besides are in `definitions`."""

    def __init__(self, vocabulary: Vocabulary, is_defined: Callable[[str], bool]) -> None:
        self._vocabulary = vocabulary
        self._is_defined = is_defined
        self.definitions: list[Pattern] = []
        self.findings: list[Finding] = []
        # What embedded patterns refer to, which only the whole grammar can tell to be there.
        self.embedded: list[tuple[str, Position | None]] = []

    def content(self, content: Content | None, owner: Spec) -> list[Pattern]:
        """Give a content as patterns that follow one another."""
        if content is None:
            return []
        return self._patterns(content.particles, owner, content.prefixed)

    def particles(self, particles: Iterable[Particle], owner: Spec) -> list[Pattern]:
        """Give particles as patterns."""
        return self._patterns(particles, owner, True)

    def _patterns(
        self, particles: Iterable[Particle], owner: Spec, prefixed: bool
    ) -> list[Pattern]:
        return [made for each in particles for made in self._particle(each, owner, prefixed)]

    def _particle(self, particle: Particle, owner: Spec, prefixed: bool) -> list[Pattern]:
        match particle:
            case TextNode():
                return [pattern("text")]
            case Empty():
                return []
            case Reference():
                return self._reference(particle)
            case Data():
                return self.data(particle)
            case Group():
                return self._group(particle, owner, prefixed)
            case ValueList():
                return [self.values(particle)]
            case AnyElement():
                return self._any(particle, owner)
            case Embedded():
                rename = self._vocabulary.reference if prefixed else None
                made = embedded(particle.pattern, rename)
                for each in made.iter(f"{{{RNG}}}ref"):
                    self.embedded.append((each.get("name", ""), particle.position))
                return [made]

    def _group(self, group: Group, owner: Spec, prefixed: bool) -> list[Pattern]:
        made = [(item, self._particle(item, owner, prefixed)) for item in group.items]
        parts = [each for _, found in made for each in found]
        if not parts:
            return []
        if group.kind == "alternate":
            choice = [each for item, found in made for each in grouped(found) or _nothing(item)]
            return repeated([pattern("choice", choice)], group.occurs)
        if group.kind == "interleave":
            return repeated([pattern("interleave", parts)], group.occurs)
        # Datatypes that follow one another are words of one text.
        is_list = all(isinstance(item, Data) for item in group.items)
        return [pattern("list" if is_list else "group", repeated(parts, group.occurs))]

    def _reference(self, reference: Reference) -> list[Pattern]:
        spec = self._vocabulary.find(reference.key)
        if reference.position and spec is None and not self._is_defined(reference.key):
            message = f"The schema has no “{reference.key}”."
            self.findings.append(finding("ODD002", message, reference.position))
        elif reference.included or reference.excepted or reference.expand:
            return repeated(self._expanded(reference), reference.occurs)
        return repeated([ref(self._vocabulary.reference(reference.key))], reference.occurs)

    def _expanded(self, reference: Reference) -> list[Pattern]:
        all_members = self._vocabulary.members(reference.key)
        idents = {spec.ident for spec, _ in all_members}
        for ident in sorted((reference.included | reference.excepted) - idents):
            if reference.position:
                message = f"“{reference.key}” has no member “{ident}”."
                self.findings.append(finding("ODD002", message, reference.position))
        members = [
            (spec, member)
            for spec, member in all_members
            if spec.ident not in reference.excepted
            and (not reference.included or spec.ident in reference.included)
        ]
        return self.members(members, reference.expand, "")

    def members(
        self, members: Iterable[tuple[Spec, Member]], expand: str, ending: str
    ) -> list[Pattern]:
        """Give members of a class: one of them, or one after the other as `expand` says.

        `ending` is added to the names of classes among them, which are expanded likewise.
        """
        made = []
        for spec, member in members:
            is_element = isinstance(spec, ElementSpec)
            name = self._vocabulary.pattern(spec) + ("" if is_element else ending)
            if expand in _EACH:
                made += repeated(repeated([ref(name)], member.occurs), _EACH[expand])
            else:
                made.append(ref(name))
        if expand in _EACH:
            return grouped(made)
        return [pattern("choice", made)] if made else []

    def data(self, data: Data) -> list[Pattern]:
        """Give a datatype; a restriction of one of the TEI's is written into it."""
        if data.name:
            if data.position:
                self._try(data, data.position)
            params = [text("param", value, name=name) for name, value in data.facets]
            return [pattern("data", params, type=data.name)]
        spec = self._vocabulary.datatype(data.key)
        if spec is None and data.position and not self._is_defined(data.key):
            message = f"The schema has no datatype “{data.key}”."
            self.findings.append(finding("ODD002", message, data.position))
        if spec is None or not data.facets:
            return [ref(self._vocabulary.reference(data.key))]
        restricted = _restricted(spec.content.particles if spec.content else (), data)
        return self.particles(restricted, spec)

    def _try(self, data: Data, position: Position) -> None:
        """Report a datatype that W3C Schema does not have, or a facet that it cannot have."""
        from tei.relaxng.datatypes import NO_CONTEXT  # late: few ODDs name such a datatype
        from tei.relaxng.faults import SchemaFaultError
        from tei.relaxng.libraries import XSD, Datatypes

        try:
            Datatypes().get(XSD, data.name, data.facets, NO_CONTEXT, None)
        except SchemaFaultError as fault:
            self.findings.append(finding("ODD006", fault.message, position))

    def values(self, values: ValueList) -> Pattern:
        """Give the values of a list as a choice."""
        made = []
        for value in values.values:
            made += [text("value", value.name), *documentation(value.description)]
        return pattern("choice", made) if made else pattern("empty")

    def _any(self, particle: AnyElement, owner: Spec) -> list[Pattern]:
        name = f"anyElement_{owner.ident}_{len(self.definitions) + 1}"
        exceptions = particle.exceptions
        if exceptions is None:
            exceptions = self._vocabulary.schema.exceptions
        excepted = [_name_class(each) for each in exceptions or _EXCEPTIONS]
        name_class = pattern("anyName", [pattern("except", excepted)] if excepted else [])
        attributes = pattern("zeroOrMore", pattern("attribute", pattern("anyName")))
        inside = pattern("zeroOrMore", pattern("choice", pattern("text"), ref(name)))
        element = pattern("element", name_class, attributes, inside)
        self.definitions.append(pattern("define", element, name=name))
        return repeated([ref(name)], particle.occurs)


def _nothing(item: Particle) -> list[Pattern]:
    """Give what an alternative without patterns is: nothing at all, if it need not stand."""
    optional = isinstance(item, Group | Reference) and item.occurs.least == 0
    return [pattern("empty")] if optional or isinstance(item, Empty) else []


def _name_class(exception: str) -> Pattern:
    """Make a name class of `{namespace}*` or `{namespace}name`."""
    namespace, _, local = exception[1:].rpartition("}")
    if local == "*":
        return pattern("nsName", ns=namespace)
    return text("name", local, ns=namespace)


def _restricted(particles: Iterable[Particle], by: Data) -> tuple[Particle, ...]:
    """Put the facets of a reference on the datatypes among particles."""
    found: list[Particle] = []
    for each in particles:
        if isinstance(each, Data):
            # Of several patterns all must match; other facets stand once.
            own = {name for name, _ in each.facets} - {"pattern"}
            added = tuple(facet for facet in by.facets if facet[0] not in own)
            each = Data(each.key, each.name, (*each.facets, *added), by.position or each.position)
        elif isinstance(each, Group):
            each = Group(each.kind, _restricted(each.items, by), each.occurs)
        found.append(each)
    return tuple(found)

"""Declarations of an ODD: elements, classes, macros, datatypes and their attributes.

An ODD may declare something anew or change what is there; `mode` says which: “add” (also “”),
“change”, “replace” or “delete”. Source: TEI Guidelines, chapter 22.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from tei import names
from tei.findings import Position
from tei.odd.content import ONCE, Content, Occurs, Particle, ValueList


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of a class. `occurs` counts where the class is expanded as a sequence."""

    key: str
    mode: str = ""
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes that something belongs to; in mode “change” those that come or go."""

    members: tuple[Member, ...] = ()
    mode: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Constraint:
    """A rule in Schematron. `parts` are the elements of Schematron, in their order."""

    ident: str
    parts: tuple[etree._Element, ...]
    mode: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Datatype:
    """The type of an attribute: its particles, and how many values with spaces between."""

    particles: tuple[Particle, ...]
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute. What is None or "" is not said: a change leaves it as it is."""

    ident: str
    mode: str = ""
    usage: str = ""
    name: str = ""
    namespace: str | None = None
    datatype: Datatype | None = None
    values: ValueList | None = None
    description: str = ""
    constraints: tuple[Constraint, ...] = ()
    position: Position | None = None

    @property
    def written(self) -> str:
        """The name of the attribute in a text."""
        if self.name:
            return self.name
        return f"xml:{self.ident}" if self.namespace == names.XML else self.ident


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """A reference to an attribute of a class, to all of them, or to a pattern by its name."""

    class_key: str = ""
    name: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Attributes; with `choice` only one of the items may be there."""

    items: tuple[Attribute | AttributeRef | AttributeList, ...] = ()
    choice: bool = False

    def attributes(self) -> tuple[Attribute, ...]:
        """Give all attributes in it, at whatever depth."""
        found: list[Attribute] = []
        for item in self.items:
            if isinstance(item, Attribute):
                found.append(item)
            elif isinstance(item, AttributeList):
                found += item.attributes()
        return tuple(found)

    def references(self) -> tuple[AttributeRef, ...]:
        """Give all references in it, at whatever depth."""
        found: list[AttributeRef] = []
        for item in self.items:
            if isinstance(item, AttributeRef):
                found.append(item)
            elif isinstance(item, AttributeList):
                found += item.references()
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spec:
    ident: str
    module: str = ""
    mode: str = ""
    prefix: str | None = None
    description: str = ""
    constraints: tuple[Constraint, ...] = ()
    deprecated: str = ""
    asides: tuple[etree._Element, ...] = ()  # remarks and examples
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec(_Spec):
    """An element. `namespace` is None where that of the schema holds."""

    namespace: str | None = None
    name: str = ""
    classes: Classes | None = None
    content: Content | None = None
    values: ValueList | None = None
    attributes: AttributeList = field(default_factory=AttributeList)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSpec(_Spec):
    """A class of elements (`kind` “model”) or of attributes (“atts”)."""

    kind: str = ""
    classes: Classes | None = None
    attributes: AttributeList = field(default_factory=AttributeList)


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroSpec(_Spec):
    """A macro, or with `is_datatype` a datatype: a content with a name."""

    is_datatype: bool = False
    content: Content | None = None
    values: ValueList | None = None


Spec: TypeAlias = ElementSpec | ClassSpec | MacroSpec


@dataclass(frozen=True, slots=True)
class ModuleRef:
    """A reference to a module of the source, or by `url` to a grammar in RELAX NG.

    `included` are the only elements that are taken, None where all are.
    """

    key: str = ""
    url: str = ""
    prefix: str = ""
    source: str = ""
    included: frozenset[str] | None = None
    excepted: frozenset[str] = frozenset()
    patterns: tuple[etree._Element, ...] = ()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class SpecRef:
    """A reference to one declaration of the source, outside any content.

    `included` and `excepted` choose among the attributes of a class.
    """

    key: str
    source: str = ""
    included: frozenset[str] = frozenset()
    excepted: frozenset[str] = frozenset()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class GroupRef:
    """A reference to a group of declarations, by its id or its file."""

    target: str
    position: Position | None = None


Item: TypeAlias = Spec | ModuleRef | SpecRef | GroupRef | Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaSpec:
    """A schema as an ODD specifies it.

    `start` is None where the ODD does not say what a file begins with. `exceptions` are those
    of “anyElement”, None where the TEI's hold.
    """

    ident: str
    items: tuple[Item, ...]
    start: tuple[str, ...] | None = None
    namespace: str = names.TEI
    prefix: str = ""
    source: str = ""
    exceptions: tuple[str, ...] | None = None
    position: Position | None = None

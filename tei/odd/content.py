"""What an element, a macro or a datatype may hold, as an ODD says it: particles of content.

Source: TEI Guidelines, chapter 22.5 “Building Up a Content Model”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from tei.findings import Position

# How the members of a class may follow one another (TEI Guidelines, classRef/@expand).
EXPANSIONS = (
    "alternation",
    "sequence",
    "sequenceOptional",
    "sequenceOptionalRepeatable",
    "sequenceRepeatable",
)


@dataclass(frozen=True, slots=True)
class Occurs:
    """How often something may stand: `most` is None where there is no limit."""

    least: int = 1
    most: int | None = 1


ONCE = Occurs()


@dataclass(frozen=True, slots=True)
class TextNode:
    """Any text."""


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Any element but those of `exceptions`, which are `{namespace}*` or `{namespace}name`.

    `required` are the namespaces of which the elements must be; a rule sees to that, for a
    grammar cannot. `exceptions` is None where those of the schema hold.
    """

    required: tuple[str, ...] = ()
    exceptions: tuple[str, ...] | None = None
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an element, a class or a macro by its name.

    `expand` tells how the members of a class follow one another, "" when one of them is meant;
    `included` and `excepted` choose among the members.
    """

    key: str
    occurs: Occurs = ONCE
    expand: str = ""
    included: frozenset[str] = frozenset()
    excepted: frozenset[str] = frozenset()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """A datatype: one of the TEI or of the ODD by `key`, or one of W3C Schema by `name`.

    `facets` are pairs of a facet and its value; a restriction is the facet “pattern”.
    """

    key: str = ""
    name: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Several particles, one after the other, or one of them, or all in any order.

    `kind` is “sequence”, “alternate” or “interleave”.
    """

    kind: str
    items: tuple[Particle, ...]
    occurs: Occurs = ONCE


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a list. `name` is how it is written, `mode` what an ODD does with it."""

    ident: str
    name: str
    description: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class ValueList:
    """A list of values: “closed” (no others), “semi” (others with their type) or “open”."""

    kind: str
    values: tuple[Value, ...]
    mode: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Embedded:
    """A pattern of RELAX NG that stands in the ODD itself."""

    pattern: etree._Element
    position: Position | None = None


Particle: TypeAlias = (
    TextNode | Empty | AnyElement | Reference | Data | Group | ValueList | Embedded
)


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a declaration: its particles one after the other.

    Without `prefixed`, names in an embedded pattern are taken as they are.
    """

    particles: tuple[Particle, ...] = ()
    prefixed: bool = True

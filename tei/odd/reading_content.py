"""From the XML of an ODD to particles of content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.names import TEI, XML_LANG
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
    Value,
    ValueList,
)

RNG = "http://relaxng.org/ns/structure/1.0"
_EXAMPLES = "http://www.tei-c.org/ns/Examples"
# What may stand for a pattern; a grammar has more, such as “div” and “start”.
_PATTERNS = frozenset(
    {
        *("attribute", "choice", "data", "element", "empty", "externalRef", "grammar", "group"),
        *("interleave", "list", "mixed", "notAllowed", "oneOrMore", "optional", "parentRef", "ref"),
        *("text", "value", "zeroOrMore"),
    }
)
# Prose, which says nothing to a grammar.
PROSE = frozenset(
    {"altIdent", "desc", "equiv", "exemplum", "gloss", "listRef", "remarks", "valDesc", "paramList"}
)


class ContentReader:
    """Reads particles. Patterns that it does not know go to `findings`."""

    def __init__(self, position: Callable[[etree._Element], Position | None]) -> None:
        self.position = position
        self.findings: list[Finding] = []

    def unknown(self, element: etree._Element) -> None:
        """Report an element that an ODD does not have at this place."""
        name = etree.QName(element).localname
        around = element.getparent()
        inside = f" in “{etree.QName(around).localname}”" if around is not None else ""
        message = f"“{name}” is not known{inside}."
        self.findings.append(finding("ODD001", message, self.position(element)))

    def content(self, element: etree._Element) -> Content:
        """Read the children of a `content`."""
        prefixed = element.get("autoPrefix", "true").strip() not in ("false", "0")
        return Content(self.particles(children(element)), prefixed)

    def particles(self, elements: Iterable[etree._Element]) -> tuple[Particle, ...]:
        """Read elements as particles."""
        found = (self._particle(element) for element in elements)
        return tuple(particle for particle in found if particle is not None)

    def _particle(self, element: etree._Element) -> Particle | None:
        name = etree.QName(element)
        if name.namespace == RNG and name.localname in _PATTERNS:
            return Embedded(element, self.position(element))
        if name.namespace != TEI:
            self.unknown(element)
        else:
            match name.localname:
                case "textNode":
                    return TextNode()
                case "empty":
                    return Empty()
                case "sequence" | "alternate" | "interleave":
                    return self._group(element, name.localname)
                case "elementRef" | "classRef" | "macroRef":
                    return self._reference(element)
                case "dataRef":
                    return self._data(element)
                case "valList":
                    return self.values(element)
                case "anyElement":
                    return self._any(element)
        return None

    def _group(self, element: etree._Element, kind: str) -> Group:
        if element.get("preserveOrder", "true").strip() in ("false", "0"):
            kind = "interleave"
        return Group(kind, self.particles(children(element)), self.occurs(element))

    def _reference(self, element: etree._Element) -> Reference:
        return Reference(
            self.required(element, "key"),
            self.occurs(element),
            stated(element, "expand"),
            words(element, "include"),
            words(element, "except"),
            self.position(element),
        )

    def _data(self, element: etree._Element) -> Data:
        facets = []
        for child in children(element):
            if child.tag == f"{{{TEI}}}dataFacet":
                facets.append((self.required(child, "name"), child.get("value", "")))
        if restriction := element.get("restriction"):
            facets.append(("pattern", restriction))
        key, name = element.get("key", ""), element.get("name", "")
        if not key and not name:
            self.required(element, "key")
        return Data(key, name, tuple(facets), self.position(element))

    def _any(self, element: etree._Element) -> AnyElement:
        exceptions = element.get("except")
        return AnyElement(
            tuple((element.get("require") or "").split()),
            None if exceptions is None else exceptions_of(element, exceptions),
            self.occurs(element),
        )

    def values(self, element: etree._Element) -> ValueList:
        """Read a list of values."""
        items = []
        for child in children(element):
            if child.tag == f"{{{TEI}}}valItem":
                ident = child.get("ident", "")  # a value may be empty
                known = written(child) or ident
                mode = stated(child, "mode")
                items.append(Value(ident, known, description(child), mode))
        kind = stated(element, "type") or "open"
        return ValueList(kind, tuple(items), stated(element, "mode"))

    def occurs(self, element: etree._Element) -> Occurs:
        """Read how often something may stand. Raises TeiError when the numbers make no sense."""
        least, most = element.get("minOccurs", "1").strip(), element.get("maxOccurs", "1").strip()
        try:
            found = Occurs(int(least or 1), None if most == "unbounded" else int(most or 1))
        except ValueError:
            found = Occurs(-1)
        if found.least < 0 or (found.most is not None and found.most < found.least):
            raise TeiError(
                f"It cannot stand at least {least} times and at most {most} times.",
                "Correct “minOccurs” and “maxOccurs”.",
                self.position(element),
            )
        return found

    def required(self, element: etree._Element, attribute: str) -> str:
        """Give an attribute that must be there. Raises TeiError when it is not."""
        value = stated(element, attribute)
        if not value:
            name = etree.QName(element).localname
            raise TeiError(f"“{name}” has no “{attribute}”.", "Add it.", self.position(element))
        return value


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements in an element, without comments and processing instructions."""
    return element.iterchildren("*")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Give the first child of that name in the TEI's namespace."""
    return element.find(f"{{{TEI}}}{name}")


def words(element: etree._Element, attribute: str) -> frozenset[str]:
    """Give the words of an attribute."""
    return frozenset((element.get(attribute) or "").split())


def stated(element: etree._Element, attribute: str) -> str:
    """Give an attribute without white space around it; "" where there is none."""
    return (element.get(attribute) or "").strip()


def text_of(element: etree._Element) -> str:
    """Give the text in an element, its white space made single."""
    return " ".join("".join(str(text) for text in element.itertext("*")).split())


def written(element: etree._Element) -> str:
    """Give the name that something has in texts, if an altIdent says so."""
    found = child(element, "altIdent")
    return text_of(found) if found is not None else ""


def description(element: etree._Element) -> str:
    """Give the short description of something, the English one first."""
    found = [each for each in element.iterchildren(f"{{{TEI}}}desc") if not each.get("type")]
    found.sort(key=lambda each: each.get(XML_LANG, "en") != "en")
    return text_of(found[0]) if found else ""


def exceptions_of(element: etree._Element, value: str) -> tuple[str, ...]:
    """Read a list of namespaces and of names with a prefix as `{namespace}*`, `{namespace}name`."""
    found = []
    for word in value.split():
        prefix, colon, local = word.partition(":")
        namespace = element.nsmap.get(prefix, _EXAMPLES if prefix == "teix" else None)
        if colon and namespace and not local.startswith("//"):
            found.append(f"{{{namespace}}}{local}")
        else:
            found.append(f"{{{word}}}*")
    return tuple(dict.fromkeys(found))

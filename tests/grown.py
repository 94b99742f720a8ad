"""Files grown from a grammar at random: one for each of its elements, the same for each seed.

Whatever a grammar allows can turn up in them, so that two grammars that agree on such files, and
on damaged copies of them, agree on what the elements are.
"""

from __future__ import annotations

from functools import cache
from random import Random
from xml.sax.saxutils import escape, quoteattr, unescape

from lxml import etree

from tei.relaxng.schema import parse

RNG = "{http://relaxng.org/ns/structure/1.0}"
_NEVER = 99
_LARGE = 40
# What attributes and texts are tried with, where a grammar wants a certain type.
_VALUES = (
    *("x", "1", "#x", "1905", "1905-01-22", "true", "unknown", "en", "high", "P1D", "12:30:00"),
    *("0.5", "x y", "2px", "a:b", "initial", "50%", "1.0", "0", "1 2", "ana:x", "3 cm", "4.9.0"),
    *("http://example.org/", "x-1", "male", "0,0 1,1 2,2", "1905-01-22T10:00:00Z", "M", "text/xml"),
    *("--12-01", "P1Y", "U+0041", "*", "matches", "(.*)", "teidata.word", "q", "01:02:03", "zz"),
)


class Grower:
    """Grows files from a grammar in one file of RELAX NG."""

    def __init__(self, grammar: bytes, seed: int) -> None:
        parser = etree.XMLParser(remove_comments=True, remove_blank_text=True)
        self.root = etree.fromstring(grammar, parser)
        self._random = Random(seed)
        self._count = 0
        self._parts: dict[str, list[etree._Element]] = {}
        for define in self.root.iter(f"{RNG}define"):
            self._parts.setdefault(define.get("name", ""), []).extend(_patterns(define))
        self._heights: dict[str, int] = dict.fromkeys(self._parts, _NEVER)
        self._known: dict[etree._Element, int] = {}
        self._measure()
        self._known = {each: self._height(each) for each in self.root.iter(f"{RNG}*")}

    def elements(self) -> dict[str, etree._Element]:
        """Give the elements with one name that a file can begin with, by their definitions."""
        found = {}
        for name, parts in self._parts.items():
            is_element = len(parts) == 1 and parts[0].tag == f"{RNG}element"
            if is_element and _name(parts[0]) and self._heights[name] < _NEVER:
                found[name] = parts[0]
        return found

    def open_start(self) -> bytes:
        """Give the grammar with a start at each of these elements."""
        copy = etree.fromstring(etree.tostring(self.root))
        for start in [*copy.iter(f"{RNG}start")]:
            parent = start.getparent()
            assert parent is not None
            parent.remove(start)
        choice = etree.SubElement(etree.SubElement(copy, f"{RNG}start"), f"{RNG}choice")
        for name in self.elements():
            etree.SubElement(choice, f"{RNG}ref", {"name": name})
        return etree.tostring(copy)

    def file(self, element: etree._Element, depth: int = 3) -> str:
        """Grow a file that begins with an element, about as deep as said and not very large."""
        self._count = 0
        return self._element(element, depth, "")

    def _measure(self) -> None:
        """Find how deep each definition is at least, so that growing comes to an end."""
        changed = True
        while changed:
            changed = False
            for name, parts in self._parts.items():
                height = max((self._height(each) for each in parts), default=0)
                if height < self._heights[name]:
                    self._heights[name] = height
                    changed = True

    def _height(self, pattern: etree._Element) -> int:
        if (known := self._known.get(pattern)) is not None:
            return known
        kind = etree.QName(pattern).localname
        inner = [self._height(each) for each in _patterns(pattern)]
        if kind == "ref":
            return self._heights.get(pattern.get("name", ""), _NEVER)
        if kind == "element":
            return min(_NEVER, 1 + max(inner, default=0))
        if kind == "choice":
            return min(inner, default=_NEVER)
        if kind in ("optional", "zeroOrMore", "attribute"):
            return 0
        return _NEVER if kind == "notAllowed" else max(inner, default=0)

    def _element(self, element: etree._Element, depth: int, around: str) -> str:
        namespace, local = _name(element) or ("urn:any", "any")
        self._count += 1
        depth = depth if self._count < _LARGE else 0
        attributes: dict[str, str] = {}
        inner = "".join(
            self._grow(each, depth - 1, namespace, attributes) for each in _patterns(element)
        )
        said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
        declared = "" if namespace == around else f' xmlns="{namespace}"'
        return f"<{local}{declared}{said}>{inner}</{local}>"

    def _grow(
        self, pattern: etree._Element, depth: int, around: str, attributes: dict[str, str]
    ) -> str:
        random, kind = self._random, etree.QName(pattern).localname
        parts = _patterns(pattern)
        if kind == "ref":
            parts = self._parts.get(pattern.get("name", ""), [])
        if kind == "element":
            return self._element(pattern, depth, around)
        if kind == "attribute":
            self._attribute(pattern, attributes)
            return ""
        if kind == "choice":
            best = min(self._height(each) for each in parts)
            parts = [random.choice([e for e in parts if self._height(e) <= max(depth, best)])]
        elif kind in ("optional", "zeroOrMore"):
            height = max((self._height(each) for each in parts), default=0)
            if height > depth or self._count > _LARGE or random.random() < 0.6:
                return ""
        elif kind in ("text", "data", "value"):
            return escape(self._text(pattern))
        elif kind == "list":
            return " ".join(self._words(each) for each in parts)
        times = random.choice((1, 1, 2)) if kind in ("zeroOrMore", "oneOrMore") else 1
        made = [self._grow(each, depth, around, attributes) for _ in range(times) for each in parts]
        if kind == "interleave":
            random.shuffle(made)
        return "".join(made)

    def _words(self, pattern: etree._Element) -> str:
        """Grow words of a list."""
        if pattern.tag not in (f"{RNG}zeroOrMore", f"{RNG}oneOrMore", f"{RNG}optional"):
            return self._grow(pattern, 0, "", {})
        times = self._random.choice((1, 1, 2)) if pattern.tag != f"{RNG}optional" else 1
        return " ".join(self._words(each) for _ in range(times) for each in _patterns(pattern))

    def _attribute(self, pattern: etree._Element, attributes: dict[str, str]) -> None:
        found = pattern.get("name")
        if found is None or found == "xml:id" or pattern.get("ns"):
            return
        if ":" in found and not found.startswith("xml:"):  # a prefix that would have to be declared
            return
        inner = "".join(self._grow(each, 0, "", {}) for each in _patterns(pattern))
        attributes[found] = unescape(inner).strip()

    def _text(self, pattern: etree._Element) -> str:
        if pattern.tag == f"{RNG}text":
            return "text"
        if pattern.tag == f"{RNG}value":
            return pattern.text or ""
        fitting = _fitting(etree.tostring(pattern, encoding="unicode", with_tail=False))
        return self._random.choice(fitting or ("x",))


@cache
def _fitting(data: str) -> tuple[str, ...]:
    """Give the values that fit a datatype."""
    grammar = (
        f'<element name="x" xmlns="{RNG[1:-1]}" datatypeLibrary='
        f'"http://www.w3.org/2001/XMLSchema-datatypes">{data}</element>'
    )
    schema = parse(grammar.encode(), "type.rng")
    return tuple(
        value for value in _VALUES if not schema.validate(f"<x>{escape(value)}</x>".encode())
    )


def _patterns(element: etree._Element) -> list[etree._Element]:
    """Give what stands in a pattern, without names and annotations."""
    aside = (f"{RNG}name", f"{RNG}anyName", f"{RNG}nsName", f"{RNG}param", f"{RNG}except")
    return [each for each in element.iterchildren(f"{RNG}*") if each.tag not in aside]


def _name(element: etree._Element) -> tuple[str, str] | None:
    """Give namespace and name of an element that has one name."""
    inner = element.find(f"{RNG}name")
    local = element.get("name") or (inner.text if inner is not None else "")
    if not local or ":" in local:
        return None
    holder: etree._Element | None = inner if inner is not None else element
    while holder is not None:
        if (namespace := holder.get("ns")) is not None:
            return namespace, local.strip()
        holder = holder.getparent()
    return "", local.strip()

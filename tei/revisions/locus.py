"""The place of an element in the edited text, as an editor would cite it: “Poem 2, line 34”."""

from __future__ import annotations

from lxml import etree

from tei.names import XML_ID
from tei.prepared.vocabulary import DIVISIONS
from tei.revisions.vocabulary import RECORDS, local

# How parts of a file are called that are no part of the text.
_PARTS = {"teiHeader": "Header", "standOff": "Registers", "facsimile": "Facsimile"}
_RECORD_NAMES = {"personGrp": "group", "org": "body", "bibl": "reference"}
_UNITS = {"l": "line", "ab": "block", "p": "paragraph", "sp": "speech"}
# What has neither division nor number stands in one of these.
_REGIONS = {"front": "Front matter", "body": "Text", "back": "Back matter", "text": "Text"}
# What stands in these are the parts of the header.
_HEADER_PARTS = ("fileDesc", "teiHeader")
_COUNTED_IN = DIVISIONS | {"body", "front", "back", "teiHeader", "standOff", "note", "text"}
_LONGEST = 40


class Loci:
    """Names places in one file; it counts the paragraphs of a division once."""

    def __init__(self) -> None:
        self._counted: dict[tuple[etree._Element, str], dict[etree._Element, int]] = {}

    def locus(self, element: etree._Element) -> str:
        """Give the division, and the line or paragraph in it; "" where there is none."""
        smallest = ""
        at: etree._Element | None = element
        while at is not None:
            name = _name(at)
            if name in _PARTS:
                return ", ".join(part for part in (_PARTS[name], smallest) if part)
            if name in DIVISIONS and (label := _division(at)):
                return f"{label}, {smallest}" if smallest else label
            if not smallest or _is_cited_rather(at, name, smallest):
                smallest = self._unit(at, name) or smallest
            if name in _REGIONS and not smallest:
                return _REGIONS[name]
            at = at.getparent()
        return smallest[:1].upper() + smallest[1:]

    def _unit(self, element: etree._Element, name: str) -> str:
        parent = element.getparent()
        above = _name(parent) if parent is not None else ""
        if name == "head" and above in DIVISIONS:
            return "heading"
        if name in RECORDS and element.get(XML_ID):
            return f"{_RECORD_NAMES.get(name, name)} {element.get(XML_ID)}"
        if above in _HEADER_PARTS:
            return name
        if name in _UNITS:
            return f"{_UNITS[name]} {element.get('n') or self._number(element)}"
        return ""

    def _number(self, element: etree._Element) -> int:
        """Count the elements of this name in the nearest division, up to this one."""
        around = element.getparent()
        while around is not None and _name(around) not in _COUNTED_IN:
            around = around.getparent()
        if around is None:
            return 1
        tag = str(element.tag)
        numbers = self._counted.get((around, tag))
        if numbers is None:
            numbers = {found: number for number, found in enumerate(around.iter(tag), 1)}
            self._counted[around, tag] = numbers
        return numbers[element]


def _is_cited_rather(element: etree._Element, name: str, smallest: str) -> bool:
    """Tell whether an element is cited rather than what it holds.

    A line is, a speech rather than its paragraphs, a part of the header rather than its own.
    """
    if name == "sp":
        return not smallest.startswith("line")
    parent = element.getparent()
    in_header = parent is not None and _name(parent) in _HEADER_PARTS
    return name == "l" or (in_header and smallest.startswith("paragraph"))


def _division(element: etree._Element) -> str:
    """Name a division by kind and number, else by its heading, else by its id."""
    number = element.get("n", "")
    kind = element.get("subtype") or element.get("type") or ""
    if kind.casefold() == number.casefold():
        number = ""
    head = next((child for child in element if _name(child) == "head"), None)
    title = " ".join("".join(map(str, head.itertext())).split()) if head is not None else ""
    if kind and number and kind not in ("section", "textpart", "part"):
        return f"{kind[:1].upper()}{kind[1:]} {number}"
    if title:
        short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
        return f"“{short}”"
    if number:
        return f"{(kind or 'division').capitalize()} {number}"
    ident = element.get(XML_ID)
    return f"#{ident}" if ident else f"{kind[:1].upper()}{kind[1:]}"


def _name(element: etree._Element) -> str:
    return local(element.tag) if isinstance(element.tag, str) else ""

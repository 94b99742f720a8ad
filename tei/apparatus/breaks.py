"""The signs in the row of a text: where paragraphs and lines begin, and where words are lost."""

from __future__ import annotations

from lxml import etree

from tei.apparatus.model import Attestation
from tei.apparatus.readings import lost
from tei.apparatus.tokens import ILLEGIBLE, JOIN, LACUNA, LINE, PARAGRAPH, Break
from tei.layers import local
from tei.names import AT
from tei.wording import ends_word

_PARAGRAPHS = frozenset(
    {"p", "ab", "head", "div", "lg", "sp", "list", "table", "trailer", "opener", "closer", "text"}
    | {"body", "front", "back", "epigraph", "argument", "byline", "titlePage", "docTitle"}
    | {f"div{depth}" for depth in range(8)}
)
_PARTING = frozenset({"lb", "pb", "cb", "gb", "milestone"})
# Why an editor supplies what the source once had. Without a reason it may never have been there.
_LOST = frozenset({"lost", "illegible", "damage", "damaged", "lacuna", "effaced", "faded", "torn"})
_LINES = frozenset({"l", "item", "row", "speaker", "line", "castItem", "addrLine", "titlePart"})


def sign_of(name: str) -> str:
    """Give the sign with which an element of this name begins and ends; "" for none."""
    if name in _PARAGRAPHS:
        return PARAGRAPH
    return LINE if name in _LINES else ""


def sign_of_gap(element: etree._Element) -> str:
    """Give the sign for what a witness has lost, where the element is a gap or mends one."""
    name = local(element)
    if name == "gap" or (name == "supplied" and _LOST & set(element.get("reason", "").split())):
        state = lost(element)
        if state is not None:
            return ILLEGIBLE if state is Attestation.ILLEGIBLE else LACUNA
    return ""


def after(element: etree._Element) -> str:
    """Give what stands after the words of an element: a sign, a blank or nothing."""
    name = local(element)
    if name == "label":
        return " " if ends_word(element) else ""
    return sign_of(name)


def before(element: etree._Element, name: str) -> str:
    """Give what stands before the words of an element of this name: a sign, a blank or nothing."""
    if name in _PARTING:
        if element.get("break") == "no":
            return JOIN
        return " " if name == "lb" else ""
    if name == "w":
        previous = element.getprevious()
        if previous is not None and local(previous) == "w" and not previous.tail:
            return " "
    if name == "gap":
        return sign_of_gap(element)
    sign = sign_of(name)
    return Break(sign, element.get(AT, "")) if sign else sign

"""The signs in the row of a text: where paragraphs and lines begin, and where words are lost."""

from __future__ import annotations

from lxml import etree

from tei.apparatus.model import Attestation
from tei.apparatus.readings import lost
from tei.apparatus.tokens import ILLEGIBLE, LACUNA, LINE, PARAGRAPH
from tei.layers import local

_PARAGRAPHS = frozenset(
    {"p", "ab", "head", "div", "lg", "sp", "list", "table", "trailer", "opener", "closer", "text"}
    | {"body", "front", "back", "epigraph", "argument", "byline", "titlePage", "docTitle"}
    | {f"div{depth}" for depth in range(8)}
)
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

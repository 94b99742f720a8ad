"""Which elements begin a paragraph or a line in the row of a text."""

from __future__ import annotations

from tei.apparatus.tokens import LINE, PARAGRAPH

_PARAGRAPHS = frozenset(
    {"p", "ab", "head", "div", "lg", "sp", "list", "table", "trailer", "opener", "closer", "text"}
    | {"body", "front", "back", "epigraph", "argument", "byline", "titlePage", "docTitle"}
    | {f"div{depth}" for depth in range(8)}
)
_LINES = frozenset({"l", "item", "row", "speaker", "line", "castItem", "addrLine", "titlePart"})


def sign_of(name: str) -> str:
    """Give the sign with which an element of this name begins and ends; "" for none."""
    if name in _PARAGRAPHS:
        return PARAGRAPH
    return LINE if name in _LINES else ""

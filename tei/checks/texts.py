"""Texts: every text of an edition has something in it."""

from __future__ import annotations

from collections.abc import Iterator

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import Layer, local
from tei.names import tei
from tei.wording import pieces

# A passage between divisions may be a text too; that one holds nothing is no mistake.
_TEXTS = frozenset({"text", "body", "front", "back", "div", *(f"div{depth}" for depth in range(8))})
_WITHOUT_WORDS = ("graphic", "media", "gap", "formula", "notatedMusic", "figure", "surface", "pb")


@check("TXT001", "empty-text", Severity.WARNING)
def empty_text(edition: Edition) -> Iterator[Finding]:
    """A text has no words and no images.

    A page would be made for it that shows nothing.

    Wrong:
        <body><p/></body>

    Right:
        <body><p>Once upon a time.</p></body>
    """
    if not edition.has_text:
        return
    for text in edition.texts.values():
        parts = text.elements
        said = any(
            piece.strip() for layer in Layer for part in parts for piece in pieces(part, layer)
        )
        shown = any(True for part in parts for _ in part.iter(*map(tei, _WITHOUT_WORDS)))
        if not said and not shown and any(local(part) in _TEXTS for part in parts):
            yield empty_text.finding(
                edition,
                parts[0],
                f"The text “{text.label}” is empty.",
                "Transcribe it, or leave it out of the edition.",
            )

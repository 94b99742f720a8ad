"""How messages quote and list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei.relaxng.datatypes import collapse
from tei.relaxng.names import shown

_LONGEST = 40


def quoted(name: str) -> str:
    """Give an element's name as an encoder knows it, in quotation marks."""
    return f"“{shown(name)}”"


def at(name: str) -> str:
    """Give an attribute's name as an encoder knows it: `@xml:id`."""
    return f"@{shown(name)}"


def excerpt(text: str) -> str:
    """Give the beginning of a text on one line, in quotation marks."""
    text = collapse(text)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    return f"“{text}”"


def either(items: Iterable[str]) -> str:
    """List things of which one is meant: `a, b or c`."""
    return _joined(list(items), " or ")


def together(items: Iterable[str]) -> str:
    """List things that are all meant: `a, b and c`."""
    return _joined(list(items), " and ")


def some(items: Sequence[str], most: int, total: int = 0) -> str:
    """List the first things, and say how many others there are: `a, b and 7 others`."""
    others = max(len(items), total) - most
    if others <= 1:
        return either(items)
    return f"{', '.join(items[:most])} and {others} others"


def paragraph(*sentences: str) -> str:
    """Join the sentences that there are."""
    return " ".join(filter(None, sentences))


def _joined(items: list[str], last: str) -> str:
    return last.join(filter(None, (", ".join(items[:-1]), *items[-1:])))

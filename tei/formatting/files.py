"""A file in its canonical layout, after it was compared with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from tei.edits import EditError
from tei.findings import Position
from tei.formatting.layout import SPACE, laid_out
from tei.reading.markup import Kind, attributes, name, pieces
from tei.reading.source import Source, parse


def formatted(source: Source) -> bytes:
    """Give the bytes of a file in the canonical layout.

    The result is read again: it has the same tags, attributes, words, comments, instructions and
    the same DOCTYPE in the same order. Raises EditError when it has not.
    """
    text = laid_out(source)
    if text == source.text:
        return source.bom + text.encode(source.encoding, "surrogatepass")
    data = source.bom + text.encode(source.encoding, "surrogatepass")
    del text
    after = parse(data, source.path, source.number, source.name, any_root=True, stamped=False)
    if any(one != other for one, other in zip_longest(_content(source), _content(after))):
        raise EditError(
            f"The layout of {source.name} cannot be changed without changing more.",
            "The file is left as it is. Please report this.",
            Position(source.name),
        )
    return data


def laid_out_anew(data: bytes, name: str) -> bytes:
    """Give a file that the program has made itself in the canonical layout."""
    return formatted(parse(data, Path(name), 0, name, any_root=True, stamped=False))


def _content(source: Source) -> Iterator[object]:
    """Give all that a file says: what is left when white space does not count."""
    for kind, start, end in pieces(source):
        written = source.text[start:end]
        if kind is Kind.TEXT:
            yield from filter(None, SPACE.split(written))
        elif kind in (Kind.START, Kind.EMPTY):
            values = sorted((each.name, each.value) for each in attributes(written))
            yield kind, name(written), values
        else:
            yield name(written) if kind is Kind.END else written

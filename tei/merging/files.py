"""The merge of files: from bytes to bytes, with their encodings and line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tei.errors import TeiError
from tei.findings import Position
from tei.merging import conflicts
from tei.merging.alignment import align
from tei.merging.merging import merge_sides
from tei.merging.moves import follow_moves
from tei.merging.rows import row_of
from tei.merging.sides import Side
from tei.merging.untouched import untouched
from tei.reading.source import Source, parse

Value = TypeVar("Value")

_LONE = re.compile(r"(?<!\r)\n|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Result:
    """The bytes of the merged file, and how many conflicts were added to it."""

    data: bytes
    conflicts: int


def merge(base: bytes, ours: bytes, theirs: bytes, names: Sequence[str]) -> Result:
    """Merge two revisions of a file with their common ancestor; `names` are those of the three.

    An empty ancestor means that there is none: all that differs is a conflict then. Raises
    TeiError when one of the files cannot be read, or when they begin with different elements.
    """
    if ours == theirs or base == theirs:
        _read(ours, names[1])
        return Result(ours, 0)
    if base == ours:
        _read(theirs, names[2])
        return Result(theirs, 0)
    mine, other = _read(ours, names[1]), _read(theirs, names[2])
    blind = not base.strip()
    before = mine if blind else _read(base, names[0])
    sources = [before, mine, other]
    ends = [_line_end(source.text) for source in sources]
    end = _chosen(ends[0], ends[1], ends[2])
    uniform = len(set(ends)) > 1 and all(ends)
    if uniform:
        sources = [replace(each, text=_simple(each.text)) for each in sources]
    whole = ({}, {}, {}) if blind or uniform else untouched(before, mine, other)
    rows = [row_of(source, each) for source, each in zip(sources, whole, strict=True)]
    _refuse_strangers([row.name(row.root) for row in rows], names)
    numbers = [each.number for source in sources for each in conflicts.find(source)]
    encoding = _chosen(before.encoding, mine.encoding, other.encoding)
    bom = _chosen(before.bom, mine.bom, other.bom)
    del sources, before, mine, other  # large files: their trees are not needed any more
    if blind:
        one, two, three = rows[0], rows[1], rows[2]
        forward, further = list(range(len(one))), align(one, three)
    else:
        (one, two, three), (forward, further) = follow_moves(rows[0], rows[1], rows[2])
    merged = merge_sides(
        Side.of("ours", one, two, forward),
        Side.of("theirs", one, three, further),
        numbered=max(numbers, default=0),
        blind=blind,
    )
    text = merged.text.replace("\n", end) if uniform and end != "\n" else merged.text
    data = bom + text.encode(encoding, "xmlcharrefreplace")
    _read(data, "the merged file")
    return Result(data, merged.conflicts)


def _read(data: bytes, file: str) -> Source:
    return parse(data, Path(file), 0, file, any_root=True, stamped=False)


def _refuse_strangers(roots: Sequence[str], names: Sequence[str]) -> None:
    for root, file in zip(roots, names, strict=True):
        if root != roots[1]:
            message = (
                f"{names[1]} and {file} cannot be merged: the first element is {roots[1]} in the "
                f"one and {root} in the other."
            )
            raise TeiError(message, "Name revisions of one file.", Position(file))


def _chosen(base: Value, ours: Value, theirs: Value) -> Value:
    return theirs if ours == base else ours


def _line_end(text: str) -> str:
    """Give the line end of a text, "" when it has several."""
    if "\r" not in text:
        return "\n"
    return "" if _LONE.search(text) else "\r\n"


def _simple(text: str) -> str:
    return text.replace("\r\n", "\n")

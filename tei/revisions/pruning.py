"""What is the same in both files to the letter need not be looked at.

Two files are cut where blocks begin. Where the pieces agree, whole subtrees agree, and each of
them can stand as a single word in the comparison: the work is then in proportion to what changed.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass

from lxml import etree

from tei.reading.source import Source
from tei.revisions.flattening import ordinal
from tei.revisions.sequences import patience
from tei.revisions.vocabulary import block_tags

_NAMESPACES = re.compile(r"xmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass
class _Cuts:
    """Where blocks begin: their ordinals, the elements, and the text up to the next one."""

    ordinals: list[int]
    nodes: list[etree._Element]
    slices: list[str]
    total: int


def unchanged(old: Source, new: Source) -> tuple[dict[int, int], dict[int, int]]:
    """Find blocks that are the same to the letter, with all they hold.

    Gives for either file the ordinals of such blocks, with a number that pairs them.
    """
    if not _comparable(old, new):
        return {}, {}
    a, b = _cut(old), _cut(new)
    pairs, _ = patience(a.slices, b.slices)
    if len(pairs) < len(a.slices) / 2:
        # Perhaps the files are only laid out otherwise.
        pairs, _ = patience(_folded(a.slices), _folded(b.slices))
    partner = dict(pairs)
    runs = [0] * (len(a.slices) + 1)
    for number in range(len(a.slices) - 1, -1, -1):
        if number in partner:
            follows = partner.get(number + 1) == partner[number] + 1
            runs[number] = runs[number + 1] + 1 if follows else 1
    first: dict[int, int] = {}
    second: dict[int, int] = {}
    for number, other in pairs:
        node = a.nodes[number]
        length = bisect_left(a.ordinals, _end(node, a.total)) - number
        if runs[number] >= length and node.nsmap == b.nodes[other].nsmap:
            first[a.ordinals[number]] = number
            second[b.ordinals[other]] = number
    return first, second


def _folded(slices: list[str]) -> list[str]:
    return [_SPACE.sub(" ", each).strip(" ") for each in slices]


def _comparable(old: Source, new: Source) -> bool:
    """Tell whether equal text means equal markup: the same entities, the same namespaces."""
    prologs = [source.text[: _offset(source, 0)] for source in (old, new)]
    if prologs[0] != prologs[1] and any("<!DOCTYPE" in prolog for prolog in prologs):
        return False
    declared = [_NAMESPACES.findall(source.text) for source in (old, new)]
    return declared[0] == declared[1]


def _cut(source: Source) -> _Cuts:
    nodes = list(source.root.iter(*block_tags()))
    ordinals = list(map(ordinal, nodes))
    offsets = [_offset(source, each) for each in ordinals]
    text = source.text
    slices = [text[begin:end] for begin, end in itertools.pairwise([*offsets, None])]
    return _Cuts(ordinals, nodes, slices, len(source.positions))


def _offset(source: Source, number: int) -> int:
    return source.lines.offset(*source.positions[number])


def _end(node: etree._Element, total: int) -> int:
    """Give the ordinal of the first element after an element's last descendant."""
    at: etree._Element | None = node
    while at is not None:
        after = at.getnext()
        while after is not None and not isinstance(after.tag, str):
            after = after.getnext()
        if after is not None:
            return ordinal(after)
        at = at.getparent()
    return total

"""What is the same in both files to the letter need not be looked at.

Two files are cut where blocks begin. Where the pieces agree, whole blocks agree with all they hold,
and each of them can stand as a single word in the comparison: the work is then in proportion to
what changed. That is found in the text of the files, which is much faster than in their trees.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from tei.reading.source import Source
from tei.revisions.sequences import patience
from tei.revisions.vocabulary import block_names

_NAMESPACES = re.compile(r"xmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass
class _Cuts:
    """Where blocks begin and end, how many of them stand in each, the text up to the next one."""

    begins: list[int]
    ends: list[int]
    within: list[int]
    slices: list[str]


# A block by its ordinal: the number that pairs it with another, the ordinal of what follows it.
Same = dict[int, tuple[int, int]]


def unchanged(old: Source, new: Source) -> tuple[Same, Same]:
    """Find blocks that are the same to the letter, with all they hold.

    Gives for either file the ordinals of such blocks, with a number that pairs them, and the
    ordinal of the first element after each.
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
    in_scope = _scopes(old, new, len(a.begins), len(b.begins))
    first: Same = {}
    second: Same = {}
    for number, other in pairs:
        if runs[number] > a.within[number] and in_scope(number, other):
            first.update([_known(old, a, number, number)])
            second.update([_known(new, b, other, number)])
    return first, second


def _known(source: Source, cuts: _Cuts, number: int, name: int) -> tuple[int, tuple[int, int]]:
    ordinal = source.positions.until(cuts.begins[number])
    return ordinal, (name, source.positions.until(cuts.ends[number]))


def _folded(slices: list[str]) -> list[str]:
    return [_SPACE.sub(" ", each).strip(" ") for each in slices]


def _comparable(old: Source, new: Source) -> bool:
    """Tell whether equal text means equal markup: the same entities, the same namespaces."""
    prologs = [source.text[: source.positions.offset(0)] for source in (old, new)]
    if prologs[0] != prologs[1] and any("<!DOCTYPE" in prolog for prolog in prologs):
        return False
    declared = [_NAMESPACES.findall(source.text) for source in (old, new)]
    return declared[0] == declared[1] and _prefix(old) == _prefix(new)


def _prefix(source: Source) -> str:
    """Give the prefix of the first element with its colon, "" where it has none."""
    return f"{source.root.prefix}:" if source.root.prefix else ""


def _scopes(old: Source, new: Source, *counts: int) -> Callable[[int, int], bool]:
    """Give what tells, by their numbers, whether prefixes mean the same around two blocks.

    `counts` says how many there are in the text; an entity may bring more of them.
    """
    if all(_root_declares_all(source) for source in (old, new)):
        return lambda number, other: True
    tags = [f"{{*}}{name}" for name in block_names()]
    first, second = (
        [each for each in source.root.iter(*tags) if each.prefix == source.root.prefix]
        for source in (old, new)
    )
    if (len(first), len(second)) != counts:
        return lambda number, other: False
    return lambda number, other: first[number].nsmap == second[other].nsmap


def _root_declares_all(source: Source) -> bool:
    """Tell whether all namespaces are declared before the second element."""
    second = source.positions.offset(1) if len(source.positions) > 1 else len(source.text)
    return _NAMESPACES.search(source.text, second) is None


@cache
def _tags(prefix: str) -> re.Pattern[str]:
    """Give the expression for the tags of blocks, and for what may hold what looks like one."""
    names = "|".join(
        f"{letter}(?:{'|'.join(name[1:] for name in some)})"
        for letter, some in itertools.groupby(block_names(), key=itemgetter(0))
    )
    tag = rf"(/?){re.escape(prefix)}(?:{names})(?![\w.:-])(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
    return re.compile(rf"<(?:{tag}>|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)", re.DOTALL)


def _cut(source: Source) -> _Cuts:
    text = source.text
    begins: list[int] = []
    ends: list[int] = []
    within: list[int] = []
    open_: list[int] = []
    for match in _tags(_prefix(source)).finditer(text, source.positions.offset(0)):
        slash = match[1]
        if slash == "":
            open_.append(len(begins))
            begins.append(match.start())
            ends.append(0)
            within.append(0)
        if slash or (slash == "" and text[match.end() - 2] == "/"):
            number = open_.pop()
            ends[number] = match.end()
            within[number] = len(begins) - 1 - number
    slices = [text[begin:end] for begin, end in itertools.pairwise([*begins, None])]
    return _Cuts(begins, ends, within, slices)

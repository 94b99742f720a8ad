"""Which blocks of a text and of its translation belong together, and the two cut into pairs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
# Where several blocks have a number: the same element as on the other side, else in this order.
_MATCHED = ("stanza", "p", "section", "speech", "quotation", "list", "line", "item", "heading")
# What is not looked into: something is tied to it as a whole.
_WHOLE = frozenset(["passage", "table", "figure", "note", "notes", "apparatus", "remark"])
# A range of more numbers than this is none, and so many blocks of one number are looked at.
_LONGEST = 1000
_LOOKED_AT = 12

Match = tuple[etree._Element, etree._Element]


def pointers(element: etree._Element) -> list[str]:
    """Give the ids that an element's `@corresp` names, without the file."""
    return [each.rpartition("#")[2] for each in element.get("corresp", "").split()]


def local(element: etree._Element) -> str:
    """Give the id of an element without that of its text."""
    return element.get("id", "").rpartition("#")[2]


def aligned(first: etree._Element, second: etree._Element) -> list[Match]:
    """Give the blocks that belong together, in the order of both texts.

    Without a pointer or a number the blocks of two texts that have equally many go together.
    """
    return _by_name(first, second) or _by_order(first, second)


def _by_name(first: etree._Element, second: etree._Element) -> list[Match]:
    blocks = list(_blocks(first))
    place = {block: at for at, block in enumerate(blocks)}
    by_id = {local(block): block for block in blocks if local(block)}
    pointing = {name: block for block in reversed(blocks) for name in pointers(block)}
    by_number: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        for number in _numbers(block):
            by_number.setdefault(number, []).append(at)
    found: list[Match] = []
    partner: dict[etree._Element, etree._Element] = {}
    last = -1
    for block in _blocks(second):
        within = next((partner[each] for each in block.iterancestors() if each in partner), None)
        named = [by_id[name] for name in pointers(block) if name in by_id]
        if local(block) in pointing:
            named.append(pointing[local(block)])
        if not named and (numbers := _numbers(block)):
            same = by_number.get(numbers[0], [])
            start = bisect_right(same, last)
            named = [blocks[at] for at in same[start : start + _LOOKED_AT]]
            named.sort(key=lambda each: _rank(each, block))
        for each in named[:1]:
            if place[each] > last and (within is None or within in each.iterancestors()):
                found.append((each, block))
                partner[block] = each
                last = place[each]
    return found


def astray(
    first: etree._Element, second: etree._Element, matches: Sequence[Match]
) -> Iterator[etree._Element]:
    """Give the blocks that point to something before what the block before them belongs to.

    They cannot stand beside it without a change of order.
    """
    blocks = list(_blocks(first))
    place = {block: at for at, block in enumerate(blocks)}
    by_id = {local(block): block for block in blocks if local(block)}
    partner = {right: left for left, right in matches}
    last = -1
    for block in _blocks(second):
        if block in partner:
            last = place[partner[block]]
        elif any(place[by_id[name]] < last for name in pointers(block) if name in by_id):
            yield block


def _rank(one: etree._Element, other: etree._Element) -> int:
    return -1 if one.tag == other.tag else _MATCHED.index(str(one.tag))


def _by_order(first: etree._Element, second: etree._Element) -> list[Match]:
    while len(first) == 1 and first[0].tag == "section":
        first = first[0]
    while len(second) == 1 and second[0].tag == "section":
        second = second[0]
    return list(zip(first, second, strict=True)) if len(first) == len(second) else []


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Give what can be matched, in order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element is not root and element.tag in _MATCHED:
            yield element
        if element.tag not in _WHOLE:
            waiting += reversed(element)


def _numbers(block: etree._Element) -> list[str]:
    """Give the numbers that a block has in the source, all those of a range."""
    number = block.get("number", "").strip()
    found = _RANGE.fullmatch(number)
    if found and 0 <= int(found[2]) - int(found[1]) < _LONGEST:
        return [str(each) for each in range(int(found[1]), int(found[2]) + 1)]
    return [number] if number else []


@dataclass(frozen=True, slots=True)
class Cut:
    """Two divisions, and the blocks that belong together in them."""

    first: etree._Element
    second: etree._Element
    matches: Sequence[Match]

    def starts(self) -> list[Match]:
        """Give where each pair begins on both sides: the largest elements that begin there."""
        one, two = _order(self.first), _order(self.second)
        starts: list[Match] = []
        last = (0, 0)
        for left, right in self.matches:
            left, right = outermost(left, self.first), outermost(right, self.second)
            at = (one[left], two[right])
            if (at[0] > last[0] and at[1] > last[1]) or (not starts and at != (0, 0)):
                starts.append((left, right))
                last = at
        return starts

    def pieces(self) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Give both sides of each pair in order; a side may be empty."""
        starts = self.starts()
        lefts = cut(self.first, {left for left, _ in starts})
        rights = cut(self.second, {right for _, right in starts})
        yield from zip(lefts, rights, strict=True)


def _order(root: etree._Element) -> dict[etree._Element, int]:
    return {element: at for at, element in enumerate(root.iter())}


def outermost(element: etree._Element, root: etree._Element) -> etree._Element:
    """Give the largest element that begins where this one does."""
    while element is not root:
        parent = element.getparent()
        assert parent is not None
        if element.getprevious() is not None or (parent.text or "").strip():
            break
        element = parent
    return element


def cut(root: etree._Element, starts: set[etree._Element]) -> list[etree._Element | None]:
    """Cut an element before each of the elements in it; what they stand in is in all parts."""
    inside = {each for start in starts if start is not root for each in start.iterancestors()}
    none: list[etree._Element | None] = [None] if root in starts else []
    return [*none, *_parts(root, starts, inside)]


def _parts(
    element: etree._Element, starts: set[etree._Element], inside: set[etree._Element]
) -> list[etree._Element]:
    if element not in inside:
        return [element]
    parts = [_shell(element)]
    parts[0].text = element.text
    if element.get("id"):
        parts[0].set("id", element.get("id", ""))
    for child in list(element):
        if child in starts:
            parts.append(_shell(element))
        first, *others = _parts(child, starts, inside)
        parts[-1].append(first)
        for other in others:
            parts.append(_shell(element))
            parts[-1].append(other)
        if others:
            others[-1].tail = child.tail
    return parts


def _shell(element: etree._Element) -> etree._Element:
    kept = {str(k): str(v) for k, v in element.items() if k not in ("id", "space")}
    return etree.Element(element.tag, kept)

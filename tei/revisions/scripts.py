"""The exact difference of two files, and its application: what makes the new one of the old.

Where `comparison` says what an editor did, a script says how to do it again: which pieces of the
old file (tags, words, comments, each with the white space before it) give way to which others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.names import AT
from tei.reading.source import Source
from tei.revisions.sequences import common, patience

_PIECES = re.compile(r"[ \t\r\n]+|\w+|[^\w \t\r\n]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag, a word, a comment: what it is, its name or text, its attributes, the space before."""

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    space: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Pieces `first` up to `last` of the old file give way to these."""

    first: int
    last: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """What makes the new file of the old one. `namespaces` are those of the new root."""

    replacements: tuple[Replacement, ...]
    namespaces: tuple[tuple[str | None, str], ...]


def script(old: Source, new: Source) -> Script:
    """Write down what makes `new` of `old`."""
    a, b = list(_pieces(old.root)), list(_pieces(new.root))
    pairs, gaps = patience(a, b)
    for a0, a1, b0, b1 in gaps:
        if a0 < a1 and b0 < b1:
            numbers: dict[Piece, str] = {}
            first = [numbers.setdefault(piece, str(len(numbers))) for piece in a[a0:a1]]
            second = [numbers.setdefault(piece, str(len(numbers))) for piece in b[b0:b1]]
            pairs.extend((a0 + i, b0 + j) for i, j in common(first, second))
    return Script(
        tuple(_replacements(sorted(pairs), len(a), b)), tuple(sorted_namespaces(new.root))
    )


def sorted_namespaces(root: etree._Element) -> list[tuple[str | None, str]]:
    """Give the namespaces that a root declares, in a fixed order."""
    return sorted(root.nsmap.items(), key=lambda item: item[0] or "")


def _replacements(
    pairs: Sequence[tuple[int, int]], length: int, b: Sequence[Piece]
) -> Iterator[Replacement]:
    i = j = 0
    for x, y in (*pairs, (length, len(b))):
        if x > i or y > j:
            yield Replacement(i, x, tuple(b[j:y]))
        i, j = x + 1, y + 1


def apply(changes: Script, old: etree._Element) -> etree._Element:
    """Make the new file of the old one. Raises ValueError when the script is for another file."""
    pieces = list(_pieces(old))
    result: list[Piece] = []
    at = 0
    for each in changes.replacements:
        if not at <= each.first <= each.last <= len(pieces):
            raise ValueError("the script belongs to another file")
        result.extend(pieces[at : each.first])
        result.extend(each.pieces)
        at = each.last
    return _build([*result, *pieces[at:]], dict(changes.namespaces))


def _pieces(root: etree._Element) -> Iterator[Piece]:
    """Take a file apart."""
    space = ""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        text = node.text
        if event == "start":
            items = sorted((key, value) for key, value in node.attrib.items() if key != AT)
            yield Piece("start", str(node.tag), tuple(items), space)
        elif event == "end":
            yield Piece("end", str(node.tag), (), space)
            text = node.tail if node is not root else None
        elif event == "pi":
            yield Piece("pi", str(node.target), (("", node.text or ""),), space)
            text = node.tail
        else:
            yield Piece("comment", node.text or "", (), space)
            text = node.tail
        space = ""
        for piece in _PIECES.findall(text or ""):
            if piece[0] in " \t\r\n":
                space = piece
            else:
                yield Piece("word", piece, (), space)
                space = ""


def _build(pieces: Sequence[Piece], namespaces: dict[str | None, str]) -> etree._Element:
    """Put a file together. Raises ValueError when the pieces do not nest."""
    root: etree._Element | None = None
    stack: list[etree._Element] = []
    last: etree._Element | None = None

    def add(text: str) -> None:
        if last is not None:
            last.tail = (last.tail or "") + text
        elif stack:
            stack[-1].text = (stack[-1].text or "") + text

    for piece in pieces:
        if stack and piece.space:
            add(piece.space)
        if piece.kind == "start":
            attributes = dict(piece.attributes)
            if not stack:
                if root is not None:
                    raise ValueError("two first elements")
                root = etree.Element(
                    piece.name,
                    attributes,
                    nsmap=namespaces,  # type: ignore[arg-type]  # None is the default namespace
                )
                stack.append(root)
            else:
                stack.append(etree.SubElement(stack[-1], piece.name, attributes))
            last = None
        elif piece.kind == "end":
            if not stack or stack[-1].tag != piece.name:
                raise ValueError(f"the end of {piece.name} has no beginning")
            last = stack.pop()
        elif piece.kind == "word":
            add(piece.name)
        else:
            last = (
                etree.Comment(piece.name)
                if piece.kind == "comment"
                else etree.ProcessingInstruction(piece.name, piece.attributes[0][1])
            )
            stack[-1].append(last)
    if root is None or stack:
        raise ValueError("an element is not closed")
    return root

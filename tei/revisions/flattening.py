"""From the tree of a file to its streams of words."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tei import names
from tei.reading.source import Source
from tei.revisions.streams import Chunk, Flat, Stream
from tei.revisions.tokens import SAME
from tei.revisions.vocabulary import (
    COMMENT,
    ENTITY,
    INSTRUCTION,
    Role,
    holds_elements_only,
    local,
    parts_words,
    role,
)


class _Flattener:
    def __init__(self, flat: Flat, same: Mapping[int, int]) -> None:
        self.flat = flat
        self.same = same
        self.all: list[Stream] = [flat.main]

    def walk(self, node: etree._Element, stream: Stream, parent: int, around: str) -> None:
        """Add an element and all that it holds."""
        flat = self.flat
        index = len(flat.nodes)
        tag = node.tag
        if not isinstance(tag, str):
            self._add(node, _special(node), Role.PHRASE, stream, parent)
            if flat.names[index] == ENTITY:
                stream.add(node.text or "")
                flat.ends[index] = stream.length
            return
        name = local(tag)
        what = role(name, around)
        self._add(node, name, what, stream, parent)
        joins = False
        inner = stream
        if what is Role.BESIDE:
            inner = flat.inner[index] = Stream(index)
            self.all.append(inner)
        elif what is Role.BLOCK:
            stream.borders.append(stream.length)
            stream.part()
            flat.starts[index] = stream.length
            if inner is flat.main and self.same:
                number = self.same.get(ordinal(node))
                if number is not None:
                    flat.same[number] = index
                    stream.same[number] = node
                    stream.add(f"{SAME}{number}")
                    self._close(index, stream)
                    return
        elif what is Role.BOUNDARY and parts_words(name):
            joins = node.get("break") == "no"
            if joins:
                self._join(stream)
            else:
                stream.part()
        layout = holds_elements_only(name)
        if node.text and not (layout and _is_blank(node.text)):
            self._text(node.text, inner, index, tail=False)
        for child in node:
            self.walk(child, inner, index, name)
            if child.tail and not (layout and _is_blank(child.tail)):
                self._text(child.tail, inner, len(flat.nodes) - 1, tail=True, node=child)
        flat.ends[index] = stream.length
        if what is Role.BLOCK:
            self._close(index, stream)

    def _add(
        self, node: etree._Element, name: str, what: Role, stream: Stream, parent: int
    ) -> None:
        flat = self.flat
        stream.elements.append(len(flat.nodes))
        flat.nodes.append(node)
        flat.names.append(name)
        flat.parents.append(parent)
        flat.roles.append(what)
        flat.streams.append(stream)
        flat.starts.append(stream.length)
        flat.ends.append(stream.length)
        flat.inner.append(None)

    def _join(self, stream: Stream) -> None:
        """Let the word go on over a line end: the white space before it is layout."""
        _strip_end(stream)
        flat, length = self.flat, stream.length
        for index in reversed(stream.elements):
            if flat.starts[index] <= length and flat.ends[index] <= length:
                break
            flat.starts[index] = min(flat.starts[index], length)
            flat.ends[index] = min(flat.ends[index], length)

    def _close(self, index: int, stream: Stream) -> None:
        self.flat.ends[index] = stream.length
        stream.borders.append(stream.length)
        stream.part()

    def _text(
        self,
        text: str,
        stream: Stream,
        index: int,
        *,
        tail: bool,
        node: etree._Element | None = None,
    ) -> None:
        skip = 0
        if node is not None:
            while self.flat.nodes[index] is not node:
                index = self.flat.parents[index]
            if self.flat.names[index] in ("lb", "pb", "cb", "gb", "milestone") and (
                node.get("break") == "no"
            ):
                skip = len(text) - len(text.lstrip())
        stream.chunks.append(Chunk(stream.length, index, tail, skip))
        stream.add(text[skip:] if skip else text)


def _strip_end(stream: Stream) -> None:
    """Take away white space at the end: a line that does not break a word hides its layout."""
    while stream.pieces and (not stream.pieces[-1] or stream.pieces[-1][-1].isspace()):
        piece = stream.pieces.pop()
        kept = piece.rstrip()
        stream.length -= len(piece) - len(kept)
        stream.pieces.append(kept)
        if kept:
            return
        stream.pieces.pop()


def _is_blank(text: str) -> bool:
    return not text.strip(" \t\r\n")


def _special(node: etree._Element) -> str:
    if isinstance(node, etree._Comment):
        return COMMENT
    return INSTRUCTION if isinstance(node, etree._ProcessingInstruction) else ENTITY


def ordinal(node: etree._Element) -> int:
    """Give the number of an element among the elements of its file."""
    return int((node.get(names.AT) or "0.0").partition(".")[2])


def flatten(source: Source, same: Mapping[int, int]) -> Flat:
    """Flatten a file; blocks whose ordinals are in `same` become one word each, by their number."""
    flat = Flat(source)
    flattener = _Flattener(flat, same)
    flattener.walk(source.root, flat.main, -1, "")
    for stream in flattener.all:
        stream.finish()
        for index in stream.elements:
            flat.starts[index] = begin = stream.point(flat.starts[index])
            flat.ends[index] = max(begin, stream.point(flat.ends[index]))
    return flat

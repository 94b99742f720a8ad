"""From the tree of a file to its streams of words."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tei.prepared.vocabulary import HOLDERS
from tei.reading.source import Source
from tei.revisions.folding import Attributes, Folder, fold
from tei.revisions.streams import Flat, Stream
from tei.revisions.tokens import PART, SAME, expression
from tei.revisions.vocabulary import (
    COMMENT,
    ENTITY,
    INSTRUCTION,
    Role,
    local,
    parts_words,
    role,
)


class _Flattener:
    def __init__(self, flat: Flat, same: Mapping[int, tuple[int, int]]) -> None:
        self.flat = flat
        self.same = same
        self.all: list[Stream] = [flat.main]
        self.folded = Folder()
        # How many elements of the file came before.
        self.ordinal = 0

    def walk(self, node: etree._Element, stream: Stream, parent: int, around: str) -> int:
        """Add an element and all that it holds; give its index."""
        flat = self.flat
        tag = node.tag
        if not isinstance(tag, str):
            return self._special(node, stream, parent)
        name = local(tag)
        what = role(name, around)
        index = self._add(node, name, what, stream, parent, self.folded(node.items()))
        self.ordinal += 1
        inner = stream
        if what is Role.BESIDE:
            inner = flat.inner[index] = Stream(index)
            self.all.append(inner)
        elif what is Role.BLOCK:
            stream.borders.append(stream.length)
            stream.add(PART)
            flat.starts[index] = stream.length
            if inner is flat.main and self._is_same(index):
                self._close(index, stream)
                return index
        elif what is Role.BOUNDARY and parts_words(name):
            if node.get("break") == "no":
                self._join(stream)
            else:
                stream.add(PART)
        layout = name in HOLDERS
        text = node.text
        if text and not (layout and _is_blank(text)):
            inner.chunks.append((inner.length, index, False, 0))
            inner.add(text)
        for child in node:
            number = self.walk(child, inner, index, name)
            text = child.tail
            if text and not (layout and _is_blank(text)):
                self._after(text, inner, number)
        flat.ends[index] = stream.length
        if what is Role.BLOCK:
            self._close(index, stream)
        return index

    def _special(self, node: etree._Element, stream: Stream, parent: int) -> int:
        """Add a comment, an instruction or a reference to an entity."""
        name = _name(node)
        said = f"{getattr(node, 'target', '')} {node.text or ''}"
        index = self._add(node, name, Role.PHRASE, stream, parent, (("#", fold(said)),))
        if name == ENTITY:
            stream.add(node.text or "")
            self.flat.ends[index] = stream.length
        return index

    def _is_same(self, index: int) -> bool:
        """Put one word in the place of a block that is the same in both files, if this is one."""
        flat = self.flat
        number, until = self.same.get(self.ordinal - 1, (-1, 0))
        if number < 0:
            return False
        flat.same[number] = index
        flat.main.same[number] = flat.nodes[index]
        flat.main.add(f"{SAME}{number}")
        self.ordinal = until
        return True

    def _add(
        self,
        node: etree._Element,
        name: str,
        what: Role,
        stream: Stream,
        parent: int,
        attributes: Attributes,
    ) -> int:
        flat = self.flat
        index = len(flat.nodes)
        stream.elements.append(index)
        flat.nodes.append(node)
        flat.names.append(name)
        flat.parents.append(parent)
        flat.roles.append(what)
        flat.streams.append(stream)
        flat.starts.append(stream.length)
        flat.ends.append(stream.length)
        flat.inner.append(None)
        flat.attributes.append(attributes)
        flat.ordinals.append(self.ordinal)
        return index

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
        stream.add(PART)

    def _after(self, text: str, stream: Stream, index: int) -> None:
        """Add the text after an element."""
        skip = 0
        if self.flat.roles[index] is Role.BOUNDARY:
            joins = self.flat.nodes[index].get("break") == "no"
            if joins and parts_words(self.flat.names[index]):
                skip = len(text) - len(text.lstrip())
        stream.chunks.append((stream.length, index, True, skip))
        stream.add(text[skip:] if skip else text)

    def finish(self) -> None:
        """Find the words of all streams, and where among them the elements begin and end."""
        starts, ends = self.flat.starts, self.flat.ends
        texts = [stream.take() for stream in self.all]
        words = expression("".join(texts))
        for stream, text in zip(self.all, texts, strict=True):
            stream.finish(text, words)
            elements = stream.elements
            if not elements:
                continue
            begins = stream.points([starts[index] for index in elements])
            points = stream.points([ends[index] for index in elements])
            for index, begin, end in zip(elements, begins, points, strict=True):
                starts[index] = begin
                ends[index] = max(begin, end)


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


def _name(node: etree._Element) -> str:
    if isinstance(node, etree._Comment):
        return COMMENT
    return INSTRUCTION if isinstance(node, etree._ProcessingInstruction) else ENTITY


def flatten(source: Source, same: Mapping[int, tuple[int, int]]) -> Flat:
    """Flatten a file; blocks that are the `same` in another one become a word each.

    `same` gives, by the ordinal of such a block, the number that becomes its word, and the ordinal
    of the first element after it.
    """
    flat = Flat(source)
    flattener = _Flattener(flat, same)
    flattener.walk(source.root, flat.main, -1, "")
    flattener.finish()
    return flat

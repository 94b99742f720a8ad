"""A file as streams of words, with its elements as ranges over them.

A tag inside a word does not split the word: the borders of an element are points, a word and an
offset in it. Notes, readings and the like are streams of their own, anchored in the one around
them, so that a new note changes nothing in its paragraph.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import cast

from lxml import etree

from tei.reading.source import Source
from tei.revisions.folding import Attributes
from tei.revisions.tokens import PART, SAME
from tei.revisions.vocabulary import Role, local, parts_words, role

# A point is (word << SHIFT) + offset in the word, so that points compare as numbers.
SHIFT = 8
OFFSET = (1 << SHIFT) - 1

_LENGTH = etree.XPath("string-length()")
_STAND_IN = re.compile(r"\x1f\d+")


def words_of(node: etree._Element) -> str:
    """Give the running text of an element: without its notes and the like, its blocks parted."""
    name = local(str(node.tag))
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str):
            inner = local(child.tag)
            what = role(inner, name)
            if parts_words(inner) and child.get("break") == "no":
                parts += [parts.pop().rstrip(), (child.tail or "").lstrip()]
                continue
            apart = PART if what is Role.BLOCK or parts_words(inner) else ""
            parts += [apart, "" if what is Role.BESIDE else words_of(child), apart]
        parts.append(child.tail or "")
    return "".join(parts)


# A piece of text as it stands in the file: its place in the stream; the element in which it begins,
# or after which if the next is true; the characters at its beginning that are layout only.
Chunk = tuple[int, int, bool, int]


@dataclass(eq=False, slots=True)
class Stream:
    """Words in a row: the running text of a file, or that of a note or reading.

    `owner` is the index of the element whose text it is, -1 for the running text. `blocks` are the
    ranges of words between borders of blocks; `elements` are the elements within, in order;
    `same` are the blocks for each of which one word stands, by number.
    """

    owner: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    borders: list[int] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    text: str = ""
    words: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    blocks: list[tuple[int, int]] = field(default_factory=list)
    same: dict[int, etree._Element] = field(default_factory=dict)
    _letters: array[int] = field(default_factory=lambda: array("L"))

    def add(self, text: str) -> None:
        """Add text at the end."""
        self.pieces.append(text)
        self.length += len(text)

    def take(self) -> str:
        """Give the text that was added; there are as many streams as notes, each with its own."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def finish(self, text: str, expression: re.Pattern[str]) -> None:
        """Find the words and the blocks of the text; words are what the expression gives."""
        self.text = text
        # Every second piece is a word, with what parts it from the one before.
        words = expression.split(text)
        bounds = array("I", accumulate(map(len, words)))
        self.starts, self.ends = bounds[:-1:2], bounds[1::2]
        # A word is kept once, however often it occurs: half of the memory for a large file.
        del bounds, words[::2]
        words[:] = map(sys.intern, words)
        self.words = words
        begin = 0
        for border in (*self.borders, self.length):
            end = bisect_left(self.starts, border)
            if end > begin:
                self.blocks.append((begin, end))
                begin = end
        del self.pieces, self.borders

    def points(self, characters: Sequence[int]) -> list[int]:
        """Turn offsets in the text into points; what follows a word belongs to the next."""
        starts, ends = self.starts, self.ends
        found = []
        for character, after in zip(
            characters, map(bisect_right, repeat(starts), characters), strict=True
        ):
            word = after - 1
            if word < 0 or character >= ends[word]:
                found.append(after << SHIFT)
            else:
                found.append((word << SHIFT) + min(character - starts[word], OFFSET))
        return found

    def space(self, word: int) -> str:
        """Give what stands before a word: "", " " for white space, PART for a border."""
        before = self.text[self.ends[word - 1] : self.starts[word]] if word else PART
        return PART if PART in before else " " if before else ""

    def letters(self) -> array[int]:
        """Give the number of letters before each word, with those of the blocks it stands for."""
        if not self._letters:
            sizes = array("I", map(len, self.words))
            for place, _ in self.blocks if self.same else ():
                if self.words[place][0] == SAME:
                    node = self.same[int(self.words[place][1:])]
                    sizes[place] = int(cast("float", _LENGTH(node)))
            self._letters.extend(accumulate(sizes, initial=0))
        return self._letters

    def reading(self, first: int, last: int) -> str:
        """Give the text from word `first` up to, not including, word `last`, spaces folded."""
        if first >= last:
            return ""
        return self.said(self.starts[first], self.ends[last - 1])

    def said(self, begin: int, end: int) -> str:
        """Give the text between two offsets, with that of the blocks for which a word stands."""
        text = self.text[begin:end]
        if self.same:
            text = _STAND_IN.sub(lambda found: words_of(self.same[int(found[0][1:])]), text)
        return " ".join(text.replace(PART, " ").split())


@dataclass(eq=False, slots=True)
class Flat:
    """One file, flattened. All lists are by the index of an element (comments count as such).

    `ordinals` are the numbers of elements in the file; a comment has that of the next one.
    """

    source: Source
    nodes: list[etree._Element] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    inner: list[Stream | None] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    attributes: list[Attributes] = field(default_factory=list)
    ordinals: array[int] = field(default_factory=lambda: array("I"))
    main: Stream = field(default_factory=lambda: Stream(-1))

    def words(self, element: int) -> tuple[int, int]:
        """Give the words that an element touches, in the stream in which it stands."""
        return self.starts[element] >> SHIFT, (self.ends[element] + OFFSET) >> SHIFT

    def text(self, element: int) -> str:
        """Give the text of an element."""
        inner = self.inner[element]
        if inner is not None:
            return inner.reading(0, len(inner.words))
        if self.names[element][0] == "#":
            node = self.nodes[element]
            return " ".join(f"{getattr(node, 'target', '')} {node.text or ''}".split())
        stream = self.streams[element]
        first, last = self.words(element)
        if first >= last:
            return ""
        begin = stream.starts[first] + (self.starts[element] & OFFSET)
        end = stream.ends[last - 1]
        if self.ends[element] & OFFSET:
            end = stream.starts[last - 1] + (self.ends[element] & OFFSET)
        return stream.said(begin, end)

    def within(self, stream: Stream, first: int, last: int) -> list[int]:
        """Give the elements of a stream that begin in a range of words."""
        begin, end = (
            bisect_left(stream.elements, word << SHIFT, key=lambda each: self.starts[each])
            for word in (first, last)
        )
        return stream.elements[begin:end]

    def around(self, stream: Stream, word: int) -> int:
        """Give the innermost element around a word of a stream, in that stream or its owner."""
        point = (word << SHIFT) | OFFSET
        place = bisect_right(stream.elements, point, key=lambda each: self.starts[each])
        index = stream.elements[place - 1] if place else stream.owner
        while index >= 0 and self.streams[index] is stream:
            first, last = self.words(index)
            if first <= word < last and self.inner[index] is None and self.names[index][0] != "#":
                return index
            index = self.parents[index]
        return max(stream.owner, 0)

    def ancestors(self, element: int) -> list[int]:
        """Give the elements around an element, the innermost first."""
        found = []
        element = self.parents[element]
        while element >= 0:
            found.append(element)
            element = self.parents[element]
        return found

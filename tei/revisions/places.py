"""Where the words and elements of a flattened file stand in the file itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter

from tei.findings import Position
from tei.names import XML_ID
from tei.revisions.changes import Place
from tei.revisions.locus import Loci
from tei.revisions.streams import Flat, Stream
from tei.revisions.vocabulary import COMMENT, INSTRUCTION

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
# What is one character of the text: a reference, a line end, anything else.
_CHARACTER = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)


class Places:
    """Gives the places of words and elements of one file."""

    def __init__(self, flat: Flat) -> None:
        self._flat = flat
        self._source = flat.source
        self._loci = Loci()
        self._tree = flat.source.root.getroottree()

    def element(self, index: int) -> Place:
        """Give the place of an element, or of a comment."""
        node = self._flat.nodes[index]
        if self._flat.names[index][0] != "#":
            parent_of = self._flat.parents[index]
            within = self._flat.names[parent_of] if parent_of >= 0 else ""
            return replace(self._place(self._start(index), index), within=within)
        parent = node.getparent()
        around = self._flat.parents[index]
        if parent is None or around < 0:
            return self._place(0, 0)
        return self._place(self._special(index), around)

    def word(self, stream: Stream, word: int, *, after: bool = False) -> Place:
        """Give the place of a word, or with `after` the place after the word before it."""
        if not stream.words:
            return self.element(max(stream.owner, 0))
        after = bool(word) and (after or word >= len(stream.words))
        at = stream.ends[word - 1] - 1 if after else stream.starts[word]
        chunk_number = bisect_right(stream.chunks, at, key=itemgetter(0)) - 1
        if chunk_number < 0 or stream.text[at] == "\x1f":
            return self.element(self._flat.around(stream, word - after))
        start, element, is_tail, skip = stream.chunks[chunk_number]
        offset = self._text(element, tail=is_tail)
        offset = self._skip(offset, at - start + skip + after)
        holder = self._flat.parents[element] if is_tail else element
        return self._place(offset, max(holder, 0))

    def _place(self, offset: int, index: int) -> Place:
        node = self._flat.nodes[index]
        line, column = self._source.lines.place(offset)
        ident = ""
        for each in (index, *self._flat.ancestors(index)):
            ident = self._flat.nodes[each].get(XML_ID) or ""
            if ident:
                break
        position = Position(self._source.name, line, column)
        return Place(position, self._loci.locus(node), ident, self._tree.getpath(node))

    def _start(self, index: int) -> int:
        return self._source.positions.offset(self._flat.ordinals[index])

    def _text(self, index: int, *, tail: bool) -> int:
        """Give the offset at which the text within an element begins, or that after it."""
        if self._flat.names[index][0] == "#":
            match = _TAG.match(self._source.text, self._special(index))
            return match.end() if match else self._start(self._flat.parents[index])
        text = self._source.text
        depth = 0
        for match in _TAG.finditer(text, self._start(index)):
            tag = match[0]
            if tag.startswith(("<!", "<?")):
                continue
            depth += -1 if tag.startswith("</") else not tag.endswith("/>")
            if not tail or depth == 0:
                return match.end()
        return len(text)

    def _special(self, index: int) -> int:
        """Give the offset of a comment or instruction.

        It stands between the start tags of two elements of the file, and after it, before the
        second of them, those that come after it in the flattened file with the same ordinal.
        """
        flat, text, positions = self._flat, self._source.text, self._source.positions
        ordinal = flat.ordinals[index]
        last = bisect_right(flat.ordinals, ordinal)
        behind = sum(flat.names[each] in (COMMENT, INSTRUCTION) for each in range(index + 1, last))
        end = positions.offset(ordinal) if ordinal < len(positions) else len(text)
        if end == len(text):
            behind += sum(1 for _ in self._source.root.itersiblings())
        found = [
            match.start()
            for match in _TAG.finditer(text, positions.offset(ordinal - 1), end)
            if match[0].startswith(("<!--", "<?"))
        ]
        return found[-1 - behind] if behind < len(found) else self._start(flat.parents[index])

    def _skip(self, offset: int, characters: int) -> int:
        """Go forward over so many characters of text, past comments within it."""
        text = self._source.text
        while characters > 0 and offset < len(text):
            if text[offset] == "<":
                if text.startswith("<![CDATA[", offset):
                    offset += len("<![CDATA[")
                    continue
                match = _TAG.match(text, offset)
                if match is None:
                    break
                offset = match.end()
                continue
            if text.startswith("]]>", offset):
                offset += len("]]>")
                continue
            match = _CHARACTER.match(text, offset)
            offset = match.end() if match else offset + 1
            characters -= 1
        return offset

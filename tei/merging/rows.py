"""A file as a row of items: its tags, words, signs, comments, each as it is written.

White space is no item: it belongs to the item that follows it, so that a paragraph which one
editor has laid out anew can be merged with what the other has changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tei.reading.markup import Kind, name, pieces, start_tag
from tei.reading.source import Source
from tei.revisions.tokens import expression

_REFERENCE = re.compile(r"&[^;\s]*;")


@dataclass(eq=False, slots=True)
class Row:
    """The items of one file. All lists are by the number of an item.

    `texts` are the items as written, `spaces` what stands before each; `mates` gives for a start
    tag the number of its end tag and the reverse, else -1. The last item is the end of the file.
    """

    texts: list[str] = field(default_factory=list)
    spaces: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    mates: list[int] = field(default_factory=list)
    root: int = -1

    def __len__(self) -> int:
        """Give the number of items, the end of the file included."""
        return len(self.texts)

    def written(self, first: int, last: int) -> str:
        """Give the items from `first` up to `last` as written, without the space before them."""
        if first >= last:
            return ""
        rest = (
            space + text
            for space, text in zip(
                self.spaces[first + 1 : last], self.texts[first + 1 : last], strict=True
            )
        )
        return self.texts[first] + "".join(rest)

    def name(self, item: int) -> str:
        """Give the name of the element of a tag."""
        return name(self.texts[item])

    def tag(self, item: int) -> str:
        """Give a tag as written; of a whole element that with which it begins."""
        text = self.texts[item]
        return start_tag(text) if self.kinds[item] is Kind.ELEMENT else text

    def end(self, item: int) -> int:
        """Give the number of the item after an element, by its start tag or empty tag."""
        return self.mates[item] + 1 if self.kinds[item] is Kind.START else item + 1

    def ordered(self, order: Iterable[int]) -> Row:
        """Give the row with its items in another order, which keeps elements whole."""
        order = list(order)
        row = Row(
            [self.texts[i] for i in order],
            [self.spaces[i] for i in order],
            [self.kinds[i] for i in order],
        )
        _pair(row)
        return row


def row_of(source: Source, whole: Mapping[int, int] | None = None) -> Row:
    """Divide a file into items.

    `whole` are elements that become one item each, by their beginnings and ends.
    """
    row = Row()
    written = source.text
    words = expression(written)
    done = 0

    def add(kind: Kind, start: int, end: int) -> None:
        nonlocal done
        row.spaces.append(written[done:start])
        row.texts.append(written[start:end])
        row.kinds.append(kind)
        done = end

    for kind, start, end in pieces(source, whole):
        if kind is Kind.TEXT:
            for first, last in _words(written, start, end, words):
                add(kind, first, last)
        else:
            add(kind, start, end)
    row.spaces.append(written[done:])
    row.texts.append("")
    row.kinds.append(Kind.TEXT)
    _pair(row)
    return row


def _words(text: str, start: int, end: int, words: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Give where words, signs and references begin and end in a text between tags."""
    if text.find("&", start, end) >= 0:
        for reference in _REFERENCE.finditer(text, start, end):
            yield from (word.span() for word in words.finditer(text, start, reference.start()))
            yield reference.span()
            start = reference.end()
    yield from (word.span() for word in words.finditer(text, start, end))


def _pair(row: Row) -> None:
    """Find the mates of tags, and the first element."""
    row.mates = [-1] * len(row.texts)
    row.root = -1
    open_: list[int] = []
    for item, kind in enumerate(row.kinds):
        if kind in (Kind.START, Kind.EMPTY, Kind.ELEMENT) and row.root < 0:
            row.root = item
        if kind is Kind.START:
            open_.append(item)
        elif kind is Kind.END:
            start = open_.pop()
            row.mates[start] = item
            row.mates[item] = start

"""The reading text of a source as one string, in which every character knows its place in the file.

The text of blocks is kept apart by a sign that no pattern matches; notes are passages of their
own, so that the text runs on across a note.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5

from lxml import etree

from tei.authoring.mark_vocabulary import ALL, INLINE, NOTHING, masked
from tei.layers import Layer, layer_of, local
from tei.names import AT
from tei.reading import doctype
from tei.reading.source import Source

BARRIER = "\x00"  # no XML file can have it

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?(?P<instruction>.*?)\?>"
    r"|</(?P<end>[^\s>]+)\s*>|<(?P<start>[^\s/>!?]+)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>"
    r"|&(?P<reference>[^;\s]+);|(?P<text>[^<&]+)",
    re.DOTALL,
)
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LEAVE = re.compile(r"tei\s+unmarked(?:\s|$)")


@dataclass(slots=True, eq=False)
class Span:
    """An element of a source: where its tags stand, and which part of a passage it holds.

    `start` and `end` are offsets in the file before the start tag and after the end tag;
    `first` and `last` bound its text in its passage. `mask` are the kinds of markup that are
    not wanted in it.
    """

    tag: str
    name: str
    element: etree._Element | None
    parent: Span | None
    start: int
    inside: int
    first: int
    text_id: str
    mask: frozenset[str]
    end: int = -1
    last: int = -1

    def ancestors(self) -> Iterator[Span]:
        """Give the element itself and those around it."""
        span: Span | None = self
        while span is not None:
            yield span
            span = span.parent


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of reading text. `left_alone` are offsets before which the editor forbids marks."""

    source: Source
    spans: list[Span]
    text: str = ""
    left_alone: set[int] = field(default_factory=set)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _firsts: array[int] = field(default_factory=lambda: array("I"))
    _starts: array[int] = field(default_factory=lambda: array("I"))
    _ends: array[int] = field(default_factory=lambda: array("I"))
    _holders: list[Span | None] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many characters the passage has so far."""
        return self._length

    def add(self, text: str, start: int, end: int, holder: Span | None) -> None:
        """Append characters that stand from `start` to `end` in the file, within `holder`."""
        if text:
            self._firsts.append(self._length)
            self._starts.append(start)
            self._ends.append(end)
            self._holders.append(holder)
            self._pieces.append(text)
            self._length += len(text)

    def close(self) -> None:
        """Put the characters together."""
        self.text = "".join(self._pieces)
        self._pieces.clear()

    def holder(self, offset: int) -> Span | None:
        """Give the innermost element that holds a character; None for a boundary of blocks."""
        return self._holders[self._run(offset)]

    def start(self, offset: int) -> int:
        """Give the place in the file at which a character begins."""
        run = self._run(offset)
        return self._starts[run] + (offset - self._firsts[run] if self._is_plain(run) else 0)

    def end(self, offset: int) -> int:
        """Give the place in the file at which a character ends."""
        run = self._run(offset)
        if self._is_plain(run):
            return self._starts[run] + offset - self._firsts[run] + 1
        return self._ends[run]

    def masks(self, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
        """Give the kinds of markup that characters from `start` up to `end` forbid.

        First those that all of them forbid, then those that some do.
        """
        every, some = ALL, NOTHING
        for run in range(self._run(start), self._run(end - 1) + 1):
            holder = self._holders[run]
            mask = holder.mask if holder else ALL
            every, some = every & mask, some | mask
        return every, some

    def _run(self, offset: int) -> int:
        return bisect_right(self._firsts, offset) - 1

    def _is_plain(self, run: int) -> bool:
        """Tell whether the characters of a run stand in the file as they are."""
        after = self._firsts[run + 1] if run + 1 < len(self._firsts) else self._length
        return self._ends[run] - self._starts[run] == after - self._firsts[run]


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides which passages of an edition are read.

    `elements` are the elements of the edition by number of source and ordinal, `texts` gives the
    id of the text that begins with an element, `is_wanted` says whether a note is read.
    """

    elements: dict[tuple[int, int], etree._Element]
    texts: dict[tuple[int, int], str]
    is_wanted: Callable[[etree._Element], bool]
    kind_of: Callable[[etree._Element], str | None]


def passages(source: Source, reading: Reading) -> list[Passage]:
    """Divide the reading text of a source into passages; those without text are left out."""
    reader = _Reader(source, reading)
    reader.read()
    return [passage for passage in reader.done if passage.text.strip(BARRIER).strip()]


class _Reader:
    """Goes through the tags of a file that is known to be well-formed."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self.source = source
        self.reading = reading
        self.spans: list[Span] = []
        self.done: list[Passage] = []
        self.open: list[Passage] = [Passage(source, self.spans)]
        self.span: Span | None = None
        self.silent: Span | None = None  # the outermost element that is not read
        self.ordinal = -1
        # Tags give the number of an element, unless an entity brings elements along.
        self.declared = doctype.read(
            source.text, source.text.encode("utf-8", "surrogatepass"), source.lines, source.name
        )

    def read(self) -> None:
        text = self.source.text
        for token in _TOKEN.finditer(text, self.declared.end if self.declared else 0):
            match token.lastgroup:
                case "text":
                    self.characters(token[0], token.start(), token.end())
                case "start":
                    self.start(token)
                    if token[0].endswith("/>"):
                        self.finish(token.end())
                case "end":
                    self.finish(token.end())
                case "cdata":
                    start, end = token.span("cdata")
                    self.characters(token["cdata"], start, end, split=False)
                case "reference":
                    self.characters(self.meaning(token["reference"]), *token.span())
                case "instruction":
                    if _LEAVE.match(token["instruction"]):
                        self.open[-1].left_alone.add(self.open[-1].length)
        self.close(self.open.pop())

    def characters(self, text: str, start: int, end: int, split: bool = True) -> None:
        """Take in text; that of a CDATA section cannot hold tags, and so is never marked."""
        span = self.span
        if span is None or self.silent is not None or not span.text_id:
            return
        if split:
            self.open[-1].add(text, start, end, span)
        else:
            self.open[-1].add(text, start - len("<![CDATA["), end + len("]]>"), None)

    def start(self, token: re.Match[str]) -> None:
        self.ordinal = self.number(token.start())
        key = (self.source.number, self.ordinal)
        element = self.reading.elements.get(key)
        parent = self.span
        name = local(element) if element is not None else ""
        mask = parent.mask if parent else NOTHING
        if element is not None:
            mask |= masked(element, name, self.reading.kind_of)
        text_id = self.reading.texts.get(key) or (parent.text_id if parent else "")
        if not text_id and parent is None and element is not None:
            text_id = self.around(element)
        if name == "note" and text_id and self.silent is None:
            self.open.append(Passage(self.source, self.spans))
        passage = self.open[-1]
        span = Span(
            token["start"],
            name,
            element,
            parent,
            token.start(),
            token.end(),
            passage.length,
            text_id,
            mask,
        )
        self.spans.append(span)
        self.span = span
        if self.silent is None and self.is_silent(element, name):
            self.silent = span
        if self.silent is None and name not in INLINE:
            passage.add(BARRIER, token.start(), token.start(), None)
            span.first = passage.length
        if (
            self.silent is None
            and name == "lb"
            and (element is None or element.get("break") != "no")
        ):
            passage.add(" ", token.start(), token.start(), span)

    def finish(self, end: int) -> None:
        span = self.span
        assert span is not None
        passage = self.open[-1]
        span.end, span.last = end, passage.length
        if self.silent is None and span.name not in INLINE:
            passage.add(BARRIER, end, end, None)
        if self.silent is span:
            self.silent = None
        self.span = span.parent
        if span.name == "note" and span.text_id and self.silent is None:
            self.close(self.open.pop())

    def close(self, passage: Passage) -> None:
        passage.close()
        self.done.append(passage)

    def is_silent(self, element: etree._Element | None, name: str) -> bool:
        """Tell whether an element does not belong to the reading text."""
        if element is None:
            return False
        layer = layer_of(element)
        if layer is not None and layer is not Layer.READING:
            return True
        return name == "note" and not self.reading.is_wanted(element)

    def around(self, element: etree._Element) -> str:
        """Give the text to which a file that is included belongs."""
        for item in element.iterancestors():
            number, _, ordinal = item.get(AT, "").partition(".")
            if number and (found := self.reading.texts.get((int(number), int(ordinal)))):
                return found
        return ""

    def number(self, offset: int) -> int:
        """Give the ordinal of the element whose start tag stands at `offset`."""
        ordinal = self.ordinal + 1
        if self.declared:
            place = self.source.lines.place(offset)
            while self.source.positions[ordinal] != place:
                ordinal += 1
        return ordinal

    def meaning(self, name: str) -> str:
        """Give what a reference stands for; what holds markup stands for itself."""
        if name.startswith("#"):
            return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
        if name in _PREDEFINED:
            return _PREDEFINED[name]
        if self.declared and (entity := self.declared.entities.get(name)):
            value = entity.value
            return value if value and not re.search("[<&]", value) else BARRIER
        return html5.get(f"{name};", BARRIER)

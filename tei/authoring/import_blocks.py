"""Reading a plain text for the import: lines into headings, paragraphs, stanzas and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tei.errors import TeiError
from tei.findings import Position

# What XML 1.0 cannot hold, not even as a character reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<head>.*?)(?:[ \t]+#+)?[ \t]*")
_EMPHASIS = re.compile(
    r"\*\*(?=\S)(?P<bold>[^*]*[^*\s])\*\*"
    r"|\*(?=[^\s*])(?P<star>[^*]*[^*\s])\*"
    r"|(?<!\w)_(?=[^\s_])(?P<line>[^_]*[^_\s])_(?!\w)"
)
_VERSE_LINE = 70


class Kind(Enum):
    """What a run of characters inside a block is."""

    TEXT = "text"
    ITALIC = "italic"
    BOLD = "bold"
    FURNITURE = "furniture"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text file: its number and its characters, without the blanks around them."""

    number: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind, with the place where they stand in the text file.

    The runs `inside` furniture are its own, with their emphasis.
    """

    kind: Kind
    text: str
    line: int
    column: int
    inside: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a division; `number` is what the pattern's group `n` matched."""

    line: int
    level: int
    runs: tuple[Run, ...]
    number: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines between blank ones; as a stanza, `verse` holds the runs of each line."""

    line: int
    runs: tuple[Run, ...]
    verse: tuple[tuple[Run, ...], ...] = ()

    @property
    def is_furniture(self) -> bool:
        """Whether one piece of furniture stands here, and nothing else."""
        return [run.kind for run in self.runs if run.text.strip()] == [Kind.FURNITURE]


Block = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of an import. No `heading` means the Markdown sign `#`."""

    heading: re.Pattern[str] | None
    furniture: tuple[re.Pattern[str], ...]
    verse: bool


def lines(text: str, name: str) -> list[Line]:
    """Split `text` into lines; a character that XML cannot hold stops the import."""
    found = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        if bad := _FORBIDDEN.search(raw):
            raise TeiError(
                f"{name}:{number}:{bad.start() + 1}: the character U+{ord(bad[0]):04X} "
                "cannot stand in an XML file",
                "Remove it from the text, or replace it by what it is meant to be "
                "(a form feed by a line that a furniture pattern finds).",
                Position(name, number, bad.start() + 1),
            )
        stripped = raw.lstrip(" \t")
        found.append(Line(number, len(raw) - len(stripped), stripped.rstrip(" \t")))
    return found


def blocks(source: Sequence[Line], patterns: Patterns) -> Iterator[Block]:
    """Give the headings and paragraphs of the text in order. No character of it is left out."""
    gathered: list[Line] = []
    for line in source:
        heading = _heading(line, patterns)
        if line.text and heading is None:
            gathered.append(line)
            continue
        if gathered:
            yield _paragraph(gathered, patterns)
            gathered = []
        if heading is not None:
            yield heading
    if gathered:
        yield _paragraph(gathered, patterns)


def _heading(line: Line, patterns: Patterns) -> Heading | None:
    if patterns.heading is None:
        match = _MARKDOWN_HEADING.fullmatch(line.text)
        if match is None or not match["head"].strip():
            return None
        head = Line(line.number, line.indent + match.start("head"), match["head"])
        runs = tuple(_emphasis([(head, 0)], head.text, 0))
        return Heading(line.number, len(match["level"]), runs, None)
    match = patterns.heading.search(line.text)
    if match is None or not line.text:
        return None
    return Heading(
        line.number, 1, tuple(_emphasis([(line, 0)], line.text, 0)), match.groupdict().get("n")
    )


def _paragraph(gathered: list[Line], patterns: Patterns) -> Paragraph:
    stanza = (
        patterns.verse
        and len(gathered) > 1
        and all(len(line.text) <= _VERSE_LINE for line in gathered)
    )
    runs = tuple(_runs(gathered, patterns.furniture))
    if not stanza or any(run.kind is Kind.FURNITURE for run in runs):
        return Paragraph(gathered[0].number, runs)
    verse = tuple(tuple(_runs([line], ())) for line in gathered)
    return Paragraph(gathered[0].number, runs, verse)


def _runs(gathered: Sequence[Line], furniture: Sequence[re.Pattern[str]]) -> Iterator[Run]:
    """Cut the lines of a paragraph into furniture and the text between."""
    joined = " ".join(line.text for line in gathered)
    starts: list[tuple[Line, int]] = []
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in gathered:
        starts.append((line, offset))
        for pattern in furniture:
            spans += [
                (offset + match.start(), offset + match.end())
                for match in pattern.finditer(line.text)
                if match.end() > match.start()
            ]
        offset += len(line.text) + 1
    at = 0
    for start, end in sorted(spans):
        if start < at:  # two patterns found the same words: the first one has them
            continue
        yield from _emphasis(starts, joined[at:start], at)
        run = _run(starts, Kind.FURNITURE, joined[start:end], start)
        yield replace(run, inside=tuple(_emphasis(starts, run.text, start)))
        at = end
    yield from _emphasis(starts, joined[at:], at)


def _emphasis(starts: Sequence[tuple[Line, int]], text: str, offset: int) -> Iterator[Run]:
    """Cut text at Markdown's emphasis: `*x*`, `_x_`, `**x**`. An unpaired sign stays text."""
    at = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > at:
            yield _run(starts, Kind.TEXT, text[at : match.start()], offset + at)
        group = match.lastgroup or "star"
        kind = Kind.BOLD if group == "bold" else Kind.ITALIC
        yield _run(starts, kind, match[group], offset + match.start())
        at = match.end()
    if at < len(text):
        yield _run(starts, Kind.TEXT, text[at:], offset + at)


def _run(starts: Sequence[tuple[Line, int]], kind: Kind, text: str, offset: int) -> Run:
    line, start = next(pair for pair in reversed(starts) if pair[1] <= offset)
    return Run(kind, text, line.number, line.indent + offset - start + 1)

"""Reading a plain text for the import: lines into headings, paragraphs, stanzas and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tei.errors import TeiError
from tei.findings import Position

# A form feed: with it a printer, and what reads a PDF, begins a new page.
PAGE = "\f"
# What XML 1.0 cannot hold, not even as a character reference; a form feed becomes a `pb`.
_FORBIDDEN = re.compile("[^\t\n\f\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKDOWN_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<head>.*?)(?:[ \t]+#+)?[ \t]*")
_EMPHASIS = re.compile(
    r"\*\*(?=\S)(?P<bold>[^*]*[^*\s])\*\*"
    r"|\*(?=[^\s*])(?P<star>[^*]*[^*\s])\*"
    r"|(?<!\w)_(?=[^\s_])(?P<line>[^_]*[^_\s])_(?!\w)"
    r"|(?<!`)`(?=[^\s`])(?P<code>[^`\n]*[^`\s])`(?!`)"
    r"|\[(?P<link>[^\[\]]*[^\[\]\s][^\[\]]*)\]\((?P<target>(?:https?://|mailto:)"
    r"(?:[A-Za-z0-9_.~:/?@!$&'+,;=-]|%[0-9A-Fa-f]{2})+(?:\#[A-Za-z0-9_.~:/?=&-]*)?)\)"
)
_INLINE = {"bold": "bold", "code": "code", "target": "link"}
_ITEM = re.compile(r"(?:[-*+]|(?P<n>\d{1,3})[.)])[ \t]+(?=\S)")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`]*")
_ORNAMENT = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]+\S")
_CODE_INDENT = 4
_VERSE_LINE = 70


class Kind(Enum):
    """What a run of characters inside a block is."""

    TEXT = "text"
    ITALIC = "italic"
    BOLD = "bold"
    CODE = "code"
    LINK = "link"
    NOTE = "note"
    FURNITURE = "furniture"
    BREAK = "break"


class Form(Enum):
    """What the lines between blank ones are. All but prose and ornament stand in rows."""

    PROSE = "prose"
    VERSE = "verse"
    BULLETED = "bulleted"
    NUMBERED = "numbered"
    QUOTE = "quote"
    CODE = "code"
    ORNAMENT = "ornament"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text file: its number and its characters, without the blanks around them.

    A form feed stands alone (`PAGE`), also where it is within a line of the file.
    """

    number: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind, with the place where they stand in the text file.

    The runs `inside` furniture or a note are its own, with their emphasis; `target` is where a
    link leads. A line feed in the text stands where a word was parted by a hyphen. A form feed
    is furniture with nothing in it.
    """

    kind: Kind
    text: str
    line: int
    column: int
    inside: tuple[Run, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a division; `number` is what the pattern's group `n` matched."""

    line: int
    level: int
    runs: tuple[Run, ...]
    number: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines between blank ones; `rows` are the lines of verse and code, or the items of a list.

    `numbers` are the numbers before the items of a numbered list.
    """

    line: int
    runs: tuple[Run, ...]
    form: Form = Form.PROSE
    rows: tuple[tuple[Run, ...], ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def is_furniture(self) -> bool:
        """Whether one piece of furniture stands here, and nothing else."""
        return self.form is Form.PROSE and (
            [run.kind for run in self.runs if run.kind is Kind.FURNITURE or run.text.strip()]
            == [Kind.FURNITURE]
        )


Block = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of an import. No `heading` means the Markdown sign `#`."""

    heading: re.Pattern[str] | None
    furniture: tuple[re.Pattern[str], ...]
    verse: bool

    @property
    def markdown(self) -> bool:
        """Whether Markdown's lists, quotations and code are looked for."""
        return self.heading is None and not self.verse

    def is_furniture(self, line: Line) -> bool:
        """Whether furniture was found in a line, or it ends a page."""
        return line.text == PAGE or any(pattern.search(line.text) for pattern in self.furniture)


def is_ornament(line: Line) -> bool:
    """Whether a line is a row of stars or dashes."""
    return _ORNAMENT.fullmatch(line.text) is not None


def lines(text: str, name: str) -> list[Line]:
    """Split `text` into lines; a character that XML cannot hold stops the import."""
    found = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        if bad := _FORBIDDEN.search(raw):
            raise TeiError(
                f"{name}:{number}:{bad.start() + 1}: the character U+{ord(bad[0]):04X} "
                "cannot stand in an XML file",
                "Remove it from the text, or replace it by what it is meant to be.",
                Position(name, number, bad.start() + 1),
            )
        at = 0
        pieces = re.split(f"({PAGE})", raw)
        for piece in pieces:
            stripped = piece.lstrip(" \t")
            if stripped or len(pieces) == 1:
                indent = at + len(piece) - len(stripped)
                found.append(Line(number, indent, stripped.rstrip(" \t")))
            at += len(piece)
    return found


def blocks(source: Sequence[Line], patterns: Patterns) -> Iterator[Block]:
    """Give the headings and paragraphs of the text in order. No character of it is left out."""
    gathered: list[Line] = []
    fenced = 0
    for at, line in enumerate(source):
        if at < fenced:
            continue
        if patterns.markdown and (end := _fence_end(source, at)):
            yield from _group(gathered, patterns)
            gathered = []
            # The name of a language after the fence is a word of the file: it stays, as a line.
            name = line.text.lstrip("`~ \t")
            named = [Line(line.number, line.indent, name)] if name else []
            yield _code([*named, *source[at + 1 : end]], line.number)
            fenced = end + 1
            continue
        heading = _heading(line, patterns)
        if line.text == PAGE and not gathered:
            yield _paragraph([line], patterns)
            continue
        if line.text and heading is None:
            gathered.append(line)
            continue
        yield from _group(gathered, patterns)
        gathered = []
        if heading is not None:
            yield heading
    yield from _group(gathered, patterns)


def _fence_end(source: Sequence[Line], start: int) -> int:
    """Give the place of the line that closes the code opened at `start`; 0 if there is none."""
    match = _FENCE.fullmatch(source[start].text)
    if match is None:
        return 0
    ends = (at for at in range(start + 1, len(source)) if source[at].text == match["fence"])
    end = next(ends, 0)
    return end if any(line.text for line in source[start + 1 : end]) else 0


def _code(rows: Sequence[Line], number: int) -> Paragraph:
    return Paragraph(number, (), Form.CODE, tuple((as_it_stands(row),) for row in rows))


def as_it_stands(line: Line) -> Run:
    """Give a line in which nothing is looked for."""
    kind = Kind.FURNITURE if line.text == PAGE else Kind.TEXT
    return Run(kind, line.text, line.number, line.indent + 1)


def _group(gathered: list[Line], patterns: Patterns) -> Iterator[Paragraph]:
    """Part the lines between blank ones into prose, lists, quotations and code.

    The end of a page that stands last among them stands after what they are.
    """
    pages: list[Line] = []
    while gathered and gathered[-1].text == PAGE:
        pages.append(gathered.pop())
    if gathered:
        yield from _parted(gathered, patterns)
    for page in reversed(pages):
        yield _paragraph([page], patterns)


def _parted(gathered: list[Line], patterns: Patterns) -> Iterator[Paragraph]:
    first = gathered[0]
    if len(gathered) == 1 and is_ornament(first) and not patterns.is_furniture(first):
        yield Paragraph(first.number, (as_it_stands(first),), Form.ORNAMENT)
        return
    if not patterns.markdown:
        yield _paragraph(gathered, patterns)
        return
    if (
        len(gathered) > 1
        and all(line.indent >= _CODE_INDENT for line in gathered)
        and not any(_form(line, patterns) or patterns.is_furniture(line) for line in gathered)
    ):
        yield _code(gathered, first.number)
        return
    form = _form(first, patterns)
    start = 0
    for at, line in enumerate(gathered[1:], start=1):
        is_note = _FOOTNOTE.match(line.text) is not None
        here = None if is_note else _form(line, patterns)
        if here is Form.NUMBERED and not re.match(r"1[.)]", line.text):
            here = None  # a sentence may end in a number that begins the next line
        if is_note or (here is not None and here is not form):
            yield _formed(gathered[start:at], form, patterns)
            form, start = here, at
    yield _formed(gathered[start:], form, patterns)


def _form(line: Line, patterns: Patterns) -> Form | None:
    if patterns.is_furniture(line) or is_ornament(line):
        return None
    if match := _ITEM.match(line.text):
        return Form.NUMBERED if match["n"] else Form.BULLETED
    return Form.QUOTE if re.match(r">[ \t]*[^>\s]", line.text) else None


def _formed(group: list[Line], form: Form | None, patterns: Patterns) -> Paragraph:
    if form is None:
        return _paragraph(group, patterns)
    rows: list[list[Line]] = []
    numbers = []
    for line in group:
        if form is Form.QUOTE:
            match = re.match(r">[ \t]*", line.text)
        else:
            match = _ITEM.match(line.text) if _form(line, patterns) else None
        cut = match.end() if match else 0
        inner = Line(line.number, line.indent + cut, line.text[cut:])
        if match is None or (form is Form.QUOTE and rows and inner.text and rows[-1]):
            rows[-1].append(inner)
        elif inner.text:
            rows.append([inner])
            numbers.append(match.groupdict().get("n") or "")
        elif form is Form.QUOTE:
            rows.append([])
    kept = tuple(tuple(_runs(row, patterns.furniture)) for row in rows if row)
    return Paragraph(group[0].number, (), form, kept, tuple(numbers))


def _heading(line: Line, patterns: Patterns) -> Heading | None:
    if line.text == PAGE:
        return None
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
    return Paragraph(gathered[0].number, runs, Form.VERSE, verse)


def _runs(gathered: Sequence[Line], furniture: Sequence[re.Pattern[str]]) -> Iterator[Run]:
    """Cut the lines of a paragraph into furniture and the text between."""
    # A blank after a hyphen would part the word: a line feed marks the place instead.
    joined = "\n".join(line.text for line in gathered)
    joined = re.sub(r"(?<!\w-)\n|\n(?!\w)", " ", joined)
    starts: list[tuple[Line, int]] = []
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in gathered:
        starts.append((line, offset))
        if line.text == PAGE:
            spans.append((offset, offset + 1))
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
        inside = () if run.text == PAGE else tuple(_emphasis(starts, run.text, start))
        yield replace(run, inside=inside)
        at = end
    yield from _emphasis(starts, joined[at:], at)


def _emphasis(starts: Sequence[tuple[Line, int]], text: str, offset: int) -> Iterator[Run]:
    """Cut text at Markdown's emphasis: `*x*`, `_x_`, `**x**`. An unpaired sign stays text."""
    at = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > at:
            yield _run(starts, Kind.TEXT, text[at : match.start()], offset + at)
        group = match.lastgroup or "star"
        kind = Kind(_INLINE.get(group, "italic"))
        words = match["link"] if kind is Kind.LINK else match[group]
        run = _run(starts, kind, words, offset + match.start())
        yield replace(run, target=match["target"] or "")
        at = match.end()
    if at < len(text):
        yield _run(starts, Kind.TEXT, text[at:], offset + at)


def _run(starts: Sequence[tuple[Line, int]], kind: Kind, text: str, offset: int) -> Run:
    line, start = next(pair for pair in reversed(starts) if pair[1] <= offset)
    return Run(kind, text, line.number, line.indent + offset - start + 1)

"""`tei import`: a plain text or Markdown becomes the skeleton of a TEI edition.

No word is lost: what no pattern explains is kept as text, and a finding says where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from tei.authoring.import_blocks import (
    PAGE,
    Block,
    Form,
    Heading,
    Kind,
    Line,
    Paragraph,
    Patterns,
    Run,
    as_it_stands,
    blocks,
    is_ornament,
    lines,
)
from tei.authoring.import_divisions import divisions
from tei.authoring.import_front_matter import FrontMatter, front_matter
from tei.authoring.import_join import join
from tei.authoring.import_notes import place_notes
from tei.authoring.import_report import Report
from tei.authoring.import_tei import Frame, document, included
from tei.errors import TeiError
from tei.findings import Finding

_AUTHOR = re.compile(r"(?:by|von|par|di|por|av)\s+(?P<author>\S.{0,80})", re.IGNORECASE)
_XML = re.compile(r"\s*<(\?xml\b|!DOCTYPE\b|(\w+:)?(TEI|TEI\.2|teiCorpus)[\s>])")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’)]*$")
# What is never read, and what is read in Markdown only.
_UNREAD = re.compile(r"\||!\[|[=-]{3,}$|.*\[[^\]]+\]\((?!(https?://|mailto:)[^\s()]+\))")
_BLOCKS = re.compile(r">|[-+*][ \t]|\d+[.)][ \t]|```|~~~")
_NESTED = re.compile(r"([-+*]|\d+[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a text is to be read.

    `heading` is a regular expression for the line that opens a chapter, with the group `n` for
    its number; without it, Markdown's `#` does. `furniture` are expressions for running heads
    and feet. `split` writes one file per chapter, included by the root file. `title` and
    `author` go before what the first lines of the text say, as does `language`; without any of
    them the text is in English.
    """

    heading: str | None = None
    furniture: tuple[str, ...] = ()
    join_cut_paragraphs: bool = False
    language: str | None = None
    split: bool = False
    title: str | None = None
    author: str | None = None
    verse: bool = False


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What was found, in numbers; `unclear` are the lines that a person should look at."""

    headings: int = 0
    paragraphs: int = 0
    stanzas: int = 0
    furniture: int = 0
    pages: int = 0
    emphasised: int = 0
    bold: int = 0
    joined: int = 0
    unclear: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of the new edition by their path, what was noticed, and the counts."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    summary: ImportSummary


def import_text(text: str, name: str, options: ImportOptions) -> Imported:
    """Turn `text`, read from the file `name`, into the files of an edition.

    Raises TeiError for an empty text, a pattern that is no regular expression, and a character
    that XML cannot hold.
    """
    report = Report(PurePosixPath(name).name)
    patterns = _patterns(options)
    source: Sequence[Line] = _author_apart(_pages_once(lines(text, name), patterns))
    if all(line.text in ("", PAGE) for line in source):
        raise TeiError(f"The text of {name} is empty.", "Name a file that holds the text.")
    if _XML.match(text):
        raise TeiError(
            f"{name} is XML already, not a plain text.",
            "TEI needs no import: “tei check” and “tei build” read it as it is.",
        )
    said, source = front_matter(source) if patterns.markdown else (FrontMatter(), source)
    _look_at_lines(source, patterns, report)
    found = list(blocks(source, patterns))
    if patterns.markdown:
        found = place_notes(found, report)
    _look_at_runs(found, patterns, report)

    title, author, rest = _title(found, said)
    if said.unread:
        rest = [_unread(said.unread, report), *rest]
    rest = join(rest, options.join_cut_paragraphs, report.cut)
    first = next((at for at, part in enumerate(rest) if isinstance(part, Heading)), len(rest))
    opening = [part for part in rest[:first] if isinstance(part, Paragraph)]
    before = opening if first < len(rest) else []
    for paragraph in before:
        message = "Text stands before the first heading; it is kept in the front."
        report.add("IMP008", paragraph.line, 1, message)
    slug = _slug(name)
    frame = Frame(
        title=options.title or said.title or _plain(title) or slug,
        title_runs=title,
        author=options.author or said.author or _author(author),
        author_runs=author,
        preamble=tuple(before),
        language=options.language or said.language or "en",
        original=PurePosixPath(name).name,
        date=said.date,
    )
    parts = divisions(rest[first:], report)
    files = {"edition.toml": f'[edition]\nsource = "tei/{slug}.xml"\n'.encode()}
    if options.split and parts:
        paths = [f"chapters/{division.identifier}.xml" for division in parts]
        files[f"tei/{slug}.xml"] = document(frame, paths)
        for path, division in zip(paths, parts, strict=True):
            files[f"tei/{path}"] = included(division)
    else:
        files[f"tei/{slug}.xml"] = document(frame, parts or opening)
    findings = tuple(sorted(report.findings, key=lambda finding: finding.sort_key))
    return Imported(files, findings, _summary(found, rest, findings))


def _patterns(options: ImportOptions) -> Patterns:
    def compiled(pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            raise TeiError(
                f"The pattern “{pattern}” is not a regular expression: {error}.",
                r"Write it as in ^Chapter (?P<n>\w+), with a backslash before . ( ) [ ] * + ?",
            ) from error

    heading = None if options.heading is None else compiled(options.heading)
    return Patterns(heading, tuple(map(compiled, options.furniture)), options.verse)


def _pages_once(source: list[Line], patterns: Patterns) -> list[Line]:
    """Leave out a form feed beside a running head or foot, which says itself where a page ends."""
    texts = [at for at, line in enumerate(source) if line.text]
    beside = {
        page
        for one, other in pairwise(texts)
        for page, by in ((one, other), (other, one))
        if source[page].text == PAGE
        and source[by].text != PAGE
        and patterns.is_furniture(source[by])
    }
    return [line for at, line in enumerate(source) if at not in beside]


def _author_apart(source: list[Line]) -> list[Line]:
    """Set an author's line that follows the title without a blank line apart from both."""
    first = next((at for at, line in enumerate(source) if line.text), len(source))
    if not (first + 1 < len(source) and _AUTHOR.fullmatch(source[first + 1].text)):
        return source
    title, author = source[first : first + 2]
    blank = Line(author.number, 0, "")
    return [*source[:first], title, blank, author, blank, *source[first + 2 :]]


def _look_at_lines(source: Sequence[Line], patterns: Patterns, report: Report) -> None:
    for pattern in patterns.furniture:
        if not any(pattern.search(line.text) for line in source):
            message = (
                f"The pattern “{pattern.pattern}” for running heads and feet is found nowhere."
            )
            report.add("IMP007", 0, 0, message)
    for line, after in zip(source, [*source[1:], Line(0, 0, "")], strict=True):
        if patterns.is_furniture(line):
            continue
        message = ""
        if is_ornament(line):
            message = "This is a row of signs; it is kept as it is."
        elif _UNREAD.match(line.text) or (not patterns.markdown and _BLOCKS.match(line.text)):
            message = "This may be Markdown that the import does not read; it is kept as text."
        elif patterns.markdown and line.indent > 1 and _NESTED.match(line.text):
            message = "An item inside another one stands in the same list as its neighbours."
        if message:
            report.add("IMP009", line.number, line.indent + 1, message)
        if re.search(r"\w-$", line.text) and after.text:
            message = "The line ends with a hyphen; a word that goes on is not joined."
            report.add("IMP010", line.number, line.indent + len(line.text), message)


def _look_at_runs(found: Sequence[Block], patterns: Patterns, report: Report) -> None:
    for run in (run for block in found for run in _all_runs(block) if run.kind is Kind.TEXT):
        if match := re.search(r"```|~~~", run.text):
            message = "The code is not closed; it is kept as text."
            report.add("IMP009", run.line, run.column + match.start(), message)
        if match := re.search(r"\*+", run.text):
            message = f"“{match[0]}” has no partner; it is kept as text."
            report.add("IMP003", run.line, run.column + match.start(), message)
    for block in found:
        if isinstance(block, Paragraph) and block.form is Form.CODE:
            message = "This is read as code: its lines are parted by lb, without their indents."
            report.add("IMP009", block.line, 1, message)
    if not any(isinstance(block, Heading) for block in found):
        sought = "#" if patterns.heading is None else patterns.heading.pattern
        message = f"No line is a heading by “{sought}”: the text is one piece."
        report.add("IMP006", 0, 0, message, "Give a pattern for the headings.")


def _all_runs(block: Block) -> list[Run]:
    """Give the runs of a block that emphasis was looked for in, with those of its rows."""
    if isinstance(block, Heading):
        return list(block.runs)
    if block.form in (Form.CODE, Form.ORNAMENT):
        return []
    return [*block.runs] or [run for row in block.rows for run in row]


def _unread(source: Sequence[Line], report: Report) -> Paragraph:
    """Keep the lines of the front matter that are no simple values, line by line."""
    message = "The import does not read this line of the front matter; it is kept as text."
    for line in source:
        report.add("IMP009", line.number, line.indent + 1, message)
    rows = tuple((as_it_stands(line),) for line in source)
    return Paragraph(source[0].number, (), Form.CODE, rows)


def _plain(runs: Sequence[Run]) -> str:
    text = "".join(run.text for run in runs if run.kind is not Kind.FURNITURE)
    return " ".join(text.replace("-\n", "-").split())


def _author(runs: Sequence[Run]) -> str:
    match = _AUTHOR.fullmatch(_plain(runs))
    return match["author"].strip() if match else ""


def _title(
    found: list[Block], said: FrontMatter
) -> tuple[tuple[Run, ...], tuple[Run, ...], list[Block]]:
    """Take the title and the author's line from the top of the text, where they are plain."""
    none: tuple[Run, ...] = ()
    levels = Counter(block.level for block in found if isinstance(block, Heading))
    is_headed = levels[1] == 1 and len(levels) > 1 and getattr(found[0], "level", 0) == 1
    if said.title and not is_headed:
        title = Run(Kind.TEXT, said.title, 1, 1)
        return (title,), ((replace(title, text=said.author),) if said.author else none), found
    match found:
        case [Heading(), *_] if is_headed:
            pass
        case [Paragraph(), Paragraph() as second, *_] if _author(second.runs):
            pass
        case [Paragraph(), *_] if levels:
            pass
        case _:
            return none, none, found
    first, rest = found[0], found[1:]
    text = _plain(first.runs)
    one_line = len({run.line for run in first.runs}) == 1 and "\n" not in text
    if isinstance(first, Paragraph) and (
        not text
        or len(text) > 100
        or not one_line
        or first.form is not Form.PROSE
        or _SENTENCE_END.search(text)
    ):
        return none, none, found
    if rest and isinstance(rest[0], Paragraph) and _author(rest[0].runs) and not rest[0].rows:
        return first.runs, rest[0].runs, rest[1:]
    return first.runs, none, rest


def _slug(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")
    return stem or "edition"


def _summary(
    found: Sequence[Block], rest: Sequence[Block], findings: Sequence[Finding]
) -> ImportSummary:
    runs = [run for block in found for run in _all_runs(block)]
    kinds = Counter(run.kind for run in runs)
    pages = sum(run.text == PAGE for run in runs)
    paragraphs = [block for block in rest if isinstance(block, Paragraph)]
    to_read = {
        finding.position.line
        for finding in findings
        if finding.code != "IMP001" and finding.position.line
    }
    return ImportSummary(
        headings=len(rest) - len(paragraphs),
        paragraphs=sum(block.form is Form.PROSE and not block.is_furniture for block in paragraphs),
        stanzas=sum(block.form is Form.VERSE for block in paragraphs),
        furniture=kinds[Kind.FURNITURE] - pages,
        pages=pages,
        emphasised=kinds[Kind.ITALIC],
        bold=kinds[Kind.BOLD],
        joined=sum(finding.code == "IMP001" for finding in findings),
        unclear=tuple(sorted(to_read)),
    )

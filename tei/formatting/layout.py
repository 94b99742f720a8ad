"""A file laid out anew: the same tags, words, comments, with other white space between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from tei.formatting.content import element_only
from tei.formatting.sentences import begins, ends
from tei.names import TEI
from tei.prepared.vocabulary import HOLDERS
from tei.reading.markup import Attribute, Kind, attributes, name, pieces
from tei.reading.source import Source
from tei.revisions.vocabulary import is_block_name

_INDENT = "  "
BLANKS = " \t\r\n"
SPACE = re.compile(r"[ \t\r\n]+")
# Here white space may be meant as it stands: verse, transcriptions line by line, code, speech.
_UNTOUCHED = frozenset("l ab eg egXML code formula line zone u xenoData schemaSpec".split())  # noqa: SIM905
# Holders of elements that stand within a line of text.
_INLINE = frozenset("choice app subst rdgGrp cit listApp address biblStruct respStmt".split())  # noqa: SIM905
_BREAKS = frozenset({"lb", "pb", "cb", "gb"})
_ASIDES = (Kind.COMMENT, Kind.INSTRUCTION)
# What an element is comes first; who says so, and how surely, comes last.
_FIRST = ("xml:id", "xml:lang", "n", "type", "subtype")
_LAST = ("notAfter", "cert", "evidence", "resp")
_TAIL = 16


class Mode(IntEnum):
    """How the content of an element is laid out."""

    LAYOUT = 0
    FLOW = 1
    UNTOUCHED = 2


@dataclass(slots=True)
class _Token:
    """A piece of a file. Of an element is known whether it is a block, and what is in it.

    `has_text`: words stand in the element itself; `has_lines`: lines of the source are marked in
    it; `is_laid_out`: it has a line break behind its start tag.
    """

    kind: Kind
    text: str
    name: str = ""
    is_block: bool = False
    has_text: bool = False
    has_lines: bool = False
    is_laid_out: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: its mode, how far it is indented itself and what is in it.

    `is_trimmed`: white space at its ends has no meaning; `may_part`: nor has any between its
    children, so that some may be put there.
    """

    mode: Mode
    outer: str = ""
    inner: str = ""
    name: str = ""
    is_trimmed: bool = True
    may_part: bool = True
    has_lines: bool = False
    namespaces: Mapping[str, str] = field(default_factory=dict)


def laid_out(source: Source) -> str:
    """Give the text of a file in the canonical layout.

    Between elements that hold elements only, each has a line of its own, indented by two blanks
    for each level; in a paragraph each sentence, where a blank stands between them. No blank is
    put where there is none, but where blanks have no meaning (TEI Guidelines, 1.3.1.1.5).
    """
    return _Writer(source).run()


class _Writer:
    def __init__(self, source: Source) -> None:
        self.tokens = _tokens(source)
        crlf = source.text.count("\r\n")
        self.newline = "\r\n" if crlf * 2 > source.text.count("\n") else "\n"
        # A DOCTYPE can say that white space is kept: then all of it is left as it is.
        doctype = "".join(each.text for each in self.tokens if each.kind is Kind.DOCTYPE)
        mode = Mode.UNTOUCHED if "xml:space" in doctype else Mode.LAYOUT
        self.open = [_Open(mode, namespaces={"": TEI})]
        self.out: list[str] = []
        self.space = ""
        self.tail = ""
        self.previous: _Token | None = None

    def run(self) -> str:
        for number, token in enumerate(self.tokens):
            if token.kind is Kind.TEXT:
                self._text(token)
                continue
            around = self.open[-1]
            is_end = token.kind is Kind.END
            if is_end:
                self.open.pop()
            following = "" if is_end or not self.space else self._first(number)
            self._gap(token, around, is_end=is_end, following=following)
            self.out.append(self._written(token, around))
            self.previous = token
        return "".join(self.out).strip(BLANKS) + self.newline

    def _written(self, token: _Token, around: _Open) -> str:
        """Give a tag as it is to be written, and go into the element that it opens."""
        if token.kind not in (Kind.START, Kind.EMPTY):
            is_tag = token.kind is Kind.END and around.mode is not Mode.UNTOUCHED
            return f"</{name(token.text)}>" if is_tag else token.text
        if around.mode is Mode.UNTOUCHED:
            if token.kind is Kind.START:
                self.open.append(around)
            return token.text
        found = attributes(token.text)
        if token.kind is Kind.START:
            self.open.append(_entered(token, found, around))
            if token.is_block:
                self.tail = ""
        return _tag(token, found)

    def _text(self, token: _Token) -> None:
        """Write a text; the white space at its end is decided on with what follows."""
        text = token.text
        body = text.strip(BLANKS)
        if not body:
            self.space += text
            return
        begin = text.index(body[0]) if body[0] not in BLANKS else 0
        self.space += text[:begin]
        around = self.open[-1]
        self._gap(token, around, is_end=False, following=body)
        if around.mode is Mode.FLOW:
            self._sentences(body, around)
        else:
            self.out.append(body)
        self.space = text[begin + len(body) :]
        self.previous = token

    def _sentences(self, body: str, around: _Open) -> None:
        done = 0
        for match in SPACE.finditer(body):
            self.out.append(body[done : match.start()])
            self.tail = (self.tail + body[done : match.start()])[-_TAIL:]
            done = match.end()
            self.out.append(self._blank(around, body[done]))
        self.out.append(body[done:])
        self.tail = (self.tail + body[done:])[-_TAIL:]

    def _blank(self, around: _Open, following: str) -> str:
        """Give the white space between two words: a line break between two sentences."""
        is_end = not around.has_lines and ends(self.tail.rstrip()) and begins(following)
        self.tail += " "
        return self.newline + around.inner if is_end else " "

    # ---- white space between markup

    def _first(self, number: int) -> str:
        """Give the first letter from a piece on: a name is marked without a change of the lines."""
        while self.tokens[number].kind is Kind.START:
            number += 1
        token = self.tokens[number]
        return token.text.strip(BLANKS)[:1] if token.kind is Kind.TEXT else ""

    def _gap(self, token: _Token, around: _Open, *, is_end: bool, following: str) -> None:
        """Write the white space before a tag, a comment or a text."""
        indent = around.outer if is_end else around.inner
        if around.mode is Mode.UNTOUCHED:
            self.out.append(self.space)
        elif around.mode is Mode.LAYOUT:
            self.out.append(self._between(token, around, indent, is_end))
        elif self.space:
            self.out.append(self._within(token, around, indent, is_end, following))
        self.space = ""

    def _between(self, token: _Token, around: _Open, indent: str, is_end: bool) -> str:
        """Give the white space between children of an element that holds elements only."""
        before = self.previous
        if before is None or (is_end and before.kind is Kind.START):
            return ""
        if not self.space and not around.may_part:
            return ""
        if token.kind in _ASIDES and "\n" not in self.space:
            return " " if self.space else ""
        is_apart = self.space.count("\n") > 1 and not is_end and before.kind is not Kind.START
        return self.newline * is_apart + self.newline + indent

    def _within(
        self, token: _Token, around: _Open, indent: str, is_end: bool, following: str
    ) -> str:
        """Give what becomes of white space in a paragraph or the like."""
        before = self.previous
        assert before is not None
        line = self.newline + indent
        if (before.is_block and before.kind is not Kind.START) or (token.is_block and not is_end):
            return line
        if around.is_trimmed and (is_end or before.kind is Kind.START):
            return ""
        if token.name in _BREAKS and 'break="no"' not in token.text:
            return line
        if token.kind in _ASIDES or before.kind in _ASIDES:
            return line if "\n" in self.space else " "
        return " " if is_end else self._blank(around, following)


def _entered(token: _Token, found: Sequence[Attribute], around: _Open) -> _Open:
    """Decide how the content of an element is laid out."""
    namespaces = around.namespaces
    if "xmlns" in token.text:
        declared = {each.name[6:]: each.value[1:-1] for each in found if each.name[:5] == "xmlns"}
        namespaces = {**namespaces, **declared}
    prefix = name(token.text).rpartition(":")[0]
    is_tei = namespaces.get(prefix, "") in (TEI, "")
    keeps = any(each.name == "xml:space" and "preserve" in each.value for each in found)
    deeper = around.inner + _INDENT
    if keeps or not is_tei or token.name in _UNTOUCHED:
        return _Open(Mode.UNTOUCHED, namespaces=namespaces)
    in_layout = around.mode is Mode.LAYOUT
    is_open = in_layout or token.is_block or token.is_laid_out
    if token.name in element_only() and not token.has_text and is_open:
        return _Open(
            *(Mode.LAYOUT, around.inner, deeper, token.name),
            may_part=token.name in HOLDERS,
            namespaces=namespaces,
        )
    is_trimmed = token.is_block or (in_layout and around.name not in _INLINE)
    if is_trimmed and token.is_laid_out and not token.has_text:
        # There might be words in it, but there are none: its parts keep the lines that they have.
        return _Open(
            *(Mode.LAYOUT, around.inner, deeper, token.name), may_part=False, namespaces=namespaces
        )
    return _Open(
        *(Mode.FLOW, around.inner, deeper if is_trimmed else around.inner, token.name),
        is_trimmed=is_trimmed,
        has_lines=token.has_lines or around.has_lines,
        namespaces=namespaces,
    )


def _tokens(source: Source) -> list[_Token]:
    """Divide a file, and look at what is in each element."""
    found: list[_Token] = []
    open_: list[_Token] = []
    for kind, start, end in pieces(source):
        token = _Token(kind, source.text[start:end])
        if kind in (Kind.START, Kind.EMPTY, Kind.END):
            token.name = name(token.text).rpartition(":")[2]
        if kind is Kind.END:
            token.is_block = open_.pop().is_block
        elif kind in (Kind.START, Kind.EMPTY):
            token.is_block = is_block_name(token.name) and token.name not in _INLINE
            if token.name == "lb":
                for each in open_:
                    each.has_lines = True
        elif kind is Kind.CDATA or (kind is Kind.TEXT and token.text.strip(BLANKS)):
            if open_:
                open_[-1].has_text = True
        elif kind is Kind.TEXT and found and found[-1].kind is Kind.START:
            found[-1].is_laid_out = "\n" in token.text
        if kind is Kind.START:
            open_.append(token)
        found.append(token)
    return found


def _tag(token: _Token, found: Sequence[Attribute]) -> str:
    """Write a start tag: one blank between attributes, namespaces and ids first."""
    ordered = sorted(found, key=lambda each: _rank(each.name))
    written = "".join(f" {each.name}={each.value}" for each in ordered)
    return f"<{name(token.text)}{written}{'/' if token.kind is Kind.EMPTY else ''}>"


def _rank(attribute: str) -> tuple[int, str]:
    if attribute.startswith("xmlns"):
        return 0, attribute
    if attribute in _FIRST:
        return 1 + _FIRST.index(attribute), attribute
    between = 1 + len(_FIRST)
    return between + (1 + _LAST.index(attribute) if attribute in _LAST else 0), attribute

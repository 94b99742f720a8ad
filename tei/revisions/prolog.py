"""What stands before and after the text: document type, schemas, stylesheets, comments."""

from __future__ import annotations

import re
from typing import NamedTuple

from tei.findings import Position
from tei.reading.source import Source
from tei.revisions.changes import Category, Change, Kind, Place
from tei.revisions.sequences import longest
from tei.revisions.vocabulary import COMMENT, INSTRUCTION

# A document type may hold declarations in brackets, and quoted signs in these.
_PIECE = re.compile(
    r"<!--(?P<comment>.*?)-->|<\?(?!xml\s)(?P<pi>.*?)\?>|"
    r"(?P<doctype><!DOCTYPE(?:[^\[\]>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>)",
    re.DOTALL,
)
_SUBJECTS = {"comment": COMMENT, "pi": INSTRUCTION, "doctype": "DOCTYPE"}


class _Piece(NamedTuple):
    subject: str
    text: str
    offset: int


def compare(old: Source, new: Source) -> list[Change]:
    """Compare what stands outside the first element. White space and the encoding do not count."""
    changes = []
    for part in (_before, _after):
        changes += _compared(old, new, part(old), part(new))
    return changes


def _before(source: Source) -> tuple[list[_Piece], int]:
    end = source.lines.offset(*source.positions[0])
    return _pieces(source, 0, end), end


def _after(source: Source) -> tuple[list[_Piece], int]:
    if next(source.root.itersiblings(), None) is None:
        return [], len(source.text)
    begin = 0
    name = re.escape(re.split(r"[\s/>]", source.text[_before(source)[1] + 1 :], maxsplit=1)[0])
    for match in re.finditer(rf"</{name}\s*>|<{name}\b[^>]*/>", source.text):
        begin = match.end()
    return _pieces(source, begin, len(source.text)), len(source.text)


def _pieces(source: Source, begin: int, end: int) -> list[_Piece]:
    found = []
    for match in _PIECE.finditer(source.text, begin, end):
        kind = match.lastgroup or ""
        text = " ".join(match[kind].split())
        found.append(_Piece(_SUBJECTS[kind], text, match.start()))
    return found


def _compared(
    old: Source, new: Source, first: tuple[list[_Piece], int], second: tuple[list[_Piece], int]
) -> list[Change]:
    a, b = first[0], second[0]
    if [piece[:2] for piece in a] == [piece[:2] for piece in b]:
        return []
    pairs = longest([piece[:2] for piece in a], [piece[:2] for piece in b])
    changes = []
    i = j = 0
    for x, y in (*pairs, (len(a), len(b))):
        gone, come = a[i:x], b[j:y]
        at = (a[x].offset if x < len(a) else first[1], b[y].offset if y < len(b) else second[1])
        for one, other in _of_a_kind(gone, come):
            gone.remove(one)
            come.remove(other)
            places = _place(old, one.offset), _place(new, other.offset)
            changes.append(_change(Kind.CHANGED, one.subject, one.text, other.text, *places))
        for piece in gone:
            places = _place(old, piece.offset), _place(new, at[1])
            changes.append(_change(Kind.REMOVED, piece.subject, piece.text, "", *places))
        for piece in come:
            places = _place(old, at[0]), _place(new, piece.offset)
            changes.append(_change(Kind.ADDED, piece.subject, "", piece.text, *places))
        i, j = x + 1, y + 1
    return changes


def _of_a_kind(gone: list[_Piece], come: list[_Piece]) -> list[tuple[_Piece, _Piece]]:
    """Pair the first pieces of each kind, the second ones, and so on."""
    pairs = []
    for subject in dict.fromkeys(piece.subject for piece in gone):
        first = [piece for piece in gone if piece.subject == subject]
        second = [piece for piece in come if piece.subject == subject]
        pairs += list(zip(first, second, strict=False))
    return pairs


def _change(kind: Kind, subject: str, old: str, new: str, first: Place, second: Place) -> Change:
    return Change(Category.COMMENT, kind, subject, old, new, "", "", first, second)


def _place(source: Source, offset: int) -> Place:
    return Place(Position(source.name, *source.lines.place(offset)))

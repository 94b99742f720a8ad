"""The objects of a PDF, as Typst writes them: plain, each once, in one table at the end.

ISO 32000-1, 7.3 and 7.5. Object streams and updates, which Typst does not write, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_STREAM = b">>\nstream\n"
_REFERENCE = re.compile(rb"(\d+) 0 R")
_EDGE = re.compile(rb"\\.|[()]", re.DOTALL)
_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"


@dataclass(frozen=True, slots=True)
class File:
    """The objects of a PDF by their numbers, and the numbers of its catalogue and its record."""

    objects: Mapping[int, bytes]
    root: int
    info: int

    def reached(self, start: Sequence[int], but: frozenset[int]) -> list[int]:
        """Give the numbers of all objects that these lead to, themselves included."""
        found: set[int] = set()
        waiting = list(start)
        while waiting:
            number = waiting.pop()
            if number not in found and number not in but:
                found.add(number)
                waiting += references(head(self.objects[number]))
        return sorted(found)


def read(pdf: bytes) -> File:
    """Read a PDF. Raises ValueError where it is not built as Typst builds it."""
    table = re.search(rb"startxref\n(\d+)\n%%EOF\s*$", pdf[-64:])
    start = int(table[1]) if table else 0
    opening = re.match(rb"xref\n0 (\d+)\n", pdf[start : start + 32])
    if opening is None:
        raise ValueError("the table of objects is not where it should be")
    rows = pdf[start + opening.end() :]
    count = int(opening[1])
    places = {
        number: int(rows[20 * number : 20 * number + 10])
        for number in range(1, count)
        if rows[20 * number + 17 : 20 * number + 18] == b"n"
    }
    order = sorted(places, key=lambda number: places[number])
    ends = [places[number] for number in order[1:]] + [start]
    objects = {}
    for number, end in zip(order, ends, strict=True):
        begin = places[number] + len(b"%d 0 obj\n" % number)
        objects[number] = pdf[begin : pdf.rindex(b"\nendobj", begin, end)]
    trailer = rows[20 * count :]
    root, info = (re.search(rb"/%s (\d+) 0 R" % key, trailer) for key in (b"Root", b"Info"))
    if root is None or info is None:
        raise ValueError("the catalogue is not named")
    return File(objects, int(root[1]), int(info[1]))


def count_pages(pdf: bytes) -> int:
    """Say how many pages a PDF of Typst's has."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    return int(found[1]) if found else 0


def write(objects: Sequence[bytes], root: int, info: int, ident: bytes) -> bytes:
    """Write a PDF; the first object has the number 1. `ident` is its mark among all files."""
    chunks = [_HEADER]
    at = len(_HEADER)
    rows = [b"0000000000 65535 f\r\n"]
    for number, body in enumerate(objects, 1):
        chunk = b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
        rows.append(b"%010d 00000 n\r\n" % at)
        chunks.append(chunk)
        at += len(chunk)
    mark = ident.hex().encode()
    chunks.append(
        b"xref\n0 %d\n%strailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n"
        b"startxref\n%d\n%%%%EOF"
        % (len(rows), b"".join(rows), len(rows), root, info, mark, mark, at)
    )
    return b"".join(chunks)


def head(body: bytes) -> bytes:
    """Give an object without its stream."""
    end = body.find(_STREAM)
    return body if end < 0 else body[: end + 2]


def pieces(text: bytes) -> list[bytes]:
    """Cut at the strings: they are every second piece, beginning with the second one."""
    if b"(" not in text:
        return [text]
    found = []
    start = depth = 0
    for edge in _EDGE.finditer(text):
        if edge[0] == b"(":
            if not depth:
                found.append(text[start : edge.start()])
                start = edge.start()
            depth += 1
        elif edge[0] == b")":
            depth -= 1
            if not depth:
                found.append(text[start : edge.end()])
                start = edge.end()
    return [*found, text[start:]]


def references(text: bytes) -> list[int]:
    """Give the numbers of the objects that a text names."""
    return [int(number) for piece in pieces(text)[::2] for number in _REFERENCE.findall(piece)]


def outside_strings(text: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change what does not stand in strings."""
    return b"".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces(text)))


def as_string(words: str) -> bytes:
    """Write words as a string of text."""
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode()

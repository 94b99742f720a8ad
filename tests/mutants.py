"""Damaged copies of TEI files, as encoders make them and as they do not: the same for each seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from xml.parsers import expat

_ATTRIBUTE = re.compile(rb"\s+([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"</?([^\s/>]+)")
_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_VALUES = (
    b"", b" ", b"x", b"x y", b"#x", b"1", b"-1", b"0.5", b"1905", b"1905-02-30", b"--12", b"true",
    b"unknown", b"P1D", b"12:30:00", b"high", b"a:b", b"%", b"#a #b", b"1e3", b"en", b"en-", b"2px",
    b"initial", b"Y", b"1905-01-22T10:00:00Z", b"\xc2\xa0", b"mailto:x", b"http://[", b"00",
)  # fmt: skip


class Spans:
    """Where the elements of a file begin and end: (start, end of start tag, end of element)."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.elements: list[tuple[int, int, int]] = []
        opened: list[tuple[int, int, int]] = []
        parser = expat.ParserCreate()

        def on_start(name: str, attributes: object) -> None:
            start = parser.CurrentByteIndex
            tag = _TAG.match(data, start)
            assert tag is not None
            opened.append((start, tag.end(), len(self.elements)))
            self.elements.append((0, 0, 0))

        def on_end(name: str) -> None:
            start, inner, place = opened.pop()
            tag = _TAG.match(data, parser.CurrentByteIndex)
            end = inner if data[inner - 2 : inner] == b"/>" or tag is None else tag.end()
            self.elements[place] = (start, inner, end)

        parser.StartElementHandler = on_start
        parser.EndElementHandler = on_end
        parser.Parse(data, True)


Change = Callable[[Spans, Random, Sequence[bytes], Sequence[bytes]], bytes]


def mutants(
    data: bytes, names: Sequence[bytes], attributes: Sequence[bytes], seed: int, count: int
) -> Iterator[bytes]:
    """Give damaged copies of a file, each with one to three changes; all are well-formed.

    Raises ExpatError when the file itself is not, undeclared prefixes among that.
    """
    expat.ParserCreate(namespace_separator=" ").Parse(data, True)
    random = Random(seed)
    made = 0
    while made < count:
        mutant = data
        try:
            for _ in range(random.choice((1, 1, 1, 2, 3))):
                mutant = random.choice(_CHANGES)(Spans(mutant), random, names, attributes)
            expat.ParserCreate(namespace_separator=" ").Parse(mutant, True)
        except expat.ExpatError:
            continue
        made += 1
        yield mutant


def _any(spans: Spans, random: Random) -> tuple[int, int, int]:
    return random.choice(spans.elements)


def _delete(spans: Spans, random: Random, *_: object) -> bytes:
    start, _inner, end = _any(spans, random)
    return spans.data[:start] + spans.data[end:]


def _double(spans: Spans, random: Random, *_: object) -> bytes:
    start, _inner, end = _any(spans, random)
    return spans.data[:end] + spans.data[start:end] + spans.data[end:]


def _unwrap(spans: Spans, random: Random, *_: object) -> bytes:
    start, inner, end = _any(spans, random)
    content = spans.data[inner:end]
    content = content[: content.rfind(b"</")] if inner != end else b""
    return spans.data[:start] + content + spans.data[end:]


def _move(spans: Spans, random: Random, *_: object) -> bytes:
    start, _inner, end = _any(spans, random)
    target = _any(spans, random)[0]
    piece = spans.data[start:end]
    if start <= target < end:
        return spans.data
    rest = spans.data[:start] + spans.data[end:]
    target -= len(piece) if target > start else 0
    return rest[:target] + piece + rest[target:]


def _rename(spans: Spans, random: Random, names: Sequence[bytes], *_: object) -> bytes:
    start, inner, end = _any(spans, random)
    old = _NAME.match(spans.data, start)
    assert old is not None
    new = random.choice(names) if random.random() < 0.7 else old[1] + b"x"
    element = spans.data[start:end]
    if inner != end:
        cut = element.rfind(old[1])
        element = element[:cut] + new + element[cut + len(old[1]) :]
    return spans.data[:start] + b"<" + new + element[1 + len(old[1]) :] + spans.data[end:]


def _insert(spans: Spans, random: Random, names: Sequence[bytes], *_: object) -> bytes:
    start, _inner, end = _any(spans, random)
    place = random.choice((start, end))
    piece = b"stray" if random.random() < 0.2 else b"<" + random.choice(names) + b"/>"
    return spans.data[:place] + piece + spans.data[place:]


def _attribute(
    spans: Spans, random: Random, names: Sequence[bytes], attributes: Sequence[bytes]
) -> bytes:
    start, inner, _end = _any(spans, random)
    tag = spans.data[start:inner]
    there = list(_ATTRIBUTE.finditer(tag))
    if there and random.random() < 0.7:
        one = random.choice(there)
        way = random.random()
        if way < 0.2:
            new = b""
        elif way < 0.4:
            new = b" " + random.choice(attributes) + b"=" + one[2]
        else:
            new = b" " + one[1] + b'="' + random.choice(_VALUES) + b'"'
        tag = tag[: one.start()] + new + tag[one.end() :]
    else:
        name = _NAME.match(tag)
        assert name is not None
        new = b" " + random.choice(attributes) + b'="' + random.choice(_VALUES) + b'"'
        tag = tag[: name.end()] + new + tag[name.end() :]
    return spans.data[:start] + tag + spans.data[inner:]


_CHANGES: tuple[Change, ...] = (
    _delete, _double, _unwrap, _move, _rename, _rename, _insert, _insert, _attribute, _attribute,
    _attribute,
)  # fmt: skip

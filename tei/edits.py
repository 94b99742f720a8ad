"""Byte-exact edits of a source: what is not edited stays as it is, to the byte.

Edits are made in the decoded text of the file, never in its tree, so that line ends, byte order
mark, entities, comments and the spelling of every tag remain. What comes out is read again and
compared with what went in before anybody gets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from tei.errors import TeiError
from tei.findings import Position
from tei.names import AT
from tei.reading.source import Source, fingerprint, parse

_REPORT = "The file is left as it is. Please report this."


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `start` up to `end` of `Source.text`.

    With `start` equal to `end` it is inserted there; an empty `text` deletes. `text` is XML as
    it shall stand in the file.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """Put an element around the characters from `start` up to `end` of `Source.text`.

    `tag` is its name as the file writes it, with the prefix if it needs one; `attributes` are
    names and values.
    """

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def opening(self) -> str:
        """The start tag."""
        from xml.sax.saxutils import quoteattr  # brings http along

        written = "".join(f" {name}={quoteattr(value)}" for name, value in self.attributes)
        return f"<{self.tag}{written}>"

    @property
    def closing(self) -> str:
        """The end tag."""
        return f"</{self.tag}>"


class EditError(TeiError):
    """An edit that cannot be made, or that would change more than it should."""


def splice(source: Source, edits: Iterable[Edit]) -> bytes:
    """Give the bytes of a source with edits made; nothing else differs from the file.

    Insertions at one place come in the order given. A character that the file's encoding lacks
    is written as a reference. The result is not read: `wrap` does that.

    Raises EditError when edits overlap or leave the text, or when the bytes of the file cannot
    be had back from its text.
    """
    whole = source.bom + source.text.encode(source.encoding, "surrogatepass")
    if fingerprint(whole) != source.fingerprint:
        message = f"{source.name} cannot be edited: its encoding does not give the same bytes back."
        raise EditError(message, "Save the file as UTF-8.", Position(source.name))
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for edit in ordered:
        if not 0 <= edit.start <= edit.end <= len(source.text):
            raise _failure(source, edit.start, "An edit lies outside of the file.")
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise _failure(source, second.start, "Two edits overlap.")
    pieces: list[bytes] = [source.bom]
    done = 0
    for edit in ordered:
        pieces.append(source.text[done : edit.start].encode(source.encoding, "surrogatepass"))
        pieces.append(edit.text.encode(source.encoding, "xmlcharrefreplace"))
        done = edit.end
    pieces.append(source.text[done:].encode(source.encoding, "surrogatepass"))
    return b"".join(pieces)


def wrap(source: Source, wraps: Iterable[Wrap]) -> bytes:
    """Give the bytes of a source with elements put around passages of it.

    The passages must not overlap; they may touch. The result is read: without the new elements
    it has the same elements, attributes, characters, comments and instructions as before. Raises
    EditError when that is not so (a passage that begins in one element and ends in another, or
    lies in a comment), or as `splice` does.
    """
    ordered = sorted(wraps, key=lambda item: (item.start, item.end))
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise _failure(source, second.start, "Two edits overlap.")
    for item in ordered:
        if item.start >= item.end:
            raise _failure(source, item.start, "There is nothing to put an element around.")
    edits = [
        edit
        for item in ordered
        for edit in (
            Edit(item.start, item.start, item.opening),
            Edit(item.end, item.end, item.closing),
        )
    ]
    data = splice(source, edits)
    after = _read(source, data)
    new = _new_elements(after, ordered)
    local = [item.tag.rpartition(":")[2] for item in ordered]
    is_intended = [new[ordinal] for ordinal in sorted(new)] == local and 0 not in new
    if not is_intended or _events(source.root, ()) != _events(after.root, new):
        raise _failure(source, ordered[0].start if ordered else 0, "An edit would change the text.")
    return data


def _new_elements(after: Source, wraps: Sequence[Wrap]) -> dict[int, str]:
    """Find the elements that were put in, by their places: ordinal and local name."""
    places: set[int] = set()
    shift = 0
    for item in wraps:
        places.add(item.start + shift)
        shift += len(item.opening) + len(item.closing)
    found: dict[int, str] = {}
    for ordinal, element in enumerate(after.root.iter("*")):
        if after.lines.offset(*after.positions[ordinal]) in places:
            found[ordinal] = etree.QName(element).localname
    return found


def _read(source: Source, data: bytes) -> Source:
    try:
        return parse(data, source.path, source.number, source.name, any_root=True)
    except TeiError as error:
        message = f"An edit would make {source.name} unreadable: {error.message}"
        raise EditError(message, _REPORT, error.position) from None


def _failure(source: Source, offset: int, message: str) -> EditError:
    offset = min(max(offset, 0), len(source.text))
    return EditError(message, _REPORT, Position(source.name, *source.lines.place(offset)))


def _events(root: etree._Element, without: Iterable[int]) -> list[tuple[str, ...]]:
    """Give what a tree consists of in order; the elements `without` count as not there.

    Elements are meant by their ordinals. Text that is divided only by their tags is one piece.
    """
    skipped = set(without)
    events: list[tuple[str, ...]] = []
    held: list[str] = []

    def flush() -> None:
        if held:
            events.append(("text", "".join(held)))
            held.clear()

    for kind, item, ordinal in _walk(root):
        if kind == "start" and ordinal not in skipped:
            flush()
            values = sorted((str(k), str(v)) for k, v in item.attrib.items() if k != AT)
            events.append(("start", str(item.tag), *(part for pair in values for part in pair)))
        elif kind == "end" and ordinal not in skipped:
            flush()
            events.append(("end", str(item.tag)))
        elif kind in ("comment", "instruction"):
            flush()
            events.append((kind, str(getattr(item, "target", "")), item.text or ""))
        if kind in ("start",) and item.text:
            held.append(item.text)
        if kind != "start" and item is not root and item.tail:
            held.append(item.tail)
    flush()
    return events


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element, int]]:
    """Give the start and end of each element with its ordinal, and what is no element."""
    stack: list[int] = []
    ordinal = -1
    for event, item in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            ordinal += 1
            stack.append(ordinal)
            yield "start", item, ordinal
        elif event == "end":
            yield "end", item, stack.pop()
        else:
            yield ("comment" if event == "comment" else "instruction"), item, -1

"""Marks in the texts: where the passage of each entry of the apparatus begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from tei.print.stretches import Mark, Stretch, core, stretch_of, tokens

# A note of more characters than this may be divided between two pages.
_LONG_NOTE = 320
# So many words before and after are near enough to stand on the same line.
_NEAR = 25
# A page has more words than this, unless it is of verse, which is not broken within a block.
_EVERY = 60
# The last two pages of a text have fewer words than this.
_LAST = 1000
# Nothing follows in the same verse or paragraph.
_NOTHING_MORE = re.compile(r" *(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the apparatus.

    `passage` is the id of what it is about, `end` that of the place where this ends, if it is
    not its own end; `note` is the note in which the passage lies, if it does; `absent` has the
    sigla of the witnesses that lack the text there, None where nothing is said of them.
    `is_inner`: it is about words of a reading, which the text does not have there.
    """

    ident: str
    layer: str
    passage: str
    order: int
    end: str = ""
    note: str = ""
    absent: frozenset[str] | None = None
    is_inner: bool = False


def mark(texts: Mapping[str, etree._Element], entries: list[Entry]) -> list[Entry]:
    """Mark where the passage of each entry begins and ends, and words that it could be taken for.

    Gives the entries that have a place, in the order of `entries`. Long notes are marked word by
    word, so that they can be divided; texts with notes or entries have a mark on every page, where
    room can be kept at the foot, others on the last ones.
    """
    by_text: dict[str, list[Entry]] = {}
    for entry in entries:
        by_text.setdefault(entry.passage.partition("#")[0], []).append(entry)
    placed: dict[str, Entry] = {}
    for text in texts.values():
        wanted = by_text.get(text.get("id", ""), [])
        notes = {note.get("id", ""): note for note in text.iter("note")}
        inside = _within_notes(notes) if wanted else {}
        for name, note in notes.items():
            stretch = stretch_of(note)
            if len(stretch.text) > _LONG_NOTE:
                stretch.put([_word(end, name, n) for n, (_, end) in _numbered(stretch)])
        stretch = stretch_of(text)
        words = list(_numbered(stretch))
        first = 0 if wanted or notes else len(words) - _LAST
        marks = [
            Mark(end, True, {"kind": "room", "of": f"{text.get('id', '')}*{number}"})
            for number, (_, end) in words
            if number % _EVERY == 0 and number > first
        ]
        for entry in wanted:
            if entry.passage in stretch.spans and stretch.text.strip("\n"):
                start, end = stretch.spans[entry.passage]
                end = max(end, *stretch.spans.get(entry.end, (0, 0)))
                marks += _marks(stretch, entry, start, end)
                placed[entry.ident] = entry
            elif entry.passage in inside:
                note_id = inside[entry.passage]
                placed[entry.ident] = replace(entry, note=note_id)
        stretch.put(marks)
    return [placed[entry.ident] for entry in entries if entry.ident in placed]


def _numbered(stretch: Stretch) -> Iterator[tuple[int, tuple[int, int]]]:
    return enumerate(tokens(stretch.text), 1)


def _word(end: int, note: str, number: int) -> Mark:
    return Mark(end, True, {"kind": "word", "of": note, "n": str(number)})


def _within_notes(notes: Mapping[str, etree._Element]) -> dict[str, str]:
    return {
        inner.get("id", ""): name
        for name, note in notes.items()
        for inner in note.iterdescendants()
        if inner.get("id")
    }


def _marks(stretch: Stretch, entry: Entry, start: int, end: int) -> Iterator[Mark]:
    """Mark one passage: before it, behind its first word, and behind its last."""
    text, name = stretch.text, entry.ident
    words = text[start:end]
    if not words.strip():
        yield _standing_for_nothing(text, name, start)
        return
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    first = min(next(tokens(text, start))[1], end)
    yield Mark(start, False, {"kind": "from", "of": name})
    if first < end:
        yield Mark(first, True, {"kind": "first", "of": name})
    yield Mark(end, True, {"kind": "to", "of": name})
    if first == end and not entry.is_inner:
        yield from _twins(text, name, start, end)


def _standing_for_nothing(text: str, name: str, offset: int) -> Mark:
    """Mark a place without words: behind the word before it, else before the one after it.

    At the beginning of a verse or paragraph it belongs to this, between two to the one before.
    """
    is_between = _NOTHING_MORE.match(text, offset) is not None
    before = len(text[:offset].rstrip(" \n" if is_between else " "))
    if before and text[before - 1] != "\n":
        return Mark(before, True, {"kind": "to", "of": name})
    after = next(tokens(text, offset), None) or next(tokens(text), (0, 0))
    return Mark(after[0], False, {"kind": "to", "of": name})


def _twins(text: str, name: str, start: int, end: int) -> Iterator[Mark]:
    """Mark the same word before and after a passage of one word, within its block."""
    word = core(text[start:end]).casefold()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if not word:
        return
    window = max(line_start, start - 12 * _NEAR), min(line_end, end + 12 * _NEAR)
    for first, last in tokens(text, *window):
        if (last <= start or first >= end) and core(text[first:last]).casefold() == word:
            side = "-1" if last <= start else "1"
            yield Mark(last, True, {"kind": "twin", "of": name, "n": side})

"""Conflicts as they are written into a file: instructions around both wordings.

A file with conflicts is well-formed XML and can be opened by every program; it shows what either
editor wanted, and what they had before them:

    on <?tei-conflict 1 ours base="Sunday"?>Monday
    <?tei-conflict 1 theirs?>Tuesday<?tei-conflict 1 end?>

An attribute cannot be written twice, so that ours stands in the tag, and an instruction before
it tells of the other one. What stands before the first element is treated alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from tei.edits import Edit
from tei.merging.tags import Clash, with_attribute
from tei.reading.markup import Kind, pieces
from tei.reading.source import Source

TARGET = "tei-conflict"
_INSTRUCTION = re.compile(
    rf"<\?{TARGET}\s+(\d+)\s+(ours|theirs|end|attribute|declaration)(\s.*)?\?>", re.DOTALL
)
_FIELD = re.compile(r"(\w+)=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict in a file: number, place, and what the editors wanted, as XML.

    `subject` is the attribute that is meant, "" for a passage. None stands for an attribute that
    is absent. `parts` are offsets in the file: of the instructions, and of what they are about.
    """

    number: int
    offset: int
    subject: str
    base: str | None
    ours: str | None
    theirs: str | None
    parts: tuple[tuple[int, int], ...]


def passage(number: int, base: str, ours: str, theirs: str, space: str = "") -> str:
    """Write a conflict about a passage. `space` is put between the parts."""
    return space.join(
        (
            f"<?{TARGET} {number} ours{_field('base', base)}?>",
            *([ours] if ours else []),
            f"<?{TARGET} {number} theirs?>",
            *([theirs] if theirs else []),
            f"<?{TARGET} {number} end?>",
        )
    )


def attribute(number: int, clash: Clash) -> str:
    """Write a conflict about an attribute; it is to stand before the tag."""
    fields = _field("name", clash.name), *_versions(clash)
    return f"<?{TARGET} {number} attribute{''.join(fields)}?>"


def declaration(number: int, clash: Clash) -> str:
    """Write a conflict about the XML declaration or the DOCTYPE; it is to stand after it."""
    return f"<?{TARGET} {number} declaration{''.join(_versions(clash))}?>"


def _versions(clash: Clash) -> Iterator[str]:
    for key, value in (("base", clash.base), ("ours", clash.ours), ("theirs", clash.theirs)):
        if value is not None:
            yield _field(key, value)


def _field(key: str, value: str) -> str:
    escaped = value.replace("&", "&amp;").replace('"', "&quot;").replace("?>", "?&gt;")
    return f' {key}="{escaped}"'


def has_conflicts(text: str) -> bool:
    """Tell quickly whether a file may hold conflicts."""
    return f"<?{TARGET}" in text


def find(source: Source) -> list[Conflict]:
    """Find the conflicts in a file, in the order in which they stand in it."""
    if not has_conflicts(source.text):
        return []
    found: list[Conflict] = []
    open_: dict[int, list[tuple[int, int]]] = {}
    bases: dict[int, str | None] = {}
    all_ = [each for each in pieces(source) if each[0] is not Kind.TEXT]
    for place, (kind, start, end) in enumerate(all_):
        match = _INSTRUCTION.fullmatch(source.text, start, end)
        if kind is not Kind.INSTRUCTION or match is None:
            continue
        number, what = int(match[1]), match[2]
        fields = {key: unescape(value) for key, value in _FIELD.findall(match[3] or "")}
        if what in ("attribute", "declaration"):
            about = _about(source, all_, place, what)
            if about is not None:
                versions = fields.get("base"), fields.get("ours"), fields.get("theirs")
                subject = fields.get("name", "#declaration")
                found.append(Conflict(number, start, subject, *versions, ((start, end), about)))
        elif what == "ours":
            open_[number] = [(start, end)]
            bases[number] = fields.get("base")
        elif number in open_:
            open_[number].append((start, end))
            if what == "end" and len(open_[number]) == 3:
                found.append(_passage(source.text, number, bases[number], open_.pop(number)))
    return sorted(found, key=lambda each: each.offset)


def _about(
    source: Source, all_: list[tuple[Kind, int, int]], place: int, what: str
) -> tuple[int, int] | None:
    """Find the tag or declaration that an instruction is about."""
    way = 1 if what == "attribute" else -1
    place += way
    while 0 <= place < len(all_):
        kind, start, end = all_[place]
        if kind is not Kind.INSTRUCTION or not has_conflicts(source.text[start:end]):
            return start, end
        place += way
    return None


def _passage(text: str, number: int, base: str | None, marks: list[tuple[int, int]]) -> Conflict:
    first, second, third = marks
    ours, theirs = text[first[1] : second[0]], text[second[1] : third[0]]
    parts = first, second, third
    return Conflict(number, first[0], "", base, ours.strip(), theirs.strip(), parts)


def take(source: Source, conflicts: list[Conflict], side: str) -> list[Edit]:
    """Give the edits that settle conflicts in favour of a side, "ours" or "theirs"."""
    edits: list[Edit] = []
    tags: dict[tuple[int, int], str] = {}
    for conflict in conflicts:
        if not conflict.subject:
            edits += _settled(source.text, conflict, side)
            continue
        (start, end), about = conflict.parts
        edits.append(Edit(start, _over_space(source.text, end), ""))
        value = conflict.ours if side == "ours" else conflict.theirs
        written = tags.get(about, source.text[slice(*about)])
        if conflict.subject == "#declaration":
            tags[about] = value or ""
        else:
            tags[about] = with_attribute(written, conflict.subject, value)
    edits += [Edit(start, end, text) for (start, end), text in tags.items()]
    return edits


def _settled(text: str, conflict: Conflict, side: str) -> list[Edit]:
    first, second, third = conflict.parts
    if side == "ours":
        begin = _before_space(text, second[0], first[1])
        return [Edit(first[0], _over_space(text, first[1], begin), ""), Edit(begin, third[1], "")]
    begin = _before_space(text, third[0], second[1])
    return [Edit(first[0], _over_space(text, second[1], begin), ""), Edit(begin, third[1], "")]


def _over_space(text: str, offset: int, limit: int | None = None) -> int:
    """Skip the line break that was put after an instruction, and the indentation."""
    found = re.compile(r"[ \t\r\n]*\n[ \t]*").match(text, offset)
    return min(found.end(), len(text) if limit is None else limit) if found else offset


def _before_space(text: str, offset: int, limit: int) -> int:
    begin = len(text[limit:offset].rstrip()) + limit
    return begin if "\n" in text[begin:offset] else offset

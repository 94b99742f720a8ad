"""Entity references: resolved in the text, so that the tree is built without a DOCTYPE."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5

from tei.findings import Finding, Position
from tei.lines import Lines
from tei.reading.doctype import Entity
from tei.reading.source_codes import failure, finding

_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([^\s;&<>\"'#%]+);")
# Comments, CDATA sections and instructions hold no references. Tags are apart, because quotation
# marks that come out of an entity must not end the attribute's value.
_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rf"|(?P<tag><[^!?](?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>)|{_REFERENCE.pattern}",
    re.DOTALL,
)
_IN_VALUES = str.maketrans({'"': "&#34;", "'": "&#39;", "\t": " ", "\n": " ", "\r": " "})
_DEEPEST = 100


def check(
    text: str, start: int, entities: Mapping[str, Entity], lines: Lines, name: str, most: int
) -> None:
    """Make sure that the entities of a text are harmless, before any parser expands them.

    Raises SourceError (SRC019) when the references of `text` from the offset `start` on add up
    to more than `most` characters, or when entities are nested beyond every measure.
    """
    measures: dict[str, tuple[int, int]] = {}

    def measure(entity: str, outer: tuple[str, ...]) -> tuple[int, int]:
        """Give the characters that an entity stands for, and how deep entities are in it."""
        if entity in outer:
            return 0, 0  # the parser will say so, if it is not in a comment
        if len(outer) > _DEEPEST:
            return most, 0
        if entity not in measures:
            value = (entities[entity].value if entity in entities else None) or ""
            inner = [measure(each, (*outer, entity)) for each in _REFERENCE.findall(value)]
            size = len(value) + sum(size for size, _ in inner)
            depth = 1 + max((depth for _, depth in inner), default=0)
            measures[entity] = (most, 0) if depth > _DEEPEST else (size, depth)
        return measures[entity]

    references = Counter(match[1] for match in _REFERENCE.finditer(text, start))
    added = 0
    for entity, uses in references.items():
        added += uses * measure(entity, ())[0]
        if added >= most:
            first = text.index(f"&{entity};", start)
            message = (
                f"Entities such as &{entity}; stand for more than {most:,} characters, or for "
                f"entities more than {_DEEPEST} deep."
            )
            raise failure("SRC019", message, Position(name, *lines.place(first)))


def resolve(
    text: str, start: int, entities: Mapping[str, Entity], lines: Lines, name: str
) -> tuple[str, list[Finding]]:
    """Resolve the entity references of a well-formed text from the offset `start` on.

    Gives that part of the text with each reference replaced by what the entity stands for, and
    findings for those that cannot be known: such a reference stays visible as it was written,
    unless its name is that of a character in HTML.
    """
    if not _REFERENCE.search(text, start):
        return text[start:], []
    resolver = _Resolver(entities)
    findings = []
    pieces: list[str] = []
    done = start
    for reference in _references(text, start, False):
        pieces += text[done : reference.start], resolver.text(reference)
        done = reference.end
        for each in resolver.unknown(reference.name):
            position = Position(name, *lines.place(reference.start))
            findings.append(_report(each, entities.get(each), position))
    return "".join((*pieces, text[done:])), findings


@dataclass(frozen=True, slots=True)
class _Reference:
    start: int
    end: int
    name: str
    in_tag: bool


def _references(text: str, start: int, in_tag: bool) -> Iterator[_Reference]:
    """Find the references of a text that begins in a tag or outside one."""
    for match in (_REFERENCE if in_tag else _TOKEN).finditer(text, start):
        if match.lastgroup == "tag":
            for inner in _REFERENCE.finditer(text, match.start(), match.end()):
                yield _Reference(inner.start(), inner.end(), inner[1], True)
        elif match.lastindex:
            yield _Reference(match.start(), match.end(), match[match.lastindex], in_tag)


@dataclass
class _Resolver:
    """Knows what each entity stands for, once it has been asked for."""

    entities: Mapping[str, Entity]
    texts: dict[tuple[str, bool], str] = field(default_factory=dict)
    unknowns: dict[str, list[str]] = field(default_factory=dict)

    def text(self, reference: _Reference) -> str:
        """Give what stands for a reference, ready for its place."""
        key = reference.name, reference.in_tag
        if key not in self.texts:
            entity = self.entities.get(reference.name)
            if entity and entity.value is not None:
                self.texts[key] = self.replacement(entity.value, reference.in_tag)
            else:
                self.texts[key] = self.stand_in(reference.name)
        return self.texts[key]

    def replacement(self, value: str, in_tag: bool) -> str:
        """Resolve the references within the text of an entity."""
        pieces: list[str] = []
        done = 0
        for reference in _references(value, 0, in_tag):
            pieces += _literal(value[done : reference.start], in_tag), self.text(reference)
            done = reference.end
        return "".join((*pieces, _literal(value[done:], in_tag)))

    def stand_in(self, name: str) -> str:
        """Give the character of HTML, else the reference itself as text."""
        character = "" if name in self.entities else html5.get(f"{name};", "")
        return "".join(f"&#{ord(part)};" for part in character) or f"&amp;{name};"

    def unknown(self, name: str) -> list[str]:
        """Give the entities without a text that an entity comes down to, itself or within it."""
        if name not in self.unknowns:
            entity = self.entities.get(name)
            if entity is None or entity.value is None:
                self.unknowns[name] = [name]
            else:
                inner = [reference.name for reference in _references(entity.value, 0, False)]
                found = [each for part in inner for each in self.unknown(part)]
                self.unknowns[name] = list(dict.fromkeys(found))
        return self.unknowns[name]


def _literal(text: str, in_tag: bool) -> str:
    # A carriage return in an entity can only come from &#13;, and must not become a line end.
    return text.translate(_IN_VALUES) if in_tag else text.replace("\r", "&#13;")


def _report(name: str, entity: Entity | None, position: Position) -> Finding:
    character = html5.get(f"{name};")
    if entity:
        message = f"&{name}; stands for the file {entity.file}, which is not loaded."
        return finding("SRC003", message, position, cause=name)
    if character:
        message = f"&{name}; is not declared in this file; it is read as {character}."
        return finding("SRC002", message, position, f"Write {character} itself.", cause=name)
    message = f"&{name}; is not declared in this file; it stays in the text as it is."
    return finding("SRC001", message, position, cause=name)

"""Exceptions in the files: `<?tei ignore CODE reason?>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from tei.findings import Finding
from tei.names import AT
from tei.pointers import number_of

if TYPE_CHECKING:
    from tei.checks.rule import Rule
    from tei.edition import Edition

_CODE = re.compile(r"[A-Z]{3}(\d{3})?")
# Before the first element of a file. The tree of a file that another includes begins later.
_INSTRUCTION = re.compile(r"<\?tei\s+ignore\b(.*?)\?>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """One exception.

    `element` is what it covers, with all in it; `areas` the same as places: path, first place,
    and the place where it is over (None: the end of the file). `used` collects the codes that it
    did suppress.
    """

    codes: tuple[str, ...]
    element: etree._Element
    areas: tuple[tuple[str, tuple[int, int], tuple[int, int] | None], ...]
    used: set[str] = field(default_factory=set)

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding lies in the area and has one of the codes."""
        if not finding.code.startswith(self.codes):
            return False
        place = (finding.position.line, finding.position.column)
        return any(
            path == finding.position.path and start <= place and (end is None or place < end)
            for path, start, end in self.areas
        )


def instructions(edition: Edition) -> Iterator[tuple[etree._Element, tuple[str, ...], bool]]:
    """Give the exceptions of an edition: the element covered, the codes, whether a whole file."""
    for source in edition.sources:
        start = source.position(0)
        prolog = source.text[: source.lines.offset(start.line, start.column)]
        for content in _INSTRUCTION.findall(_COMMENT.sub("", prolog)):
            yield source.root, _codes(content.split()), True
    for document in edition.documents:
        for instruction in document.root.iter(etree.PI):
            verb, *content = (instruction.text or "").split() or [""]
            if getattr(instruction, "target", "") != "tei" or verb != "ignore":
                continue
            following = next(instruction.itersiblings(etree.Element), None)
            covered = following if following is not None else instruction.getparent()
            if covered is not None:
                yield covered, _codes(content), False


def suppressions(edition: Edition, known: Mapping[str, Rule]) -> Iterator[Suppression]:
    """Give the exceptions that name existing rules, with the places that they cover."""
    for element, named, whole in instructions(edition):
        codes = tuple(code for code in named if any(rule.startswith(code) for rule in known))
        if codes:
            yield Suppression(codes, element, tuple(_areas(edition, element, whole)))


def _codes(words: list[str]) -> tuple[str, ...]:
    """Take the codes at the beginning; families count only in the first place."""
    codes: list[str] = []
    for word in (part for item in words for part in item.split(",") if part):
        if codes and not (_CODE.fullmatch(word) and word[-1].isdigit()):
            break
        codes.append(word)
    return tuple(codes)


def _areas(
    edition: Edition, element: etree._Element, whole: bool
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int] | None]]:
    number = number_of(element)
    start = edition.position(element)
    after = None if whole else _after(element, number)
    end = None
    if after is not None:
        position = edition.position(after)
        end = (position.line, position.column)
    yield start.path, (0, 0) if whole else (start.line, start.column), end
    # Files that are included within the element are covered as a whole.
    inner = {number_of(item) for item in element.iter(etree.Element) if item.get(AT)} - {number}
    for other in sorted(inner):
        yield edition.sources[other].name, (0, 0), None


def _after(element: etree._Element, number: int) -> etree._Element | None:
    """Find the first element of the same file that no longer lies within this one."""
    current: etree._Element | None = element
    while current is not None:
        for sibling in current.itersiblings(etree.Element):
            for item in sibling.iter(etree.Element):
                if number_of(item) == number:
                    return item
        current = current.getparent()
    return None

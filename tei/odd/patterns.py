"""Making patterns of RELAX NG in its XML syntax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from tei.errors import TeiError
from tei.odd.content import Occurs
from tei.odd.reading_content import RNG

ANNOTATIONS = "http://relaxng.org/ns/compatibility/annotations/1.0"
DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
# Beyond this, a number is as good as no limit; the TEI's stylesheets think so too.
_MOST = 400
_LARGEST = 50_000
_NAMESPACES: Any = {None: RNG}  # the stubs know no default namespace

Pattern = etree._Element


def pattern(kind: str, /, *parts: Pattern | Iterable[Pattern], **attributes: str) -> Pattern:
    """Make a pattern with parts, or sequences of parts, and with attributes."""
    made = etree.Element(f"{{{RNG}}}{kind}", dict(attributes), _NAMESPACES)
    for part in parts:
        if isinstance(part, etree._Element):
            made.append(part)
        else:
            made.extend(part)
    return made


def text(kind: str, content: str, /, **attributes: str) -> Pattern:
    """Make an element of RELAX NG that holds a text: a value, a parameter, a name."""
    made = pattern(kind, **attributes)
    made.text = content
    return made


def ref(name: str) -> Pattern:
    """Make a reference to a definition."""
    return pattern("ref", name=name)


def documentation(description: str) -> list[Pattern]:
    """Make the annotation that editors show, none for no description."""
    if not description:
        return []
    made = etree.Element(f"{{{ANNOTATIONS}}}documentation", nsmap={"a": ANNOTATIONS})
    made.text = description
    return [made]


def repeated(parts: Sequence[Pattern], occurs: Occurs) -> list[Pattern]:
    """Give a sequence of patterns as often as it may stand.

    Raises TeiError where that makes too many of them: repetitions in repetitions multiply.
    """
    least, most = min(occurs.least, _MOST), occurs.most
    if not parts or most == 0:
        return []
    if most is not None and most - least > _MOST:
        most = None
    if (least, most) == (1, 1):
        return list(parts)
    if most is None and least <= 1:
        return [pattern("oneOrMore" if least else "zeroOrMore", copies(parts))]
    size = sum(1 for part in parts for _ in part.iter())
    if size * (least if most is None else most) > _LARGEST:
        raise TeiError(
            "Its parts are repeated so often that no schema can be made of it.",
            "Say “unbounded”, or less.",
        )
    found = [part for _ in range(least) for part in copies(parts)]
    if most is None:
        return [*found, pattern("zeroOrMore", copies(parts))]
    optional = [pattern("optional", copies(parts)) for _ in range(most - least)]
    return [*found, *optional]


def copies(parts: Iterable[Pattern]) -> list[Pattern]:
    """Copy patterns, for one element of a tree cannot stand at two places."""
    return [etree.fromstring(etree.tostring(part, with_tail=False)) for part in parts]


def grouped(parts: Sequence[Pattern]) -> list[Pattern]:
    """Make one pattern of several, none of none."""
    return [pattern("group", parts)] if len(parts) > 1 else list(parts)

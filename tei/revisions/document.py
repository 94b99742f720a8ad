"""The changes as XML, for stylesheets: docs/changes.md describes it.

    document(results, ("v1.0", "v1.1"))     # <c:changes> with a c:file for each file

What was changed becomes a passage of which every part says whether it stands in the old file, the
new one or both; so that either revision can be read off, or both in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from tei.names import CHANGES, XML_LANG
from tei.revisions.changes import FAMILIES, Category, Change, Kind
from tei.revisions.editions import Compared
from tei.revisions.repeated import letters, repeated
from tei.revisions.segments import segments
from tei.revisions.terms import counts, identified, phrase, title

# What no XML can contain; the name of a file may.
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FAMILY = {category: name for name, categories in FAMILIES.items() for category in categories}
# A place outside all divisions, and outside the text.
_TEXT, _OUTSIDE = "Text", "Outside the text"


def document(results: Iterable[Compared], revisions: tuple[str, str]) -> bytes:
    """Give the changes of all files, in UTF-8. `revisions` says what the two are called."""
    shown = [result for result in results if result.changes]
    root = etree.Element(_name("changes"), nsmap={"c": CHANGES})
    root.set("version", "1")
    root.set(XML_LANG, "en")
    for name, said in zip(("old", "new"), revisions, strict=True):
        root.set(name, _clean(said))
    _count(root, [change for result in shown for change in result.changes])
    named = {id(change): ident for ident, change in identified(shown)}
    for number, result in enumerate(shown, 1):
        _file(_add(root, "file", n=str(number)), result, named)
    return etree.tostring(root, encoding="utf-8")


def _file(element: etree._Element, result: Compared, named: dict[int, str]) -> None:
    element.set("old", _clean(result.old))
    element.set("new", _clean(result.new))
    if result.language:
        element.set(XML_LANG, result.language)
    whole = [change for change in result.changes if change.category is Category.FILE]
    for change in whole:
        element.set("fate", change.kind.value)
        element.set("id", f"change-{named[id(change)]}")
    changes = [change for change in result.changes if change.category is not Category.FILE]
    _count(element, changes)
    groups = repeated(changes)
    for group in groups:
        _group(element, group, named, result.lines)
    told = {id(change) for group in groups for change in group}
    rest = [change for change in changes if id(change) not in told]
    for division, found in groupby(rest, key=lambda change: _divided(change)[0]):
        part = _add(element, "division", name=division)
        for place, some in groupby(found, key=lambda change: _divided(change)[1]):
            around = _add(part, "place", name=place)
            for change in some:
                _change(around, change, named, result.lines)


def _count(element: etree._Element, changes: Sequence[Change]) -> None:
    element.set("count", str(len(changes)))
    for category, count in counts(changes):
        found = _add(element, "class", name=category.value, count=str(count))
        if category in _FAMILY:
            found.set("family", _FAMILY[category])


def _group(
    element: etree._Element, group: Sequence[Change], named: dict[int, str], lines: int
) -> None:
    """Write what was done many times, with each of the places."""
    first = group[0]
    found = _add(element, "group", count=str(len(group)))
    _say(found, first)
    found.set("class", first.category.value)
    if pair := letters(first):
        found.set("old", pair[0])
        found.set("new", pair[1])
    for change in group:
        _change(found, change, named, lines)


def _change(element: etree._Element, change: Change, named: dict[int, str], lines: int) -> None:
    found = _add(element, "change", id=f"change-{named[id(change)]}")
    found.set("class", change.category.value)
    found.set("kind", change.kind.value)
    _say(found, change)
    if change.subject:
        found.set("subject", change.subject)
    for name, place in (("old", change.old_place), ("new", change.new_place)):
        found.set(f"{name}-locus", place.locus)
        if place.position.line:
            found.set(f"{name}-line", str(place.position.line))
    if change.origin:
        found.set("origin", _clean(change.origin))
    if lines and change.new_place.position.line:
        found.set("at", f"{(change.new_place.position.line - 1) / lines:.4f}")
    if "/@" in change.subject:
        _add(found, "value").extend(_parts(change))
        if change.around_new[1] or change.around_old[1]:
            _add(found, "of").text = change.around_new[1] or change.around_old[1]
        return
    passage = _add(found, "passage")
    passage.extend(_around(change, 0))
    passage.extend(_parts(change))
    passage.extend(_around(change, 1))


def _say(element: etree._Element, change: Change) -> None:
    """Say what was done in English, and in parts that can be said in any language."""
    what, names = phrase(change)
    element.set("title", title(change))
    element.set("phrase", what)
    if names:
        element.set("terms", _clean(" ".join(names)))


def _around(change: Change, side: int) -> Iterator[etree._Element]:
    """Give the words before (0) or after (1) what was changed, as either file has them."""
    old, new = change.around_old[side], change.around_new[side]
    parts = [("old", old), ("new", new)]
    if old.strip() == new.strip():
        parts = [("both", old if change.kind is Kind.REMOVED else new)]
    for name, said in parts:
        if said:
            yield _part("context", said, of=name)


def _parts(change: Change) -> Iterator[etree._Element]:
    """Give what was changed, in parts."""
    old, new = change.old, change.new
    if old == new or change.kind in (Kind.SPLIT, Kind.MERGED):
        sides = {Kind.ADDED: "new", Kind.REMOVED: "old", Kind.SPLIT: "new", Kind.MERGED: "old"}
        said = old if change.kind is Kind.MERGED else new
        yield _part("marked", said or new or old, of=sides.get(change.kind, "both"))
        return
    for role, said in segments(old, new, whole="/@" in change.subject):
        yield _part(role, said)


def _part(name: str, said: str, **attributes: str) -> etree._Element:
    element = etree.Element(_name(name), attributes)
    element.text = _clean(said)
    return element


def _divided(change: Change) -> tuple[str, str]:
    """Divide the place of a change: division, and line or paragraph in it."""
    locus = change.new_place.locus
    if not locus:
        return _OUTSIDE, ""
    if locus.endswith("”") or ", " not in locus:
        small = re.fullmatch(r"(Paragraph|Line|Block|Speech|Heading) .*|Heading", locus)
        return (_TEXT, locus) if small else (locus, "")
    division, _, place = locus.rpartition(", ")
    return division, place


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    cleaned = {key: _clean(value) for key, value in attributes.items()}
    return etree.SubElement(parent, _name(name), cleaned)


def _name(name: str) -> str:
    return f"{{{CHANGES}}}{name}"


def _clean(text: str) -> str:
    return _NO_XML.sub(lambda match: f"\\x{ord(match[0]):02x}", text)

"""Changes as a TEI document: a list of changes beside the text, each pointing into both files.

TEI Guidelines, 2.6 (The Revision Description), 16.10 (The standOff Container), 12.1 (The Critical
Apparatus). A `change` says by @type and @subtype of which class it is and what was done, by @target
where it stands in the later file and by @corresp where it stood in the earlier one. What was there
and what is there now are two readings, with the revisions for witnesses. A `revisionDesc` may
hold such a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast
from urllib.parse import quote

from lxml import etree

from tei import names
from tei.report.characters import escape, visible
from tei.report.view import View
from tei.revisions.changes import Category, Change, Kind, Place
from tei.revisions.editions import Compared
from tei.revisions.terms import identified, title

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What no XML can contain; the name of a file may.
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_DEFAULT = cast("dict[str, str]", {None: names.TEI})  # the stubs know of prefixes only
_WITNESSES = {"old": "The earlier revision.", "new": "The later revision."}


def render(results: Iterable[Compared], view: View) -> str:
    """Give a TEI document; one in which nothing was changed says so."""
    root = etree.Element(names.tei("TEI"), nsmap=_DEFAULT)
    _header(root)
    changes = list(identified(results))
    if changes:
        beside = _add(root, "standOff")
        for path, some in groupby(changes, key=lambda each: each[1].new_place.position.path):
            _file(beside, path, list(some))
    else:
        body = _add(_add(root, "text"), "body")
        _add(body, "p", text="Nothing was changed.")
    lines = etree.tostring(root, encoding="unicode").split("\n")
    return _DECLARATION + "".join(f"{escape(line, _reference)}\n" for line in lines)


def _header(root: etree._Element) -> None:
    about = _add(_add(root, "teiHeader"), "fileDesc")
    _add(_add(about, "titleStmt"), "title", text="Changes between two revisions")
    _add(_add(about, "publicationStmt"), "p", text="Made by a program from the two revisions.")
    witnesses = _add(_add(about, "sourceDesc"), "listWit")
    for ident, said in _WITNESSES.items():
        _add(witnesses, "witness", text=said).set(names.XML_ID, ident)


def _file(beside: etree._Element, path: str, changes: Sequence[tuple[str, Change]]) -> None:
    found = _add(beside, "listChange", ordered="false")
    if changes[0][1].category is Category.FILE and changes[0][1].kind is Kind.REMOVED:
        _add(found, "desc", text=path)
    else:
        _add(_add(found, "desc"), "ref", text=path, target=quote(path))
    for ident, change in changes:
        _change(found, ident, change)
        found[-1].tail = "\n"


def _change(found: etree._Element, ident: str, change: Change) -> None:
    element = _add(found, "change", type=change.category.value, subtype=change.kind.value)
    element.set(names.XML_ID, f"change-{ident}")
    whole = "/@" not in change.subject
    if not (whole and change.kind is Kind.REMOVED):
        element.set("target", _pointer(change.new_place))
    if not (whole and change.kind is Kind.ADDED):
        element.set("corresp", _pointer(change.old_place))
    if change.category is Category.FILE:
        was = f"; it was {change.old}" if change.kind is Kind.RENAMED else ""
        element.text = _NO_XML.sub(lambda match: visible(match[0]), f"{title(change)}{was}.")
        return
    where = change.place.locus or "Outside the text"
    _add(element, "label", text=where).tail = f": {title(change)}. "
    passage = _add(element, "quote")
    passage.text = f"{change.before} " if change.before else ""
    entry = _add(passage, "app")
    entry.tail = f" {change.after}" if change.after else ""
    for witness, said in (("#old", change.old), ("#new", change.new)):
        _add(entry, "rdg", text=said, wit=witness)


def _pointer(place: Place) -> str:
    """Point to the element that holds a passage: TEI Guidelines, 16.2.4 (TEI XPointer Schemes)."""
    fragment = f"xpath({place.xpath})" if place.xpath else ""
    return f"{quote(place.position.path)}#{fragment}" if fragment else quote(place.position.path)


def _add(parent: etree._Element, name: str, /, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, names.tei(name), attributes)
    element.text = _NO_XML.sub(lambda match: visible(match[0]), text) or None
    return element


def _reference(character: str) -> str:
    return f"&#x{ord(character):x};"

"""Apparatus entries: `app` becomes a passage of the running text and an entry beside it.

TEI Guidelines, 12 Critical Apparatus. The running text keeps the lemma; every reading goes to the
entry. Entries that point to their passage (`@loc`, `@from`, `@to`) have been put where it is
(`standoff`), and leave an empty passage there.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tei.apparatus.entries import apparatus
from tei.apparatus.model import Status
from tei.apparatus.readings import names, status_of
from tei.layers import local, running_reading
from tei.names import AT, XML_ID, prepared, tei
from tei.prepared.copies import add, make, move_content, remove, replace, unwrap
from tei.prepared.standoff import APPARATUS
from tei.wording import words

_APP = tei("app")


def extract(body: etree._Element, entries: etree._Element, sigla: dict[str, str]) -> None:
    """Turn every `app` within `body` into a passage there and an entry in `entries`.

    `sigla` gives the printed siglum for an id of a witness or a hand.
    """
    for app in _outermost(body):
        _convert(app, entries, sigla, "")
    for group in list(body.iter(tei("listApp"))):
        if not len(group) and not (group.text or "").strip():
            remove(group)
    _join_parts(entries)


def _join_parts(entries: etree._Element) -> None:
    """Let the parts of a split entry (@next, @prev) know each other by the ids of entries."""
    known: dict[str, str] = {}
    for entry in entries:
        if name := entry.get(XML_ID):
            known[name] = entry.get("id", "")
            del entry.attrib[XML_ID]
    for entry in entries:
        for side in ("previous", "next"):
            if pointer := entry.get(side):
                del entry.attrib[side]
                if other := known.get(pointer):
                    entry.set(side, other)


def _outermost(container: etree._Element) -> list[etree._Element]:
    """Give the entries within a container that lie in no other entry."""
    found: list[etree._Element] = []
    walk = etree.iterwalk(container, events=("start",), tag=None)
    for _, element in walk:
        if element.tag == _APP and element is not container:
            found.append(element)
            walk.skip_subtree()
    return found


def _convert(
    app: etree._Element, entries: etree._Element, sigla: dict[str, str], within: str
) -> None:
    number = str(len(entries) + 1)
    ident = f"entry-{number}"
    running = running_reading(app)
    entry = add(
        entries,
        "entry",
        id=ident,
        n=number,
        locus=app.get("loc", ""),
        type=app.get("type", ""),
        within=within,
        apparatus=app.get(APPARATUS) or apparatus(app),
        previous="".join(names(app, "prev")[:1]),
        next="".join(names(app, "next")[:1]),
    )
    entry.set(AT, app.get(AT, ""))
    passage = make("passage", entry=ident)
    passage.set(AT, app.get(AT, ""))
    if name := app.get(XML_ID):
        passage.set(XML_ID, name)
        entry.set(XML_ID, name)
    for part, group in _parts(app):
        if part is running:
            for inner in _outermost(part):
                _convert(inner, entries, sigla, ident)
            _reading(entry, "lemma", part, group, sigla)
            move_content(part, passage)
        elif local(part) in ("lem", "rdg"):
            for inner in _outermost(part):
                _convert(inner, entries, sigla, ident)
            _reading(entry, "lemma" if local(part) == "lem" else "reading", part, group, sigla)
        else:
            remark = add(entry, "remark", sigla=_witnesses(part, sigla))
            remark.set(AT, part.get(AT, ""))
            move_content(deepcopy(part), remark)
    if stray := _stray_text(app):
        add(entry, "remark").text = stray  # not allowed there, but not ours to lose
    for lemma in list(entry.iter(prepared("lemma"))):
        _quiet(lemma)
    replace(app, passage)


def _stray_text(app: etree._Element) -> str:
    """Give the text that stands directly in an entry or in a reading group."""
    pieces: list[str] = []
    for holder in (app, *(child for child in app.iter(tei("rdgGrp")) if child.getparent() is app)):
        pieces += [holder.text or "", *(child.tail or "" for child in holder)]
    return " ".join("".join(pieces).split())


def _parts(app: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give lemma, readings and notes of an entry with the name of their reading group."""

    def inside(container: etree._Element, group: str) -> Iterator[tuple[etree._Element, str]]:
        for child in list(container):
            if local(child) == "rdgGrp":
                yield from inside(child, child.get("type") or child.get("n") or "group")
            elif local(child) and local(child) not in ("wit", "lacunaStart", "lacunaEnd"):
                yield child, group

    yield from inside(app, "")


def _reading(
    entry: etree._Element,
    name: str,
    part: etree._Element,
    group: str,
    sigla: dict[str, str],
) -> None:
    status = status_of(part)
    gone = local(part) == "rdg" and not words(part) and not len(part)
    reading = add(
        entry,
        name,
        sigla=_witnesses(part, sigla),
        resp=_names(part.get("resp", ""), sigla) or _names(part.get("source", ""), sigla),
        kind="" if name == "lemma" else ("omission" if gone else part.get("type") or "variant"),
        hand=_names(part.get("hand", ""), sigla),
        group=group,
        cause=part.get("cause", ""),
        cert=part.get("cert", ""),
        status="" if status is Status.ATTESTED else str(status),
        source=_names(part.get("source", ""), sigla),
        sequence=part.get("varSeq", ""),
    )
    reading.set(AT, part.get(AT, ""))
    move_content(deepcopy(part), reading)
    for passage in list(reading.iter(prepared("passage"))):
        unwrap(passage)


def _quiet(lemma: etree._Element) -> None:
    """Leave in the copy of a lemma its wording only: ids and notes stand in the text."""
    for item in list(lemma.iter(etree.Element)):
        if item.tag in (tei("note"), prepared("call")):
            remove(item)
        if XML_ID in item.attrib:
            del item.attrib[XML_ID]


def _witnesses(part: etree._Element, sigla: dict[str, str]) -> str:
    """Name the witnesses of a reading: `@wit`, else the `wit` element beside it."""
    if stated := part.get("wit"):
        return _names(stated, sigla)
    beside = part.getnext()
    if beside is not None and local(beside) == "wit":
        return words(beside)
    return ""


def _names(value: str, sigla: dict[str, str]) -> str:
    """Write pointers to witnesses, hands or scholars as the signs that a reader knows."""
    return " ".join(sigla.get(item.lstrip("#"), item.lstrip("#")) for item in value.split())

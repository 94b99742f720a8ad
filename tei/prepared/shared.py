"""The shared document: header, table of contents, registers with their mentions, emendations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from tei.apparatus.standing import OMITTED
from tei.edition import Edition
from tei.elements import append_text, move_content, remove
from tei.layers import Layer, local
from tei.names import PREPARED, XML_ID, XML_LANG, prepared, tei
from tei.prepared import apparatuses
from tei.prepared.apparatus import Knowledge
from tei.prepared.authorities import address
from tei.prepared.contexts import Passage, passages
from tei.prepared.copies import add, copy_into, make
from tei.prepared.languages import direction
from tei.texts import Group, Text
from tei.wording import pieces, words

_RECORD = prepared("record")
_ID = prepared("id")
_EMENDED = tuple(map(tei, ("choice", "supplied", "surplus")))
_naming: Any = etree.XPath("descendant::*/@p:record/..", namespaces={"p": PREPARED})
# The id of a text, whether a note of it, and a passage in that.
_Found = tuple[str, bool, Passage]
_SPACE = re.compile(r"\s+")
_TITLES = f"{tei('fileDesc')}/{tei('titleStmt')}"


def build(
    edition: Edition,
    version: str,
    language: str,
    texts: Mapping[str, etree._Element],
    knowledge: Knowledge,
    finish: Callable[[etree._Element], None],
) -> etree._Element:
    """Make the shared document from the prepared texts.

    `finish` applies to copied TEI what every prepared element gets (layers, styles, links); the
    long lists of passages hold none, and are made after it.
    """
    root = make("edition", version=version, dir=direction(language))
    root.set(XML_LANG, language)
    _titles(root, edition)
    if edition.header is not None:
        copy_into(add(root, "header"), edition.header)
    contents = add(root, "texts")
    _contents(contents, edition.contents, texts, 1)
    records = _registers(root, edition)
    apparatuses.describe(root, edition, knowledge.collected, texts)
    finish(root)
    found = list(_passages(texts))
    _mentions(records, found)
    _emendations(add(root, "emendations"), edition, found)
    return root


def _titles(root: etree._Element, edition: Edition) -> None:
    statement = edition.header.find(_TITLES) if edition.header is not None else None
    title = add(root, "title")
    found = statement.findall(tei("title")) if statement is not None else []
    main = [item for item in found if item.get("type", "main") in ("main", "full", "a")]
    if edition.settings.edition.title or not (main or found):
        title.text = edition.title
    else:
        _content(title, (main or found)[0])
    for item in found:
        if item.get("type") in ("sub", "subordinate"):
            _content(add(root, "subtitle"), item)
    for name in ("author", "editor"):
        for item in statement.findall(tei(name)) if statement is not None else []:
            _content(add(root, name, role=item.get("role", "")), item)


def _content(target: etree._Element, source: etree._Element) -> None:
    copied = copy_into(make("copy"), source)
    move_content(copied, target)


def _contents(
    parent: etree._Element,
    items: Iterable[Text | Group],
    texts: Mapping[str, etree._Element],
    level: int,
) -> None:
    for item in items:
        if isinstance(item, Group):
            group = add(parent, "group", label=item.label, level=str(level))
            _contents(group, item.items, texts, level + 1)
            continue
        text = texts[item.id]
        unit = add(
            parent,
            "unit",
            id=item.id,
            n=item.n,
            label=item.label,
            place=item.place,
            layers=text.get("layers", ""),
            collated=text.get("collated", ""),
            level=str(level),
        )
        for head in text.iter(tei("head")):
            depth = int(head.get(prepared("level"), "1"))
            if depth > 1 and (label := words(head)):
                add(unit, "heading", to=head.get(prepared("id"), ""), label=label, level=str(depth))


def _registers(root: etree._Element, edition: Edition) -> dict[str, list[etree._Element]]:
    """Add the registers; gives the records by id."""
    records: dict[str, list[etree._Element]] = {}
    registers = add(root, "registers")
    for kind, register in edition.registers.items():
        listed = add(registers, "register", kind=str(kind))
        for item in register.records:
            record = add(listed, "record", id=item.id, label=item.label, letter=item.letter)
            copied = copy_into(record, item.element)
            for inner in [child for child in copied.iter(etree.Element) if child is not copied]:
                if inner.get(XML_ID, "") in edition.records:
                    remove(inner)  # a place within a place has a record of its own
            _authorities(record, copied)
            records.setdefault(item.id, []).append(record)
    return records


def _mentions(records: Mapping[str, Sequence[etree._Element]], found: Iterable[_Found]) -> None:
    """Add to each record the forms by which it is named and the passages that do so."""
    for ident, named in _named(found).items():
        for record in records.get(ident, ()):
            for form, count in Counter(passage.words for _, _, passage in named).most_common():
                add(record, "form", count=str(count)).text = form
            for text, in_note, passage in named:
                mention = add(
                    record,
                    "mention",
                    text=text,
                    to=passage.element.get(_ID, ""),
                    n=passage.n,
                    form=passage.words,
                    in_="note" if in_note else "",
                )
                add(mention, "before").text = passage.before
                add(mention, "after").text = passage.after


def _named(found: Iterable[_Found]) -> dict[str, list[_Found]]:
    """Sort the passages that name records by the ids of these."""
    named: dict[str, list[_Found]] = {}
    for item in found:
        for record in item[2].element.get(_RECORD, "").split():
            named.setdefault(record, []).append(item)
    return named


def _passages(texts: Mapping[str, etree._Element]) -> Iterator[_Found]:
    """Give what names a record or is an emendation, in the order of reading."""
    for ident, text in texts.items():
        for part in ("body", "notes"):
            container = text.find(prepared(part))
            if container is None:
                continue
            wanted = {item for item in container.iter(*_EMENDED) if _is_emendation(item)}
            wanted.update(_naming(container))
            for passage in passages(container, wanted):
                yield ident, part == "notes", passage


def _authorities(record: etree._Element, element: etree._Element) -> None:
    for child in element.iter(tei("idno")):
        value = words(child)
        kind = child.get("type", "") or child.get("subtype", "")
        if value:
            url = address(kind, value)
            add(record, "authority", type=kind or "id", value=value, url=url)


def _emendations(emendations: etree._Element, edition: Edition, found: Iterable[_Found]) -> None:
    for ident, in_note, passage in found:
        if _is_emendation(passage.element):
            source, emended, act = _parts(passage.element)
            item = add(
                emendations,
                "emendation",
                text=ident,
                to=passage.element.get(_ID, ""),
                n=passage.n,
                in_="note" if in_note else "",
                kind=_kind(act, edition),
                cert=act.get("cert", ""),
                resp=" ".join(part.lstrip("#") for part in act.get("resp", "").split()),
            )
            _wording(add(item, "source"), source)
            _wording(add(item, "emended"), emended)
            for rival in _rivals(passage.element, emended):
                _wording(add(item, "rival"), rival)
            add(item, "before").text = passage.before
            add(item, "after").text = passage.after


def _is_emendation(element: etree._Element) -> bool:
    name = local(element)
    if name == "choice":
        return element.get(prepared("kind")) == "correction"
    if name == "supplied":
        return element.get("reason", "") in OMITTED
    return name == "surplus"


def _kind(act: etree._Element, edition: Edition) -> str:
    """Name the kind of an emendation: @type, else the category that @ana points to, or @reason."""
    if stated := act.get("type"):
        return stated
    for value in act.get("ana", "").split():
        category = edition.pointers.resolve(act, value).element
        if category is not None and local(category) == "category":
            return category.get("n", "") or words(category)
    return act.get("reason", "")


def _parts(
    element: etree._Element,
) -> tuple[etree._Element | None, etree._Element | None, etree._Element]:
    """Give what the source has, what the editor puts there, and the element that says who."""
    name = local(element)
    if name == "supplied":
        return None, element, element
    if name == "surplus":
        return element, None, element
    by_layer = {child.get(prepared("layer")): child for child in reversed(element)}
    emended = by_layer.get("reading")
    return by_layer.get("diplomatic"), emended, emended if emended is not None else element


def _rivals(element: etree._Element, emended: etree._Element | None) -> list[etree._Element]:
    """Give the other emendations that the editor thinks possible (several `corr` in a `choice`)."""
    if emended is None or local(element) != "choice":
        return []
    return [child for child in element if child.tag == emended.tag and child is not emended]


def _wording(target: etree._Element, part: etree._Element | None) -> None:
    if part is not None:
        layer = Layer.DIPLOMATIC if target.tag == prepared("source") else Layer.READING
        # A blank at the edge is part of what was supplied or set aside.
        append_text(target, _SPACE.sub(" ", "".join(pieces(part, layer))))


def labels(elements: Sequence[etree._Element]) -> dict[str, str]:
    """Give the printed sign for the ids of witnesses, hands and responsible persons."""
    found: dict[str, str] = {}
    for root in elements:
        for element in root.iter(tei("witness"), tei("handNote"), tei("listWit")):
            if ident := element.get(XML_ID):
                from tei.apparatus.witnesses import siglum  # most editions have no witnesses

                found[ident] = siglum(element) if local(element) != "listWit" else _group(element)
        for element in root.iter(*map(tei, ("respStmt", "editor", "author", "person", "bibl"))):
            if ident := element.get(XML_ID):
                found.setdefault(ident, _name(element) or ident)
    return found


def _name(element: etree._Element) -> str:
    """Name someone, or a work: as it is abbreviated, where the edition says how."""
    abbr = next(element.iter(tei("abbr")), None)
    if abbr is not None:
        return words(abbr)
    if local(element) == "bibl":
        return ""
    for name in ("name", "persName"):
        if (found := element.find(tei(name))) is not None:
            return words(found)
    return words(element)


def _group(element: etree._Element) -> str:
    head = element.find(tei("head"))
    own = words(head) if head is not None else ""
    return element.get("n", "") or own or element.get(XML_ID, "")

"""Making the prepared edition: each text in turn, then what they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from tei.edition import Edition
from tei.layers import local
from tei.names import XML_ID, XML_LANG, prepared, tei
from tei.prepared import languages, notes, roles, shared, styles, whitespace
from tei.prepared.apparatus import Knowledge
from tei.prepared.copies import add, copy_into, make
from tei.prepared.identifiers import assign
from tei.prepared.joining import join
from tei.prepared.links import Links
from tei.texts import Text

if TYPE_CHECKING:
    from tei.prepared.entries import Extraction

VERSION = "1"


class Prepared(NamedTuple):
    """The prepared edition as XML documents in UTF-8: one shared, and one for each text by id.

    `collations` has a document more for each text of which several witnesses can be compared.
    """

    shared: bytes
    texts: Mapping[str, bytes]
    collations: Mapping[str, bytes] = MappingProxyType({})


def prepare(edition: Edition) -> Prepared:
    """Interpret an edition's encoding and write the result down (docs/prepared-edition.md).

    Raises TeiError when the edition has no text.
    """
    edition.require_text()
    language = _language(edition)
    authors = frozenset(_authors(edition))
    people = shared.labels([document.root for document in edition.documents])
    knowledge = Knowledge(edition, people, language)
    looks = styles.renditions(edition.header)
    order = list(edition.texts.values())
    drafts = {text.id: _copy(text, language) for text in order}
    extractions = _take_entries_out(knowledge, drafts, people)
    for draft in drafts.values():
        _interpret(draft, authors)
    for text, before, after in zip(order, [None, *order], [*order[1:], None], strict=False):
        drafts[text.id].set("previous", before.id if before else "")
        drafts[text.id].set("next", after.id if after else "")
    compared = _collations(knowledge, drafts)
    links = Links(edition, drafts)
    for draft in drafts.values():
        styles.mark(draft, looks)
        languages.mark(draft, draft.get("dir", "ltr"))
        links.mark(draft)

    def finish(root: etree._Element) -> None:
        roles.mark_layers(root)
        styles.mark(root, looks)
        languages.mark(root, root.get("dir", "ltr"))
        whitespace.settle(root)
        links.mark(root)

    common = shared.build(edition, VERSION, language, drafts, knowledge, finish)
    for entries in extractions:
        entries.finish()
    texts = {ident: _bytes(draft) for ident, draft in drafts.items()}
    return Prepared(_bytes(common), texts, compared)


def _take_entries_out(
    knowledge: Knowledge, drafts: Mapping[str, etree._Element], people: Mapping[str, str]
) -> list[Extraction]:
    """Take the entries out of the texts; gives what has to be finished in the end."""
    bodies = {ident: _part(draft, "body") for ident, draft in drafts.items()}
    listed = any(next(body.iter(tei("listApp")), None) is not None for body in bodies.values())
    if knowledge.collected is None and not listed:
        return []
    from tei.prepared import standoff  # most editions do without what the entries take
    from tei.prepared.entries import Extraction

    if knowledge.collected is not None:
        standoff.tie(knowledge.collected, bodies)
    made = []
    for ident, body in bodies.items():
        made.append(Extraction(knowledge, _part(drafts[ident], "entries"), people))
        made[-1].extract(body)
    return made


def _collations(knowledge: Knowledge, drafts: Mapping[str, etree._Element]) -> Mapping[str, bytes]:
    if not knowledge.is_comparable:
        return {}
    from tei.prepared.collations import collations  # most editions do without its modules

    return {ident: _bytes(root) for ident, root in collations(knowledge, drafts)}


def _copy(text: Text, language: str) -> etree._Element:
    """Copy one text into a document of its own, and say of which layer its elements are."""
    own = text.language or language
    root = make("text", version=VERSION, id=text.id, n=text.n, label=text.label, place=text.place)
    root.set("dir", languages.direction(own))
    root.set(XML_LANG, own)
    if text.header is not None:
        copy_into(add(root, "header"), text.header)
    body = add(root, "body")
    add(root, "notes")
    add(root, "entries")
    for element in text.elements:
        copy_into(body, element)
    roles.mark_layers(root)
    return root


def _part(root: etree._Element, name: str) -> etree._Element:
    part = root.find(prepared(name))
    assert part is not None
    return part


def _interpret(root: etree._Element, authors: frozenset[str]) -> None:
    """Interpret the copy of one text, in all but what depends on the other texts."""
    body, note_list, entry_list = (_part(root, name) for name in ("body", "notes", "entries"))
    notes.extract(body, note_list, authors)
    whitespace.settle(root)
    roles.mark_roles(body)
    roles.mark_roles(note_list)
    assign(root, body)
    join(root, body, note_list, entry_list)


def _language(edition: Edition) -> str:
    """Give the language of the edition: as set, else that of its texts, else undetermined."""
    if edition.settings.edition.language:
        return edition.settings.edition.language
    body = [text for text in edition.texts.values() if text.place == "body"]
    for text in body or edition.texts.values():
        if text.language:
            return text.language
    if edition.header is not None:
        for language in edition.header.iter(tei("language")):
            if ident := language.get("ident"):
                return ident
    return "und"


def _authors(edition: Edition) -> Iterator[str]:
    for document in edition.documents:
        for statement in document.root.iter(tei("titleStmt")):
            for child in statement:
                if local(child) == "author" and (ident := child.get(XML_ID)):
                    yield ident


def _bytes(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

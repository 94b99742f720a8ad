"""Notes: a `note` in running text becomes a call there, and its wording stands apart.

TEI Guidelines, 3.9.1 Notes and Simple Annotation.
"""

from __future__ import annotations

from lxml import etree

from tei.elements import replace
from tei.layers import local
from tei.names import AT, XML_ID, prepared, tei
from tei.prepared.copies import add, make
from tei.prepared.vocabulary import HOLDERS

_NOTE = tei("note")
_AUTHORIAL = frozenset({"author", "authorial", "a", "a1", "original"})


def extract(body: etree._Element, notes: etree._Element, authors: frozenset[str]) -> None:
    """Move the notes of `body` to `notes`, each leaving a `p:call` in its place.

    A note between blocks, an inline note, a note within a note and one that says nothing stay
    where they are.
    `authors` are the ids that @resp uses for the author of the text.
    """
    for note in list(body.iter(_NOTE)):
        parent = note.getparent()
        if parent is None or note.get("place") == "inline" or _stands_apart(parent):
            continue
        if any(ancestor.tag == _NOTE for ancestor in note.iterancestors()):
            continue
        if not len(note) and not (note.text or "").strip():
            continue
        number = str(len(notes) + 1)
        call = make("call", to=f"note-{number}")
        call.set(AT, note.get(AT, ""))
        if ident := note.get(XML_ID):
            call.set(XML_ID, ident)
            del note.attrib[XML_ID]
        replace(note, call)
        wrapper = add(
            notes,
            "note",
            id=f"note-{number}",
            n=number,
            kind="author" if _is_authors(note, authors) else "editor",
            place=_place(note),
            call=f"call-{number}",
            resp=" ".join(item.lstrip("#") for item in note.get("resp", "").split()),
        )
        wrapper.append(note)
        call.set(prepared("id"), f"call-{number}")


def _stands_apart(parent: etree._Element) -> bool:
    """A note that no word of running text carries: it is a block of its own."""
    outer = parent.getparent()
    if local(parent) == "cit" and outer is not None:
        return _stands_apart(outer)
    return local(parent) in HOLDERS or parent.tag in (prepared("body"), prepared("entries"))


def _is_authors(note: etree._Element, authors: frozenset[str]) -> bool:
    named = {item.lstrip("#") for item in note.get("resp", "").split()}
    return bool(named & authors) or note.get("type", "").lower() in _AUTHORIAL


def _place(note: etree._Element) -> str:
    place = note.get("place", "").lower()
    if place in ("end", "endnote", "back"):
        return "end"
    return "margin" if place.startswith(("margin", "left", "right", "side")) else "foot"

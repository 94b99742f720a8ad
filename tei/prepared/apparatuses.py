"""What the shared document says of the apparatus: its witnesses, and the apparatuses there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from tei.edition import Edition
from tei.names import XML_ID, prepared, tei
from tei.prepared.copies import add, copy_into
from tei.wording import words

if TYPE_CHECKING:
    from tei.apparatus.collection import Apparatus
    from tei.apparatus.witnesses import Witness


_DESCRIBED = tuple(map(tei, ("witness", "listWit", "handNote")))


def describe(
    root: etree._Element,
    edition: Edition,
    entries: Apparatus | None,
    texts: Mapping[str, etree._Element],
) -> None:
    """Add the witnesses with all other signs of the apparatus, and the apparatuses in order."""
    _witnesses(add(root, "witnesses"), edition, entries)
    _apparatuses(add(root, "apparatuses"), edition, texts)


def _witnesses(holder: etree._Element, edition: Edition, entries: Apparatus | None) -> None:
    if entries is None and not any(_has(item.root, _DESCRIBED) for item in edition.documents):
        return
    from tei.apparatus.witnesses import collected, read, siglum  # most editions have none

    known: dict[str, Witness] = {}
    for document in edition.documents:
        for witness in collected(read(document.root)):
            known.setdefault(witness.id, witness)
    done: set[str] = set()
    for document in edition.documents:
        for element in document.root.iter(tei("witness")):
            # Entries name a witness without an id by its @n.
            if ident := element.get(XML_ID) or element.get("n"):
                made = add(holder, "witness", id=ident, siglum=siglum(element))
                _say(made, known.get(ident))
                copy_into(made, element)
                done.add(ident)
    for text in entries or ():
        for witness in entries.witnesses(text).values() if entries else ():
            known.setdefault(witness.id, witness)
    for witness in known.values():
        if witness.id not in done:
            _say(add(holder, "sign", id=witness.id, siglum=witness.siglum), witness)


def _has(root: etree._Element, names: Sequence[str]) -> bool:
    return next(root.iter(*names), None) is not None


def _say(made: etree._Element, witness: Witness | None) -> None:
    """Say what a siglum stands for."""
    if witness is None:
        return
    made.set("rank", str(witness.rank))
    for name, value in (("of", witness.of), ("name", witness.name)):
        if value:
            made.set(name, value)
    if not witness.declared:
        made.set("declared", "no")


def _apparatuses(
    holder: etree._Element, edition: Edition, texts: Mapping[str, etree._Element]
) -> None:
    """List the apparatuses: those that the settings put in order, then as they come."""
    counts = Counter(
        entry.get("apparatus", "")
        for text in texts.values()
        for entry in text.iterfind(f"{prepared('entries')}/{prepared('entry')}")
    )
    labels: dict[str, str] = {}
    for document in edition.documents if len(counts) > 1 else ():
        for found in document.root.iter(tei("listApp")):
            head = found.find(tei("head"))
            if head is not None:
                labels.setdefault(found.get("type", ""), words(head))
    wanted = [name for name in edition.settings.apparatus.layers if name in counts]
    for name in dict.fromkeys([*wanted, *counts]):
        made = add(holder, "apparatus", name_=name, label=labels.get(name, ""))
        made.set("entries", str(counts[name]))

"""The list of signs: only those that the book has."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tei.print.margins import STROKE


def keep_used(
    book: etree._Element, texts: Iterable[etree._Element], has_entries: bool, folios: str
) -> None:
    """Leave signs out of the list that no text has, and the list where there are none.

    `has_entries`: some page has an apparatus. `folios`: where the pages of the source are named.
    """
    used = {"twin"} if has_entries else set()
    for text in texts:
        used.update(kind for sign in text.iter("sign") if (kind := sign.get("kind")))
        if next(text.iter("unclear"), None) is not None:
            used.add("unclear")
        if any(each.get("margin") for each in text.iter("milestone")):
            used.add("folio")
    has_sigla = book.find("sigla") is not None
    for listed in book.findall("signs"):
        for sign in list(listed):
            # One sign alone, that of the apparatus, needs no page.
            if sign.get("kind") not in used or (used == {"twin"} and not has_sigla):
                listed.remove(sign)
        for milestone in listed.iter("milestone"):
            if folios == "margin":
                milestone.text = STROKE
        if not len(listed):
            book.remove(listed)

"""What `tei.apparatus` knows of the entries, for the making of the prepared edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from tei.edition import Edition
from tei.layers import local
from tei.names import AT, XML_ID, tei

# Imported late, where there are entries: it takes a while, and most editions have none.
if TYPE_CHECKING:
    from tei.apparatus.attesting import Attested
    from tei.apparatus.collection import Apparatus, Book
    from tei.apparatus.model import Entry
    from tei.apparatus.printing import Printer
    from tei.apparatus.style import Styles
    from tei.apparatus.witnesses import Witnesses


class Known(NamedTuple):
    """What is known of an entry: who does what in it, who prints it, and what surrounds it.

    `after` is what stands before a passage without words; `crossing` are the origins of entries
    whose passages begin or end within that of this one.
    """

    entry: Entry
    attested: tuple[Attested, ...]
    printer: Printer
    after: str = ""
    crossing: tuple[str, ...] = ()


class Knowledge:
    """The entries of an edition by their origins (`names.AT`), and how they are printed.

    `books` are those of the edition, with what every witness does in every entry of them.
    """

    def __init__(self, edition: Edition, people: Mapping[str, str], language: str) -> None:
        self._people = people
        self._editors = frozenset(_editors(edition))
        self._known: dict[str, Known] = {}
        self._collected: Apparatus | None = None
        self.books: list[tuple[Book, Mapping[int, tuple[Attested, ...]]]] = []
        if _has_entries(edition):
            from tei.apparatus.collection import apparatus
            from tei.apparatus.style import styles

            looks = styles(edition.settings.apparatus, edition.folder, language)
            self._collected = apparatus(edition)
            books = {id(book): book for book in map(self._collected.book, self._collected)}
            for book in books.values():
                self._learn(book, looks)

    def of(self, origin: str) -> Known | None:
        """Give what is known of the entry that an element is; None where it is none."""
        return self._known.get(origin)

    @property
    def collected(self) -> Apparatus | None:
        """The apparatus of the edition; None where it has none."""
        return self._collected

    @property
    def is_comparable(self) -> bool:
        """Whether some text has two witnesses at least."""
        return any(len(comparable(book.witnesses)) > 1 for book, _ in self.books)

    def _learn(self, book: Book, looks: Styles) -> None:
        from tei.apparatus.attesting import survey
        from tei.apparatus.printing import Printer
        from tei.apparatus.tokens import crossing, words_before

        attested = survey(book)
        self.books.append((book, attested))
        before: dict[int, str] = {}
        crosses: dict[int, list[str]] = {}
        for row in book.flows.values():
            before.update((entry.number, word) for entry, word in words_before(row))
            for one, two in crossing(row):
                crosses.setdefault(one.number, []).append(two.element.get(AT, ""))
                crosses.setdefault(two.number, []).append(one.element.get(AT, ""))
        printers: dict[str, Printer] = {}
        for entries in book.entries.values():
            for entry in entries:
                layer = entry.apparatus
                if layer not in printers:
                    style = looks.of(layer)
                    printers[layer] = Printer(style, book.witnesses, self._people, self._editors)
                self._known[entry.element.get(AT, "")] = Known(
                    entry,
                    attested.get(entry.number, ()),
                    printers[layer],
                    before.get(entry.number, ""),
                    tuple(crosses.get(entry.number, ())),
                )


def comparable(witnesses: Witnesses) -> list[str]:
    """Give the ids of those witnesses whose texts can be laid side by side."""
    from tei.apparatus.witnesses import Rank

    return [item.id for item in witnesses.values() if item.rank is Rank.WITNESS and item.declared]


def _has_entries(edition: Edition) -> bool:
    names = [tei("app")]
    if edition.settings.apparatus.corrections:
        names += [tei("corr"), tei("supplied"), tei("surplus")]
    return any(next(document.root.iter(*names), None) is not None for document in edition.documents)


def _editors(edition: Edition) -> list[str]:
    """Give the ids of those who are responsible for the edition."""
    found: list[str] = []
    for document in edition.documents:
        for statement in document.root.iter(tei("titleStmt"), tei("editionStmt")):
            for child in statement.iter(etree.Element):
                if local(child) in ("editor", "respStmt", "name", "persName"):
                    found.append(child.get(XML_ID, ""))
    return [name for name in found if name]

"""The texts of an edition: how its files divide into the units that a reader opens.

The division is a partition: everything inside `text` (or `sourceDoc`) belongs to exactly one
text, so that no word is lost and none stands twice. The elements follow the TEI Guidelines,
chapter 4 Default Text Structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from tei.division_names import name_of
from tei.layers import local
from tei.names import XML_ID, XML_LANG, tei
from tei.wording import words

_DIVISIONS = frozenset({"div", *(f"div{depth}" for depth in range(8))})
# What the setting `texts.unit` may say besides the type of a division.
UNITS = ("auto", "file", "div")
_PARTS = frozenset({"part", "book", "volume", "bd", "teil", "cycle", "group"})
_CONTAINERS = frozenset({"TEI", "text", "front", "body", "back", "group"})
_REGISTERS = frozenset(
    {"listPerson", "listPlace", "listOrg", "listEvent", "listObject", "listNym", "particDesc"}
)
_HOLDERS = frozenset({"lg", "sp", "castList", "castGroup", "list", "table", "row", "titlePage"})
_BOUNDARIES = frozenset({"pb", "cb", "gb", "lb", "milestone", "anchor", "fw"})
_LISTS = _DIVISIONS | {"listApp", "back"}
_FILE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_LABEL_LENGTH = 60
_MAIN_TITLES = ("main", "full", "a", "uniform")


class Text(NamedTuple):
    """A unit that a reader opens: a chapter, a letter, a poem.

    `elements` are its parts in the files, in order; `header` is the teiHeader of its own file
    where the edition is a collection. `id` is unique and fit for a file name.
    """

    id: str
    n: str
    label: str
    place: str
    elements: tuple[etree._Element, ...]
    header: etree._Element | None = None

    @property
    def language(self) -> str:
        """The language of the text by the nearest `xml:lang`, "" where none is stated."""
        return language_of(self.elements[0])


class Group(NamedTuple):
    """A part, book or volume that holds several texts."""

    label: str
    items: tuple[Text | Group, ...]


def language_of(element: etree._Element) -> str:
    """Give the `xml:lang` in force at an element, "" where none is stated."""
    for item in (element, *element.iterancestors()):
        if (language := item.get(XML_LANG)) is not None:
            return language
    return ""


def flatten(items: Iterable[Text | Group]) -> Iterator[Text]:
    """Give all texts of a table of contents in the order of reading."""
    for item in items:
        if isinstance(item, Text):
            yield item
        else:
            yield from flatten(item.items)


def division_types(roots: Iterable[etree._Element]) -> list[str]:
    """Give the types of the divisions in an edition, each once, in order."""
    divisions = (element for root in roots for element in root.iter(*map(tei, _DIVISIONS)))
    return list(dict.fromkeys(kind for element in divisions if (kind := element.get("type"))))


def divide(roots: Sequence[tuple[etree._Element, str]], unit: str) -> tuple[Text | Group, ...]:
    """Divide an edition into its texts.

    `roots` are the root elements with the stems of their file names; `unit` is the setting
    `texts.unit`. Files without a `text` (registers, mere headers) contribute nothing.
    """
    books = [book for root, stem in roots for book in _books(root, stem)]
    collection = len(books) > 1
    items: list[Text | Group] = []
    for book in books:
        divided = _book(book, unit, collection)
        if collection and len(divided) > 1:
            items.append(Group(_title(book.root) or book.stem, tuple(divided)))
        else:
            items.extend(divided)
    return _name(_absorb(items))


def _absorb(items: Sequence[Text | Group]) -> list[Text | Group]:
    """Give boundaries that stand alone (a page break before the first part) to the next text."""
    waiting: list[etree._Element] = []
    texts = list(flatten(items))
    filled = any(not _only_boundaries(text.elements) for text in texts)

    def absorbed(item: Text | Group) -> Text | Group | None:
        if isinstance(item, Group):
            inner = [result for part in item.items if (result := absorbed(part)) is not None]
            return item._replace(items=tuple(inner)) if inner else None
        if filled and _only_boundaries(item.elements) and item is not texts[-1]:
            waiting.extend(item.elements)
            return None
        elements = (*waiting, *item.elements)
        waiting.clear()
        return item._replace(elements=elements)

    return [result for item in items if (result := absorbed(item)) is not None]


def _without_entries(items: Sequence[Text | Group]) -> list[Text | Group]:
    """Give what holds nothing but entries about other passages to the text before it."""
    texts = list(flatten(items))
    apart = [text for text in texts if all(map(_only_entries, text.elements))]
    others = [text for text in texts if text.place == "body" and text not in apart]
    if not others or not apart:
        return list(items)
    first = texts.index(apart[0])
    last = next((text for text in reversed(others) if texts.index(text) < first), others[0])
    entries = tuple(element for text in apart for element in text.elements)

    def kept(item: Text | Group) -> Text | Group | None:
        if isinstance(item, Group):
            inner = [result for part in item.items if (result := kept(part)) is not None]
            return item._replace(items=tuple(inner)) if inner else None
        if item is last:
            return item._replace(elements=(*item.elements, *entries))
        return None if item in apart else item

    return [result for item in items if (result := kept(item)) is not None]


def _only_entries(element: etree._Element) -> bool:
    """Say whether an element holds entries that point to their passages, and no words beside."""
    if local(element) == "app":
        return any(element.get(name) for name in ("from", "to", "loc"))
    loose = [element.text, *(child.tail for child in element)]
    children = list(element.iterchildren(etree.Element))
    return (
        local(element) in _LISTS
        and not any(text and text.strip() for text in loose)
        and bool(children)
        and all(map(_only_entries, children))
    )


def _only_boundaries(elements: Iterable[etree._Element]) -> bool:
    return all(
        local(element) in _BOUNDARIES
        or (local(element) in _CONTAINERS and _only_boundaries(element.iterchildren(etree.Element)))
        for element in elements
    )


class _Book(NamedTuple):
    """One TEI element with a text of its own."""

    root: etree._Element
    stem: str
    header: etree._Element | None


def _books(root: etree._Element, stem: str) -> Iterator[_Book]:
    """Find the TEI elements that hold text, also within teiCorpus and within one another."""
    if local(root) == "teiCorpus":
        for child in root:
            if local(child) in ("TEI", "teiCorpus"):
                yield from _books(child, child.get(XML_ID) or stem)
    elif local(root) != "TEI":
        yield _Book(root, stem, None)
    else:
        if any(local(child) in ("text", "sourceDoc") for child in root):
            yield _Book(root, root.get(XML_ID) or stem, root.find(tei("teiHeader")))
        for child in root:
            if local(child) == "TEI":
                yield from _books(child, child.get(XML_ID) or stem)


def _book(book: _Book, unit: str, collection: bool) -> list[Text | Group]:
    header = book.header if collection else None
    if local(book.root) != "TEI":
        tops = [book.root]
    else:
        tops = [child for child in book.root if local(child) == "text"] or [
            child for child in book.root if local(child) == "sourceDoc"
        ]
    if unit == "file" or (unit == "auto" and collection):
        parts = [part for top in tops for part in _without_registers(top)]
        label = _title(book.root) or _label(parts, book.stem)
        return [Text(book.stem, "", label, "body", tuple(parts), header)] if parts else []
    wanted = _Wanted(unit)
    items: list[Text | Group] = []
    for top in tops:
        items.extend(_walk(top, "body", wanted))
    items = _without_entries(items)
    if len(items) == 1 and isinstance(items[0], Text):
        # One text only: it is the edition, and bears its title.
        label = _title(book.root) or items[0].label
        items = [items[0]._replace(label=label, id=items[0].id or book.stem)]
    return items


class _Wanted(NamedTuple):
    """Decides which divisions are texts."""

    unit: str

    def is_text(self, element: etree._Element, place: str) -> bool:
        if local(element) not in _DIVISIONS:
            return local(element) == "text" and not self.holds_texts(element, place)
        if place != "body" or self.unit in ("auto", "div"):
            return self.unit != "auto" or not self._is_part(element)
        return element.get("type") == self.unit

    def holds_texts(self, element: etree._Element, place: str) -> bool:
        """Say whether some part of an element is a text of its own, so that it must be divided."""
        name = local(element)
        if name in ("text", "group", "body", "front", "back", "TEI"):
            below = {"front": "front", "back": "back"}.get(name, place)
            return any(
                self.is_text(child, below) or self.holds_texts(child, below) for child in element
            )
        if name not in _DIVISIONS or place != "body":
            return False
        if self.unit == "auto":
            return self._is_part(element)
        if self.unit == "div":
            return False
        return any(self.is_text(below, place) for below in element.iter(*map(tei, _DIVISIONS)))

    def _is_part(self, element: etree._Element) -> bool:
        """A division that only gathers others: a part, or the one wrapper of the whole body."""
        inner = [child for child in element if local(child) in _DIVISIONS]
        if not inner:
            return False
        if (element.get("type") or "").lower() in _PARTS:
            return True
        others = [child for child in element.itersiblings() if local(child) in _DIVISIONS]
        others += [c for c in element.itersiblings(preceding=True) if local(c) in _DIVISIONS]
        return len(inner) > 1 and not others


def _walk(container: etree._Element, place: str, wanted: _Wanted) -> list[Text | Group]:
    """Divide a container; what lies between its texts becomes texts of its own."""
    if not wanted.holds_texts(container, place) or _has_stray_text(container):
        parts = _without_registers(container) if local(container) in _CONTAINERS else [container]
        return [_text(parts, place)] if parts else []
    items: list[Text | Group] = []
    loose: list[etree._Element] = []

    def flush() -> None:
        if loose and items and _only_boundaries(loose):
            last = items[-1]
            if isinstance(last, Text):
                items[-1] = last._replace(elements=(*last.elements, *loose))
                loose.clear()
        if loose:
            items.append(_text(loose, place))
            loose.clear()

    for child in container:
        name = local(child)
        if not isinstance(child.tag, str) or (name in _REGISTERS and place == "back"):
            continue
        below = {"front": "front", "back": "back"}.get(name, place)
        if wanted.is_text(child, place):
            if _only_boundaries(loose):
                items.append(_text([*loose, child], place))
                loose.clear()
            else:
                flush()
                items.append(_text([child], place))
        elif wanted.holds_texts(child, below):
            flush()
            inner = _walk(child, below, wanted)
            if name in _DIVISIONS and _is_labelled(child):
                items.append(Group(_label([child], ""), tuple(inner)))
            else:
                items.extend(inner)
        elif name in _CONTAINERS:
            flush()
            items.extend(_walk(child, below, wanted))
        else:
            loose.append(child)
    flush()
    return items


def _text(elements: Sequence[etree._Element], place: str) -> Text:
    main = next((e for e in elements if local(e) not in _BOUNDARIES), elements[0])
    ident = main.get(XML_ID) or _slug(main.get("type", ""), main.get("n", ""))
    # The heading of a whole file may have no words in the edited text, only in its apparatus.
    fallback = _title(_file(main)) if local(main) == "head" else ""
    return Text(ident, main.get("n", ""), _label([main], fallback or ident), place, tuple(elements))


def _file(element: etree._Element) -> etree._Element:
    """Give the TEI element around an element."""
    return next(element.iterancestors(tei("TEI")), element)


def _without_registers(container: etree._Element) -> list[etree._Element]:
    """Give a container, or, for a back that holds registers, its other parts."""
    lists = [child for child in container.iter(tei("back")) if any(_is_register(c) for c in child)]
    if not lists:
        return [container]
    if local(container) == "back":
        return [child for child in container if local(child) and not _is_register(child)]
    return [part for child in container if local(child) for part in _without_registers(child)]


def _is_register(element: etree._Element) -> bool:
    return local(element) in _REGISTERS


def _has_stray_text(container: etree._Element) -> bool:
    pieces = [container.text, *(child.tail for child in container)]
    return any(piece and piece.strip() for piece in pieces)


def _is_labelled(element: etree._Element) -> bool:
    return element.find(tei("head")) is not None or bool(element.get("n"))


def _label(elements: Sequence[etree._Element], fallback: str) -> str:
    """Name a text by its heading; else by its kind and number; else by its first words."""
    for element in elements:
        titles = [item for item in (element, *element) if local(item) == "head"]
        if not titles and local(element) in ("front", "titlePage"):
            titles = list(element.iter(tei("titlePart")))
        if label := ". ".join(filter(None, (words(title) for title in titles))):
            return label.replace(".. ", ". ")
        if local(element) in _DIVISIONS and (name := name_of(element)):
            return name
    opening = " ".join(_opening(element) for element in elements)
    if len(opening) > _LABEL_LENGTH:
        return opening[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return opening or fallback


def _opening(element: etree._Element) -> str:
    """Give the words of an element, those of its blocks apart."""
    if local(element) not in _CONTAINERS | _DIVISIONS | _HOLDERS:
        return words(element)
    parts = (_opening(child) for child in element if local(child) not in ("", "note"))
    return " ".join(filter(None, parts))


def _title(root: etree._Element) -> str:
    """Give the main title of a file's header, "" where there is none."""
    titles = root.findall(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
    main = [title for title in titles if title.get("type", "main") in _MAIN_TITLES]
    return words((main or titles)[0]) if titles else ""


def _slug(*parts: str) -> str:
    slug = "-".join(filter(None, (re.sub(r"[^A-Za-z0-9_.]+", "-", p).strip("-.") for p in parts)))
    return slug.lower() if _FILE_NAME.fullmatch(slug) else (f"n-{slug}".lower() if slug else "")


def _name(items: Sequence[Text | Group]) -> tuple[Text | Group, ...]:
    """Give every text an id that is unique and fit for a file name on any system."""
    taken: set[str] = set()

    def named(item: Text | Group) -> Text | Group:
        if isinstance(item, Group):
            return item._replace(items=tuple(named(inner) for inner in item.items))
        wish = item.id if _FILE_NAME.fullmatch(item.id) else _slug(item.id)
        wish = wish or (item.place if item.place != "body" else "text")
        ident, count = wish, 1
        while ident.lower() in taken:
            count += 1
            ident = f"{wish}-{count}"
        taken.add(ident.lower())
        return item._replace(id=ident, label=item.label or ident)

    return tuple(named(item) for item in items)

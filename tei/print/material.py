"""From the print vocabulary to what the planning of a book needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from tei.print.blanks import single
from tei.print.blocks import blocks
from tei.print.citations import index_citations
from tei.print.foot import Layer
from tei.print.loci import as_printed
from tei.print.margins import pass_on, put_notes_at_end, take_folios
from tei.print.marking import Entry, mark
from tei.print.planning import Conventions, Copy, Plan
from tei.print.setting import Material
from tei.print.signs import keep_used
from tei.print.verses import number_between


@dataclass(frozen=True, slots=True)
class Habits:
    """What the settings say of the print edition.

    `in_lines` are the layers of which each entry has a line of its own; `runs_on`: texts do not
    begin new pages; `folios`: where the pages of the source are named, in the "margin", in the
    "text" or not at all.
    """

    in_lines: tuple[str, ...] = ()
    scope: str = "page"
    every: int = 5
    in_short: bool = False
    runs_on: bool = False
    index_lines: bool = False
    reference_lines: bool = False
    head_lines: bool = False
    notes_at_end: bool = False
    page_witnesses: bool = False
    folios: str = "text"


@dataclass(frozen=True, eq=False)
class Prepared:
    """A book ready to be planned: its texts are marked, its entries stand apart."""

    material: Material
    apparatus: etree._Element
    unplaced: int


def prepare(book: etree._Element, texts: Mapping[str, etree._Element], habits: Habits) -> Prepared:
    """Mark the texts, and take the entries that have a place out of them.

    Entries without a place stay after their text.
    """
    units = list(_units(book))
    front = _front(book)
    parts = {unit.name: unit.parts for unit in units if unit.parts}
    opening = _forced(units, front) if habits.runs_on else {unit.name for unit in units}
    # In two columns Typst cannot keep notes and apparatus of a page together.
    put_notes_at_end(
        text
        for text in texts.values()
        if habits.notes_at_end or next(text.iter("parallel"), None) is not None
    )
    pass_on(texts.values())
    folios = take_folios(texts, habits.folios)
    for text in texts.values():
        single(text)
        for part in list(text.iter("verso", "recto")) or [text]:
            number_between(part)
    _unique_ids(texts.values())
    index_citations(book, texts.values())
    opening |= {text.get("id", "") for text in texts.values() if text.get("spread")}
    copy_blocks = blocks(texts, frozenset(opening))
    elements = _entries(book, texts)
    for element in elements.values():
        single(element)
    entries = [_entry(name, element, at) for at, (name, element) in enumerate(elements.items())]
    sizes = {text.get("id", ""): len("".join(map(str, text.itertext()))) for text in texts.values()}
    placed = mark(texts, [entry for entry in entries if entry.passage])
    apparatus = etree.Element("apparatus")
    for entry in placed:
        apparatus.append(_detached(elements[entry.ident]))
    by_name = {entry.ident: entry for entry in placed}
    _leave(book, texts, [elements[e.ident] for e in entries if e.ident not in by_name])
    names = _ordered_layers(book, [entry.layer for entry in placed])
    layers = tuple(Layer(name, name not in habits.in_lines) for name in names)
    conventions = Conventions(
        layers,
        habits.scope,
        habits.every,
        habits.in_short,
        book.get("dir") == "rtl",
        habits.reference_lines,
        habits.head_lines,
    )
    keep_used(book, texts.values(), bool(placed), habits.folios)
    referred = {entry.passage.partition("#")[0] for entry in placed}
    matter = {
        unit.get("id", "")
        for unit in book.iterfind("contents//unit[@place]")
        if unit.get("place") != "body"
    }
    rectos = frozenset(unit.name for unit in units if unit.is_title)
    witnesses = tuple(each.get("named", "") for each in book.iterfind("sigla/witness[@named]"))
    copy = Copy(
        copy_blocks,
        by_name,
        (),
        parts,
        frozenset(matter - referred),
        folios,
        rectos,
        witnesses if habits.page_witnesses else (),
    )
    notes = {note.get("id", ""): note for text in texts.values() for note in text.iter("note")}
    references = tuple(
        dict.fromkeys(page.get("to", "") for text in texts.values() for page in text.iter("page"))
    )
    material = Material(
        copy,
        conventions,
        sizes,
        front,
        references,
        notes,
        {entry.ident: elements[entry.ident] for entry in placed},
        lambda plan: _with_numbers(book, plan, habits.index_lines),
        book.get("page", "{}"),
        {path: text for path, text in texts.items() if next(text.iter("facing"), None) is not None},
    )
    return Prepared(material, apparatus, len(entries) - len(placed))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A text in the contents; `parts` title pages of parts come before it, or it is one itself."""

    name: str
    parts: int
    is_title: bool


def _entry(name: str, element: etree._Element, at: int) -> Entry:
    absent = element.get("absent")
    return Entry(
        name,
        element.get("layer", ""),
        element.get("to", ""),
        at,
        element.get("end", ""),
        absent=None if absent is None else frozenset(absent.split(" ")),
        is_inner=element.get("inner") == "yes",
    )


def _units(book: etree._Element) -> Iterator[_Unit]:
    """Give the texts in order."""
    waiting = 0
    for element in book.iterfind("contents//*"):
        if element.tag == "group":
            waiting += 1
        elif element.tag == "unit":
            is_title = element.get("title") == "yes"
            yield _Unit(element.get("id", ""), waiting - is_title, is_title)
            waiting = 0


def _front(book: etree._Element) -> frozenset[str]:
    """Give the texts before the first that is not front matter, which is where page 1 is."""
    names = []
    for element in book.iterfind("contents/*"):
        if element.tag != "unit" or element.get("place") != "front":
            break
        names.append(element.get("id", ""))
    return frozenset(names)


def _forced(units: list[_Unit], front: frozenset[str]) -> set[str]:
    """Give the texts that open a page even where texts run on."""
    first = units[:1] + [unit for unit in units if unit.name not in front][:1]
    after = [unit for title, unit in pairwise(units) if title.is_title]
    parted = [unit for unit in units if unit.parts or unit.is_title]
    return {unit.name for unit in (*first, *after, *parted)}


def _unique_ids(texts: Iterable[etree._Element]) -> None:
    """Leave every id once, where it stands first: two places cannot have one name."""
    seen: set[str] = set()
    for text in texts:
        for element in text.iterdescendants(etree.Element):
            name = element.get("id")
            if name is not None and element.tag != "entry":
                if name in seen:
                    del element.attrib["id"]
                seen.add(name)


def _entries(
    book: etree._Element, texts: Mapping[str, etree._Element]
) -> dict[str, etree._Element]:
    """Give all entries by their ids; an emendation that is one of them is not given twice."""
    found: dict[str, etree._Element] = {}
    passages = set()
    for root in (*texts.values(), book):
        for apparatus in root.iterchildren("apparatus"):
            for entry in list(apparatus.iterchildren("entry")):
                if root is book and entry.get("to") in passages:
                    apparatus.remove(entry)
                    continue
                passages.add(entry.get("to"))
                found[entry.get("id", "")] = entry
    return found


def _ordered_layers(book: etree._Element, found: Sequence[str]) -> list[str]:
    """Give the layers that have entries, in the order that the book states."""
    stated = [layer.get("name", "") for layer in book.iterchildren("layer")]
    return list(dict.fromkeys(name for name in (*stated, *found) if name in set(found)))


def _detached(entry: etree._Element) -> etree._Element:
    parent = entry.getparent()
    assert parent is not None
    parent.remove(entry)
    entry.tail = None
    return entry


def _leave(
    book: etree._Element,
    texts: Mapping[str, etree._Element],
    left: Sequence[etree._Element],
) -> None:
    """Leave entries without a place after their text; nothing remains where there are none."""
    by_id = {text.get("id", ""): text for text in texts.values()}
    for entry in left:
        holder = entry.getparent()
        if holder is not None and holder.getparent() is book:
            label = holder.get("label", "")
            name = entry.get("to", "").partition("#")[0]
            text = by_id.get(name, next(iter(by_id.values())))
            place = next(text.iterchildren("apparatus"), None)
            if place is None:
                place = etree.SubElement(text, "apparatus", label=label)
            place.append(_detached(entry))
    for root in (*texts.values(), book):
        for apparatus in list(root.iterchildren("apparatus")):
            if not len(apparatus):
                root.remove(apparatus)


def _with_numbers(book: etree._Element, plan: Plan, with_lines: bool) -> etree._Element:
    """Give the document around the texts with the numbers of its lists."""
    root = deepcopy(book)
    for record in root.iterfind("index/record"):
        marks = [mention.get("to", "") for mention in record.iterchildren("mention")]
        for mention in list(record):
            record.remove(mention)
        for words, target in as_printed(plan, marks, with_lines):
            etree.SubElement(record, "place", to=target, words=words)
    for emendation in root.iterfind("emendations/emendation"):
        # One that is not printed (in a passage of another form of the text) has no place.
        for words, _ in as_printed(plan, [emendation.get("to", "")], with_lines=True):
            emendation.set("words", words)
    return root

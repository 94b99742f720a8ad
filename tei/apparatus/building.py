"""From elements to rows of words: the running text, and the words of every reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from lxml import etree

from tei.apparatus import entries, readings
from tei.apparatus.breaks import after, before, sign_of_gap
from tei.apparatus.model import (
    Bound,
    Boundary,
    Credit,
    Detail,
    End,
    Entry,
    Method,
    Reading,
    Region,
    Spot,
    Start,
    Status,
    Token,
)
from tei.apparatus.standing import emends, stands, wordings
from tei.apparatus.tokens import ILLEGIBLE, LACUNA, NOTHING, edited, flow
from tei.apparatus.witnesses import Witnesses
from tei.errors import TeiError
from tei.layers import Layer, local, running_reading
from tei.names import AT, XML_ID
from tei.pointers import Pointers
from tei.wording import words

_TIGHT = frozenset({"choice", "subst", "app", "rdgGrp", "listApp"})
_BOUNDS = frozenset(map(str, Bound))
_EMENDING = frozenset({"choice", "supplied", "surplus"})
_DEEPEST = 50
_MOST_COPIED = 1_000_000  # tokens: copies of copies would grow without end
_FIRST_COPIED = -1_000_000_000  # entries of a copy are none of the text: they count below zero


@dataclass(slots=True)
class Waiting:
    """An entry that points to its passage: `at` is where it stands itself in the row."""

    entry: int
    element: etree._Element
    at: int


class Builder:
    """Makes the row of one text, and its entries on the way.

    `entries` are the entries in the order of the file; `waiting` those whose passage is still to
    be found; `spans` gives by origin (`names.AT`) where the elements that may be pointed at begin
    and end in the row. `transposed` has the origins of passages that a hand has put elsewhere,
    `movable` their regions; `first` is the number of the first entry. With `exact`, `spots` has for
    each text of the row where it begins in the file.
    """

    def __init__(
        self,
        witnesses: Witnesses,
        pointers: Pointers,
        layer: Layer,
        *,
        corrections: bool = False,
        transposed: Set[str] = frozenset(),
        first: int = 1,
        exact: bool = False,
    ) -> None:
        self._witnesses = witnesses
        self._pointers = pointers
        self._layer = layer
        self._corrections = corrections
        self._transposed = transposed
        self._first = first
        self.tokens: list[Token] = []
        self.entries: list[Entry | None] = []
        self.regions: list[Region] = []
        self.waiting: list[Waiting] = []
        self.spans: dict[str, tuple[int, int]] = {}
        self.movable: dict[str, Region] = {}
        self.spots: dict[int, Spot] | None = {} if exact else None
        self._within: list[int] = []
        self._owners: list[frozenset[str] | None] = []
        self._credits: dict[str, dict[str, Credit]] = {}
        self._copying: set[str] = set()
        self._copied = 0
        self._in_reading = 0

    def text(self, elements: Iterable[etree._Element]) -> None:
        """Add the elements of a text to the row."""
        for element in elements:
            self._content(element, self.tokens, whole=True)

    def _content(self, root: etree._Element, out: list[Token], whole: bool = False) -> None:
        """Add what stands in an element; `whole`: with what the element itself is."""
        if not (whole or len(root) or self.spots is not None):
            self._leaf(root, out)
            return
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        opened: dict[etree._Element, tuple[int, Region | None]] = {}
        base = out is self.tokens
        spots = self.spots if base else None
        spot = Spot("", False, 0)
        for event, element in walk:
            inner = whole or element is not root
            if event == "start":
                name = local(element)
                if inner and self._corrections and name in _EMENDING and emends(element):
                    self._correction(element, out)
                    walk.skip_subtree()
                    continue
                if inner and (name == "app" or not stands(element, self._layer)):
                    if name == "app":
                        self._entry(element, out)
                    else:
                        out.append(sign_of_gap(element))
                        self._nested_entries(element, out)
                    walk.skip_subtree()
                    continue
                out.append(before(element, name) if inner else "")
                region = self._edit(element, name) if inner else None
                if region is not None:
                    out.append(Start(region))
                opened[element] = (len(out), region)
                if inner and name in _BOUNDS:
                    out.append(self._boundary(element, name))
                if element.text and not (name in _TIGHT and element.text.isspace()):
                    if spots is not None:
                        spots[len(out)] = Spot(element.get(AT, ""), False, 0)
                    out.append(element.text)
                if spots is not None:
                    spot = Spot(element.get(AT, ""), False, len(element.text or ""))
                if inner and self._in_reading and element.get("copyOf") and not words(element):
                    self._copy(element, out)
                continue
            if event == "end" and element in opened:
                start, region = opened.pop(element)
                if base and (element.get(XML_ID) or element.get("n")):
                    self.spans[element.get(AT, "")] = (start, len(out))
                if region is not None:
                    out.append(End(region))
                if inner:
                    out.append(after(element))
            if element is not root and element.tail:
                parent = element.getparent()
                tight = parent is not None and local(parent) in _TIGHT
                if spots is not None:
                    is_element = event == "end"
                    spot = Spot(element.get(AT, ""), True, 0) if is_element else spot
                    spots[len(out)] = spot
                    spot = spot._replace(offset=spot.offset + len(element.tail))
                if not (tight and element.tail.isspace()):
                    out.append(element.tail)
            elif spots is not None and event == "end":
                spot = Spot(element.get(AT, ""), True, 0)

    def _leaf(self, element: etree._Element, out: list[Token]) -> None:
        """Add the words of an element that holds nothing else, as most readings are."""
        out.append("")
        start = len(out)
        if element.text:
            out.append(element.text)
        if out is self.tokens and (element.get(XML_ID) or element.get("n")):
            self.spans[element.get(AT, "")] = (start, len(out))

    def _edit(self, element: etree._Element, name: str) -> Region | None:
        """Make a region for what a hand adds or deletes."""
        if name not in ("add", "del"):
            return self._movable(element)
        parent = element.getparent()
        around = local(parent) if parent is not None else ""
        if name == "del" and around == "restore":
            return None
        hands = element.get("hand") or (
            parent.get("hand") if parent is not None and around == "subst" else ""
        )
        region = Region(edit="deleted" if name == "del" else "added")
        for credit in self.credits(element, (hands or "").split()[:1]):
            region.witness, region.order = credit.witness, credit.order
        return region

    def _movable(self, element: etree._Element) -> Region | None:
        origin = element.get(AT, "")
        if origin not in self._transposed or self._copying or self._in_reading:
            return None
        self.movable[origin] = Region()
        return self.movable[origin]

    def _boundary(self, element: etree._Element, name: str) -> Boundary:
        stated = element.get("wit", "").split()
        if stated:
            found = frozenset(credit.witness for credit in self.credits(element, stated))
            return Boundary(Bound(name), found)
        return Boundary(Bound(name), self._owners[-1] if self._owners else frozenset())

    def _copy(self, element: etree._Element, out: list[Token]) -> None:
        """Put in the words of another passage, of which this one is said to be a copy."""
        value = element.get("copyOf", "").split()[0]
        found = self._pointers.resolve(element, value).element
        if found is None and not set("#:/") & set(value):  # a bare id, as sigla are written too
            found = self._pointers.resolve(element, f"#{value}").element
        origin = found.get(AT, "") if found is not None else ""
        if found is None or origin in self._copying or self._copied > _MOST_COPIED:
            return
        self._copying.add(origin)
        kept = (self.entries, self.regions, self.waiting, self._within, self._first)
        self.entries, self.regions, self.waiting, self._within = [], [], [], []
        self._first = _FIRST_COPIED
        before = len(out)
        self._content(found, out)
        self._copied += len(out) - before
        self.entries, self.regions, self.waiting, self._within, self._first = kept
        self._copying.discard(origin)

    def credits(self, element: etree._Element, signs: Sequence[str]) -> list[Credit]:
        """Say whose reading each pointer to a witness or hand means."""
        file = element.get(AT, "").partition(".")[0]  # a pointer means what its file says
        known = self._credits.setdefault(file, {})
        for sign in signs:
            if sign in known:
                continue
            is_pointer = "#" in sign or ":" in sign
            target = self._pointers.resolve(element, sign).element if is_pointer else None
            ident = target.get(XML_ID, "") if target is not None else ""
            named = ident if ident in self._witnesses else sign.rpartition("#")[2] or sign
            known[sign] = self._witnesses.credit(named)
        return [known[sign] for sign in signs]

    def _nested_entries(self, element: etree._Element, out: list[Token]) -> None:
        """Take in the entries of what is no running text: a list of them, a note."""
        if local(element) in ("choice", "teiHeader", "witDetail"):
            return
        walk = etree.iterwalk(element, events=("start",))
        for _, item in walk:
            if local(item) == "app" and item is not element:
                self._entry(item, out, apart=True)
                walk.skip_subtree()

    def _correction(self, element: etree._Element, out: list[Token]) -> None:
        """Make an entry of an emendation: the lemma is the editor's, the rest the witnesses'."""
        emended, source = wordings(element)
        number = self._open()
        region = self.regions[number]
        out.append(Start(region))
        lemma_flow = self._inner(emended)
        out.extend(lemma_flow or [NOTHING])
        out.append(End(region))
        text = words(emended)
        lemma = readings.make(readings.Part(emended, None), 0, text, flow(lemma_flow), (), None)
        reading = readings.make(
            readings.Part(source, None), 1, words(source), flow(self._inner(source)), (), text
        )
        stated = element.get("type") or emended.get("type", "")
        self._close(
            number,
            Entry(
                number=self._first + number,
                method=Method.PARALLEL,
                lemma=lemma._replace(status=Status.EMENDATION),
                readings=(reading._replace(status=Status.ATTESTED),),
                element=element,
                id=element.get(XML_ID, ""),
                type=stated or "correction",
                passage=text,
                default=1,
                within=self._within[-1] if self._within else None,
            ),
        )

    def _open(self) -> int:
        self.entries.append(None)
        self.regions.append(Region())
        return len(self.entries) - 1

    def _close(self, number: int, entry: Entry) -> None:
        self.entries[number] = entry
        self.regions[number].entry = entry

    def _inner(self, part: etree._Element) -> list[Token]:
        """Make the row of a reading; its bounds are those of whoever has the reading."""
        tokens: list[Token] = []
        self._owners.append(None)
        self._in_reading += 1
        self._content(part, tokens)
        if part.get("copyOf") and not words(part):
            self._copy(part, tokens)
        self._in_reading -= 1
        self._owners.pop()
        return tokens

    def _entry(self, app: etree._Element, out: list[Token], apart: bool = False) -> None:
        """Take in an entry: its lemma into the row where it stands there, its readings apart."""
        if len(self._within) >= _DEEPEST:
            raise TeiError(
                f"Apparatus entries stand within entries to a depth of more than {_DEEPEST}.",
                "Put them side by side, or tie them to the text with @from and @to.",
            )
        found, groups = readings.parts(app)
        main = readings.lemma_of(found)
        rest = readings.numbered(found, main)
        order = [main if main is not None else app, *(part.element for part in rest)]
        said = list(readings.details(app, order, self.credits))
        number = self._open()
        within = self._within[-1] if self._within else None
        self._within.append(self._first + number)
        running = None if apart or (app.get("exclude") and main is None) else running_reading(app)
        points = any(app.get(name) for name in ("from", "to", "loc"))
        region = self.regions[number]
        at = len(out)
        passage: str | None = None
        inside: list[Token] = []
        if running is not None:
            own = readings.credits_of(running, self.credits)
            owners = frozenset(credit.witness for credit in own)
            out.append(Start(region))
            self._owners.append(owners)
            start = len(out)
            self._content(running, out)
            self._owners.pop()
            if out is self.tokens and (running.get(XML_ID) or running.get("n")):
                self.spans[running.get(AT, "")] = (start, len(out))
            inside = out[start:]
            passage = words(running) or edited(inside)
            out.append(End(region))
        elif not points and not apart and app.get("exclude") is None:
            out += [Start(region), NOTHING, End(region)]
            passage = ""
        if out is self.tokens and app.get(XML_ID):
            self.spans[app.get(AT, "")] = (at, len(out))
        made: list[Reading] = []
        lemma: Reading | None = None
        if main is not None:
            group = entries.group_of(found, main)
            own_part = readings.Part(main, group)
            lemma = self._reading(own_part, 0, said, None, inside if running is main else None)
        known = lemma.text if lemma else (passage if running is None else None)
        for count, part in enumerate(rest, 1):
            there = inside if running is part.element else None
            made.append(self._reading(part, count, said, known, there))
        self._within.pop()
        known_method = entries.method(app)
        stands = next((item for item in (lemma, *made) if item and item.element is running), None)
        entry = Entry(
            number=self._first + number,
            method=known_method,
            lemma=lemma,
            readings=tuple(made),
            element=app,
            id=app.get(XML_ID, ""),
            locus=app.get("loc", ""),
            type=app.get("type", ""),
            apparatus=entries.apparatus(app),
            passage=passage,
            groups=tuple(groups),
            details=tuple(said),
            notes=tuple(words(item, notes=True) for item in app if local(item) == "note"),
            within=within,
            previous="".join(readings.names(app, "prev")[:1]),
            next="".join(readings.names(app, "next")[:1]),
            exclude=readings.names(app, "exclude"),
            faults=entries.twice(lemma, made),
            running=stands.number if stands else None,
            default=entries.default(known_method, lemma, made, stands, said, main),
        )
        self._close(number, entry)
        if passage is None:
            self.waiting.append(Waiting(number, app, at if out is self.tokens else -1))

    def _reading(
        self,
        part: readings.Part,
        number: int,
        said: list[Detail],
        lemma: str | None,
        inside: list[Token] | None,
    ) -> Reading:
        """Make a reading; `inside` are its tokens where it stands in the row."""
        named = readings.credits_of(part.element, self.credits)
        named = readings.with_details(named, number, said)
        tokens = self._inner(part.element) if inside is None else inside
        text = words(part.element)
        if not text and any(item.get("copyOf") for item in part.element.iter(etree.Element)):
            text = edited(tokens)
        if not text and inside is None:
            tokens = [token for token in tokens if token not in (LACUNA, ILLEGIBLE)]
        return readings.make(part, number, text, flow(tokens), named, lemma)

"""Many witnesses led through rows of words together, and parted where an entry tells them apart.

`attesting` asks what they do; a set of them is a set of bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from tei.apparatus.choosing import Choice, View, applies, choose
from tei.apparatus.collection import Book
from tei.apparatus.model import (
    Attestation,
    Bound,
    Boundary,
    Entry,
    Flow,
    Kind,
    Reading,
    Region,
    Start,
)
from tei.apparatus.readings import is_lacunose
from tei.apparatus.telling import ABSENT, begins_with_lemma, nothing
from tei.apparatus.tokens import UNSAID

Bits = int  # a set of witnesses: one bit for each
Key = tuple[Attestation, int | None]

_BLANKS = f" \n\t\r\v\f{UNSAID}"


@dataclass(slots=True)
class _Gone:
    """Who leaves the text as edited up to a place; `by` is the entry because of which they do."""

    bits: Bits
    end: int
    by: Entry | None


@dataclass(slots=True)
class Walk:
    """Leads witnesses through rows of words; `absent` says who is not there, and why."""

    views: Sequence[View]
    absent: dict[Attestation, Bits] = field(default_factory=dict)
    found: dict[int, dict[Key, Bits]] = field(default_factory=dict)
    _after: dict[Region, list[tuple[Bits, Attestation | None]]] = field(default_factory=dict)
    _by_name: defaultdict[str, Bits] = field(default_factory=lambda: defaultdict(int))
    _by_id: defaultdict[str, Bits] = field(default_factory=lambda: defaultdict(int))
    _alike: dict[tuple[tuple[str, ...], bool, int | None], Bits] = field(default_factory=dict)
    _edits: dict[tuple[str, str, int], Bits] = field(default_factory=dict)
    _passed: Bits = 0  # who has come to a bound within the reading that is read
    _nobody: View = field(default_factory=lambda: View(""))

    def __post_init__(self) -> None:
        self.absent = dict.fromkeys(ABSENT.values(), 0)
        for at, seen in enumerate(self.views):
            for name in seen.names:
                self._by_name[name] |= 1 << at
            self._by_id[seen.id] |= 1 << at
            family = (seen.groups, seen.before, seen.limit)
            self._alike[family] = self._alike.get(family, 0) | 1 << at

    def begin(self, book: Book) -> None:
        """Find out who is not there at the beginning: whose first bound is a beginning."""
        first: dict[Bound, Bits] = dict.fromkeys(Bound, 0)
        for flow in book.flows.values():
            self._first(flow, 0, first)
        self.absent[Attestation.OUT_OF_RANGE] = first[Bound.START]
        self.absent[Attestation.LACUNOSE] = first[Bound.LACUNA_END]

    def read(self, book: Book) -> None:
        """Read a book from its beginning to its end."""
        self.begin(book)
        every = (1 << len(self.views)) - 1
        for text, flow in book.flows.items():
            self._run(flow, every)
            for entry in book.entries[text]:
                if entry.number not in self.found and entry.passage is None:
                    self._unplaced(entry, every)

    def _first(self, flow: Flow, own: Bits, first: dict[Bound, Bits]) -> None:
        """Find the first bound of every witness; `own` have the reading that is looked through."""
        for _, token in flow.marks:
            if isinstance(token, Boundary):
                who = own if token.witnesses is None else self.named(token.witnesses)
                for bits in first.values():
                    who &= ~bits
                first[token.bound] |= who
            elif isinstance(token, Start) and token.region.entry is not None:
                for reading in token.region.entry.readings:
                    if reading.boundaries or reading.flow.ends:
                        named = self.named(credit.witness for credit in reading.credits)
                        self._first(reading.flow, named, first)

    def named(self, names: Iterable[str]) -> Bits:
        """Give those that are meant by one of these ids, also those of their groups."""
        return reduce(or_, map(self._by_name.__getitem__, names), 0)

    def _of(self, ids: Iterable[str]) -> Bits:
        """Give those with these ids."""
        return reduce(or_, map(self._by_id.__getitem__, ids), 0)

    def _run(self, flow: Flow, here: Bits) -> Bits:
        """Lead witnesses through a row; give those who have any words there."""
        said = 0
        gone: list[_Gone] = []
        for at, token in enumerate(flow.tokens):
            if isinstance(token, str):
                if here & ~said and token.strip(_BLANKS):
                    said |= here & ~self._missing()
            elif isinstance(token, Boundary):
                who = here
                if token.witnesses is not None:
                    who &= self.named(token.witnesses)
                self._passed |= who
                self._set(who, None if token.bound.opens else ABSENT[token.bound])
            elif not isinstance(token, Start):
                self._restore(token.region)
                for item in gone:
                    if item.end == at:
                        here |= item.bits
                gone = [item for item in gone if item.end != at]
            elif token.region.entry is None:
                if leaving := here & ~self.edited(token.region):
                    gone.append(_Gone(leaving, flow.ends[token.region], None))
                    here &= ~leaving
            else:
                end = flow.ends[token.region]
                for item in gone:
                    if item.by is not None and item.end < end:
                        said |= self._cross(token.region, item, end, gone)
                if here:
                    leaving, spoken = self._enter(token.region, here)
                    said |= spoken
                    if leaving:
                        gone.append(_Gone(leaving, end, token.region.entry))
                        here &= ~leaving
        return said

    def _missing(self) -> Bits:
        bits = 0
        for item in self.absent.values():
            bits |= item
        return bits

    def _set(self, who: Bits, state: Attestation | None) -> None:
        for name in self.absent:
            self.absent[name] = self.absent[name] & ~who | (who if name is state else 0)

    def _restore(self, region: Region) -> None:
        for who, state in self._after.pop(region, ()):
            self._set(who, state)

    def edited(self, region: Region) -> Bits:
        """Give those in whose text the words of an addition or deletion stand."""
        key = (region.edit, region.witness, region.order)
        if key not in self._edits:
            self._edits[key] = sum(
                1 << at for at, seen in enumerate(self.views) if applies(region, seen)
            )
        return self._edits[key]

    def families(self, entry: Entry) -> Iterator[Bits]:
        """Part those that an entry names from each other, and the rest by their groups."""
        details = (item.witness for detail in entry.details for item in detail.witnesses)
        for name in (*entry.named, *details):
            yield self._by_id[name]
        yield from self._alike.values()

    def _cross(self, region: Region, item: _Gone, end: int, gone: list[_Gone]) -> Bits:
        """Let those in whose reading another passage begins have their reading of that too."""
        entry = region.entry
        assert entry is not None
        said = stay = 0
        for choice, who in self._choices(entry, item.bits):
            replacing = self._replacing(entry, choice, who)
            if replacing:
                said |= self._read(entry, choice, replacing)
                stay |= replacing
            self._note_present(entry, choice, who & ~replacing, again=False)
        if stay == item.bits:
            item.end = end
        elif stay:
            item.bits &= ~stay
            gone.append(_Gone(stay, end, entry))
        return said

    def _choices(self, entry: Entry, here: Bits) -> list[tuple[Choice, Bits]]:
        """Part witnesses by what they have in an entry."""
        own = self._of(entry.named)
        for detail in entry.details:
            if is_lacunose(detail):
                own |= self._of(item.witness for item in detail.witnesses)
        inner = _inner(entry)
        of_groups = self.named(entry.named) & ~own
        within = self.named(name for other in inner for name in other.named)
        result: dict[tuple[int | None, bool, bool, Attestation | None], tuple[Choice, Bits]] = {}
        if not within and _is_plain(entry):
            groups = []
            for reading in entry.all_readings:
                who = self._of([credit.witness for credit in reading.credits]) & here
                if who:
                    choice = Choice(reading, credited=True)
                    result[reading.number, choice.known, True, None] = (choice, who)
        else:
            groups = self._one_by_one(here & (own | within))
        for family in self._alike.values() if of_groups & ~within else ():
            if who := here & of_groups & ~within & family:
                groups.append((self.views[(who & -who).bit_length() - 1], who))
        if rest := here & ~(own | of_groups | within):
            groups.append((self._nobody, rest))
        for seen, bits in groups:
            choice = choose(entry, seen)
            lost = not (choice.known or choice.missing or entry.passage is None)
            if lost and any(choose(other, seen).credited for other in inner):
                choice = Choice(entry.lemma)
            number = choice.reading.number if choice.reading else None
            key = (number, choice.known, choice.credited, choice.missing)
            before = result[key][1] if key in result else 0
            result[key] = (choice, before | bits)
        return list(result.values())

    def _one_by_one(self, who: Bits) -> list[tuple[View, Bits]]:
        found: list[tuple[View, Bits]] = []
        while who:
            bit = who & -who
            found.append((self.views[bit.bit_length() - 1], bit))
            who ^= bit
        return found

    def _replacing(self, entry: Entry, choice: Choice, who: Bits) -> Bits:
        """Give those who have something else than the edited text."""
        reading = choice.reading
        if reading is None:
            if choice.missing is not None:
                return who
            return 0 if choice.known else who & ~self._missing()
        if reading.number in (0, entry.running):
            return 0
        if reading.kind is Kind.BOUNDARY:
            return 0 if begins_with_lemma(entry, reading) else who
        return who if choice.credited else who & ~self._missing()

    def _enter(self, region: Region, here: Bits) -> tuple[Bits, Bits]:
        """Lead witnesses into a passage; give who leaves it for a reading, and whose has words."""
        entry = region.entry
        assert entry is not None
        leaving = said = 0
        for choice, who in self._choices(entry, here):
            replacing = self._replacing(entry, choice, who)
            if replacing:
                said |= self._read(entry, choice, replacing)
                leaving |= replacing
            if staying := who & ~replacing:
                self._stay(region, entry, choice, staying)
        return leaving, said

    def _stay(self, region: Region, entry: Entry, choice: Choice, who: Bits) -> None:
        reading = choice.reading
        after = self._after.setdefault(region, [])
        if reading is not None and reading.kind is Kind.BOUNDARY:
            last = Bound(reading.boundaries[-1])
            state = None if last.opens else ABSENT[last]
            self._set(who, None if entry.passage else state)
            after.append((who, state))
        elif choice.credited and not (reading and reading.boundaries):
            # The entry names the witness: it is extant here, whatever was said before.
            for state, bits in list(self.absent.items()):
                if lost := bits & who:
                    after.append((lost, state))
                    self._set(lost, None)
        self._note_present(entry, choice, who)

    def _read(self, entry: Entry, choice: Choice, who: Bits) -> Bits:
        """Give witnesses their reading; the result are those who have words in it."""
        reading = choice.reading
        if reading is None:
            self._note(entry, (choice.missing or Attestation.UNKNOWN, None), who)
            return 0
        before = [(state, bits & who) for state, bits in self.absent.items()]
        outer, self._passed = self._passed, 0
        self._set(who, None)
        if reading.flow.ends or reading.boundaries:
            said = self._run(reading.flow, who)
        else:
            said = who if _has_words(reading) else 0
        if not reading.boundaries:
            self._set(who & ~self._passed, None)
            for state, bits in before:
                self._set(bits & ~self._passed, state)
        self._passed |= outer
        self._note(entry, (Attestation.ATTESTS, reading.number), said)
        state = reading.missing or nothing(entry, reading)
        self._note(entry, (state, reading.number), who & ~said)
        return said

    def _note_present(self, entry: Entry, choice: Choice, who: Bits, again: bool = True) -> None:
        """Put down that witnesses have the edited text, or why they are not there."""
        if not again:
            for bits in self.found.get(entry.number, {}).values():
                who &= ~bits
        for state, bits in self.absent.items():
            self._note(entry, (state, None), who & bits)
            who &= ~bits
        reading = choice.reading
        number = reading.number if reading else entry.running
        self._note(entry, (Attestation.ATTESTS, 0 if number is None else number), who)

    def _note(self, entry: Entry, key: Key, who: Bits) -> None:
        if who:
            found = self.found.setdefault(entry.number, {})
            for other, bits in found.items():
                if bits & who and other != key:
                    found[other] = bits & ~who
            found[key] = found.get(key, 0) | who

    def _unplaced(self, entry: Entry, every: Bits) -> None:
        """Say what witnesses do in an entry that is tied to no passage."""
        for choice, who in self._choices(entry, every):
            reading = choice.reading
            if choice.missing or not choice.known:
                self._note(entry, (choice.missing or Attestation.UNKNOWN, None), who)
            elif reading is not None and reading.number and not reading.text:
                state = reading.missing or Attestation.OMITS
                self._note(entry, (state, reading.number), who)
            else:
                number = reading.number if reading else 0
                self._note(entry, (Attestation.ATTESTS, number), who)


def _inner(entry: Entry) -> list[Entry]:
    """Give the entries within the lemma of an entry."""
    if entry.lemma is None or not entry.lemma.flow.ends:
        return []
    starts = [token.region for token in entry.lemma.flow.tokens if isinstance(token, Start)]
    return [region.entry for region in starts if region.entry is not None]


def _is_plain(entry: Entry) -> bool:
    """Say whether every witness that an entry names has one reading, in every state."""
    named = entry.named.values()
    return all(len(pairs) == 1 and not pairs[0][0].order for pairs in named) and not any(
        map(is_lacunose, entry.details)
    )


def _has_words(reading: Reading) -> bool:
    return any(isinstance(token, str) and token.strip(_BLANKS) for token in reading.flow.tokens)

"""Comparing two files: from their text to the changes, in the order of the new file."""

from __future__ import annotations

from collections.abc import Sequence

from tei.errors import TeiError
from tei.memory import without_collection
from tei.reading.source import Source
from tei.revisions import identity, prolog
from tei.revisions.alignment import Alignment, Homes, align, align_blocks
from tei.revisions.changes import Category, Change, Kind
from tei.revisions.events import Event
from tei.revisions.flattening import flatten
from tei.revisions.hunks import Hunk, hunks
from tei.revisions.leftovers import settle
from tei.revisions.matches import Matches
from tei.revisions.matching import match, match_equal
from tei.revisions.notes import pair_notes
from tei.revisions.order import displaced
from tei.revisions.pruning import unchanged
from tei.revisions.sequences import heaviest, increasing
from tei.revisions.strangers import refuse_strangers
from tei.revisions.streams import Flat, Stream
from tei.revisions.telling import Teller
from tei.revisions.vocabulary import local

_CONTEXT = 6
# A note of fewer letters that is gone here and new there is not taken for one that was moved.
_SHORT = 12
# A note of which more than this part is new is reported as a whole.
_REWRITTEN = 0.4
_SHORT_READING = 8


def compare(old: Source, new: Source) -> list[Change]:
    """Say what was changed between two revisions of a file.

    Empty if and only if nothing differs but white space without meaning and the order of
    attributes. Raises TeiError when the files are too different to be compared.
    """
    if old.text == new.text:
        return []
    if old.root.tag != new.root.tag:
        first, second = local(str(old.root.tag)), local(str(new.root.tag))
        raise TeiError(
            f"{old.name} and {new.name} cannot be compared: the first element is {first} in the "
            f"one and {second} in the other."
        )
    with without_collection():
        changes = [*prolog.compare(old, new), *_Comparer(old, new).run()]
    return sorted(changes, key=_order)


class _Comparer:
    def __init__(self, old: Source, new: Source) -> None:
        self.old, self.new = _flatten(old, new)
        self.matches = Matches(self.old, self.new)
        self.aligned: list[tuple[Alignment, list[Hunk]]] = []
        # What has an id and was moved, by that.
        self.moved: list[int] = []

    def run(self) -> list[Change]:
        old, new = self.old, self.new
        refuse_strangers(old, new)
        for number, index in old.same.items():
            self.matches.join(index, new.same[number])
        self.matches.join(0, 0)
        self._streams(old.main, new.main)
        events: list[Event] = []
        for found, passages in list(self.aligned):
            events += self._settled(found, passages)
        events = self._moved_notes(events)
        told = {event.new for event in events}
        told |= {self.matches.forward.get(event.old, -1) for event in events}
        for found, _ in self.aligned:
            moved = self.moved if found.new is new.main else ()
            events += displaced(self.matches, found, told, moved)
        teller = Teller(self.matches, [found for found, _ in self.aligned])
        changes = [teller.change(event) for event in events]
        whole = {event.new for event in events if event.kind is Kind.MOVED}
        changes += teller.moves(whole) + teller.attributes() + teller.spaces()
        return changes

    # ---- streams

    def _streams(self, old: Stream, new: Stream) -> None:
        """Align two streams, match their elements, and go on with the streams within."""
        many = len(old.blocks) > 1 and len(new.blocks) > 1
        ids = identity.ids(self.old, old), identity.ids(self.new, new)
        same = identity.by_id(self.old, self.new, *ids)
        if many:
            homes = self._homes(old, new, same)
            records = identity.by_record(self.old, self.new, (old, new), ids)
            found = align_blocks(
                old, new, homes, lambda i, j: self._same_markup(old, i, new, j), records
            )
        else:
            found = align(old, new)
        passages = hunks(self.old, self.new, found)
        match(self.matches, found, passages, same)
        self.aligned.append((found, passages))
        for a in old.elements:
            b = self.matches.forward.get(a, -1)
            if b >= 0:
                self._inner(a, b)

    def _same_markup(self, old: Stream, i: int, new: Stream, j: int) -> bool:
        """Tell whether two blocks hold elements of the same names and attributes."""
        first, second = self.old.within(old, *old.blocks[i]), self.new.within(new, *new.blocks[j])
        return len(first) == len(second) and all(
            self.old.names[a] == self.new.names[b] and not self.matches.differ(a, b)
            for a, b in zip(first, second, strict=True)
        )

    def _homes(self, old: Stream, new: Stream, same: dict[int, int]) -> Homes | None:
        """Say which blocks stand in something that has an id and was moved."""
        pairs = sorted(same.items())
        if len(increasing(pairs)) == len(pairs):
            return None
        letters = old.letters()
        sizes = [
            1 + letters[last] - letters[first]
            for first, last in (self.old.words(a) for a, _ in pairs)
        ]
        stay = heaviest([b for _, b in pairs], sizes)
        moved = sorted(set(pairs) - {pairs[place] for place in stay})
        if new is self.new.main:
            self.moved = [b for _, b in moved]
        keys = {a: number for number, (a, _) in enumerate(moved)}
        others = {b: number for number, (_, b) in enumerate(moved)}
        return identity.homes(self.old, old, keys), identity.homes(self.new, new, others)

    def _inner(self, a: int, b: int) -> None:
        first, second = self.old.inner[a], self.new.inner[b]
        if first is None or second is None:
            return
        if self.matches.signature(self.old, a) == self.matches.signature(self.new, b):
            match_equal(self.matches, first, second)
        else:
            self._streams(first, second)

    def _settled(self, found: Alignment, passages: Sequence[Hunk]) -> list[Event]:
        events = settle(self.matches, found, passages)
        owner = found.new.owner
        if owner < 0:
            return events
        texts = [event for event in events if event.is_text]
        size = max(len(found.old.words), len(found.new.words))
        changed = sum(
            max(event.words.a1 - event.words.a0, event.words.b1 - event.words.b0) for event in texts
        )
        short = self.new.names[owner] != "note" and size <= _SHORT_READING
        if texts and (short or len(texts) > 3 or changed > _REWRITTEN * size):
            whole = Hunk(0, len(found.old.words), 0, len(found.new.words))
            a = found.old.owner
            event = Event(Kind.CHANGED, found, whole, a, owner)
            event.before, event.after = self.old.text(a), self.new.text(owner)
            return [event, *(each for each in events if not each.is_text)]
        return events

    # ---- notes that were moved

    def _moved_notes(self, events: list[Event]) -> list[Event]:
        gone = [event for event in events if self._is_note(event, Kind.REMOVED)]
        come = [event for event in events if self._is_note(event, Kind.ADDED)]
        dropped: set[int] = set()
        more: list[Event] = []
        for first, second in pair_notes(gone, come, self.old.names, self.new.names):
            self.matches.join(first.old, second.new)
            dropped.add(id(first))
            second.kind, second.old = Kind.MOVED, first.old
            second.before = first.before
            second.words = Hunk(first.words.a0, first.words.a1, second.words.b0, second.words.b1)
            second.found = Alignment(first.found.old, second.found.new, [], [])
            number = len(self.aligned)
            self._inner(first.old, second.new)
            for found, passages in self.aligned[number:]:
                more += self._settled(found, passages)
        return [event for event in events if id(event) not in dropped] + more

    def _is_note(self, event: Event, kind: Kind) -> bool:
        if event.kind is not kind or event.is_text:
            return False
        flat, index = (self.old, event.old) if kind is Kind.REMOVED else (self.new, event.new)
        text = event.before if kind is Kind.REMOVED else event.after
        return flat.inner[index] is not None and len(text) > _SHORT


def _flatten(old: Source, new: Source) -> tuple[Flat, Flat]:
    """Flatten two files, leaving out what is the same in both."""
    first, second = unchanged(old, new)
    flat, other = flatten(old, first), flatten(new, second)
    common = flat.same.keys() & other.same.keys()
    if flat.same.keys() != other.same.keys():
        # A block stands in the text here and within a note there: look at it in both.
        flat = flatten(old, {at: same for at, same in first.items() if same[0] in common})
        other = flatten(new, {at: same for at, same in second.items() if same[0] in common})
    return flat, other


def _order(change: Change) -> tuple[object, ...]:
    place = change.new_place.position
    return (place.line, place.column, list(Category).index(change.category), change.subject)

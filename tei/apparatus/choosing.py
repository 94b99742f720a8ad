"""Which reading of an entry a witness has, in which state of its text.

A siglum in an entry means what it says; what an entry does not say is found in this order:

1. what it says of the witness itself, by its hands: after correction the last hand, before
   correction the first;
2. what it says of a group that the witness belongs to, the nearest first;
3. in a negative apparatus (the lemma names no witness): the lemma. When only a first hand is
   named, the lemma is what the witness has after its correction; when only a correcting hand is
   named, it is what stood there before;
4. otherwise nothing is known.
"""

from __future__ import annotations

from typing import NamedTuple

from tei.apparatus.model import Attestation, Credit, Entry, Kind, Reading, Region, State
from tei.apparatus.readings import is_lacunose
from tei.apparatus.witnesses import Rank, Witness, Witnesses


class View(NamedTuple):
    """A witness in one state of its text, or as one hand has left it.

    `id` is the id of the witness, `groups` those it belongs to. `before` asks for the text before
    correction; `limit` leaves out what hands later than this one have done.
    """

    id: str
    groups: tuple[str, ...] = ()
    before: bool = False
    limit: int | None = None

    @property
    def names(self) -> frozenset[str]:
        """All ids by which the witness may be meant."""
        return frozenset((self.id, *self.groups))


def view(witnesses: Witnesses, witness: Witness, state: State | None) -> View:
    """Say how the text of a witness, or of a hand, is to be told; `state` None is the last one."""
    if witness.rank is Rank.HAND:
        owner, first = witness.of, witness.order < 0
        before = first or state is State.BEFORE
        return View(owner, witnesses.groups(owner), before, None if before else witness.order)
    return View(witness.id, witnesses.groups(witness.id), state is State.BEFORE)


class Choice(NamedTuple):
    """What a witness has in a passage: a reading, or the edited text, or nothing that is known.

    `reading` is None for the text as edited (`known`) and where nothing is known. `credited` says
    that the entry names the witness, so that it must be extant here.
    """

    reading: Reading | None
    known: bool = True
    credited: bool = False
    missing: Attestation | None = None


def choose(entry: Entry, seen: View) -> Choice:
    """Say which reading of an entry a witness has."""
    for detail in entry.details:
        if is_lacunose(detail) and any(_means(item, seen) for item in detail.witnesses):
            return Choice(None, known=False, credited=True, missing=Attestation.LACUNOSE)
    if own := _candidates(entry, seen.id, seen.limit):
        (order, _), chosen = (min if seen.before else max)(own, key=lambda item: item[0])
        if chosen.kind is Kind.BOUNDARY:
            # One excerpt may end and the next begin in one passage: the last mark holds.
            chosen = [item for key, item in own if key[0] == order and item.boundaries][-1]
        only_first = not seen.before and order < 0
        only_later = seen.before and order > 0
        if not (only_first or only_later):
            return Choice(chosen, credited=True)
        if (fallback := _fallback(entry, seen)) is not None:
            return Choice(fallback, credited=True)
        return Choice(chosen, credited=True) if only_first else Choice(None, False)
    if (fallback := _fallback(entry, seen)) is not None:
        return Choice(fallback)
    return Choice(None, known=entry.default == 0)


def applies(region: Region, seen: View) -> bool:
    """Say whether the words of an addition or deletion stand in this state of a witness."""
    if not region.edit:
        return True
    if region.witness and region.witness not in seen.names:
        done = True  # another witness's hand: this one has the text as edited
    elif seen.before:
        done = False
    else:
        done = seen.limit is None or region.order <= seen.limit
    return done is (region.edit == "added")


def _candidates(
    entry: Entry, witness: str, limit: int | None
) -> list[tuple[tuple[int, int], Reading]]:
    return [
        ((credit.order, reading.sequence), reading)
        for credit, reading in entry.named.get(witness, ())
        if limit is None or credit.order <= limit
    ]


def _of_group(entry: Entry, seen: View) -> Reading | None:
    for group in seen.groups:
        found = _candidates(entry, group, None)
        if found:
            return (min if seen.before else max)(found, key=lambda item: item[0])[1]
    return None


def _fallback(entry: Entry, seen: View) -> Reading | None:
    """Give what the witness has as one of those that are not named."""
    group = _of_group(entry, seen)
    if group is not None:
        return group
    return entry.reading(entry.default) if entry.default is not None else None


def _means(credit: Credit, seen: View) -> bool:
    return credit.witness == seen.id

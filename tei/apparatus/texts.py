"""The texts of witnesses and what they attest, for whoever wants to read or count them."""

from __future__ import annotations

from collections.abc import Mapping

from tei.apparatus.choosing import Choice, View, choose, view
from tei.apparatus.collection import Apparatus, Book, apparatus
from tei.apparatus.model import Attestation, Bound, Boundary, Flow, Start, State
from tei.apparatus.telling import Teller, Told
from tei.apparatus.witnesses import Rank, Witnesses
from tei.edition import Edition
from tei.errors import TeiError
from tei.layers import Layer
from tei.proposals import did_you_mean

_SIGNS: Mapping[Attestation, str] = {
    Attestation.LACUNOSE: "[lacuna]",
    Attestation.ILLEGIBLE: "[illegible]",
    Attestation.OUT_OF_RANGE: "[not extant]",
    Attestation.UNKNOWN: "[?]",
}


def tell(collected: Apparatus, text: str, siglum: str, state: State | None = None) -> Told:
    """Tell the text of a witness, a group or a hand, by its siglum or id.

    `state` is before or after correction; None is the last state. Raises KeyError when there is
    no such witness.
    """
    book = collected.book(text)
    seen = view(book.witnesses, book.witnesses[siglum], state)
    bound = _first(book, seen)
    teller = Teller(seen, _before(bound))
    told = Told()
    for ident, flow in book.flows.items():
        # Only a witness that begins or ends somewhere depends on the texts before.
        if bound is not None or ident == text:
            told = teller.tell(flow)
        if ident == text:
            break
    _unplaced(book, text, seen, told)
    return told


def _unplaced(book: Book, text: str, seen: View, told: Told) -> None:
    """Say what a witness does in the entries that are tied to no passage, and in no others."""
    told.attestations = {
        entry.number: told.attestations[entry.number]
        for entry in book.entries[text]
        if entry.number in told.attestations  # others are those of copied passages
    }
    for entry in book.entries[text]:
        if entry.number not in told.attestations and entry.passage is None:
            told.attestations[entry.number] = _of_unplaced(choose(entry, seen))


def transmitted(edition: Edition, collected: Apparatus) -> list[str]:
    """Give the ids of the texts that witnesses can have: those of the body, and all with entries.

    An introduction or a bibliography before or after them is the editor's.
    """
    return [
        ident for ident, text in edition.texts.items() if text.place == "body" or collected[ident]
    ]


class Texts:
    """The texts of an edition's witnesses, with signs where a witness has nothing.

    `transmitted` are the ids of those that witnesses can have, in their order.
    """

    def __init__(self, edition: Edition, layer: Layer = Layer.READING) -> None:
        self._collected = apparatus(edition, layer)
        self.transmitted = transmitted(edition, self._collected)

    def of(self, text: str, siglum: str, state: State | None = None) -> str:
        """Give the text of a witness with signs such as “[lacuna]”; see `witness_text`."""
        return self.told(text, siglum, state).marked(_SIGNS)

    def told(self, text: str, siglum: str, state: State | None = None) -> Told:
        """Tell the text of a witness; raises TeiError when there is no such text or witness."""
        if text not in self._collected:
            raise TeiError(f"There is no text with the id “{text}”.")
        known = self._collected.witnesses(text)
        if siglum not in known:
            raise TeiError(f"There is no witness “{siglum}”.", _proposal(known, siglum))
        return tell(self._collected, text, siglum, state)


def witness_text(
    edition: Edition,
    text: str,
    siglum: str,
    state: State | None = None,
    layer: Layer = Layer.READING,
) -> str:
    """Give the running text of a witness in one of the edition's texts.

    `text` is the id of a text, `siglum` the siglum or id of a witness, a group or a hand. `state`
    is before or after correction, the last one without it. `layer` chooses between two spellings;
    emendations and supplements never stand. Raises TeiError when there is no such text or witness.
    """
    return Texts(edition, layer).told(text, siglum, state).text


def _proposal(known: Witnesses, siglum: str) -> str:
    sigla = [witness.siglum for witness in known.values() if witness.rank is not Rank.GROUP]
    return did_you_mean(siglum, sigla) or "The edition names no witnesses."


def _of_unplaced(choice: Choice) -> Attestation:
    """Say what a witness does in an entry that is tied to no passage."""
    if choice.missing:
        return choice.missing
    if not choice.known:
        return Attestation.UNKNOWN
    reading = choice.reading
    if reading is not None and reading.number and not reading.text:
        return reading.missing or Attestation.OMITS
    return Attestation.ATTESTS


def _first(book: Book, seen: View) -> Bound | None:
    """Find the first bound of a witness in a book."""
    found = (_first_bound(flow, seen.names, False) for flow in book.flows.values())
    return next((bound for bound in found if bound is not None), None)


def _before(bound: Bound | None) -> Attestation | None:
    """Say why a witness is not there from the beginning: its first bound is a beginning."""
    if bound is None or not bound.opens:
        return None
    return Attestation.OUT_OF_RANGE if bound is Bound.START else Attestation.LACUNOSE


def _first_bound(flow: Flow, names: frozenset[str], own: bool) -> Bound | None:
    """Find the first bound of a witness; `own` when it has the reading that is looked through."""
    for token in flow.tokens:
        if isinstance(token, Boundary):
            if own if token.witnesses is None else bool(token.witnesses & names):
                return token.bound
        elif isinstance(token, Start) and (entry := token.region.entry) is not None:
            for reading in entry.readings:
                if reading.boundaries or reading.flow.ends:
                    named = any(credit.witness in names for credit in reading.credits)
                    found = _first_bound(reading.flow, names, named)
                    if found is not None:
                        return found
    return None

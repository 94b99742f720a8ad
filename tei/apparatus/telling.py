"""The running text of a witness, told from the row of the text and its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tei.apparatus.choosing import Choice, View, applies, choose
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
from tei.apparatus.tokens import ILLEGIBLE, LACUNA, NOTHING, UNSAID, tidy

# What a witness is behind a bound that closes.
ABSENT = {Bound.LACUNA: Attestation.LACUNOSE, Bound.END: Attestation.OUT_OF_RANGE}
_WHOLE = (str(Bound.START), str(Bound.END))


class Piece(NamedTuple):
    """A piece of the text of a witness.

    `entry` is the number of the entry it comes from, None where it is common to all. Where the
    witness has nothing, `words` is "" and `attestation` says why.
    """

    words: str
    attestation: Attestation = Attestation.ATTESTS
    entry: int | None = None


@dataclass(slots=True)
class Told:
    """The text of a witness: its pieces, and what the witness does in each entry."""

    pieces: list[Piece] = field(default_factory=list)
    attestations: dict[int, Attestation] = field(default_factory=dict)
    conflicts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, in paragraphs and lines."""
        return tidy(piece.words for piece in self.pieces)

    def marked(self, signs: Mapping[Attestation, str]) -> str:
        """Give the words with a sign where the witness has nothing, as “[lacuna]”."""
        gaps = {
            ord(LACUNA): signs[Attestation.LACUNOSE],
            ord(ILLEGIBLE): signs[Attestation.ILLEGIBLE],
        }
        shown: list[str] = []
        last: Attestation | None = None
        for piece in self.pieces:
            if piece.attestation is not Attestation.ATTESTS and piece.attestation in signs:
                if piece.attestation is not last:
                    shown.append(f" {signs[piece.attestation]} ")
                last = piece.attestation
            elif last is not None and piece.words.strip(f" \n\t\r\v\f{NOTHING}"):
                last = None
            shown.append(piece.words)
        return tidy(["".join(shown).translate(gaps)])


class Teller:
    """Tells the text of one witness, text after text; it remembers where the witness is extant."""

    def __init__(self, seen: View, absent: Attestation | None) -> None:
        self._seen = seen
        self._absent = absent
        self._bounds = 0  # how many of its beginnings, ends and lacunas have been passed
        self._told = Told()
        self._after: dict[Region, Attestation | None] = {}
        self._entry: list[int] = []

    @property
    def absent(self) -> Attestation | None:
        """Why the witness is not there after what has been told; None where it is."""
        return self._absent

    def tell(self, flow: Flow) -> Told:
        """Tell one text, or the next part of one."""
        self._told = Told()
        self._run(flow)
        return self._told

    def _run(self, flow: Flow) -> None:
        at = 0
        while at < len(flow.tokens):
            token = flow.tokens[at]
            if isinstance(token, str):
                self._say(token)
            elif isinstance(token, Boundary):
                if token.witnesses is None or token.witnesses & self._seen.names:
                    self._pass(token.bound)
            elif isinstance(token, Start):
                at = self._start(flow, token.region, at)
            else:
                self._end(token.region)
            at += 1

    def _say(self, words: str) -> None:
        if self._absent is None:
            self._told.pieces.append(Piece(words, entry=self._entry[-1] if self._entry else None))
        elif words.strip():
            before = " " if words[0].isspace() else ""
            after = " " if words[-1].isspace() else ""
            self._told.pieces.append(Piece(before + NOTHING + after, self._absent))
        elif words:
            self._told.pieces.append(Piece(words))

    def _pass(self, bound: Bound) -> None:
        self._bounds += 1
        self._absent = None if bound.opens else ABSENT[bound]

    def _end(self, region: Region) -> None:
        if region in self._after:
            self._absent = self._after.pop(region)
        if region.entry is not None and self._entry and self._entry[-1] == region.entry.number:
            self._entry.pop()

    def _start(self, flow: Flow, region: Region, at: int) -> int:
        """Enter a region; give the place in the row from which to go on."""
        if region.entry is None:
            return at if applies(region, self._seen) else flow.ends[region]
        entry = region.entry
        choice = self._choice(entry)
        if not self._replaces(entry, choice):
            self._enter(region, choice)
            return at
        self._read(entry, choice)
        end = flow.ends[region]
        # Entries that begin in this passage and end behind it cross it.
        while at < end:
            at += 1
            token = flow.tokens[at]
            if isinstance(token, Start) and token.region.entry and flow.ends[token.region] > end:
                other = token.region.entry
                crossing = self._choice(other)
                if self._replaces(other, crossing):
                    self._told.conflicts.append((entry.number, other.number))
                    self._told.pieces.append(Piece(" "))
                    self._read(other, crossing)
                    end = flow.ends[token.region]
                else:
                    self._attest(other)
        return end

    def _choice(self, entry: Entry) -> Choice:
        choice = choose(entry, self._seen)
        if choice.known or choice.missing or entry.passage is None:
            return choice
        # A witness that only an entry within this one names has the lemma around that.
        inside = entry.lemma.flow if entry.lemma else None
        for token in inside.tokens if inside else ():
            if isinstance(token, Start) and token.region.entry is not None:
                inner = choose(token.region.entry, self._seen)
                if inner.credited:
                    return Choice(entry.lemma)
        return choice

    def _replaces(self, entry: Entry, choice: Choice) -> bool:
        """Say whether a witness has something else than the edited text."""
        reading = choice.reading
        if reading is None:
            return (not choice.known and self._absent is None) or choice.missing is not None
        if reading.number in (0, entry.running):
            return False
        if reading.kind is Kind.BOUNDARY:
            return not begins_with_lemma(entry, reading)
        return self._absent is None or choice.credited

    def _enter(self, region: Region, choice: Choice) -> None:
        """Go on with the edited text of a passage, as what the witness has there."""
        entry = region.entry
        assert entry is not None
        self._entry.append(entry.number)
        reading = choice.reading
        after = self._absent
        if reading is not None and reading.kind is Kind.BOUNDARY:
            for name in reading.boundaries:
                after = None if Bound(name).opens else ABSENT[Bound(name)]
            if entry.passage:
                self._absent = None
            else:
                self._absent = after
            self._after[region] = after
        elif choice.credited and after is not None and not (reading and reading.boundaries):
            # The entry names the witness: it is extant here, whatever was said before.
            self._absent = None
            self._after[region] = after
        self._told.attestations[entry.number] = self._absent or Attestation.ATTESTS

    def _attest(self, entry: Entry) -> None:
        self._told.attestations.setdefault(entry.number, self._absent or Attestation.ATTESTS)

    def _read(self, entry: Entry, choice: Choice) -> None:
        """Put in the reading of a witness, and say what that amounts to."""
        reading = choice.reading
        told = self._told
        if reading is None:
            state = choice.missing or Attestation.UNKNOWN
            told.attestations[entry.number] = state
            told.pieces.append(Piece(NOTHING, state, entry.number))
            return
        before = len(told.pieces)
        absent, bounds = self._absent, self._bounds
        self._absent = None
        self._entry.append(entry.number)
        self._run(reading.flow)
        self._entry.pop()
        if not reading.boundaries and self._bounds == bounds:
            self._absent = absent
        said = "".join(piece.words for piece in told.pieces[before:]).strip(f" \n\t\r{UNSAID}")
        if said:
            told.attestations[entry.number] = Attestation.ATTESTS
            return
        state = reading.missing or nothing(entry, reading)
        told.attestations[entry.number] = state
        told.pieces.append(Piece(NOTHING, state, entry.number))


def nothing(entry: Entry, reading: Reading) -> Attestation:
    """Say what it means that a reading has no words."""
    if reading.kind is not Kind.BOUNDARY:
        return Attestation.ATTESTS if entry.passage == "" else Attestation.OMITS
    last = Bound(reading.boundaries[-1])
    if not last.opens:
        return ABSENT[last]
    if not entry.passage:
        return Attestation.ATTESTS
    return Attestation.OMITS if last is Bound.START else Attestation.LACUNOSE


def begins_with_lemma(entry: Entry, reading: Reading) -> bool:
    """Say whether a witness that begins or ends here, without words of its own, has the lemma.

    So it is when a fragment or an excerpt begins or ends (witStart, witEnd), unless the entry
    gives other witnesses that begin here with their words, and so tells them apart.
    """
    if not entry.passage or not set(reading.boundaries) <= set(_WHOLE):
        return False
    return not any(
        other.text and set(other.boundaries) & set(reading.boundaries) for other in entry.readings
    )

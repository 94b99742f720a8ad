"""The apparatus as tables: readings row by row, and the matrix of witnesses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tei.apparatus.matrix import Character, Matrix, Row
from tei.apparatus.model import Attestation, Entry, Reading, State
from tei.apparatus.statistics import Agreement, pair_of

_ABSENT = (
    Attestation.LACUNOSE,
    Attestation.ILLEGIBLE,
    Attestation.OUT_OF_RANGE,
    Attestation.UNKNOWN,
)
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def described(character: Character) -> dict[str, Any]:
    """Describe an entry with its readings and states, as plain data."""
    entry = character.entry
    running = entry.reading(entry.running) if entry.running is not None else None
    lemma = entry.lemma or running
    found: dict[str, Any] = {
        "text": character.text,
        "number": entry.number,
        "id": entry.id,
        "locus": character.locus,
        "apparatus": entry.apparatus,
        "type": entry.type,
        "method": str(entry.method),
        "passage": entry.passage,
        "lemma": lemma.text if lemma else None,
        "within": entry.within,
        "previous": entry.previous,
        "next": entry.next,
        "faults": [str(fault) for fault in entry.faults],
        "notes": list(entry.notes),
        "details": [
            {
                "text": detail.text,
                "witnesses": [credit.witness for credit in detail.witnesses],
                "reading": detail.reading,
                "type": detail.type,
            }
            for detail in entry.details
        ],
        "readings": [_reading(entry, reading, character) for reading in entry.all_readings],
        "absent": {
            str(state): names
            for state in _ABSENT
            if (names := [n for r in _numbers(entry) for n in _named(character, state, r, None)])
        },
        "before_correction": [
            {
                "attestation": str(item.attestation) if item.attestation else None,
                "reading": item.reading,
                "witnesses": list(item.witnesses),
            }
            for item in character.attested
            if item.state is State.BEFORE
        ],
    }
    return found


def _reading(entry: Entry, reading: Reading, character: Character) -> dict[str, Any]:
    group = next((item for item in entry.groups if item.number == reading.group), None)
    has = _named(character, Attestation.ATTESTS, reading.number, None)
    lacks = _named(character, Attestation.OMITS, reading.number, None)
    return {
        "number": reading.number,
        "text": reading.text,
        "kind": str(reading.kind),
        "status": str(reading.status),
        "type": reading.type,
        "cause": reading.cause,
        "witnesses": [credit.witness for credit in reading.credits],
        "sigla": list(reading.sigla),
        "hands": [credit.hand for credit in reading.credits if credit.hand],
        "before_correction": [c.witness for c in reading.credits if c.order < 0],
        "after_correction": [c.witness for c in reading.credits if c.order > 0],
        "attested_by": sorted({*has, *lacks}, key=[*has, *lacks].index),
        "certainty": reading.cert,
        "responsible": list(reading.resp),
        "source": list(reading.source),
        "group": group.type if group else "",
        "variant_of": group.head if group and group.head != reading.number else None,
        "sequence": reading.sequence or None,
    }


def _numbers(entry: Entry) -> list[int | None]:
    """Give the numbers of all readings, and None: who has none of them."""
    return [None, *(reading.number for reading in entry.all_readings)]


def _named(
    character: Character, attestation: Attestation, reading: int | None, state: State | None
) -> list[str]:
    return [
        name
        for item in character.attested
        if item.state is state and item.attestation is attestation and item.reading == reading
        for name in item.witnesses
    ]


_COLUMNS = (
    *("text", "entry", "locus", "apparatus", "entry_type", "lemma", "reading", "kind", "status"),
    *("type", "cause", "words", "witnesses", "hands", "before_correction", "after_correction"),
    *("attested_by", "certainty", "responsible", "source", "group", "variant_of"),
    *("lacunose", "illegible", "out_of_range", "unknown", "faults", "notes"),
)


def readings_table(found: Matrix) -> str:
    """Give all readings as CSV (RFC 4180), a row for each; lists are parted by blanks."""

    def rows() -> Iterator[Sequence[object]]:
        yield _COLUMNS
        for character in found.characters:
            entry = described(character)
            absent = entry["absent"]
            for reading in entry["readings"] or [{}]:
                cell = reading.get
                yield (
                    *(entry["text"], entry["number"], entry["locus"], entry["apparatus"]),
                    *(entry["type"], entry["lemma"], cell("number"), cell("kind"), cell("status")),
                    *(cell("type"), cell("cause"), cell("text"), cell("sigla"), cell("hands")),
                    *(cell("before_correction"), cell("after_correction"), cell("attested_by")),
                    *(cell("certainty"), cell("responsible"), cell("source"), cell("group")),
                    *(cell("variant_of"), absent.get("lacunose"), absent.get("illegible")),
                    *(absent.get("out of range"), absent.get("unknown"), entry["faults"]),
                    " | ".join(entry["notes"]),
                )

    return table(rows())


def witnesses_table(found: Matrix) -> str:
    """Give the matrix as CSV: a row for each entry, a column for each witness.

    A cell has the number of the variant, several where it is open which; `-` where an entry around
    this one decides, nothing where the witness lacks the place or nothing is known.
    """

    def rows() -> Iterator[Sequence[object]]:
        yield ("text", "entry", "locus", "variants", *(row.label for row in found.rows))
        for item in found.characters:
            variants = " | ".join(f"{n} {words or 'om.'}" for n, words in enumerate(item.variants))
            cells = (
                "–" if row in item.inapplicable else " ".join(map(str, item.cells.get(row, ())))
                for row in found.rows
            )
            yield (item.text, item.entry.number, item.locus, variants, *cells)

    return table(rows())


def agreement_table(rows: Sequence[Row], pairs: dict[tuple[Row, Row], Agreement]) -> str:
    """Give all pairs of witnesses as CSV, with the places in which they agree."""

    def lines() -> Iterator[Sequence[object]]:
        yield ("witness", "witness", "agree", "compared", "share")
        for number, one in enumerate(rows):
            for two in rows[number + 1 :]:
                pair = pair_of(pairs, one, two)
                share = "" if pair.share is None else f"{pair.share:.4f}"
                yield (one.label, two.label, pair.agree, pair.compared, share)

    return table(lines())


def table(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as CSV; what a spreadsheet would take for a formula begins with an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return target.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

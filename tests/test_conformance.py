"""The conformance suite (tests/conformance/README.md): entries, witness texts, attestations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tei.apparatus.collection import Apparatus, apparatus
from tei.apparatus.model import Entry, Reading, State
from tei.apparatus.texts import tell, witness_text
from tei.edition import Edition, load

SUITE = Path(__file__).parent / "conformance"
CASES = sorted(path for path in SUITE.iterdir() if path.is_dir())


def edition_of(case: Path) -> Edition:
    settings = case / "edition.toml"
    return load(settings if settings.exists() else case / "input.xml")


def expected_of(case: Path) -> Any:
    return json.loads((case / "expected.json").read_text(encoding="utf-8"))


def place(key: str, collected: Apparatus) -> tuple[str, str, State | None]:
    """Take `text/siglum state` apart; without a text it is the one with entries, or the first."""
    text, _, rest = key.rpartition("/")
    siglum, _, state = rest.partition(" ")
    text = text or next((ident for ident in collected if collected[ident]), next(iter(collected)))
    return text, siglum, State(state) if state else None


def described(reading: Reading, names: Mapping[str, object]) -> dict[str, object]:
    """Describe a reading by the members that the expectation has."""
    known: dict[str, object] = {
        "text": reading.text,
        "witnesses": list(reading.sigla),
        "kind": str(reading.kind),
        "status": str(reading.status),
        "type": reading.type,
        "cause": reading.cause,
        "cert": reading.cert,
        "resp": list(reading.resp),
        "source": list(reading.source),
        "hand": [credit.hand for credit in reading.credits],
        "sequence": reading.sequence,
        "group": reading.group,
        "require": list(reading.require),
        "exclude": list(reading.exclude),
    }
    return {name: known[name] for name in names}


def entry_as(entry: Entry, expected: Mapping[str, Any], first: int) -> dict[str, object]:
    """Describe an entry by the members that the expectation has."""
    lemma = entry.lemma
    known: dict[str, object] = {
        "passage": entry.passage,
        "lemma": described(lemma, expected["lemma"] or {}) if lemma else None,
        "readings": [
            described(reading, wanted)
            for reading, wanted in zip(entry.readings, expected["readings"], strict=True)
        ],
        "type": entry.type,
        "locus": entry.locus,
        "apparatus": entry.apparatus,
        "within": None if entry.within is None else entry.within - first + 1,
        "previous": entry.previous,
        "next": entry.next,
        "notes": list(entry.notes),
        "groups": [{"type": group.type, "head": group.head} for group in entry.groups],
        "faults": [str(fault) for fault in entry.faults],
    }
    return {name: known[name] for name in expected}


def test_the_suite_has_a_hundred_cases() -> None:
    assert len(CASES) >= 100
    for case in CASES:
        assert set(expected_of(case)) == {
            *("title", "description", "from", "entries", "texts", "attestations")
        }


def test_the_list_of_devices_names_every_case() -> None:
    rows = (SUITE / "README.md").read_text(encoding="utf-8").partition("| device | cases |")[2]
    listed = {number for row in rows.splitlines() for number in row.split("|")[-2:-1]}
    numbers = {number for cell in listed for number in cell.split() if number.isdigit()}
    assert numbers == {case.name[:3] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_entries(case: Path) -> None:
    collected = apparatus(edition_of(case))
    found = [entry for entries in collected.values() for entry in entries]
    expected = expected_of(case)["entries"]
    for entry in expected:
        entry.setdefault("faults", [])
        for reading in [*entry["readings"], *([entry["lemma"]] if entry["lemma"] else [])]:
            reading.setdefault("status", "attested")
    assert len(found) == len(expected)
    first = min((entry.number for entry in found), default=1)
    assert [
        entry_as(entry, wanted, first) for entry, wanted in zip(found, expected, strict=True)
    ] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_witness_texts(case: Path) -> None:
    edition = edition_of(case)
    collected = apparatus(edition)
    for key, text in expected_of(case)["texts"].items():
        where = place(key, collected)
        assert (key, witness_text(edition, *where)) == (key, text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_attestations(case: Path) -> None:
    collected = apparatus(edition_of(case))
    for key, expected in expected_of(case)["attestations"].items():
        text, siglum, state = place(key, collected)
        told = tell(collected, text, siglum, state)
        found = [told.attestations.get(entry.number) for entry in collected[text]]
        assert (key, [item and str(item) for item in found]) == (key, expected)

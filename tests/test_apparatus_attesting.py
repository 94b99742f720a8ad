"""What all witnesses do in all entries: the same as their texts, told one by one, say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.apparatus.attesting import survey
from tei.apparatus.collection import Apparatus, apparatus
from tei.apparatus.model import Attestation, State
from tei.apparatus.texts import tell
from tei.apparatus.witnesses import Rank
from tei.edition import Edition, load

SUITE = Path(__file__).parent / "conformance"
CASES = sorted(path for path in SUITE.iterdir() if path.is_dir())


def edition_of(case: Path) -> Edition:
    settings = case / "edition.toml"
    return load(settings if settings.exists() else case / "input.xml")


def compared(collected: Apparatus, only: frozenset[str] = frozenset()) -> int:
    """Hold the survey against the texts of single witnesses; give the number of comparisons."""
    count = 0
    for text, entries in collected.items():
        found = survey(collected.book(text)) if entries else {}
        known = collected.witnesses(text)
        for name, witness in known.items() if entries else ():
            if witness.rank is not Rank.WITNESS or (only and name not in only):
                continue
            for state in (None, State.BEFORE):
                told = tell(collected, text, name, state).attestations
                for entry in entries:
                    mine: dict[State | None, Attestation | None] = {
                        item.state: item.attestation
                        for item in found.get(entry.number, ())
                        if name in item.witnesses
                    }
                    expected = told.get(entry.number)
                    assert (mine[state] if state in mine else mine.get(None)) == expected
                    count += 1
    return count


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_suite(case: Path) -> None:
    compared(apparatus(edition_of(case)))


@pytest.mark.parametrize(
    ("name", "only"),
    [
        ("calpurnius/editio.xml", {"N", "G", "V", "λ"}),
        ("sarit/ratnakirti-nibandhavali.xml", set()),
        ("teiphy/ubs_ephesians.xml", set()),
        ("tradition/base__t__data__florilegium_tei_cte.xml", set()),
        ("pta/pta0200.pta001.pta-syc1.xml", set()),
    ],
)
def test_real_editions(corpora: Path, name: str, only: set[str]) -> None:
    assert compared(apparatus(load(corpora / name)), frozenset(only)) > 500


def test_no_witness_is_in_two_states(corpora: Path) -> None:
    collected = apparatus(load(corpora / "calpurnius" / "editio.xml"))
    book = collected.book("poem1")
    for found in survey(book).values():
        now = [name for item in found if item.state is None for name in item.witnesses]
        assert len(now) == len(set(now))

"""The texts of many witnesses told together: the same as when each is told on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import tei
from tei.apparatus.choosing import view
from tei.apparatus.collection import apparatus
from tei.apparatus.model import Attestation, State
from tei.apparatus.texts import tell
from tei.apparatus.together import tell_together
from tei.apparatus.witnesses import Rank

CONFORMANCE = Path(__file__).parent / "conformance"
SIGNS: dict[Attestation, str] = {
    state: f"[{state}]" for state in Attestation if state is not Attestation.ATTESTS
}


def compare(edition: tei.Edition) -> int:
    """Compare the texts of all witnesses and hands, before correction and in the end."""
    collected = apparatus(edition)
    compared = 0
    for book in {id(book): book for book in map(collected.book, collected)}.values():
        seen = [
            (witness.id, state, view(book.witnesses, witness, state))
            for witness in book.witnesses.values()
            if witness.rank is not Rank.GROUP
            for state in (None, State.BEFORE)
        ]
        for text, told in tell_together(book, [each for _, _, each in seen]):
            for (name, state, _), found in zip(seen, told, strict=True):
                alone = tell(collected, text, name, state)
                assert found.marked(SIGNS) == alone.marked(SIGNS), (text, name, state)
                compared += bool(alone.text)
    return compared


@pytest.mark.parametrize(
    "path", sorted(CONFORMANCE.rglob("input.xml")), ids=lambda p: p.parent.name
)
def test_in_every_case_of_the_conformance_suite(path: Path) -> None:
    compare(tei.load(path))


@pytest.mark.parametrize(
    "name",
    ["pta/pta0001.pta001.pta-grcBibex.xml", "tradition/base__t__data__florilegium_tei_ps.xml"],
)
def test_in_real_editions(corpora: Path, name: str) -> None:
    assert compare(tei.load(corpora / name)) > 20

"""The texts of all witnesses side by side: the same words as when each is told on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tei
from tei.apparatus.attesting import survey
from tei.apparatus.collating import Passage, collate
from tei.apparatus.collection import Apparatus, apparatus
from tei.apparatus.model import Attestation
from tei.apparatus.texts import tell
from tei.apparatus.tokens import UNSAID
from tei.apparatus.witnesses import Rank

CONFORMANCE = Path(__file__).parent / "conformance"
REAL = (
    "calpurnius/editio.xml",
    "pta/pta0001.pta001.pta-grcBibex.xml",
    "teiphy/ubs_ephesians.xml",
    "tradition/base__t__data__florilegium_tei_ps.xml",
    "sarit/ratnakirti-nibandhavali.xml",
)


def collated(edition: tei.Edition) -> Iterator[tuple[Apparatus, str, tuple[Passage, ...]]]:
    entries = apparatus(edition)
    done: set[int] = set()
    for text in entries:
        book = entries.book(text)
        if id(book) not in done:
            done.add(id(book))
            for ident, passages in collate(book, survey(book)).items():
                yield entries, ident, passages


def text_of(passages: tuple[Passage, ...], witness: str) -> str:
    """Put together what a witness has, place after place."""
    return "\n".join(
        "".join(
            cell.words
            for place in passage.places
            for cell in place.cells
            if witness in cell.witnesses
        )
        for passage in passages
    )


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", re.sub(f"[{UNSAID}]", "", text))


def compare(edition: tei.Edition) -> int:
    compared = 0
    for entries, text, passages in collated(edition):
        known = entries.witnesses(text)
        names = [item.id for item in known.values() if item.rank is Rank.WITNESS]
        for place in (place for passage in passages for place in passage.places):
            assert place.cells[0].edited
            assert sum(cell.edited for cell in place.cells) == 1
            said = [name for cell in place.cells for name in cell.witnesses]
            assert len(said) == len(set(said)), "a witness does one thing at a place"
        for name in names:
            told = tell(entries, text, name).text
            assert tokens(text_of(passages, name)) == tokens(told), (text, name)
            compared += 1
    return compared


@pytest.mark.parametrize("name", REAL)
def test_real_witnesses_have_side_by_side_the_words_of_their_texts(
    corpora: Path, name: str
) -> None:
    assert compare(tei.load(corpora / name)) > 10


@pytest.mark.parametrize("path", sorted(CONFORMANCE.rglob("*.xml")), ids=lambda path: path.stem)
def test_so_they_do_in_every_case_of_the_conformance_suite(path: Path) -> None:
    try:
        edition = tei.load(path)
    except tei.TeiError:
        pytest.skip("part of another case")
    compare(edition)


TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>"
    '<witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit></sourceDesc>'
    "</fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)


def test_places_and_passages(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(
        TEI.format(
            '<lg><l n="1">Arma <app><lem wit="#A #B">uirumque</lem><rdg wit="#C"/></app> cano,</l>'
            '<l n="2">Troiae <app><lem wit="#A">qui</lem><rdg wit="#B"><lacunaStart/></rdg>'
            '<rdg wit="#C">quae</rdg></app> primus</l></lg>'
        ),
        encoding="utf-8",
    )
    ((_, _, passages),) = collated(tei.load(file))
    lines = [passage for passage in passages if passage.verse]
    assert [[place.cells[0].words for place in line.places] for line in lines] == [
        ["Arma ", "uirumque", " cano,"],
        ["Troiae ", "qui", " primus"],
    ]
    omitted = lines[0].places[1].cells
    assert [(cell.words, cell.attestation, cell.witnesses) for cell in omitted] == [
        ("uirumque", Attestation.ATTESTS, ("A", "B")),
        ("", Attestation.OMITS, ("C",)),
    ]
    after = {cell.attestation: cell.witnesses for cell in lines[1].places[2].cells}
    assert after == {Attestation.ATTESTS: ("A", "C"), Attestation.LACUNOSE: ("B",)}
    assert lines[0].places[1].entries == (1,)

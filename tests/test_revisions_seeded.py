"""Known edits at random are found: each of them, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.edits.editor import CLASSES, dense, isolated
from benchmarks.edits.scoring import Score, score
from tei.reading.source import Source, parse, read
from tei.revisions.comparison import compare

CORPORA = (
    "history/calpurnius-editio/007_2021-11-27_4c02a14c7.xml",
    "mitford/1819-1823MRMJournal.xml",
    "pta/pta0036.pta001.pta-grc1.xml",
)
SYNTHETIC = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Garden letters</title></titleStmt><publicationStmt><p>Nowhere printed.</p></publicationStmt>
<sourceDesc><p>Written by nobody</p></sourceDesc>
</fileDesc><encodingDesc><classDecl>{}</classDecl></encodingDesc></teiHeader><standOff><listPerson>{}</listPerson></standOff>
<text><body>{}</body></text></TEI>"""
WORDS = re.findall(
    r"\w+",
    """garden window letter summer evening mother father village mountain river station morning
    winter brother sister doctor soldier teacher kitchen bridge forest market picture journey
    always never slowly quietly together without beyond around""",
)


def text(size: int) -> Source:
    """Give a text with names, notes and an apparatus, in which no two passages are alike."""
    blocks = []
    for number in range(size):
        said = [WORDS[(number * 7 + n * (number % 11 + 3)) % len(WORDS)] for n in range(28)]
        said[6] += ";"
        said[10] = f'<persName ref="#p{number}">{said[10].title()}</persName>'
        said[14] = f'<hi rend="it">{said[14]}</hi> {said[13]}.'
        note = f"On page {number} one finds the {said[2]} of the {said[5]} once more."
        said[16] = f'<date when="{1600 + number}">{said[16]}</date>'
        said[18] += f"<note>{note}</note>"
        said[22] = (
            f'<app><lem wit="#A">{said[22]}</lem><rdg wit="#B #C">{said[1]}{number}</rdg>'
            f'<rdg wit="#D">{said[2]}</rdg></app>'
        )
        blocks.append(f'<p n="{number}">{" ".join(said)} number{number}.</p>\n')
    persons = "".join(
        f'<person xml:id="x{number}"><persName>{WORDS[number]} the {WORDS[-number]}</persName>'
        f"<note>Lived in {1500 + number}.</note></person>\n"
        for number in range(30)
    )
    kinds = "".join(
        f'<taxonomy xml:id="{word}"><category><catDesc>The {word}</catDesc></category></taxonomy>\n'
        for word in WORDS
    )
    whole = SYNTHETIC.format(kinds, persons, "".join(blocks))
    return parse(whole.encode(), Path("s.xml"), 0, "s.xml")


@pytest.fixture(scope="module")
def synthetic() -> Source:
    return text(120)


@pytest.mark.parametrize("kind", CLASSES)
def test_edits_of_one_class(synthetic: Source, kind: str) -> None:
    new, edits = isolated(synthetic, kind, 30, seed=1)
    result = score(synthetic, new, edits)
    assert len(edits) >= (2 if kind in ("split", "moved") else 10)
    assert (result.precision, result.recall) == (1.0, 1.0), (result.misses, result.extras)


def test_edits_that_meet(synthetic: Source) -> None:
    total = Score()
    for seed in range(3):
        new, edits = dense(synthetic, 12, seed)
        total.add(score(synthetic, new, edits))
    assert total.precision >= 0.98 and total.recall >= 0.98, (total.misses, total.extras)


def test_real_texts(corpora: Path) -> None:
    """Every class on real texts; `benchmarks/diff.py` does the same with more seeds."""
    total = Score()
    for name in CORPORA:
        old = read(corpora / name, 0, "old.xml")
        new, edits = dense(old, 12, seed=5)
        total.add(score(old, new, edits))
    assert total.precision >= 0.98 and total.recall >= 0.98, (total.misses, total.extras)
    for label, found in total.found.items():
        assert found >= 0.9 * (found + total.missed[label]), label


def test_what_a_paragraph_with_an_id_has_passed_was_not_moved(corpora: Path) -> None:
    """The section that it leaves is the same to the letter but for it."""
    old = read(corpora / CORPORA[0], 0, "old.xml")
    begin = old.text.index('<p xml:id="CodPar8049Lat">')
    end = old.text.index("</p>", begin) + len("</p>")
    rest = old.text[:begin] + old.text[end:]
    section = rest.index("<p", rest.index("<!-- End of Third Family -->"))
    after = rest.index("</p>", section) + len("</p>")
    text = rest[:after] + old.text[begin:end] + rest[after:]
    (change,) = compare(old, parse(text.encode(), Path("new.xml"), 1, "new.xml"))
    assert (change.kind, change.subject) == ("moved", "p")
    assert change.old.startswith("Our only witness to the third family")


def test_chapters_stay_what_they_are_when_paragraphs_are_moved_between_them(corpora: Path) -> None:
    """A quarter of the paragraphs: some chapters lose all they had, some get more than they had."""
    old = read(corpora / CORPORA[2], 0, "old.xml")
    for seed in (2, 8):
        new, edits = isolated(old, "moved", 70, seed)
        result = score(old, new, edits)
        assert len(edits) > 60
        assert (result.precision, result.recall) == (1.0, 1.0), (result.misses, result.extras)

"""Lists of witnesses: sigla, groups, hands and their order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei.apparatus.witnesses import Rank, Witnesses, collected, read
from tei.edition import Edition, load

Make = Callable[..., Edition]


def witnesses(content: str) -> Witnesses:
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{content}</TEI>"
    return Witnesses(collected(read(etree.fromstring(xml))))


def test_groups_members_and_hands_are_told_apart() -> None:
    found = witnesses(
        "<listWit><witness xml:id='V'>Family<listWit><witness xml:id='a'>A<listWit>"
        "<witness xml:id='a1'/><witness xml:id='a2'/></listWit></witness></listWit></witness>"
        "<witness xml:id='N'>N</witness></listWit>"
    )
    assert [(item.id, item.rank, item.of) for item in found.values()] == [
        ("V", Rank.GROUP, ""),
        ("a", Rank.WITNESS, "V"),
        ("a1", Rank.HAND, "a"),
        ("a2", Rank.HAND, "a"),
        ("N", Rank.WITNESS, ""),
    ]
    assert [hand.order for hand in found.hands("a")] == [-1, 1]
    assert found.groups("a") == ("V",)


@pytest.mark.parametrize(
    ("sign", "order"), [("7*", -1), ("7ac", -1), ("7C", 1), ("7c2", 2), ("7pc", 1)]
)
def test_hands_by_the_end_of_a_siglum(sign: str, order: int) -> None:
    found = witnesses("<listWit><witness xml:id='m7' n='7'/></listWit>")
    credit = found.credit(sign)
    assert (credit.witness, credit.hand, credit.order) == ("m7", sign, order)


def test_hands_without_a_number_come_in_their_order() -> None:
    found = witnesses(
        "<listWit><witness xml:id='A'><msDesc><physDesc><handDesc><handNote xml:id='anna'/>"
        "<handNote xml:id='berta'/></handDesc></physDesc></msDesc></witness></listWit>"
    )
    assert [(hand.id, hand.order) for hand in found.hands("A")] == [("anna", -1), ("berta", 1)]


def test_each_book_has_its_own_witnesses(make_edition: Make) -> None:
    """A corpus in which A is another manuscript in every book (EVT #153)."""
    from tei.apparatus.collection import apparatus

    book = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>T</title>"
        "</titleStmt><sourceDesc><listWit><witness xml:id='A'>{}</witness></listWit></sourceDesc>"
        "</fileDesc></teiHeader><text><body><p><app><lem wit='#A'>x</lem></app></p></body></text>"
        "</TEI>"
    )
    edition = make_edition(
        settings='[edition]\nsource = ["one.xml", "two.xml"]\n',
        files={"one.xml": book.format("Rome"), "two.xml": book.format("Paris")},
    )
    found = apparatus(edition)
    assert [found.witnesses(text)["A"].name for text in found] == ["Rome", "Paris"]


def test_the_witnesses_of_a_published_edition(corpora: Path) -> None:
    from tei.apparatus.collection import apparatus

    found = apparatus(load(corpora / "calpurnius/editio.xml")).witnesses("poem1")
    ranks = [item.rank for item in found.values() if item.declared]
    assert found["V"].rank is Rank.GROUP
    assert [hand.siglum for hand in found.hands("N")] == ["N1", "N2", "N3"]
    assert {"α", "β", "φ"} <= {item.id for item in found.values() if item.of == "V"}
    assert ranks.count(Rank.HAND) > 30

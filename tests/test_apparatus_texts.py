"""Witness texts as users ask for them: layers, signs, messages, `tei text --witness`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from tei.apparatus.collection import apparatus
from tei.apparatus.texts import Texts, tell, witness_text
from tei.edition import Edition
from tei.errors import TeiError
from tei.layers import Layer

Make = Callable[..., Edition]
WITNESSES = "<listWit><witness xml:id='A'/><witness xml:id='B'/><witness xml:id='C'/></listWit>"


def test_the_layer_chooses_the_spelling_but_never_the_editors_words(make_edition: Make) -> None:
    edition = make_edition(
        WITNESSES + "<p><choice><orig>vvo</orig><reg>uo</reg></choice> <choice><sic>s</sic>"
        "<corr>c</corr></choice> <app><lem>x</lem><rdg wit='#B'>y</rdg></app></p>"
    )
    assert witness_text(edition, "text", "B") == "uo s y"
    assert witness_text(edition, "text", "B", layer=Layer.DIPLOMATIC) == "vvo s y"


def test_signs_say_why_a_witness_has_nothing(make_edition: Make) -> None:
    edition = make_edition(
        WITNESSES + "<p>a <app><rdg wit='#B'><lacunaStart/></rdg></app>b <app><lem wit='#A'>c</lem>"
        "<rdg wit='#C'><gap reason='illegible'/></rdg></app> d <app><rdg wit='#B'><lacunaEnd/>"
        "</rdg></app>e <app><lem wit='#A #B'>f</lem></app> <app><lem>g</lem><rdg wit='#C'/></app>"
        " h</p>"
    )
    texts = Texts(edition)
    assert texts.of("text", "B") == "a [lacuna] e f g h"
    assert texts.of("text", "C") == "a b [illegible] d e [?] h"


def test_a_gap_beside_words_and_what_an_editor_mends_leave_a_sign(make_edition: Make) -> None:
    edition = make_edition(
        WITNESSES + "<p>a<gap reason='lost'/> b <supplied reason='illegible'>c</supplied> d "
        "<gap reason='omitted'/> e <supplied>f</supplied> <app><lem>g</lem>"
        "<rdg wit='#B'>h<gap/>i</rdg><rdg wit='#C'><gap/></rdg></app> <app><rdg wit='#A'>"
        "<lacunaStart/></rdg></app> j <gap/></p>"
    )
    texts = Texts(edition)
    assert texts.of("text", "A") == "a[lacuna] b [illegible] d e g [lacuna]"
    assert texts.of("text", "B") == "a[lacuna] b [illegible] d e h[lacuna]i j [lacuna]"
    assert texts.of("text", "C") == "a[lacuna] b [illegible] d e [lacuna] j [lacuna]"
    assert witness_text(edition, "text", "B") == "a b d e hi j"


def test_an_introduction_is_no_text_of_a_witness(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><front><div xml:id='intro'><p>We thank.</p></div></front><body>"
        "<div xml:id='one'><p>a <app><lem>b</lem><rdg wit='#B'>c</rdg></app></p></div>"
        "<div xml:id='two'><p>d</p></div></body><back><div xml:id='more'><p>e <app><lem>f</lem>"
        "<rdg wit='#B'>g</rdg></app></p></div></back></text>"
    )
    assert Texts(edition).transmitted == ["one", "two", "more"]


def test_an_excerpt_says_where_it_is_not_extant(make_edition: Make) -> None:
    edition = make_edition(
        WITNESSES + "<p>a b <app><rdg wit='#C'><witStart/></rdg></app>c <app><rdg wit='#C'>"
        "<witEnd/></rdg></app>d</p>"
    )
    assert Texts(edition).of("text", "C") == "[not extant] c [not extant]"


def test_readings_that_cannot_both_be_right_are_told(make_edition: Make) -> None:
    edition = make_edition(
        text="<text><body><p>one <anchor xml:id='a'/>two <anchor xml:id='c'/>three"
        "<anchor xml:id='b'/> four<anchor xml:id='d'/></p></body><back><listApp>"
        "<app from='#a' to='#b'><rdg wit='#B'>x</rdg></app>"
        "<app from='#c' to='#d'><rdg wit='#B'>y</rdg></app></listApp></back></text>"
    )
    told = tell(apparatus(edition), "text", "B")
    assert told.text == "one x y"
    assert len(told.conflicts) == 1


def test_an_unknown_witness_is_named_with_a_proposal(make_edition: Make) -> None:
    edition = make_edition(
        "<listWit><witness xml:id='Vat'/></listWit><p><app><lem wit='#Vat'>a</lem></app></p>"
    )
    with pytest.raises(TeiError, match="There is no witness “Vta”") as caught:
        witness_text(edition, "text", "Vta")
    assert caught.value.hint == "Did you mean “Vat”?"
    with pytest.raises(TeiError, match="no text with the id “none”"):
        witness_text(edition, "none", "Vat")


def test_the_command_prints_a_witness(cli: Callable[..., Ran]) -> None:
    case = Path(__file__).parent / "conformance" / "041-correction-in-a-reading" / "input.xml"
    ran = cli("text", case, "--witness", "A")
    assert (ran.status, ran.out) == (0, "one ten three\n")
    ran = cli("text", case, "--witness", "A", "--before-correction")
    assert ran.out == "one too three\n"
    ran = cli("text", case, "--before-correction")
    assert ran.status == 2 and "--witness" in ran.err

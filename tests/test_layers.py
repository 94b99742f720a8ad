"""Which elements stand in which form of the text, seen through the words of each layer."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.layers import Layer, choice_kind
from tei.wording import words


def parse(content: str) -> etree._Element:
    return etree.fromstring(f'<p xmlns="http://www.tei-c.org/ns/1.0">{content}</p>')


@pytest.mark.parametrize(
    ("content", "reading", "diplomatic"),
    [
        ("<choice><sic>Khlmann</sic><corr>Kühlmann</corr></choice>", "Kühlmann", "Khlmann"),
        ("<choice><corr>Kühlmann</corr><sic>Khlmann</sic></choice>", "Kühlmann", "Khlmann"),
        ("<choice><orig>vpon</orig><reg>upon</reg></choice>", "upon", "vpon"),
        ("<choice><abbr>dñs</abbr><expan>dominus</expan></choice>", "dominus", "dñs"),
        ("<choice><am>ñ</am><ex>omi</ex></choice>", "omi", "ñ"),
        ("<expan><abbr>dom</abbr><ex>inus</ex></expan>", "dominus", "dom"),
        ("<choice><unclear>poeple</unclear><unclear>people</unclear></choice>", "poeple", "poeple"),
        (
            '<choice><unclear cert="low">x1</unclear><unclear cert="high">x2</unclear></choice>',
            "x2",
            "x2",
        ),
        (
            '<choice><sic>a</sic><corr cert="low">b</corr><corr cert="medium">c</corr></choice>',
            "c",
            "a",
        ),
        (
            "<choice><choice><orig>u</orig><reg>v</reg></choice><choice><orig>w</orig></choice>"
            "</choice>",
            "v",
            "u",
        ),
        ("<sic>as it stands</sic>", "as it stands", "as it stands"),
        ("<corr>mended</corr>", "mended", "mended"),
        ("<subst><del>old</del><add>new</add></subst>", "new", "oldnew"),
        ("kept <restore><del>after all</del></restore>", "kept after all", "kept after all"),
        ("a<supplied>b</supplied><surplus>c</surplus>", "ab", "ac"),
        ("text <fw>Page 3</fw> on", "text on", "text Page 3 on"),
        ("<app><lem>L</lem><rdg>R</rdg></app>", "L", "L"),
        ("<app><rdg>R1</rdg><rdg>R2</rdg></app>", "R1", "R1"),
        ("<app><rdgGrp><rdg>R1</rdg><rdg>R2</rdg></rdgGrp></app>", "R1", "R1"),
        ('one<app to="#a"><lem>one</lem><rdg>un</rdg></app>', "one", "one"),
        ("<app><lem>a <app><lem>b</lem><rdg>c</rdg></app></lem><rdg>d</rdg></app>", "a b", "a b"),
        ("<gap><desc>a hole</desc></gap>x<figure><figDesc>A cat</figDesc></figure>", "x", "x"),
        ("two<lb/>lines, one wo<lb break='no'/>rd", "two lines, one word", "two lines, one word"),
    ],
)
def test_the_words_of_both_layers(content: str, reading: str, diplomatic: str) -> None:
    assert words(parse(content)) == reading
    assert words(parse(content), Layer.DIPLOMATIC) == diplomatic


def test_notes_are_left_out_unless_asked_for() -> None:
    text = parse("one<note>aside</note> two <!-- not text --><?nor this?>three")
    assert words(text) == "one two three"
    assert words(text, notes=True) == "oneaside two three"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("<choice><sic>a</sic><corr>b</corr></choice>", "correction"),
        ("<choice><reg>a</reg><orig>b</orig></choice>", "normalisation"),
        ("<choice><abbr>a</abbr><expan>b</expan></choice>", "expansion"),
        ("<choice><seg>a</seg><seg>b</seg></choice>", "alternative"),
    ],
)
def test_what_a_choice_offers(content: str, kind: str) -> None:
    assert choice_kind(parse(content)[0]) == kind

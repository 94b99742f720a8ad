from __future__ import annotations

from pathlib import Path

import pytest

from tei import names
from tei.findings import Position
from tei.reading.source import parse
from tei.reading.source_codes import SourceError

TEI = f'<TEI xmlns="{names.TEI}">\n'

# What follows TEI, the place, a part of the message, a part of the hint.
FAULTS = [
    ("<b>x\n</TEI>", (3, 1), "</TEI> comes before <b> (opened in line 2, column 1)", "</b> before"),
    ("<p><hi>x</p></TEI>", (2, 9), "</p> comes before <hi> (opened in line 2, column 4)", "</hi>"),
    ("<p>x</q></TEI>", (2, 5), "</q> stands where <p> (opened in line 2, column 1)", "</p>"),
    ("<p>x</P></TEI>", (2, 5), "</P> stands where <p>", "capitals"),
    ("<div>\n <p>", (3, 5), "ends before <p> (opened in line 3, column 2)", "</p>"),
    ("x & y</TEI>", (2, 3), "bare &", "&amp;"),
    ("<p n='a & b'/></TEI>", (2, 9), "bare &", "&amp;"),
    ("AT&T Corp</TEI>", (2, 3), "&T is not a reference", "&amp;T"),
    ("a &amp b</TEI>", (2, 3), "lacks the semicolon", "Write &amp;."),
    ("a &", (2, 3), "bare &", "&amp;"),
    ("&#xZZ;</TEI>", (2, 1), "number of a character", "Unicode"),
    ("&#0;</TEI>", (2, 1), "not allowed", "Delete"),
    ("x < y</TEI>", (2, 3), "bare <", "&lt;"),
    ("x <3</TEI>", (2, 3), "bare <", "&lt;"),
    ("</ p></TEI>", (2, 1), "no end tag", "&lt;"),
    ("]]></TEI>", (2, 1), "]]> is not allowed", "]]&gt;"),
    ("\x0c</TEI>", (2, 1), "U+000C", "Delete"),
    ("\ufffe</TEI>", (2, 1), "U+FFFE", "Delete"),
    ("<!-- a -- b --></TEI>", (2, 8), "Two hyphens", "another"),
    ("<!-- a</TEI>", (2, 1), "comment that begins here", "-->"),
    ("<![CDATA[ a</TEI>", (2, 18), "CDATA", "]]>"),
    ("<?a </TEI>", (2, 1), "instruction that begins here", "?>"),
    ("<p n='a'", (2, 1), "tag that begins here", "Write >"),
    ("<p n=1/></TEI>", (2, 6), "value of n in <p>", 'n="'),
    ("<p n=“1”/></TEI>", (2, 6), "straight quotation marks", 'n="'),
    ("<p n></p></TEI>", (2, 5), "attribute n of <p> has no value", 'n="'),
    ("<p n m='a'/></TEI>", (2, 6), "attribute n of <p> has no value", 'n="'),
    ("<p n='1'm='2'/></TEI>", (2, 9), "space is missing", "Write"),
    ("<p n='<'/></TEI>", (2, 7), "A value in <p> holds a <", "&lt;"),
    ("<p n='a>x</p><p m='b'/></TEI>", (2, 10), "closing quotation mark is missing", "quotation"),
    ("<p\n<hi/></p></TEI>", (3, 1), "<p> is not closed before the next tag", ">"),
    ("<p @n='1'/></TEI>", (2, 4), "'@' is not allowed in <p>", ""),
    ("<p n='1' n='2'/></TEI>", (2, 10), "n is given twice", "Delete"),
    ("<p>x</p n='1'></TEI>", (2, 9), "end tag holds the name", ">"),
    ("</TEI>\n<p/>", (3, 1), "second element", "end tag too many"),
    ("</TEI>\n</div>", (3, 1), "closed already", "Delete"),
    ("</TEI>\nx", (3, 1), "Text follows", "Delete"),
    ("M&uuml;ller</TEI>", (2, 2), "&uuml; is not declared", "ü"),
    ("M&siglum;</TEI>", (2, 2), "&siglum; is not declared", "itself"),
    ("<p n='&ouml;'/></TEI>", (2, 7), "&ouml; is not declared", "ö"),
    ("<x:p/></TEI>", (2, 1), "prefix x: is not declared", "xmlns:x"),
    ("<p xlink:n='a:b'/></TEI>", (2, 1), "prefix xlink:", "http://www.w3.org/1999/xlink"),
    ("<p xmlns:a=''/></TEI>", (2, 1), "empty namespace", "Write"),
    ("<?xml version='1.0'?></TEI>", (2, 1), "very first thing", "Delete"),
    ("<?XML a?></TEI>", (2, 6), "near", ""),
]


def fault(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse(text.encode(), Path("/a.xml"), 0, "a.xml")
    return caught.value


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS, ids=[f[0] for f in FAULTS])
def test_fault_is_named_with_place_and_remedy(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    error = fault(TEI + text)
    assert message in error.message
    assert hint in error.hint
    assert error.position == Position("a.xml", *place)
    assert error.code == "SRC016"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f" <?xml version='1.0'?>{TEI}</TEI>", (1, 2), "very first thing"),
        (f"<?xml encoding='UTF-8'?>{TEI}</TEI>", (1, 7), "XML declaration"),
        (f"junk{TEI}</TEI>", (1, 5), "Text stands before"),
        ("<!-- -->", (1, 9), "no element"),
        (f"<!DOCTYPE TEI [ a ]>{TEI}</TEI>", (1, 17), "syntax error"),
        (f"<!DOCTYPE TEI [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>{TEI}&a;</TEI>", (2, 1), "same"),
        (f"<!DOCTYPE TEI [<!ENTITY a '<p>'>]>{TEI}&a;</TEI>", (2, 1), "opens an element"),
        (f"<!DOCTYPE TEI [<!ENTITY a SYSTEM 'x'>]>{TEI}<p n='&a;'/></TEI>", (2, 7), "another file"),
        (f"<!DOCTYPE TEI [<!ENTITY a SYSTEM 'x' NDATA n>]>{TEI}&a;</TEI>", (2, 1), "not text"),
    ],
)
def test_fault_of_the_document(text: str, place: tuple[int, int], message: str) -> None:
    error = fault(text)
    assert message in error.message
    assert error.position == Position("a.xml", *place)


def test_the_place_counts_characters() -> None:
    assert fault(f"{TEI}é😀日 & x</TEI>").position == Position("a.xml", 2, 5)


def test_fault_beyond_the_first_thousand_characters() -> None:
    filling = "<!-- a - b -->\r\n<p n='x'>日本</p>\r\n" * 500
    error = fault(f"{TEI}{filling}<!-- {'c ' * 2000}-- x --></TEI>")
    assert "Two hyphens" in error.message
    assert error.position == Position("a.xml", 1002, 4006)


def test_what_only_the_tree_refuses_is_reported_too() -> None:
    error = fault(f"<?xml version='2.0'?>{TEI}</TEI>")
    assert "version '2.0'" in error.message
    assert error.position == Position("a.xml", 1)

"""Entities: what is expanded, what stays visible, and what is said of it."""

from __future__ import annotations

from lxml import etree

from parsing import DTD, TEI, codes, content, misplaced, parsed
from tei import names
from tei.findings import Position, Severity

# Entities


def test_internal_entities_are_expanded() -> None:
    source = parsed(
        '<!DOCTYPE TEI [<!ENTITY a "A&b;"><!ENTITY b "<hi>&#38;amp; B</hi>">\n'
        '<!ENTITY q "\'&#34;&#38;#60;\n">]>\n'
        f'{TEI}<p n="&q;&q;">&a;</p><![CDATA[&a;]]><!--&a;-->&lt;&#x41;</TEI>'
    )
    assert source.root[0].get("n") == "'\"< '\"< "
    assert content(source) == "A& B&a;<A"
    assert source.root[1].text == "&a;"
    assert source.findings == ()
    assert source.position(2) == Position("a.xml", 4, len(TEI) + 15)


def test_internal_parameter_entities_count() -> None:
    source = parsed(f"<!DOCTYPE TEI [<!ENTITY % p \"<!ENTITY a 'A'>\">%p;]>{TEI}&a;</TEI>")
    assert content(source) == "A"


def test_a_carriage_return_in_an_entity_is_no_line_end() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "1&#13;2\r\n3">]>{TEI}&a;<p n="&a;"/></TEI>')
    assert content(source) == "1\r2\n3"
    assert source.root[0].get("n") == "1 2 3"


def test_the_first_declaration_of_an_entity_holds() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "1"><!ENTITY a "2">]>{TEI}&a;</TEI>')
    assert content(source) == "1"


def test_declarations_after_an_unread_part_of_the_dtd_count() -> None:
    source = parsed(
        f'<!DOCTYPE TEI [<!ENTITY % chars SYSTEM "chars.ent">%chars;<!ENTITY a "A">]>{TEI}&a;</TEI>'
    )
    assert content(source) == "A"
    assert source.findings == ()


def test_an_entity_of_an_unread_dtd_stays_visible_and_is_an_error() -> None:
    source = parsed(f'{DTD}{TEI}\nA&siglumA;B<p n="&siglumA;"/></TEI>')
    assert content(source) == "\nA&siglumA;B"
    assert source.root[0].get("n") == "&siglumA;"
    first, second = source.findings
    assert (first.code, first.name, first.severity) == (
        *("SRC001", "skipped-entity", Severity.ERROR),
    )
    assert first.position == Position("a.xml", 3, 2)
    assert second.position == Position("a.xml", 3, 18)
    assert first.cause == second.cause != ""
    assert "&siglumA;" in first.message


def test_a_character_entity_of_html_is_read_with_a_note() -> None:
    source = parsed(f'{DTD}{TEI}M&uuml;ller &thetav;<p n="&QUOT;&nbsp;&LT;"/></TEI>')
    assert content(source) == "Müller ϑ"
    assert source.root[0].get("n") == '"\u00a0<'
    assert codes(source) == ["SRC002"] * 5
    assert source.findings[0].severity is Severity.NOTE
    assert source.findings[0].position == Position("a.xml", 2, len(TEI) + 2)
    assert "ü" in source.findings[0].message


def test_an_undeclared_entity_within_an_entity_is_found_where_it_is_used() -> None:
    text = '<!DOCTYPE TEI SYSTEM "x" [<!ENTITY a "[&b;]"><!ENTITY b "(&c;&uuml;)">]>'
    source = parsed(f"{text}{TEI}\n&a;</TEI>")
    assert content(source) == "\n[(&c;ü)]"
    assert codes(source) == ["SRC001", "SRC002"]
    assert {finding.position for finding in source.findings} == {Position("a.xml", 2, 1)}


def test_an_external_entity_stays_visible_and_is_an_error() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY c1 SYSTEM "c1.xml">]>{TEI}&c1;<p/></TEI>')
    assert content(source) == "&c1;"
    assert codes(source) == ["SRC003"]
    assert "c1.xml" in source.findings[0].message
    assert misplaced(source) == []


def test_elements_of_an_entity_stand_at_its_reference() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "<p><hi/></p>">]>{TEI}\n &a;<l/></TEI>')
    assert [etree.QName(element).localname for element in source.root.iter("*")] == [
        *("TEI", "p", "hi", "l")
    ]
    assert [source.position(n).column for n in (1, 2, 3)] == [2, 2, 5]


def test_default_attributes_of_the_doctype() -> None:
    source = parsed(
        '<!DOCTYPE TEI [<!ATTLIST TEI n CDATA "a &#38; &#34;b&#34;" xml:id ID #IMPLIED>'
        '<!ATTLIST p rend NMTOKENS #IMPLIED part (Y|N) "N">]>'
        f'{TEI}<p rend=" a  b "/></TEI>'
    )
    assert source.root.get("n") == 'a & "b"'
    assert dict(source.root[0].items()) == {"rend": "a b", "part": "N", names.AT: "7.1"}
    assert b"ATTLIST" not in etree.tostring(source.root.getroottree())


def test_a_namespace_may_come_from_the_doctype() -> None:
    source = parsed(
        f'<!DOCTYPE TEI [<!ATTLIST TEI xmlns CDATA #FIXED "{names.TEI}">]><TEI><p/></TEI>'
    )
    assert source.root[0].tag == names.tei("p")
    assert source.findings == ()

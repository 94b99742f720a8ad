"""Pointers: which attributes hold them, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.edition import Edition
from tei.names import TEI, tei
from tei.pointers import Kind, Pointers, pointer_attributes, prefixes

Make = Callable[..., Edition]

PREFIXES = """<teiHeader><encodingDesc><listPrefixDef>
<prefixDef ident="gnd" matchPattern="([0-9X-]+)" replacementPattern="https://d-nb.info/gnd/$1"/>
<prefixDef ident="p" matchPattern="([a-z]+)" replacementPattern="#person-$1"/>
<prefixDef ident="pl" matchPattern="([a-z]+)/([a-z]+)" replacementPattern="register.xml#$2-$1"/>
<prefixDef ident="js" matchPattern="(.*)" replacementPattern="javascript:$1"/>
<prefixDef ident="loop" matchPattern="(.*)" replacementPattern="loop:$1"/>
<prefixDef ident="slow" matchPattern="(a+)+b" replacementPattern="#$1"/>
<prefixDef ident="two" matchPattern="a(.)" replacementPattern="#person-a$1"/>
<prefixDef ident="two" matchPattern="b(.)" replacementPattern="#person-b$1"/>
</listPrefixDef></encodingDesc></teiHeader>"""
REGISTER = '<listPerson><person xml:id="person-lt"/><person xml:id="person-ab"/></listPerson>'


@pytest.fixture
def edition(make_edition: Make) -> Edition:
    return make_edition(
        '<p xml:id="p1">x</p><p xml:id="Müller">y</p>',
        header=PREFIXES,
        register=REGISTER + '<place xml:id="east-moscow"/>',
        files={"images/a b.jpg": b"", "notes.txt": b"", "other/x.xml": b"<x/>"},
    )


def resolve(edition: Edition, value: str) -> tuple[str, str]:
    element = edition.ids["p1"][0]
    target = edition.pointers.resolve(element, value)
    assert target.value == value
    assert (target.element is not None) == (target.kind is Kind.ELEMENT)
    return target.kind.value, target.url


@pytest.mark.parametrize(
    ("value", "kind", "url"),
    [
        ("#p1", "element", "#p1"),
        ("#person-lt", "element", "#person-lt"),
        ("#M%C3%BCller", "element", "#M%C3%BCller"),
        ("register.xml#person-lt", "element", "register.xml#person-lt"),
        ("./register.xml#person-lt", "element", "register.xml#person-lt"),
        ("register.xml#p1", "missing", "register.xml#p1"),
        ("register.xml", "file", "register.xml"),
        ("#nobody", "missing", "#nobody"),
        ("#", "missing", "#"),
        ("p1", "missing", "p1"),
        ("images/a%20b.jpg", "file", "images/a b.jpg"),
        ("notes.txt", "file", "notes.txt"),
        ("other/x.xml#y", "file", "other/x.xml#y"),
        ("images/none.jpg", "missing", "images/none.jpg"),
        ("../../etc/passwd", "outside", "../../etc/passwd"),
        ("/etc/passwd", "outside", "/etc/passwd"),
        ("other/../../../x", "outside", "other/../../../x"),
        ("#range(a,b)", "file", "#range(a,b)"),
        ("https://example.org/#x", "external", "https://example.org/#x"),
        ("//example.org/x", "external", "https://example.org/x"),
        ("mailto:a@example.org", "external", "mailto:a@example.org"),
        ("urn:cts:greekLit:tlg0012", "external", "urn:cts:greekLit:tlg0012"),
        ("javascript:alert(1)", "unsafe", "javascript:alert(1)"),
        ("JavaScript:alert(1)", "unsafe", "JavaScript:alert(1)"),
        ("data:text/html,x", "unsafe", "data:text/html,x"),
        ("file:///etc/passwd", "unsafe", "file:///etc/passwd"),
        ("C:\\texts\\a.xml", "unsafe", "C:\\texts\\a.xml"),
        ("viaf:1234", "undeclared", "viaf:1234"),
        ("a\0b.xml", "missing", "a\0b.xml"),
        ("x" * 5000, "missing", "x" * 5000),
    ],
)
def test_where_a_pointer_leads(edition: Edition, value: str, kind: str, url: str) -> None:
    assert resolve(edition, value) == (kind, url)


@pytest.mark.parametrize(
    ("value", "kind", "url"),
    [
        ("gnd:118642979", "external", "https://d-nb.info/gnd/118642979"),
        ("gnd:Trotsky", "unmatched", "gnd:Trotsky"),
        ("p:lt", "element", "#person-lt"),
        ("p:nobody", "missing", "#person-nobody"),
        ("pl:moscow/east", "element", "register.xml#east-moscow"),
        ("two:ab", "element", "#person-ab"),
        ("two:bc", "missing", "#person-bc"),
        ("js:alert(1)", "unsafe", "javascript:alert(1)"),
        ("loop:x", "undeclared", "loop:x"),
        ("slow:" + "a" * 60, "external", "slow:" + "a" * 60),
    ],
)
def test_prefixes_are_expanded(edition: Edition, value: str, kind: str, url: str) -> None:
    assert resolve(edition, value) == (kind, url)


def test_an_id_of_the_same_file_comes_first(make_edition: Make) -> None:
    files = {
        f"letter-{number}.xml": f'<TEI xmlns="{TEI}"><text><body><p xml:id="p1">{number}</p>'
        f'<p xml:id="q{number}"/></body></text></TEI>'
        for number in (1, 2)
    }
    edition = make_edition(settings='[edition]\nsource = "letter-*.xml"\n', files=files)
    for number in (1, 2):
        target = edition.pointers.resolve(edition.ids[f"q{number}"][0], "#p1")
        assert target.element is not None and target.element.text == str(number)
    other = edition.pointers.resolve(edition.ids["q2"][0], "letter-1.xml#p1")
    assert other.element is not None and other.element.text == "1"


def test_a_base_applies_to_files_and_not_to_ids(make_edition: Make) -> None:
    body = '<div xml:base="https://example.org/a/"><p xml:id="p">x</p></div>'
    edition = make_edition(body)
    element = edition.ids["p"][0]
    assert edition.pointers.resolve(element, "b.xml").url == "https://example.org/a/b.xml"
    assert edition.pointers.resolve(element, "#p").element is element


def test_a_link_out_of_the_folder_is_outside(make_edition: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<x/>")
    edition = make_edition('<p xml:id="p">x</p>')
    (edition.folder / "link.xml").symlink_to(tmp_path / "secret.xml")
    target = edition.pointers.resolve(edition.ids["p"][0], "link.xml")
    assert target.kind is Kind.OUTSIDE


def test_without_a_folder_nothing_is_looked_for() -> None:
    root = etree.fromstring(f'<TEI xmlns="{TEI}" xml:id="t">{PREFIXES}</TEI>')
    pointers = Pointers({"t": [root]}, (), prefixes([root]))
    assert pointers.resolve(root, "tests").kind is Kind.MISSING
    assert pointers.resolve(root, "#t").element is root


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<rdg wit="#A  #B" n="#x" type="#y"/>', [("wit", ["#A", "#B"])]),
        ('<date from="1905" to="1906" calendar="#j"/>', [("calendar", ["#j"])]),
        ('<app from="#a" to="#b"/>', [("from", ["#a"]), ("to", ["#b"])]),
        ('<biblScope from="1" to="2"/>', []),
        ('<num value="3"/>', []),
        ('<node value="#v"/>', [("value", ["#v"])]),
        ('<move where="L"/>', []),
        ('<graphic url="a b.jpg"/>', [("url", ["a b.jpg"])]),
        ('<persName ref=""/>', [("ref", [])]),
        ('<persName key="#a" xml:id="b"/>', []),
        ('<svg xmlns="urn:other" target="#a"/>', []),
    ],
)
def test_which_attributes_are_pointers(xml: str, expected: list[tuple[str, list[str]]]) -> None:
    element = etree.fromstring(xml if "xmlns" in xml else xml.replace(" ", f' xmlns="{TEI}" ', 1))
    assert list(pointer_attributes(element)) == expected


def test_comments_and_instructions_have_no_pointers() -> None:
    for item in etree.fromstring(f'<p xmlns="{TEI}"><!--#a--><?x target="#a"?></p>'):
        assert list(pointer_attributes(item)) == []


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_no_value_and_no_pattern_is_too_strange(value: str, pattern: str, replacement: str) -> None:
    root = etree.Element(tei("TEI"))
    definition = etree.SubElement(root, tei("prefixDef"), ident="x")
    try:
        definition.set("matchPattern", pattern)
        definition.set("replacementPattern", replacement)
    except ValueError:  # not characters of XML
        return
    pointers = Pointers({"a": [root]}, (), prefixes([root]), Path(__file__).parent)
    for address in (value, f"x:{value}", f"#{value}", f"test_pointers.py#{value}"):
        target = pointers.resolve(root, address)
        assert target.kind is not Kind.ELEMENT or target.element is root

from __future__ import annotations

import pytest
from lxml import etree

from tei import names
from tei.reading.xpointer import PointerError, select

ROOT = etree.fromstring(
    f'<TEI xmlns="{names.TEI}"><div xml:id="a"><p>1<!-- c --></p><p xml:id="b-2">2</p></div>'
    '<div xml:id="a.b"><p>3</p></div></TEI>'
)
T = f"xmlns(t={names.TEI})"


@pytest.mark.parametrize(
    ("pointer", "texts"),
    [
        ("b-2", ["2"]),
        (" a.b ", ["3"]),
        ("element(/1)", ["123"]),
        ("element(/1/1/2)", ["2"]),
        ("element(a/1)", ["1"]),
        ("element(b-2)", ["2"]),
        ("xpointer(//*[@xml:id='b-2'])", ["2"]),
        ("xpointer(id('b-2'))", ["2"]),
        ("xpointer(/*/*)", ["12", "3"]),
        (f"{T}xpointer(//t:p)", ["1", "2", "3"]),
        (f"{T} xpointer(//t:p[3]|//t:div[2]/t:p)", ["3"]),
        ("xpointer(//*[contains(., '^)')])xpointer(//*[@xml:id='b-2'])", ["2"]),
        ("element(none)element(b-2)", ["2"]),
        ("xpath1(//p)element(b-2)", ["2"]),
        ("xpointer(//*[@xml:id='b-2']/text())", ["2"]),
        ("xpointer(//comment())", [" c "]),
    ],
)
def test_pointer_finds(pointer: str, texts: list[str]) -> None:
    found = select(ROOT, pointer)
    assert [n if isinstance(n, str) else str(n.xpath("string()")) for n in found] == texts


@pytest.mark.parametrize(
    ("pointer", "says"),
    [
        ("c", 'no element has the xml:id "c"'),
        ("element(c/1)", 'the xml:id "c"'),
        ("element(/2)", "one first element"),
        ("element(/1/9)", "finds nothing"),
        ("element(a/x)", "not of the form"),
        ("element()", "not of the form"),
        ("element(a/0)", "not of the form"),
        ("xpointer(//p)", "xmlns(t="),
        (f"{T}xpointer(//t:q)", "finds nothing"),
        ("xpointer(//p[)", "not XPath"),
        ("xpointer(//t:p)", "not XPath"),
        ("xpointer(count(//*))", "a value"),
        ("xpointer(document('/etc/passwd'))", "not XPath"),
        ("xpointer(//namespace::*)", "namespaces"),
        ("range(a)", "range() is not known"),
        ("xpointer(a", "not closed"),
        ("a b", "neither"),
        (T, "says nothing"),
        ("", "says nothing"),
    ],
)
def test_pointer_fails(pointer: str, says: str) -> None:
    with pytest.raises(PointerError) as caught:
        select(ROOT, pointer)
    assert says in str(caught.value)

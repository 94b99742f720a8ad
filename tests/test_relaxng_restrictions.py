"""What RELAX NG says of schemas, section by section: which are in order, and which are not.

The cases were written for this project; James Clark's test suite is run in
`test_relaxng_suite.py` where it is at hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grammars import make
from tei.errors import TeiError

TEXT = '<element name="a"><text/></element>'
FAULTY = {
    # section 3: the syntax
    "unknown part": '<element name="a"><thing/></element>',
    "pattern in a grammar": f"<start>{TEXT}</start><text/>",
    "unknown attribute": '<element name="a" nme="b"><text/></element>',
    "attribute of another part": '<element name="a"><text name="b"/></element>',
    "nothing in an element": '<element name="a"/>',
    "nothing in a group": '<element name="a"><group/></element>',
    "nothing in a choice": '<element name="a"><choice/></element>',
    "no name": "<element><text/></element>",
    "no name either": "<element><choice><text/></choice></element>",
    "two names": '<element name="a"><name>b</name><text/></element>',
    "no value of name": "<element><name/><text/></element>",
    "blank in a name": '<element name="a b"><text/></element>',
    "two values of an attribute": (
        '<element name="a"><attribute name="b"><text/><text/></attribute></element>'
    ),
    "content of ref": f'<start><ref name="a"><text/></ref></start><define name="a">{TEXT}</define>',
    "ref without a name": "<start><ref/></start>",
    "ref to no possible name": '<start><ref name="a b"/></start>',
    "start with two parts": f"<start>{TEXT}{TEXT}</start>",
    "param after except": (
        '<element name="a"><data type="string"><except><value>b</value></except>'
        '<param name="length">1</param></data></element>'
    ),
    "two excepts": (
        '<element name="a"><data type="string"><except><value>b</value></except>'
        "<except><value>c</value></except></data></element>"
    ),
    "text between parts": '<element name="a">text<text/></element>',
    "text in a grammar": f"<start>{TEXT}</start>and so on<div/>",
    # section 4: simplification
    "undeclared prefix": '<element name="b:a"><text/></element>',
    "library that is no address": '<element name="a" datatypeLibrary="xsd"><text/></element>',
    "library with a fragment": '<element name="a" datatypeLibrary="urn:a#b"><text/></element>',
    "unknown library": '<element name="a"><data datatypeLibrary="urn:a" type="b"/></element>',
    "unknown type": '<element name="a"><data type="text"/></element>',
    "unknown type of a value": '<element name="a"><value type="text">b</value></element>',
    "value not of its type": '<element name="a"><value type="integer">b</value></element>',
    "unknown parameter": (
        '<element name="a"><data type="string"><param name="size">1</param></data></element>'
    ),
    "parameter without meaning": (
        '<element name="a"><data type="string"><param name="minInclusive">1</param></data>'
        "</element>"
    ),
    "parameter with a bad value": (
        '<element name="a"><data type="integer"><param name="minInclusive">b</param></data>'
        "</element>"
    ),
    "bad regular expression": (
        '<element name="a"><data type="string"><param name="pattern">(b</param></data></element>'
    ),
    "anyName in the except of anyName": (
        "<element><anyName><except><anyName/></except></anyName><text/></element>"
    ),
    "nsName in the except of nsName": (
        '<element><nsName><except><nsName ns="b"/></except></nsName><text/></element>'
    ),
    "attribute xmlns": '<element name="a"><attribute name="xmlns"/></element>',
    "attribute xmlns in an except": (
        '<element name="a"><zeroOrMore><attribute><anyName><except><name>xmlns</name></except>'
        "</anyName></attribute></zeroOrMore></element>"
    ),
    "attribute in the namespace of xmlns": (
        '<element name="a"><attribute name="b" ns="http://www.w3.org/2000/xmlns"/></element>'
    ),
    "no start": f'<define name="a">{TEXT}</define>',
    "two starts": f"<start>{TEXT}</start><start>{TEXT}</start>",
    "two definitions": (
        f'<start><ref name="b"/></start><define name="b">{TEXT}</define>'
        f'<define name="b">{TEXT}</define>'
    ),
    "two ways to combine": (
        f'<start combine="choice">{TEXT}</start><start combine="interleave">{TEXT}</start>'
    ),
    "unknown way to combine": f'<start combine="group">{TEXT}</start>',
    "ref to nothing": '<start><ref name="b"/></start>',
    "ref to nothing, never reached": (
        f'<start>{TEXT}</start><define name="b"><ref name="c"/></define>'
    ),
    "ref without a grammar": '<element name="a"><ref name="b"/></element>',
    "parentRef without an outer grammar": (
        f'<start><parentRef name="b"/></start><define name="b">{TEXT}</define>'
    ),
    "definition of itself": (
        '<start><ref name="b"/></start><define name="b"><choice><ref name="b"/>'
        f"{TEXT}</choice></define>"
    ),
    "definitions of each other": (
        '<start><ref name="b"/></start><define name="b"><optional><ref name="c"/></optional>'
        '</define><define name="c"><ref name="b"/></define>'
    ),
    # section 7.1: paths
    "element in an attribute": (
        f'<element name="a"><attribute name="b">{TEXT}</attribute></element>'
    ),
    "attribute in an attribute": (
        '<element name="a"><attribute name="b"><attribute name="c"/></attribute></element>'
    ),
    "repeated group of attributes": (
        '<element name="a"><oneOrMore><group><attribute name="b"/><attribute name="c"/></group>'
        "</oneOrMore></element>"
    ),
    "repeated attribute beside an element": (
        f'<element name="a"><zeroOrMore><attribute name="b"/>{TEXT}</zeroOrMore></element>'
    ),
    "list in a list": (
        '<element name="a"><list><oneOrMore><list><text/></list></oneOrMore></list></element>'
    ),
    "element in a list": f'<element name="a"><list>{TEXT}</list></element>',
    "attribute in a list": '<element name="a"><list><attribute name="b"/></list></element>',
    "text in a list": '<element name="a"><list><text/></list></element>',
    "interleave in a list": (
        '<element name="a"><list><interleave><value>b</value><value>c</value></interleave></list>'
        "</element>"
    ),
    "text in an except": (
        '<element name="a"><data type="string"><except><text/></except></data></element>'
    ),
    "list in an except": (
        '<element name="a"><data type="string"><except><list><value>b</value></list></except>'
        "</data></element>"
    ),
    "empty in an except": (
        '<element name="a"><data type="string"><except><empty/></except></data></element>'
    ),
    "text at the start": "<start><text/></start>",
    "attribute at the start": '<start><attribute name="a"/></start>',
    "empty at the start": f"<start><optional>{TEXT}</optional></start>",
    "group at the start": f"<start><group>{TEXT}{TEXT}</group></start>",
    "several at the start": f"<start><oneOrMore>{TEXT}</oneOrMore></start>",
    # section 7.2: strings
    "two datatypes": '<element name="a"><data type="string"/><data type="string"/></element>',
    "datatype beside an element": f'<element name="a"><data type="string"/>{TEXT}</element>',
    "datatype beside text": '<element name="a"><mixed><value>b</value></mixed></element>',
    "repeated datatype": '<element name="a"><oneOrMore><value>b</value></oneOrMore></element>',
    "two datatypes in an attribute": (
        '<element name="a"><attribute name="b"><data type="string"/><value>c</value></attribute>'
        "</element>"
    ),
    # section 7.3: attributes
    "attribute twice": '<element name="a"><attribute name="b"/><attribute name="b"/></element>',
    "attribute twice, with other values": (
        '<element name="a"><attribute name="b"/><attribute name="b"><value>c</value></attribute>'
        "</element>"
    ),
    "attribute twice, once in a choice": (
        '<element name="a"><attribute name="b"/><choice><attribute name="b"/>'
        '<attribute name="c"/></choice></element>'
    ),
    "attribute twice, once by any name": (
        '<element name="a"><attribute name="b"/><zeroOrMore><attribute><anyName/></attribute>'
        "</zeroOrMore></element>"
    ),
    "two attributes of any name": (
        '<element name="a"><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>'
        '<zeroOrMore><attribute><nsName ns="b"/></attribute></zeroOrMore></element>'
    ),
    "any attribute once": '<element name="a"><attribute><anyName/></attribute></element>',
    "any attribute with a value of a kind": (
        '<element name="a"><zeroOrMore><attribute><anyName/><data type="string"/></attribute>'
        "</zeroOrMore></element>"
    ),
    # section 7.4: interleave
    "text twice in an interleave": (
        '<element name="a"><interleave><text/><optional><text/></optional></interleave></element>'
    ),
    "element twice in an interleave": (
        f'<element name="b"><interleave>{TEXT}<group>{TEXT}<element name="c"><empty/></element>'
        "</group></interleave></element>"
    ),
    "element twice in an interleave, once by any name": (
        f'<element name="b"><interleave>{TEXT}<element><anyName/><empty/></element></interleave>'
        "</element>"
    ),
}
IN_ORDER = {
    "annotations": (
        '<element name="a" xmlns:x="urn:x" x:y="z"><x:note>text <b/></x:note><text/></element>'
    ),
    "attribute twice in a choice": (
        '<element name="a"><choice><attribute name="b"/><attribute name="b"><value>c</value>'
        "</attribute></choice></element>"
    ),
    "attribute b beside any but b": (
        '<element name="a"><attribute name="b"/><zeroOrMore><attribute><anyName><except>'
        "<name>b</name></except></anyName></attribute></zeroOrMore></element>"
    ),
    "what is not allowed restricts nothing": (
        '<element name="a"><choice><text/><group><notAllowed/><data type="string"/>'
        f"{TEXT}</group></choice></element>"
    ),
    "what is never reached may go round": (
        f'<start>{TEXT}</start><define name="b"><ref name="b"/></define>'
    ),
    "what is never reached is not restricted": (
        f'<start>{TEXT}</start><define name="b"><list><list><text/></list></list></define>'
    ),
    "definition of itself within an element": (
        '<start><ref name="b"/></start><define name="b"><element name="a"><zeroOrMore>'
        '<ref name="b"/></zeroOrMore></element></define>'
    ),
    "list of blanks": '<element name="a"><list><empty/></list></element>',
    "blanks in names": '<start><ref name=" b "/></start><define name="b">' + TEXT + "</define>",
    "element of any name in a choice in an interleave": (
        '<element name="b"><interleave><element name="a"><empty/></element><zeroOrMore><element>'
        "<anyName><except><name>a</name></except></anyName><empty/></element></zeroOrMore>"
        "</interleave></element>"
    ),
}


@pytest.mark.parametrize("content", [pytest.param(c, id=name) for name, c in FAULTY.items()])
def test_what_is_wrong_with_a_schema_is_said_with_its_place(content: str, tmp_path: Path) -> None:
    with pytest.raises(TeiError) as error:
        make(tmp_path, content)
    assert error.value.message.endswith((".", "?"))
    assert error.value.position is not None
    assert error.value.position.path.endswith("schema.rng")
    assert error.value.position.line == 1 and error.value.position.column > 0


@pytest.mark.parametrize("content", [pytest.param(c, id=name) for name, c in IN_ORDER.items()])
def test_a_schema_in_order_is_read(content: str, tmp_path: Path) -> None:
    make(tmp_path, content)

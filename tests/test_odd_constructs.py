"""What a grammar accepts and refuses, construct by construct of ODD."""

from __future__ import annotations

from pathlib import Path

import pytest

from odd import attribute, element, small

# what the ODD says; what the body may be; what it may not be
CASES = {
    "nothing but modules": ("", ["<p>a</p>"], ["<app/>", "<p>", "a"]),
    "delete an element": (
        '<elementSpec ident="lg" mode="delete"/>',
        ["<l/>"],
        ["<lg><l/></lg>"],
    ),
    "new name": (
        '<elementSpec ident="l" mode="change"><altIdent>line</altIdent></elementSpec>',
        ["<line>a</line>"],
        ["<l>a</l>"],
    ),
    "change the content": (
        '<elementSpec ident="p" mode="change"><content><textNode/></content></elementSpec>',
        ["<p>a</p>"],
        ["<p><hi/></p>"],
    ),
    "replace an element": (
        '<elementSpec ident="l" mode="replace"><classes><memberOf key="model.lLike"/></classes>'
        "<content><empty/></content></elementSpec>",
        ["<l/>"],
        ["<l>a</l>", '<l n="1"/>'],
    ),
    "leave a class": (
        '<elementSpec ident="list" mode="change"><classes mode="change">'
        '<memberOf key="model.listLike" mode="delete"/></classes></elementSpec>',
        ['<p rend="a"/>'],
        ["<list><item/></list>"],
    ),
    "sequence": (
        element('<sequence><elementRef key="p"/><elementRef key="l" minOccurs="0"/></sequence>'),
        ["<new><p/></new>", "<new><p/><l/></new>"],
        ["<new/>", "<new><l/><p/></new>", "<new><p/><l/><l/></new>"],
    ),
    "sequence in any order": (
        element(
            '<sequence preserveOrder="false"><elementRef key="p"/><elementRef key="l"/></sequence>'
        ),
        ["<new><p/><l/></new>", "<new><l/><p/></new>"],
        ["<new><p/></new>"],
    ),
    "two to three": (
        element('<elementRef key="p" minOccurs="2" maxOccurs="3"/>'),
        ["<new><p/><p/></new>", "<new><p/><p/><p/></new>"],
        ["<new><p/></new>", "<new><p/><p/><p/><p/></new>"],
    ),
    "two or more": (
        element('<elementRef key="p" minOccurs="2" maxOccurs="unbounded"/>'),
        ["<new><p/><p/></new>", "<new><p/><p/><p/><p/></new>"],
        ["<new><p/></new>"],
    ),
    "alternate": (
        element(
            '<alternate><elementRef key="p"/><sequence><elementRef key="l"/><elementRef key="l"/>'
            "</sequence></alternate>"
        ),
        ["<new><p/></new>", "<new><l/><l/></new>"],
        ["<new><l/></new>", "<new><p/><l/></new>"],
    ),
    "members of a class": (
        element('<classRef key="model.emphLike" include="emph title"/>'),
        ["<new><emph/></new>", "<new><title/></new>"],
        ["<new><foreign/></new>", "<new><emph/><title/></new>"],
    ),
    "a class without a member": (
        element('<classRef key="model.lLike" except="l"/>'),
        ["<new/>"],
        ["<new><l/></new>"],
    ),
    "an element, or any number of a class without members": (
        element(
            '<alternate><elementRef key="p"/><alternate minOccurs="0" maxOccurs="unbounded">'
            '<classRef key="model.lLike" except="l"/></alternate></alternate>'
        ),
        ["<new/>", "<new><p/></new>"],
        ["<new><l/></new>"],
    ),
    "an element or nothing": (
        element('<alternate><elementRef key="p"/><empty/></alternate>'),
        ["<new/>", "<new><p/></new>"],
        ["<new><l/></new>", "<new>a</new>"],
    ),
    "alternatives in alternatives": (
        element("<alternate>" * 40 + '<elementRef key="p"/><textNode/>' + "</alternate>" * 40),
        ["<new><p/></new>", "<new>a</new>"],
        ["<new><l/></new>"],
    ),
    "a class as a sequence": (
        element('<classRef key="model.pPart.editorial" expand="sequenceOptional"/>'),
        ["<new><abbr/><expan/></new>", "<new/>"],
        ["<new><abbr/><abbr/></new>"],
    ),
    "a class as a sequence of all": (
        element('<classRef key="model.pPart.editorial" expand="sequence" include="abbr expan"/>'),
        ["<new><abbr/><expan/></new>"],
        ["<new><abbr/></new>", "<new/>", "<new><expan/><abbr/></new>"],
    ),
    "a class as a sequence of all, repeated": (
        element(
            '<classRef key="model.pPart.editorial" expand="sequenceRepeatable"'
            ' include="abbr expan"/>'
        ),
        ["<new><abbr/><abbr/><expan/></new>"],
        ["<new><abbr/></new>", "<new/>"],
    ),
    "a class as a sequence of some, repeated": (
        element(
            '<classRef key="model.pPart.editorial" expand="sequenceOptionalRepeatable"'
            ' include="abbr expan"/>'
        ),
        ["<new><abbr/><abbr/></new>", "<new><abbr/><expan/><expan/></new>", "<new/>"],
        ["<new><expan/><abbr/></new>"],
    ),
    "a class as alternatives": (
        element('<classRef key="model.pPart.editorial" expand="alternation"/>'),
        ["<new><abbr/></new>", "<new><expan/></new>"],
        ["<new/>", "<new><abbr/><expan/></new>"],
    ),
    "values as content": (
        element('<valList type="closed"><valItem ident="yes"/><valItem ident="no"/></valList>'),
        ["<new>yes</new>"],
        ["<new>perhaps</new>", "<new/>"],
    ),
    "a datatype as content": (
        element('<dataRef key="teidata.count"/>'),
        ["<new>3</new>"],
        ["<new>three</new>"],
    ),
    "an attribute replaced": (
        '<classSpec ident="att.global" type="atts" mode="change"><attList><attDef ident="n"'
        ' mode="replace"><datatype><dataRef key="teidata.count"/></datatype></attDef></attList>'
        "</classSpec>",
        ['<p n="3"/>'],
        ['<p n="iii"/>'],
    ),
    "an attribute with a new name": (
        '<classSpec ident="att.typed" type="atts" mode="change"><attList><attDef ident="type"'
        ' mode="change"><altIdent>kind</altIdent></attDef></attList></classSpec>',
        ['<div kind="a"><p/></div>'],
        ['<div type="a"><p/></div>'],
    ),
    "an attribute in a namespace": (
        attribute("", ns="urn:x"),
        ['<new xmlns:x="urn:x" x:kind="a"/>'],
        ['<new kind="a"/>'],
    ),
    "a class of elements replaced": (
        '<classSpec ident="model.lLike" type="model" mode="replace"/>'
        '<elementSpec ident="lg" mode="delete"/>',
        ["<p><list><item/></list></p>"],
        ["<l/>"],
    ),
    "a class of elements deleted": (
        '<classSpec ident="model.listLike" type="model" mode="delete"/>',
        ["<p/>"],
        ["<p><list><item/></list></p>"],
    ),
    "a macro replaced": (
        '<macroSpec ident="macro.paraContent" mode="replace"><content>'
        '<alternate><textNode/><elementRef key="hi"/></alternate></content></macroSpec>',
        ["<p>a</p>", "<p><hi/></p>"],
        ["<p>a<hi/></p>"],
    ),
    "a datatype changed": (
        '<dataSpec ident="teidata.enumerated" mode="change"><content><dataRef name="integer"/>'
        "</content></dataSpec>",
        ['<div type="3"><p/></div>'],
        ['<div type="a"><p/></div>'],
    ),
    "a choice of attributes in a group of them": (
        element(
            "<empty/>",
            '<attList org="choice"><attDef ident="a" usage="req"/><attList org="group">'
            '<attDef ident="b" usage="req"/><attDef ident="c" usage="req"/></attList></attList>',
        ),
        ['<new a="1"/>', '<new b="1" c="2"/>'],
        ["<new/>", '<new b="1"/>', '<new a="1" b="1" c="1"/>'],
    ),
    "a class of attributes of which some are taken": (
        '<classRef key="att.typed" include="subtype"/>',
        ['<div subtype="a"><p/></div>'],
        ['<div type="a"><p/></div>'],
    ),
    "any element": (
        element('<anyElement except="urn:b"/>'),
        ['<new><x xmlns="urn:a"><y z="1"/></x></new>', "<new><p/></new>"],
        ['<new><x xmlns="urn:b"/></new>', "<new/>"],
    ),
    "a datatype with a pattern": (
        attribute('<datatype><dataRef name="token" restriction="[a-c]+"/></datatype>'),
        ['<new kind="abc"/>', "<new/>"],
        ['<new kind="abd"/>'],
    ),
    "a datatype of the TEI with a pattern": (
        attribute('<datatype><dataRef key="teidata.enumerated" restriction="[a-c]+"/></datatype>'),
        ['<new kind="abc"/>'],
        ['<new kind="abd"/>'],
    ),
    "facets": (
        attribute(
            '<datatype><dataRef name="integer"><dataFacet name="minInclusive" value="3"/>'
            '<dataFacet name="maxInclusive" value="5"/></dataRef></datatype>'
        ),
        ['<new kind="3"/>'],
        ['<new kind="2"/>', '<new kind="6"/>', '<new kind="a"/>'],
    ),
    "several values": (
        attribute(
            '<datatype minOccurs="2" maxOccurs="3"><dataRef key="teidata.count"/></datatype>'
        ),
        ['<new kind="1 2"/>', '<new kind="1 2 3"/>'],
        ['<new kind="1"/>', '<new kind="1 2 3 4"/>'],
    ),
    "a required attribute": (
        attribute("", usage="req"),
        ['<new kind="any thing"/>'],
        ["<new/>"],
    ),
    "a closed list": (
        attribute('<valList type="closed"><valItem ident="a"/><valItem ident="b"/></valList>'),
        ['<new kind="a"/>'],
        ['<new kind="c"/>'],
    ),
    "a list with others": (
        attribute(
            '<datatype><dataRef name="integer"/></datatype>'
            '<valList type="semi"><valItem ident="none"/></valList>'
        ),
        ['<new kind="none"/>', '<new kind="7"/>'],
        ['<new kind="many"/>'],
    ),
    "an open list": (
        attribute('<valList type="open"><valItem ident="a"/></valList>'),
        ['<new kind="anything"/>'],
        [],
    ),
    "one attribute or the other": (
        element(
            "<empty/>",
            '<attList org="choice"><attDef ident="a" usage="req"/><attDef ident="b" usage="req"/>'
            "</attList>",
        ),
        ['<new a="1"/>', '<new b="1"/>'],
        ["<new/>", '<new a="1" b="1"/>'],
    ),
    "an attribute of a class": (
        element("<empty/>", '<attList><attRef class="att.typed" name="type"/></attList>'),
        ['<new type="a"/>'],
        ['<new subtype="a"/>'],
    ),
    "an element without an attribute of its class": (
        '<elementSpec ident="p" mode="change"><attList><attDef ident="rend" mode="delete"/>'
        "</attList></elementSpec>",
        ['<p n="1" rendition="#a"/>', '<l rend="a"/>'],
        ['<p rend="a"/>'],
    ),
    "an element that changes an attribute of its class": (
        '<elementSpec ident="div" mode="change"><attList><attDef ident="type" mode="change"'
        ' usage="req"><valList type="closed" mode="replace"><valItem ident="a"/></valList>'
        "</attDef></attList></elementSpec>",
        ['<div type="a"><p/></div>', '<div type="a" subtype="b"><p/></div>'],
        ["<div><p/></div>", '<div type="b"><p/></div>'],
    ),
    "a class without an attribute": (
        '<classSpec ident="att.global.rendition" type="atts" mode="change"><attList>'
        '<attDef ident="rend" mode="delete"/></attList></classSpec>',
        ['<p style="a"/>'],
        ['<p rend="a"/>'],
    ),
    "a class of attributes deleted": (
        '<classSpec ident="att.global.rendition" type="atts" mode="delete"/>',
        ['<p n="a"/>'],
        ['<p rend="a"/>'],
    ),
    "a value less and one more": (
        '<elementSpec ident="list" mode="change"><attList><attDef ident="type" mode="change">'
        '<valList type="closed" mode="change"><valItem ident="gloss" mode="delete"/>'
        '<valItem ident="new" mode="add"/></valList></attDef></attList></elementSpec>',
        ['<list type="new"><item/></list>', '<list type="index"><item/></list>'],
        ['<list type="gloss"><item/></list>'],
    ),
    "a new class": (
        '<classSpec ident="model.mine" type="model" mode="add"><classes>'
        '<memberOf key="model.pLike"/></classes></classSpec>'
        '<elementSpec ident="mine" mode="add"><classes><memberOf key="model.mine"/></classes>'
        "<content><textNode/></content></elementSpec>",
        ["<mine>a</mine>"],
        ["<p><mine>a</mine></p>"],
    ),
    "a macro changed": (
        '<macroSpec ident="macro.paraContent" mode="change"><content><textNode/></content>'
        "</macroSpec>",
        ["<p>a</p>"],
        ["<p><hi/></p>"],
    ),
    "a datatype of one's own": (
        '<dataSpec ident="mine" mode="add"><content><alternate><dataRef name="integer"/>'
        '<valList type="closed"><valItem ident="many"/></valList></alternate></content></dataSpec>'
        + attribute('<datatype><dataRef key="mine"/></datatype>'),
        ['<new kind="3"/>', '<new kind="many"/>'],
        ['<new kind="few"/>'],
    ),
    "embedded RELAX NG": (
        element('<rng:group><rng:ref name="p"/><rng:ref name="model.lLike_sequence"/></rng:group>'),
        ["<new><p/><l/></new>"],
        ["<new><p/></new>"],
    ),
    "another namespace": (
        '<elementSpec ident="x" ns="urn:x" mode="add"><classes><memberOf key="model.pLike"/>'
        "</classes><content><textNode/></content></elementSpec>",
        ['<x xmlns="urn:x">a</x>'],
        ["<x>a</x>"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_grammar_accepts(name: str, tmp_path: Path) -> None:
    items, right, wrong = CASES[name]
    schema = small(tmp_path, items)
    assert not schema.said
    assert [body for body in right if not schema.accepts(body)] == []
    assert [body for body in wrong if schema.accepts(body)] == []

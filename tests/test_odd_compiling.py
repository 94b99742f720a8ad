"""ODDs compiled: what the grammar accepts and refuses, construct by construct."""

from __future__ import annotations

from pathlib import Path

import pytest

from odd import FRAME, MODULES, small, written
from tei.errors import TeiError
from tei.odd import compile_odd


def element(content: str, more: str = "") -> str:
    """Give the declaration of a new element that may stand where a paragraph may."""
    return (
        '<elementSpec ident="new" mode="add"><classes><memberOf key="att.global"/>'
        f'<memberOf key="model.pLike"/></classes><content>{content}</content>{more}</elementSpec>'
    )


def attribute(inner: str, **values: str) -> str:
    """Give a new element with one attribute, `kind`."""
    said = "".join(f' {name}="{value}"' for name, value in values.items())
    listed = f'<attList><attDef ident="kind"{said}>{inner}</attDef></attList>'
    return element("<textNode/>", listed)


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


def test_modules_are_included_in_part(tmp_path: Path) -> None:
    modules = (
        '<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="textstructure"/>'
        '<moduleRef key="core" include="p title hi"/><moduleRef key="verse" except="rhyme"/>'
        '<elementRef key="l"/>'
    )
    schema = small(tmp_path, "", modules=modules)
    assert schema.accepts("<p><hi/></p>") and schema.accepts("<l><caesura/></l>")
    assert not schema.accepts("<p><emph/></p>") and not schema.accepts("<l><rhyme/></l>")


def test_a_module_without_its_elements_brings_its_classes(tmp_path: Path) -> None:
    schema = small(tmp_path, '<moduleRef key="textcrit" include=""/>')
    assert not schema.said and not schema.accepts("<p><app><rdg/></app></p>")
    assert schema.accepts('<p><abbr type="a">a</abbr></p>')


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ('<dataRef name="token" restriction="[a"/>', "“[a” is not a regular expression"),
        ('<dataRef name="nosuch"/>', "There is no datatype “nosuch” in XML Schema."),
        ('<dataRef name="token"><dataFacet name="x" value="1"/></dataRef>', "no parameter “x”"),
    ],
)
def test_what_cannot_be_said_in_relax_ng_is_a_fault(
    inner: str, message: str, tmp_path: Path
) -> None:
    items = attribute(f"<datatype>{inner}</datatype>")
    (fault,) = compile_odd(written(tmp_path, MODULES + items)).faults()
    assert fault.code == "ODD006" and message in fault.message and fault.position.line == 4


def test_a_prefix_keeps_patterns_apart(tmp_path: Path) -> None:
    schema = small(tmp_path, element('<rng:ref name="macro.paraContent"/>'), prefix="my_")
    assert b'<define name="my_p">' in schema.compiled.grammar
    assert schema.accepts("<new>a</new>")


def test_groups_are_opened_where_they_are_referred_to(tmp_path: Path) -> None:
    other = FRAME.format(
        content='<specGrp xml:id="b"><elementSpec ident="l" mode="delete"/></specGrp>'
    )
    group = (
        '<specGrp xml:id="a"><elementSpec ident="ab" mode="delete"/>'
        '<elementSpec ident="list" mode="delete"/><specGrpRef target="other.odd#b"/></specGrp>'
    )
    schema = small(tmp_path, '<specGrpRef target="#a"/>', before=group, files={"other.odd": other})
    assert not schema.accepts("<list><item/></list>") and not schema.accepts("<l/>")


def test_an_odd_builds_upon_another(tmp_path: Path) -> None:
    base = FRAME.format(
        content=f'<schemaSpec ident="base" start="TEI">{MODULES}'
        '<elementSpec ident="list" mode="delete"/>'
        '<elementSpec ident="p" mode="change"><attList><attDef ident="mine"/></attList>'
        "</elementSpec></schemaSpec>"
    )
    item = '<elementSpec ident="l" mode="delete"/>'
    schema = small(tmp_path, item, source="base.odd", files={"base.odd": base})
    assert schema.accepts('<p mine="a"/>')
    assert not schema.accepts("<list><item/></list>") and not schema.accepts("<p/><l/>")


def test_a_grammar_in_a_file_is_included(tmp_path: Path) -> None:
    grammar = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:f" xmlns:f="urn:f">'
        '<start><ref name="formula.root"/></start><include href="inner.rng">'
        '<define name="inner"><text/></define></include>'
        '<define name="formula.root"><element name="f:math"><ref name="inner"/></element>'
        "</define></grammar>"
    )
    inner = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="inner"><empty/>'
        "</define></grammar>"
    )
    schema = small(
        tmp_path,
        '<moduleRef url="math.rng"/>' + element('<rng:ref name="formula.root"/>'),
        files={"math.rng": grammar, "inner.rng": inner},
    )
    assert schema.accepts('<new><math xmlns="urn:f">a</math></new>')
    assert not schema.accepts("<new/>")


REPORTED = {
    "an unknown element": ("<elementSpecs/>", "ODD001:5: “elementSpecs” is not known"),
    "an unknown particle": (element("<mixed/>"), "ODD001:5: “mixed” is not known in “content”."),
    "a reference to nothing": (
        element('<elementRef key="nothing"/>'),
        "ODD002:5: The schema has no “nothing”.",
    ),
    "a datatype that is not there": (
        attribute('<datatype><dataRef key="teidata.nothing"/></datatype>'),
        "ODD002:5: The schema has no datatype “teidata.nothing”.",
    ),
    "a module that is not there": (
        '<moduleRef key="core2"/>',
        "ODD002:5: There is no module “core2”.",
    ),
    "an element that is not in the module": (
        '<moduleRef key="verse" include="caesure"/>',
        "ODD002:5: The module “verse” has no “caesure”.",
    ),
    "a deletion of nothing": (
        '<elementSpec ident="app" mode="delete"/>',
        "ODD003:5: The schema has no “app” to delete.",
    ),
    "a change of an attribute that is not there": (
        '<elementSpec ident="p" mode="change"><attList><attDef ident="who" mode="delete"/>'
        "</attList></elementSpec>",
        "ODD003:5: “p” has no attribute “who” to delete.",
    ),
    "added though it is there": (
        '<elementSpec ident="p" mode="add"><classes><memberOf key="model.pLike"/></classes>'
        "<content><textNode/></content></elementSpec>",
        "ODD004:5: “p” is there already.",
    ),
    "an embedded reference to nothing": (
        element('<rng:ref name="nothing"/>'),
        "ODD002:5: The schema has no “nothing”.",
    ),
    "a macro that refers to nothing": (
        '<macroSpec ident="macro.paraContent" mode="change"><content><macroRef key="macro.x"/>'
        "</content></macroSpec>",
        "ODD002:5: The schema has no “macro.x”.",
    ),
    "what is no pattern": (
        element("<rng:div><rng:text/></rng:div>"),
        "ODD001:5: “div” is not known in “content”.",
    ),
    "a mode that there is not": (
        '<elementSpec ident="p" mode="alter"/>',
        "ODD001:5: “alter” is no mode.",
    ),
    "another release": (
        '<moduleRef key="verse" source="tei:3.5.0"/>',
        "ODD005:5: The declarations of the TEI 4.9.0a are used for “tei:3.5.0”.",
    ),
}


@pytest.mark.parametrize("name", REPORTED)
def test_what_has_no_effect_is_reported_with_its_place(name: str, tmp_path: Path) -> None:
    items, expected = REPORTED[name]
    said = small(tmp_path, items).said
    assert [each for each in said if each.startswith(expected)], said


def members(kind: str) -> str:
    """Give two classes that are members of one another."""
    return "".join(
        f'<classSpec ident="{kind}.{one}" type="{kind}" mode="add"><classes>'
        f'<memberOf key="{kind}.{other}"/></classes></classSpec>'
        for one, other in ("ab", "ba")
    )


def macro(ident: str, inner: str) -> str:
    """Give a macro that refers to something."""
    content = f"<content>{inner}</content>"
    return f'<macroSpec ident="{ident}" mode="add">{content}</macroSpec>'


REFUSED = {
    "classes of elements in a circle": (
        members("model"),
        {},
        "“model.a” is a member of itself, by way of “model.b”.",
    ),
    "classes of attributes in a circle": (
        members("atts"),
        {},
        "“atts.a” is a member of itself, by way of “atts.b”.",
    ),
    "macros in a circle": (
        macro("m.a", '<sequence><macroRef key="m.b"/></sequence>')
        + macro("m.b", '<macroRef key="m.a"/>'),
        {},
        "“m.a” contains itself, by way of “m.b”.",
    ),
    "a datatype in itself": (
        '<dataSpec ident="d" mode="add"><content><dataRef key="d" restriction="a"/></content>'
        "</dataSpec>",
        {},
        "“d” contains itself.",
    ),
    "repetitions of repetitions": (
        element(
            '<sequence minOccurs="400" maxOccurs="400"><sequence minOccurs="400" maxOccurs="400">'
            '<elementRef key="l"/></sequence></sequence>'
        ),
        {},
        "“new”: Its parts are repeated so often that no schema can be made of it.",
    ),
    "a group in itself": (
        '<specGrp xml:id="a"><specGrpRef target="#a"/></specGrp><specGrpRef target="#a"/>',
        {},
        "The group “#a” contains itself.",
    ),
    "a loop": ("", {"source": "small.odd"}, "small.odd builds upon itself."),
    "a file that is not there": (
        "",
        {"source": "nothing.odd"},
        "There is no file “nothing.odd”.",
    ),
    "a file elsewhere": (
        '<specGrpRef target="../../x.odd"/>',
        {},
        "“../../x.odd” lies outside the folder of the ODD.",
    ),
    "a grammar on the network": (
        '<moduleRef url="https://example.org/x.rng"/>',
        {},
        "“https://example.org/x.rng” is not a file on this machine, and nothing is fetched.",
    ),
    "more at least than at most": (
        element('<elementRef key="p" minOccurs="3"/>'),
        {},
        "It cannot stand at least 3 times and at most 1 times.",
    ),
    "no start": (
        "",
        {"start": "nothing"},
        "No file can follow the schema “small”: it has no start.",
    ),
    "a group that is not there": (
        '<specGrpRef target="#nothing"/>',
        {},
        "There is no group “#nothing”.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_compiled_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    items, attributes, message = REFUSED[name]
    with pytest.raises(TeiError) as caught:
        compile_odd(written(tmp_path, MODULES + items, **attributes))
    assert caught.value.message == message
    assert caught.value.position and caught.value.position.path == "small.odd"


def test_a_file_without_a_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(FRAME.format(content="<p/>"))
    with pytest.raises(TeiError, match="specifies no schema"):
        compile_odd(path)


def test_the_same_odd_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, MODULES)
    assert compile_odd(path).grammar == compile_odd(path).grammar


def test_rules_become_schematron(tmp_path: Path) -> None:
    bare = (
        '<constraintSpec ident="short" scheme="schematron"><constraint>'
        '<sch:assert test="string-length() lt 9">Too long.</sch:assert></constraint>'
        "</constraintSpec>"
    )
    items = (
        f'<elementSpec ident="p" mode="change">{bare}<attList><attDef ident="n" mode="change">'
        f"{bare}</attDef></attList></elementSpec>"
    )
    rules = small(tmp_path, items).compiled.schematron().decode()
    assert 'queryBinding="xslt2"' in rules
    assert '<rule context="tei:p">' in rules and "Too long." in rules
    assert "tei:*[@when]" in rules  # the TEI's own
    assert "prepared" not in rules

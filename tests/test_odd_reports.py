"""ODDs with mistakes: what is reported, and what cannot be compiled, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from odd import FRAME, MODULES, attribute, element, small, written
from tei.errors import TeiError
from tei.odd import compile_odd

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
        "ODD001:5: “alter” is no “mode” of “elementSpec”: add, delete, change, replace.",
    ),
    "a usage that there is not": (
        attribute("", usage="required"),
        "ODD001:5: “required” is no “usage” of “attDef”: req, rec, opt, mwa, rwa.",
    ),
    "a kind of list that there is not": (
        attribute('<valList type="clsed"><valItem ident="a"/></valList>'),
        "ODD001:5: “clsed” is no “type” of “valList”: closed, semi, open.",
    ),
    "an order of attributes that there is not": (
        element("<empty/>", '<attList org="choise"><attDef ident="kind"/></attList>'),
        "ODD001:5: “choise” is no “org” of “attList”: group, choice.",
    ),
    "an expansion that there is not": (
        element('<classRef key="model.pLike" expand="all"/>'),
        "ODD001:5: “all” is no “expand” of “classRef”: alternation, sequence, ",
    ),
    "an expansion of nothing": (
        element('<classRef key="model.nothing" expand="sequence"/>'),
        "ODD002:5: The schema has no “model.nothing”.",
    ),
    "a choice of what is no member": (
        element('<classRef key="model.pLike" except="div"/>'),
        "ODD002:5: “model.pLike” has no member “div”.",
    ),
    "a class that there is not": (
        '<elementSpec ident="new" mode="add"><classes><memberOf key="model.plike"/></classes>'
        "<content><empty/></content></elementSpec>",
        "ODD002:5: The schema has no class “model.plike” for “new”.",
    ),
    "an attribute that the class has not": (
        element("<empty/>", '<attList><attRef class="att.global" name="kind"/></attList>'),
        "ODD002:5: “att.global” has no attribute “kind”.",
    ),
    "what is no rule": (
        '<constraintSpec ident="c" scheme="schematron"><constraint><sch:asert test="@n"/>'
        "</constraint></constraintSpec>",
        "ODD001:5: “asert” is not known in “constraint”.",
    ),
    "a misspelt attribute": (
        '<elementSpec ident="p" mod="change"/>',
        "ODD001:5: “elementSpec” has no attribute “mod”.",
    ),
    "a misspelt attribute of the schema": (
        '<specGrp><moduleRef key="verse" inclde="caesura"/></specGrp>',
        "ODD001:5: “moduleRef” has no attribute “inclde”.",
    ),
    "a misspelt attribute of a value": (
        attribute('<valList type="closed"><valItem idnt="a"/></valList>'),
        "ODD001:5: “valItem” has no attribute “idnt”.",
    ),
    "a misspelt element of a rule": (
        '<constraintSpec ident="c" scheme="schematron"><constrain/></constraintSpec>',
        "ODD001:5: “constrain” is not known in “constraintSpec”.",
    ),
    "an element of nowhere": (
        '<x:moduleRef xmlns:x="x" key="verse"/>',
        "ODD001:5: “moduleRef” is not known in “schemaSpec”.",
    ),
    "rules in another language": (
        '<constraintSpec ident="c" scheme="wombat"><constraint/></constraintSpec>',
        "ODD001:5: “wombat” is no “scheme” of “constraintSpec”: schematron, isoschematron.",
    ),
    "elements that are taken and left out at once": (
        '<moduleRef key="verse" include="caesura rhyme" except="rhyme"/>',
        "ODD007:5: The module “verse” is chosen from with “include” and with “except”.",
    ),
    "one of several values that there is not": (
        '<classSpec ident="model.new" type="model" mode="add" generate="alternation sequenc"/>',
        "ODD001:5: “sequenc” is no “generate” of “classSpec”: alternation, sequence, ",
    ),
    "another schema": (
        '</schemaSpec><schemaSpec ident="other" start="TEI">',
        "ODD009:5: The schema “other” is not made, but the first one is.",
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


def test_what_was_meant_is_asked(tmp_path: Path) -> None:
    items = (
        '<elementSpec ident="p" mode="chnage"><attList><attDf ident="n"/></attList></elementSpec>'
    )
    found = small(tmp_path, items, strat="TEI").compiled.findings
    assert [(each.position.line, each.help) for each in found] == [
        (4, "Did you mean “start”?"),
        (5, "Did you mean “change”?"),
        (5, "Did you mean “attDef”?"),
    ]
    assert [found[0].position.column, found[2].position.column - found[1].position.column] == [
        1,
        46,
    ]


def test_what_other_releases_say_is_known(tmp_path: Path) -> None:
    items = (
        element("<interleave><textNode/><empty/></interleave>"),
        '<macroSpec ident="m" type="pe" mode="add"><content><textNode/></content></macroSpec>',
        '<elementSpec ident="p" mode="change"><attList><attDef ident="kind" usage="mwa">'
        '<valList type="open"><desc>Kinds.</desc></valList></attDef></attList></elementSpec>',
        '<constraintSpec ident="c" scheme="isoschematron"><constraint/></constraintSpec>',
        '<classSpec ident="model.new" type="model" mode="add" generate="alternation sequence"/>',
    )
    assert small(tmp_path, "".join(items)).said == []


def test_what_an_odd_builds_upon_is_looked_at_as_well(tmp_path: Path) -> None:
    base = FRAME.format(content=f'<schemaSpec ident="base" strat="TEI">{MODULES}</schemaSpec>')
    group = (
        '<specGrp xmlns="http://www.tei-c.org/ns/1.0"><moduleRef ky="verse" key="verse"/></specGrp>'
    )
    compiled = small(
        tmp_path,
        '<specGrpRef target="group.xml"/>',
        files={"base.odd": base, "group.xml": group},
        source="base.odd",
    ).compiled
    assert [
        (str(each.position), each.message) for each in compiled.findings if each.code == "ODD001"
    ] == [
        ("base.odd:3:13", "“schemaSpec” has no attribute “strat”."),
        ("group.xml:1:46", "“moduleRef” has no attribute “ky”."),
    ]


def test_each_rule_that_cannot_be_compiled_is_told_at_its_place(tmp_path: Path) -> None:
    rules = [("a", "@n = ("), ("b", "@n"), ("c", "no:such(.)"), ("d", "$nothing")]
    items = "".join(
        f'\n<constraintSpec ident="{ident}" scheme="schematron"><constraint>'
        f'<sch:rule context="tei:p"><sch:assert test="{test}">No.</sch:assert></sch:rule>'
        "</constraint></constraintSpec>"
        for ident, test in rules
    )
    compiled = compile_odd(written(tmp_path, MODULES + items))
    assert [(each.code, str(each.position)) for each in compiled.faults()] == [
        ("ODD008", "small.odd:6:1"),
        ("ODD008", "small.odd:8:1"),
        ("ODD008", "small.odd:9:1"),
    ]


def test_a_rule_keeps_what_others_call_it_by(tmp_path: Path) -> None:
    parts = {
        "instance": '<sch:pattern is-a="some"><sch:param name="what" value="tei:hi"/>'
        "</sch:pattern>",
        "abstract": '<sch:pattern abstract="true" id="some"><sch:rule context="$what">'
        '<sch:assert test="node()">Empty.</sch:assert></sch:rule></sch:pattern>',
        "names": '<sch:ns prefix="my" uri="urn:my"/>',
        "function": '<xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        ' xmlns:my="urn:my" name="my:f"><xsl:param name="a"/><xsl:sequence select="1"/>'
        "</xsl:function>",
        "call": '<sch:rule context="tei:p"><sch:assert test="my:f(.)">No.</sch:assert></sch:rule>',
    }

    def faults(*wanted: str) -> list[tuple[int, str]]:
        items = "".join(
            f'\n<constraintSpec ident="{name}" scheme="schematron"><constraint>{parts[name]}'
            "</constraint></constraintSpec>"
            for name in wanted
        )
        compiled = compile_odd(written(tmp_path, MODULES + items))
        return [(each.position.line, each.message) for each in compiled.faults()]

    assert faults(*parts) == []
    assert faults("instance", "abstract", "call", "function") == [
        (8, "A rule cannot be read: Namespace prefix 'my' has not been declared (XPST0081).")
    ]
    broken = parts["function"].replace('select="1"', 'select="1 +"')
    parts["function"] = broken
    ((line, _), _) = faults("names", "abstract", "instance", "function", "call")
    assert line == 9


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (element('<dataRef name="number"/>'), "There is no datatype “number” in XML Schema."),
        (
            element('<dataRef name="integer"><dataFacet name="max" value="1"/></dataRef>'),
            "There is no parameter “max”.",
        ),
        (
            attribute('<datatype><dataRef key="teidata.word" restriction="[a-"/></datatype>'),
            "“[a-” is not a regular expression: it breaks off (character 4).",
        ),
    ],
)
def test_a_datatype_that_cannot_be_is_reported_once_at_its_place(
    items: str, expected: str, tmp_path: Path
) -> None:
    compiled = compile_odd(written(tmp_path, MODULES + items))
    found = [*compiled.findings, *compiled.faults()]
    assert [(each.code, each.position.line, each.message) for each in found] == [
        ("ODD006", 5, expected)
    ]


def test_a_class_of_a_module_that_is_not_included_is_no_mistake(tmp_path: Path) -> None:
    joined = '<classes mode="change"><memberOf key="att.enjamb"/></classes>'
    assert (
        small(tmp_path, f'<elementSpec ident="l" mode="change">{joined}</elementSpec>').said == []
    )


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

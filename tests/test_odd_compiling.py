"""ODDs compiled: modules, groups, chains, grammars in files, rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from odd import FRAME, MODULES, element, small, written
from tei.errors import TeiError
from tei.odd import compile_odd


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


def test_what_cannot_be_said_in_relax_ng_is_a_fault(tmp_path: Path) -> None:
    twice = '<attList><attDef ident="kind"/><attDef ident="kind"/></attList>'
    compiled = compile_odd(written(tmp_path, MODULES + element("<textNode/>", twice)))
    (fault,) = compiled.faults()
    assert fault.code == "ODD006" and "attribute “kind” twice" in fault.message
    assert fault.position.line == 4


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


def test_a_file_without_a_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(FRAME.format(content="<p/>"))
    with pytest.raises(TeiError, match="specifies no schema"):
        compile_odd(path)


def test_the_same_odd_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, MODULES)
    assert compile_odd(path).grammar == compile_odd(path).grammar


def test_namespaces_of_any_element_become_a_rule(tmp_path: Path) -> None:
    items = element('<anyElement require="urn:a"/>')
    rules = small(tmp_path, items).compiled.schematron().decode()
    assert "'urn:a'" in rules and 'context="tei:new"' in rules


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

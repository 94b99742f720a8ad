"""Rules in Schematron within `tei check`: where they stand, and what is said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from odd import FRAME
from tei.checks.registry import run
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.findings import Finding, Severity

Make = Callable[..., Edition]

RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
    '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:p">'
    '<assert test="@n" role="{role}">A paragraph has a number</assert></rule></pattern></schema>'
)
MODEL = '<?xml-model href="{}" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
FILE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt><publicationStmt><p n='1'>Unpublished</p></publicationStmt><sourceDesc><p n='2'>"
    "None</p></sourceDesc></fileDesc></teiHeader><text><body>\n<p>One</p>\n"
    "<list type='gloss'><item>Emma</item></list></body></text></TEI>"
)


def found(edition: Edition, *select: str) -> list[Finding]:
    return run(edition, select or ["SCH"])


def written(tmp_path: Path, href: str) -> Path:
    path = tmp_path / "text.xml"
    path.write_text(MODEL.format(href) + FILE)
    return path


def test_the_rules_that_a_file_names_join_those_of_the_tei(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(RULES.format(role="error"))
    ours, theirs = found(load(written(tmp_path, "rules.sch")))
    assert str(ours.position) == "text.xml:3:1"
    assert (ours.message, ours.severity) == ("A paragraph has a number.", Severity.ERROR)
    assert theirs.message.startswith("The content of a")


@pytest.mark.parametrize(
    ("role", "severity"), [("warning", Severity.WARNING), ("information", Severity.NOTE)]
)
def test_the_role_says_how_grave_it_is(role: str, severity: Severity, tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(RULES.format(role=role))
    assert found(load(written(tmp_path, "rules.sch")))[0].severity is severity


def test_rules_at_an_address_are_not_fetched(tmp_path: Path) -> None:
    edition = load(written(tmp_path, "https://example.org/rules.sch"))
    (finding,) = found(edition, "VAL")
    assert finding.code == "VAL013"
    assert [each.severity for each in found(edition)] == [Severity.ERROR]  # our own schema's


def chosen(schema: str) -> str:
    return f'[edition]\nsource = "text.xml"\n[check]\nschema = "{schema}"\n'


def test_an_odd_brings_its_rules(make_edition: Make) -> None:
    rule = (
        '<constraintSpec ident="c" scheme="schematron"><constraint><sch:rule '
        'xmlns:sch="http://purl.oclc.org/dsdl/schematron" context="tei:p"><sch:report '
        "test=\"contains(., '!')\">No shouting.</sch:report></sch:rule></constraint>"
        "</constraintSpec>"
    )
    modules = "".join(
        f'<moduleRef key="{key}"/>' for key in ("tei", "core", "header", "textstructure")
    )
    odd = FRAME.format(content=f'<schemaSpec ident="x" start="TEI">{modules}{rule}</schemaSpec>')
    edition = make_edition("<p>O!</p><p>A.</p>", settings=chosen("x.odd"), files={"x.odd": odd})
    assert [each.message for each in found(edition)] == ["No shouting."]


def test_rules_alone_are_a_schema(make_edition: Make) -> None:
    files = {"rules.sch": RULES.format(role="error")}
    edition = make_edition("<p>One</p><x/>", settings=chosen("rules.sch"), files=files)
    assert len(found(edition)) == 1 and found(edition, "VAL") == []


def test_a_grammar_brings_the_rules_in_it(make_edition: Make) -> None:
    inner = RULES.format(role="error")
    inner = inner[inner.index(">") + 1 :].replace("</schema>", "")
    for tag in ("ns", "pattern", "rule", "assert"):
        inner = inner.replace(f"<{tag} ", f"<s:{tag} ").replace(f"<{tag}>", f"<s:{tag}>")
        inner = inner.replace(f"</{tag}>", f"</s:{tag}>")
    grammar = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        f'xmlns:s="http://purl.oclc.org/dsdl/schematron">{inner}<start><ref name="any"/></start>'
        '<define name="any"><element><anyName/><zeroOrMore><choice><text/><attribute><anyName/>'
        '</attribute><ref name="any"/></choice></zeroOrMore></element></define></grammar>'
    )
    edition = make_edition("<p>One</p>", settings=chosen("x.rng"), files={"x.rng": grammar})
    assert len(found(edition, "SCH", "VAL")) == 1


def test_rules_apply_to_what_is_included(make_edition: Make) -> None:
    part = '<div xmlns="http://www.tei-c.org/ns/1.0">\n<p>One</p></div>'
    edition = make_edition(
        '<xi:include href="part.xml" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
        settings=chosen("rules.sch"),
        files={"part.xml": part, "rules.sch": RULES.format(role="error")},
    )
    assert str(found(edition)[0].position) == "part.xml:2:1"


def test_one_mistake_is_told_by_one_rule(make_edition: Make) -> None:
    edition = make_edition("<p>One <p>two</p></p>", settings=chosen("tei_all"))
    assert [each.code for each in found(edition, "VAL", "SCH")] == ["VAL001"]
    assert [each.code for each in found(edition)] == ["SCH001"]


def test_a_mistake_in_the_rules_stops_the_check(make_edition: Make) -> None:
    files = {"rules/a.sch": RULES.format(role="error").replace("@n", "@n = ")}
    edition = make_edition("<p>One</p>", settings=chosen("rules/a.sch"), files=files)
    with pytest.raises(TeiError) as error:
        run(edition)
    assert "/rules/a.sch:1:" in str(error.value.position)


ODD = (
    '<schemaSpec ident="x" start="TEI"><moduleRef key="tei"/><moduleRef key="header"/>'
    '<moduleRef key="core"/><moduleRef key="textstructure"/>\n'
    '<elementSpec ident="p" mode="change"><constraintSpec ident="c" scheme="schematron">\n'
    "<constraint>{}</constraint></constraintSpec></elementSpec></schemaSpec>"
)


def test_a_rule_of_an_odd_that_cannot_be_read_is_told_at_its_place(make_edition: Make) -> None:
    odd = FRAME.format(content=ODD.format('<sch:assert test="not(@n">A</sch:assert>'))
    edition = make_edition("<p/>", settings=chosen("odd/x.odd"), files={"odd/x.odd": odd})
    with pytest.raises(TeiError, match="A rule cannot be read") as error:
        found(edition)
    assert str(error.value.position).endswith("/odd/x.odd:4:38")


def test_rules_of_an_odd_call_keys_and_functions_that_stand_there(make_edition: Make) -> None:
    rule = (
        '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="p" match="tei:p"'
        ' use="@n"/><sch:assert test="count(key(\'p\', @n)) lt 2">Once</sch:assert>'
    )
    odd = FRAME.format(content=ODD.format(rule))
    edition = make_edition(
        '<p n="1">O!</p><p n="2">A.</p><p n="1">E.</p>',
        settings=chosen("x.odd"),
        files={"x.odd": odd},
    )
    assert [(each.code, each.message) for each in found(edition)][:1] == [("SCH001", "Once.")]


def test_a_mistake_in_an_odd_stops_the_check(make_edition: Make) -> None:
    edition = make_edition(
        "<p/>", settings=chosen("odd/a.odd"), files={"odd/a.odd": "<TEI><x></TEI>"}
    )
    with pytest.raises(TeiError) as error:
        run(edition)
    assert "/odd/a.odd:1:" in str(error.value.position)


def test_a_declared_encoding_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(RULES.format(role="error"))
    path = tmp_path / "text.xml"
    text = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + MODEL.format("rules.sch") + FILE
    path.write_bytes(text.replace("One", "Ä").encode("iso-8859-1"))
    assert len(found(load(path))) == 2

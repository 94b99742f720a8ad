"""Schematron: what each part of a schema means, where a hit stands, and that rules read nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, isoschematron  # type: ignore[attr-defined]

from mutants import mutants
from tei.errors import TeiError
from tei.findings import Severity
from tei.schematron import Hit, Rules, read
from tei.schematron.contexts import may_apply
from tei.transform import Document

SCHEMA = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" '
    'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" '
    'xmlns:sqf="http://www.schematron-quickfix.com/validator/process"{attributes}>\n'
    '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>\n{content}\n</schema>'
)
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p n="1" xml:id="a">One<!-- c --></p>'
    '<p n="2">Two <name ref="#a">A</name></p><lg><l>x</l><l>y</l></lg></body></text></TEI>'
)
# Ordinals of the elements of the text.
TEI, P1, P2, NAME, LG, L1, L2 = 0, 3, 4, 5, 6, 7, 8


def rules(content: str, folder: Path, attributes: str = "", name: str = "rules.sch") -> Rules:
    schema = SCHEMA.format(content=content, attributes=attributes)
    made = read(schema.encode(), folder / name)
    assert made is not None
    return made


def hits(content: str, folder: Path, attributes: str = "") -> list[Hit]:
    return rules(content, folder, attributes).apply(Document(TEXT))


def said(content: str, folder: Path, attributes: str = "") -> list[tuple[int, str]]:
    return [(hit.ordinal, hit.message) for hit in hits(content, folder, attributes)]


RULE = '<pattern><rule context="{}">{}</rule></pattern>'
CASES = {
    "an assertion is broken where it is false": (
        RULE.format("t:p", '<assert test="t:name">no name</assert>'),
        [(P1, "no name")],
    ),
    "a report is made where it is true": (
        RULE.format("t:p", '<report test="t:name">a name</report>'),
        [(P2, "a name")],
    ),
    "the first rule of a pattern that fits is the only one": (
        '<pattern><rule context="t:p[t:name]"><report test="true()">first</report></rule>'
        '<rule context="t:p"><report test="true()">second</report></rule></pattern>'
        '<pattern><rule context="t:p"><report test="true()">other</report></rule></pattern>',
        [(P1, "second"), (P1, "other"), (P2, "first"), (P2, "other")],
    ),
    "messages are filled in": (
        RULE.format(
            "t:name",
            '<report test="1"><name/> in <name path=".."/>: <value-of select="../@n"/> '
            "<emph>and</emph> <span>so <dir>on</dir></span></report>",
        ),
        [(NAME, "name in p: 2 and so on")],
    ),
    "several values are separated": (
        RULE.format("t:lg", '<report test="1"><value-of select="t:l"/></report>'),
        [(LG, "x y")],
    ),
    "values of the schema, of a pattern and of a rule": (
        '<let name="a" value="//t:p"/><pattern><let name="b" value="count($a)"/>'
        '<rule context="t:name[$b = 2]"><let name="c" value="$b + 1"/><report test="$c = 3">'
        '<value-of select="$c"/></report></rule></pattern>',
        [(NAME, "3")],
    ),
    "values of one name in several patterns": (
        '<pattern><let name="b" value="1"/><rule context="t:lg"><report test="1">'
        '<value-of select="$b"/></report></rule></pattern><pattern>'
        '<let name="b" value="count(//t:l)"/><rule context="t:lg"><report test="1">'
        '<value-of select="$b"/></report></rule></pattern>',
        [(LG, "1"), (LG, "2")],
    ),
    "a value that is given as content": (
        RULE.format(
            "t:lg",
            '<let name="v"><a n="7" xmlns=""/></let><report test="$v/a/@n = 7">v</report>',
        ),
        [(LG, "v")],
    ),
    "keys and functions": (
        '<xsl:key name="id" match="t:p" use="@xml:id"/><xsl:function name="f:of"><xsl:param '
        'name="ref"/><xsl:sequence select="substring($ref, 2)"/></xsl:function>'
        + RULE.format(
            "t:name", "<report test=\"key('id', f:of(@ref))\">it leads to a paragraph</report>"
        ),
        [(NAME, "it leads to a paragraph")],
    ),
    "abstract patterns": (
        '<pattern abstract="true" id="has"><param name="what" value="t:x"/>'
        '<rule context="$where"><assert test="$what">none</assert></rule></pattern>'
        '<pattern is-a="has"><param name="where" value="t:p"/><param name="what" value="t:name"/>'
        '</pattern><pattern is-a="has"><param name="where" value="t:lg"/></pattern>',
        [(P1, "none"), (LG, "none")],
    ),
    "abstract rules": (
        '<pattern><rule abstract="true" id="r"><report test="@n">n</report></rule>'
        '<rule abstract="true" id="s"><extends rule="r"/></rule><rule context="t:p">'
        '<extends rule="s"/></rule></pattern>',
        [(P1, "n"), (P2, "n")],
    ),
    "an attribute, a text, a comment and the whole": (
        RULE.format("t:p/@n[. = '1']", '<report test="1"><name/></report>')
        + RULE.format("t:name/text()", '<report test="1">text <value-of select="."/></report>')
        + RULE.format("comment()", '<report test="1">comment</report>')
        + RULE.format("/", '<report test="1">whole</report>'),
        [(TEI, "whole"), (P1, "comment"), (P1, "n"), (NAME, "text A")],
    ),
    "what an assertion is about": (
        RULE.format("t:lg", '<report test="1" subject="t:l[2]">the second</report>'),
        [(L2, "the second")],
    ),
    "quick fixes are passed over": (
        '<sqf:fixes><sqf:fix id="x"><sqf:delete/></sqf:fix></sqf:fixes>'
        + RULE.format("t:lg", '<report test="1" sqf:fix="x">x</report><sqf:fix id="y"/>'),
        [(LG, "x")],
    ),
    "a rule without words says its test": (
        RULE.format("t:lg", '<assert test="@n"/>'),
        [(LG, "This must not be: not(@n)")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_it_means(case: str, tmp_path: Path) -> None:
    content, expected = CASES[case]
    assert said(content, tmp_path) == expected


def test_only_the_patterns_of_the_phase_apply(tmp_path: Path) -> None:
    content = (
        '<phase id="one"><active pattern="b"/></phase>'
        '<pattern id="a"><rule context="t:lg"><report test="1">a</report></rule></pattern>'
        '<pattern id="b"><rule context="t:lg"><report test="1">b</report></rule></pattern>'
    )
    assert said(content, tmp_path) == [(LG, "a"), (LG, "b")]
    assert said(content, tmp_path, ' defaultPhase="one"') == [(LG, "b")]
    assert said(content, tmp_path, ' defaultPhase="#ALL"') == [(LG, "a"), (LG, "b")]
    with pytest.raises(TeiError, match="phase “two”"):
        said(content, tmp_path, ' defaultPhase="two"')


def test_roles_and_diagnostics(tmp_path: Path) -> None:
    content = (
        RULE.format(
            "t:lg",
            '<report test="1">a</report><report test="1" role="warning">b</report>'
            '<report test="1" role="Info" diagnostics="d e">c</report>',
        )
        + '<diagnostics><diagnostic id="d">It has <value-of select="count(t:l)"/> lines.'
        '</diagnostic><diagnostic id="e">Mend it.</diagnostic></diagnostics>'
    )
    first, second, third = hits(content, tmp_path)
    assert [each.assertion.severity for each in (first, second, third)] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.NOTE,
    ]
    assert (first.help, third.help) == ("", "It has 2 lines. Mend it.")


def test_a_test_that_fails_is_told_and_stops_no_other(tmp_path: Path) -> None:
    content = RULE.format(
        "t:p", '<assert test="xs:integer(.) gt 1">a</assert><report test="@n = 1">b</report>'
    )
    found = hits(content, tmp_path)
    assert [(hit.ordinal, hit.error) for hit in found] == [(P1, True), (P1, False), (P2, True)]
    assert "“One" in found[0].message or "One" in found[0].message


def test_parts_in_other_files(tmp_path: Path) -> None:
    head = '<{} xmlns="http://purl.oclc.org/dsdl/schematron" id="part"{}'
    (tmp_path / "pattern.sch").write_text(
        head.format("pattern", ">")
        + '<rule context="t:lg"><report test="1">from there</report></rule></pattern>'
    )
    (tmp_path / "rule.sch").write_text(
        head.format("rule", ' abstract="true">') + '<report test="t:l">extended</report></rule>'
    )
    content = '<include href="pattern.sch"/>' + RULE.format(
        "t:lg", '<extends href="rule.sch#part"/>'
    )
    assert said(content, tmp_path) == [(LG, "from there"), (LG, "extended")]


GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="{}">
<s:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<start><element name="x"><s:pattern id="p"><s:let name="n" value="1"/><s:rule context="t:lg">
<s:report test="$n = 1">in a grammar</s:report></s:rule></s:pattern><text/></element></start>
</grammar>""".format("http://purl.oclc.org/dsdl/schematron")


def test_rules_in_a_grammar(tmp_path: Path) -> None:
    made = read(GRAMMAR.encode(), tmp_path / "schema.rng")
    assert made is not None
    (hit,) = made.apply(Document(TEXT))
    assert (hit.ordinal, hit.message) == (LG, "in a grammar")
    assert str(made.position(hit)) == "schema.rng:4:1"
    without = b'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start/></grammar>'
    assert read(without, tmp_path / "schema.rng") is None


MISTAKES = {
    "a test": (RULE.format("t:p", '\n<assert test="count(">x</assert>'), 4, "count"),
    "a context": (RULE.format("t:p[", '<assert test="1">x</assert>'), 3, "token"),
    "a prefix": (RULE.format("t:p", '\n<assert test="u:x">x</assert>'), 4, "“?'?u'?”?"),
    "a value": (RULE.format("t:p", '\n<report test="$nothing">x</report>'), 4, "nothing"),
    "an abstract pattern": ('<pattern is-a="x"/>', 3, "no abstract pattern “x”"),
    "an abstract rule": (RULE.format("t:p", '<extends rule="x"/>'), 3, "no abstract rule “x”"),
    "a circle": (
        '<pattern><rule abstract="true" id="r"><extends rule="r"/></rule><rule context="t:p">'
        '<extends rule="r"/></rule></pattern>',
        3,
        "extends itself",
    ),
    "an include": ('<include href="none.sch"/>', 3, "no file “none.sch”"),
    "an include of itself": ('<include href="rules.sch"/>', 3, "includes itself"),
    "an include elsewhere": ('<include href="../x.sch"/>', 3, "not a file in the folder"),
    "an address": ('<include href="https://example.org/x.sch"/>', 3, "not a file in the folder"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_rules_has_its_place(mistake: str, tmp_path: Path) -> None:
    content, line, part = MISTAKES[mistake]
    part_of_itself = SCHEMA.format(content=content, attributes="")
    (tmp_path / "rules.sch").write_text(part_of_itself)
    with pytest.raises(TeiError, match=part) as error:
        rules(content, tmp_path)
    position = error.value.position
    assert position is not None and (position.path, position.line) == ("rules.sch", line)
    assert "\n" not in error.value.message and str(tmp_path) not in error.value.message


def test_what_is_no_schematron(tmp_path: Path) -> None:
    old = '<schema xmlns="http://www.ascc.net/xml/schematron"/>'
    with pytest.raises(TeiError, match=r"Schematron 1\.5"):
        read(old.encode(), tmp_path / "old.sch")
    with pytest.raises(TeiError, match="not Schematron"):
        read(b"<html/>", tmp_path / "page.sch")
    with pytest.raises(TeiError, match="query binding “xquery”"):
        text = SCHEMA.format(content="", attributes="").replace("xslt2", "xquery")
        read(text.encode(), tmp_path / "x.sch")


@pytest.mark.parametrize(
    "call",
    ["doc('{}')", "document('{}')", "unparsed-text('{}')", "json-doc('{}')", "collection('{}')",
     "doc('secret.xml')", "unparsed-text('https://example.org/')", "uri-collection('{}')",
     "parse-xml('&lt;!DOCTYPE a SYSTEM &quot;{}&quot;&gt;&lt;a/&gt;')", "f:read()"],
)  # fmt: skip
def test_rules_read_nothing_but_the_document(call: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<a>hidden</a>")
    reading = (
        f'<xsl:function name="f:read"><xsl:source-document href="{secret.as_uri()}">'
        '<xsl:sequence select="string(.)"/></xsl:source-document></xsl:function>'
    )
    value = f'<report test="1"><value-of select="{call.format(secret.as_uri())}"/></report>'
    (hit,) = hits(reading + RULE.format("t:lg", value), tmp_path)
    assert hit.error and "hidden" not in hit.message


@pytest.mark.parametrize(
    "content",
    ["<xsl:include href='{}'/>", "<xsl:import href='{}'/>", "<let name='x' value='doc(\"{}\")'/>"],
)
def test_nothing_is_read_while_rules_are_compiled(content: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xsl"
    secret.write_text(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0" '
        'xmlns:f="urn:f"><xsl:function name="f:x"><a/></xsl:function></xsl:stylesheet>'
    )
    call = RULE.format("t:lg", '<report test="f:x()">read</report>')
    with pytest.raises(TeiError, match=r"f\(\)|x\(\)"):
        hits(content.format(secret.as_uri()) + call, tmp_path)


READING = {
    "what is true of any document": "<assert test=\"doc('{0}')\">no</assert>",
    "what can be known without": "<report test=\"exists(doc('{0}'))\">no</report>",
    "whether it is there": "<assert test=\"fn:doc-available('{0}')\">no</assert>",
    "by way of values": '<let name="a" value="document(\'{0}\')"/><let name="b" value="$a/*"/>'
    '<report test="not($b)">no</report>',
    "in the message": '<assert test="t:no">no<value-of select="$everywhere"/></assert>',
    "by a function": '<report test="f:read ( )">no</report>',
}


@pytest.mark.parametrize("name", READING)
def test_a_rule_that_would_read_another_file_is_told_and_stops_no_other(
    name: str, tmp_path: Path
) -> None:
    """Saxon does without what it need not know: to it any document is true."""
    other = tmp_path / "other.xml"
    other.write_text("<a/>")
    before = (
        f'<let name="everywhere" value="doc(\'{other.as_uri()}\')"/>'
        "<xsl:function name='f:read' use-when='true()'>"
        "<xsl:source-document href='a.xml'/></xsl:function>"
    )
    innocent = "<report test=\"$everywhereElse = 1 or 'doc(' = '' (: doc(1) :)\">yes</report>"
    wanted = RULE.format("t:lg", READING[name].format(other.as_uri()) + innocent)
    refused, other_hit = hits(f'{before}<let name="everywhereElse" value="1"/>{wanted}', tmp_path)
    assert refused.error and "reads other files" in refused.message
    assert (other_hit.error, other_hit.message) == (False, "yes")


def test_a_context_that_would_read_another_file_is_told(tmp_path: Path) -> None:
    context = "t:lg[not(@n = doc('list.xml')//@n)]"
    (hit,) = hits(RULE.format(context, '<report test="1">no</report>'), tmp_path)
    assert hit.error and "“doc” reads other files" in hit.message


def test_depth_is_no_danger(tmp_path: Path) -> None:
    deep = "<a>" * 2000 + "</a>" * 2000
    made = rules(RULE.format("a[not(*)]", '<report test="1">leaf</report>'), tmp_path)
    (hit,) = made.apply(Document(deep))
    assert hit.ordinal == 1999


def test_which_rules_may_apply() -> None:
    cases = {
        "t:p": ["p"],
        "t:*[@when]": ["when"],
        "t:*[ @min and @max ]": ["min"],
        "t:rt/@target": ["rt", "target"],
        "(t:x | t:y)/child::t:rt": ["rt"],
        "t:a | t:b": ["b"],
        "t:a//t:b[t:c | t:d]": ["a", "b"],
        "@xml:id": ["id"],
        "( t:x[@a] | t:y )[ ancestor::t:z ]": ["y"],
        "/*[ count( //t:decl ) gt 1 ]": ["decl"],
    }
    for context, names in cases.items():
        assert may_apply(context, set(names)), context
        assert not may_apply(context, {"other"}), context
    for context in (
        "*",
        "t:*",
        "node()",
        "t:a/*",
        "*[@a or @b]",
        "/*[count(//t:b) lt 1]",
        "t:a | *[@b]",
        "a/text()",
        "/",
    ):
        assert may_apply(context, {"a"}), context


# Rules that mean the same in XPath 1.0 and in later ones: lxml runs them by XSLT 1.0.
COMMON = (
    RULE.format("t:p", '<report test="ancestor::t:p">a</report><assert test="text()">b</assert>')
    + RULE.format("t:*[@n]", "<report test=\"string-length(@n) &gt; 1 or @n = 'x'\">c</report>")
    + '<pattern><rule context="t:div[t:head]"><assert test="t:p">d</assert></rule>'
    '<rule context="t:div"><report test="true()">e</report></rule></pattern>'
    + RULE.format("t:div/@type", "<report test=\"not(contains(., 'chap'))\">f</report>")
    + RULE.format("t:hi", '<assert test="count(preceding-sibling::t:hi) &lt; 2">g</assert>')
)
FILE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    + '<div type="chapter" n="1"><head>H</head><p n="12">A <hi>b</hi></p><p/></div>' * 4
    + "</body></text></TEI>"
).encode()


def test_another_implementation_finds_the_same(tmp_path: Path) -> None:
    text = SCHEMA.format(content=COMMON, attributes="").replace("xslt2", "xslt")
    made = read(text.encode(), tmp_path / "rules.sch")
    assert made is not None
    theirs = isoschematron.Schematron(etree.fromstring(text), store_report=True)
    total = 0
    names, attributes = [b"p", b"div", b"hi", b"head"], [b"n", b"type"]
    for mutant in mutants(FILE, names, attributes, 5, 150):
        try:
            tree = etree.fromstring(mutant)
        except etree.XMLSyntaxError:  # a namespace that is none
            continue
        theirs.validate(tree)
        said = theirs.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}text")
        ours = Counter(hit.message for hit in made.apply(Document(mutant.decode())))
        assert ours == Counter("".join(each.itertext()) for each in said), mutant.decode()
        total += ours.total()
    assert total > 500

"""`tei check --schema` with what is no schema: one clear message, status 2, and never a hang."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"'
XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc>"
    "</fileDesc></teiHeader><text><body><p>One.</p></body></text></TEI>"
)


def grammar(start: str, more: str = "") -> str:
    return f"<grammar {RNG} {XSD}><start>{start}</start>{more}</grammar>"


def pattern(expression: str) -> str:
    data = f'<data type="string"><param name="pattern">{expression}</param></data>'
    anything = (
        '<define name="any"><element><anyName/><zeroOrMore><choice><text/><attribute><anyName/>'
        '</attribute><ref name="any"/></choice></zeroOrMore></element></define>'
    )
    content = f'<attribute name="n">{data}</attribute><zeroOrMore><ref name="any"/></zeroOrMore>'
    return grammar(f'<element name="TEI">{content}</element>', anything)


STOPS = {
    "not well-formed": ("s.rng", f"<grammar {RNG}><start>", "ends before <start>"),
    "not RELAX NG": ("s.rng", "<html/>", "not a RELAX NG schema"),
    "not XML": ("s.rng", "\0\1\2", "binary"),
    "an include of itself": (
        "s.rng",
        f'<grammar {RNG}><include href="s.rng"/></grammar>',
        "“s.rng” includes itself",
    ),
    "a reference to nothing": (
        "s.rng",
        grammar('<ref name="TEII"/>', '<define name="TEI"><text/></define>'),
        "refers to “TEII”",
    ),
    "no regular expression": ("s.rng", pattern("(a["), "“(a[” is not a regular expression"),
    "compact syntax that breaks off": ("s.rnc", "element x {", "s.rnc:1:12"),
    "a misspelt pattern": ("s.rng", grammar("<elemnt/>"), "Did you mean “element”?"),
    "a misspelt attribute": ("s.rng", grammar('<element nmae="x"/>'), "Did you mean “name”?"),
    "no pattern": ("s.rng", grammar('<element name="x"/>'), "Put a pattern into it"),
    "no name": ("s.rng", grammar('<element name="a b"><text/></element>'), "cannot be a name"),
    "a prefix of nothing": ("s.rng", grammar('<element name="x:y"><text/></element>'), "xmlns:x="),
    "no datatype": ("s.rng", grammar('<data type="integr"/>'), "There is no datatype “integr”"),
    "nested too deep": (
        "s.rng",
        grammar(f"{'<group>' * 500}<empty/>{'</group>' * 500}"),
        "Define parts of it by names",
    ),
    "an include from a network": (
        "s.rng",
        f'<grammar {RNG}><include href="https://example.org/s.rng"/></grammar>',
        "Save the file beside the schema",
    ),
    "a misspelt keyword": ("s.rnc", "start = elemnt x { text }", "Did you mean “element”?"),
    "a sign that is missing": ("s.rnc", "start = element x { text", "Write “}” there."),
    "signs side by side": ("s.rnc", "start = element x { a, b | c }", "Put parentheses around"),
    "a prefix that is not declared": ("s.rnc", "start = element t:x { text }", "namespace t ="),
    "datatypes that are not declared": ("s.rnc", "start = element x { d:a }", "datatypes d ="),
    "parentheses too deep": ("s.rnc", f"start = {'(' * 300}text{')' * 300}", "nested more than"),
    "XML in a file of the other syntax": ("s.rnc", "<grammar/>", "in a file that ends in .rng"),
    "an ODD that specifies nothing": ("s.odd", TEXT.format(""), "specifies no schema"),
    "an ODD that breaks off": ("s.odd", "<TEI", "s.odd"),
    "rules that cannot be read": (
        "s.sch",
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern>'
        '<rule context="*"><assert test="count(">x</assert></rule></pattern></schema>',
        "A rule cannot be read",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STOPS)
def test_a_schema_that_is_none_stops_the_check(case: str, cli: Cli, tmp_path: Path) -> None:
    name, content, part = STOPS[case]
    (tmp_path / "text.xml").write_text(TEXT.format(""))
    (tmp_path / name).write_text(content)
    result = cli("check", "--schema", tmp_path / name, tmp_path / "text.xml")
    said = result.err
    assert result.status == 2 and part in said
    assert said.count("error") == 1 and name in said and "Traceback" not in said
    assert "= help: " in said


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("lost.rng", "no schema “lost.rng”"),
        ("tei-all", "Did you mean “tei_all”?"),
        ("https://tei-c.org/schema/tei_all.rng", "Write tei_all, which comes"),
        ("https://example.org/letters.rng", "nothing is fetched"),
    ],
)
def test_a_schema_that_is_not_there_is_told(name: str, part: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_text(TEXT.format(""))
    result = cli("check", "--schema", name, tmp_path / "text.xml")
    assert result.status == 2 and part in " ".join(result.err.split())


def test_an_expression_that_would_backtrack_without_end_does_not(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "text.xml").write_text(TEXT.format(f' n="{"a" * 5000}"'))
    (tmp_path / "s.rng").write_text(pattern("((a+)+)+b"))
    result = cli("check", "--schema", tmp_path / "s.rng", tmp_path / "text.xml", "--select", "VAL")
    assert result.status == 1 and "of the form “((a+)+)+b”" in result.out


@pytest.mark.parametrize("kind", ["interleave", "choice"])
def test_a_schema_that_is_made_to_explode_ends(kind: str, cli: Cli, tmp_path: Path) -> None:
    if kind == "interleave":
        parts = "".join(
            f'<zeroOrMore><element name="e{number}"><empty/></element></zeroOrMore>'
            for number in range(300)
        )
        content = grammar(f'<element name="TEI"><interleave>{parts}</interleave></element>')
    else:
        links = "".join(
            f'<define name="d{n}"><choice><ref name="d{n + 1}"/><group><ref name="d{n + 1}"/>'
            f'<ref name="d{n + 1}"/></group></choice></define>'
            for n in range(60)
        )
        last = (
            '<define name="d60"><optional><element name="x"><text/></element></optional></define>'
        )
        content = grammar('<element name="TEI"><ref name="d0"/></element>', links + last)
    (tmp_path / "text.xml").write_text(TEXT.format(""))
    (tmp_path / "s.rng").write_text(content)
    result = cli("check", "--schema", tmp_path / "s.rng", tmp_path / "text.xml", "--select", "VAL")
    assert result.status in (1, 2) and "Traceback" not in result.err


def test_a_file_that_breaks_off_and_an_entity_that_is_not_read(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(TEXT.format("").partition("</p></body>")[0])
    assert "ends before <p>" in cli("check", path).err
    path.write_text(
        '<!DOCTYPE TEI SYSTEM "x.dtd">' + TEXT.format("").replace("One.", "One &nope; two.")
    )
    result = cli("check", path, "--format", "concise")
    assert "&nope;" in result.out and result.status == 1

"""The compact syntax: it says the same as the XML syntax, and mistakes in it have their places."""

from __future__ import annotations

from pathlib import Path

import pytest

import jing
from grammars import make
from tei import relaxng
from tei.errors import TeiError

SCHEMAS = Path(__file__).parent / "schemas"
# A schema in the compact syntax, files that fit and files that do not.
CASES = {
    "element": ("element x { text }", ["<x>t</x>"], ["<x><a/></x>", "<y/>"]),
    "sequence": (
        "element x { element a { empty }, element b { empty }? }",
        ["<x><a/></x>", "<x><a/><b/></x>"],
        ["<x><b/></x>"],
    ),
    "choice and repetition": (
        "element x { (element a { empty } | element b { empty })+ }",
        ["<x><b/><a/></x>"],
        ["<x/>"],
    ),
    "interleave": (
        "element x { element a { empty } & element b { empty }* }",
        ["<x><b/><a/><b/></x>"],
        ["<x><b/></x>"],
    ),
    "mixed": ("element x { mixed { element a { empty } } }", ["<x>t<a/>t</x>"], ["<x>t</x>"]),
    "attributes": (
        'element x { attribute a { "1" | "2" }, attribute b { xsd:date }?, empty }',
        ['<x a="1"/>', '<x a="2" b="1905-01-22"/>'],
        ["<x/>", '<x a="3"/>', '<x a="1" b="1905"/>'],
    ),
    "namespaces": (
        'default namespace = "urn:x" namespace p = "urn:p"\n'
        "element x { attribute p:a { text }, element p:b { empty } }",
        ['<x xmlns="urn:x" xmlns:p="urn:p" p:a=""><p:b/></x>'],
        ['<x p:a="" xmlns:p="urn:p"><p:b/></x>', '<x xmlns="urn:x" a=""><b/></x>'],
    ),
    "default namespace with a prefix": (
        'default namespace x = "urn:x" element x { element x:y { empty } }',
        ['<x xmlns="urn:x"><y/></x>'],
        ["<x><y/></x>"],
    ),
    "grammar": (
        "start = a | b\na = element a { b* }\nb = element b { empty }\nb |= element c { text }",
        ["<a><b/><c/></a>", "<b/>", "<c>t</c>"],
        ["<a><a/></a>"],
    ),
    "combined by interleave": (
        "start = element x { c }\nc &= element a { empty }\nc &= element b { empty }",
        ["<x><b/><a/></x>"],
        ["<x><a/></x>"],
    ),
    "div and annotations": (
        'namespace a = "urn:a"\n## a documentation\n[ a:note = "n" a:b [ "t" a:c [] ] ]\n'
        'div { a:d [ "t" ] start = [ a:e = "f" ] element x { text >> a:g [ "h" ] } }',
        ["<x>t</x>"],
        ["<y/>"],
    ),
    "any names": (
        'namespace p = "urn:p"\nelement * - (p:* | x) { attribute * { text }*, text }',
        ['<y a="b" c=""/>'],
        ["<x/>", '<p:y xmlns:p="urn:p"/>'],
    ),
    "names of a namespace": (
        'namespace p = "urn:p"\nelement p:* - p:x { empty }',
        ['<y xmlns="urn:p"/>'],
        ["<y/>", '<x xmlns="urn:p"/>'],
    ),
    "one of some names": ("element a | b | c { empty }", ["<b/>"], ["<d/>"]),
    "keywords as names": (
        r"start = element element { \start } \start = element text { attribute list { text } }",
        ['<element><text list=""/></element>'],
        ["<element/>"],
    ),
    "datatypes": (
        'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\n'
        'element x { d:string { minLength = "2" pattern = "a+" ~ "b" } - ("aab" | "aaab") }',
        ["<x>ab</x>", "<x>aaaab</x>"],
        ["<x>b</x>", "<x>aab</x>", "<x>aaab</x>"],
    ),
    "values": (
        'element x { string " a " | token \'b c\' | xsd:integer "1" }',
        ["<x> a </x>", "<x> b  c </x>", "<x>01</x>"],
        ["<x>a</x>", "<x>2</x>"],
    ),
    "list": (
        "element x { list { xsd:integer, xsd:integer? } }",
        ["<x>1</x>", "<x>1 2</x>"],
        ["<x>1 2 3</x>"],
    ),
    "parent": (
        "start = element x { grammar { start = parent c } } c = element a { empty }",
        ["<x><a/></x>"],
        ["<x/>"],
    ),
    "not allowed": ("element x { empty | (notAllowed, text) }", ["<x/>"], ["<x>t</x>"]),
    "escapes": (
        'element \\x{78} { """it\'s "\\x{41}" and so""" }',
        ['<x>it\'s "A" and so</x>'],
        ["<x>A</x>"],
    ),
    "comments": ("# one\nelement x # two\n{ empty } # three", ["<x/>"], ["<y/>"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_it_says(case: str, tmp_path: Path) -> None:
    text, fitting, other = CASES[case]
    schema = make(tmp_path, text, "schema.rnc")
    for content in fitting:
        assert not schema.validate(content), content
    for content in other:
        assert schema.validate(content), content


def test_jing_reads_the_same_in_it(tmp_path: Path, tei_require: object) -> None:
    tei_require("jing", jing.AVAILABLE)  # type: ignore[operator]
    for number, (text, fitting, other) in enumerate(CASES.values()):
        schema = tmp_path / f"schema{number}.rnc"
        schema.write_text(text)
        files = []
        for place, content in enumerate((*fitting, *other)):
            files.append(tmp_path / f"{number}-{place}.xml")
            files[-1].write_text(content)
        said = jing.validate(schema, files, compact=True)
        assert [bool(said[file]) for file in files] == [False] * len(fitting) + [True] * len(other)


def test_files_are_included(tmp_path: Path) -> None:
    make(tmp_path, "start = a a = element a { b } b = element b { empty }", "base.rnc")
    make(tmp_path, "element c { text }", "outer.rnc")
    schema = make(
        tmp_path,
        'default namespace p = "urn:p"\n'
        'include "base.rnc" inherit = p { b = external "outer.rnc" | element d { empty } }',
        "schema.rnc",
    )
    for content in ('<a xmlns="urn:p"><c>t</c></a>', '<a xmlns="urn:p"><d/></a>'):
        assert not schema.validate(content)
    assert schema.validate('<a xmlns="urn:p"><b/></a>')


def test_either_syntax_may_include_the_other(tmp_path: Path) -> None:
    (tmp_path / "base.rnc").write_text("a = element a { empty }")
    schema = make(tmp_path, '<start><ref name="a"/></start><include href="base.rnc"/>')
    assert not schema.validate("<a/>")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("element x { text ", (1, 18)),
        ("element x {\n  text, text | text\n}", (2, 14)),
        ("element x { }", (1, 13)),
        ("start = element x { y:string }", (1, 21)),
        ("element y:x { text }", (1, 9)),
        ("element x { 'a }", (1, 13)),
        ("start = a", (1, 9)),
        ('namespace xml = "urn:x" element x { text }', (1, 1)),
        ('namespace a = "urn:a" namespace a = "urn:b" element x { text }', (1, 23)),
        ('include "http://example.org/x.rnc"', (1, 1)),
        ('include "../x.rnc"', (1, 1)),
        ("element x { [ text }", (1, 13)),
        ("element x { list { text } }", (1, 1)),
        ("element x { " + "(" * 5000 + "text" + ")" * 5000 + "}", None),
        ("\u00e9 = ^", (1, 5)),
    ],
)
def test_mistakes_have_their_places(
    text: str, place: tuple[int, int] | None, tmp_path: Path
) -> None:
    (tmp_path / "schema.rnc").write_text(text, encoding="utf-8")
    with pytest.raises(TeiError) as error:
        relaxng.load(tmp_path / "schema.rnc")
    position = error.value.position
    assert error.value.message.endswith(".")
    if place is not None:
        assert position is not None and (position.line, position.column) == place


def test_the_small_schema_of_the_tests_is_in_order() -> None:
    schema = relaxng.load(SCHEMAS / "small.rnc")
    assert {"TEI", "p", "persName"} <= {name.split()[-1] for name in schema.vocabulary.named}

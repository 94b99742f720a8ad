"""What RELAX NG says of files: contents and attributes that fit, and others."""

from __future__ import annotations

from pathlib import Path

import pytest

from grammars import make
from tei.errors import TeiError

TEXT = '<element name="a"><text/></element>'
A, B, C = (f'<element name="{name}"><empty/></element>' for name in "abc")
# A pattern for what stands in x, then contents that fit and contents that do not.
CONTENTS = {
    "empty": ("<empty/>", ["", "  \n", "<!-- c -->", "<?p i?>"], ["t", "<a/>", "\u00a0"]),
    "text": ("<text/>", ["", "t", "t<!-- c -->t", "&#160;"], ["<a/>"]),
    "not allowed": ("<notAllowed/>", [], ["", "t", "<a/>"]),
    "group": (A + B, ["<a/><b/>", " <a/> <b/> "], ["<b/><a/>", "<a/>", "", "<a/>t<b/>"]),
    "choice": (f"<choice>{A}{B}</choice>", ["<a/>", "<b/>"], ["", "<a/><b/>"]),
    "optional": (f"<optional>{A}</optional>", ["", "<a/>"], ["<a/><a/>", "<b/>"]),
    "zeroOrMore": (f"<zeroOrMore>{A}{B}</zeroOrMore>", ["", "<a/><b/><a/><b/>"], ["<a/>"]),
    "oneOrMore": (f"<oneOrMore>{A}</oneOrMore>", ["<a/>", "<a/><a/>"], ["", "<a/><b/>"]),
    "interleave": (
        f"<interleave><group>{A}{B}</group>{C}</interleave>",
        ["<a/><b/><c/>", "<a/><c/><b/>", "<c/><a/><b/>"],
        ["<b/><a/><c/>", "<a/><b/>", "<c/><a/><c/><b/>"],
    ),
    "repeated interleave": (
        f"<oneOrMore><interleave>{A}{B}</interleave></oneOrMore>",
        ["<a/><b/>", "<b/><a/><a/><b/>"],
        ["<a/><a/><b/><b/>", "<a/>"],
    ),
    "mixed": (f"<mixed>{A}{B}</mixed>", ["<a/><b/>", "t<a/>t<b/>t"], ["t", "<b/>t<a/>"]),
    "value": ("<value>b c</value>", ["b c", " b\n c "], ["", "bc", "b  d", "<a/>"]),
    "value of a string": ('<value type="string">b c</value>', ["b c"], [" b c", "b  c", ""]),
    "value that means the same": ('<value type="integer">7</value>', ["7", "+07"], ["8", "7.0"]),
    "value of nothing": ("<value/>", ["", "  "], ["b"]),
    "data": ('<data type="date"/>', ["1905-01-22", " 1905-01-22 "], ["", "1905", "1905-02-30"]),
    "data except": (
        '<data type="token"><except><value>b</value><value>c</value></except></data>',
        ["a", ""],
        ["b", " c "],
    ),
    "list": (
        '<list><oneOrMore><data type="integer"/><value>b</value></oneOrMore></list>',
        ["1 b", " 1 b 2 b"],
        ["", "1", "1 b 2", "b 1"],
    ),
    "text or an element": (
        f"<choice><data type='integer'/><group>{A}{B}</group></choice>",
        ["7", "<a/><b/>", " <a/> <b/> "],
        ["", "x", "7<a/><b/>", "<a/>7<b/>"],
    ),
    "a choice that the end decides": (
        '<choice><element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore>'
        "</element>"
        '<group><element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore>'
        '<element name="c"><empty/></element></element><element name="d"><empty/></element>'
        "</group></choice>",
        ["<a/>", "<a><b/></a>", "<a><b/><c/></a><d/>", "<a><c/></a><d/>"],
        ["<a><b/><c/></a>", "<a/><d/>", "<a><c/><b/></a><d/>"],
    ),
    "a choice that is decided deep within": (
        "".join(
            [
                "<choice>",
                *(
                    f'<element name="a"><element name="a"><element name="a"><value>{n}</value>'
                    f'</element></element><element name="e{n}"><empty/></element></element>'
                    for n in range(3)
                ),
                "</choice>",
            ]
        ),
        ["<a><a><a>1</a></a><e1/></a>", "<a><a><a>2</a></a><e2/></a>"],
        ["<a><a><a>1</a></a><e2/></a>", "<a><a><a>3</a></a><e1/></a>", "<a><a><a>1</a></a></a>"],
    ),
}


@pytest.mark.parametrize(("pattern", "fitting", "other"), CONTENTS.values(), ids=CONTENTS.keys())
def test_contents(pattern: str, fitting: list[str], other: list[str], tmp_path: Path) -> None:
    schema = make(tmp_path, f'<element name="x">{pattern}</element>')
    for content in fitting:
        assert not schema.validate(f"<x>{content}</x>"), content
    for content in other:
        assert schema.validate(f"<x>{content}</x>"), content


def attribute(name: str, value: str = "") -> str:
    """Give the pattern of an attribute."""
    return f'<attribute name="{name}">{value}</attribute>'


ANY = "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"
# A pattern for the attributes of x, then start tags that fit and some that do not.
ATTRIBUTES = {
    "required": (attribute("a"), ['a=""', 'a="b"'], ["", 'b=""', 'a="" b=""']),
    "optional": (f"<optional>{attribute('a')}</optional>", ["", 'a="b"'], ['b=""']),
    "either": (
        f"<choice>{attribute('a')}{attribute('b')}</choice>",
        ['a=""', 'b=""'],
        ["", 'a="" b=""'],
    ),
    "a choice of values": (
        attribute("a", "<choice><value>b</value><value>c</value></choice>"),
        ['a="b"', 'a=" c "'],
        ['a=""', 'a="b c"'],
    ),
    "one value with another attribute": (
        f"<choice>{attribute('a', '<value>b</value>')}<group>"
        f"{attribute('a', '<value>c</value>')}{attribute('d')}</group></choice>",
        ['a="b"', 'a="c" d=""', 'd="" a="c"'],
        ['a="c"', 'a="b" d=""', 'd=""'],
    ),
    "any": (ANY, ["", 'a=""', 'a="" b="" xml:id="c"'], []),
    "any of a namespace": (
        '<zeroOrMore><attribute><nsName ns="urn:a"/></attribute></zeroOrMore>',
        ["", 'xmlns:a="urn:a" a:b=""'],
        ['b=""', 'xmlns:a="urn:b" a:b=""'],
    ),
    "at least one of any": (
        "<oneOrMore><attribute><anyName/></attribute></oneOrMore>",
        ['a=""', 'a="" b=""'],
        [""],
    ),
    "in a namespace": (
        '<attribute name="a" ns="urn:a"/>',
        ['xmlns:p="urn:a" p:a=""'],
        ['a=""', 'xmlns="urn:a" a=""'],
    ),
    "one of two names": (
        "<attribute><choice><name>a</name><name>b</name></choice></attribute>",
        ['a=""', 'b=""'],
        ["", 'a="" b=""'],
    ),
    "an empty value": (attribute("a", "<empty/>"), ['a=""', 'a=" "'], ['a="b"']),
    "a list": (
        attribute("a", '<list><zeroOrMore><data type="integer"/></zeroOrMore></list>'),
        ['a=""', 'a="1"', 'a="1 2 3"'],
        ['a="x"', 'a="1 x"'],
    ),
    "interleaved": (
        f"<interleave>{attribute('a')}<optional>{attribute('b')}</optional></interleave>",
        ['a=""', 'b="" a=""'],
        ['b=""'],
    ),
}


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"), ATTRIBUTES.values(), ids=ATTRIBUTES.keys()
)
def test_attributes(pattern: str, fitting: list[str], other: list[str], tmp_path: Path) -> None:
    content = f'<element name="y">{pattern}<empty/></element>'
    schema = make(tmp_path, f'<element name="x">{content}</element>')
    for tag in fitting:
        assert not schema.validate(f"<x><y {tag}/></x>"), tag
    for tag in other:
        assert schema.validate(f"<x><y {tag}/></x>"), tag


def test_attributes_may_decide_the_content(tmp_path: Path) -> None:
    pattern = (
        f"<choice><group>{attribute('kind', '<value>a</value>')}{A}</group>"
        f"<group>{attribute('kind', '<value>b</value>')}{B}</group></choice>"
    )
    schema = make(tmp_path, f'<element name="x">{pattern}</element>')
    assert not schema.validate('<x kind="a"><a/></x>')
    assert not schema.validate('<x kind="b"><b/></x>')
    assert schema.validate('<x kind="a"><b/></x>')
    assert schema.validate("<x><a/></x>")


def test_names_and_namespaces(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<element name="x" ns="urn:x" xmlns:p="urn:p"><element name="p:a"><empty/></element>'
        "<zeroOrMore><element><nsName><except><name>b</name></except></nsName><empty/></element>"
        "</zeroOrMore></element>",
    )
    assert not schema.validate('<x xmlns="urn:x"><a xmlns="urn:p"/><c/></x>')
    assert not schema.validate('<q:x xmlns:q="urn:x"><a xmlns="urn:p"/></q:x>')
    assert schema.validate('<x xmlns="urn:x"><a/></x>')
    assert schema.validate('<x xmlns="urn:x"><a xmlns="urn:p"/><b/></x>')
    assert schema.validate('<x><a xmlns="urn:p"/></x>')


def test_definitions_are_combined(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<start><element name="x"><ref name="c"/></element></start>'
        f'<define name="c" combine="choice">{A}</define>'
        f'<div><define name="c" combine="choice">{B}</define></div>',
    )
    assert not schema.validate("<x><a/></x>") and not schema.validate("<x><b/></x>")
    schema = make(
        tmp_path,
        '<start><element name="x"><ref name="c"/></element></start>'
        f'<define name="c" combine="interleave">{A}</define><define name="c">{B}</define>',
    )
    assert not schema.validate("<x><b/><a/></x>") and schema.validate("<x><b/></x>")


def test_grammars_within_grammars(tmp_path: Path) -> None:
    inner = (
        '<grammar><start><group><ref name="c"/><parentRef name="c"/></group></start>'
        f'<define name="c">{A}</define></grammar>'
    )
    schema = make(
        tmp_path,
        f'<start><element name="x">{inner}</element></start><define name="c">{B}</define>',
    )
    assert not schema.validate("<x><a/><b/></x>")
    assert schema.validate("<x><b/><a/></x>")


def test_files_are_included_and_definitions_replaced(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    make(
        tmp_path / "parts",
        f'<start>{A}</start><define name="c">{B}</define>'
        '<define name="d"><element name="d"><ref name="c"/></element></define>',
        "base.rng",
    )
    schema = make(
        tmp_path,
        f'<include href="parts/base.rng"><start><ref name="d"/></start>'
        f'<define name="c">{C}</define></include>',
    )
    assert not schema.validate("<d><c/></d>")
    assert schema.validate("<d><b/></d>") and schema.validate("<a/>")
    for content in (
        '<include href="parts/base.rng"><define name="e"><text/></define></include>',
        '<include href="parts/none.rng"/>',
        '<include href="../x.rng"/>',
    ):
        with pytest.raises(TeiError):
            make(tmp_path, content)


def test_a_file_takes_its_namespace_from_where_it_is_included(tmp_path: Path) -> None:
    make(tmp_path, TEXT, "outer.rng")
    schema = make(
        tmp_path, '<element name="x" ns="urn:x"><externalRef href="outer.rng"/></element>'
    )
    assert not schema.validate('<x xmlns="urn:x"><a>t</a></x>')
    assert schema.validate('<x xmlns="urn:x"><a xmlns="">t</a></x>')


def test_ids_and_references(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<element name="x"><zeroOrMore><element name="a">'
        '<optional><attribute name="id"><data type="ID"/></attribute></optional>'
        '<optional><attribute name="to"><data type="IDREFS"/></attribute></optional>'
        "<empty/></element></zeroOrMore></element>",
    )
    assert not schema.validate('<x><a to="q p"/><a id="p"/><a id=" q "/></x>')
    (problem,) = schema.validate('<x>\n<a id="p"/>\n<a id=" p"/></x>')
    assert problem.kind == "duplicate-id" and problem.line == 3 and "line 2" in problem.message
    (problem,) = schema.validate('<x>\n<a id="p"/>\n<a to="p q"/></x>')
    assert problem.kind == "unresolved-idref" and "“q”" in problem.message


def test_values_may_depend_on_prefixes(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<element name="x" xmlns:p="urn:p"><attribute name="a"><value type="QName">p:b</value>'
        '</attribute><attribute name="c"><data type="QName"/></attribute></element>',
    )
    assert not schema.validate('<x xmlns:q="urn:p" a="q:b" c="q:z"/>')
    assert schema.validate('<x xmlns:q="urn:other" a="q:b" c="q:z"/>')
    assert schema.validate('<x xmlns:q="urn:p" a="q:b" c="r:z"/>')

"""Bad input: a schema or a file that is broken, or made to do harm, ends in one clear message."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from grammars import kinds, make, schema_text
from tei import relaxng
from tei.errors import TeiError

BOMB = (
    "<!DOCTYPE x [<!ENTITY a '{}'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
).replace("{}", "lol" * 100)

ENTITY = '<element name="a">&b;</element>'
LIST = '<element name="x"><zeroOrMore><element name="a"><empty/></element></zeroOrMore></element>'


def load_error(path: Path) -> TeiError:
    with pytest.raises(TeiError) as error:
        relaxng.load(path)
    assert "\n" not in error.value.message
    return error.value


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "empty"),
        (b"<grammar", "schema.rng"),
        (b"<grammar></x>", "schema.rng"),
        (b"\xff\xfe\x00", "schema.rng"),
        (b"PK\x03\x04", "ZIP"),
        (b"<grammar/>", "not a RELAX NG schema"),
        (b'<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "not a RELAX NG schema"),
        (schema_text('<element name="a"><ref name="b"/></element>').encode(), "outside of a"),
        (f"<!DOCTYPE a SYSTEM 'x.dtd'>{schema_text(ENTITY)}".encode(), "&b;"),
        (f"<!DOCTYPE a [<!ENTITY b SYSTEM '/etc/passwd'>]>{schema_text(ENTITY)}".encode(), "&b;"),
    ],
)  # fmt: skip
def test_what_is_no_schema(content: bytes, part: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_bytes(content)
    error = load_error(path)
    assert part in f"{error.message} {error.position}"


PARTLY = '<!DOCTYPE grammar [<!ENTITY % x SYSTEM "x.dtd"> %x; <!ENTITY b "b">]>'


@pytest.mark.parametrize("doctype", [PARTLY, '<!DOCTYPE grammar SYSTEM "x.dtd">'])
@pytest.mark.parametrize(
    "inner", ["<element name='a&c;'><empty/></element>", "<element name='a'>&c;</element>"]
)
def test_no_entity_of_a_file_that_is_not_read_is_dropped(
    doctype: str, inner: str, tmp_path: Path
) -> None:
    path = tmp_path / "schema.rng"
    path.write_text(f"{doctype}\n{schema_text(f'<start>{inner}</start>')}")
    error = load_error(path)
    assert "The entity &c; is declared in another file" in error.message
    assert error.position is not None and error.position.line == 2


def test_entities_that_a_schema_declares_itself_are_read(tmp_path: Path) -> None:
    inner = "<start><!-- &c; --><element name='a&b;'><value>&lt;</value></element></start>"
    (tmp_path / "schema.rng").write_text(PARTLY + schema_text(inner))
    assert relaxng.load(tmp_path / "schema.rng").validate(b"<ab>&lt;</ab>") == []


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    assert "does not exist" in load_error(tmp_path / "none.rng").message
    assert "is a folder" in load_error(tmp_path).message


@pytest.mark.parametrize(
    ("href", "said"),
    [("none.rng", "There is no file “none.rng”."), ("sub", "“sub” is a folder.")],
)
def test_an_include_of_what_is_not_there_is_told_at_the_include(
    href: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(TeiError) as error:
        make(tmp_path, f"<include href='{href}'/>")
    assert error.value.message == said
    assert error.value.position is not None
    assert error.value.position.path.endswith("schema.rng")


@pytest.mark.parametrize(
    "href",
    ["http://example.org/x.rng", "https://example.org/x.rng", "ftp://h/x", "//h/x.rng",
     "file://h/x.rng", "/etc/passwd", "../x.rng", "x.rng#y", "sub/../../x.rng", "data:,x"],
)  # fmt: skip
@pytest.mark.parametrize(
    "part", ["<include href='{}'/>", "<start><externalRef href='{}'/></start>"]
)
def test_only_files_of_its_folder_are_read(part: str, href: str, tmp_path: Path) -> None:
    (tmp_path / "x.rng").write_text(schema_text("<start><notAllowed/></start>"))
    folder = tmp_path / "schema"
    folder.mkdir()
    with pytest.raises(TeiError) as error:
        make(folder, part.format(href))
    assert href in error.value.message and error.value.position is not None


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "x.rng").write_text(schema_text("<start><notAllowed/></start>"))
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "link.rng").symlink_to(tmp_path / "x.rng")
    with pytest.raises(TeiError, match="outside"):
        make(folder, '<include href="link.rng"/>')
    relaxng.load(folder / "schema.rng", allow=[tmp_path])


def test_includes_that_go_round(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(schema_text('<include href="b.rng"/>'))
    (tmp_path / "b.rng").write_text(schema_text('<include href="a.rng"/>'))
    assert "includes itself" in load_error(tmp_path / "a.rng").message
    (tmp_path / "c.rng").write_text(schema_text('<start><externalRef href="c.rng"/></start>'))
    assert "includes itself" in load_error(tmp_path / "c.rng").message


def test_includes_that_go_round_by_way_of_elements(tmp_path: Path) -> None:
    """Elements are made one by one, so that such a round was never seen to close."""
    inner = '<start><element name="x"><externalRef href="{}.rng"/></element></start>'
    for name, other in (("a", "a"), ("b", "c")):
        (tmp_path / f"{name}.rng").write_text(schema_text(inner.format(other)))
    (tmp_path / "c.rng").write_text(schema_text('<include href="b.rng"/>'))
    assert load_error(tmp_path / "a.rng").message == "“a.rng” includes itself."
    assert load_error(tmp_path / "b.rng").message == "“b.rng” includes itself."


def test_a_file_may_be_named_twice(tmp_path: Path) -> None:
    (tmp_path / "part.rng").write_text(
        schema_text('<start><element name="y"><empty/></element></start>')
    )
    twice = '<group><externalRef href="part.rng"/><externalRef href="part.rng"/></group>'
    schema = make(tmp_path, f'<start><element name="x">{twice}</element></start>')
    assert schema.validate("<x><y/><y/></x>") == []


def test_an_entity_bomb_does_not_go_off(tmp_path: Path) -> None:
    path = tmp_path / "schema.rng"
    path.write_text(BOMB + schema_text('<element name="x"><value>&i;</value></element>'))
    load_error(path)
    schema = make(tmp_path, '<element name="x"><text/></element>')
    (problem,) = schema.validate(BOMB + "<x>&i;</x>")
    assert problem.kind == "not-well-formed"


@pytest.mark.parametrize("tag", ["group", "choice", "optional", "interleave"])
def test_depth(tag: str, tmp_path: Path) -> None:
    content = f"<{tag}>" * 5000 + "<text/>" + f"</{tag}>" * 5000
    with pytest.raises(TeiError, match="deep"):
        make(tmp_path, f'<element name="x">{content}</element>')


def test_a_chain_of_definitions(tmp_path: Path) -> None:
    links = "".join(
        f'<define name="d{n}"><optional><ref name="d{n + 1}"/></optional></define>'
        for n in range(5000)
    )
    content = f'<start><element name="x"><ref name="d0"/></element></start>{links}'
    with pytest.raises(TeiError, match="complex"):
        make(tmp_path, content + '<define name="d5000"><text/></define>')


def test_states_that_never_come_back(tmp_path: Path) -> None:
    """Which a is the fortieth from the end shows at the end alone: 2^40 states, made as needed."""
    first, second = ('<element name="a"><empty/></element>', '<element name="b"><empty/></element>')
    letter = f"<choice>{first}{second}</choice>"
    content = f"<zeroOrMore>{letter}</zeroOrMore>{first}{letter * 39}"
    schema = make(tmp_path, f'<element name="x">{content}</element>')
    letters = Random(1).choices("ab", k=5000)
    for fortieth in "ab":
        letters[-40] = fortieth
        problems = schema.validate(f"<x>{''.join(f'<{each}/>' for each in letters)}</x>")
        assert bool(problems) == (fortieth == "b")


def test_states_that_would_double_with_each_level(tmp_path: Path) -> None:
    """Two elements of one name in each other: 2^depth ways, which are kept as two."""
    schema = make(
        tmp_path,
        '<start><ref name="a"/></start><define name="a"><choice>'
        '<element name="a"><choice><ref name="a"/><value>1</value></choice></element>'
        '<element name="a"><choice><ref name="a"/><value>2</value></choice></element>'
        "</choice></define>",
    )
    assert not schema.validate("<a>" * 200 + "2" + "</a>" * 200)
    assert schema.validate("<a>" * 200 + "3" + "</a>" * 200)


def test_a_regular_expression_that_explodes(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<element name="x"><data type="string"><param name="pattern">'
        "(((a?){0,9999}){0,9999}){0,9999}b</param></data></element>",
    )
    assert kinds(schema.validate(f"<x>{'a' * 1000}</x>")) == ["too-complex"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "not-well-formed"),
        ("<x>", "not-well-formed"),
        ("<x></y>", "not-well-formed"),
        ("<x/><x/>", "not-well-formed"),
        ("<x>&nbsp;</x>", "not-well-formed"),
        ("<!DOCTYPE x SYSTEM 'x.dtd'><x>&nbsp;</x>", "skipped-entity"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM '/etc/passwd'>]><x>&e;</x>", "skipped-entity"),
        ("<!DOCTYPE x [<!ENTITY % e SYSTEM 'e.ent'> %e;]><x>&f;</x>", "skipped-entity"),
        ("\ud800", "not-well-formed"),
    ],
)
def test_a_file_that_is_broken(text: str, kind: str, tmp_path: Path) -> None:
    schema = make(tmp_path, '<element name="x"><text/></element>')
    (problem,) = schema.validate(text)
    assert problem.kind == kind and problem.message.endswith(".")
    assert problem.line >= 0


def test_what_comes_before_the_break_is_reported(tmp_path: Path) -> None:
    schema = make(tmp_path, LIST)
    assert kinds(schema.validate("<x>text<a/>")) == ["misplaced-text", "not-well-formed"]


def test_a_file_of_another_kind_gives_no_flood(tmp_path: Path) -> None:
    schema = make(tmp_path, '<element name="x"><empty/></element>')
    problems = schema.validate("<root>" + "<y><z/></y>" * 50_000 + "</root>")
    assert len(problems) == 1


def test_many_problems_are_cut_off(tmp_path: Path) -> None:
    schema = make(tmp_path, LIST)
    assert len(schema.validate("<x>" + "<a b=''/>" * 20_000 + "</x>")) == 10_000

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position, Severity
from tei.reading.source import Limits, Source, parse, read
from tei.reading.source_codes import CODES, SourceError

TEI = f'<TEI xmlns="{names.TEI}">'


def parsed(text: str | bytes, **options: object) -> Source:
    data = text.encode() if isinstance(text, str) else text
    return parse(data, Path("/edition/a.xml"), 7, "a.xml", **options)  # type: ignore[arg-type]


def content(source: Source) -> str:
    return str(source.root.xpath("string()"))


def codes(source: Source) -> list[str]:
    return [finding.code for finding in source.findings]


def misplaced(source: Source) -> list[str]:
    """Give the elements at whose position their start tag does not stand."""
    wrong = []
    for ordinal, element in enumerate(source.root.iter("*")):
        place = source.position(ordinal)
        local = etree.QName(element).localname
        tag = f"<{element.prefix}:{local}" if element.prefix else f"<{local}"
        if not source.line(place.line)[place.column - 1 :].startswith(tag):
            wrong.append(f"{place}: {tag}")
    return wrong


# Reading


def test_read_gives_everything_about_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(f"{TEI}\n  <text>é<p/></text>\n</TEI>\n".encode())
    source = read(file, 3, "texts/a.xml")
    assert (source.number, source.path, source.name) == (3, file, "texts/a.xml")
    assert source.text == file.read_text(encoding="utf-8")
    assert source.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [element.get(names.AT) for element in source.root.iter("*")] == ["3.0", "3.1", "3.2"]
    assert source.position(2) == Position("texts/a.xml", 2, 10)
    assert [source.line(number) for number in range(5)] == [
        *("", TEI, "  <text>é<p/></text>", "</TEI>", "")
    ]
    assert source.findings == ()


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xml").write_text(f"{TEI}</TEI>")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.xml"), 0, "a.xml").path == tmp_path / "a.xml"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join([TEI, "<!-- ", " --><p>", f"é😀<hi>{end}</hi></p>", "</TEI>"])
    source = parsed(text)
    assert source.text == text
    assert [source.position(n) for n in range(3)] == [
        Position("a.xml", 1, 1),
        Position("a.xml", 3, 5),
        Position("a.xml", 4, 3),
    ]
    assert content(source) == "\n\né😀\n\n"


def test_a_line_separator_of_unicode_ends_no_line() -> None:
    source = parsed(f"{TEI}\u2028\x85<p/>\n<p/></TEI>")
    assert source.position(1) == Position("a.xml", 1, len(TEI) + 3)
    assert source.position(2) == Position("a.xml", 2, 1)


def test_position_is_exact_beyond_the_limit_of_libxml2() -> None:
    source = parsed(TEI + "\n" * 70_000 + "<p\n\n a='b'/></TEI>")
    assert source.position(1) == Position("a.xml", 70_001, 1)


def test_bom_is_no_part_of_the_text() -> None:
    source = parsed(b"\xef\xbb\xbf" + f"{TEI}<p/></TEI>".encode())
    assert source.text.startswith("<TEI")
    assert source.position(0).column == 1
    assert source.bom + source.text.encode(source.encoding) == (
        b"\xef\xbb\xbf" + f"{TEI}<p/></TEI>".encode()
    )


def test_findings_of_decoding_are_those_of_the_source() -> None:
    text = f'<?xml version="1.0" encoding="UTF-8"?>{TEI}Müller</TEI>'
    source = parsed(text.encode("utf-16"))
    assert codes(source) == ["SRC005"]
    assert content(source) == "Müller"


def test_comments_and_instructions_stay() -> None:
    source = parsed(f'<?xml-model href="a.rng"?><!-- a -->{TEI}<!-- b --><?c d?></TEI>')
    before = source.root.getprevious()
    assert before is not None
    assert before.text == " a "
    assert [type(node).__name__ for node in source.root] == [
        *("_Comment", "_ProcessingInstruction")
    ]


@pytest.mark.parametrize("ids", [("a", "a"), ("1 x", ""), ("xi:i", "#a")])
def test_faulty_ids_are_read(ids: tuple[str, str]) -> None:
    source = parsed(f'{TEI}<p xml:id="{ids[0]}"/><p xml:id="{ids[1]}"/></TEI>')
    assert tuple(p.get(names.XML_ID) for p in source.root) == ids
    assert source.findings == ()


def test_a_stamp_in_the_file_is_overwritten() -> None:
    source = parsed(f'<TEI xmlns="{names.TEI}" xmlns:x="{names.PREPARED}" x:at="99.9"/>')
    assert source.root.get(names.AT) == "7.0"


# Entities


def test_internal_entities_are_expanded() -> None:
    source = parsed(
        '<!DOCTYPE TEI [<!ENTITY a "A&b;"><!ENTITY b "<hi>&#38;amp; B</hi>">\n'
        '<!ENTITY q "\'&#34;&#38;#60;\n">]>\n'
        f'{TEI}<p n="&q;&q;">&a;</p><![CDATA[&a;]]><!--&a;-->&lt;&#x41;</TEI>'
    )
    assert source.root[0].get("n") == "'\"< '\"< "
    assert content(source) == "A& B&a;<A"
    assert source.root[1].text == "&a;"
    assert source.findings == ()
    assert source.position(2) == Position("a.xml", 4, len(TEI) + 15)


def test_internal_parameter_entities_count() -> None:
    source = parsed(f"<!DOCTYPE TEI [<!ENTITY % p \"<!ENTITY a 'A'>\">%p;]>{TEI}&a;</TEI>")
    assert content(source) == "A"


def test_a_carriage_return_in_an_entity_is_no_line_end() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "1&#13;2\r\n3">]>{TEI}&a;<p n="&a;"/></TEI>')
    assert content(source) == "1\r2\n3"
    assert source.root[0].get("n") == "1 2 3"


def test_the_first_declaration_of_an_entity_holds() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "1"><!ENTITY a "2">]>{TEI}&a;</TEI>')
    assert content(source) == "1"


def test_declarations_after_an_unread_part_of_the_dtd_count() -> None:
    source = parsed(
        f'<!DOCTYPE TEI [<!ENTITY % chars SYSTEM "chars.ent">%chars;<!ENTITY a "A">]>{TEI}&a;</TEI>'
    )
    assert content(source) == "A"
    assert source.findings == ()


DTD = '<!DOCTYPE TEI SYSTEM "tei.dtd">\n'


def test_an_entity_of_an_unread_dtd_stays_visible_and_is_an_error() -> None:
    source = parsed(f'{DTD}{TEI}\nA&siglumA;B<p n="&siglumA;"/></TEI>')
    assert content(source) == "\nA&siglumA;B"
    assert source.root[0].get("n") == "&siglumA;"
    first, second = source.findings
    assert (first.code, first.name, first.severity) == (
        *("SRC001", "skipped-entity", Severity.ERROR),
    )
    assert first.position == Position("a.xml", 3, 2)
    assert second.position == Position("a.xml", 3, 18)
    assert first.cause == second.cause != ""
    assert "&siglumA;" in first.message


def test_a_character_entity_of_html_is_read_with_a_note() -> None:
    source = parsed(f'{DTD}{TEI}M&uuml;ller &thetav;<p n="&QUOT;&nbsp;&LT;"/></TEI>')
    assert content(source) == "Müller ϑ"
    assert source.root[0].get("n") == '"\u00a0<'
    assert codes(source) == ["SRC002"] * 5
    assert source.findings[0].severity is Severity.NOTE
    assert source.findings[0].position == Position("a.xml", 2, len(TEI) + 2)
    assert "ü" in source.findings[0].message


def test_an_undeclared_entity_within_an_entity_is_found_where_it_is_used() -> None:
    text = '<!DOCTYPE TEI SYSTEM "x" [<!ENTITY a "[&b;]"><!ENTITY b "(&c;&uuml;)">]>'
    source = parsed(f"{text}{TEI}\n&a;</TEI>")
    assert content(source) == "\n[(&c;ü)]"
    assert codes(source) == ["SRC001", "SRC002"]
    assert {finding.position for finding in source.findings} == {Position("a.xml", 2, 1)}


def test_an_external_entity_stays_visible_and_is_an_error() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY c1 SYSTEM "c1.xml">]>{TEI}&c1;<p/></TEI>')
    assert content(source) == "&c1;"
    assert codes(source) == ["SRC003"]
    assert "c1.xml" in source.findings[0].message
    assert misplaced(source) == []


def test_elements_of_an_entity_stand_at_its_reference() -> None:
    source = parsed(f'<!DOCTYPE TEI [<!ENTITY a "<p><hi/></p>">]>{TEI}\n &a;<l/></TEI>')
    assert [etree.QName(element).localname for element in source.root.iter("*")] == [
        *("TEI", "p", "hi", "l")
    ]
    assert [source.position(n).column for n in (1, 2, 3)] == [2, 2, 5]


def test_default_attributes_of_the_doctype() -> None:
    source = parsed(
        '<!DOCTYPE TEI [<!ATTLIST TEI n CDATA "a &#38; &#34;b&#34;" xml:id ID #IMPLIED>'
        '<!ATTLIST p rend NMTOKENS #IMPLIED part (Y|N) "N">]>'
        f'{TEI}<p rend=" a  b "/></TEI>'
    )
    assert source.root.get("n") == 'a & "b"'
    assert dict(source.root[0].items()) == {"rend": "a b", "part": "N", names.AT: "7.1"}
    assert b"ATTLIST" not in etree.tostring(source.root.getroottree())


def test_a_namespace_may_come_from_the_doctype() -> None:
    source = parsed(
        f'<!DOCTYPE TEI [<!ATTLIST TEI xmlns CDATA #FIXED "{names.TEI}">]><TEI><p/></TEI>'
    )
    assert source.root[0].tag == names.tei("p")
    assert source.findings == ()


# Limits


def test_limit_of_depth() -> None:
    limits = Limits(depth=20)
    assert len(parsed(TEI + "<p>" * 19 + "</p>" * 19 + "</TEI>", limits=limits).positions) == 20
    with pytest.raises(SourceError, match="20 deep") as caught:
        parsed(TEI + "<p>" * 20 + "</p>" * 20 + "</TEI>", limits=limits)
    assert caught.value.code == "SRC018"
    assert caught.value.position == Position("a.xml", 1, len(TEI) + 19 * 3 + 1)


def test_the_default_depth_is_read_by_all_parsers() -> None:
    depth = Limits().depth - 1
    assert len(parsed(TEI + "<p>" * depth + "</p>" * depth + "</TEI>").positions) == depth + 1


def test_limit_of_size(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(f"{TEI}</TEI>")
    size = file.stat().st_size
    assert read(file, 0, "a.xml", Limits(size=size))
    with pytest.raises(SourceError, match="larger") as caught:
        read(file, 0, "a.xml", Limits(size=size - 1))
    assert caught.value.code == "SRC017"


def test_limit_of_expansion() -> None:
    text = f'<!DOCTYPE TEI [<!ENTITY a "12345"><!ENTITY b "&a;&a;">]>{TEI}\n&b;&b;</TEI>'
    assert content(parsed(text, limits=Limits(expansion=33))) == "\n" + "12345" * 4
    with pytest.raises(SourceError, match="&b;") as caught:
        parsed(text, limits=Limits(expansion=32))
    assert caught.value.code == "SRC019"
    assert caught.value.position == Position("a.xml", 2, 1)


def test_a_text_of_more_than_ten_megabytes_is_read() -> None:
    assert len(content(parsed(f"{TEI}{'a' * 11_000_000}</TEI>"))) == 11_000_000


# What is not TEI


@pytest.mark.parametrize("root", ["TEI", "teiCorpus", "listPerson", "standOff", "div"])
def test_no_namespace_is_read_as_tei_with_a_warning(root: str) -> None:
    source = parsed(f'<!-- > -->\n<{root}\n a="b"><p/>\n<p xmlns=""/></{root}>')
    assert [element.tag for element in source.root.iter("*")] == [
        *(names.tei(root), names.tei("p"), "p")
    ]
    assert source.root.get("a") == "b"
    [found] = source.findings
    assert (found.code, found.severity) == ("SRC004", Severity.WARNING)
    assert found.position == Position("a.xml", 2, 1)
    assert misplaced(source) == []


@pytest.mark.parametrize("tag", ["<TEI/>", '<TEI xmlns=""/>', "<TEI xmlns = '' n='1' />"])
def test_no_namespace_in_every_form_of_tag(tag: str) -> None:
    assert parsed(tag).root.tag == names.tei("TEI")


def test_no_namespace_with_doctype() -> None:
    source = parsed('<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY a "<p/>">]><TEI>&a;</TEI>')
    assert source.root[0].tag == names.tei("p")


def test_any_root_in_the_namespace_of_tei() -> None:
    assert parsed(f'<t:anything xmlns:t="{names.TEI}"/>').root.tag == names.tei("anything")


@pytest.mark.parametrize("root", ["TEI.2", "teiCorpus.2"])
def test_tei_p4_is_named_before_anything_else(root: str) -> None:
    with pytest.raises(SourceError, match="TEI P4") as caught:
        parsed(f"{DTD}<{root}><p>&x; not well-formed")
    assert caught.value.code == "SRC020"
    assert caught.value.position == Position("a.xml", 2, 1)
    assert "P5" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<xml><p/></xml>", "first element is xml"),
        ("<html><p/></html>", "web page"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0/"/>', "namespace of TEI"),
        ('<p xmlns="urn:x"/>', "first element is p"),
    ],
)
def test_other_roots_are_refused(text: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        parsed(text)
    assert caught.value.code == "SRC021"
    assert caught.value.position == Position("a.xml", 1, 1)
    assert parsed(text, any_root=True).root is not None


# Files that cannot be read


def test_missing_file(tmp_path: Path) -> None:
    (tmp_path / "Chapter-06.xml").write_text("")
    with pytest.raises(TeiError, match=r"no file a/chapter-6\.xml") as caught:
        read(tmp_path / "chapter-6.xml", 0, "a/chapter-6.xml")
    assert caught.value.position == Position("a/chapter-6.xml")
    assert "Chapter-06.xml" in caught.value.hint


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder") as caught:
        read(tmp_path, 0, "a")
    assert caught.value.code == "SRC011"


def test_device() -> None:
    with pytest.raises(SourceError, match="is a device"):
        read(Path("/dev/zero"), 0, "zero")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.xml"
    file.write_text("")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="Permission denied") as caught:
        read(file, 0, "a.xml")
    assert caught.value.code == "SRC011"


def test_name_with_a_null_byte() -> None:
    with pytest.raises(SourceError):
        read(Path("a\0b"), 0, "a")


def test_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.touch()
    with pytest.raises(SourceError, match="empty") as caught:
        read(file, 0, "a.xml")
    assert caught.value.code == "SRC012"


def test_an_error_is_also_a_finding() -> None:
    with pytest.raises(SourceError) as caught:
        parsed(f"{TEI}\n<p></TEI>")
    found = caught.value.finding
    assert (found.code, found.name, found.severity) == (
        *("SRC016", "not-well-formed", Severity.ERROR),
    )
    assert found.position == caught.value.position == Position("a.xml", 2, 4)
    assert (found.message, found.help) == (caught.value.message, caught.value.hint)


def test_every_code_is_described() -> None:
    assert len({rule.name for rule in CODES.values()}) == len(CODES)
    for rule in CODES.values():
        assert rule.meaning.endswith(".")
        assert rule.help.endswith(".")


# Properties

ENCODINGS = {
    "utf-8": "aé😀λ日",
    "utf-8-sig": "aé😀λ日",
    "utf-16": "aé😀λ日",
    "utf-16-be": "aé😀λ日",
    "utf-32": "aé😀λ日",
    "iso-8859-1": "aéÿ\xad",
    "iso-8859-7": "aλό",
    "koi8-r": "aЖя",
    "windows-1252": "aé„€",
    "shift_jis": "aｱ日表",  # the second byte of 表 is a backslash
    "euc-jp": "a日表",
    "iso-2022-jp": "a日表",
    "gb18030": "aé😀λ日",
    "big5": "a日功許",
}


@dataclass
class Generated:
    """A document that is written piece by piece, and what reading it must give."""

    end: str
    text: str = ""
    line: int = 1
    column: int = 1
    places: list[tuple[int, int]] = field(default_factory=list)
    content: str = ""

    def write(self, text: str) -> None:
        self.text += text.replace("\n", self.end)
        self.line += text.count("\n")
        self.column = len(text) - text.rfind("\n") if "\n" in text else self.column + len(text)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Generated]:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    words = st.text(st.sampled_from(ENCODINGS[encoding] + " \n\t"), max_size=8)
    chance = random.Random(draw(st.integers(0, 2**32)))
    document = Generated(draw(st.sampled_from(["\n", "\r\n", "\r"])))
    bare = encoding.removesuffix("-sig")
    document.write(f'<?xml version="1.0"\nencoding="{bare}"?>\n<!-- <p> {draw(words)}--><?x <p>?>')

    def element(depth: int) -> None:
        document.places.append((document.line, document.column))
        tag = chance.choice(["p", "hi", "t:seg"])
        document.write(f"<{tag}")
        if depth == 0:
            document.write(f' xmlns="{names.TEI}"\nxmlns:t="{names.TEI}"')
        document.write(f' n="{draw(words)}>"')
        if depth and chance.random() < 0.2:
            document.write("\n/>")
            return
        document.write(">")
        for _ in range(chance.randrange(4)):
            piece(depth)
        document.write(f"</{tag}\n>")

    def piece(depth: int) -> None:
        words_here = draw(words)
        kind = chance.randrange(5)
        if kind == 0:
            document.write(f"<!-- <p> {words_here}-->")
        elif kind == 1:
            document.write(f"<![CDATA[<p>&a;{words_here}]]>")
            document.content += f"<p>&a;{words_here}"
        elif kind == 2:
            document.write(f"<?p <p>{words_here}?>&#x1F600;&lt;p>")
            document.content += "😀<p>"
        elif kind == 3 and depth < 4:
            element(depth + 1)
        else:
            document.write(words_here)
            document.content += words_here

    element(0)
    document.write("\n")
    return encoding, document


@settings(deadline=None, derandomize=True, max_examples=200)
@given(documents())
def test_positions_and_text_survive_every_encoding(drawn: tuple[str, Generated]) -> None:
    encoding, document = drawn
    source = parsed(document.text.encode(encoding))
    assert source.text == document.text
    assert [source.positions[n] for n in range(len(source.positions))] == document.places
    assert content(source) == document.content
    assert misplaced(source) == []
    assert source.findings == ()


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 20))
def test_damaged_files_give_an_error_and_no_crash(noise: bytes, at: int, cut: int) -> None:
    whole = f'{DTD}{TEI}<p n="a">Müller &uuml;<!-- b --><hi>x</hi></p></TEI>'.encode()
    try:
        parsed(whole[:at] + noise + whole[at + cut :])
    except SourceError as error:
        assert error.message
        assert error.hint
        assert error.position


def test_all_files_of_the_corpora(corpora: Path) -> None:
    read_, wrong, odd = 0, [], []
    for path in sorted([*corpora.rglob("*.xml"), *corpora.rglob("*.odd")]):
        name = path.relative_to(corpora).as_posix()
        try:
            source = read(path, 0, name)
        except SourceError as error:
            if error.code not in {"SRC016", "SRC020", "SRC021"} or not error.position:
                odd.append(f"{name}: {error.code} {error.message}")
            continue
        read_ += 1
        wrong += misplaced(source)
        if len(source.positions) != sum(1 for _ in source.root.iter("*")):
            odd.append(f"{name}: {len(source.positions)} positions")
        if source.bom + source.text.encode(source.encoding) != path.read_bytes():
            odd.append(f"{name}: the text is not that of the file")
    assert read_ > 100
    assert (wrong, odd) == ([], [])


def test_export_of_the_classical_text_editor(
    corpora: Path, tei_require: Callable[[str, object], None]
) -> None:
    path = corpora / "tradition" / "base__t__data__florilegium_tei_cte.xml"
    tei_require("corpora", path.exists())
    source = read(path, 0, path.name)
    assert codes(source) == ["SRC004"]
    assert len(source.root.findall(f".//{names.tei('app')}")) == 74

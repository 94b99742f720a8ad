"""Reading a file: what is given about it, and where each element begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsing import DTD, TEI, codes, content, misplaced, parsed
from tei import names
from tei.errors import TeiError
from tei.findings import Position, Severity
from tei.reading.source import Limits, fingerprint, read
from tei.reading.source_codes import CODES, SourceError

# Reading


def test_read_gives_everything_about_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(f"{TEI}\n  <text>é<p/></text>\n</TEI>\n".encode())
    source = read(file, 3, "texts/a.xml")
    assert (source.number, source.path, source.name) == (3, file, "texts/a.xml")
    assert source.text == file.read_text(encoding="utf-8")
    assert source.fingerprint == fingerprint(file.read_bytes()) != fingerprint(b"")
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


def test_a_depth_that_no_parser_bears_is_told_by_its_place() -> None:
    depth = Limits().depth
    for more in (1, 5000):
        tags = depth + more
        with pytest.raises(SourceError, match=f"{depth} deep") as caught:
            parsed(TEI + "<p>" * tags + "</p>" * tags + "</TEI>")
        assert caught.value.position == Position("a.xml", 1, len(TEI) + (depth - 1) * 3 + 1)


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

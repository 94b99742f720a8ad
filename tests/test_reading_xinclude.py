"""XInclude: what is included, where it goes, and what keeps its origin."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from including import NS, Folder, at, places, plain
from tei import names
from tei.findings import Position, Severity


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    inside = tmp_path / "edition"
    inside.mkdir()
    return Folder(inside)


# Whole files


def test_without_inclusions_the_source_is_the_whole(folder: Folder) -> None:
    folder.write(a="<p/>")
    root, sources = folder.assemble(first_number=4)
    assert root is sources[0].root
    assert [source.number for source in sources] == [4]
    assert at(root) == ["4.0", "4.1"]


def test_included_file_takes_the_place_and_keeps_its_origin(folder: Folder) -> None:
    folder.write(a='\n <p/>x<xi:include href="b.xml"/>y<p/>', b="\n\n  <hi>é</hi>")
    root, sources = folder.assemble(first_number=2)
    assert plain(root) == "<TEI>\n <p/>x<TEI>\n\n  <hi>é</hi></TEI>y<p/></TEI>"
    assert [(source.number, source.name) for source in sources] == [(2, "a.xml"), (3, "b.xml")]
    assert at(root) == ["2.0", "2.1", "3.0", "3.1", "2.3"]
    assert places(root, sources)[2:] == ["b.xml:1:1", "b.xml:3:3", "a.xml:2:34"]


def test_the_sources_stay_as_they_were_read(folder: Folder) -> None:
    folder.write(a='<xi:include href="b.xml"/>', b="<p/>")
    _, sources = folder.assemble()
    assert sources[0].root[0].tag == f"{{{names.XI}}}include"
    assert sources[1].root.getparent() is None


def test_what_stands_around_the_root_stays(folder: Folder) -> None:
    folder.raw("a.xml", f'<?xml-model href="a"?><TEI {NS}><xi:include href="b.xml"/></TEI>')
    folder.write(b="")
    root, _ = folder.assemble()
    before = root.getprevious()
    assert before is not None
    assert before.text == 'href="a"'


def test_nested_inclusions_are_relative_to_their_file(folder: Folder) -> None:
    folder.write(a='<xi:include href="texts/b.xml"/>', d="<l/>")
    folder.raw("texts/b.xml", f'<text {NS}><xi:include href="../d.xml"/></text>')
    root, sources = folder.assemble()
    assert plain(root) == "<TEI><text><TEI><l/></TEI></text></TEI>"
    assert [source.name for source in sources] == ["a.xml", "texts/b.xml", "d.xml"]


def test_a_file_included_twice_is_one_source(folder: Folder) -> None:
    folder.write(a='<xi:include href="b.xml"/>,<xi:include href="./x/../b.xml"/>', b="<p/>")
    root, sources = folder.assemble()
    assert plain(root) == "<TEI><TEI><p/></TEI>,<TEI><p/></TEI></TEI>"
    assert [source.name for source in sources] == ["a.xml", "b.xml"]
    assert at(root) == ["0.0", "1.0", "1.1", "1.0", "1.1"]


def test_encodings_of_included_files_differ(folder: Folder) -> None:
    folder.write(a='é<xi:include href="b.xml"/><xi:include href="c.xml"/>')
    folder.raw("b.xml", f'<?xml version="1.0" encoding="UTF-16"?><p {NS}>λ</p>'.encode("utf-16"))
    folder.raw(
        "c.xml", f'<?xml version="1.0" encoding="Shift_JIS"?>\r\n<p {NS}>日</p>'.encode("sjis")
    )
    root, sources = folder.assemble()
    assert plain(root) == "<TEI>é<p>λ</p><p>日</p></TEI>"
    assert places(root, sources) == ["a.xml:1:1", "b.xml:1:40", "c.xml:2:1"]


def test_included_file_with_doctype(folder: Folder) -> None:
    folder.write(a='<xi:include href="b.xml"/>')
    folder.raw("b.xml", f'<!DOCTYPE p SYSTEM "x" [<!ENTITY e "<hi/>">]><p {NS}>&e;&x;</p>')
    root, sources = folder.assemble()
    assert plain(root) == "<TEI><p><hi/>&amp;x;</p></TEI>"
    assert [finding.code for finding in sources[1].findings] == ["SRC001"]


def test_included_file_need_not_be_tei(folder: Folder) -> None:
    folder.write(a='<figure><xi:include href="b.svg"/></figure>')
    folder.raw("b.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert "svg" in folder.text()


def test_included_file_without_namespace(folder: Folder) -> None:
    folder.write(a='<xi:include href="b.xml"/>')
    folder.raw("b.xml", "<div><p/></div>")
    root, sources = folder.assemble()
    assert root[0].tag == names.tei("div")
    assert [finding.code for finding in sources[1].findings] == ["SRC004"]


def test_a_file_that_is_only_an_inclusion(folder: Folder) -> None:
    folder.write(a='x<xi:include href="b.xml"/>y', c="<p/>")
    folder.raw("b.xml", f'<xi:include {NS} href="c.xml"/>')
    assert folder.text() == "<TEI>x<TEI><p/></TEI>y</TEI>"


def test_languages_survive_and_no_base_is_written(folder: Folder) -> None:
    folder.raw("a.xml", f'<TEI {NS} xml:lang="en"><xi:include href="b.xml" xpointer="p"/></TEI>')
    folder.raw("b.xml", f'<TEI {NS} xml:lang="la"><p xml:id="p"/></TEI>')
    root, _ = folder.assemble()
    assert root[0].get(names.XML_LANG) == "la"
    assert root[0].get(names.XML_BASE) is None
    folder.raw("b.xml", f'<TEI {NS} xml:lang="en"><p xml:id="p"/></TEI>')
    assert folder.assemble()[0][0].get(names.XML_LANG) is None


# Text around inclusions


@pytest.mark.parametrize("before", ["", "x", "<p/>", "<p/>x", "<!--c-->x"])
@pytest.mark.parametrize("after", ["", "y", "<p/>", "y<p/>", "<?c?>y"])
@pytest.mark.parametrize(
    ("include", "becomes"),
    [
        ('<xi:include href="b.xml"/>', "<TEI>B</TEI>"),
        ('<xi:include href="b.txt" parse="text"/>', "1 &lt; 2\n"),
        ('<xi:include href="no"><xi:fallback>f<hi/>g</xi:fallback></xi:include>', "f<hi/>g"),
        ('<xi:include href="no"><xi:fallback/></xi:include>', ""),
        (f'<xi:include href="b.xml" xpointer="xmlns(t={names.TEI})xpointer(//text())"/>', "B"),
    ],
)
def test_text_around_is_kept(
    folder: Folder, before: str, include: str, becomes: str, after: str
) -> None:
    folder.write(a=f"<div>{before}{include}{after}{include}{after}</div>", b="B")
    folder.raw("b.txt", "1 < 2\r\n")
    inner = f"{before}{becomes}{after}{becomes}{after}".replace("<?c?>", "<?c ?>")
    wanted = f"<TEI><div>{inner}</div></TEI>"
    assert etree.canonicalize(folder.text()) == etree.canonicalize(wanted)


# Passages


def test_passages_by_id_step_and_path(folder: Folder) -> None:
    folder.write(
        a='<xi:include href="b.xml" xpointer="one"/>|'
        '<xi:include href="b.xml" xpointer="element(/1/2)"/>|'
        "<xi:include href='b.xml' xpointer=\"xpointer(//*[@xml:id='one']/*)\"/>",
        b='<p xml:id="one">1<hi/>2<l/></p>tail<p>3</p>tail',
    )
    root, _ = folder.assemble()
    assert plain(root) == ('<TEI><p xml:id="one">1<hi/>2<l/></p>|<p>3</p>|<hi/><l/></TEI>')
    assert at(root) == ["0.0", "1.1", "1.2", "1.3", "1.4", "1.2", "1.3"]


def test_passage_of_the_same_file(folder: Folder) -> None:
    folder.write(a='<p xml:id="p">1</p><xi:include xpointer="p"/>')
    root, sources = folder.assemble()
    assert plain(root) == '<TEI><p xml:id="p">1</p><p xml:id="p">1</p></TEI>'
    assert at(root) == ["0.0", "0.1", "0.1"]
    assert len(sources) == 1


def test_inclusions_within_a_passage(folder: Folder) -> None:
    folder.write(
        a='<xi:include href="b.xml" xpointer="p"/>',
        b='<p xml:id="p"><xi:include href="c.xml"/></p><xi:include href="none.xml"/>',
        c="<l/>",
    )
    assert folder.text() == '<TEI><p xml:id="p"><TEI><l/></TEI></p></TEI>'


def test_two_files_may_take_passages_from_each_other(folder: Folder) -> None:
    folder.write(
        a='<p xml:id="x">1</p><xi:include href="b.xml" xpointer="y"/>',
        b='<p xml:id="y"><xi:include href="a.xml" xpointer="x"/></p>',
    )
    assert folder.text() == ('<TEI><p xml:id="x">1</p><p xml:id="y"><p xml:id="x">1</p></p></TEI>')


def test_passage_that_is_not_there(folder: Folder) -> None:
    folder.write(a='\n<xi:include href="b.xml" xpointer="p"><xi:fallback/></xi:include>', b="")
    error = folder.fails("SRC034")
    assert "p" in error.message
    assert "b.xml" in error.message
    assert error.position == Position("a.xml", 2, 1)


# Fallbacks


def test_fallback_stands_in_with_a_note(folder: Folder) -> None:
    folder.write(
        a="<xi:include href='none.xml'><xi:fallback>x<xi:include href='b.xml'/>"
        "<p><xi:include href='gone.xml'><xi:fallback>y</xi:fallback></xi:include></p>"
        "</xi:fallback></xi:include>",
        b="B",
    )
    root, sources = folder.assemble()
    assert plain(root) == "<TEI>x<TEI>B</TEI><p>y</p></TEI>"
    assert [source.name for source in sources] == ["a.xml", "b.xml"]
    found = sources[0].findings
    assert [(f.code, f.severity) for f in found] == [("SRC007", Severity.NOTE)] * 2
    assert "none.xml" in found[0].message
    assert "gone.xml" in found[1].message


def test_an_unused_fallback_includes_nothing(folder: Folder) -> None:
    folder.write(
        a="<xi:include href='b.xml'><xi:fallback><xi:include href='none.xml'/></xi:fallback>"
        "</xi:include>",
        b="B",
    )
    assert folder.text() == "<TEI><TEI>B</TEI></TEI>"


def test_no_fallback_for_a_file_that_is_there_and_faulty(folder: Folder) -> None:
    folder.write(a="<xi:include href='b.xml'><xi:fallback/></xi:include>")
    folder.raw("b.xml", "<p>\n</q>")
    assert folder.fails("SRC016").position == Position("b.xml", 2, 1)

"""XInclude: faults, circles, limits, and where files may lie; editions of the corpora."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from including import NS, Folder, plain
from tei import names
from tei.errors import TeiError
from tei.findings import Position
from tei.reading.source import Limits
from tei.reading.xinclude import assemble


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    inside = tmp_path / "edition"
    inside.mkdir()
    return Folder(inside)


# Faults


def test_one_missing_file(folder: Folder) -> None:
    folder.write(a="\n  <xi:include href='chapter-01.xml'/>")
    folder.raw("Chapter-01.xml", "")
    error = folder.fails("SRC030")
    assert error.position == Position("a.xml", 2, 3)
    assert "chapter-01.xml" in error.message
    assert "Chapter-01.xml" in error.hint


def test_all_faulty_inclusions_at_once(folder: Folder) -> None:
    folder.write(
        a="\n<xi:include href='1.xml'/>\n<xi:include href='b.xml'/>\n<xi:include/>"
        "<xi:include href='c.xml'/><xi:include href='c.xml'/>",
        b="<p/>\n<xi:include href='2.xml'/>",
    )
    folder.raw("c.xml", "<p>")
    with pytest.raises(TeiError) as caught:
        folder.assemble()
    assert [(f.code, str(f.position)) for f in caught.value.findings] == [
        ("SRC030", "a.xml:2:1"),
        ("SRC030", "b.xml:2:1"),
        ("SRC035", "a.xml:4:1"),
        ("SRC016", "c.xml:1:4"),
    ]
    assert caught.value.position == Position("a.xml", 2, 1)
    assert "4" in caught.value.message


def test_a_folder_cannot_be_included(folder: Folder) -> None:
    folder.write(a="<xi:include href='.'/>")
    assert "folder" in folder.fails("SRC030").message


@pytest.mark.parametrize(
    ("attributes", "says"),
    [
        ("", "does not say"),
        ("href=''", "does not say"),
        ("href='' parse='text'", "does not say"),
        ("href='b.xml' parse='html'", 'parse="html"'),
        ("href='b.xml#p'", "after #"),
        ("href='http://['", "not an address"),
        ("href='b%00.xml'", "not a path"),
    ],
)
def test_faulty_inclusion(folder: Folder, attributes: str, says: str) -> None:
    folder.write(a=f"<xi:include {attributes}/>", b="")
    error = folder.fails("SRC035")
    assert says in error.message
    assert error.position == Position("a.xml", 1, len(f"<TEI {NS}>") + 1)


def test_the_hint_says_how_to_point_into_a_file(folder: Folder) -> None:
    folder.write(a="<xi:include href='b.xml#p'/>")
    assert 'href="b.xml" xpointer="p"' in folder.fails("SRC035").hint


def test_two_fallbacks(folder: Folder) -> None:
    folder.write(a="<xi:include href='b'><xi:fallback/><xi:fallback/></xi:include>")
    assert "two fallbacks" in folder.fails("SRC035").message


def test_text_in_another_encoding(folder: Folder) -> None:
    folder.write(a="<xi:include href='b.txt' parse='text' encoding='iso-8859-1'/>")
    folder.raw("b.txt", "é".encode("latin-1"))
    assert folder.text() == "<TEI>é</TEI>"
    folder.write(a="<xi:include href='b.txt' parse='text'/>")
    assert folder.fails("SRC014").position == Position("b.txt", 1, 1)


# Circles


def test_a_file_that_includes_itself(folder: Folder) -> None:
    folder.write(a="<xi:include href='a.xml'/>")
    error = folder.fails("SRC033")
    assert "a.xml → a.xml" in error.message


def test_a_circle_names_its_chain(folder: Folder) -> None:
    folder.write(
        a="<xi:include href='b.xml'/>",
        b="<xi:include href='c.xml' xpointer='p'/>",
        c="<p xml:id='p'>\n<xi:include href='b.xml'/></p>",
    )
    error = folder.fails("SRC033")
    assert "b.xml → c.xml (p) → b.xml" in error.message
    assert error.position == Position("c.xml", 2, 1)


def test_a_passage_that_includes_itself(folder: Folder) -> None:
    folder.write(a="<p xml:id='p'><xi:include xpointer='p'/></p>")
    assert "(p)" in folder.fails("SRC033").message


# Where files may lie


def test_allowed_folders(folder: Folder) -> None:
    folder.write(a="<xi:include href='../shared/b.xml'/>")
    folder.raw("../shared/b.xml", f"<p {NS}/>")
    error = folder.fails("SRC031")
    assert "outside" in error.message
    assert error.position == Position("a.xml", 1, len(f"<TEI {NS}>") + 1)
    root, sources = folder.assemble(allow=[folder.path.parent / "shared"])
    assert plain(root) == "<TEI><p/></TEI>"
    assert sources[1].name == "../shared/b.xml"


def test_addresses_are_decoded_and_may_be_absolute(folder: Folder) -> None:
    folder.raw("b ü.xml", f"<p {NS}/>")
    uri = (folder.path / "b ü.xml").as_uri()
    folder.write(
        a=f"<xi:include href='b%20%C3%BC.xml'/><xi:include href='b ü.xml'/>"
        f"<xi:include href='{uri}'/><xi:include href='{folder.path}/b ü.xml'/>"
    )
    root, sources = folder.assemble()
    assert plain(root) == "<TEI><p/><p/><p/><p/></TEI>"
    assert [source.name for source in sources] == ["a.xml", "b ü.xml"]


def test_xml_base_counts(folder: Folder) -> None:
    folder.write(
        a="<div xml:base='texts/'><p xml:base='old/x.xml'><xi:include href='b.xml'/></p>"
        "<xi:include href='c.xml' xpointer='p'/></div>"
    )
    folder.raw("texts/old/b.xml", f"<p {NS}>b</p>")
    folder.raw(
        "texts/c.xml",
        f"<p {NS} xml:base='old/'><l xml:id='p'><xi:include href='b.xml'/></l></p>",
    )
    assert etree.fromstring(folder.text()).xpath("string()") == "bb"


def test_xml_base_counts_in_a_fallback(folder: Folder) -> None:
    inner = "<p><xi:include href='b.xml'/></p><xi:include href='b.xml'/>"
    folder.write(
        a="<div xml:base='texts/'><xi:include href='none.xml'>"
        f"<xi:fallback>{inner}</xi:fallback></xi:include></div>"
    )
    folder.raw("texts/b.xml", f"<p {NS}>b</p>")
    assert etree.fromstring(folder.text()).xpath("string()") == "bb"


def test_a_folder_reached_through_a_link(folder: Folder, tmp_path: Path) -> None:
    folder.write(a="<xi:include href='b.xml'/>", b="B")
    link = tmp_path / "link"
    link.symlink_to(folder.path)
    _, sources = assemble(link / "a.xml", link)
    assert [source.name for source in sources] == ["a.xml", "b.xml"]


# Limits


def test_files_that_double_each_other(folder: Folder) -> None:
    for number in range(30):
        include = f"<xi:include href='{number + 1}.xml'/>"
        folder.raw(f"{number}.xml", f"<p {NS}>{include}{include}</p>")
    folder.raw("30.xml", f"<p {NS}/>")
    folder.raw("a.xml", f"<TEI {NS}><xi:include href='0.xml'/></TEI>")
    folder.fails("SRC036", limits=Limits(includes=1000))


def test_a_large_file_included_often(folder: Folder) -> None:
    folder.write(a="<xi:include href='b.xml'/>" * 10, b="x" * 10_000)
    folder.fails("SRC017", limits=Limits(size=50_000))
    assert folder.assemble(limits=Limits(size=150_000))


def test_a_chain_without_end(folder: Folder) -> None:
    for number in range(60):
        folder.raw(f"{number}.xml", f"<p {NS}><xi:include href='{number + 1}.xml'/></p>")
    folder.raw("60.xml", f"<p {NS}/>")
    folder.raw("a.xml", f"<TEI {NS}><xi:include href='0.xml'/></TEI>")
    folder.fails("SRC036")


def test_depth_of_the_whole(folder: Folder) -> None:
    folder.write(a="<p><p><p><xi:include href='b.xml'/></p></p></p>", b="<p><p/></p>")
    assert folder.assemble(limits=Limits(depth=7))
    error = folder.fails("SRC018", limits=Limits(depth=6))
    assert "6 deep" in error.message


# Corpora


@pytest.mark.parametrize(
    ("file", "edition", "sources", "ids"),
    [
        ("almuqtabas/tei/oclc_4770057679-i_43.TEIP5.xml", "almuqtabas", 2, ["encodingDesc"]),
        ("almuqtabas/tei/oclc_4770057679-i_85.TEIP5.xml", "almuqtabas", 2, ["profileDesc"]),
        ("castello/tei/text/castello-anima-teiText.xml", "castello", 2, ["teiHeader-castello"]),
        ("teic-test/P5/Test/testplus.odd", "teic-test", 1, []),
    ],
)
def test_editions_of_the_corpora(
    corpora: Path,
    tei_require: Callable[[str, object], None],
    file: str,
    edition: str,
    sources: int,
    ids: list[str],
) -> None:
    tei_require("corpora", (corpora / file).exists())
    root, read = assemble(corpora / file, corpora / edition)
    assert len(read) == sources
    assert not list(root.iter(f"{{{names.XI}}}include"))
    for value in ids:
        stamp = root.xpath(
            "string(//*[@xml:id = $value]/@p:at)", value=value, namespaces={"p": names.PREPARED}
        )
        assert str(stamp).startswith("1.")


def test_missing_files_of_a_corpus(corpora: Path) -> None:
    with pytest.raises(TeiError) as caught:
        assemble(corpora / "sarit" / "saritcorpus.xml", corpora / "sarit")
    assert len(caught.value.findings) == 55

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position, Severity
from tei.reading.source import Limits, Source
from tei.reading.source_codes import SourceError
from tei.reading.xinclude import assemble

NS = f'xmlns="{names.TEI}" xmlns:xi="{names.XI}"'


class Folder:
    """An edition's folder in which files are written and assembled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **files: str) -> None:
        """Write TEI files: `a="..."` is the inside of the root of a.xml."""
        for name, inner in files.items():
            (self.path / f"{name}.xml").write_text(f"<TEI {NS}>{inner}</TEI>", encoding="utf-8")

    def raw(self, name: str, data: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def assemble(
        self, name: str = "a.xml", **options: object
    ) -> tuple[etree._Element, tuple[Source, ...]]:
        return assemble(self.path / name, self.path, **options)  # type: ignore[arg-type]

    def text(self, name: str = "a.xml") -> str:
        return plain(self.assemble(name)[0])

    def fails(self, code: str, name: str = "a.xml", **options: object) -> SourceError:
        with pytest.raises(SourceError) as caught:
            self.assemble(name, **options)
        assert caught.value.code == code
        return caught.value


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    inside = tmp_path / "edition"
    inside.mkdir()
    return Folder(inside)


def plain(root: etree._Element) -> str:
    """Give the markup without stamps and namespaces."""
    copied = etree.fromstring(etree.tostring(root), etree.XMLParser(collect_ids=False))
    for element in copied.iter("*"):
        if names.AT in element.attrib:
            del element.attrib[names.AT]
    etree.cleanup_namespaces(copied)
    return etree.tostring(copied, encoding="unicode").replace(f' xmlns="{names.TEI}"', "")


def at(root: etree._Element) -> list[str | None]:
    return [element.get(names.AT) for element in root.iter("*")]


def places(root: etree._Element, sources: tuple[Source, ...]) -> list[str]:
    """Give the place of each element, found through its stamp."""
    found = []
    for stamp in at(root):
        number, _, ordinal = str(stamp).partition(".")
        [source] = [source for source in sources if source.number == int(number)]
        found.append(str(source.position(int(ordinal))))
    return found


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

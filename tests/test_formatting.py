"""The canonical layout: what it looks like, and that nothing but white space ever changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.authoring.importing import ImportOptions, import_text
from tei.authoring.new import NewOptions, new_edition
from tei.errors import TeiError
from tei.formatting.content import element_only
from tei.formatting.files import formatted
from tei.formatting.sentences import begins, ends
from tei.reading.source import Source, parse, read
from tei.revisions.comparison import compare

MY_LIFE = Path(__file__).parents[1] / "editions" / "my-life"
FILE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def source_of(data: bytes) -> Source:
    return parse(data, Path("x.xml"), 0, "x.xml", any_root=True)


def laid_out(body: str) -> str:
    text = formatted(source_of(FILE.format(body).encode())).decode()
    return text[text.index("<body>") + 7 : text.index("\n    </body>")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div><head> A head </head><p>Once. Twice.</p></div>",
         "      <div>\n        <head>A head</head>\n        <p>Once.\n          Twice.</p>\n"
         "      </div>"),
        ("<p>Mr. Smith of No. 3 came.\n   He saw “it.” I wept.</p>",
         "      <p>Mr. Smith of No. 3 came.\n        He saw “it.”\n        I wept.</p>"),
        ("<p>Once.<hi>More</hi>. <hi>Three.</hi>\n  Four</p>",
         "      <p>Once.<hi>More</hi>.\n        <hi>Three.</hi>\n        Four</p>"),
        ("<p>First\n   <lb n='2'/>line. And <lb break=\"no\"/>more.</p>",
         "      <p>First\n        <lb n='2'/>line. And <lb break=\"no\"/>more.</p>"),
        ("<l>One.  Two.</l><ab>a\n  b</ab>", "      <l>One.  Two.</l>\n      <ab>a\n  b</ab>"),
        ('<p xml:space="preserve"> a  b. C </p>', '      <p xml:space="preserve"> a  b. C </p>'),
        ('<p rend="i"  n="1"\n xml:id=\'a\' >A</p >',
         "      <p xml:id='a' n=\"1\" rend=\"i\">A</p>"),
        ('<p><date resp="#e" cert="low" notAfter="1896" notBefore="1895">then</date></p>',
         '      <p><date notBefore="1895" notAfter="1896" cert="low" resp="#e">then</date></p>'),
        ("<p>A <choice><sic>b</sic><corr>c</corr></choice> d</p>",
         "      <p>A <choice><sic>b</sic><corr>c</corr></choice> d</p>"),
        ("<p>A list: <list><item>a</item><item>b</item></list></p>",
         "      <p>A list:\n        <list>\n          <item>a</item>\n          <item>b</item>"
         "\n        </list></p>"),
        ("\n<!-- one -->\n\n\n<p>A</p> <!-- two --><p>B</p>",
         "      <!-- one -->\n\n      <p>A</p> <!-- two -->\n      <p>B</p>"),
        ("<p>Tom &amp; Jack &lt; <![CDATA[ x  y ]]> z</p>",
         "      <p>Tom &amp; Jack &lt; <![CDATA[ x  y ]]> z</p>"),
    ],
)  # fmt: skip
def test_layout(body: str, expected: str) -> None:
    assert laid_out(body) == expected


def test_prolog_line_ends_and_encoding_are_kept() -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\r\n<?xml-model href="a"\r\n type="b"?>'
        '<!DOCTYPE TEI [<!ENTITY who "X">]>\r\n' + FILE.format("<p>Für &who;. Da.</p>") + "\r\n"
    )
    data = formatted(source_of(text.encode("latin-1")))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert '<?xml-model href="a"\r\n type="b"?>\r\n<!DOCTYPE TEI [<!ENTITY who "X">]>' in (
        data.decode("latin-1")
    )
    assert "<p>Für &who;.\r\n        Da.</p>" in data.decode("latin-1")


def test_a_doctype_that_keeps_white_space_is_obeyed() -> None:
    doctype = '<!DOCTYPE TEI [<!ATTLIST p xml:space CDATA "preserve">]>\n'
    data = (doctype + FILE.format("<p> a </p>") + "\n").encode()
    assert formatted(source_of(data)) == data


def test_what_holds_elements_only_is_read_from_the_declarations() -> None:
    assert {"div", "list", "choice", "app", "titleStmt", "teiHeader"} <= element_only()
    assert not {"p", "hi", "item", "note", "title", "date", "lem", "persName"} & element_only()


def test_sentences() -> None:
    assert ends("came home.") and ends("home!”") and ends("कथा।")
    assert not any(map(ends, ("home", "Mr.", "(L.", "L. D.", "page 3.", "and,")))
    assert begins("He") and begins("“") and begins("א") and not begins("he")


def essence(root: etree._Element) -> list[object]:
    """Give what a tree says, by another way than the formatter's: white space folded."""
    said: list[object] = []
    for event, item in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            said.append(
                (item.tag, sorted((k, v) for k, v in item.attrib.items() if ":at" not in k))
            )
        said.append((event, item.text if event in ("comment", "pi") else ""))
        text = item.text if event == "start" else item.tail
        said += (text or "").split()
    return said


def assert_only_layout(source: Source) -> None:
    data = formatted(source)
    after = source_of(data)
    assert formatted(after) == data
    assert essence(after.root) == essence(source.root)
    assert compare(source, after) == []
    assert read_as_one(source) == read_as_one(after)


def read_as_one(source: Source) -> list[str]:
    """Give the text of the paragraphs and verses, white space folded as a reader sees it."""
    names = {f"{{http://www.tei-c.org/ns/1.0}}{name}" for name in ("p", "l", "ab", "head")}
    holders = {f"{{http://www.tei-c.org/ns/1.0}}{name}" for name in element_only()}
    found = (e for e in source.root.iter(*names) if not any(x.tag in holders for x in e.iter("*")))
    return [re.sub(r"\s+", " ", "".join(map(str, e.itertext()))).strip() for e in found]


def test_my_life_is_the_same_text_however_it_is_laid_out() -> None:
    for path in sorted(MY_LIFE.rglob("*.xml"))[::6]:
        text = path.read_text(encoding="utf-8")
        assert_only_layout(source_of(re.sub(r">\s*\n\s*<", "> <", text).encode()))
        assert_only_layout(source_of(re.sub(r"(?<=[\w,;]) ", "\n \t", text).encode()))


def test_our_editions_are_laid_out_well() -> None:
    files = sorted(MY_LIFE.parent.rglob("*.xml"))
    assert len(files) > 45
    for path in files:
        assert formatted(read(path, 0, path.name)) == path.read_bytes(), path


def test_marking_what_is_named_leaves_the_lines_as_they_are() -> None:
    marked = re.compile(r"</?(persName|placeName|orgName|name|date)\b[^>]*>")
    for path in sorted((MY_LIFE / "tei" / "chapters").glob("*.xml"))[::5]:
        plain = marked.sub("", path.read_text(encoding="utf-8")).encode()
        assert formatted(source_of(plain)) == plain
    once = "<p>He came. {} left.</p>"
    expected = laid_out(once.format("van Gogh"))
    assert marked.sub("", laid_out(once.format("<persName>van Gogh</persName>"))) == expected


def test_what_the_program_writes_itself_is_laid_out_well() -> None:
    text = "# A book\n\n## One\n\nIt begins. It goes on: “Yes.” He left.\n\n> Once. Twice.\n"
    for split in (False, True):
        files = {
            **new_edition("letters", NewOptions()),
            **import_text(text, "book.md", ImportOptions(split=split)).files,
        }
        for name, content in files.items():
            if name.endswith(".xml"):
                file = parse(content, Path(name), 0, name, any_root=True)
                assert formatted(file) == content, name


@pytest.mark.parametrize(
    "pattern",
    [
        "calpurnius/[PMt]*.xml", "dharma/*.xml", "encodings/*.xml", "iospe/*.xml",
        "frankenstein/ms*.xml", "yidracor/der*.xml", "almuqtabas/tei/*i_1*.xml",
        "tradition/*cte.xml", "castello/tei/*1*.xml", "sarit/astavakragita.xml",
    ],
)  # fmt: skip
def test_editions_of_others_are_the_same_text(corpora: Path, pattern: str) -> None:
    for path in sorted(corpora.glob(pattern))[:2]:
        try:
            source = read(path, 0, path.name)
        except TeiError:
            continue
        assert_only_layout(source)


TEXT = st.lists(
    st.sampled_from(["One.", "Two", "it", " ", "\n  ", "&amp;", "<lb/>", "<!-- c -->", "<?pi x?>"])
).map("".join)


def elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(
        [
            "p",
            "hi",
            "note",
            "list",
            "item",
            "div",
            "choice",
            "sic",
            "app",
            "rdg",
            "l",
            "q",
            "figure",
        ]
    )
    made = st.builds(lambda name, text: f"<{name}>{text}</{name}>", names, inner)
    return st.lists(st.one_of(made, TEXT), max_size=4).map("".join)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.recursive(TEXT, elements, max_leaves=12))
def test_any_file_keeps_its_words_and_is_stable(body: str) -> None:
    source = source_of(FILE.format(body).encode())
    data = formatted(source)
    after = source_of(data)
    assert formatted(after) == data
    assert essence(after.root) == essence(source.root)

"""`tei import`: no word is lost, the result is valid, and what is not understood is said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from importing import CHAPTER, FOOTER, NS, found, imported, root, text_of
from tei.authoring.importing import Imported
from tei.authoring.numerals import number
from tei.config import read as read_settings
from tei.errors import TeiError
from tei.names import XML_ID, tei

TEXT = """\
A Small Book

By Jane Smith

...

Chapter 6: The Start

The first paragraph is on
two lines. It has *one* foreign word and _another_ one.

It is cut and goes

Smith, 1930, page 4.

on after the footer. Then **bold Smith, 1930, page 5. words.

Chapter Seven: The End

A line without an end
and so on.

"""


def codes(result: Imported) -> list[tuple[str, int]]:
    return [(finding.code, finding.position.line) for finding in result.findings]


def test_a_book() -> None:
    result = imported(TEXT, heading=CHAPTER, furniture=(FOOTER,), join_cut_paragraphs=True)
    book = root(result)
    assert [title.text for title in found(book, "//t:titleStmt/t:title")] == ["A Small Book"]
    assert [author.text for author in found(book, "//t:titleStmt/t:author")] == ["Jane Smith"]
    assert [byline.text for byline in found(book, "//t:titlePage/t:byline")] == ["By Jane Smith"]
    assert [part.text for part in found(book, "//t:front/t:div[@type='preamble']/t:p")] == ["..."]
    chapters = found(book, "//t:body/t:div[@type='chapter']")
    assert [chapter.get("n") for chapter in chapters] == ["6", "7"]
    assert [chapter.get(XML_ID) for chapter in chapters] == ["chapter-06", "chapter-07"]
    assert [chapter[0].text for chapter in chapters] == [
        "Chapter 6: The Start",
        "Chapter Seven: The End",
    ]
    written = result.files["tei/small-book.xml"].decode()
    assert (
        "        <p>The first paragraph is on two lines.\n"
        '          It has <hi rend="italic">one</hi> foreign word and '
        '<hi rend="italic">another</hi> one.</p>\n'
    ) in written
    cut = '<milestone type="spurious" unit="paragraph"/>'
    assert (
        f'        <p>It is cut and goes {cut}<fw type="footer">Smith, 1930, page 4.</fw><pb/>{cut}'
        "on after the footer.\n"
        '          Then **bold <fw type="footer">Smith, 1930, page 5.</fw><pb/> words.</p>\n'
    ) in written
    assert codes(result) == [("IMP008", 5), ("IMP001", 16), ("IMP003", 16)]
    summary = result.summary
    assert (summary.headings, summary.paragraphs, summary.furniture) == (2, 4, 2)
    assert (summary.emphasised, summary.joined, summary.unclear) == (2, 1, (5, 16))


def test_one_file_per_chapter() -> None:
    result = imported(TEXT, heading=CHAPTER, furniture=(FOOTER,), split=True)
    chapters = ["chapters/chapter-06.xml", "chapters/chapter-07.xml"]
    assert sorted(result.files) == sorted(
        ["edition.toml", "tei/small-book.xml", *(f"tei/{path}" for path in chapters)]
    )
    assert [include.get("href") for include in found(root(result), "//xi:include")] == chapters
    assert etree.fromstring(result.files["tei/chapters/chapter-06.xml"]).tag == tei("div")
    assert tomllib.loads(result.files["edition.toml"].decode()) == {
        "edition": {"source": "tei/small-book.xml"}
    }


def test_the_settings_are_read_by_the_program(tmp_path: Path) -> None:
    for path, content in imported(TEXT, heading=CHAPTER, split=True).files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert read_settings(tmp_path / "edition.toml").edition.source == ("tei/small-book.xml",)


def test_a_cut_is_reported_where_it_is_not_joined() -> None:
    result = imported(TEXT, heading=CHAPTER, furniture=(FOOTER,))
    assert ("IMP002", 16) in codes(result)
    assert result.summary.joined == 0
    assert not found(root(result), "//t:milestone")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It goes", "on here.", "joined"),
        ("It goes,", "“on” here.", "joined"),
        ("It ends.", "on here.", "reported"),
        ("It is a rather long line that goes and goes", "On here.", "reported"),
        ("A title", "On here.", "left"),
        ("He said:", "On here.", "left"),
        ('He said "so."', "On here.", "left"),
    ],
)
def test_what_counts_as_a_cut(before: str, after: str, expected: str) -> None:
    text = f"# One\n\n{before}\n\n{after}\n"
    result = imported(text, join_cut_paragraphs=True)
    paragraphs = found(root(result), "//t:body//t:p")
    assert len(paragraphs) == (1 if expected == "joined" else 2)
    code = {"joined": ["IMP001"], "reported": ["IMP002"], "left": []}[expected]
    assert [finding.code for finding in result.findings] == code


def test_markdown() -> None:
    text = "# The *Book*\n\nBy A. B.\n\nA preface.\n\n## One\n\nText.\n\n### Part\n\nMore.\n"
    text += "## Two\nEnd.\n"
    book = root(imported(text))
    assert [title.text for title in found(book, "//t:titleStmt/t:title")] == ["The Book"]
    assert len(found(book, "//t:titlePart/t:hi")) == 1
    chapters = found(book, "//t:body/t:div")
    assert [chapter.get(XML_ID) for chapter in chapters] == ["chapter-01", "chapter-02"]
    sections = found(book, "//t:body/t:div/t:div[@type='section']")
    assert [section.get(XML_ID) for section in sections] == ["chapter-01-section-01"]
    assert [head.text for head in found(book, "//t:head")] == ["One", "Part", "Two"]


def test_title_and_author_without_blank_lines() -> None:
    book = root(imported("My Book\nby Jane Smith\nFirst words.\n"))
    assert [title.text for title in found(book, "//t:titleStmt/t:title")] == ["My Book"]
    assert [author.text for author in found(book, "//t:titleStmt/t:author")] == ["Jane Smith"]
    assert [p.text for p in found(book, "//t:body/t:p")] == ["First words."]


def test_title_and_author_by_option() -> None:
    book = root(imported("Words.\n", title="T", author="A", language="de"))
    assert [title.text for title in found(book, "//t:titleStmt/t:title")] == ["T"]
    assert [author.text for author in found(book, "//t:titleStmt/t:author")] == ["A"]
    assert [language.get("ident") for language in found(book, "//t:language")] == ["de"]


def test_verse_only_where_asked() -> None:
    text = "# Poem\n\nThe first line,\nthe *second* line.\n"
    assert not found(root(imported(text)), "//t:lg")
    result = imported(text, verse=True)
    assert len(found(root(result), "//t:lg/t:l")) == 2
    assert result.summary.stanzas == 1


def test_numbers_that_are_strange_are_reported() -> None:
    text = "".join(f"Chapter {n}: A\n\nX.\n\n" for n in ("2", "2", "IV", "umpteen"))
    result = imported(text, heading=CHAPTER)
    chapters = found(root(result), "//t:body/t:div")
    assert [chapter.get("n") for chapter in chapters] == ["2", "2", "4", "umpteen"]
    identifiers = [chapter.get(XML_ID) for chapter in chapters]
    assert identifiers == ["chapter-02", "chapter-02-2", "chapter-04", "chapter-umpteen-a"]
    assert codes(result) == [("IMP005", 5), ("IMP005", 9), ("IMP004", 13)]


def test_what_is_not_read_is_kept_and_reported() -> None:
    text = "- A list.\n\nA * b.\n\nThe word is hyphen-\nated.\n"
    result = imported(text, heading="^Part", furniture=("nowhere",))
    assert sorted(finding.code for finding in result.findings) == [
        "IMP003",
        "IMP006",
        "IMP007",
        "IMP009",
        "IMP010",
    ]
    positions = {finding.code: str(finding.position) for finding in result.findings}
    assert positions["IMP003"] == "small-book.txt:3:3"
    assert positions["IMP010"] == "small-book.txt:5:19"
    assert positions["IMP006"] == "small-book.txt"
    book = result.files["tei/small-book.xml"].decode()
    for line in ("- A list.", "A * b.", 'The word is hyphen-<lb break="no"/>ated.'):
        assert f"<p>{line}</p>" in book


def test_a_line_of_furniture_is_not_reported() -> None:
    result = imported("# One\n\nWords.\n\n- 3 -\n\nMore.\n", furniture=(r"^- \d+ -$",))
    assert [fw.text for fw in found(root(result), "//t:fw")] == ["- 3 -"]
    assert not found(root(result), "//t:list")
    assert codes(result) == []


def test_front_matter_goes_into_the_header() -> None:
    head = "---\ntitle: My Notes\nauthor: 'Ann'\ndate: 1930\nlanguage: de\ntags:\n  - a\n---\n"
    result = imported(head + "\nA short line\n\n# One\n\nText.\n")
    book = root(result)
    assert [title.text for title in found(book, "//t:titleStmt/t:title")] == ["My Notes"]
    assert [author.text for author in found(book, "//t:titleStmt/t:author")] == ["Ann"]
    assert [date.text for date in found(book, "//t:sourceDesc//t:date")] == ["1930"]
    assert [language.text for language in found(book, "//t:language")] == ["German"]
    assert text_of(found(book, "//t:front")[0]).split() == (
        ["My", "Notes", "Ann", "tags:", "-", "a", "A", "short", "line"]
    )
    reported = [("IMP008", 6), ("IMP008", 10), ("IMP009", 6), ("IMP009", 7)]
    assert sorted(codes(result)) == reported


def test_an_unknown_language_gets_no_invented_name() -> None:
    (language,) = found(root(imported("A.\n", language="gsw")), "//t:language")
    assert (language.get("ident"), language.text) == ("gsw", None)


def test_markdown_blocks_are_not_run_together() -> None:
    text = (
        "# One\n\nThings:\n- a *b*\n  on\n- c\n\n1. d\n2. e\n\n> q\n> r\n>\n> s\n\n"
        "```\nx\n\ny\n```\n\n    z\n    w\n"
    )
    result = imported(text)
    book = re.sub(r"\n *", "", result.files["tei/small-book.xml"].decode())
    for passage in (
        '<p>Things:</p><list rend="bulleted"><item>a <hi rend="italic">b</hi> on</item>'
        "<item>c</item></list>",
        '<list rend="numbered"><item n="1">d</item><item n="2">e</item></list>',
        "<quote><p>q r</p><p>s</p></quote>",
        '<ab type="code">x<lb/><lb/>y</ab>',
        '<ab type="code">z<lb/>w</ab>',
    ):
        assert passage in book
    assert codes(result) == [("IMP009", 16), ("IMP009", 22)]


def test_a_number_that_ends_a_sentence_begins_no_list() -> None:
    book = root(imported("# One\n\nIt was in May\n12. Then he left.\n\n1930. A year.\n"))
    paragraphs = [p.text for p in found(book, "//t:body//t:p")]
    assert paragraphs == ["It was in May 12. Then he left.", "1930. A year."]


def test_fences() -> None:
    result = imported("# One\n\n```python\nx\n```\n\n```\nnever closed\n")
    book = result.files["tei/small-book.xml"].decode()
    assert '<ab type="code">python<lb/>x</ab>' in book
    assert "<p>``` never closed</p>" in book
    assert codes(result) == [("IMP009", 3), ("IMP009", 7)]


def test_markdown_inside_a_line() -> None:
    text = "# One\n\nSee [a *page*](https://x.org/a?b=1#c), [b](c.md), `d` and e[^1] f[^2].\n\n"
    result = imported(text + "[^1]: *Note* one.\n[^3]: Note three.\n")
    book = result.files["tei/small-book.xml"].decode()
    assert '<ref target="https://x.org/a?b=1#c">' in book
    assert "[b](c.md), <code>d</code> and e<note>" in book
    assert '<note><hi rend="italic">Note</hi> one.</note> f[^2].</p>' in book
    assert "<p>[^3]: Note three.</p>" in book
    assert sorted(codes(result)) == [("IMP009", 3), ("IMP009", 3), ("IMP009", 6)]


def test_bold_is_not_counted_as_italics() -> None:
    summary = imported("# One\n\n**a** *b* **c**\n").summary
    assert (summary.emphasised, summary.bold) == (1, 2)


@pytest.mark.parametrize("heading", [None, "^Chapter"])
def test_a_row_of_stars_is_an_ornament(heading: str | None) -> None:
    result = imported("Words.\n\n* * *\n\nMore.\n", heading=heading)
    (ornament,) = found(root(result), "//t:body/t:ab[@type='ornament']")
    assert ornament.text == "* * *"
    assert [code for code, line in codes(result) if line] == ["IMP009"]


def test_a_heading_without_a_number_takes_none() -> None:
    text = "PREFACE\n\nA.\n\nCHAPTER I\n\nB.\n\nCHAPTER É\n\nC.\n"
    result = imported(text, heading=r"^(?:PREFACE|CHAPTER (?P<n>[IVX]+)?)")
    identifiers = [part.get(XML_ID) for part in found(root(result), "//t:body/t:div")]
    assert identifiers == ["preface", "chapter-01", "section-3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\n\ftwo.", "<p>One <pb/> two.</p>"),
        ("One.\n\n\fTwo.", "<p>One.</p> <pb/> <p>Two.</p>"),
        ("One.\f\n\nTwo.", "<p>One.</p> <pb/> <p>Two.</p>"),
        ("One\n\ntwo\f\fthree", "<p>One</p> <p>two <pb/> <pb/> three</p>"),
        ("- One\n\ftwo", '<list rend="bulleted"> <item>One <pb/> two</item> </list>'),
        ("```\na\n\fb\n```", '<ab type="code">a<lb/><pb/><lb/>b</ab>'),
        # A foot that is found says where the page ends.
        (
            "One\nSmith, 1930, page 4.\n\ftwo.",
            '<p>One <fw type="footer">Smith, 1930, page 4.</fw><pb/> two.</p>',
        ),
    ],
)
def test_a_form_feed_is_the_end_of_a_page(text: str, expected: str) -> None:
    (body,) = found(root(imported(text, heading=None, furniture=(FOOTER,))), "//t:body")
    written = "".join(etree.tostring(part, encoding="unicode") for part in body)
    assert " ".join(written.replace(f' xmlns="{NS["t"]}"', "").split()) == expected


def test_form_feeds_are_counted() -> None:
    assert imported("One.\n\fTwo.\f").summary.pages == 2


@pytest.mark.parametrize(
    ("text", "options", "message", "place"),
    [
        ("", {}, "small-book.txt is empty", ""),
        (" \n\t\n", {}, "small-book.txt is empty", ""),
        ('\n<?xml version="1.0"?><TEI/>', {}, "XML already", ""),
        ("<TEI>", {}, "XML already", ""),
        ("A\nbc\vd", {}, "U+000B", "small-book.txt:2:3"),
        ("\ufeffA\ufffe", {}, "U+FFFE", "small-book.txt:1:2"),
        ("\ud800", {}, "U+D800", "small-book.txt:1:1"),
        ("A", {"heading": "("}, "not a regular expression", ""),
        ("A", {"furniture": ("[",)}, "not a regular expression", ""),
    ],
)
def test_what_cannot_be_imported(
    text: str, options: dict[str, object], message: str, place: str
) -> None:
    with pytest.raises(TeiError) as caught:
        imported(text, **options)
    assert message in caught.value.message
    assert caught.value.hint
    assert str(caught.value.position or "") == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6", 6),
        (" 12. ", 12),
        ("Seven", 7),
        ("seventeen", 17),
        ("forty", 40),
        ("Forty-Five", 45),
        ("twenty first", 21),
        ("Twelfth", 12),
        ("thirtieth", 30),
        ("IV", 4),
        ("xlix", 49),
        ("MCMXXX", 1930),
        ("IIII", None),
        ("", None),
        ("forty-twelve", None),
        ("²", None),
        ("umpteen", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert number(text) == value

"""Merging: what one editor changed is taken, what both changed alike once, the rest shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.edits import splice
from tei.errors import TeiError
from tei.merging.conflicts import find, take
from tei.merging.files import merge
from tei.reading.source import parse

FILE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>\n'
NAMES = ("base.xml", "ours.xml", "theirs.xml")
LETTER = "<p>We have recieved your letter, and Anna read it to us all.</p>"
NAMED = '<persName ref="#anna">Anna</persName>'
POEM = (
    '<p n="1">The first paragraph is about the weather in spring.</p>\n'
    '<p n="2">The second one tells of a journey to Odessa.</p>\n'
    '<p n="3">In the third everybody goes home again.</p>\n'
)


def merged(base: str, ours: str, theirs: str) -> tuple[str, int]:
    files = [FILE.format(text).encode() for text in (base, ours, theirs)]
    result = merge(files[0], files[1], files[2], NAMES)
    etree.fromstring(result.data)
    text = result.data.decode()
    return text[text.index("<body>") + 6 : text.index("</body>")], result.conflicts


def without(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


TYPO = ("recieved", "received")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([TYPO], [("Anna", NAMED)]),
        ([TYPO], [(", and", ",</p><p>and")]),
        ([TYPO], [("your letter", "your<note>Lost.</note> letter")]),
        ([TYPO], [("Anna", "<choice><sic>Anna</sic><corr>Hanna</corr></choice>")]),
        ([("<p>", '<p n="1">')], [("all.", "all, twice.")]),
        ([("your ", "")], [("have recieved your", "have recieved\n   your")]),
        ([("Anna read", "<hi>Anna read</hi>")], [("Anna", NAMED)]),
        ([("We have", "We<lb/> have")], [("We", "They")]),
        ([("letter", "love-letter")], [("letter", "leter")]),
        ([("letter,", "letter –")], [("letter", "card")]),
    ],
)
def test_two_editors_of_one_sentence_need_no_hand(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    first, second = without(LETTER, *ours), without(LETTER, *theirs)
    text, conflicts = merged(LETTER, first, second)
    assert not conflicts
    assert text == merged(LETTER, second, first)[0]
    if not any(old in new for old, new in ours for _, new in theirs):
        expected = without(LETTER, *[pair for pair in (*ours, *theirs) if pair[0] != "your "])
        assert ("your " in expected and "your " not in text) or text == expected


def test_a_word_mended_in_a_name_that_the_other_marked() -> None:
    text, _ = merged(LETTER, LETTER.replace("Anna", "Hanna"), LETTER.replace("Anna", NAMED))
    assert '<persName ref="#anna">Hanna</persName>' in text


def test_a_word_put_before_a_name_that_the_other_marked() -> None:
    text, _ = merged(LETTER, LETTER.replace("Anna", "dear Anna"), LETTER.replace("Anna", NAMED))
    assert 'and dear <persName ref="#anna">Anna</persName> read' in text


def test_the_same_words_marked_by_both_in_different_ways_are_nested() -> None:
    first, second = LETTER.replace("Anna", "<hi>Anna</hi>"), LETTER.replace("Anna", NAMED)
    text, conflicts = merged(LETTER, first, second)
    assert (text, conflicts) == (merged(LETTER, second, first)[0], 0)
    assert 'and <hi><persName ref="#anna">Anna</persName></hi> read' in text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("letter", "letters"), ("letter", "card")),
        (TYPO, ("recieved", "<choice><sic>recieved</sic><corr>received</corr></choice>")),
        (("Anna read", "<hi>Anna read</hi>"), ("read it", "<emph>read it</emph>")),
        (("Anna read", "<hi>Anna read</hi>"), ("read it", "<hi>read it</hi>")),
        ((" to us all", ""), ("us", "everyone")),
        (("Anna", "Anna Kern"), ("Anna", "Anna Smirnova")),
        (("letter", "pet-letter"), ("letter", "card")),
        ((" letter", ""), ("letter", "letter-box")),
        ((LETTER, ""), ("Anna", NAMED)),
    ],
)
def test_a_contradiction_shows_both_and_can_be_settled(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    first, second = LETTER.replace(*ours), LETTER.replace(*theirs)
    text, conflicts = merged(LETTER, first, second)
    assert conflicts == 1
    source = parse(FILE.format(text).encode(), Path("x.xml"), 0, "x.xml")
    (conflict,) = find(source)
    assert conflict.base is not None and conflict.number == 1
    assert conflict.ours != conflict.theirs
    for side, wanted in (("ours", first), ("theirs", second)):
        settled = splice(source, take(source, [conflict], side)).decode()
        assert settled == FILE.format(wanted)


def test_attributes_merge_one_by_one() -> None:
    base = '<p n="1" rend="a">A</p>'
    theirs = base.replace('rend="a"', 'rend="b" xml:id="x"')
    text, conflicts = merged(base, base.replace('n="1"', "n='2'"), theirs)
    assert (text, conflicts) == ('<p n=\'2\' rend="b" xml:id="x">A</p>', 0)


def test_witnesses_are_a_set() -> None:
    base = '<app><rdg wit="#A #B">x</rdg></app>'
    text, conflicts = merged(base, base.replace("#B", "#B #C"), base.replace("#A ", ""))
    assert (text, conflicts) == ('<app><rdg wit="#B #C">x</rdg></app>', 0)


def test_an_attribute_in_conflict_is_ours_and_the_other_stands_before_the_tag() -> None:
    base = '<p n="1">A</p>'
    text, conflicts = merged(base, base.replace("1", "2"), base.replace("1", "3 &lt; 4"))
    assert conflicts == 1
    assert text.endswith('?><p n="2">A</p>')
    source = parse(FILE.format(text).encode(), Path("x.xml"), 0, "x.xml")
    (conflict,) = find(source)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("1", "2", "3 &lt; 4")
    settled = splice(source, take(source, [conflict], "theirs")).decode()
    assert settled == FILE.format('<p n="3 &lt; 4">A</p>')


@pytest.mark.parametrize("descending", [False, True])
def test_changes_of_the_header_are_both_kept_in_order_of_date(descending: bool) -> None:
    old = '<change when="2020">x</change><change when="2021">y</change>'
    old = '<change when="2021">y</change><change when="2020">x</change>' if descending else old
    new = '<change when="{0}">{0}</change>'

    def desc(year: str) -> str:
        mine = new.format(year)
        return f"<revisionDesc>{mine + old if descending else old + mine}</revisionDesc>"

    text, conflicts = merged(f"<revisionDesc>{old}</revisionDesc>", desc("2023"), desc("2022"))
    years = [part[:4] for part in text.split('when="')[1:]]
    assert conflicts == 0
    assert years == sorted(years, reverse=descending) and len(years) == 4


def test_a_paragraph_moved_by_one_and_edited_by_the_other() -> None:
    one, two, three = POEM.splitlines(keepends=True)
    moved = two + three + one
    edited = POEM.replace("weather", "wether").replace("The first", "<hi>The</hi> first")
    expected = moved.replace("weather", "wether").replace("The first", "<hi>The</hi> first")
    for pair in ((moved, edited), (edited, moved)):
        text, conflicts = merged(POEM, *pair)
        assert conflicts == 0
        assert "".join(text.split()) == "".join(expected.split())


def test_without_an_ancestor_what_differs_is_a_conflict() -> None:
    files = FILE.format(LETTER), FILE.format(LETTER.replace("letter", "card"))
    result = merge(b"", files[0].encode(), files[1].encode(), NAMES)
    assert result.conflicts == 1
    assert b">letter<?tei-conflict 1 theirs?>card<" in result.data


def test_line_ends_encoding_and_doctype_are_kept() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>\r\n<!DOCTYPE TEI [<!ENTITY a "b">]>\r\n'
    text = head + FILE.format("<p>Für &a; und\r\n mich.</p>").replace("\n", "\r\n")
    text = text.replace("\r\r", "\r")
    theirs = text.replace("mich", "dich").replace("\r\n", "\n")
    theirs = theirs.replace("iso-8859-1", "utf-8")
    files = (
        text.encode("latin-1"),
        text.replace("Für", "Wider").encode("latin-1"),
        b"\xef\xbb\xbf" + theirs.encode(),
    )
    result = merge(*files, NAMES)
    assert result.conflicts == 0
    expected = b"\xef\xbb\xbf" + theirs.replace("Für", "Wider").encode()
    assert result.data == expected


def test_different_first_elements_are_refused() -> None:
    with pytest.raises(TeiError, match="first element is TEI in the one and div"):
        merge(b"<TEI/>", b"<TEI />", b"<div/>", NAMES)


def test_a_conflict_about_questions_and_instructions() -> None:
    """What an instruction holds must not end it, nor keep anybody looking for its end."""
    base = "<p>" + "why?who? ?a " * 40 + "<?x y?>&amp;</p>"
    text, conflicts = merged(base, "<p>Ours?</p>", "<p>Theirs <?z?></p>")
    source = parse(FILE.format(text).encode(), Path("x.xml"), 0, "x.xml")
    assert len(find(source)) == conflicts > 0
    for side, wanted in (("ours", "<p>Ours?</p>"), ("theirs", "<p>Theirs <?z?></p>")):
        settled = splice(source, take(source, find(source), side)).decode()
        assert settled == FILE.format(wanted)

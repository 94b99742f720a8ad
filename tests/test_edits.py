"""Byte-exact edits: what is not edited stays, to the byte, and nothing else can change."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.edits import Edit, EditError, Wrap, splice, wrap
from tei.reading.source import Source, parse

START = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def source(text: str, encoding: str = "utf-8", bom: bytes = b"") -> Source:
    return parse(bom + text.encode(encoding), Path("text.xml"), 0, "text.xml")


def named(source: Source, words: str) -> Wrap:
    at = source.text.index(words)
    return Wrap(at, at + len(words), "persName", (("ref", "#b"),))


FILES = {
    "plain": (f"{START}<p>Anna Berg came.</p></TEI>", "utf-8", b""),
    "bom": (f"{START}<p>Anna Berg came.</p></TEI>", "utf-8", codecs.BOM_UTF8),
    "utf-16-le": (
        f"{START}<p>Anna Berg kam übers 𝔐eer.</p></TEI>",
        "utf-16-le",
        codecs.BOM_UTF16_LE,
    ),
    "utf-16-be": (
        f"{START}<p>Anna Berg kam übers 𝔐eer.</p></TEI>",
        "utf-16-be",
        codecs.BOM_UTF16_BE,
    ),
    "latin-1": (
        f'<?xml version="1.0" encoding="iso-8859-1"?>\n{START}<p>Für Anna Berg.</p></TEI>\n',
        "latin-1",
        b"",
    ),
    "crlf": (f"{START}\r\n\t<p>\r\nAnna Berg\r\ncame.</p>\r\n</TEI>\r\n", "utf-8", b""),
    "mixed line ends": (f"{START}\r<p>\nAnna Berg\r\n came.</p>\r</TEI>", "utf-8", b""),
    "entities": (
        f'<!DOCTYPE TEI [<!ENTITY b "<hi>Bern</hi>"><!ENTITY u "ü">]>{START}'
        "<p>F&u;r &b; &amp; &#65;nna <!-- Anna --> Anna Berg &lt;.</p></TEI>",
        "utf-8",
        b"",
    ),
    "odd tags": (
        f"<?xml version='1.0'?><!--Anna--><?pi Anna?>{START}<p  n = 'a>b'\n\tother=\"'\" >"
        "<![CDATA[Anna <]]>Anna Berg<lb  /></p\n></TEI><!-- end -->",
        "utf-8",
        b"",
    ),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_only_the_tags_are_new(file: tuple[str, str, bytes]) -> None:
    read = source(*file)
    text, encoding, bom = file
    written = wrap(read, [named(read, "Anna Berg")])
    expected = text.replace("Anna Berg", '<persName ref="#b">Anna Berg</persName>')
    assert written == bom + expected.encode(encoding)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_without_edits_the_bytes_are_the_same(file: tuple[str, str, bytes]) -> None:
    text, encoding, bom = file
    assert splice(source(*file), []) == bom + text.encode(encoding)
    assert wrap(source(*file), []) == bom + text.encode(encoding)


def test_several_edits_are_made_in_one_go() -> None:
    read = source(f"{START}<p>one two three</p></TEI>")
    at = read.text.index
    edits = [
        Edit(at("three"), at("three") + 5, "3"),
        Edit(at("one"), at("one"), "0 "),
        Edit(at("two"), at("two") + 4, ""),
    ]
    assert splice(read, edits).decode() == f"{START}<p>0 one 3</p></TEI>"


def test_insertions_at_one_place_keep_their_order() -> None:
    read = source(f"{START}<p/></TEI>")
    at = read.text.index("<p")
    assert f"{START}<a/><b/><p/>".encode() in splice(
        read, [Edit(at, at, "<a/>"), Edit(at, at, "<b/>")]
    )


def test_wraps_may_touch() -> None:
    read = source(f"{START}<p>ab</p></TEI>")
    at = read.text.index("ab")
    written = wrap(read, [Wrap(at + 1, at + 2, "c"), Wrap(at, at + 1, "c")]).decode()
    assert "<p><c>a</c><c>b</c></p>" in written


@pytest.mark.parametrize("second", [(5, 8), (3, 6), (6, 6), (4, 9)])
def test_overlapping_edits_are_refused(second: tuple[int, int]) -> None:
    read = source(f"{START}<p>0123456789</p></TEI>")
    start = read.text.index("0123")
    edits = [Edit(start + 4, start + 7, "x"), Edit(start + second[0], start + second[1], "y")]
    with pytest.raises(EditError, match="overlap") as caught:
        splice(read, edits)
    assert caught.value.position and caught.value.position.line == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (5, 4), (0, 10_000)])
def test_edits_outside_of_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(EditError, match="outside"):
        splice(source(f"{START}<p/></TEI>"), [Edit(start, end, "")])


def test_a_character_that_the_encoding_lacks_becomes_a_reference() -> None:
    read = source(*FILES["latin-1"])
    at = read.text.index("Anna Berg")
    written = wrap(read, [Wrap(at, at + 4, "persName", (("key", "Łódź"),))])
    assert b'<persName key="&#321;\xf3d&#378;">Anna</persName>' in written


def test_attributes_cannot_break_out() -> None:
    read = source(f"{START}<p>Anna</p></TEI>")
    at = read.text.index("Anna")
    value = "\"><script a='&"
    after = parse(
        wrap(read, [Wrap(at, at + 4, "name", (("n", value),))]), Path("text.xml"), 0, "text.xml"
    )
    assert after.root[0][0].get("n") == value


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("b</hi>c", "unreadable"),
        ("<hi>", "unreadable"),
        ("inside", "change"),
        ("value", "unreadable"),
        ("literal", "change"),
        ("target", "change"),
    ],
)
def test_what_is_no_passage_is_refused(words: str, why: str) -> None:
    read = source(
        f'{START}<p n="value">a <hi>b</hi>c <!-- inside --><![CDATA[literal]]>'
        "<?pi target?></p></TEI>"
    )
    with pytest.raises(EditError, match=why) as caught:
        wrap(read, [named(read, words)])
    assert "left as it is" in caught.value.hint


def test_nothing_can_be_wrapped_in_no_characters() -> None:
    with pytest.raises(EditError, match="nothing"):
        wrap(source(f"{START}<p/></TEI>"), [Wrap(45, 45, "c")])


def test_bytes_that_cannot_be_had_back_are_not_edited() -> None:
    read = source(f"{START}<p>Anna</p></TEI>")
    object.__setattr__(read, "fingerprint", 0)
    with pytest.raises(EditError, match="same bytes"):
        splice(read, [])


TEXT = st.text(st.sampled_from("ab é\u0301ש𝔐\n\r\t"), max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Make the content of an element: text, elements in it, comments, references, CDATA."""
    parts = draw(
        st.lists(
            st.one_of(
                TEXT,
                st.sampled_from(
                    ["<lb/>", "<!-- a -->", "<?p a?>", "&amp;", "&#97;", "<![CDATA[a<]]>"]
                ),
                st.deferred(lambda: documents().map(lambda inner: f"<hi>{inner}</hi>")),
            ),
            max_size=5,
        )
    )
    return "".join(parts)


@given(documents(), st.data())
@settings(deadline=None, derandomize=True, max_examples=200)
def test_a_wrap_adds_one_element_or_is_refused(content: str, data: st.DataObject) -> None:
    read = source(f"{START}<p>{content}</p></TEI>")
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    try:
        written = wrap(read, [Wrap(start, end, "seg")])
    except EditError:
        return
    after = parse(written, Path("text.xml"), 0, "text.xml")
    assert "".join(map(str, after.root.itertext())) == "".join(map(str, read.root.itertext()))
    assert len(after.positions) == len(read.positions) + 1
    assert written.replace(b"<seg>", b"").replace(b"</seg>", b"") == read.text.encode()

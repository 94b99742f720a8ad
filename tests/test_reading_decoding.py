from __future__ import annotations

import codecs

import pytest

from tei.findings import Position
from tei.reading.decoding import decode, decode_plain
from tei.reading.source_codes import SourceError

TEXT = '<?xml version="1.0" encoding="{}"?>\r\n<p>\n{}</p>'
WORDS = {
    "utf-8": "Müller λόγος 日本 😀",
    "utf-16": "Müller λόγος 日本 😀",
    "utf-32": "Müller λόγος 日本 😀",
    "iso-8859-1": "Müller",
    "iso-8859-7": "λόγος",
    "windows-1252": "„Müller“ – 5 €",
    "windows-1251": "Слово",
    "koi8-r": "Слово",
    "macintosh": "Müller",
    "shift_jis": "日本語",
    "euc-jp": "日本語",
    "iso-2022-jp": "日本語",
    "gb18030": "汉字 😀",
    "gb2312": "汉字",
    "big5": "漢字",
    "euc-kr": "한국",
    "ibm037": "Müller",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_declared_encoding(encoding: str) -> None:
    text = TEXT.format(encoding, WORDS[encoding])
    decoded = decode(text.encode(encoding), "a.xml")
    assert decoded.text == text
    assert decoded.findings == ()
    assert decoded.bom + decoded.text.encode(decoded.encoding) == text.encode(encoding)


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "utf-32-le"),
        (b"", "utf-32-be"),
    ],
)
def test_byte_order_mark_is_removed(bom: bytes, codec: str) -> None:
    decoded = decode(bom + "<p>Müller λόγος</p>".encode(codec), "a.xml")
    assert (decoded.text, decoded.bom, decoded.encoding) == ("<p>Müller λόγος</p>", bom, codec)


def test_without_mark_and_declaration_it_is_utf_8() -> None:
    assert decode("<p>é</p>".encode(), "a.xml").text == "<p>é</p>"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-16"),
        ("ISO-8859-1", "utf-8-sig"),
        ("UTF-16", "utf-8"),
        ("UTF-16LE", "utf-8"),
        ("IBM037", "utf-8"),
    ],
)
def test_contradicted_declaration_is_a_warning(declared: str, codec: str) -> None:
    decoded = decode(TEXT.format(declared, "Müller").encode(codec), "a.xml")
    assert "Müller" in decoded.text
    [found] = decoded.findings
    assert (found.code, found.name) == ("SRC005", "contradicted-encoding")
    assert found.position == Position("a.xml", 1, 31)
    assert declared in found.message


@pytest.mark.parametrize("byte_order", ["utf-16-le", "utf-16-be"])
def test_utf_16_agrees_with_each_byte_order(byte_order: str) -> None:
    assert decode(TEXT.format("UTF-16", "é").encode(byte_order), "a.xml").findings == ()


def test_utf_8_declared_as_latin_1_is_doubtful() -> None:
    decoded = decode(TEXT.format("ISO-8859-1", "Müller").encode(), "a.xml")
    [found] = decoded.findings
    assert (found.code, found.position) == ("SRC006", Position("a.xml", 3, 2))
    assert "UTF-8" in found.message
    assert "Müller" in found.message


def test_windows_1252_declared_as_latin_1_is_doubtful() -> None:
    decoded = decode(TEXT.format("ISO-8859-1", "ab „c“").encode("cp1252"), "a.xml")
    [found] = decoded.findings
    assert (found.code, found.position) == ("SRC006", Position("a.xml", 3, 4))
    assert "windows-1252" in found.message


def test_real_latin_1_is_not_doubtful() -> None:
    assert decode(TEXT.format("ISO-8859-1", "Müller à Ça").encode("latin-1"), "a").findings == ()


def test_undecodable_byte_is_named_with_its_place() -> None:
    data = b"\xef\xbb\xbf<p>\r\n\xc3\xa9M\xfcller</p>"
    with pytest.raises(SourceError) as caught:
        decode(data, "a.xml")
    error = caught.value
    assert (error.code, error.position) == ("SRC014", Position("a.xml", 2, 3))
    assert f"Byte {data.index(0xFC) + 1}, 0xFC" in error.message
    assert "Müller" in error.hint


def test_undecodable_byte_of_a_declared_encoding() -> None:
    data = TEXT.format("Shift_JIS", "日本").encode("shift_jis") + b"\x85\xff"
    with pytest.raises(SourceError, match=r'SHIFT_JIS.*declares "Shift_JIS"') as caught:
        decode(data, "a.xml")
    assert caught.value.position == Position("a.xml", 3, 7)


@pytest.mark.parametrize("data", ["<p>é</p>".encode("utf-16")[:-1], b"\xff\xfe<\x00\x00\xd8<\x00"])
def test_broken_utf_16(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.xml")
    assert caught.value.code == "SRC014"


NO_ENCODINGS = ["utf-9", "rot13", "hex", "idna", "unicode_escape", "utf-7", "α"]


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_unknown_encoding(name: str) -> None:
    text = TEXT.format(name, "x")
    with pytest.raises(SourceError, match="no encoding") as caught:
        decode(text.encode(), "a.xml")
    assert (caught.value.code, caught.value.position) == ("SRC015", Position("a.xml", 1, 31))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"\xd0\xcf\x11\xe0", "Word"),
        (b"{\\rtf1", "RTF"),
        (b"text\x00text", "binary"),
        (b"\x7fELF\x02\x00\x00\xd0\x61", "binary"),
    ],
)
def test_binary_file(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError, match=kind) as caught:
        decode(data, "a.xml")
    assert caught.value.code == "SRC013"


def test_empty_file() -> None:
    with pytest.raises(SourceError, match="empty") as caught:
        decode(b"", "a.xml")
    assert caught.value.code == "SRC012"


def test_plain_text() -> None:
    assert decode_plain("a\r\nb\rcé".encode(), "", "a.txt") == "a\nb\ncé"
    assert decode_plain("é".encode("latin-1"), "iso-8859-1", "a.txt") == "é"
    assert decode_plain("é".encode("utf-16"), "iso-8859-1", "a.txt") == "é"
    assert decode_plain(b"", "", "a.txt") == ""


@pytest.mark.parametrize("text", ["a\x0cb", "a\ufffe", "\x1b"])
def test_plain_text_with_characters_that_xml_lacks(text: str) -> None:
    with pytest.raises(SourceError, match="not allowed in XML"):
        decode_plain(text.encode(), "", "a.txt")

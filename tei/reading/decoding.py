"""From the bytes of a file to its text: byte order mark, XML declaration, then UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tei.findings import Finding, Position
from tei.lines import Lines
from tei.reading.source_codes import SourceError, failure, finding


class Decoded(NamedTuple):
    """The text of a file, without its byte order mark, and how it was found.

    `bom + text.encode(encoding)` gives the bytes of the file again.
    """

    text: str
    encoding: str
    bom: bytes
    findings: tuple[Finding, ...]


# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How the "<" of a file without a mark looks where a character takes more than one byte.
_SHAPES = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm"
_BINARY = (
    (b"PK\x03\x04", "a Word, OpenDocument or EPUB file (a ZIP archive)"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
)
_DECLARATION = re.compile(r"""\s*<\?xml\s[^>]*?\bencoding\s*=\s*(["'])\s*([^"'>]*?)\s*\1""")
_HEAD = 1024
_FORBIDDEN = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# Codecs of Python that transform text and encode no characters.
_NO_ENCODING = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def decode(data: bytes, name: str) -> Decoded:
    """Decode a file's bytes; `name` is the file as the user knows it.

    A byte order mark is believed first, then the XML declaration; a file with neither is UTF-8.
    Raises SourceError (SRC012 to SRC015) when the bytes are no text in that encoding.
    """
    _refuse_binary(data, name)
    bom, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    encoding = encoding or next((e for s, e in _SHAPES if data.startswith(s)), "")
    body = data[len(bom) :]
    if not body:
        raise failure("SRC012", "The file is empty.", Position(name))
    ascii_like = "cp037" if body.startswith(_EBCDIC) else "latin-1"
    match = _DECLARATION.match(body[: 4 * _HEAD].decode(encoding or ascii_like, "replace"))
    declared = match[2] if match else ""
    position = Position(name, *Lines(match[0]).place(match.start(2))) if match else Position(name)
    if not encoding:
        encoding = _codec(declared, position) if declared else "utf-8"
        if match and not _writes(encoding, match[0], body):
            encoding = "utf-8"
    text = _text(body, encoding, declared, name, len(bom))
    findings = _doubts(body, text, encoding, declared, name)
    if declared and _family(declared) != _family(encoding):
        message = f'The file declares the encoding "{declared}", but it is in {encoding.upper()}.'
        findings.append(finding("SRC005", message, position))
    return Decoded(text, encoding, bom, tuple(findings))


def decode_plain(data: bytes, encoding: str, name: str, *, pages: bool = False) -> str:
    """Decode a file of plain text, without byte order mark, each line end a line feed.

    `encoding` is believed unless there is a byte order mark; "" is UTF-8. Raises SourceError
    when the bytes are no text in it, or hold characters that XML does not have; with `pages` form
    feeds may be there.
    """
    bom, marked = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    codec = marked or (_codec(encoding, Position(name)) if encoding else "utf-8")
    text = _text(data[len(bom) :], codec, encoding, name, len(bom))
    looked_at = text.replace("\f", " ") if pages else text
    forbidden = re.search(_FORBIDDEN, looked_at)  # slow to compile, and seldom wanted
    if forbidden:
        message = f"The character U+{ord(forbidden[0]):04X} is not allowed in XML."
        raise failure("SRC013", message, Position(name, *Lines(text).place(forbidden.start())))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise failure("SRC013", f"This is not an XML file but {kind}.", Position(name))


def _codec(declared: str, position: Position) -> str:
    """Give Python's name of the declared encoding."""
    try:
        codec = codecs.lookup(declared).name
        "<".encode(codec)  # refuses what is no encoding of text, as rot13
    except (LookupError, ValueError):
        codec = "undefined"
    if codec in _NO_ENCODING:
        raise failure("SRC015", f'There is no encoding "{declared}".', position)
    return codec


def _writes(codec: str, declaration: str, body: bytes) -> bool:
    """Tell whether the declaration, encoded so, is what the file begins with."""
    try:
        return body.startswith(declaration.encode(codec))
    except UnicodeEncodeError:
        return False


def _family(encoding: str) -> str:
    """Reduce an encoding's name so that UTF-16 and its two byte orders are one."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return encoding
    return re.sub(r"^(utf-(16|32)|utf-8)\b.*", r"\1", name)


def _text(body: bytes, encoding: str, declared: str, name: str, skipped: int) -> str:
    """Decode what follows the byte order mark; `skipped` is the length of the mark."""
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in body[:_HEAD] and _family(encoding) not in ("utf-16", "utf-32"):
            raise _binary(name) from None
        raise _undecodable(body, encoding, declared, name, error.start, skipped) from None
    if "\0" in text[:_HEAD]:
        raise _binary(name)
    return text


def _binary(name: str) -> SourceError:
    return failure("SRC013", "This is not an XML file: it holds binary data.", Position(name))


def _undecodable(
    body: bytes, encoding: str, declared: str, name: str, start: int, skipped: int
) -> SourceError:
    before = body[:start].decode(encoding, "ignore")
    position = Position(name, *Lines(before).place(len(before)))
    number = start + skipped + 1
    claim = f'the file declares "{declared}"' if declared else "the file declares no encoding"
    message = f"Byte {number:,}, 0x{body[start]:02X}, is not {encoding.upper()}; {claim}."
    hint = ""
    if encoding == "utf-8":
        around = body[max(0, start - 12) : start + 12].decode("cp1252", "replace")
        word = max(around.split(), key=len, default="")
        hint = (
            f'In Windows-1252 the passage reads "{word}". If that is right, save the file as '
            'UTF-8, or write encoding="windows-1252" in its first line.'
        )
    return failure("SRC014", message, position, hint)


def _doubts(body: bytes, text: str, encoding: str, declared: str, name: str) -> list[Finding]:
    """Look for the two usual mistakes with encodings of one byte per character."""
    if encoding in {"utf-8", "ascii"} or len(body) != len(text) or text.isascii():
        return []
    try:
        really = body.decode("utf-8")
    except UnicodeDecodeError:
        wrong, other = re.compile(r"[\x80-\x9f]"), "windows-1252"
        sample = body.decode(other, "replace")
    else:
        wrong, other, sample = re.compile(r"[^\x00-\x7f]"), "UTF-8", really
    found = wrong.search(text)
    if not found:
        return []
    line, column = Lines(text).place(found.start())
    shown = re.search(r"\S*[^\x00-\x7f]\S*", sample)
    message = (
        f'The file declares "{declared}" but looks like {other} '
        f'("{shown[0][:40] if shown else ""}").'
    )
    return [finding("SRC006", message, Position(name, line, column))]

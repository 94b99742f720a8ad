"""Characters: what should not stand in a text, and cannot be seen by looking at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from tei.checks.registry import check
from tei.edition import Document, Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.pointers import number_of
from tei.validation.grammars import is_plain

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"
    "\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
# In a script that runs from right to left these two marks are needed now and then.
_MARKS = frozenset("\u200e\u200f\u061c")
# Patterns that hardly a text asks for are compiled when one does.
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
    "\u2060": "a word joiner",
}
# Letters of Greek and Cyrillic that look like Latin ones, and may be mistaken for them.
_LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονАВЕЅЗІЈКМНОРСТУХаеѕіјорсухԁԛԝһ")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Where a Latin letter meets a Greek or Cyrillic one.
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OTHER = "\u0370-\u052f\u1f00-\u1fff"
_MEETING = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_BEYOND_LATIN = re.compile(f"[{_OTHER}]")
_LOST = re.compile("\ufffd")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ENTITY = (
    r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|hellip|[lr][sd]quo|shy|[aouAOU]uml|szlig"
    r"|#\d{1,7}|#x[\da-fA-F]{1,6});"
)
_MARKDOWN = (
    r"\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*|(?<![\w_])__[^\W_][^_\n]{0,200}__(?![\w_])"
    r"|\[[^]\n]{1,200}]\(https?://[^)\s]{1,300}\)"
)
_TAGS = r"(?i)</?(?:b|br|em|i|p|span|strong|su[bp]|u)(?:\s[^<>]{0,200})?/?>"
# Every one of them has one of these.
_MARKUP = re.compile(r"[&<*_\]]")
_WRITTEN_MARKUP = re.compile(r"[&*_\]]")  # a “<” in a text is written as an entity
# Here markup is what the text is about.
_ABOUT_CODE = frozenset("att code eg egXML formula gi ident tag val xenoData".split())  # noqa: SIM905


@check("CHR001", "hidden-character", Severity.WARNING)
def hidden_character(edition: Edition) -> Iterator[Finding]:
    """The text holds a character that cannot be seen.

    Control characters, zero-width spaces, soft hyphens and marks that turn the direction of
    writing come in with a word processor or a web page. They make a word impossible to find, and
    may show it otherwise than it stands. The marks for the direction of a single sign are
    accepted in texts of right-to-left scripts.

    Wrong:
        <p>Trot&#x200B;sky</p>

    Right:
        <p>Trotsky</p>

    Source: The Unicode Standard, chapter 23; Unicode Technical Report 36, section 3.
    """
    for element, text in _pieces(edition, _HIDDEN):
        for sign in dict.fromkeys(_HIDDEN.findall(text)):
            if sign in _MARKS and re.search(_RIGHT_TO_LEFT, text):
                continue
            name = _NAMES.get(sign) or unicodedata.name(sign, "a control character").lower()
            yield hidden_character.finding(
                edition,
                element,
                f"The text holds {name} (U+{ord(sign):04X}), which cannot be seen.",
                "Delete it."
                if sign != "\u00ad"
                else "Delete it; where the source divides a word, write <lb break=“no”/>.",
                cause=sign,
            )


@check("CHR002", "lost-character", Severity.ERROR)
def lost_character(edition: Edition) -> Iterator[Finding]:
    """The text holds the sign for a character that was lost.

    The replacement character � was put in by a program that could not read the file in the right
    encoding. What stood there is gone.

    Wrong:
        <p>K&#xFFFD;hlmann</p>

    Right:
        <p>Kühlmann</p>

    Source: The Unicode Standard, 23.8 (U+FFFD).
    """
    for element, text in _pieces(edition, _LOST):
        if "\ufffd" in text:
            yield lost_character.finding(
                edition,
                element,
                f"A character was lost here: “{_around(text, text.index(chr(0xFFFD)))}”.",
                "Restore it from the source, or encode a gap.",
                cause=f"U+FFFD in {number_of(element)}",
            )


@check("CHR003", "decomposed-characters", Severity.NOTE)
def decomposed_characters(edition: Edition) -> Iterator[Finding]:
    """Letters are written in a form that programs do not expect.

    The same letter can be one character (é) or two (e and an accent). A file should use one form,
    the composed one (NFC), or a search for the word does not find it. Reported once for each file.

    Wrong:
        <p>Cafe&#x301;</p>

    Right:
        <p>Café</p>

    Source: Unicode Standard Annex 15; W3C, Character Model for the World Wide Web (normalization).
    """
    for element, text in _pieces(edition, _BEYOND_ASCII):
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            words = (word for word in text.split() if not unicodedata.is_normalized("NFC", word))
            yield decomposed_characters.finding(
                edition,
                element,
                "The file holds letters that are not in composed form (NFC), such as in "
                f"“{next(words, '')}”.",
                "Convert the file to NFC.",
                cause=f"NFC {number_of(element)}",
            )


@check("CHR004", "mixed-scripts", Severity.WARNING)
def mixed_scripts(edition: Edition) -> Iterator[Finding]:
    """A word mixes letters of two scripts that look alike.

    The а of Cyrillic and the a of Latin are different characters. A word that mixes them looks
    right and is never found.

    Wrong:
        <p>Tr&#x43E;tsky</p>

    Right:
        <p>Trotsky</p>

    Source: Unicode Technical Standard 39, Unicode Security Mechanisms.
    """
    for element, text in _pieces(edition, _BEYOND_LATIN):
        if not _MEETING.search(text):
            continue
        for word in _WORD.findall(text):
            strange = "" if word.isascii() else _strangers(word)
            if strange:
                yield mixed_scripts.finding(
                    edition,
                    element,
                    f"In “{word}” the {_called(strange[0])} stands among letters of another "
                    "script that look the same.",
                    "Write the word in one script.",
                    cause=word,
                )


@check("CHR005", "leftover-markup", Severity.WARNING)
def leftover_markup(edition: Edition) -> Iterator[Finding]:
    """The text shows markup as text.

    Asterisks of Markdown, tags of HTML and entities that were escaped twice (`&amp;amp;`) remain
    when a text is converted. The reader sees them as they stand.

    Wrong:
        <p>Smith &amp;amp; Sons are **very** good.</p>

    Right:
        <p>Smith &amp; Sons are <hi rend="bold">very</hi> good.</p>
    """
    for element, text in _pieces(edition, _WRITTEN_MARKUP):
        if not _MARKUP.search(text):
            continue
        for pattern, kind in ((_ENTITY, "entity"), (_MARKDOWN, "Markdown"), (_TAGS, "tag")):
            found = re.search(pattern, text)
            if found and not _about_code(element):
                shown = found[0] if len(found[0]) <= 40 else found[0][:39] + "…"
                yield leftover_markup.finding(
                    edition,
                    element,
                    f"“{shown}” is markup, but stands as text.",
                    "Write the character itself, or TEI markup.",
                    cause=f"{kind} {found[0] if kind == 'entity' else kind}",
                )


def _pieces(edition: Edition, sought: re.Pattern[str]) -> Iterator[tuple[etree._Element, str]]:
    """Give each piece of text with the element in which it stands.

    A comment or an instruction parts two pieces; what stands after it is text all the same. Files
    in which nothing is like what is sought are passed over.
    """
    for document in edition.documents:
        if not _may_hold(edition, document, sought):
            continue
        for element in document.root.iter(etree.Element):
            for text in (element.text, *(child.tail for child in element)):
                if text and not text.isspace():
                    yield element, text


def _may_hold(edition: Edition, document: Document, sought: re.Pattern[str]) -> bool:
    """Say whether the text of a document may hold something; when in doubt it may."""
    source = edition.sources[number_of(document.root)]
    if document.root is not source.root or not is_plain(source):
        return True  # others are included, or entities declared
    written = source.text
    # A character can be written as a number, and CDATA joins what stands apart in the file.
    return "&#" in written or "<![CDATA[" in written or bool(sought.search(written))


def _strangers(word: str) -> str:
    """Give the letters that stand in a word by mistake; "" where the mixture may be meant."""
    latin = [sign for sign in word if unicodedata.name(sign, "").startswith("LATIN")]
    others = [sign for sign in word if unicodedata.name(sign, "").startswith(("GREEK", "CYRILLIC"))]
    if not latin or not others or len(latin) + len(others) < len(word):
        return ""
    # Sigla such as “Aεαγ” mix scripts on purpose; a word of Greek prose has an accent.
    greek = any(unicodedata.name(sign).startswith("GREEK") for sign in others)
    if greek and not any(unicodedata.decomposition(sign) for sign in word) and len(word) < 5:
        return ""
    if all(sign in _LIKE_LATIN for sign in others) and len(others) < len(latin):
        return "".join(others)
    # A few Latin letters in a Greek or Cyrillic word: only those that have a double there.
    if greek and not any(unicodedata.decomposition(sign) for sign in others):
        return ""
    if len(latin) < len(others) and all(sign in "aceijopsxyABCEHIJKMNOPSTXYZov" for sign in latin):
        return "".join(latin)
    return ""


def _called(sign: str) -> str:
    return unicodedata.name(sign).lower().replace("latin", "Latin").replace("greek", "Greek")


def _around(text: str, place: int) -> str:
    """Give the words around a place, on one line."""
    return " ".join(text[max(0, place - 20) : place + 20].split())


def _about_code(element: etree._Element) -> bool:
    return any(local(item) in _ABOUT_CODE for item in (element, *element.iterancestors()))

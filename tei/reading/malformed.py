"""Why a file is not well-formed, in plain words, with the place and the remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html.entities import html5
from xml.parsers import expat
from xml.parsers.expat import errors

from tei import names
from tei.findings import Position
from tei.lines import Lines
from tei.reading.source_codes import SourceError, failure

_PREFIXES = {
    "tei": names.TEI,
    "xi": names.XI,
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "http://www.w3.org/2000/svg",
    "m": "http://www.w3.org/1998/Math/MathML",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has been opened: its name as written, and its place."""

    name: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"<{self.name}> (opened in line {self.line}, column {self.column})"


@dataclass(frozen=True, slots=True)
class _Fault:
    """What expat stumbled over: the text, the offset in it, and the elements open there."""

    text: str
    offset: int
    open: list[_Open]

    @property
    def rest(self) -> str:
        return self.text[self.offset : self.offset + 1000]

    @property
    def before(self) -> str:
        return self.text[max(0, self.offset - 1000) : self.offset]


# What is said about a fault: the message, the hint, and how far the place is from expat's.
_Said = tuple[str, str, int]


def explain(error: expat.ExpatError, text: str, lines: Lines, name: str) -> SourceError:
    """Turn expat's error about a text into one that says what to do."""
    if re.match(r"\s*[^\s<]", text) and not re.search(r"<[\w?!/:]", text):
        return failure("SRC013", "This is not XML: there is no tag in it.", Position(name))
    kind = expat.ErrorString(error.code) or ""
    offset = min(lines.offset(error.lineno, error.offset + 1), len(text))
    fault = _Fault(text, offset, _open_elements(text[:offset]))
    message, hint, shift = _KINDS.get(kind, _other)(fault)
    if kind == _AMPLIFICATION:
        return failure("SRC019", message, Position(name, error.lineno, error.offset + 1), hint)
    if not message:
        reason = "" if kind == errors.XML_ERROR_INVALID_TOKEN else f": {kind}"
        excerpt = (fault.before[-20:] + fault.rest[:20]).replace("\n", " ").strip()
        message = f'The file is not well-formed near "{excerpt}"{reason}.'
    return failure("SRC016", message, Position(name, *lines.place(offset + shift)), hint)


def _open_elements(text: str) -> list[_Open]:
    """Read what comes before the fault once more, and give the elements that are open there."""
    parser = expat.ParserCreate(encoding="utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    elements: list[_Open] = []

    def on_start(tag: str, _: object) -> None:
        elements.append(_Open(tag, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda _: elements.pop()
    with suppress(expat.ExpatError):
        parser.Parse(text.encode("utf-8"), True)
    return elements


def _other(fault: _Fault) -> _Said:
    return "", "", 0


def _mismatch(fault: _Fault) -> _Said:
    found = re.match(r"[^\s>]*", fault.rest)
    closed = found[0] if found else ""
    if not fault.open:
        return f"</{closed}> closes an element that is not open.", "Delete the tag.", -2
    inner = fault.open[-1]
    if closed in {each.name for each in fault.open}:
        hint = f"Write </{inner.name}> before </{closed}>, or delete <{inner.name}>."
        return f"</{closed}> comes before {inner} is closed.", hint, -2
    hint = f"Write </{inner.name}>, or delete </{closed}>."
    if closed.casefold() == inner.name.casefold():
        hint = f"Write </{inner.name}>: capitals and small letters differ."
    return f"</{closed}> stands where {inner} must be closed.", hint, -2


def _no_element(fault: _Fault) -> _Said:
    if not fault.open:
        return "The file holds no element.", "Name a TEI file.", 0
    inner = fault.open[-1]
    message = f"The file ends before {inner} is closed."
    return message, f"Write </{inner.name}> where it ends, if the file is complete.", 0


def _unclosed(fault: _Fault) -> _Said:
    for start, kind, end in (("<!--", "comment", "-->"), ("<![CDATA[", "CDATA section", "]]>")):
        if fault.rest.startswith(start):
            return f"The {kind} that begins here is never closed.", f"Write {end} at its end.", 0
    if fault.rest.startswith("<?"):
        return "The instruction that begins here is never closed.", "Write ?> at its end.", 0
    if fault.rest.startswith("&"):
        return _ampersand(fault.rest[1:40], 0)
    return "The tag that begins here is never closed.", "Write > at its end.", 0


def _ampersand(follows: str, shift: int) -> _Said:
    if follows.startswith("#"):
        return "This is not the number of a character.", "Write &#x and its code in Unicode.", shift
    word = re.match(r"\w+", follows)
    if word and not follows[word.end() :].startswith(";"):
        message = f"&{word[0]} is not a reference: it lacks the semicolon."
        hint = f"Write &{word[0]};."
        if word[0] not in {"amp", "lt", "gt", "quot", "apos"}:
            hint = f"Write &amp;{word[0]} if the character & is meant, else &{word[0]};."
        return message, hint, shift
    return "A bare & is not allowed.", "Write &amp; for the character &.", shift


def _invalid(fault: _Fault) -> _Said:
    """Tell apart what expat calls an invalid token."""
    rest, before = fault.rest, fault.before
    tag = _open_tag(before)
    comment = fault.text.rfind("<!--", 0, fault.offset) > fault.text.rfind("-->", 0, fault.offset)
    character = rest[:1]
    if _NOT_XML.match(character):
        return _control(character)
    ampersand = re.search(r"&[^\s;&<>\"']*$", before)
    if comment and "--" in before[-2:] + rest[:2]:
        return "Two hyphens are not allowed within a comment.", "Write another sign.", -2
    if ampersand and not comment:
        return _ampersand(before[ampersand.start() + 1 :] + rest, -len(ampersand[0]))
    if tag is None:
        return _invalid_text(fault, before, rest)
    return _invalid_tag(tag, rest)


def _control(character: str) -> _Said:
    name = unicodedata.name(character, "a control character")
    return f"The character U+{ord(character):04X} ({name}) is not allowed.", "Delete it.", 0


def _open_tag(before: str) -> str | None:
    """Give the tag in which a place stands, as far as it is written; None outside a tag."""
    tag = re.search(
        r"<[\w:][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*(?:[\"'][^\"'<]*)?$", before
    )
    return tag[0] if tag else None


def _invalid_text(fault: _Fault, before: str, rest: str) -> _Said:
    if not fault.open and (before[-1:] + rest).startswith("</"):
        return "Every element is closed already.", "Delete this end tag, or one before it.", -1
    if before.endswith("<"):
        return "A bare < is not allowed.", "Write &lt; for the character <.", -1
    if (before[-2:] + rest[:1]) == "]]>":
        return "]]> is not allowed in the text.", "Write ]]&gt;.", -2
    if before.endswith("</"):
        return "This is no end tag.", "Write &lt; for the character <.", -2
    if re.search(r"</[^<>]*$", before):
        return "An end tag holds the name of its element and nothing else.", "Write > after it.", 0
    if not fault.open and not re.search(r"<\w", before):
        return "Text stands before the first element.", "Delete it.", 0
    return "", "", 0


def _invalid_tag(tag: str, rest: str) -> _Said:
    name = re.match(r"<[^\s/>]*", tag)
    shown = f"{name[0]}>" if name else "the tag"
    attribute = re.search(r"\s([\w:.-]+)\s*$", tag)
    value = re.search(r"([\w:.-]+)\s*=\s*$", tag)
    if rest.startswith("<"):
        message = f"A value in {shown} holds a <, or its closing quotation mark is missing."
        if not re.search(r"[\"'][^\"']*$", re.sub(r"\"[^\"]*\"|'[^']*'", "", tag)):
            return f"{shown} is not closed before the next tag.", "Write > at its end.", 0
        return message, "Write the quotation mark, or &lt; for the character <.", 0
    if value:
        message = f"The value of {value[1]} in {shown} is not in straight quotation marks."
        return message, f'Write {value[1]}="...".', 0
    if tag[-1] in "\"'":
        return f"A space is missing between two attributes of {shown}.", "Write it.", 0
    if attribute and (rest[:1] in {">", "/", '"', "'"} or tag[-1].isspace()):
        message = f"The attribute {attribute[1]} of {shown} has no value."
        return message, f'Write {attribute[1]}="...".', 0
    return f"The character {rest[:1]!r} is not allowed in {shown}.", "", 0


def _duplicate(fault: _Fault) -> _Said:
    attribute = re.match(r"[^\s=]+", fault.rest)
    shown = attribute[0] if attribute else "An attribute"
    return f"{shown} is given twice in one tag.", "Delete one of the two.", 0


def _junk(fault: _Fault) -> _Said:
    if fault.rest.startswith("</"):
        return "Every element is closed already.", "Delete this end tag, or one before it.", 0
    if fault.rest.startswith("<"):
        message = "A second element follows the end of the first one."
        return message, "One element must hold the whole: look for an end tag too many.", 0
    return "Text follows the end of the last element.", "Delete it, or move it inside.", 0


def _undefined(fault: _Fault) -> _Said:
    reference = re.search(r"&([^\s;&<>]+);", fault.rest)
    entity = reference[1] if reference else ""
    shift = reference.start() if reference else 0
    character = html5.get(f"{entity};")
    hint = f"Write {character} itself." if character else "Write the character itself."
    return f"The entity &{entity}; is not declared.", hint, shift


def _prefix(fault: _Fault) -> _Said:
    tag = re.match(r"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*", fault.rest)
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag[0] if tag else "")
    known = set(re.findall(r"\sxmlns:([\w.-]+)", fault.text[: fault.offset] + bare))
    used = [each for each in re.findall(r"([\w.-]+):", bare) if each not in {"xml", "xmlns"}]
    unknown = next((each for each in used if each not in known), used[0] if used else "")
    uri = _PREFIXES.get(unknown, "...")
    message = f"The prefix {unknown}: is not declared."
    return message, f'Write xmlns:{unknown}="{uri}" on the first element.', 0


def _say(message: str, hint: str) -> Callable[[_Fault], _Said]:
    return lambda _: (message, hint, 0)


_AMPLIFICATION = getattr(errors, "XML_ERROR_AMPLIFICATION_LIMIT_BREACH", "amplification limit")
_KINDS: dict[str, Callable[[_Fault], _Said]] = {
    errors.XML_ERROR_TAG_MISMATCH: _mismatch,
    errors.XML_ERROR_NO_ELEMENTS: _no_element,
    errors.XML_ERROR_UNCLOSED_TOKEN: _unclosed,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _say(
        "A CDATA section is never closed.", "Write ]]> at its end."
    ),
    errors.XML_ERROR_INVALID_TOKEN: _invalid,
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: _duplicate,
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _junk,
    errors.XML_ERROR_UNDEFINED_ENTITY: _undefined,
    errors.XML_ERROR_UNBOUND_PREFIX: _prefix,
    errors.XML_ERROR_RECURSIVE_ENTITY_REF: _say(
        "An entity stands for a text that holds the same entity.", "Correct its declaration."
    ),
    errors.XML_ERROR_ASYNC_ENTITY: _say(
        "An entity opens an element and does not close it, or the reverse.",
        "Declare entities that hold whole elements.",
    ),
    errors.XML_ERROR_BAD_CHAR_REF: _say(
        "This reference names a character that is not allowed.", "Delete it."
    ),
    errors.XML_ERROR_BINARY_ENTITY_REF: _say(
        "This entity stands for a file that is not text.", "Use graphic for an image."
    ),
    errors.XML_ERROR_ATTRIBUTE_EXTERNAL_ENTITY_REF: _say(
        "The value of an attribute cannot be in another file.", "Write the value itself."
    ),
    errors.XML_ERROR_MISPLACED_XML_PI: _say(
        "The XML declaration must be the very first thing in the file.",
        "Delete what stands before it, empty lines too, or delete the declaration.",
    ),
    errors.XML_ERROR_XML_DECL: _say(
        "The XML declaration is not well-formed.",
        'Write <?xml version="1.0" encoding="UTF-8"?>.',
    ),
    errors.XML_ERROR_UNDECLARING_PREFIX: _say(
        "A prefix is declared with an empty namespace.", "Write the namespace."
    ),
    _AMPLIFICATION: _say("The entities of the DOCTYPE grow beyond every measure.", ""),
}

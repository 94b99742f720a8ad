"""`tei new`: the files of a small edition that checks and builds, to begin one's own with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from tei.errors import TeiError
from tei.formatting.files import laid_out_anew
from tei.language_tags import is_tag

_SKELETON = Path(__file__).parent / "skeleton"
# What a check would take for markup left over from a conversion (CHR005): here it is meant.
_LIKE_MARKUP = re.compile(
    r"</?(?:b|br|em|i|p|span|strong|su[bp]|u)(?:\s[^<>]*)?/?>"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);|\*\*[^\s*].*\*\*",
    re.IGNORECASE,
)
# Names in the skeleton that stand for others: the text is named after the edition, and a
# .gitignore among the program's own files would be obeyed there.
_NAMES = {"tei/edition.xml": "tei/{name}.xml", "gitignore": ".gitignore"}


@dataclass(frozen=True, slots=True)
class NewOptions:
    """What goes into the header of a new edition; the title is otherwise made from the name."""

    title: str | None = None
    author: str | None = None
    language: str = "en"


def new_edition(name: str, options: NewOptions) -> Mapping[str, bytes]:
    """Give the files of a new edition by their paths; `name` is the name of its folder.

    Raises TeiError for a language that is no language tag, and for characters that XML cannot
    hold.
    """
    if not is_tag(options.language):
        raise TeiError(
            f"“{options.language}” is not a language tag.", "Give one such as en, grc or sa-Latn."
        )
    slug = slug_of(name)
    words = {
        "name": slug,
        "title": _line(options.title, slug.replace("-", " ").capitalize()),
        "author": _line(options.author, "The author"),
        "language": options.language,
    }
    files = {}
    for source in sorted(path for path in _SKELETON.rglob("*") if path.is_file()):
        path = PurePosixPath(source.relative_to(_SKELETON)).as_posix()
        content = source.read_bytes()
        name = _fill(_NAMES.get(path, path), words)
        if path.endswith(".xml"):
            files[name] = laid_out_anew(_filled_xml(content, words), name)
        else:
            files[name] = _filled_text(content, words)
    return files


def slug_of(name: str) -> str:
    """Make a name for files out of any name: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "edition"


def _line(given: str | None, default: str) -> str:
    text = " ".join((given or "").split())
    if not text.isprintable():
        raise TeiError(f"“{text}” holds characters that cannot be written.", "Type it again.")
    return text or default


def _fill(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{(name|title|author|language)\}", lambda match: words[match[1]], text)


def _filled_text(content: bytes, words: Mapping[str, str]) -> bytes:
    return _fill(content.decode(), words).encode()


def _filled_xml(content: bytes, words: Mapping[str, str]) -> bytes:
    """Fill the places in a TEI file, as text and values, so that no markup can come in."""
    root = etree.fromstring(content)
    for element in root.iter(etree.Element):
        element.text = _fill(element.text, words) if element.text else None
        if _LIKE_MARKUP.search(element.text or ""):
            element.append(etree.PI("tei", "ignore CHR005 it is meant so"))
        for key, value in element.attrib.items():
            element.set(key, _fill(str(value), words))
    declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + etree.tostring(root, encoding="UTF-8") + b"\n"

"""What the setting of a book has to report, with its place in the edition's files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position, Severity
from tei.outputs.messages import position
from tei.outputs.pdf_book import LONG_WORD, Book
from tei.print.setting import Setting
from tei.typeset import TypesettingError, without_glyph

# The codes, each with its name.
CODES = {
    "PDF001": "missing-glyph",
    "PDF002": "missing-image",
    "PDF003": "unusable-image",
    "PDF004": "unknown-font",
    "PDF005": "standard-not-met",
    "PDF006": "unsettled-pages",
    "PDF007": "borrowed-face",
    "PDF008": "long-word",
    "PDF009": "out-of-step",
}
_SETTINGS = Position("edition.toml")
# Up to here (Latin) our own face has everything, and it has these.
_COMMON = "\u017f"
_ALSO_COMMON = frozenset("–—‘’‚“”„†‡•…‹›⟨⟩")
# So many characters are named one by one.
_NAMED = 20


def _finding(code: str, message: str, place: Position, help_text: str) -> Finding:
    return Finding(code, CODES[code], Severity.WARNING, message, place, help_text)


def missing(book: Book) -> Iterator[Finding]:
    """Report the images that are not there."""
    for image in book.pictures():
        if not image.get("path"):
            name = image.get("source", "")
            message = f"The image “{name}” is not in the edition; the book is set without it."
            help_text = "Put it into the edition's folder, or mend its address."
            yield _finding("PDF002", message, _place(book, image), help_text)


def long_words(book: Book) -> Iterator[Finding]:
    """Report words that no line has room for, each with every place where it stands."""
    places: dict[str, dict[Position, None]] = {}
    for root in _roots(book):
        for element, words in _strings(root):
            for found in LONG_WORD.findall(words):
                places.setdefault(found, {})[_place(book, element)] = None
    for word, found_at in places.items():
        message = (
            f"The word “{word[:20]}…” has {len(word)} letters, more than a line; it is divided "
            "wherever a line ends."
        )
        help_text = "Put blanks or soft hyphens (U+00AD) where it may be divided."
        first, *others = sorted(found_at)
        yield _finding("PDF008", message, first, help_text)._replace(also=tuple(others))


def out_of_step(book: Book) -> Iterator[Finding]:
    """Report passages of translations that are not beside what they translate."""
    for root in book.texts().values():
        for block in root.iterfind(".//*[@astray]"):
            message = (
                "This passage stands after the translation of something later in the text, so that "
                "it is not beside what it translates."
            )
            help_text = "Put it where its original stands in the text, or mend its @corresp."
            yield _finding("PDF009", message, _place(book, block), help_text)


def unusable(book: Book, images: Mapping[str, str]) -> Iterator[Finding]:
    """Report the images that cannot be printed, each with the reason."""
    for image in book.pictures():
        name = image.get("path", "")
        if name in images:
            message = f"The image {name} cannot be printed; the book is set without it."
            help_text = f"Save it as PNG, JPEG or SVG. {images[name]}"
            yield _finding("PDF003", message, _place(book, image), help_text)


def of_setting(book: Book, setting: Setting) -> Iterator[Finding]:
    """Report what a book that has been set lacks: fonts, characters, a standard, true numbers."""
    sheets = setting.sheets
    for name in sheets.unknown_fonts:
        named = next((each for each in book.families if each.lower() == name), name)
        message = f"There is no font “{named}”; another takes its place."
        help_text = "Put its files into a folder and name that in [pdf] fonts of edition.toml."
        yield _finding("PDF004", message, _SETTINGS, help_text)
    if not (sheets.settled and setting.verdict.agrees):
        message = "Some numbers of pages or lines in the PDF may be wrong."
        place = Position(book.edition.sources[0].name)
        yield _finding("PDF006", message, place, "Change the size of the text a little.")
    used = set().union(*(each for root in _roots(book) for each in _text(root)))
    characters = sorted({each for each in used if each > _COMMON} - _ALSO_COMMON)
    strange = without_glyph("".join(characters), book.families, book.fonts, only_these=True)
    lacking = without_glyph(strange, book.families, book.fonts) if strange else ""
    if lacking:
        message = f"The fonts have no sign for {_names(lacking)}; boxes are printed in their place."
        yield _of_characters(book, "PDF001", message, lacking)
    if borrowed := "".join(each for each in strange if each not in lacking):
        message = f"The fonts have no sign for {_names(borrowed)}; another face has."
        yield _of_characters(book, "PDF007", message, borrowed)
    if sheets.refused and not lacking:
        standards = " and ".join(each.upper() for each in sheets.standards) or "no standard"
        message = f"The PDF conforms to {standards}, not to PDF/A-2a and PDF/UA-1."
        place = Position(book.edition.sources[0].name)
        found = _finding("PDF005", message, place, f"The reason: {sheets.refused}.")
        yield found._replace(severity=Severity.NOTE)


def placed(book: Book, error: TypesettingError) -> TeiError:
    """Give an error of Typst the place that the user can mend.

    That is a line of the edition's own template, or else the passage whose setting fails.
    """
    at = error.position
    if at is not None and at.path.startswith("own/"):
        folder = book.edition.settings.pdf.template.rpartition("/")[0]
        name = "/".join(filter(None, (folder, at.path.removeprefix("own/"))))
        return TeiError(error.message, error.hint, Position(name, at.line, at.column))
    for path, root in book.texts().items():
        if _fails(book, path, root):
            return TeiError(error.message, error.hint, _place(book, _narrowed(book, path, root)))
    return error


def _narrowed(book: Book, path: str, root: etree._Element) -> etree._Element:
    """Find the smallest element of a text that cannot be set, halving what is left of it."""
    element = root
    while True:
        left: Sequence[etree._Element] = list(element)
        while len(left) > 1:
            half = left[: len(left) // 2]
            left = half if _fails(book, path, root, element, half) else left[len(left) // 2 :]
        if not left or not _fails(book, path, root, element, left):
            return element
        element = left[0]


def _fails(
    book: Book,
    path: str,
    root: etree._Element,
    within: etree._Element | None = None,
    kept: Sequence[etree._Element] = (),
) -> bool:
    """Say whether a text cannot be set; only with the children `kept` of `within`, if given."""
    if within is not None:
        number = list(root.iter(etree.Element)).index(within)
        keep = [within.index(child) for child in kept]
        root = etree.fromstring(etree.tostring(root))
        within = list(root.iter(etree.Element))[number]
        for child in [each for index, each in enumerate(within) if index not in keep]:
            within.remove(child)
    return not book.can_set({path: root})


def _place(book: Book, element: etree._Element) -> Position:
    for each in (element, *element.iterancestors()):
        if at := each.get("at"):
            return position(at, book.edition)
    inner = next((each for each in element.iter(etree.Element) if each.get("at")), None)
    return position(inner.get("at", "") if inner is not None else "", book.edition)


def _of_characters(book: Book, code: str, message: str, characters: str) -> Finding:
    """Tell of characters, with every place where one of them stands."""
    places: dict[Position, None] = {}
    wanted = frozenset(characters)
    for root in _roots(book):
        for element, words in _strings(root):
            if not wanted.isdisjoint(words):
                places[_place(book, element)] = None
    first, *others = sorted(places) or [Position(book.edition.sources[0].name)]
    help_text = "Name a font that has them in [pdf] font, and its folder in [pdf] fonts."
    return _finding(code, message, first, help_text)._replace(also=tuple(others))


def _roots(book: Book) -> Iterator[etree._Element]:
    yield from book.parts.values()
    yield book.planned.apparatus


def _strings(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give all strings, each with the element that it stands in."""
    for element in root.iter(etree.Element):
        yield element, element.text or ""
        parent = element.getparent()
        if parent is not None:
            # What follows an element belongs to the one around it.
            yield parent, element.tail or ""


def _text(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield element.text or ""
        yield element.tail or ""
        yield element.get("label", "")


def _names(characters: str) -> str:
    named = [
        f"{each} (U+{ord(each):04X} {unicodedata.name(each, 'without a name').lower()})"
        for each in characters[:_NAMED]
    ]
    more = len(characters) - len(named)
    return ", ".join(named) + (f" and {more} more characters" if more > 0 else "")

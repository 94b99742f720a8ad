"""What Typst is given to set a book: the print vocabulary, the template, images, fonts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei import resources, transform
from tei.apparatus.style import styles
from tei.edition import Edition
from tei.errors import TeiError
from tei.findings import Position
from tei.language_tags import shortest
from tei.names import XML_LANG, prepared
from tei.outputs.pdf_fonts import fonts_for
from tei.pdf_settings import PdfSettings
from tei.prepared.prepare import Prepared as PreparedEdition
from tei.print.material import Habits, Prepared, prepare
from tei.print.parallel import side_by_side
from tei.print.planning import GALLEY
from tei.print.portions import SIZE, Portion, divide_book
from tei.print.setting import Setting, set_book
from tei.print.workshop import Workshop
from tei.typeset import TypesettingError, typeset

_PRINT = "Q{urn:tei-edition:modes}print"
_PAPERS = {"a3": (297.0, 420.0), "a4": (210.0, 297.0), "a5": (148.0, 210.0), "a6": (105.0, 148.0)}
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4}
# Faces that the typst wheel brings: Latin, Greek, Cyrillic and Hebrew; Armenian, Coptic, Georgian.
_FALLBACKS = ("Libertinus Serif", "New Computer Modern")
# Texts of fewer characters than fill a page, on average, follow one another on the page.
_SHORT = 2200
# A word of more letters than a line has.
_LONGEST_WORD = 80
LONG_WORD = re.compile(rf"\w{{{_LONGEST_WORD},}}")
# What a template of the edition's own may use of its folder.
_BESIDE = frozenset({".typ", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".json"})


@dataclass(frozen=True, eq=False)
class Book:
    """A book that can be set.

    `parts` are the documents of the print vocabulary by their path (`book.xml`, and one for each
    text), `images` the edition's images that it shows, by the path that the vocabulary has,
    `template` is the path of the main template in Typst's folder.
    """

    edition: Edition
    parts: Mapping[str, etree._Element]
    images: Mapping[str, Path]
    template: str
    beside: Mapping[str, bytes | Path]
    fonts: tuple[Path, ...]
    settings: Mapping[str, object]
    planned: Prepared

    @property
    def families(self) -> list[str]:
        """The families of type in order of preference, ours as the last resort."""
        own = self.edition.settings.pdf.font
        return list(dict.fromkeys((*own, *_FALLBACKS)))

    def pictures(self) -> Iterator[etree._Element]:
        """Give every image of the vocabulary, in order."""
        for root in self.parts.values():
            yield from root.iter("image")

    def texts(self) -> dict[str, etree._Element]:
        """Give the parts that are texts."""
        return {path: root for path, root in self.parts.items() if path != "book.xml"}

    def without(self, images: Iterable[str]) -> Book:
        """Give the same book without these images."""
        return replace(self, settings={**self.settings, "unusable": sorted(images)})

    def set(self, progress: Callable[[str], object] = str, size: int = SIZE) -> Setting:
        """Set the book as planned. Raises TypesettingError.

        It is divided into portions of this size, of which `progress` is told.
        """
        material = self.planned.material
        workshop = Workshop(
            self._portion, self.template, self.fonts, self._portions(size), material.sizes, progress
        )
        with closing(workshop):
            return set_book(workshop, material)

    def _portions(self, size: int) -> list[Portion]:
        """Divide the book.

        A template of the edition's own may know nothing of portions. The texts of facing pages
        change while they are set, and an empty group belongs to none.
        """
        material = self.planned.material
        book = self.parts["book.xml"]
        groups = book.iterfind("contents//group")
        has_back = next(book.iterchildren("about", "emendations", "index"), None) is not None
        if self.beside or material.facing or not all(len(group) for group in groups):
            return [Portion(tuple(material.sizes))]
        return divide_book(
            material.sizes,
            {unit.get("id", ""): _level(unit) for unit in book.iterfind("contents//unit")},
            material.copy.blocks,
            material.front,
            has_back,
            size,
        )

    def _portion(self, portion: Portion) -> dict[str, bytes | Path]:
        """Give the files with which a portion is set; the images are those that it shows."""
        texts = {
            path: root for path, root in self.texts().items() if root.get("id") in portion.texts
        }
        shown = (*texts.values(), self.parts["book.xml"], self.planned.apparatus)
        used = {image.get("path") for root in shown for image in root.iter("image")}
        files = self._files(texts)
        unused = [name for name in self.images if name not in used]
        return {name: each for name, each in files.items() if name[len("images/") :] not in unused}

    def can_set(self, texts: Mapping[str, etree._Element]) -> bool:
        """Say whether Typst can set some texts of the book."""
        try:
            typeset(self._files(texts), self.template, self.fonts)
        except TypesettingError:
            return False
        return True

    def _files(self, shown: Mapping[str, etree._Element]) -> dict[str, bytes | Path]:
        settings = {**self.settings, "texts": list(shown)}
        parts = {"book.xml": self.parts["book.xml"], **shown}
        return {
            **{
                f"data/{path}": etree.tostring(root, encoding="utf-8")
                for path, root in parts.items()
            },
            **{f"images/{name}": path for name, path in self.images.items()},
            **{
                f"print/{path.name}": path for path in resources.data("xslt", "print").glob("*.typ")
            },
            **self.beside,
            "data/settings.json": json.dumps(settings, ensure_ascii=False).encode(),
            "data/plan.json": json.dumps({**GALLEY, "portion": Portion(()).told()}).encode(),
            "data/apparatus.xml": self._apparatus,
            "data/rests.xml": b"<rests/>",
        }

    @cached_property
    def _apparatus(self) -> bytes:
        # One for all portions.
        return etree.tostring(self.planned.apparatus, encoding="utf-8")

    def unusable_images(self) -> dict[str, str]:
        """Find the images that Typst cannot read, each with its reason."""
        found = {}
        for name, path in self.images.items():
            page = f'#set document(title: [x])\n#image({json.dumps("/images/" + name)}, alt: "x")'
            try:
                typeset({"page.typ": page.encode(), f"images/{name}": path}, "page.typ")
            except TypesettingError as error:
                found[name] = error.message
        return found


def _level(unit: etree._Element) -> int:
    """Give the level of the heading that a text begins with: it may open a group."""
    element = unit
    while (
        (group := element.getparent()) is not None and group.tag == "group" and group[0] is element
    ):
        element = group
    return int(element.get("level", "1"))


def gather(
    edition: Edition, prepared_edition: PreparedEdition, progress: Callable[[str], None]
) -> tuple[Book, list[transform.Message]]:
    """Make the print vocabulary of an edition and find all that belongs to its book.

    Gives what the stylesheet has to say as well. Raises TeiError when the stylesheet or the
    template that the settings name cannot be used.
    """
    settings = edition.settings.pdf
    template, beside = _template(edition)
    parts, messages = _vocabulary(edition, prepared_edition, progress)
    roots = {path: _read(content.encode()) for path, content in parts.items()}
    _leave_out_empty(roots)
    _shorten_languages(roots.values())
    _level_signs(edition, roots["book.xml"])
    if not settings.emendations:
        for listed in roots["book.xml"].findall("emendations"):
            roots["book.xml"].remove(listed)
    texts = {path: root for path, root in roots.items() if path != "book.xml"}
    if settings.parallel != "apart":
        texts = side_by_side(
            roots["book.xml"],
            texts,
            shortest(settings.translation),
            on_pages=settings.parallel == "facing",
        )
        roots = {"book.xml": roots["book.xml"], **texts}
    template_settings = _settings(settings, list(texts.values()), roots.values())
    folders = tuple(path for name in settings.fonts if (path := edition.folder / name).is_dir())
    characters = set().union(*(part for root in roots.values() for part in _strings(root)))
    families = list(dict.fromkeys((*settings.font, *_FALLBACKS)))
    template_settings["fonts"] = fonts_for(characters, families, folders)
    habits = Habits(
        in_lines=tuple("" if name == "main" else name for name in settings.entry_lines),
        scope=settings.line_scope,
        every=1 if settings.draft and settings.line_numbers else settings.line_numbers,
        in_short=settings.line_ranges == "short",
        runs_on=template_settings["openings"] == "run-on",
        index_lines=settings.index_lines,
        reference_lines=settings.reference_lines,
        head_lines=settings.head_lines,
        notes_at_end=settings.notes == "end",
        page_witnesses=settings.page_witnesses,
        folios=settings.folios,
    )
    planned = prepare(roots["book.xml"], texts, habits)
    template_settings["layers"] = [
        {"name": layer.name, "form": "run-in" if layer.is_run_in else "lines"}
        for layer in planned.material.conventions.layers
    ]
    book = Book(
        edition=edition,
        parts=roots,
        images=_images(edition, roots.values()),
        template=template,
        beside=beside,
        fonts=folders,
        settings=template_settings,
        planned=planned,
    )
    return book, messages


def _vocabulary(
    edition: Edition, prepared_edition: PreparedEdition, progress: Callable[[str], None]
) -> tuple[dict[str, str], list[transform.Message]]:
    own = edition.settings.pdf.stylesheet
    root = _read(prepared_edition.shared)
    stylesheet = transform.compile_stylesheet(
        edition.folder / own if own else resources.data("xslt", "print.xsl"),
        edition.folder if own else None,
        static={"language": resources.label_language(root.get(XML_LANG, ""))},
    )
    shared = transform.parse(prepared_edition.shared)
    parts = {}
    messages: list[transform.Message] = []

    def add(path: str, label: str, document: transform.Document) -> None:
        progress(label)
        result = stylesheet.apply(document, mode=_PRINT, parameters={"shared": shared})
        parts[path] = result.text
        messages.extend(result.messages)

    add("book.xml", edition.title, shared)
    for number, unit in enumerate(root.iter(prepared("unit"))):
        # Each is read when its turn comes, and takes no memory afterwards.
        text = transform.parse(prepared_edition.texts[unit.get("id", "")])
        add(f"texts/{number + 1:05}.xml", unit.get("label", ""), text)
    return parts, messages


def _leave_out_empty(roots: dict[str, etree._Element]) -> None:
    """Leave out texts of which nothing is printed, unless the book would have none."""
    empty = [path for path, root in roots.items() if path != "book.xml" and not _has_content(root)]
    if len(empty) == len(roots) - 1:
        return
    for path in empty:
        name = roots.pop(path).get("id")
        for unit in list(roots["book.xml"].iterfind("contents//unit")):
            parent = unit.getparent()
            if unit.get("id") == name and parent is not None:
                parent.remove(unit)


def _level_signs(edition: Edition, book: etree._Element) -> None:
    """Leave the signs of hands on the line in the list of witnesses, as the apparatus has them."""
    style = styles(edition.settings.apparatus, edition.folder, book.get("lang", "")).default
    for witness in book.iterfind("sigla/witness[@base]"):
        if not style.raised:
            del witness.attrib["base"]


def _shorten_languages(roots: Iterable[etree._Element]) -> None:
    """Name languages by the codes that Typst knows: it divides words of `la`, none of `lat`."""
    for root in roots:
        for element in root.iter(etree.Element):
            if language := element.get("lang"):
                element.set("lang", shortest(language))


def _has_content(root: etree._Element) -> bool:
    words = "".join(map(str, root.itertext())).strip()
    return bool(words) or next(root.iter("image", "page", "entry"), None) is not None


def _read(xml: bytes) -> etree._Element:
    """Read a document of our own making; an id may stand in it twice, as in the sources."""
    return etree.fromstring(xml, etree.XMLParser(collect_ids=False, huge_tree=True))


def _images(edition: Edition, roots: Iterable[etree._Element]) -> dict[str, Path]:
    """Find the images in the edition's folder; what is not there or lies outside is left out."""
    found = {}
    folder = edition.folder.resolve()
    for root in roots:
        for image in root.iter("image"):
            name = image.get("path", "")
            path = (folder / name).resolve()
            if name and path.is_relative_to(folder) and path.is_file():
                # Without “..”, so that the copy for Typst stays in its folder as well.
                image.set("path", path.relative_to(folder).as_posix())
                found[image.get("path", "")] = path
            else:
                image.set("path", "")
    return found


def _template(edition: Edition) -> tuple[str, dict[str, bytes | Path]]:
    """Give the main template, and what lies beside it when it is the edition's own."""
    own = edition.settings.pdf.template
    if not own:
        return "print/edition.typ", {}
    path = edition.folder / own
    if not path.resolve().is_relative_to(edition.folder.resolve()):
        raise TeiError(
            f"The template {own} lies outside of the edition.",
            "Copy it into the edition, and mend [pdf] template in edition.toml.",
            Position("edition.toml"),
        )
    beside = {
        f"own/{each.name}": each
        for each in sorted(path.parent.iterdir())
        if each.suffix.lower() in _BESIDE and each.is_file() and not each.is_symlink()
    }
    return f"own/{path.name}", {**beside, f"own/{path.name}": path}


def _settings(
    settings: PdfSettings, texts: list[etree._Element], roots: Iterable[etree._Element]
) -> dict[str, object]:
    lengths = sum(len("".join(map(str, text.itertext()))) for text in texts)
    return {
        "paper": paper(settings.paper),
        "size": settings.font_size,
        "openings": "run-on" if len(texts) > 1 and lengths / len(texts) < _SHORT else "page",
        "hyphenate": settings.hyphenation,
        "crop-marks": settings.crop_marks,
        "spacing": 1.8 if settings.draft else 1.3,
        "unusable": [],
        "both-notes": len({kind for text in texts for kind in text.get("notes", "").split()}) > 1,
        "columns": any(next(text.iter("parallel"), None) is not None for text in texts),
        "facing": any(next(text.iter("facing"), None) is not None for text in texts),
        "longest-word": _LONGEST_WORD,
        "has-long-words": any(LONG_WORD.search(each) for root in roots for each in _strings(root)),
    }


def _strings(root: etree._Element) -> Iterator[str]:
    return map(str, root.itertext())


def paper(size: str) -> tuple[float, float]:
    """Give width and height in millimetres of a size such as `a5` or `6in x 9in`."""
    if size in _PAPERS:
        return _PAPERS[size]
    width, height = (
        float(number) * _MILLIMETRES[unit]
        for number, unit in re.findall(r"([\d.]+)(mm|cm|in)", size)
    )
    return width, height

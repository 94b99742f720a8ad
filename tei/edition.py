"""The edition: its settings, its sources, and what they mean. Built once, then passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lxml import etree

from tei import config
from tei.errors import TeiError
from tei.findings import Finding, Position, Severity
from tei.names import AT, XML_ID, tei
from tei.pointers import Pointers, prefixes
from tei.reading import source_codes, xinclude
from tei.reading.source import Source
from tei.registers import Kind, Record, Register, collect
from tei.texts import UNITS, Group, Text, divide, division_types, flatten
from tei.wording import words

_with_id: Any = etree.XPath("descendant-or-self::*/@xml:id/..")

_NO_TEXT = "SRC037"
# A file needs no text beside these (TEI Guidelines, “TEI”): it is no mistake that there is none.
_COMPLETE = ("facsimile", "sourceDoc", "standOff")


class Document(NamedTuple):
    """A file of the edition with all that it includes, as one tree.

    Every element carries its origin (`names.AT`). `register` marks a register file.
    """

    root: etree._Element
    name: str
    register: bool


class Location(NamedTuple):
    """Where an edition lies: its folder, and its settings file or its only TEI file."""

    folder: Path
    settings: Path | None
    source: Path | None


@dataclass(frozen=True, eq=False)
class Edition:
    """The whole: settings, sources, texts, registers.

    `contents` is the table of contents, `texts` the same texts by id in the order of reading;
    `ids` gives every `xml:id` with its elements; `findings` is what reading had to say.
    """

    folder: Path
    settings: config.Settings
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    contents: tuple[Text | Group, ...]
    registers: Mapping[Kind, Register]
    ids: Mapping[str, tuple[etree._Element, ...]]
    findings: tuple[Finding, ...]

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """The texts by id, in the order of reading."""
        return {text.id: text for text in flatten(self.contents)}

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records of all registers by id."""
        return {
            record.id: record for register in self.registers.values() for record in register.records
        }

    @cached_property
    def pointers(self) -> Pointers:
        """What follows pointers over the whole edition."""
        roots = [document.root for document in self.documents]
        return Pointers(self.ids, self.sources, prefixes(roots), self.folder)

    @cached_property
    def header(self) -> etree._Element | None:
        """The teiHeader that speaks for the edition: that of its first document."""
        for document in self.documents:
            if not document.register:
                return document.root.find(tei("teiHeader"))
        return None

    @property
    def has_text(self) -> bool:
        """Whether there is a text with anything in it. One finding says where there is none."""
        return all(each.code != _NO_TEXT for each in self.findings)

    def require_text(self) -> None:
        """Raise TeiError when there is no text: then it can be checked, but nothing be made."""
        for each in self.findings:
            if each.code == _NO_TEXT:
                raise TeiError(each.message, each.help, each.position)

    @property
    def title(self) -> str:
        """The title: the one in the settings, else the header's, else the folder's name.

        No file of a collection gives its title to the whole; the header of a teiCorpus does.
        """
        return self._given_title or self.folder.name

    @property
    def title_is_given(self) -> bool:
        """Whether a collection has a title of its own; a single file need not be told of this."""
        return bool(self._given_title) or not self._is_collection

    @property
    def _is_collection(self) -> bool:
        return sum(not document.register for document in self.documents) > 1

    @cached_property
    def _given_title(self) -> str:
        if self.settings.edition.title:
            return self.settings.edition.title
        for document in self.documents:
            corpus = document.root.tag == tei("teiCorpus")
            if not document.register and (corpus or not self._is_collection):
                path = ("teiHeader", "fileDesc", "titleStmt", "title")
                title = document.root.find("/".join(map(tei, path)))
                if title is not None and (text := words(title)):
                    return text
        return ""

    def elements(self) -> Iterator[etree._Element]:
        """Give every element of every document in order."""
        for document in self.documents:
            yield from document.root.iter(etree.Element)

    def position(self, element: etree._Element) -> Position:
        """Give the file, line and column of an element."""
        number, _, ordinal = (element.get(AT) or "0.0").partition(".")
        return self.sources[int(number)].position(int(ordinal))

    def locus(self, element: etree._Element) -> str:
        """Name the place of an element in the edited text ("Chapter 6"); "" outside of texts."""
        for ancestor in (element, *element.iterancestors()):
            if (label := self._labels.get(ancestor.get(AT, ""))) is not None:
                return label
        return ""

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {
            element.get(AT, ""): text.label
            for text in self.texts.values()
            for element in text.elements
        }


def locate(path: Path) -> Location:
    """Find the edition that a path means: a folder, its `edition.toml`, or one TEI file.

    Raises TeiError when there is nothing there, or a folder without settings.
    """
    if path.is_dir():
        settings = path / config.FILE
        if settings.is_file():
            return Location(path.resolve(), settings, None)
        raise TeiError(
            f"There is no {config.FILE} in {path}.",
            "Name a TEI file, or make an edition with “tei new”.",
        )
    if not path.exists():
        raise TeiError(f"There is no file or folder {path}.", "Check the path.")
    if path.suffix == ".toml":
        return Location(path.resolve().parent, path, None)
    return Location(path.resolve().parent, None, path)


def load(path: str | Path, judges: Mapping[str, config.Judge] = MappingProxyType({})) -> Edition:
    """Read an edition: a folder with `edition.toml`, that file itself, or a single TEI file.

    `judges` know the names that settings may hold (see `tei.config.read`). Raises TeiError for
    what makes the edition unreadable: no such file, mistakes in the settings, a file that is not
    well-formed, an include that is missing. What can be survived is in `Edition.findings`,
    also that there is no text (`Edition.require_text`).
    """
    location = locate(Path(path))
    if location.settings is not None:
        name = location.settings.name
        settings = config.read(location.settings, name, location.folder, judges)
    else:
        settings = config.Settings(edition=config.EditionSettings(source=("*",)))
    return _read(location, settings)


def _read(location: Location, settings: config.Settings) -> Edition:
    folder = location.folder
    main = [location.source] if location.source else _files(folder, settings.edition.source)
    registers = _files(folder, settings.edition.registers)
    allow = [(folder / item).resolve() for item in settings.edition.allow]
    documents: list[Document] = []
    sources: list[Source] = []
    for path in [*main, *(item for item in registers if item not in main)]:
        root, read = xinclude.assemble(path, folder, allow=allow, first_number=len(sources))
        sources.extend(read)
        documents.append(Document(root, read[0].name, path not in main))
    roots = [(item.root, Path(item.name).stem) for item in documents if not item.register]
    contents = divide(roots, settings.texts.unit)
    findings = [finding for source in sources for finding in source.findings]
    if not any(_has_content(element) for text in flatten(contents) for element in text.elements):
        message = f"{documents[0].name} has no text: no “text” element with anything in it."
        found = source_codes.finding(_NO_TEXT, message, sources[0].position(0))
        if any(next(root.iter(*map(tei, _COMPLETE)), None) is not None for root, _ in roots):
            found = found._replace(severity=Severity.NOTE)
        findings.insert(0, found)
    elif location.settings is not None:
        _require_unit([root for root, _ in roots], settings.texts.unit, location.settings)
    edition = Edition(
        folder=folder,
        settings=settings,
        sources=tuple(sources),
        documents=tuple(documents),
        contents=contents,
        registers=collect((item.root, item.register) for item in documents),
        ids=_ids(documents),
        findings=tuple(findings),
    )
    if location.settings is not None and not edition.title_is_given:
        found = _untitled(edition, location.settings)
        edition = replace(edition, findings=(found, *edition.findings))
    return edition


def _require_unit(roots: Sequence[etree._Element], unit: str, settings: Path) -> None:
    """See that the setting `texts.unit` fits some text. Raises TeiError."""
    types = division_types(roots)
    if unit in UNITS or unit in types:
        return
    there = f"there are: {', '.join(types)}" if types else "no div has a type"
    finding = Finding(
        "CFG005",
        "unit-without-text",
        Severity.ERROR,
        f"No div has the type “{unit}”; {there}.",
        config.position(settings, settings.name, "texts", "unit"),
        f"Write one of these, or one of {', '.join(UNITS)}, as [texts] unit.",
    )
    raise TeiError(f"{settings.name} has one mistake.", findings=[finding])


def _untitled(edition: Edition, settings: Path) -> Finding:
    return Finding(
        "CFG006",
        "untitled-collection",
        Severity.WARNING,
        f"The collection has no title; it is called “{edition.title}” after its folder.",
        config.position(settings, settings.name, "edition", ""),
        "Write its title as [edition] title.",
    )


def _has_content(element: etree._Element) -> bool:
    """Say whether there is anything in a text beyond empty divisions."""
    empty = {tei(name) for name in ("text", "group", "front", "body", "back", "div")}
    return any(
        item.tag not in empty or (item.text or "").strip() for item in element.iter(etree.Element)
    )


def _files(folder: Path, patterns: Sequence[str]) -> list[Path]:
    """Find the files that patterns name, each once, numbers in names sorted as numbers."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        found.update(dict.fromkeys(sorted(config.files(folder, pattern), key=_natural)))
    return list(found)


def _natural(path: Path) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|\D+", path.as_posix())
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _ids(documents: Sequence[Document]) -> dict[str, tuple[etree._Element, ...]]:
    ids: dict[str, list[etree._Element]] = {}
    for document in documents:
        for element in _with_id(document.root):
            if ident := element.get(XML_ID):
                ids.setdefault(ident, []).append(element)
    return {ident: tuple(elements) for ident, elements in ids.items()}

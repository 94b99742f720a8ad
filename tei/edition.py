"""The edition: its settings, its sources, and what they mean. Built once, then passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei import config, xinclude
from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.names import AT, XML_ID, tei
from tei.pointers import Pointers, prefixes
from tei.registers import Kind, Record, Register, collect
from tei.source import Source
from tei.texts import Group, Text, divide, flatten
from tei.wording import words


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file of the edition with all that it includes, as one tree.

    Every element carries its origin (`names.AT`). `register` marks a register file.
    """

    root: etree._Element
    name: str
    register: bool


@dataclass(frozen=True, slots=True)
class Location:
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
    def title(self) -> str:
        """The title: the one in the settings, else the header's, else the folder's name."""
        if self.settings.edition.title:
            return self.settings.edition.title
        if self.header is not None:
            title = self.header.find(f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
            if title is not None and (text := words(title)):
                return text
        return self.folder.name

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


def load(path: str | Path) -> Edition:
    """Read an edition: a folder with `edition.toml`, that file itself, or a single TEI file.

    Raises TeiError for what makes the edition unreadable: no such file, mistakes in the settings,
    a file that is not well-formed, an include that is missing. What can be survived is in
    `Edition.findings`.
    """
    location = locate(Path(path))
    if location.settings is not None:
        settings = config.read(location.settings, location.settings.name)
    else:
        settings = config.Settings(edition=config.EditionSettings(source=("*",)))
    return _read(location, settings)


def _read(location: Location, settings: config.Settings) -> Edition:
    folder = location.folder
    main = (
        [location.source] if location.source else _files(folder, settings.edition.source, "source")
    )
    registers = _files(folder, settings.edition.registers, "registers")
    allow = [(folder / item).resolve() for item in settings.edition.allow]
    documents: list[Document] = []
    sources: list[Source] = []
    for path in [*main, *(item for item in registers if item not in main)]:
        root, read = xinclude.assemble(path, folder, allow=allow, first_number=len(sources))
        sources.extend(read)
        documents.append(Document(root, read[0].name, path not in main))
    roots = [(item.root, Path(item.name).stem) for item in documents if not item.register]
    contents = divide(roots, settings.texts.unit)
    if not contents:
        raise TeiError(
            f"{documents[0].name} has no text: no “text” element with anything in it.",
            "Put the transcription into <text><body>…</body></text>.",
            sources[0].position(0),
        )
    return Edition(
        folder=folder,
        settings=settings,
        sources=tuple(sources),
        documents=tuple(documents),
        contents=contents,
        registers=collect((item.root, item.register) for item in documents),
        ids=_ids(documents),
        findings=tuple(finding for source in sources for finding in source.findings),
    )


def _files(folder: Path, patterns: Sequence[str], setting: str) -> list[Path]:
    """Find the files that patterns name, each once, numbers in names sorted as numbers."""
    found: dict[Path, None] = {}
    for pattern in patterns:
        matches = sorted((path for path in folder.glob(pattern) if path.is_file()), key=_natural)
        if not matches:
            raise TeiError(
                f"No file fits “{pattern}”, which the settings name as {setting}.",
                f"Mend [edition] {setting}; paths start from the folder of {config.FILE}.",
                Position(config.FILE),
            )
        found.update(dict.fromkeys(matches))
    return list(found)


def _natural(path: Path) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|\D+", path.as_posix())
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _ids(documents: Sequence[Document]) -> dict[str, tuple[etree._Element, ...]]:
    ids: dict[str, list[etree._Element]] = {}
    for document in documents:
        for element in document.root.iter(etree.Element):
            if ident := element.get(XML_ID):
                ids.setdefault(ident, []).append(element)
    return {ident: tuple(elements) for ident, elements in ids.items()}

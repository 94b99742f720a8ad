"""XInclude: a TEI file together with the files that it includes, as one tree."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.reading import xpointer
from tei.reading.library import Library
from tei.reading.positions import below
from tei.reading.source import LIMITS, Limits, Source
from tei.reading.source_codes import CODES, SourceError, failure, finding

_INCLUDE = f"{{{names.XI}}}include"
_FALLBACK = f"{{{names.XI}}}fallback"
_DEEPEST = 50
# An xi:fallback stands in for what is not there, never for what is there and faulty.
_ABSENT = frozenset({"SRC030", "SRC032"})
_FATAL = frozenset({"SRC017", "SRC036"})

_Node = etree._Element | str


def assemble(
    path: Path,
    folder: Path,
    *,
    allow: Sequence[Path] = (),
    first_number: int = 0,
    limits: Limits = LIMITS,
) -> tuple[etree._Element, tuple[Source, ...]]:
    """Read a TEI file and everything that it includes.

    Gives the root of the whole, in which each xi:include is replaced by what it includes, and
    the sources in the order of their first inclusion, numbered from `first_number`. Every
    element carries the stamp `names.AT` of the source that it came from; `xml:base` is not
    written. Where nothing is included the root is that of the source: treat it as read-only.

    Included files must lie in `folder` or one of `allow`, symbolic links resolved. Raises
    SourceError when a file cannot be read, and TeiError with all faulty inclusions as findings
    when there are several.
    """
    library = Library(folder, allow, first_number, limits)
    source = library.main(path)
    if next(source.root.iter(_INCLUDE), None) is None:
        return source.root, (source,)
    root = copy.deepcopy(source.root.getroottree()).getroot()
    assembly = _Assembly(library, limits)
    assembly.expand(root, _Place(source, source.path.as_uri(), ((path.resolve(), ""),)))
    _raise(assembly.errors, source)
    _check_depth(root, source, limits)
    return root, tuple(
        replace(each, findings=(*each.findings, *assembly.notes.get(each.number, ())))
        for each in library.sources.values()
    )


class _Place(NamedTuple):
    """Where an xi:include stands: its file, the base of its addresses, and how we came there.

    `base` is that around the tree in hand, as an absolute address; within the tree, `xml:base`
    counts. `chain` holds the file and pointer of each inclusion from the outermost file on.
    """

    source: Source
    base: str
    chain: tuple[tuple[Path, str], ...]


class _Assembly:
    """Replaces inclusions. Faults are kept in `errors`, to be reported together."""

    def __init__(self, library: Library, limits: Limits) -> None:
        self.errors: list[SourceError] = []
        self.notes: dict[int, list[Finding]] = {}
        self.library = library
        self.limits = limits
        self.count = 0
        self.size = 0

    def expand(self, top: etree._Element, place: _Place) -> None:
        """Replace the xi:includes below `top`, which is a copy and none itself."""
        for include in list(top.iter(_INCLUDE)):
            # One within another stands in its xi:fallback, and counts only if that is used.
            if next(include.iterancestors(_INCLUDE), None) is None:
                _replace(include, self.content(include, place))

    def content(self, include: etree._Element, place: _Place) -> list[_Node]:
        """Give what takes the place of an xi:include, nothing when it is faulty."""
        position = _position(include, place.source)
        self.count += 1
        if self.count > self.limits.includes or len(place.chain) > _DEEPEST:
            message = f"Files are included more than {self.limits.includes:,} times"
            raise failure("SRC036", f"{message}, or more than {_DEEPEST} deep.", position)
        fallbacks = include.findall(_FALLBACK)
        try:
            if len(fallbacks) > 1:
                raise failure("SRC035", "This xi:include has two fallbacks.", position)
            return self.included(include, place, position)
        except SourceError as error:
            if error.code in _FATAL:
                raise
            if error.code in _ABSENT and fallbacks:
                note = finding("SRC007", f"{error.message} The fallback is used.", position)
                self.notes.setdefault(place.source.number, []).append(note)
                return self.fallback(fallbacks[0], include, place)
            self.errors.append(error)
            return []

    def included(self, include: etree._Element, place: _Place, position: Position) -> list[_Node]:
        """Give what an xi:include names. Raises SourceError."""
        kind = include.get("parse", "xml")
        pointer = include.get("xpointer", "").strip()
        href = include.get("href", "").strip()
        if kind not in {"xml", "text"}:
            hint = 'Write parse="xml" or parse="text".'
            raise failure("SRC035", f'parse="{kind}" is not allowed here.', position, hint)
        if not href and (kind == "text" or not pointer):
            raise failure("SRC035", "The xi:include does not say what to include.", position)
        file, _, fragment = href.partition("#")
        if fragment:
            hint = f'Write href="{file}" xpointer="{fragment}".'
            message = f'The address "{href}" must not have a part after #.'
            raise failure("SRC035", message, position, hint)
        path = place.chain[-1][0]
        if file:
            try:
                address = urljoin(_base(include, place.base), file)
            except ValueError as error:
                message = f'"{href}" is not an address ({error}).'
                raise failure("SRC035", message, position) from None
            path = self.library.locate(address, file, position)
        if kind == "text":
            text = self.library.text(path, include.get("encoding", ""), position)
            self.spend(len(text), position)
            return [text]
        return self.passage(path, pointer, include, place, position)

    def passage(
        self,
        path: Path,
        pointer: str,
        include: etree._Element,
        place: _Place,
        position: Position,
    ) -> list[_Node]:
        """Give a whole file, or what a pointer selects in it."""
        key = (path, pointer)
        if key in place.chain:
            raise self.circle(key, place, position)
        source = self.library.xml(path, position)
        inner = _Place(source, source.path.as_uri(), (*place.chain, key))
        if not pointer:
            return self.copied(source.root, include, inner, position)
        try:
            found = xpointer.select(source.root, pointer)
        except xpointer.PointerError as error:
            message = f'"{pointer}" is not found in {source.name}: {error}.'
            raise failure("SRC034", message, position) from None
        nodes: list[_Node] = []
        for each in found:
            if isinstance(each, str):
                nodes.append(each)
            else:
                nodes += self.copied(each, include, inner, position)
        return nodes

    def copied(
        self, element: etree._Element, include: etree._Element, place: _Place, position: Position
    ) -> list[_Node]:
        """Copy a passage and replace the xi:includes in it."""
        cost = element.xpath("string-length(.) + 50 * count(.//*)")
        self.spend(int(cost) if isinstance(cost, float) else 0, position)
        node = _copy(element)
        if not isinstance(node.tag, str):
            return [node]
        place = place._replace(base=_base(element.getparent(), place.base))
        if node.tag == _INCLUDE:
            return self.content(node, place)
        language = _language(element)
        if language and language != _language(include):
            node.set(names.XML_LANG, language)
        self.expand(node, place)
        return [node]

    def fallback(
        self, fallback: etree._Element, include: etree._Element, place: _Place
    ) -> list[_Node]:
        """Give the content of an xi:fallback."""
        place = place._replace(base=_base(include, place.base))
        nodes: list[_Node] = [fallback.text or ""]
        for child in fallback:
            node = _copy(child)
            if node.tag == _INCLUDE:
                nodes += self.content(node, place)
            else:
                self.expand(node, place)
                nodes.append(node)
            nodes.append(child.tail or "")
        return nodes

    def spend(self, size: int, position: Position) -> None:
        """Count what is included, so that files that include files cannot grow without end."""
        self.size += size
        if self.size > self.limits.size:
            raise failure("SRC017", "What the files include is too large.", position)

    def circle(self, key: tuple[Path, str], place: _Place, position: Position) -> SourceError:
        """Say how a file includes itself."""
        files = [*place.chain[place.chain.index(key) :], key]
        shown = [self.library.name(path) + (f" ({part})" if part else "") for path, part in files]
        return failure("SRC033", f"A file includes itself: {' → '.join(shown)}.", position)


def _raise(errors: Sequence[SourceError], source: Source) -> None:
    """Raise what went wrong, all faults at once."""
    findings = list(dict.fromkeys(error.finding for error in errors))
    if len(findings) == 1:
        raise errors[0]
    if findings:
        codes = {each.code for each in findings}
        hint = CODES[codes.pop()].help if len(codes) == 1 else ""
        message = f"{source.name} has {len(findings)} inclusions that are not possible."
        raise TeiError(message, hint, findings[0].position, findings)


def _check_depth(root: etree._Element, source: Source, limits: Limits) -> None:
    if below(root, limits.depth) is not None:
        message = f"With all inclusions, elements are nested more than {limits.depth} deep."
        raise failure("SRC018", message, source.position(0))


def _position(element: etree._Element, source: Source) -> Position:
    return source.position(int(element.get(names.AT, "0.0").rpartition(".")[2]))


def _copy(element: etree._Element) -> etree._Element:
    """Copy an element without the text that follows it."""
    node = copy.deepcopy(element)
    node.tail = None
    return node


def _base(element: etree._Element | None, outer: str) -> str:
    """Join the xml:base attributes that hold for an element onto the base around its tree."""
    if element is not None:
        bases = [each.get(names.XML_BASE) for each in (element, *element.iterancestors())]
        for base in reversed(bases):
            outer = urljoin(outer, base) if base else outer
    return outer


def _language(element: etree._Element) -> str:
    """Give the xml:lang that holds for an element."""
    around = (each.get(names.XML_LANG) for each in (element, *element.iterancestors()))
    return next((each for each in around if each is not None), "")


def _replace(include: etree._Element, nodes: Sequence[_Node]) -> None:
    """Put nodes and texts in the place of an element; what follows it stays where it is."""
    parent = include.getparent()
    if parent is None:
        return
    for node in (*nodes, include.tail or ""):
        previous = include.getprevious()
        if not isinstance(node, str):
            include.addprevious(node)
        elif previous is None:
            parent.text = (parent.text or "") + node
        else:
            previous.tail = (previous.tail or "") + node
    include.tail = None
    parent.remove(include)

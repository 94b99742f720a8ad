"""Pointers between the parts of an edition: which attributes hold them and where they lead.

A pointer is what TEI calls `teidata.pointer`: an address, relative or absolute, or one with a
private prefix that a `prefixDef` explains. Nothing is read here: an address is compared with the
sources that the edition has, and of other files only their existence inside the edition's folder
is asked.

Source: TEI Guidelines, “Pointing Mechanisms” and “Using Abbreviated Pointers”; RFC 3986.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin

from lxml import etree

from tei import names

if TYPE_CHECKING:
    from tei.reading.source import Source

Element = etree._Element


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TIMED = _words(
    "annotationBlock binaryObject event gap incident kinesic media p pause seg u vocal writing"
)

# What the declarations of TEI P5 give the datatype teidata.pointer, on any element that has it.
_ANYWHERE = _words(
    """
    ana calendar change copyOf corresp datcat datingMethod datingPoint decls domains edRef exclude
    facs follow given hand inst lemmaRef mutual next nymRef parts period prev ref rendition replyTo
    resp sameAs scribeRef scriptRef select source spanTo synch target targetDatcat targetEnd toWhom
    unitRef url valueDatcat where who wit
    """
)

# Names that are a pointer on some elements and a date, number or word on others.
_ON = {
    "active": _words("relation"),
    "adj": _words("node"),
    "adjFrom": _words("node"),
    "adjTo": _words("node"),
    "children": _words("iNode root"),
    "class": _words("msContents msDesc msFrag msItem msItemStruct msPart"),
    "code": _words("occupation socecStatus"),
    "end": _TIMED,
    "fVal": _words("f"),
    "feats": _words("fs"),
    "from": _words("app arc rt span"),
    "fromUnit": _words("conversion"),
    "mergedIn": _words("entry form gramGrp sense"),
    "new": _words("handShift"),
    "origin": _words("timeline"),
    "parent": _words("iNode leaf"),
    "passive": _words("relation"),
    "perf": _words("move tech"),
    "require": _words("lem note rdg rdgGrp"),
    "scheme": _words("catRef classCode keywords locus locusGrp occupation socecStatus"),
    "since": _words("when"),
    "start": _TIMED,
    "to": _words("app arc rt span"),
    "toUnit": _words("conversion"),
    "value": _words("eLeaf eTree iNode leaf node root triangle"),
}
_NOT_ON = {"where": _words("move")}
# The names of all attributes that may hold pointers.
POINTING = frozenset((*_ANYWHERE, *_ON))

# One address that may hold blanks by mistake, never a list of addresses.
_SINGLE = _words("url")

# Schemes that lead out of the edition and mean the same to everybody.
_SCHEMES = _words(
    """
    about acct ark bibcode cid doi ftp geo handle hdl http https iiif imap info isbn issn ldap lsid
    magnet mailto mid news nntp oai oid orcid purl sftp swh tag tel tei urn ws wss xmpp
    """
)
_UNSAFE = _words("blob data file jar javascript livescript vbscript")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_ID = re.compile(r"[^\s()#/?]+")
_DEPTH = 5


class Kind(StrEnum):
    """Where a pointer leads."""

    ELEMENT = "element"  # to an element of the edition
    FILE = "file"  # to a file of the edition, or to a place in it that is not an id
    EXTERNAL = "external"  # out into the world
    UNDECLARED = "undeclared"  # it has a prefix that no prefixDef explains
    UNMATCHED = "unmatched"  # a prefixDef has the prefix, but not for this form of value
    OUTSIDE = "outside"  # to a file that does not lie in the edition's folder
    UNSAFE = "unsafe"  # to a script, to data, or to a path of one computer
    MISSING = "missing"  # to nowhere


class Target(NamedTuple):
    """Where one pointer leads.

    `value` is the pointer as written. `url` is the address after prefixes are resolved: absolute
    for `external`, relative to the edition's folder for `file` and, where the pointer names a
    file, for `element`; for `missing` and `outside` as the pointer means it. `element` is there
    for `element` only.
    """

    kind: Kind
    value: str
    url: str = ""
    element: Element | None = None


class Prefix(NamedTuple):
    """What one `prefixDef` says; `pattern` is None where its expression cannot be applied."""

    name: str
    pattern: re.Pattern[str] | None
    replacement: str
    element: Element


def pointer_attributes(element: Element) -> Iterator[tuple[str, list[str]]]:
    """Give the attributes of a TEI element that hold pointers, each with its values.

    Dates in `@from`, numbers in `@value` and the like are told apart by the element.
    """
    tag = element.tag
    if not isinstance(tag, str):
        return
    if tag.startswith("{"):
        if not tag.startswith(_TEI):
            return
        tag = tag[len(_TEI) :]
    for key, content in element.attrib.items():
        name, value = str(key), str(content)
        if name in _ANYWHERE:
            if tag in _NOT_ON.get(name, ()):
                continue
        elif tag not in _ON.get(name, ()):
            continue
        yield name, [value.strip()] if name in _SINGLE else value.split()


def prefixes(roots: Iterable[Element]) -> tuple[Prefix, ...]:
    """Give every `prefixDef` in these documents, in order."""
    return tuple(
        Prefix(
            element.get("ident", "").strip(),
            _expression(element.get("matchPattern", "")),
            element.get("replacementPattern", ""),
            element,
        )
        for root in roots
        for element in root.iter(names.tei("prefixDef"))
    )


class Pointers:
    """Follows pointers over a whole edition.

    `ids` are all ids with their elements, `sources` the files by number, `prefixes` what
    `prefixes()` found. Without `folder` no file beside the sources is looked for.
    """

    def __init__(
        self,
        ids: Mapping[str, Sequence[Element]],
        sources: Sequence[Source],
        prefixes: Sequence[Prefix] = (),
        folder: Path | None = None,
    ) -> None:
        self._ids = ids
        self._folder = folder.resolve() if folder else None
        self._sources = sources
        self._prefixes: dict[str, list[Prefix]] = {}
        for prefix in prefixes:
            self._prefixes.setdefault(prefix.name, []).append(prefix)
        self._files: dict[Path, bool] = {}

    @cached_property
    def _paths(self) -> Mapping[int, Path]:
        """The files by number; looked up only where a pointer names a file."""
        return {source.number: Path(source.path).resolve() for source in self._sources}

    @cached_property
    def _numbers(self) -> Mapping[Path, int]:
        return {path: number for number, path in self._paths.items()}

    def resolve(self, element: Element, value: str) -> Target:
        """Say where the pointer `value`, found on `element`, leads."""
        return self._resolve(element, value.strip(), value, 0)

    def _resolve(self, element: Element, address: str, value: str, depth: int) -> Target:
        if address.startswith("#"):
            return self._in_files(element, "", address[1:], value)
        scheme = _SCHEME.match(address)
        if scheme:
            return self._absolute(element, scheme[1], address, value, depth)
        if address.startswith("//"):
            return Target(Kind.EXTERNAL, value, "https:" + address)
        base = _base(element)
        if base:
            joined = urljoin(base, address)
            if _SCHEME.match(joined):
                kind = Kind.EXTERNAL if joined.startswith(("http:", "https:")) else Kind.OUTSIDE
                return Target(kind, value, joined)
            address = joined
        path, _, fragment = address.partition("#")
        return self._in_files(element, path, fragment, value)

    def _absolute(
        self, element: Element, scheme: str, address: str, value: str, depth: int
    ) -> Target:
        lower = scheme.lower()
        if scheme in self._prefixes and depth < _DEPTH:
            rest = address[len(scheme) + 1 :]
            for prefix in self._nearest(element, scheme):
                if prefix.pattern is None:
                    return Target(Kind.EXTERNAL, value, address)
                if replaced := _replace(prefix, rest):
                    return self._resolve(prefix.element, replaced, value, depth + 1)
            return Target(Kind.UNMATCHED, value, address)
        if lower in _UNSAFE or len(scheme) == 1:
            return Target(Kind.UNSAFE, value, address)
        kind = Kind.EXTERNAL if lower in _SCHEMES else Kind.UNDECLARED
        return Target(kind, value, address)

    def _nearest(self, element: Element, name: str) -> list[Prefix]:
        """Give the definitions of a prefix, those of the element's own document first."""
        found = self._prefixes[name]
        if len(found) == 1:
            return found
        root = element.getroottree().getroot()
        return sorted(found, key=lambda item: item.element.getroottree().getroot() is not root)

    def _in_files(self, element: Element, path: str, fragment: str, value: str) -> Target:
        """Look for a file, an id, or an id in a file; without `path` for an id anywhere."""
        address = path + (f"#{fragment}" if fragment or not path else "")
        number: int | None = None
        if path:
            file = self._file(number_of(element), path)
            if file is None:
                return Target(Kind.MISSING, value, address)
            number = self._numbers.get(file)
            if number is None:
                return self._other_file(file, fragment, Target(Kind.MISSING, value, address))
            address = self._relative(file) + (f"#{fragment}" if fragment else "")
            if not fragment:
                return Target(Kind.FILE, value, address)
        if fragment and not _ID.fullmatch(fragment):  # an XPointer: a place, not an id
            return Target(Kind.FILE, value, address)
        found = self._element(element, number, fragment)
        kind = Kind.MISSING if found is None else Kind.ELEMENT
        return Target(kind, value, address, found)

    def _file(self, here: int, path: str) -> Path | None:
        """Give the file that a relative path means; None where no file can be called so."""
        base = self._paths.get(here)
        start = base.parent if base else self._folder
        if start is None:
            return None
        try:
            return (start / unquote(path)).resolve()
        except (OSError, ValueError):
            return None

    def _element(self, element: Element, number: int | None, name: str) -> Element | None:
        """Find an id; where it is used twice, take the nearest: same file, same document."""
        candidates = self._ids.get(name) or self._ids.get(unquote(name)) or ()
        if number is not None:
            wanted = [item for item in candidates if number_of(item) == number]
            # A file that includes others holds their ids too.
            wanted += [
                item for item in candidates if number_of(item.getroottree().getroot()) == number
            ]
            return wanted[0] if wanted else None
        if len(candidates) > 1:
            here = number_of(element)
            for item in candidates:
                if number_of(item) == here:
                    return item
            root = element.getroottree().getroot()
            for item in candidates:
                if item.getroottree().getroot() is root:
                    return item
        return candidates[0] if candidates else None

    def _other_file(self, file: Path, fragment: str, missing: Target) -> Target:
        """Judge a file that is no source of the edition."""
        if self._folder is None:
            return missing
        if not file.is_relative_to(self._folder):
            return Target(Kind.OUTSIDE, missing.value, missing.url)
        if file not in self._files:
            try:
                self._files[file] = file.exists()
            except (OSError, ValueError):  # a name that no file system takes
                self._files[file] = False
        if not self._files[file]:
            return missing
        url = self._relative(file) + (f"#{fragment}" if fragment else "")
        return Target(Kind.FILE, missing.value, url)

    def _relative(self, file: Path) -> str:
        if self._folder and file.is_relative_to(self._folder):
            return file.relative_to(self._folder).as_posix()
        return file.name


def number_of(element: Element) -> int:
    """Give the number of the source an element came from; 0 where it carries no stamp."""
    return int((element.get(names.AT) or "0").partition(".")[0])


_TEI = names.tei("")


def _base(element: Element) -> str:
    """Give the address that `@xml:base` of the element and its ancestors amount to."""
    base = ""
    current: Element | None = element
    while current is not None:
        own = current.get(names.XML_BASE)
        if own:
            base = urljoin(own, base)
        current = current.getparent()
    return base


def _expression(pattern: str) -> re.Pattern[str] | None:
    """Read an expression of XML Schema; None if it is not understood or could run for ages.

    The pattern comes from the edition's files and is not trusted: repeated groups, and more than
    five choices (repetitions, options, alternatives), are not applied.
    """
    choices = len(re.findall(r"[*+?{|]", pattern))
    if choices > 5 or "\\p" in pattern or re.search(r"\(\?|\)[*+{]", pattern):
        return None
    translated = pattern.replace(r"\i", r"[^\W\d]").replace(r"\c", r"[\w.:\-]")
    try:
        return re.compile(translated)
    except (re.error, OverflowError, RecursionError):
        return None


def _replace(prefix: Prefix, rest: str) -> str:
    """Expand what follows the prefix; empty where the pattern does not match all of it."""
    if prefix.pattern is None or len(rest) > 80:
        return ""
    found = prefix.pattern.fullmatch(rest)
    if not found:
        return ""

    def group(reference: re.Match[str]) -> str:
        number = int(reference[1])
        return (found[number] or "") if number <= len(found.groups()) else ""

    return re.sub(r"\$(\d)", group, prefix.replacement)

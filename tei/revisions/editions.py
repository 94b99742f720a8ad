"""Comparing editions of many files: which were added, removed, renamed, and what changed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position
from tei.language_tags import is_tag
from tei.reading.source import parse, read_bytes
from tei.reading.source_codes import SourceError
from tei.revisions import passages
from tei.revisions.changes import Category, Change, Kind, Place
from tei.revisions.comparison import compare

_SUFFIXES = (".xml", ".tei")
_NOT_TEI = ("SRC020", "SRC021")
# A file that has so many of its phrases in common with one that is gone is that file, renamed.
_RENAMED = 0.4
# Headers are much the same in all files of an edition; so much of what follows is looked at.
_HEADER_END = re.compile(rb"</(?:[\w.-]+:)?teiHeader\s*>")
_LOOKED_AT = 1 << 16
_PHRASE = 3
# Of more pairs than this only files that hold the same are taken for renamed ones.
_MOST_PAIRS = 10_000
# A passage of fewer letters that is gone in one file and new in another was not moved.
_MOVED = 60


@dataclass(frozen=True)
class Version:
    """A file in one revision: its name, how to read it, the id that git has for it, if it has."""

    name: str
    read: Callable[[], bytes]
    blob: str = ""

    @cached_property
    def id(self) -> str:
        """The id that git has or would have for the file: equal for equal content."""
        if self.blob:
            return self.blob
        import hashlib  # slow to load, and seldom wanted

        content = self.read()
        data = b"blob %d\0" % len(content) + content
        return hashlib.sha1(data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Compared:
    """What became of one file. `error` says why it could not be compared.

    `lines` is the number of lines of the new file, `language` that of its text, where known.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    error: TeiError | None = None
    lines: int = 0
    language: str = ""


def on_disk(path: Path, name: str = "") -> dict[str, Version]:
    """Give the TEI files of a folder by their paths in it, or a single file by its name.

    Hidden folders and links that lead out of the folder are left out.
    """
    if not path.is_dir():
        return {name: _file_on_disk(path, name)}
    top = path.resolve()
    found = {}
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        hidden = any(part.startswith(".") for part in inner.parts)
        if hidden or not is_tei_name(file.name) or not file.is_file():
            continue
        if file.resolve().is_relative_to(top):
            key = PurePosixPath(name, inner.as_posix()).as_posix()
            found[key] = _file_on_disk(file, key)
    return found


def is_tei_name(name: str) -> bool:
    """Tell whether a file is to be looked at, by its name."""
    return name.lower().endswith(_SUFFIXES)


def _file_on_disk(path: Path, name: str) -> Version:
    """Give a file, which is read when it is wanted."""
    return Version(name, lambda: read_bytes(path, name))


def both_on_disk(old: Path, new: Path) -> tuple[dict[str, Version], dict[str, Version]]:
    """Give two files, or the files of two folders. Raises TeiError when they are no pair."""
    for path in (old, new):
        if not path.exists():
            raise TeiError(f"There is no file or folder {path}.")
    if old.is_dir() != new.is_dir():
        raise TeiError("A file cannot be compared with a folder.", "Name two of a kind.")
    if old.is_dir():
        return on_disk(old), on_disk(new)
    return on_disk(old, str(old)), on_disk(new, str(new))


def diff(old: str | Path, new: str | Path) -> list[Change]:
    """Say what was changed between two files, or between the TEI files of two folders.

    The changes are in the order of files and places. Raises TeiError when there is no such file,
    when one is not well-formed, or when two are too different to be compared.
    """
    first, second = both_on_disk(Path(old), Path(new))
    if not Path(old).is_dir():
        (one,), (other,) = first.values(), second.values()
        return list(compare_files(one, other).changes)
    found: list[Change] = []
    for result in compare_collections(first, second):
        if result.error is not None:
            raise result.error
        found += result.changes
    return found


def compare_files(old: Version, new: Version) -> Compared:
    """Compare two revisions of a file. Raises TeiError when they cannot be compared."""
    before, after = old.read(), new.read()
    if before == after:
        return Compared(old.name, new.name, ())
    first = parse(before, Path(old.name), 0, old.name, stamped=False)
    second = parse(after, Path(new.name), 1, new.name, stamped=False)
    del before, after
    changes = tuple(compare(first, second))
    lines = second.text.count("\n") + 1
    return Compared(old.name, new.name, changes, None, lines, _language(second.root))


def _language(root: etree._Element) -> str:
    """Give the language that a file states for its text."""
    text = next(root.iter(names.tei("text")), root)
    tag = text.get(names.XML_LANG) or root.get(names.XML_LANG) or ""
    return tag if is_tag(tag) else ""


def compare_collections(
    old: Mapping[str, Version], new: Mapping[str, Version]
) -> Iterator[Compared]:
    """Compare two revisions of an edition, file by file in the order of their names."""
    gone = {name: old[name] for name in sorted(old.keys() - new.keys())}
    come = {name: new[name] for name in sorted(new.keys() - old.keys())}
    pairs = {name: old[name] for name in old.keys() & new.keys()}
    renamed = dict(_renamed(gone, come))
    results = []
    for name in sorted({*pairs, *renamed, *come}):
        before = pairs.get(name) or renamed.get(name)
        if before is None:
            results.append(_whole(come[name], Kind.ADDED))
        elif before.name != name or before.id != new[name].id:
            results.append(_compared(before, new[name]))
    left = {each.name for each in renamed.values()}
    results += [_whole(each, Kind.REMOVED) for name, each in gone.items() if name not in left]
    results.sort(key=lambda each: each.new or each.old)
    yield from _moved_between([_with_moved(each, results, gone, come) for each in results])


def _compared(old: Version, new: Version) -> Compared:
    changes: list[Change] = []
    if old.name != new.name:
        changes.append(about_file(old.name, new.name, Kind.RENAMED))
    try:
        result = compare_files(old, new)
        return replace(result, changes=(*changes, *result.changes))
    except SourceError as error:
        if error.finding.code not in _NOT_TEI:
            return Compared(old.name, new.name, tuple(changes), error)
        changes.append(about_file(old.name, new.name, Kind.CHANGED))
    except TeiError as error:
        return Compared(old.name, new.name, tuple(changes), error)
    return Compared(old.name, new.name, tuple(changes))


def _whole(only: Version, kind: Kind) -> Compared:
    old, new = ("", only.name) if kind is Kind.ADDED else (only.name, "")
    return Compared(old, new, (about_file(old, new, kind),))


def about_file(old: str, new: str, kind: Kind) -> Change:
    """Say that a file was added, removed or renamed, or changed otherwise than in its text."""
    places = Place(Position(old or new)), Place(Position(new or old))
    return Change(Category.FILE, kind, "", old, new, "", "", *places)


def _renamed(
    gone: Mapping[str, Version], come: Mapping[str, Version]
) -> Iterator[tuple[str, Version]]:
    """Pair files that are gone with new ones that hold the same, or most of it."""
    few = len(gone) * len(come) <= _MOST_PAIRS
    both = {**gone, **come} if few else {}
    phrases = {name: _phrases(each.read()) for name, each in both.items()}
    scores = []
    for name, other in come.items():
        for before, each in gone.items():
            score = 2.0 if each.id == other.id else 0.0
            if few and not score:
                shared = len(phrases[name] & phrases[before])
                score = shared / max(len(phrases[name]), len(phrases[before]), 1)
            if score >= _RENAMED:
                scores.append((-score, before, name))
    used: set[str] = set()
    for _, before, name in sorted(scores):
        if not {f"-{before}", f"+{name}"} & used:
            used |= {f"-{before}", f"+{name}"}
            yield name, gone[before]


def _phrases(content: bytes) -> set[int]:
    """Give the phrases of a file behind its header, as numbers."""
    header = _HEADER_END.search(content)
    begin = header.end() if header else 0
    words = content[begin : begin + _LOOKED_AT].split()
    phrases = zip(*(words[shift:] for shift in range(_PHRASE)), strict=False)
    return {zlib.crc32(b" ".join(phrase)) for phrase in phrases}


def _with_moved(
    result: Compared,
    results: Sequence[Compared],
    gone: Mapping[str, Version],
    come: Mapping[str, Version],
) -> Compared:
    """Name with a file that was added or removed the passages that it has from others, or they
    from it.
    """
    kinds = {Kind.ADDED: (Kind.REMOVED, come), Kind.REMOVED: (Kind.ADDED, gone)}
    first = next(iter(result.changes), None)
    if first is None or first.category is not Category.FILE or first.kind not in kinds:
        return result
    other, versions = kinds[first.kind]
    wanted = {
        (change.subject, _words(change)): change
        for each in results
        for change in each.changes
        if change.kind is other and len(_words(change)) >= _MOVED
    }
    name = first.place.position.path
    try:
        if not wanted:
            return result
        source = parse(versions[name].read(), Path(name), 0, name, stamped=False)
    except SourceError:
        return result
    found = passages.find(source, wanted.keys())
    changes = [_counterpart(wanted[passage], first.kind, found[passage]) for passage in found]
    lines = source.text.count("\n") + 1
    return replace(result, changes=(first, *changes), lines=lines, language=_language(source.root))


def _words(change: Change) -> str:
    return change.old if change.kind is Kind.REMOVED else change.new


def _counterpart(change: Change, kind: Kind, place: Place) -> Change:
    """Say of a passage that is gone, or new, that it is new, or gone, in another file."""
    old, new = ("", change.old) if kind is Kind.ADDED else (change.new, "")
    return replace(
        change,
        kind=kind,
        old=old,
        new=new,
        before="",
        after="",
        old_place=place,
        new_place=place,
        around_old=("", ""),
        around_new=("", ""),
    )


def _moved_between(results: Sequence[Compared]) -> Iterator[Compared]:
    """Join a passage that is gone in one file and new in another to a passage that was moved."""
    gone: dict[str, Change] = {}
    for result in results:
        for change in result.changes:
            if change.kind is Kind.REMOVED and len(change.old) >= _MOVED:
                gone.setdefault(change.old, change)
    moved: dict[int, Change] = {}
    for result in results:
        for change in result.changes:
            before = gone.get(change.new) if change.kind is Kind.ADDED else None
            if before is not None and before.subject == change.subject:
                del gone[change.new]
                moved[id(before)] = before
                moved[id(change)] = replace(
                    change,
                    kind=Kind.MOVED,
                    old=before.old,
                    old_place=before.old_place,
                    origin=before.old_place.position.path,
                )
    for result in results:
        changes = tuple(
            moved.get(id(change), change)
            for change in result.changes
            if moved.get(id(change)) is not change
        )
        if changes or result.error is not None:
            yield replace(result, changes=changes)

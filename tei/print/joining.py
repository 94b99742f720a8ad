"""Join the parts of a book into one PDF: pages, structure, bookmarks, links, numbers of pages.

Each part is a PDF that Typst has set. What stands once in a file (its structure's root, its
bookmarks, its description) is made anew; all else is taken over as it is, with other numbers.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from tei.print.objects import (
    File,
    as_string,
    head,
    outside_strings,
    pieces,
    read,
    references,
    write,
)

# A link to a place in another part, as the template writes it.
PLACE = "urn:tei-edition:place:"
_NUMBERED = re.compile(rb"(\d+) 0 R|(/StructParents?) (\d+)")
_PLACE = re.escape(PLACE.encode()) + rb"(\d+)"
_LINK = re.compile(rb"/A<</Type/Action/S/URI/URI\(" + _PLACE + rb"\)>>")
_WORDS = re.compile(rb"/Contents\(" + _PLACE + rb"\)")
_PAIR = re.compile(rb"(\d+) (\d+) 0 R")
_BOX = re.compile(rb"/MediaBox\[\S+ \S+ \S+ ([\d.]+)\]")
# Above a place that one goes to, so much of the page is seen, in points.
_ABOVE = 10.0
_PAGES, _STRUCTURE, _DOCUMENT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A part that has been set: a PDF, and how many pages at its ends are only there to fill."""

    pdf: bytes
    filled_before: int = 0
    filled_after: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the joined file: pages count from 0, `x` and `y` from the top left, in points."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark; one of a higher level stands within the one before it of a lower level."""

    level: int
    title: str
    place: Place


@dataclass(slots=True)
class _Joint:
    """What has been taken over so far."""

    # The first three are made at the end.
    objects: list[bytes] = field(default_factory=lambda: [b"", b"", b""])
    pages: list[int] = field(default_factory=list)
    elements: list[bytes] = field(default_factory=list)
    parents: list[bytes] = field(default_factory=list)
    next_parent: int = 0
    names: list[tuple[bytes, int]] = field(default_factory=list)
    labels: list[bytes] = field(default_factory=list)
    # Streams that are the same in several parts, such as the colour profile.
    streams: dict[bytes, int] = field(default_factory=dict)

    def add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)


def join(
    sheaves: Sequence[Sheaf],
    described: int,
    bookmarks: Sequence[Bookmark],
    places: Mapping[int, tuple[Place, str]],
) -> bytes:
    """Join parts into one file.

    `described` is the number of the part that tells what is true of all, such as the standards
    that they conform to; `places` are those that links lead to, each with its words. Raises
    ValueError where a part is not built as Typst builds a PDF.
    """
    joint = _Joint()
    files = [read(sheaf.pdf) for sheaf in sheaves]
    for sheaf, file in zip(sheaves, files, strict=True):
        _take(joint, sheaf, file)
    _link(joint, places)
    file = files[described]
    catalogue = file.objects[file.root]
    joint.objects[_PAGES - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(joint.pages),
        _listed(joint.pages),
    )
    _structure(joint, file)
    ident = hashlib.sha256(b"".join(joint.objects)).digest()[:16]
    catalogue = _changed(catalogue, b"Pages", _PAGES)
    catalogue = _changed(catalogue, b"StructTreeRoot", _STRUCTURE)
    catalogue = _changed(catalogue, b"Metadata", _metadata(joint, file, ident))
    labels = joint.add(b"<</Nums[%s]>>" % b"".join(joint.labels))
    catalogue = _changed(catalogue, b"PageLabels", labels)
    catalogue = _changed(catalogue, b"Outlines", _outline(joint, bookmarks))
    for key in re.findall(rb"/OutputIntents (\d+) 0 R", catalogue):
        copied = _copied(joint, file, file.reached([int(key)], frozenset()), {}, 0)
        catalogue = _changed(catalogue, b"OutputIntents", copied[int(key)])
    info = joint.add(file.objects[file.info])
    return write(joint.objects, joint.add(catalogue), info, ident)


def _take(joint: _Joint, sheaf: Sheaf, file: File) -> None:
    """Take over the pages of a part with all that they need, and its structure."""
    catalogue = file.objects[file.root]
    pages = _number(catalogue, b"Pages")
    tree = _number(catalogue, b"StructTreeRoot")
    every = references(file.objects[pages])
    kept = every[sheaf.filled_before : len(every) - sheaf.filled_after]
    structure = file.objects[tree]
    document = _number(structure, b"K", rb"\[")
    elements, parents = _of_pages(file, document, structure, set(every) - set(kept))
    reached = file.reached(
        [*kept, *parents.values(), *elements], frozenset((pages, tree, document))
    )
    names = pieces(_between(structure, b"/IDTree<</Names[", b"]>>"))
    prefix = b"%d " % len(joint.pages) if joint.pages else b""
    known = {pages: _PAGES, tree: _STRUCTURE, document: _DOCUMENT}
    numbers = _copied(joint, file, reached, known, joint.next_parent, prefix)
    _label(joint, sheaf, file, catalogue, len(kept))
    joint.pages += [numbers[page] for page in kept]
    joint.elements.append(_listed([numbers[element] for element in elements]))
    joint.parents += [
        b"%d %d 0 R " % (key + joint.next_parent, numbers[value]) for key, value in parents.items()
    ]
    joint.names += [
        (prefix + name[1:-1], numbers[references(value)[0]])
        for name, value in zip(names[1::2], names[2::2], strict=True)
    ]
    count = re.search(rb"/ParentTreeNextKey (\d+)", structure)
    joint.next_parent += int(count[1]) if count else 0


def _of_pages(
    file: File, document: int, structure: bytes, left_out: Container[int]
) -> tuple[list[int], dict[int, int]]:
    """Give the elements of a document, and what pages and links belong to, but for some pages."""
    elements = [
        number
        for number in references(_children(file.objects[document]))
        if not any(page in left_out for page in _pages_of(file.objects[number]))
    ]
    gone = {
        int(found[1])
        for number, body in file.objects.items()
        if number in left_out and (found := re.search(rb"/StructParents (\d+)", body))
    }
    parents = _PAIR.findall(_between(structure, b"/ParentTree<</Nums[", b"]"))
    return elements, {int(key): int(value) for key, value in parents if int(key) not in gone}


def _pages_of(element: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"/Pg (\d+) 0 R", element)]


def _copied(
    joint: _Joint,
    file: File,
    wanted: Sequence[int],
    known: Mapping[int, int],
    next_parent: int,
    prefix: bytes = b"",
) -> dict[int, int]:
    """Take over objects; gives the new number of each."""
    numbers = dict(known)
    kept: list[int] = []
    at = len(joint.objects)
    for number in wanted:
        body = file.objects[number]
        if body.endswith(b"\nendstream") and not references(head(body)):
            at = _shared(joint, body, number, numbers, at, kept)
        else:
            at += 1
            numbers[number] = at
            kept.append(number)
    for number in kept:
        body = file.objects[number]
        start = head(body)
        if prefix and start.startswith(b"<</Type/StructElem"):
            changed = _renamed(start, prefix)
        else:
            changed = start
        joint.objects.append(_renumbered(changed, numbers, next_parent) + body[len(start) :])
    return numbers


def _shared(
    joint: _Joint, body: bytes, number: int, numbers: dict[int, int], at: int, kept: list[int]
) -> int:
    """Take over a stream once, though it stands in many parts."""
    digest = hashlib.sha256(body).digest()
    if digest in joint.streams:
        numbers[number] = joint.streams[digest]
        return at
    numbers[number] = joint.streams[digest] = at + 1
    kept.append(number)
    return at + 1


def _renumbered(text: bytes, numbers: Mapping[int, int], next_parent: int = 0) -> bytes:
    def change(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return b"%d 0 R" % numbers[int(found[1])]
        return b"%s %d" % (found[2], int(found[3]) + next_parent)

    return outside_strings(text, lambda piece: _NUMBERED.sub(change, piece))


def _renamed(text: bytes, prefix: bytes) -> bytes:
    """Put something before the names of elements, which each part begins to count anew."""
    found = pieces(text)
    is_name = False
    for at in range(1, len(found), 2):
        before = found[at - 1]
        # Names follow one another where a cell has several headings.
        is_name = before.endswith((b"/ID", b"/Headers[")) or (is_name and not before)
        if is_name:
            found[at] = b"(" + prefix + found[at][1:]
    return b"".join(found)


def _label(joint: _Joint, sheaf: Sheaf, file: File, catalogue: bytes, count: int) -> None:
    """Take over the printed numbers of the pages."""
    if b"/PageLabels" not in catalogue:
        return
    tree = file.objects[_number(catalogue, b"PageLabels")]
    for key, value in _PAIR.findall(tree):
        page = int(key) - sheaf.filled_before
        if 0 <= page < count:
            label = joint.add(file.objects[int(value)])
            joint.labels.append(b"%d %d 0 R " % (len(joint.pages) + page, label))


def _link(joint: _Joint, places: Mapping[int, tuple[Place, str]]) -> None:
    """Let the links that lead to other parts lead to their places."""
    for at, body in enumerate(joint.objects):
        found = _LINK.search(body) if body.startswith(b"<</Type/Annot") else None
        if found is None or int(found[1]) not in places:
            continue
        place, words = places[int(found[1])]
        body = body[: found.start()] + b"/Dest" + _goal(joint, place) + body[found.end() :]
        # In hexadecimal, so that nothing in it means anything to `sub`.
        joint.objects[at] = _WORDS.sub(b"/Contents" + as_string(words), body)


def _goal(joint: _Joint, place: Place) -> bytes:
    page = joint.pages[place.page]
    height = float(_found(_BOX, joint.objects[page - 1]))
    y = min(height, height - place.y + _ABOVE)
    return b"[%d 0 R/XYZ %.3f %.3f 0]" % (page, place.x, y)


def _structure(joint: _Joint, file: File) -> None:
    """Make the root of the structure, and the one document that all parts belong to."""
    tree = file.objects[_number(file.objects[file.root], b"StructTreeRoot")]
    document = file.objects[_number(tree, b"K", rb"\[")]
    names = b"".join(b"(%s)%d 0 R" % item for item in sorted(joint.names))
    joint.objects[_STRUCTURE - 1] = (
        b"%s/K[%d 0 R]/ParentTree<</Nums[%s]>>%s/ParentTreeNextKey %d>>"
        % (
            tree[: tree.index(b"/K[")],
            _DOCUMENT,
            b"".join(joint.parents),
            b"/IDTree<</Names[%s]>>" % names if names else b"",
            joint.next_parent,
        )
    )
    children = _children(document)
    start = document[: document.index(b"/K[")]
    start = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % _STRUCTURE, start)
    rest = document[document.index(b"/K[") + 3 + len(children) + 1 :]
    joint.objects[_DOCUMENT - 1] = b"%s/K[%s]%s" % (start, b" ".join(joint.elements), rest)


def _outline(joint: _Joint, bookmarks: Sequence[Bookmark]) -> int:
    """Make the bookmarks; those within others are not shown before one opens these."""
    base = len(joint.objects) + 1
    parents: list[int] = []
    children: dict[int, list[int]] = {-1: []}
    stack: list[int] = []
    for at, bookmark in enumerate(bookmarks):
        while stack and bookmarks[stack[-1]].level >= bookmark.level:
            stack.pop()
        parents.append(stack[-1] if stack else -1)
        children.setdefault(parents[-1], []).append(at)
        stack.append(at)
    ends = {
        parent: b"/First %d 0 R/Last %d 0 R/Count %d"
        % (base + 1 + each[0], base + 1 + each[-1], len(each) if parent < 0 else -len(each))
        for parent, each in children.items()
        if each
    }
    joint.add(b"<</Type/Outlines%s>>" % ends.get(-1, b"/Count 0"))
    for at, bookmark in enumerate(bookmarks):
        beside = children[parents[at]]
        index = beside.index(at)
        after = b"/Next %d 0 R" % (base + 1 + beside[index + 1]) if at != beside[-1] else b""
        before = b"/Prev %d 0 R" % (base + 1 + beside[index - 1]) if index else b""
        joint.add(
            b"<</Parent %d 0 R%s%s%s/Title%s/Dest%s>>"
            % (
                base + 1 + parents[at],
                after,
                before,
                ends.get(at, b""),
                as_string(bookmark.title),
                _goal(joint, bookmark.place),
            )
        )
    return base


def _metadata(joint: _Joint, file: File, ident: bytes) -> int:
    """Take over the description of the book, with what is true of the whole."""
    body = file.objects[_number(file.objects[file.root], b"Metadata")]
    xml = body[body.index(b"stream\n") + 7 : body.rindex(b"\nendstream")]
    mark = b64encode(ident)
    for name, value in (
        (b"xmpTPg:NPages", b"%d" % len(joint.pages)),
        (b"xmpMM:InstanceID", mark),
        (b"xmpMM:DocumentID", mark),
    ):
        xml = re.sub(rb"<%s>[^<]*<" % name, b"<%s>%s<" % (name, value), xml)
    xml = re.sub(rb"(<stEvt:instanceID>)[^<]*", rb"\g<1>" + mark + b"_source", xml)
    start = re.sub(rb"/Length \d+", b"/Length %d" % len(xml), head(body))
    return joint.add(start + b"\nstream\n" + xml + b"\nendstream")


def _number(text: bytes, key: bytes, before: bytes = b" ") -> int:
    return int(_found(rb"/%s%s(\d+) 0 R" % (key, before), text))


def _changed(text: bytes, key: bytes, number: int) -> bytes:
    return re.sub(rb"/%s \d+ 0 R" % key, b"/%s %d 0 R" % (key, number), text)


def _children(element: bytes) -> bytes:
    return _between(element, b"/K[", b"]")


def _between(text: bytes, start: bytes, end: bytes) -> bytes:
    """Give what stands between two marks; nothing where the first one is missing."""
    _, _, rest = text.partition(start)
    return rest.partition(end)[0]


def _found(pattern: bytes | re.Pattern[bytes], text: bytes) -> bytes:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"no {pattern!r} in the PDF of a part")
    return bytes(found[1])


def _listed(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)

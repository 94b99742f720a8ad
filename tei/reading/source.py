"""Read a TEI file: its text, its elements and where each of them stands in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree

from tei import names
from tei.findings import Finding, Position
from tei.lines import Lines
from tei.reading import doctype
from tei.reading.decoding import decode
from tei.reading.positions import Positions, below, find, scan, too_deep
from tei.reading.roots import RootCheck, with_namespace
from tei.reading.source_codes import CODES, SourceError, failure, finding


class Limits(NamedTuple):
    """What a file may cost at most.

    `size`: bytes of a file, and characters of all that one file includes. `depth`: elements
    within elements; editions stay below 60, the tree bears 2,000, and functions that call
    themselves for each level bear fewer. `expansion`: characters that entities may add.
    `includes`: inclusions that one file may bring about.
    """

    size: int = 256 * 1024 * 1024
    depth: int = 500
    expansion: int = 10_000_000
    includes: int = 20_000


LIMITS = Limits()
# The depth that libxml2 bears unless it is asked to bear more.
_BEARABLE = 256
_COUNT = etree.XPath("count(//*)")


@dataclass(frozen=True, eq=False)
class Source:
    """One TEI file as it was read.

    `number` is its ordinal within the edition; `name` is what the user sees, relative to the
    edition's folder; `text` is the decoded text without byte order mark, otherwise as in the
    file; `fingerprint` is that of the bytes. Every element of `root` carries `names.AT`, the number
    of the source and the element's ordinal in document order. (Read unstamped, it has none.)
    `findings` is what reading noticed and survived. `bom + text.encode(encoding)` gives the bytes
    of the file again.
    """

    number: int
    path: Path
    name: str
    text: str
    fingerprint: int
    root: etree._Element
    positions: Positions
    findings: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    bom: bytes = field(default=b"", repr=False)

    @property
    def lines(self) -> Lines:
        """The lines of the text: from line and column to an offset and back."""
        return self.positions.lines

    def position(self, ordinal: int) -> Position:
        """Give the place of an element's start tag by the element's ordinal."""
        return Position(self.name, *self.positions[ordinal])

    def line(self, number: int) -> str:
        """Give a line of the text for an excerpt, "" when there is no such line."""
        return self.lines.line(number)


def read(path: Path, number: int, name: str, limits: Limits = LIMITS) -> Source:
    """Read a TEI file. `number` and `name` become those of the source.

    Nothing but this file is opened: no DTD, no entity, no include. Raises SourceError, a TeiError
    with a code, when the file cannot be read, is not well-formed or is not TEI P5.
    """
    path = path.absolute()
    return parse(read_bytes(path, name, limits), path, number, name, limits)


def parse(
    data: bytes,
    path: Path,
    number: int,
    name: str,
    limits: Limits = LIMITS,
    *,
    any_root: bool = False,
    stamped: bool = True,
) -> Source:
    """Read a TEI file whose bytes are at hand; `path` is only remembered.

    With `any_root` the file need not be TEI: what is included may be a formula or a drawing.
    Unless `stamped`, elements do not carry their ordinals: what only looks at a file is spared a
    third of the time and of the memory.
    Raises as `read` does.
    """
    decoded = decode(data, name)
    text = decoded.text
    is_utf8 = decoded.encoding == "utf-8"
    encoded = data[len(decoded.bom) :] if is_utf8 else text.encode("utf-8")
    lines = Lines(text)
    findings = list(decoded.findings)
    declared = doctype.read(text, encoded, lines, name)
    if declared:
        from tei.reading import entities

        where = (text, declared.end, declared.entities, lines, name)
        entities.check(*where, limits.expansion)
    root_check = RootCheck(any_root)
    if declared:
        positions = scan(text, encoded, lines, name, limits.depth, root_check)
    else:
        positions = find(text, encoded, lines, name, root_check)
    head, body = "", text
    if declared:
        # The tree is built without the DOCTYPE, so that no program can load what it names.
        head = text[: declared.start] + _doctype(declared.attributes)
        body, found = entities.resolve(*where)
        findings += found
    if root_check.lacks_namespace:
        message = CODES["SRC004"].meaning
        findings.append(finding("SRC004", message, Position(name, *positions[0])))
        body = with_namespace(body)
    try:
        root, is_deep = _tree(encoded if body is text else (head + body).encode("utf-8"), name)
    except SourceError:
        if not declared:  # there is a depth that no parser bears
            scan(text, encoded, lines, name, limits.depth, root_check)
        raise
    if is_deep or limits.depth < _BEARABLE:
        deep = below(root, limits.depth) if len(positions) > limits.depth else None
        if deep is not None:
            ordinal = next(n for n, each in enumerate(root.iter("*")) if each is deep)
            raise too_deep(limits.depth, Position(name, *positions[ordinal]))
    count = _stamp(root, number) if stamped else int(cast("float", _COUNT(root)))
    if count != len(positions):
        raise _disagreement(name)
    return Source(
        number=number,
        path=path,
        name=name,
        text=text,
        fingerprint=fingerprint(data),
        root=root,
        positions=positions,
        findings=tuple(sorted(findings, key=lambda each: each.sort_key)),
        encoding=decoded.encoding,
        bom=decoded.bom,
    )


def read_bytes(path: Path, name: str, limits: Limits = LIMITS) -> bytes:
    """Read the bytes of a file. Raises SourceError when it cannot be read or is too large."""
    position = Position(name)
    try:
        if not path.is_file():
            if not path.exists():
                raise failure("SRC010", f"There is no file {name}.", position, similar(path))
            kind = "a folder" if path.is_dir() else "a device"
            raise failure("SRC011", f"{name} is {kind}, not a file.", position)
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise failure("SRC011", f"{name} cannot be read: {reason}.", position) from None
    if len(data) > limits.size:
        message = f"{name} is larger than {limits.size // 1024 // 1024:,} MB."
        raise failure("SRC017", message, position)
    return data


def similar(path: Path) -> str:
    """Propose the name of a file beside the missing one, "" when none is like it."""
    try:
        others = {each.name.casefold(): each.name for each in path.parent.iterdir()}
    except OSError:
        return ""
    import difflib

    close = difflib.get_close_matches(path.name.casefold(), others, n=1, cutoff=0.8)
    return f"Do you mean {others[close[0]]}?" if close else ""


def _doctype(attributes: str) -> str:
    return f"<!DOCTYPE TEI [{attributes}]>" if attributes else ""


def _tree(data: bytes, name: str) -> tuple[etree._Element, bool]:
    """Build the tree of a text without DOCTYPE, or with one that declares attributes only.

    Tells as well whether it may be deeper than most: the parser refuses what is, unless asked.
    """
    is_deep = False
    try:
        try:
            root = etree.fromstring(data, _parser(huge=False))
        except etree.XMLSyntaxError:
            is_deep = True
            root = etree.fromstring(data, _parser(huge=True))
    except etree.XMLSyntaxError as error:
        reason = re.sub(r", line \d+, column \d+$", "", error.msg or "")
        position = Position(name, error.lineno or 0)
        raise failure("SRC016", f"The file is not well-formed: {reason}.", position) from None
    root.getroottree().docinfo.clear()
    return root, is_deep


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",  # type: ignore[arg-type]  # the stubs are behind
        attribute_defaults=True,
        load_dtd=False,
        no_network=True,
        collect_ids=False,  # duplicate and malformed xml:ids are findings of the checks
        huge_tree=huge,
        remove_comments=False,
        remove_pis=False,
    )


def fingerprint(data: bytes) -> int:
    """Give what tells, within one run of the program, whether bytes are still the same."""
    # A checksum would be for longer than that, and takes longer to load than to read a short file.
    return hash(data)


def _stamp(root: etree._Element, number: int) -> int:
    """Number the elements; give how many there are."""
    ordinal = -1
    for ordinal, element in enumerate(root.iter("*")):
        element.set(names.AT, f"{number}.{ordinal}")
    return ordinal + 1


def _disagreement(name: str) -> SourceError:
    message = "The elements of the file cannot be counted."
    return failure("SRC016", message, Position(name), "Report this file as a fault of the program.")

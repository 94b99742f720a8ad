"""A schema in Schematron, or the rules that stand in a grammar, as one tree with exact places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei import names
from tei.errors import TeiError
from tei.findings import Position
from tei.reading.source import Source, parse, read_bytes
from tei.schematron.vocabulary import RELAX_NG, SCH, XSLT, sch

_OLD = "http://www.ascc.net/xml/schematron"
# What a grammar in RELAX NG can hold of Schematron, wherever it stands there.
_EMBEDDED = (*map(sch, ("ns", "let", "pattern", "diagnostics", "properties")),)
_OF_XSLT = (f"{{{XSLT}}}function", f"{{{XSLT}}}key")


@dataclass(eq=False)
class RuleFiles:
    """The files that rules consist of: the folder of the first one, and those of `allow`."""

    folder: Path
    allow: Sequence[Path] = ()
    sources: list[Source] = field(default_factory=list)

    def parse(self, data: bytes, path: Path) -> etree._Element:
        """Read a file. Raises TeiError when it is not well-formed."""
        name = path.relative_to(self.folder).as_posix() if self._inside(path) else path.name
        source = parse(data, path, len(self.sources), name, any_root=True)
        self.sources.append(source)
        return source.root

    def named(self, element: etree._Element) -> tuple[etree._Element, Path]:
        """Read what an element names in @href. Raises TeiError unless it may be read."""
        href = element.get("href", "")
        parts = urlsplit(href)
        beside = self.sources[self._number(element)].path.parent
        path = (beside / unquote(parts.path)).resolve() if parts.path else beside
        roots = (self.folder.resolve(), *(each.resolve() for each in self.allow))
        if parts.scheme or parts.netloc or not any(map(path.is_relative_to, roots)):
            raise self.fault(element, f"“{href}” is not a file in the folder of the schema.")
        if not path.is_file():
            raise self.fault(element, f"There is no file “{href}”.")
        root = self.parse(read_bytes(path, path.name), path)
        if parts.fragment:
            found = [each for each in root.iter() if parts.fragment in _ids(each)]
            if not found:
                raise self.fault(element, f"There is no id “{parts.fragment}” in that file.")
            root = found[0]
        return root, path

    def fault(self, element: etree._Element, message: str, help_text: str = "") -> TeiError:
        """Make an error at the place of an element."""
        return TeiError(message, help_text or "Mend the rules there.", self.position(element))

    def position(self, element: etree._Element) -> Position:
        """Give the place of an element's start tag."""
        ordinal = element.get(names.AT, "0.0").partition(".")[2]
        return self.sources[self._number(element)].position(int(ordinal))

    def _number(self, element: etree._Element) -> int:
        return int(element.get(names.AT, "0.0").partition(".")[0])

    def _inside(self, path: Path) -> bool:
        return path.is_relative_to(self.folder)


def schema(data: bytes, path: Path, files: RuleFiles) -> etree._Element | None:
    """Read the rules of a file; None when it is a grammar without any. Raises TeiError."""
    root = files.parse(data, path)
    if root.tag == sch("schema"):
        return root
    namespace = etree.QName(root).namespace
    if namespace == RELAX_NG:
        return _embedded(root)
    if namespace == _OLD:
        raise files.fault(
            root,
            "This is Schematron 1.5, which is not read any more.",
            f'Rewrite it as ISO Schematron: xmlns="{SCH}".',
        )
    raise files.fault(
        root,
        f"{path.name} is not Schematron: its first element is {etree.QName(root).localname}.",
        "Name a file with a “schema” in Schematron, or a grammar that holds rules.",
    )


def _embedded(root: etree._Element) -> etree._Element | None:
    found = list(root.iter(*_EMBEDDED, *_OF_XSLT))
    # A pattern holds lets of its own; a rule or a function may hold others.
    outer = [
        each for each in found if next(each.iterancestors(*_EMBEDDED, *_OF_XSLT), None) is None
    ]
    if not any(each.tag == sch("pattern") for each in outer):
        return None
    made = etree.Element(sch("schema"), {"queryBinding": "xslt2"}, {None: SCH})  # type: ignore[dict-item]
    made.set(names.AT, root.get(names.AT, "0.0"))
    seen = set()
    for each in outer:
        declared = each.get("prefix") if each.tag == sch("ns") else None
        if declared is None or declared not in seen:
            made.append(each)
        seen.add(declared)
    return made


def _ids(element: etree._Element) -> set[str | None]:
    return {element.get("id"), element.get(names.XML_ID)} - {None}

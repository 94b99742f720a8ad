"""A folder of files that include one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei import names
from tei.reading.source import Source
from tei.reading.source_codes import SourceError
from tei.reading.xinclude import assemble

NS = f'xmlns="{names.TEI}" xmlns:xi="{names.XI}"'


class Folder:
    """An edition's folder in which files are written and assembled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, **files: str) -> None:
        """Write TEI files: `a="..."` is the inside of the root of a.xml."""
        for name, inner in files.items():
            (self.path / f"{name}.xml").write_text(f"<TEI {NS}>{inner}</TEI>", encoding="utf-8")

    def raw(self, name: str, data: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def assemble(
        self, name: str = "a.xml", **options: object
    ) -> tuple[etree._Element, tuple[Source, ...]]:
        return assemble(self.path / name, self.path, **options)  # type: ignore[arg-type]

    def text(self, name: str = "a.xml") -> str:
        return plain(self.assemble(name)[0])

    def fails(self, code: str, name: str = "a.xml", **options: object) -> SourceError:
        with pytest.raises(SourceError) as caught:
            self.assemble(name, **options)
        assert caught.value.code == code
        return caught.value


def plain(root: etree._Element) -> str:
    """Give the markup without stamps and namespaces."""
    copied = etree.fromstring(etree.tostring(root), etree.XMLParser(collect_ids=False))
    for element in copied.iter("*"):
        if names.AT in element.attrib:
            del element.attrib[names.AT]
    etree.cleanup_namespaces(copied)
    return etree.tostring(copied, encoding="unicode").replace(f' xmlns="{names.TEI}"', "")


def at(root: etree._Element) -> list[str | None]:
    return [element.get(names.AT) for element in root.iter("*")]


def places(root: etree._Element, sources: tuple[Source, ...]) -> list[str]:
    """Give the place of each element, found through its stamp."""
    found = []
    for stamp in at(root):
        number, _, ordinal = str(stamp).partition(".")
        [source] = [source for source in sources if source.number == int(number)]
        found.append(str(source.position(int(ordinal))))
    return found

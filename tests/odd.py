"""Small ODDs for tests: written, compiled, and tried on files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tei import relaxng
from tei.odd import Compiled, compile_odd

FRAME = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:rng="http://relaxng.org/ns/structure/1.0"'
    ' xmlns:sch="http://purl.oclc.org/dsdl/schematron">\n'
    "<teiHeader><fileDesc><titleStmt><title>A schema</title></titleStmt>"
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>\n"
    "<text><body>{content}</body></text></TEI>"
)
# Few elements, so that a test takes a moment only.
MODULES = (
    '<moduleRef key="tei"/>'
    '<moduleRef key="core" include="p l lg list item hi emph title foreign abbr expan head q"/>'
    '<moduleRef key="header" include="teiHeader fileDesc titleStmt publicationStmt sourceDesc"/>'
    '<moduleRef key="textstructure" include="TEI text body div"/>'
)
DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
    "</teiHeader><text><body>{body}</body></text></TEI>"
)


def element(content: str, more: str = "") -> str:
    """Give the declaration of a new element that may stand where a paragraph may."""
    return (
        '<elementSpec ident="new" mode="add"><classes><memberOf key="att.global"/>'
        f'<memberOf key="model.pLike"/></classes><content>{content}</content>{more}</elementSpec>'
    )


def attribute(inner: str, **values: str) -> str:
    """Give a new element with one attribute, `kind`."""
    said = "".join(f' {name}="{value}"' for name, value in values.items())
    listed = f'<attList><attDef ident="kind"{said}>{inner}</attDef></attList>'
    return element("<textNode/>", listed)


@dataclass(frozen=True)
class Small:
    """A compiled ODD, with its grammar ready to validate."""

    compiled: Compiled
    grammar: relaxng.Schema

    def accepts(self, body: str) -> bool:
        """Tell whether a document with this body follows the schema."""
        return not self.grammar.validate(DOCUMENT.format(body=body))

    @property
    def said(self) -> list[str]:
        """What was reported: code, line, message."""
        return [
            f"{each.code}:{each.position.line}: {each.message}" for each in self.compiled.findings
        ]


def written(folder: Path, items: str, *, before: str = "", **attributes: str) -> Path:
    """Write an ODD whose schemaSpec has these items, after the modules of every schema."""
    values = {"ident": "small", "start": "TEI"} | attributes
    said = " ".join(f'{name}="{value}"' for name, value in values.items())
    path = folder / "small.odd"
    spec = f"{before}\n<schemaSpec {said}>\n{items}</schemaSpec>"
    path.write_text(FRAME.format(content=spec), encoding="utf-8")
    return path


def small(
    folder: Path,
    items: str,
    *,
    modules: str = MODULES,
    files: Mapping[str, str] | None = None,
    before: str = "",
    **attributes: str,
) -> Small:
    """Compile an ODD with these items; `files` lie beside it."""
    for name, content in (files or {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    compiled = compile_odd(written(folder, modules + items, before=before, **attributes))
    path = folder / "small.rng"
    path.write_bytes(compiled.grammar)
    return Small(compiled, relaxng.load(path))

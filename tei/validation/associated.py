"""The schemas that a file names itself, in `xml-model`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from tei.reading.source import Source

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"

_PSEUDO = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile("[A-Za-z][A-Za-z0-9+.-]+:")
_GRAMMARS = (".rng", ".rnc", ".odd")
_RULES = (".sch", ".isosch")
# How oXygen had schemas named before there was “xml-model”.
_OXYGEN = ("RNGSchema", "SCHSchema", "NVDLSchema")


class Association(NamedTuple):
    """A schema that a file names.

    `address` is as the file has it, `path` where that lies, None when it is not on this machine;
    `rules` says that the Schematron in it is meant, else its grammar.
    """

    address: str
    path: Path | None
    rules: bool


def associations(source: Source) -> Iterator[Association]:
    """Give the schemas that a file names, in order; those of other kinds are passed over.

    Source: Associating Schemas with XML documents (W3C Working Group Note, 2012).
    """
    for target, parts in _instructions(source):
        href, kind = parts.get("href", ""), _kind(parts)
        if target == "xml-model" and href and kind:
            yield Association(href, _path(source.path.parent, href), kind == SCHEMATRON)


def passed_over(source: Source) -> Iterator[str]:
    """Say of each instruction before a file that is about a schema and has no effect, why not."""
    for target, parts in _instructions(source):
        href = parts.get("href", "")
        if target == "oxygen":
            for each in (parts[name] for name in _OXYGEN if name in parts):
                yield f"“{each}” is named for oXygen alone, in an instruction of its own."
        elif not href:
            yield "There is an “xml-model” that names no schema: it has no “href”."
        elif not _kind(parts):
            yield (
                f"Neither “schematypens” nor the end of its name says that “{href}” is a schema in "
                "RELAX NG, Schematron or ODD."
            )


def _instructions(source: Source) -> Iterator[tuple[str, dict[str, str]]]:
    # The tree that holds the included files as well has no instructions before its first element.
    for instruction in reversed(list(source.root.itersiblings(etree.PI, preceding=True))):
        target = getattr(instruction, "target", "")
        if target in ("xml-model", "oxygen"):
            text = instruction.text or ""
            yield target, {name: one or other for name, one, other in _PSEUDO.findall(text)}


def _kind(parts: dict[str, str]) -> str:
    named = parts.get("schematypens", "")
    if named:
        return named if named in (RELAX_NG, SCHEMATRON) else ""
    href = parts.get("href", "").lower()
    if href.endswith(_GRAMMARS):
        return RELAX_NG
    return SCHEMATRON if href.endswith(_RULES) else ""


def _path(folder: Path, href: str) -> Path | None:
    if _ADDRESS.match(href) or href.startswith("//"):
        return None
    return (folder / unquote(href)).resolve()

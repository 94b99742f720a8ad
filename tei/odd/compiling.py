"""Compile an ODD: the whole way in one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Finding, Position
from tei.odd.codes import finding
from tei.odd.files import OddFile, OddFiles
from tei.odd.grammar import GrammarWriter
from tei.odd.loops import refuse_loops
from tei.odd.patterns import Pattern
from tei.odd.resolving import Resolved, Resolver
from tei.odd.schematron import SchematronWriter


@dataclass(frozen=True, eq=False)
class Compiled:
    """What a schema amounts to.

    `odd` is the file with its prose, `resolved` holds the declarations as the ODD leaves them,
    `grammar` is RELAX NG in UTF-8, `findings` tells what in the ODD has no effect.
    """

    odd: OddFile
    resolved: Resolved
    grammar: bytes
    findings: tuple[Finding, ...]

    def schematron(self) -> bytes:
        """Give the rules of the schema as ISO Schematron in UTF-8."""
        return self._rules[0]

    def stated(self, line: int) -> Position | None:
        """Give the place in the ODD of the rule that stands in a line of `schematron`."""
        places = [place for first, place in self._rules[1] if first <= line]
        return places[-1] if places else None

    @cached_property
    def _rules(self) -> tuple[bytes, list[tuple[int, Position | None]]]:
        writer = SchematronWriter(self.resolved)
        rules = writer.schema()
        return rules, writer.places(rules)

    def faults(self) -> list[Finding]:
        """Give what makes the grammar useless, if `findings` does not, and which rules are."""
        from tei.odd.broken_rules import broken_rules

        rules, places = self._rules
        schema = self.resolved.schema.position
        broken = broken_rules(rules, [place for _, place in places], self.odd.path, schema)
        return [*self._fault(), *broken]

    def _fault(self) -> list[Finding]:
        """Give the restriction of RELAX NG that the grammar breaks."""
        from tei.relaxng.schema import parse  # late: who only compiles does without

        if any(each.code == "ODD006" for each in self.findings):
            return []
        try:
            parse(self.grammar, self.odd.path.name)
        except TeiError as error:
            message = f"The grammar is not valid. {error.message}"
            return [finding("ODD006", message, self.resolved.schema.position)]
        return []


def compile_odd(path: Path, allow: Sequence[Path] = ()) -> Compiled:
    """Compile an ODD.

    What it names must lie in its folder or in one of `allow`; nothing is fetched from a network.
    Raises TeiError, with a place, when no schema can be made of it.
    """
    path = path.absolute()
    if not path.is_file():
        raise TeiError(f"There is no file {path.name}.", "", Position(path.name))
    path = path.resolve()
    files = OddFiles(path.parent, allow)
    resolved = Resolver(files).resolve(path)
    refuse_loops(resolved.specs)
    writer = GrammarWriter(resolved, files)
    grammar = writer.grammar()
    findings = {*resolved.findings, *writer.findings}
    return Compiled(
        files.odd(path),
        resolved,
        _serialized(grammar, resolved),
        tuple(sorted(findings, key=lambda each: each.sort_key)),
    )


def _serialized(grammar: Pattern, resolved: Resolved) -> bytes:
    etree.indent(grammar, "  ")
    head = (
        f"Made by “tei schema compile” from the ODD “{resolved.schema.ident}”; "
        f"declarations of the TEI {resolved.version}."
    )
    comment = f"<!-- {head.replace('--', '- -')} -->"
    text = etree.tostring(grammar, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{comment}\n{text}\n'.encode()

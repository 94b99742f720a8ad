"""The TEI's declarations reduced to facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei import resources
from tei.errors import TeiError
from tei.odd.facts import facts

TEI = "{http://www.tei-c.org/ns/1.0}"
SHIPPED = resources.data("schema", "tei-4.9.0.xml")
DECLARED = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><editionStmt><edition>P5 '
    "Version 9.9.9. Last updated</edition></editionStmt></fileDesc></teiHeader><text><body>"
    '<elementSpec ident="p" module="core" xml:id="P"><gloss>paragraph</gloss>\n'
    '<desc versionDate="2007">A paragraph.</desc>\n<content>\n  <textNode/>\n</content>'
    "<exemplum><p/></exemplum><remarks><p>Much.</p></remarks></elementSpec></body></text></TEI>"
)


def test_names_and_models_are_kept_and_prose_is_not(tmp_path: Path) -> None:
    path = tmp_path / "p5subset.xml"
    path.write_text(DECLARED)
    reduced = facts(path).decode()
    line = '<elementSpec ident="p" module="core"><content><textNode/></content></elementSpec>'
    assert line in reduced.splitlines()
    assert 'n="9.9.9"' in reduced


def test_the_shipped_facts_are_small_and_without_prose() -> None:
    assert SHIPPED.stat().st_size < 600_000
    root = etree.parse(SHIPPED).getroot()
    prose = {f"{TEI}{name}" for name in ("desc", "gloss", "remarks", "exemplum", "listRef", "p")}
    assert not [each.tag for each in root.iter(*prose)]
    assert len(root.findall(f"{TEI}elementSpec")) == 587


def test_the_shipped_facts_are_those_of_the_declarations(schemas: Path) -> None:
    assert facts(schemas / "p5subset_4.9.0a_built.xml") == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"), [("<TEI/>", "declares nothing"), ("<TEI>", "is not well-formed")]
)
def test_a_file_that_declares_nothing_is_refused(
    content: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "p5subset.xml"
    path.write_text(content)
    with pytest.raises(TeiError, match=message):
        facts(path)

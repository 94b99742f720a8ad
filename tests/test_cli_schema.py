"""`tei schema`: an ODD becomes a schema on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from odd import MODULES, written
from tei import relaxng

Cli = Callable[..., Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_schema_and_its_rules_are_written(cli: Cli, here: Path) -> None:
    odd = written(here, MODULES)
    result = cli("schema", "compile", odd, "-o", "a.rng", "--schematron", "a.sch")
    assert (result.status, result.out, result.err) == (0, "", "")
    assert relaxng.load(here / "a.rng").elements
    assert "http://purl.oclc.org/dsdl/schematron" in (here / "a.sch").read_text()


def test_without_a_file_the_schema_is_printed(cli: Cli, here: Path) -> None:
    result = cli("schema", "compile", written(here, MODULES))
    assert result.status == 0 and result.out.startswith("<?xml") and "<grammar" in result.out


def test_what_has_no_effect_is_told_and_the_schema_is_written(cli: Cli, here: Path) -> None:
    odd = written(here, MODULES + '<elementSpec ident="app" mode="delete"/>')
    result = cli("schema", "compile", odd, "-o", "a.rng")
    assert result.status == 1 and (here / "a.rng").is_file()
    assert "ODD003" in result.err and "small.odd:5" in result.err


def test_an_odd_that_cannot_be_compiled_leaves_the_earlier_schema(cli: Cli, here: Path) -> None:
    (here / "a.rng").write_text("earlier")
    odd = written(here, MODULES, start="nothing")
    result = cli("schema", "compile", odd, "-o", "a.rng")
    assert result.status == 2 and "it has no start" in result.err
    assert (here / "a.rng").read_text() == "earlier"


def test_the_odd_is_not_overwritten(cli: Cli, here: Path) -> None:
    odd = written(here, MODULES)
    before = odd.read_bytes()
    result = cli("schema", "compile", odd, "-o", "small.odd")
    assert result.status == 2 and "is what is compiled" in result.err
    assert odd.read_bytes() == before


@pytest.mark.parametrize(("name", "said"), [("nothing.odd", "There is no file"), (".", "")])
def test_what_is_no_odd_is_refused(name: str, said: str, cli: Cli, here: Path) -> None:
    result = cli("schema", "compile", name)
    assert result.status == 2 and said in result.err and "program itself" not in result.err


def test_facts_are_written_and_serve_as_a_source(cli: Cli, here: Path) -> None:
    declared = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><elementSpec ident="TEI" module="mine">'
        "<desc>Much</desc><content><textNode/></content></elementSpec></TEI>"
    )
    (here / "p5subset.xml").write_text(declared)
    assert cli("schema", "facts", "p5subset.xml", "-o", "facts.xml").status == 0
    odd = written(here, '<moduleRef key="mine"/>', source="facts.xml")
    assert cli("schema", "compile", odd, "-o", "a.rng").status == 0
    schema = relaxng.load(here / "a.rng")
    assert schema.validate('<TEI xmlns="http://www.tei-c.org/ns/1.0">a</TEI>') == []

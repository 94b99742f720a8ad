"""ODDs of the TEI's own tests, and the whole TEI against the grammar of its stylesheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import pytest
from lxml import etree

import jing
from mutants import mutants
from tei import relaxng
from tei.errors import TeiError
from tei.odd import compile_odd
from tei.odd.sources import shipped

# ODDs whose own file follows the schema that the TEI's stylesheets make of them, and not.
FOLLOWED = (
    *("testAlien", "testTripReport", "testappinfo", "testbare", "testbasic", "testchinese"),
    *("testcorpus", "testfand2", "testfand3", "testfand5", "testjustfs", "testmathml"),
    *("testminimal", "testnames", "testoucs", "testp4compat", "testplace-kml"),
)
NOT_FOLLOWED = ("testdocbook1", "testdocbook2", "testdocbook4", "testi18n", "torture")
PARSER = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)


@pytest.fixture(scope="module")
def folder(corpora: Path) -> Path:
    return corpora / "teic-test" / "P5"


def compiled(folder: Path, name: str, to: Path) -> relaxng.Schema:
    path = to / f"{name}.rng"
    path.write_bytes(compile_odd(folder / "Test" / f"{name}.odd", [folder]).grammar)
    return relaxng.load(path)


def plain(path: Path) -> bytes:
    """Give a file without its DOCTYPE."""
    return etree.tostring(etree.parse(path, PARSER).getroot(), encoding="utf-8")


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_file_follows_its_schema(name: str, folder: Path, tmp_path: Path) -> None:
    schema = compiled(folder, name, tmp_path)
    assert schema.validate(plain(folder / "Test" / f"{name}.xml")) == []


@pytest.mark.parametrize("name", NOT_FOLLOWED)
def test_a_file_does_not_follow_its_schema(name: str, folder: Path, tmp_path: Path) -> None:
    schema = compiled(folder, name, tmp_path)
    assert schema.validate(plain(folder / "Test" / f"{name}.xml"))


def test_every_odd_compiles_but_the_one_that_contradicts_itself(folder: Path) -> None:
    failed, unknown = {}, []
    for path in sorted(folder.glob("Test/*.odd")):
        try:
            found = compile_odd(path, [folder]).findings
            unknown += [
                f"{each.position}: {each.message}" for each in found if each.code == "ODD001"
            ]
        except TeiError as error:
            failed[path.stem] = f"{error.position}: {error.message}"
    said = "testerrmav.odd:50:6: It cannot stand at least 3 times and at most 1 times."
    assert failed == {"testerrmav": said}
    # A pattern of RELAX NG is one pattern: “div” stands in a grammar only.
    assert unknown == ["testnym.odd:182:4: “div” is not known in “content”."]


def test_the_whole_tei_is_that_of_its_stylesheets(
    corpora: Path, schemas: Path, tmp_path: Path, tei_require: Callable[[str, object], None]
) -> None:
    """The same files are accepted, and refused at the same places, also damaged ones."""
    tei_require("jing", jing.AVAILABLE)
    ours = tmp_path / "tei_all.rng"
    odd = corpora / "teic-test" / "P5" / "Exemplars" / "tei_all.odd"
    ours.write_bytes(compile_odd(odd).grammar)
    specs = shipped().specs
    elements = sorted({spec.ident.encode() for spec in specs if hasattr(spec, "content")})
    attributes = sorted(
        {
            each.ident.encode()
            for spec in specs
            if hasattr(spec, "attributes")
            for each in spec.attributes.attributes()
        }
    )
    damaged = {f"{name}.xml" for name in FOLLOWED[:8]}
    paths = [*corpora.glob("[!t]*/*.xml"), *corpora.glob("teic-test/P5/Test/*.xml")]
    files = []
    for number, path in enumerate(sorted(paths)):
        if path.stat().st_size > 200_000:
            continue
        try:
            data = plain(path)
            expat.ParserCreate(namespace_separator=" ").Parse(data, True)
        except (etree.XMLSyntaxError, expat.ExpatError):  # also for entities of a DTD
            continue
        if b"XInclude" in data:
            continue
        copies = mutants(data, elements, attributes, number, 10) if path.name in damaged else ()
        for each, content in enumerate((data, *copies)):
            files.append(tmp_path / f"{number}-{each}.xml")
            files[-1].write_bytes(content)
    assert len(files) > 100
    theirs = jing.validate(schemas / "tei_all_4.9.0a_built.rng", files)
    found = jing.validate(ours, files)
    for file in files:
        places = [(error.line, error.column) for error in found[file]]
        assert places == [(error.line, error.column) for error in theirs[file]], file.name

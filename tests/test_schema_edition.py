"""The schema for critical editions: current, a part of the TEI, and enough for our editions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from mutants import mutants
from tei import names, relaxng, resources
from tei.authoring.new import NewOptions, new_edition
from tei.odd import compile_odd
from tei.odd.inheritance import held
from tei.odd.sources import shipped
from tei.odd.specs import ElementSpec
from tei.odd.vocabulary import Vocabulary
from tei.reading.xinclude import assemble
from tei.relaxng import digest

ROOT = Path(__file__).parents[1]
ODD = resources.data("schema", "edition.odd")
EDITION = ROOT / "editions" / "my-life"


@pytest.fixture(scope="module")
def edition() -> relaxng.Schema:
    return relaxng.load(resources.data("schema", "edition.rng"))


@pytest.fixture(scope="module")
def everything() -> relaxng.Schema:
    """The whole TEI."""
    return relaxng.load(resources.data("schema", "tei_all.rng"))


def whole(path: Path) -> bytes:
    """Give a file of the edition with all that it includes."""
    root, _ = assemble(path, EDITION)
    for element in root.iter("*"):
        del element.attrib[names.AT]
    return etree.tostring(root, encoding="utf-8")


@pytest.mark.parametrize("name", ["edition", "tei_all"])
def test_the_compiled_schema_is_current(name: str) -> None:
    compiled = compile_odd(resources.data("schema", f"{name}.odd"))
    assert not compiled.findings
    for suffix, content in ((".rng", compiled.grammar), (".sch", compiled.schematron())):
        assert content == resources.data("schema", name + suffix).read_bytes(), (
            f"run `tei schema compile schema/{name}.odd -o schema/{name}.rng "
            f"--schematron schema/{name}.sch`"
        )


@pytest.mark.parametrize("name", ["edition", "tei_all"])
def test_the_digest_is_current(name: str) -> None:
    there = resources.data("schema", f"{name}.digest").read_text(encoding="utf-8")
    schema = relaxng.load(resources.data("schema", f"{name}.rng"))
    assert there == digest.write(schema), "run `python -m docs.digest`"
    # It says all that the grammar says: read and written again it is the same.
    assert digest.write(digest.read(there, name)) == there


def test_the_digest_says_of_files_what_the_grammar_says(everything: relaxng.Schema) -> None:
    there = resources.data("schema", "tei_all.digest").read_text(encoding="utf-8")
    names = [name.encode() for name in everything.vocabulary.by_local]
    wrong = 0
    data = (EDITION / "registers" / "persons.xml").read_bytes()
    for mutant in mutants(data, sorted(names), [b"when", b"ref", b"n"], 4, 60):
        # Each time anew: what it makes depends on what the file asks for.
        found = digest.read(there, everything.name).validate(mutant)
        assert found == everything.validate(mutant)
        wrong += bool(found)
    assert wrong > 30


def test_the_whole_of_the_tei_has_every_module() -> None:
    modules = compile_odd(resources.data("schema", "tei_all.odd")).resolved.specs
    assert {spec.module for spec in modules} == shipped().modules


def test_every_element_is_described() -> None:
    specs = compile_odd(ODD).resolved.specs
    elements = [spec for spec in specs if isinstance(spec, ElementSpec)]
    assert len(elements) > 400
    assert not [spec.ident for spec in elements if not spec.description]


def test_every_attribute_of_every_element_is_described() -> None:
    resolved = compile_odd(ODD).resolved
    vocabulary = Vocabulary(resolved.schema, resolved.specs)
    lacking = {
        f"{owner.ident}/@{attribute.ident}"
        for spec in vocabulary.elements()
        for owner, attribute in held(vocabulary, spec)
        if not attribute.description
    }
    assert lacking == set()


def test_descriptions_are_sentences_of_one_line() -> None:
    odd = etree.parse(ODD)
    said = [each.text or "" for each in odd.iterfind(f".//{names.tei('desc')}")]
    assert len(said) > 700
    assert [each for each in said if not re.fullmatch(r"[A-Z@“][^\n]{3,140}\.", each)] == []


@pytest.mark.parametrize(
    "path",
    [EDITION / "tei" / "my-life.xml", *sorted(EDITION.glob("registers/*.xml"))],
    ids=lambda path: path.name,
)
def test_our_edition_follows_it(path: Path, edition: relaxng.Schema) -> None:
    assert edition.validate(whole(path)) == []


def test_a_new_edition_follows_it(edition: relaxng.Schema) -> None:
    files = new_edition("mine", NewOptions())
    texts = {name: data for name, data in files.items() if name.endswith(".xml")}
    assert texts
    assert not [name for name, data in texts.items() if edition.validate(data)]


def test_what_it_accepts_the_tei_accepts(
    edition: relaxng.Schema, everything: relaxng.Schema
) -> None:
    elements = sorted(spec.ident.encode() for spec in shipped().specs if hasattr(spec, "content"))
    attributes = [b"type", b"n", b"who", b"wit", b"when", b"target", b"xml:id", b"reason"]
    accepted = 0
    for name, data in new_edition("mine", NewOptions()).items():
        if not name.endswith(".xml"):
            continue
        for mutant in mutants(data, elements, attributes, len(name), 300):
            if not edition.validate(mutant):
                accepted += 1
                assert not everything.validate(mutant), mutant.decode()
    assert accepted > 50

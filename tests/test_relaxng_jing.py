"""The same verdicts as jing's: on published editions, damaged copies of them, random schemas."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

import pytest

import jing
from mutants import mutants
from random_schemas import Maker
from tei import relaxng
from tei.errors import TeiError
from tei.relaxng import Kind, Schema
from tei.relaxng.names import local_of, namespace_of, shown
from tei.relaxng.vocabulary import attribute_names

SEED = 4
# Small files, so that many copies of them are read soon.
_SMALL = range(500, 8_000)
_COPIES = 40
_XINCLUDE = b"http://www.w3.org/2001/XInclude"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)


@pytest.fixture(autouse=True)
def _needs_jing(tei_require: Callable[[str, object], None]) -> None:
    tei_require("jing", jing.AVAILABLE)


@pytest.fixture(scope="module", params=["tei_all_4.12.0.rng", "tei_all_4.9.0a_built.rng"])
def schema_file(request: pytest.FixtureRequest, schemas: Path) -> Path:
    return schemas / str(request.param)


@pytest.fixture(scope="module")
def schema(schema_file: Path) -> Schema:
    return relaxng.load(schema_file)


@pytest.fixture(scope="session")
def readable(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files that jing can read: all that are well-formed, without their DOCTYPE.

    A DOCTYPE names files that are not there, so such a file is copied without it. The parser that
    jing comes with would include what a file names, where it can: in the copy of such a file the
    namespace of XInclude is another one, of which schemas know as little.
    """
    folder = tmp_path_factory.mktemp("readable")
    found = []
    for number, path in enumerate(sorted(corpora.rglob("*"))):
        if path.suffix not in (".xml", ".odd", ".tei") or not path.is_file():
            continue
        data = path.read_bytes()
        plain = _DOCTYPE.sub(b"", data, count=1).replace(_XINCLUDE, _XINCLUDE[:-1] + b"X")
        if plain != data:
            path = folder / f"{number}-{path.name}"
            data = plain
            path.write_bytes(data)
        try:
            expat.ParserCreate().Parse(data, True)
        except expat.ExpatError:
            continue
        found.append(path)
    return found


def compare(schema: Schema, schema_file: Path, files: list[Path]) -> None:
    """Assert that jing says the same of all files, and first of the same element."""
    said = jing.validate(schema_file, files)
    checked = 0
    for path in files:
        data = path.read_bytes()
        problems = schema.validate(data)
        assert bool(problems) == bool(said[path]), (path, problems[:3], said[path][:3])
        if said[path] and in_utf8(data):
            ordinal = jing.Tags(data).ordinal(said[path][0])
            if ordinal is None:  # a text, which jing reports at the tag that follows it
                continue
            # What is missing at the end of an element jing reports there, ours stands at its start.
            at_end = [each for each in problems if each.kind is Kind.MISSING]
            first = next(each for each in problems if each not in at_end or each.ordinal == ordinal)
            assert first.ordinal == ordinal, (path, problems[:3], said[path][0])
            checked += 1
    assert checked or not any(said.values())


def in_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_published_editions(schema: Schema, schema_file: Path, readable: list[Path]) -> None:
    assert len(readable) > 240
    compare(schema, schema_file, readable)


def test_damaged_copies(
    schema: Schema, schema_file: Path, readable: list[Path], tmp_path: Path
) -> None:
    names = sorted(local_of(name).encode() for name in schema.vocabulary.named)
    attributes = sorted(
        shown(name).encode()
        for name in set().union(*(attribute_names(each.pattern) for each in schema.elements))
        if not namespace_of(name) or shown(name).startswith("xml:")
    )
    sources = [path for path in readable if path.stat().st_size in _SMALL]
    files = []
    for number, path in enumerate(sources):
        data = path.read_bytes()
        if re.search(rb"encoding\s*=\s*.(?!utf-8)", data[:100], re.IGNORECASE) or data[:1] != b"<":
            continue
        for place, mutant in enumerate(mutants(data, names, attributes, SEED + number, _COPIES)):
            files.append(tmp_path / f"{number}-{place}.xml")
            files[-1].write_bytes(mutant)
    assert len(files) > 2000
    compare(schema, schema_file, files)


@pytest.mark.parametrize("seed", range(12))
def test_random_schemas(seed: int, tmp_path: Path) -> None:
    maker = Maker(seed)
    path = tmp_path / "schema.rng"
    path.write_text(maker.schema())
    files = [tmp_path / f"{number}.xml" for number in range(60)]
    for file in files:
        file.write_text(maker.file())
    try:
        schema = relaxng.load(path)
    except TeiError:
        assert not jing.accepts_schema(path, files[0])
        return
    compare(schema, path, files)

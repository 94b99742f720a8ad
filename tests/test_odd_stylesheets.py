"""Our grammars against those that the TEI's stylesheets make of the same ODDs.

The files on which both must agree are those of the TEI's tests, one grown from each grammar for
each element that both have, and damaged copies of these.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from grown import RNG, Grower
from mutants import mutants
from stylesheets_odd import Stylesheets, mend
from tei.errors import TeiError
from tei.names import tei
from tei.odd import compile_odd
from tei.relaxng.schema import Schema, parse
from tei.resources import data

Require = Callable[[str, object], None]

# They stop at these, with a message or without.
UNCOMPILED = {"detest", "testerrmav", "testmeta2010", "testplus"}
# It includes a grammar, rdfxml.rng, that is no valid RELAX NG itself: no files follow it.
INVALID = "testrdf"
_ADDED = 'ident="{}" mode="add"'
_REPLACED = 'ident="{}" mode="replace"'
_RENAMED = (
    '<elementSpec ident="{}" mode="change"><attList><attDef ident="type" mode="change">'
    "<altIdent>Typ</altIdent></attDef></attList></elementSpec>"
)
# Where theirs lose something, the ODD says the same in words with which they do not. Both then are
# given these words.
REWORDED: dict[str, list[tuple[str, str]]] = {
    # An element that is added though it is there is left out by theirs, and referred to.
    "relateditem": [(_ADDED.format("relatedItem"), _REPLACED.format("relatedItem"))],
    # The same; besides, patterns stand in an `rng:div`, which only a grammar may have.
    "testnym": [
        (_ADDED.format("nym"), _REPLACED.format("nym")),
        ('ident="listNym">', 'ident="listNym" mode="replace">'),
        ("<rng:div>", ""),
        ("</rng:div>", ""),
    ],
    # The same of an attribute: in theirs the element has it twice, its own and that of its class.
    "testgos": [(_ADDED.format("msd"), _REPLACED.format("msd"))],
    # A class renames @type. Elements that change the values of @type alone keep the new name:
    # “those parts of the element specification not supplied are to be inherited from the standard
    # definition” (TEI Guidelines, “Renaming of Elements”). In theirs these two go back to the old
    # one.
    "testi18n": [
        (
            "</schemaSpec>",
            f"{_RENAMED.format('desc')}{_RENAMED.format('correspAction')}</schemaSpec>",
        )
    ],
}
_LIST = b'<list xmlns="http://www.tei-c.org/ns/1.0"><item/></list>'
# The least that theirs refuse as they are, though the ODD allows it in so many words.
LOST = {
    # “item”, once or several times, or pairs of “label” and “item”, says the content of “list”.
    "testoucs": b"<list><item/></list>",  # its elements are in no namespace
    "torture": _LIST,
    "testi18n": b'<desc xmlns="http://www.tei-c.org/ns/1.0" Typ="deprecationInfo"/>',
}
NAMES = [
    *("relateditem", "testAlien", "testTripReport", "testall", "testappinfo"),
    *("testbare", "testbasic", "testchinese", "testcorpus", "testdocbook1"),
    *("testdocbook2", "testdocbook3", "testdocbook4", "testdocbook5", "testdoublename"),
    *("testdrama", "testfacs", "testfand2", "testfand3", "testfand5"),
    *("testgos", "testi18n", "testjustfs", "testmathml", "testminimal"),
    *("testmixedup", "testms", "testnames", "testnym", "testoucs"),
    *("testp4compat", "testplace-kml", "testplace", "testrdf", "testspoken"),
    *("testtranscr", "torture"),
]
PARSER = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)


@pytest.fixture(scope="module")
def folder(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the TEI's tests, in which lists of values say that they are added."""
    copy = tmp_path_factory.mktemp("tei") / "P5"
    shutil.copytree(corpora / "teic-test" / "P5", copy, copy_function=shutil.copyfile)
    for each in [copy, *copy.rglob("*")]:
        each.chmod(0o755)
    for odd in copy.glob("Test/*.odd"):
        mend(odd)
        text = odd.read_text(encoding="utf-8")
        for before, after in REWORDED.get(odd.stem, ()):
            assert before in text
            text = text.replace(before, after)
        odd.write_text(text, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def stylesheets(
    schemas: Path, tmp_path_factory: pytest.TempPathFactory, tei_require: Require
) -> Stylesheets:
    checkout = os.environ.get("TEI_STYLESHEETS", "")
    tei_require("stylesheets", checkout and Path(checkout, "odds", "odd2relax.xsl").is_file())
    p5subset = schemas / "p5subset_4.9.0a_built.xml"
    return Stylesheets(Path(checkout), p5subset, tmp_path_factory.mktemp("stylesheets"))


@pytest.fixture(scope="module")
def documents(folder: Path) -> list[bytes]:
    """The files of the TEI's tests, without their DOCTYPE."""
    found = []
    for path in sorted(folder.glob("Test/*.xml")):
        try:
            found.append(etree.tostring(etree.parse(path, PARSER).getroot(), encoding="utf-8"))
        except etree.XMLSyntaxError:
            continue
    return found


def test_all_odds_are_compared(folder: Path) -> None:
    assert {path.stem for path in folder.glob("Test/*.odd")} == {*NAMES, *UNCOMPILED}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_files_follow(
    name: str, folder: Path, stylesheets: Stylesheets, documents: list[bytes]
) -> None:
    odd = folder / "Test" / f"{name}.odd"
    theirs = stylesheets.grammar(odd)
    compiled = compile_odd(odd, [folder])
    if name == INVALID:
        assert [each.code for each in compiled.faults()] == ["ODD006"]
        with pytest.raises(TeiError):
            parse(theirs, name)
        return
    ours = compiled.grammar
    differences = list(differ(parse(ours, name), parse(theirs, name), documents))
    accepted, other = grown(ours, theirs)
    assert [*differences, *other] == []
    assert accepted > 8


@pytest.mark.parametrize("name", LOST)
def test_what_they_lose(name: str, corpora: Path, folder: Path, stylesheets: Stylesheets) -> None:
    """The oracle is mended where it must be, and no more: else this would not be refused."""
    odd = corpora / "teic-test" / "P5" / "Test" / f"{name}.odd"
    theirs = stylesheets.grammar(odd, mended=False)
    ours = compile_odd(odd, [odd.parents[1]]).grammar
    refused, accepted = (
        parse(Grower(each, 1).open_start(), "open.rng").validate(LOST[name])
        for each in (theirs, ours)
    )
    assert refused and not accepted


@pytest.mark.parametrize("name", sorted(UNCOMPILED))
def test_they_stop_at_some(name: str, folder: Path, stylesheets: Stylesheets) -> None:
    with pytest.raises(RuntimeError):
        stylesheets.grammar(folder / "Test" / f"{name}.odd")


def test_the_whole_tei_on_files_of_every_element(corpora: Path, schemas: Path) -> None:
    """The grammar that the TEI published, but for what it lost on the way.

    These are lists of values (see `stylesheets_odd`), and that “anyElement” has only one of its
    two attributes (`attList/@org`).
    """
    ours = compile_odd(corpora / "teic-test" / "P5" / "Exemplars" / "tei_all.odd").grammar
    theirs = (schemas / "tei_all_4.9.0a_built.rng").read_bytes()
    facts = etree.parse(data("schema", "tei-4.9.0.xml"))
    lost = {
        attribute.get("ident", "")
        for attribute in facts.iter(tei("attDef"))
        for listed in attribute.iterchildren(tei("valList"))
        if attribute.get("mode") == "change" and not listed.get("mode")
    }
    accepted, other = grown(ours, theirs)
    explained = (
        rf"^ours refuses: (@({'|'.join(lost)}) cannot be|@except is not allowed in “anyElement”)"
    )
    assert [each for each in other if not re.search(explained, each)] == []
    assert accepted > 800


def differ(ours: Schema, theirs: Schema, files: list[bytes]) -> Iterator[str]:
    """Yield what is said of files that only one of the schemas accepts."""
    for content in files:
        one, other = ours.validate(content), theirs.validate(content)
        if bool(one) != bool(other):
            who, said = ("ours", one) if one else ("theirs", other)
            yield f"{who} refuses: {said[0].message} {content[:400]!r}"


def grown(ours: bytes, theirs: bytes) -> tuple[int, list[str]]:
    """Compare on files grown from both grammars; give how many are accepted, and differences."""
    growers = (Grower(ours, 1), Grower(theirs, 2))
    common = growers[0].elements().keys() & growers[1].elements().keys()
    written = {each.get("name", "") for each in growers[1].elements().values()}
    names = sorted(each.encode() for each in written if each.isascii() and each.isalnum())
    attributes = {each.get("name", "") for each in growers[1].root.iter(f"{RNG}attribute")}
    known = sorted(each.encode() for each in attributes if each.isidentifier())
    files = []
    for grower in growers:
        elements = grower.elements()
        for number, name in enumerate(sorted(common)):
            file = grower.file(elements[name]).encode()
            files += [file, *mutants(file, names, known, number, 1)]
    schemas = [parse(grower.open_start(), "grown.rng") for grower in growers]
    accepted = sum(not schemas[1].validate(file) for file in files)
    return accepted, list(differ(schemas[0], schemas[1], files))

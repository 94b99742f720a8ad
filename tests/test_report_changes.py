"""Changes for programs: as TEI, and from Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

import jing
import tei
from conftest import HEADER, TEI
from tei import names, relaxng, resources
from tei.revisions.changes import Category, Kind

Cli = Callable[..., Any]

OLD = """<div type="letter" n="1">
<p xml:id="p1">We went to the <name ref="#b">Berg</name> on Sunday.</p>
<p>Nothing else was to be told of that week, nor of the one after it.</p><p>Farewell, dear.</p>
<l>Arma <app><lem>cano</lem><rdg wit="#A">canam</rdg></app> virumque</l></div>"""
NEW = """<div type="letter" n="1">
<p xml:id="p1">We went to the <name ref="#c">Berg</name> on Monday.</p>
<p>Nothing else was to be told of that week,<note>1905\u202e</note> nor of the one after it.</p>
<l>Arma <app><lem>cano</lem><rdg wit="#A #B">canam</rdg></app> virumque</l></div>"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, body in (("old.xml", OLD), ("new file.xml", NEW)):
        content = f"<text><body>{body}</body></text>"
        text = TEI.format(header=HEADER, content=content)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_that_came_or_went_are_told_in_tei(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = TEI.format(header=HEADER, content=f"<text><body>{OLD}</body></text>")
    short = TEI.format(header=HEADER, content="<text><body><p>Nothing.</p></body></text>")
    files = {"old/a.xml": text, "new/b & c.xml": text, "old/gone.xml": short}
    files |= {"new/came.xml": short.replace("Nothing", "Much was said and done on this day")}
    for name, content in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")
    result = cli("diff", "old", "new", "--format", "tei")
    root = etree.fromstring(result.out.encode())
    told = {str(change.text): dict(change.attrib) for change in root.iter(names.tei("change"))}
    assert list(told) == ["file renamed; it was a.xml.", "file added.", "file removed."]
    assert [each.get("target") for each in told.values()] == ["b%20%26%20c.xml", "came.xml", None]
    assert [each.get("corresp") for each in told.values()] == ["a.xml", None, "gone.xml"]
    links = [str(ref.text) for ref in root.iter(names.tei("ref"))]
    assert links == ["b & c.xml", "came.xml"]  # what is gone cannot be linked
    assert not list(root.iter(names.tei("app")))
    assert relaxng.load(resources.data("schema", "tei_all.rng")).validate(result.out.encode()) == []


def test_a_list_of_changes_in_tei_is_valid(files: Path, cli: Cli, corpora: Path) -> None:
    """By our validator and by jing, on what was done here and in real histories."""
    history = sorted((corpora / "history/dharma-INSCIC00066").glob("*.xml"))
    mentshn = sorted((corpora / "history/yidracor-mentshn").glob("*.xml"))
    pairs = [("old.xml", "new file.xml"), history[10:12], history[16:18], mentshn[4:6]]
    pairs.append(("old.xml", "old.xml"))
    products = []
    for number, pair in enumerate(pairs):
        result = cli("diff", *pair, "--format", "tei")
        assert (result.status, result.err) == (0 if pair[0] == pair[1] else 1, "")
        products.append(files / f"{number}.xml")
        products[-1].write_text(result.out, encoding="utf-8")
    schema = resources.data("schema", "tei_all.rng")
    ours = relaxng.load(schema)
    for path in products:
        assert ours.validate(path.read_bytes()) == []
    if jing.AVAILABLE:
        assert jing.validate(schema, products) == {path: [] for path in products}


def test_the_list_points_into_both_files_and_has_both_readings(files: Path, cli: Cli) -> None:
    out = cli("diff", "old.xml", "new file.xml", "--format", "tei").out
    root = etree.fromstring(out.encode())
    space = {"t": names.TEI}
    changes = root.findall(".//t:change", space)
    words = next(each for each in changes if each.get("type") == "substantive")
    assert [each.text for each in words.iterfind(".//t:rdg", space)] == ["Sunday", "Monday"]
    assert words.findtext("t:label", "", space) == "Letter 1, paragraph 1"
    for attribute, name in (("target", "new file.xml"), ("corresp", "old.xml")):
        address, _, pointer = unquote(words.get(attribute, "")).partition("#")
        assert address == name
        path = pointer.removeprefix("xpath(").removesuffix(")")
        assert etree.parse(name).xpath(f"string({path}/@xml:id)") == "p1"
    removed = next(each for each in changes if each.get("subtype") == "removed")
    assert (removed.get("target"), removed.findtext(".//t:rdg", "", space)) == (
        None,
        "Farewell, dear.",
    )
    # Nothing is lost, and nothing can turn the direction of writing in the file.
    assert "1905\u202e" in "".join(map(str, root.itertext()))
    assert "\u202e" not in out


def test_the_same_from_python(files: Path) -> None:
    changes = tei.diff("old.xml", files / "new file.xml")
    assert all(isinstance(change, tei.Change) for change in changes)
    assert [(change.category, change.kind) for change in changes] == [
        (Category.MENTION, Kind.CHANGED),
        (Category.SUBSTANTIVE, Kind.CHANGED),
        (Category.NOTE, Kind.ADDED),
        (Category.STRUCTURE, Kind.REMOVED),
        (Category.WITNESS, Kind.CHANGED),
    ]
    assert tei.diff("old.xml", "old.xml") == []
    with pytest.raises(tei.TeiError, match=r"no file or folder nowhere\.xml"):
        tei.diff("old.xml", "nowhere.xml")


def test_folders_from_python(files: Path) -> None:
    for folder, name in (("a", "old.xml"), ("b", "new file.xml")):
        (files / folder).mkdir()
        (files / name).rename(files / folder / "one.xml")
    assert {change.place.position.path for change in tei.diff("a", "b")} == {"one.xml"}
    (files / "b/one.xml").write_text("<TEI")
    with pytest.raises(tei.TeiError):
        tei.diff("a", "b")


def test_an_element_around_other_elements_tells_out_of_which_into_which(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = "<p>He saw <persName><hi>Anna Maria</hi></persName> there, and left her alone.</p>"
    turned = body.replace("<persName><hi>", "<hi><persName>")
    turned = turned.replace("</hi></persName>", "</persName></hi>")
    for name, said in (("old.xml", body), ("new.xml", turned)):
        text = TEI.format(header=HEADER, content=f"<text><body>{said}</body></text>")
        Path(name).write_text(text, encoding="utf-8")
    told = cli("diff", "old.xml", "new.xml").out
    assert "highlighting: out of name of a person, into paragraph" in told
    assert "name of a person: out of paragraph, into highlighting" in told
    assert {
        (place["old"]["within"], place["new"]["within"])
        for change in json.loads(cli("diff", "old.xml", "new.xml", "--format", "json").out)
        for place in [change["positions"]]
    } == {("persName", "p"), ("p", "hi")}


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ('<rdg wit="#A #B"/>', "cano] [+ om.] A B"),
        ('<rdg wit="#A"><gap reason="omitted"/></rdg>', "cano] [+ om.] A"),
        ('<rdg wit="#A"><gap reason="lacuna"/></rdg>', 'cano] [+ <gap reason="lacuna"/>] A'),
        ('<rdg source="#Heins" copyOf="#r1"/>', "cano] [+ canam] Heins"),
        ('<rdg source="https://a.b/c" xml:id="r2">canto</rdg>', "cano] [+ canto]\n"),
        (
            '<rdgGrp><rdg wit="#B"/><rdg source="#Heins" copyOf="#r1"/></rdgGrp>',
            "[+ om. B; canam Heins]",
        ),
    ],
)
def test_a_reading_without_words_is_told_as_an_apparatus_tells_it(
    reading: str, expected: str, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    body = '<l>Arma <app><lem>cano</lem><rdg xml:id="r1" wit="#C">canam</rdg>{}</app> virumque</l>'
    for name, said in (("old.xml", ""), ("new.xml", reading)):
        content = f"<text><body>{body.format(said)}</body></text>"
        Path(name).write_text(TEI.format(header=HEADER, content=content), encoding="utf-8")
    assert expected in cli("diff", "old.xml", "new.xml").out

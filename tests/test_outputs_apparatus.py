"""The apparatus as data: every file read back by something that knows nothing of the program."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.apparatus.matrix import Row
from tei.apparatus.statistics import Agreement, Node, comparable, newick, tree
from tei.apparatus.texts import witness_text
from tei.edition import Edition, load
from tei.outputs.registry import build

Make = Callable[..., Edition]

BODY = """<div xml:id="one"><head>One</head><l n="1">arma <app><lem wit="#A #B">uirum</lem>
<rdg wit="#C">uiros</rdg><rdg wit="#D"/></app> cano</l><l n="2"><app><lem wit="#A">=SUM(1)</lem>
<rdg wit="#B #C">x, "y"</rdg><rdg wit="#D"><gap reason="lost"/></rdg></app> est
<app><lem>a <app><lem wit="#A #B">b</lem><rdg wit="#C">c</rdg></app></lem><rdg wit="#D">d'e</rdg>
</app></l></div>"""


def files(edition: Edition) -> dict[str, bytes]:
    return {
        item.path.removeprefix("apparatus/"): item.content for item in build(edition, ["apparatus"])
    }


@pytest.fixture
def made(make_edition: Make) -> dict[str, bytes]:
    return files(make_edition(BODY))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_every_file_is_there(made: dict[str, bytes]) -> None:
    witnesses = {f"witnesses/{name}.xml" for name in "ABCD"}
    assert set(made) == witnesses | {
        *("readings.csv", "witnesses.csv", "agreement.csv", "apparatus.json", "apparatus.nex"),
        *("tree.nwk", "statistics.html", "agreement.svg", "tree.svg", "along.svg"),
    }


def test_readings_row_by_row(made: dict[str, bytes]) -> None:
    rows = rows_of(made["readings.csv"])
    assert made["readings.csv"].count(b"\r\n") == len(rows) + 1  # RFC 4180
    told = [(row["entry"], row["reading"], row["words"], row["attested_by"]) for row in rows]
    assert told == [
        ("1", "0", "uirum", "A B"),
        ("1", "1", "uiros", "C"),
        ("1", "2", "", "D"),
        ("2", "0", "'=SUM(1)", "A"),
        ("2", "1", 'x, "y"', "B C"),
        ("2", "2", "", ""),
        ("3", "0", "a b", "A B C"),
        ("3", "1", "d'e", "D"),
        ("4", "0", "b", "A B"),
        ("4", "1", "c", "C"),
    ]
    assert (rows[2]["kind"], rows[5]["lacunose"], rows[0]["locus"]) == ("omission", "D", "1")


def test_json_has_the_same(made: dict[str, bytes]) -> None:
    data: dict[str, Any] = json.loads(made["apparatus.json"])
    assert [item["id"] for item in data["witnesses"]] == ["A", "B", "C", "D"]
    assert [item["lemma"] for item in data["entries"]] == ["uirum", "=SUM(1)", "a b", "b"]
    assert data["entries"][1]["absent"] == {"lacunose": ["D"]}
    assert data["entries"][3]["within"] == 3


def nexus_matrix(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """Read a NEXUS file as a program for phylogeny would: labels of characters, and the cells."""
    quoted = r"'(?:[^']|'')*'"
    labels = re.findall(rf"^\s+\d+ ({quoted}|\S+) /", text, re.M)
    matrix = text[text.lower().index("matrix") + 6 :]
    found = {}
    for line in matrix[: matrix.index(";")].strip().splitlines():
        name = re.match(rf"\s*({quoted}|\S+)\s+", line)
        assert name is not None
        found[name[1].strip("'")] = re.findall(r"\{[^}]*\}|[^{}]", line[name.end() :].strip())
    return labels, found


def test_names_in_nexus_differ_in_more_than_capitals(make_edition: Make) -> None:
    body = '<p><app><lem wit="#P #p">a</lem><rdg wit="#B">b</rdg></app></p>'
    text = files(make_edition(body))["apparatus.nex"].decode("utf-8")
    assert list(nexus_matrix(text)[1]) == ["P", "p 2", "B"]


def test_nexus_tells_missing_from_inapplicable(made: dict[str, bytes]) -> None:
    text = made["apparatus.nex"].decode("utf-8")
    labels, matrix = nexus_matrix(text)
    assert "Dimensions ntax=4;" in text and "Dimensions nchar=4;" in text
    assert len(labels) == 4
    assert {name: "".join(cells) for name, cells in matrix.items()} == {
        "A": "0000",
        "B": "0100",
        "C": "1101",
        "D": "2?1-",
    }
    assert "'d''e'" in text


def test_a_file_for_each_witness_has_its_text(make_edition: Make, tmp_path: Path) -> None:
    edition = make_edition(BODY)
    content = files(edition)["witnesses/D.xml"]
    path = tmp_path / "D.xml"
    path.write_bytes(content)
    again = load(path)
    ((ident, _),) = again.texts.items()
    (top,) = etree.fromstring(content).iter("{*}text")
    words = " ".join(map(str, top.itertext()))
    assert ident == "one"
    assert words.split() == witness_text(edition, "one", "D").split()
    assert [gap.get("reason") for gap in etree.fromstring(content).iter("{*}gap")] == ["lacunose"]


def test_plots_are_drawings_with_their_figures(made: dict[str, bytes]) -> None:
    for name in ("agreement", "tree", "along"):
        assert etree.fromstring(made[f"{name}.svg"]).tag == "{http://www.w3.org/2000/svg}svg"
    page = etree.fromstring(made["statistics.html"].split(b"\n", 1)[1])
    rows = [
        [cell.text for cell in row.iter("{*}td")]
        for row in page.iter("{*}tr")
        if row.find("{*}td") is not None
    ]
    assert ["A", "B", "3", "4", "0.75"] in rows
    assert not list(page.iter("{*}script"))


def test_nothing_of_a_text_becomes_markup(make_edition: Make) -> None:
    body = BODY.replace("uiros", "&lt;script&gt;x&lt;/script&gt;")
    made = files(make_edition(body, settings='[edition]\nsource = "text.xml"\ntitle = "<b>T"\n'))
    page = etree.fromstring(made["statistics.html"].split(b"\n", 1)[1])
    assert not list(page.iter("{*}script", "{*}b"))


def test_an_edition_without_apparatus_yields_empty_tables(make_edition: Make) -> None:
    made = files(make_edition("<p>one two</p>"))
    assert rows_of(made["readings.csv"]) == []
    assert json.loads(made["apparatus.json"])["entries"] == []


@pytest.mark.parametrize(
    "name",
    [
        "calpurnius/editio.xml",
        "teiphy/ubs_ephesians.xml",
        "tradition/base__t__data__florilegium_tei_cte.xml",
        "sarit/ratnakirti-nibandhavali.xml",
    ],
)
def test_all_readings_of_real_editions_are_in_the_table(corpora: Path, name: str) -> None:
    edition = load(corpora / name)
    rows = rows_of(files(edition)["readings.csv"])
    entries = {(row["text"], row["entry"]) for row in rows}
    tops = [document.root.find("{*}text") for document in edition.documents]
    roots = [top for top in tops if top is not None]
    apps = [app for root in roots for app in root.iter("{*}app")]
    assert len(entries) == len(apps)
    readings = [item for root in roots for item in root.iter("{*}rdg", "{*}lem")]
    assert sum(1 for row in rows if row["reading"]) == len(readings)


# --- The tree ------------------------------------------------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[Row], dict[tuple[Row, Row], float]]:
    """Make the distances of a random tree whose branches all have a length."""
    count = draw(st.integers(4, 9))
    rows = [Row(f"w{n}", f"w{n}") for n in range(count)]
    groups: list[dict[Row, float]] = [{row: draw(st.integers(1, 9)) / 1000} for row in rows]
    distance: dict[tuple[Row, Row], float] = {}
    while len(groups) > 1:
        one = groups.pop(draw(st.integers(0, len(groups) - 1)))
        two = groups.pop(draw(st.integers(0, len(groups) - 1)))
        for a, to_a in one.items():
            for b, to_b in two.items():
                distance[a, b] = distance[b, a] = to_a + to_b
        more = draw(st.integers(1, 9)) / 1000
        groups.append({row: way + more for row, way in (one | two).items()})
    return rows, distance


def ways(node: Node, found: dict[tuple[str, str], float]) -> dict[str, float]:
    """Measure the way between any two leaves."""
    if node.row is not None:
        return {node.row.id: node.length}
    below: dict[str, float] = {}
    for child in node.children:
        other = ways(child, found)
        for a, to_a in below.items():
            for b, to_b in other.items():
                found[min(a, b), max(a, b)] = to_a + to_b
        below |= other
    return {name: way + node.length for name, way in below.items()}


@given(trees())
@settings(deadline=None, derandomize=True, max_examples=60)
def test_a_tree_is_found_again_from_its_distances(
    known: tuple[list[Row], dict[tuple[Row, Row], float]],
) -> None:
    """Neighbour-joining gives the true tree where there is one (Saitou and Nei 1987)."""
    rows, distance = known
    places = 1_000_000
    pairs = {
        (a, b): Agreement(places - round(distance[a, b] * places), places)
        for n, a in enumerate(rows)
        for b in rows[n + 1 :]
    }
    grown = tree(rows, pairs)
    assert grown is not None
    found: dict[tuple[str, str], float] = {}
    ways(grown, found)
    for a, b in pairs:
        assert found[min(a.id, b.id), max(a.id, b.id)] == pytest.approx(distance[a, b], abs=1e-5)


def test_newick_and_witnesses_that_cannot_be_compared() -> None:
    a, b, c, d = (Row(name, name) for name in ("A", "B's", "C", "D"))
    pairs = {
        (a, b): Agreement(8, 10),
        (a, c): Agreement(5, 10),
        (b, c): Agreement(5, 10),
        (a, d): Agreement(0, 0),
        (b, d): Agreement(1, 1),
        (c, d): Agreement(1, 1),
    }
    assert comparable([a, b, c, d], pairs) == [a, b, c]
    grown = tree([a, b, c], pairs)
    assert newick(grown) == "('A':0.100000,'B''s':0.100000,'C':0.400000);\n"


# --- teiphy as oracle ----------------------------------------------------------------------------


@pytest.mark.skipif(not os.environ.get("TEI_TEIPHY"), reason="TEI_TEIPHY does not name teiphy")
def test_the_matrix_is_that_of_teiphy(corpora: Path, tmp_path: Path) -> None:
    """Every cell as teiphy has it (first hands for witnesses with corrections, up to names)."""
    source = corpora / "teiphy" / "ubs_ephesians.xml"
    target = tmp_path / "theirs.nex"
    command = [os.environ["TEI_TEIPHY"], "-m", "lac", "-s", "*", "-s", "T"]
    subprocess.run([*command, str(source), str(target)], check=True, capture_output=True)
    their_labels, theirs = nexus_matrix(target.read_text(encoding="utf-8"))
    ours_labels, ours = nexus_matrix(files(load(source))["apparatus.nex"].decode("utf-8"))
    names = [
        app.get("{http://www.w3.org/XML/1998/namespace}id", "")
        for app in etree.parse(source).iter("{*}app")
    ]
    by_number = {
        int(label.rpartition("#")[2].strip("'")): at for at, label in enumerate(ours_labels)
    }
    compared = Counter[bool]()
    for number, name in enumerate(names, 1):
        if number not in by_number:
            continue
        at = by_number[number]
        column = their_labels.index(name.replace("-", "_"))
        meaning: dict[str, str] = {}
        for siglum, cells in theirs.items():
            row = ours.get(f"{siglum} ac", ours.get(siglum))
            if row is None:
                continue  # correctors are hands, and witnesses without a reading are left out
            mine, other = row[at], cells[column]
            same = len(mine) == len(other) and (mine == "?") == (other == "?")
            if len(mine) == 1 and same:
                same = meaning.setdefault(other, mine) == mine
            compared[same] += 1
    assert compared[False] == 0
    assert compared[True] > 2300

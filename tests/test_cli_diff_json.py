"""`tei diff --format json`: whatever was changed, both wordings and both places are there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import HEADER, TEI
from tei.revisions.changes import Category

Cli = Callable[..., Any]

ENTRY = '<p>O <app>{}<lem>{}</lem>{}<rdg wit="{}">{}</rdg></app></p>'
PERSON = "<listPerson><person xml:id='a'><persName>Ann ¦{}</persName></person></listPerson>"
TITLE = "<title>A small edition</title>"
# For each class of change: a passage before and after, with “¦” at its place, and the two wordings.
EXAMPLES = {
    "substantive": ("<p>He ¦came late.</p>", "<p>He ¦went late.</p>", "came", "went"),
    "spelling": ("<p>Do ¦recieve it.</p>", "<p>Do ¦receive it.</p>", "recieve", "receive"),
    "punctuation": ("<p>He came¦, late.</p>", "<p>He came¦; late.</p>", ",", ";"),
    "capitals": ("<p>To ¦rome.</p>", "<p>To ¦Rome.</p>", "rome", "Rome"),
    "diacritics": ("<p>ubi ¦ήλιος est</p>", "<p>ubi ¦ἥλιος est</p>", "ήλιος", "ἥλιος"),
    "spacing": ("<p>He came,¦late.</p>", "<p>He came, ¦late.</p>", ",late", ", late"),
    "correction": (
        "<p>It was ¦teh first.</p>",
        "<p>It was ¦<choice><sic>teh</sic><corr>the</corr></choice> first.</p>",
        *("", "teh → the"),
    ),
    "normalisation": (
        "<p>By ¦vs alone.</p>",
        "<p>By ¦<choice><orig>vs</orig><reg>us</reg></choice> alone.</p>",
        *("", "vs → us"),
    ),
    "intervention": ("<p>O ¦no no</p>", "<p>O ¦<supplied>no</supplied> no</p>", "no", "no"),
    "lemma": (
        ENTRY.format("", "¦amat", "", "#A", "b"),
        ENTRY.format("", "¦est", "", "#A", "b"),
        *("amat", "est"),
    ),
    "apparatus": (
        ENTRY.format("", "a", "¦", "#A", "amat"),
        ENTRY.format("", "a", "¦", "#A", "est"),
        *("amat", "est"),
    ),
    "witness": (
        ENTRY.format("", "a", "¦", "#A", "b"),
        ENTRY.format("", "a", "¦", "#B", "b"),
        *("#A", "#B"),
    ),
    "note": ("<p>O dear ¦me.</p>", "<p>O dear ¦<note>So all.</note>me.</p>", "", "So all."),
    "mention": ("<p>¦<name key='a'>Ann</name></p>", "<p>¦<name key='b'>Ann</name></p>", "a", "b"),
    "date": ("<p>In ¦<date>May</date></p>", "<p>In ¦<date when='1905'>May</date></p>", "", "1905"),
    "link": ("<p>¦<ref target='#a'>it</ref></p>", "<p>¦<ref target='#b'>it</ref></p>", "#a", "#b"),
    "structure": (
        "¦<p>One and all. Two and none.</p>",
        "<p>One and all.</p>¦<p>Two and none.</p>",
        *("One and all. Two and none.", "Two and none."),
    ),
    "markup": ("<p>O ¦no no</p>", "<p>O ¦<hi>no</hi> no</p>", "no", "no"),
    "layout": ("<p>one ¦two</p>", "<p>one ¦<pb n='2'/>two</p>", "", '<pb n="2"/>'),
    "record": (PERSON.format("Lee"), PERSON.format("May"), "Lee", "May"),
    "metadata": ("<title>An ¦edition</title>", "<title>An ¦archive</title>", "edition", "archive"),
    "comment": ("<p>one ¦two</p>", "<p>one ¦<!-- so? -->two</p>", "", "so?"),
}


def written(path: Path, passage: str) -> tuple[int, int]:
    """Write a file with a passage; give line and column of the mark in it, which is left out."""
    header, body = HEADER, passage
    if "<title>" in passage:
        header, body = HEADER.replace(TITLE, passage), ""
    around = "<p>Many people had been standing there since the early morning.</p>"
    content = f"<text><body>{around}\n{body}\n{around}</body></text>"
    before, after = TEI.format(header=header, content=content).split("¦")
    path.parent.mkdir(exist_ok=True)
    path.write_text(before + after, encoding="utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_change_of_any_class_has_wordings_and_places(name: str, tmp_path: Path, cli: Cli) -> None:
    old, new, before, after = EXAMPLES[name]
    places = written(tmp_path / "old.xml", old), written(tmp_path / "new.xml", new)
    result = cli("diff", str(tmp_path / "old.xml"), str(tmp_path / "new.xml"), "--format", "json")
    (change,) = json.loads(result.out)
    assert (change["class"], change["old"], change["new"]) == (name, before, after)
    assert change["locus"]
    for side, (row, column) in zip(("old", "new"), places, strict=True):
        where = change["positions"][side]
        assert where["filename"].endswith(f"{side}.xml")
        assert where["location"] == {"row": row, "column": column}
        assert where["locus"]
        assert where["xpath"]


def test_there_is_an_example_of_every_class() -> None:
    assert {*EXAMPLES, Category.FILE.value} == {category.value for category in Category}


def test_a_file_that_came_has_its_name_and_no_place_within(tmp_path: Path, cli: Cli) -> None:
    for folder, name in (("old", "one"), ("new", "one"), ("new", "two")):
        written(tmp_path / folder / f"{name}.xml", f"<p>¦It is {name}.</p>")
    result = cli("diff", str(tmp_path / "old"), str(tmp_path / "new"), "--format", "json")
    (change,) = json.loads(result.out)
    assert (change["class"], change["kind"]) == ("file", "added")
    assert change["new"].endswith("two.xml")
    assert change["positions"]["new"]["filename"].endswith("two.xml")
    assert change["positions"]["new"]["location"] is None
    assert {"old", "locus"} <= change.keys()

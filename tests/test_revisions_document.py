"""The changes as XML: its form, and that either revision can be read off it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from lxml import etree

from conftest import HEADER, TEI
from tei import resources
from tei.names import CHANGES
from tei.revisions import editions
from tei.revisions.changes import Category, Kind
from tei.revisions.document import document

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "goldens" / "changes"
PAIRS = [
    ("calpurnius-editio", 6),
    ("dharma-INSCIC00066", 17),
    ("sarit-rna", 6),
    ("yidracor-mentshn", 3),
]


def c(name: str) -> str:
    return f"{{{CHANGES}}}{name}"


def compared(old: Path, new: Path) -> editions.Compared:
    first, second = editions.both_on_disk(old, new)
    return editions.compare_files(next(iter(first.values())), next(iter(second.values())))


def read(result: editions.Compared) -> etree._Element:
    return etree.fromstring(document([result], ("v1", "v2")))


def faults(root: etree._Element) -> list[str]:
    grammar = etree.RelaxNG(etree.parse(str(resources.data("schema", "changes.rng"))))
    grammar.validate(root)
    return [str(error) for error in grammar.error_log]


def said(change: etree._Element, side: str) -> str:
    """Read what a change has of one revision, without the words around."""
    other = {"old": "come", "new": "gone"}[side]
    parts = change.find(c("passage"))
    assert parts is not None
    return "".join(
        part.text or "" for part in parts if part.tag not in (c(other), c("context"))
    ).strip()


def test_the_small_pair_is_valid_and_counts_every_change() -> None:
    result = compared(SMALL / "old.xml", SMALL / "new.xml")
    root = read(result)
    assert faults(root) == []
    changes = list(root.iter(c("change")))
    assert len(changes) == len(result.changes) == int(root.get("count", ""))
    counts = {each.get("name"): int(each.get("count", "")) for each in root.findall(c("class"))}
    assert counts == {
        "substantive": 2,
        "spelling": 7,
        "correction": 1,
        "apparatus": 1,
        "witness": 1,
        "note": 1,
        "mention": 2,
        "structure": 3,
        "layout": 1,
        "metadata": 2,
        "comment": 1,
    }
    (group,) = root.iter(c("group"))
    assert (group.get("old"), group.get("new"), len(group)) == ("u", "v", 7)


def test_a_passage_stands_beside_quotation_marks_as_in_the_file(tmp_path: Path) -> None:
    files = []
    for name, words in (("old", ("sea", "house")), ("new", ("river", "home"))):
        first, second = words
        body = f'<p>He wrote “of the {first}”, and (as in "{second}") of rain.</p>'
        content = f"<text><body>{body}</body></text>"
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_text(TEI.format(header=HEADER, content=content), encoding="utf-8")
    root = read(compared(*files))
    said = ["".join(map(str, passage.itertext())) for passage in root.iter(c("passage"))]
    assert "of the seariver”, and" in said[0] and '(as in "househome") of' in said[1]


def test_around_a_correction_each_side_has_its_own_words() -> None:
    root = read(compared(SMALL / "old.xml", SMALL / "new.xml"))
    correction = next(each for each in root.iter(c("change")) if each.get("class") == "correction")
    context = {each.get("of"): each.text for each in correction.iter(c("context"))}
    assert context["old"] == "We have recieved"
    assert context["new"] == "We have "


@pytest.mark.parametrize("name, number", PAIRS)
def test_the_words_are_those_of_the_files(corpora: Path, name: str, number: int) -> None:
    """The words of a change stand in either file at the place that is named."""
    files = sorted((corpora / "history" / name).glob("*.xml"))
    result = compared(files[number], files[number + 1])
    root = read(result)
    assert faults(root) == []
    found = {each.get("id"): each for each in root.iter(c("change"))}
    assert len(found) == len(result.changes)
    sources = [path.read_text(encoding="utf-8-sig") for path in (files[number], files[number + 1])]
    lines = [source.split("\n") for source in sources]
    checked = 0
    for change in result.changes:
        if change.subject or change.category is Category.SPACING:
            continue
        for side, words, place in (
            (0, change.old, change.old_place),
            (1, change.new, change.new_place),
        ):
            if words:
                rest = "\n".join(
                    [
                        lines[side][place.position.line - 1][place.position.column - 1 :],
                        *lines[side][place.position.line : place.position.line + 5],
                    ]
                )
                plain = html.unescape(re.sub(r"(?s)<!--.*?-->|<[^>]*>", "", rest))
                assert plain.lstrip().startswith(words.lstrip()[0]), (words, rest[:80])
                checked += 1
    texts = {(said(each, "old"), said(each, "new")) for each in found.values() if _is_text(each)}
    assert {
        (change.old, change.new)
        for change in result.changes
        if not change.subject and change.kind is not Kind.MOVED
    } == texts
    assert checked or not texts


def _is_text(change: etree._Element) -> bool:
    return change.get("subject") is None and change.get("kind") != "moved"


def test_the_example_of_the_documentation_is_valid() -> None:
    page = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    example = re.search(r"```xml\n(.*?)```", page, re.DOTALL)
    assert example
    assert faults(etree.fromstring(example[1])) == []


def test_files_that_came_went_and_were_renamed(tmp_path: Path) -> None:
    for folder, names in (("a", ("gone", "kept", "old")), ("b", ("come", "kept", "new"))):
        for name in names:
            text = (SMALL / "old.xml").read_text(encoding="utf-8")
            text = text.replace("Small letters", "Renamed" if name in ("old", "new") else name)
            path = tmp_path / folder / f"{name}.xml"
            path.parent.mkdir(exist_ok=True)
            if name == "come":
                text = re.sub(r"(?s)<body>.*</body>", "<body><p>Something else.</p></body>", text)
            path.write_text(text)
    (tmp_path / "a" / "gone.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    results = editions.compare_collections(*editions.both_on_disk(tmp_path / "a", tmp_path / "b"))
    root = etree.fromstring(document(results, ("a", "b")))
    assert faults(root) == []
    fates = {each.get("new") or each.get("old"): each.get("fate") for each in root.iter(c("file"))}
    assert fates == {"come.xml": "added", "gone.xml": "removed", "new.xml": "renamed"}


def test_a_name_of_a_file_that_no_xml_can_hold_is_written_otherwise() -> None:
    only = editions.Version("a\x01b\udcff.xml", lambda: b"", "1")
    root = etree.fromstring(
        document(editions.compare_collections({}, {only.name: only}), ("a", "b"))
    )
    assert [each.get("new") for each in root.iter(c("file"))] == ["a\\x01b\\xdcff.xml"]

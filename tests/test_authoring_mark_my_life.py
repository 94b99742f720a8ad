"""Marking against the demonstration edition: what editors have marked there, it finds again."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tei.authoring import marking
from tei.authoring.mark_proposals import Marking
from tei.edition import load

FOLDER = Path(__file__).parents[1] / "editions" / "my-life"
TAG = re.compile(r"(<[^>]*>)")

Place = tuple[str, int, int]


def marks(folder: Path, tag: str, attribute: str) -> dict[Place, str]:
    """Give the elements of a name: file, first and last offset in its text, and an attribute."""
    found: dict[Place, str] = {}
    for path in sorted((folder / "tei" / "chapters").glob("*.xml")):
        offset, opened = 0, []
        for part in TAG.split(path.read_text(encoding="utf-8")):
            if start := re.match(rf"<{tag}\b([^>]*)>", part):
                value = re.search(rf' {attribute}="([^"]*)"', start[1])
                opened.append((offset, value[1] if value else ""))
            elif part == f"</{tag}>":
                begin, text = opened.pop()
                found[path.name, begin, offset] = text
            elif not part.startswith("<"):
                offset += len(part)
    return found


def characters(folder: Path) -> list[str]:
    paths = sorted((folder / "tei" / "chapters").glob("*.xml"))
    return [TAG.sub("", path.read_text(encoding="utf-8")) for path in paths]


@dataclass(frozen=True)
class Trial:
    """A copy of the edition from which marks were taken, and what marking made of it."""

    folder: Path
    found: Marking


def trial(folder: Path, *tags: str) -> Trial:
    """Take the marks from a copy of the edition, and mark what is certain."""
    shutil.copytree(FOLDER, folder)
    either = re.compile(rf"</?(?:{'|'.join(tags)})\b[^>]*>")
    for path in (folder / "tei" / "chapters").glob("*.xml"):
        path.write_text(either.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    found = marking.find(load(folder))
    certain = [(item, item.choices[0]) for item in found.proposals if item.is_certain]
    for name, data in marking.apply(certain).items():
        (folder / name).write_bytes(data)
    return Trial(folder, found)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("names") / "my-life"
    return trial(folder, "persName", "placeName", "roleName", "genName")


@pytest.fixture(scope="module")
def dates(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return trial(tmp_path_factory.mktemp("dates") / "my-life", "date")


@pytest.mark.parametrize("tag", ["persName", "placeName"])
def test_persons_and_places_are_found_again(names: Trial, tag: str) -> None:
    expected, found = marks(FOLDER, tag, "ref"), marks(names.folder, tag, "ref")
    right = {place for place in found if place in expected}
    assert len(expected) > 300
    assert len(right) / len(expected) > 0.97, sorted(expected.keys() - right)
    assert len(right) / len(found) > 0.99, sorted(found.keys() - right)


@pytest.mark.parametrize("tag", ["persName", "placeName"])
def test_no_record_is_mistaken(names: Trial, tag: str) -> None:
    expected, found = marks(FOLDER, tag, "ref"), marks(names.folder, tag, "ref")
    wrong = [
        (place, pointer)
        for place, pointer in found.items()
        if place in expected and expected[place] != pointer
    ]
    assert not wrong


def test_what_it_leaves_it_says(names: Trial) -> None:
    """A name that was not marked again is no form of a register, or is listed with a reason."""
    listed = {item.words for item in names.found.proposals if not item.is_certain}
    assert "London" in listed  # the London Congress
    assert all(item.doubt for item in names.found.proposals if not item.is_certain)


def test_years_are_found_again_and_none_is_wrong(dates: Trial) -> None:
    expected, found = marks(FOLDER, "date", "when"), marks(dates.folder, "date", "when")
    years = {place for place, value in expected.items() if re.fullmatch(r"\d{4}", value)}
    assert len(years & found.keys()) / len(years) > 0.8, sorted(years - found.keys())
    for (name, start, end), value in found.items():
        around = [
            when
            for (file, first, last), when in expected.items()
            if file == name and first <= start and end <= last
        ]
        assert around and around[0] in ("", value), (name, start, value)


def test_days_are_left_to_the_editor(dates: Trial) -> None:
    """The text mixes two calendars, so that no day is certain."""
    certain = [item for item in dates.found.proposals if item.is_certain]
    values = [value for item in certain for _, value in item.choices[0].attributes]
    assert values and all(len(value) == 4 for value in values)


def test_no_character_changes(names: Trial, dates: Trial) -> None:
    assert characters(names.folder) == characters(FOLDER) == characters(dates.folder)


def test_a_second_run_finds_nothing_certain(names: Trial, dates: Trial) -> None:
    for each in (names, dates):
        left = marking.find(load(each.folder)).proposals
        assert not [item.words for item in left if item.is_certain]


def test_nothing_is_left_unmarked_in_the_edition() -> None:
    found = marking.find(load(FOLDER))
    assert [(str(item.position), item.words, item.doubt) for item in found.proposals] == []


def test_the_whole_edition_takes_less_than_two_seconds() -> None:
    start = time.process_time()
    marking.find(load(FOLDER))
    assert time.process_time() - start < 2

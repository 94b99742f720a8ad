"""What is proposed for a word that is not known: in one way, wherever it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tei
from tei.proposals import did_you_mean

WORDS = ["note", "lemma", "witness"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("notes", "Did you mean “note”?"),
        ("LEMA", "Did you mean “lemma”?"),
        ("xyz", "There are: note, lemma, witness."),
    ],
)
def test_the_nearest_word_or_all(word: str, expected: str) -> None:
    assert did_you_mean(word, WORDS) == expected


def test_many_are_not_all_named() -> None:
    said = did_you_mean("xyz", [f"text{number}" for number in range(40)])
    assert said.endswith("text9 and 30 more.")


def test_something_else_may_be_said() -> None:
    assert did_you_mean("xyz", WORDS, "Name one.") == "Name one."
    assert did_you_mean("xyz", []) == ""


def test_only_one_place_asks_for_one_word() -> None:
    """A validator names several; who names one leaves the words to this module."""
    asking = {
        path.name
        for path in Path(tei.__file__).parent.rglob("*.py")
        if re.search(r"Did you mean “\{", path.read_text(encoding="utf-8"))
    }
    assert asking == {"proposals.py"}

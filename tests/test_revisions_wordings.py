"""In what way words differ."""

from __future__ import annotations

import pytest

from tei.revisions.wordings import compare


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("came", "went", "substantive"),
        ("", "went", "substantive"),
        ("Sunday", "Monday", "substantive"),
        ("recieved", "received", "spelling"),
        ("teh", "the", "spelling"),
        ("to day", "today", "spelling"),
        ("vniuersus", "universus", "spelling"),
        ("came,", "came;", "punctuation"),
        ("", ",", "punctuation"),
        ("93", "92", "substantive"),
        ("rome", "Rome", "capitals"),
        ("ήλιος", "ἥλιος", "diacritics"),
        ("e\u0301te", "ete", "diacritics"),
        ("e\u0301te", "\u00e9te", "diacritics"),
        ("", "\u00a0", "spacing"),
    ],
)
def test_the_way_in_which_words_differ(old: str, new: str, expected: str) -> None:
    assert compare(old, new).value == expected

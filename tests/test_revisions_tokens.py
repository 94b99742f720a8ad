"""Words and signs."""

from __future__ import annotations

import pytest

from tei.revisions.tokens import expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arma virumque, cano.", ["Arma", "virumque", ",", "cano", "."]),
        ("we're 5½", ["we", "'", "re", "5½"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("देवानां प्रिय", ["देवानां", "प्रिय"]),
        ("شده\u200cاند", ["شده\u200cاند"]),
        ("天地 12", ["天", "地", "12"]),
        ("a\u00a0b", ["a", "\u00a0", "b"]),
        (" \t\r\n", []),
    ],
)
def test_a_text_is_cut_into_words_and_signs(text: str, expected: list[str]) -> None:
    assert expression(text).findall(text) == expected

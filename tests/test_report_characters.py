"""What reaches a terminal: nothing that could do harm there, and everything else."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.report.characters import cells, escape, runs_right_to_left


def test_control_and_direction_marks_become_visible() -> None:
    assert escape("a\x1b[31mb\u202ec\x00\x9b\u2028\ufeff") == (
        r"a\x1b[31mb\u202ec\x00\x9b\u2028\ufeff"
    )
    assert escape("one\ntwo\tthree") == r"one\ntwo\tthree"
    assert escape("\U000e0041\udcff") == r"\U000e0041\udcff"


def test_what_texts_are_written_with_stays() -> None:
    text = "Kühlmann “[sic]” שלום می\u200cخواهم 日本 e\u0301 ſ 𐌰"
    assert escape(text) == text


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_nothing_dangerous_is_left(text: str) -> None:
    for character in escape(text):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        )  # fmt: skip


def test_cells_are_counted_as_a_terminal_does() -> None:
    assert cells("a日e\u0301") == [("a", 1), ("日", 2), ("e", 1), ("\u0301", 0)]
    assert cells("a\tb") == [("a", 1), ("   ", 3), ("b", 1)]
    assert cells("\x1b") == [(r"\x1b", 4)]


def test_right_to_left_is_noticed() -> None:
    assert runs_right_to_left("<p>שלום")
    assert runs_right_to_left("<p>سلام")
    assert not runs_right_to_left("<p>日本 Ω")

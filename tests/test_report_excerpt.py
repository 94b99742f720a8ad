"""The excerpt shows the passage that is meant, and the caret stands under its first character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.report.characters import cells, runs_right_to_left
from tei.report.excerpt import excerpt


def under_caret(line: str, column: int, width: int = 40) -> str:
    """Give what a reader sees from the caret on."""
    shown, caret = excerpt(line, column, width)
    seen = 0
    for number, (_, size) in enumerate(cells(shown)):
        if seen >= caret and size:
            return shown[number:]
        seen += size
    return ""


def test_a_short_line_is_shown_as_it_is_without_its_indent() -> None:
    assert excerpt("      <p>Then <x/></p>", 15, 40) == ("<p>Then <x/></p>", 8)


def test_without_a_column_there_is_no_caret() -> None:
    assert excerpt("<p/>", 0, 40) == ("<p/>", -1)


def test_a_long_line_is_cut_around_the_column() -> None:
    line = "word " * 100 + "<here/>" + " tail" * 100
    shown, caret = excerpt(line, 501, 40)
    assert shown.startswith("…") and shown.endswith("…")
    assert len(shown) <= 40
    assert shown[caret:].startswith("<here/>")


@pytest.mark.parametrize("before", ["日本語", "e\u0301e\u0301", "\t\ta\t", "\x1b[0m", "𐌰𐌱"])
def test_the_caret_allows_for_the_width_of_what_stands_before(before: str) -> None:
    assert under_caret(f"<p>{before}<here/>", len(before) + 4).startswith("<here/>")


def test_the_excerpt_begins_at_the_place_when_hebrew_stands_before_it() -> None:
    shown, caret = excerpt("<p>שלום עולם <here/> אבג</p>", 14, 60)
    assert (shown, caret) == ("…<here/> אבג</p>", 1)


def test_a_place_past_the_end_of_the_line_is_shown_at_its_end() -> None:
    assert excerpt("<p>open", 99, 40) == ("<p>open", 7)


def test_a_line_of_a_megabyte_is_no_trouble() -> None:
    shown, _ = excerpt("x" * 1_000_000 + "<here/>" + "y" * 1_000_000, 1_000_001, 60)
    assert "<here/>" in shown


@settings(deadline=None, derandomize=True)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.integers(20, 120),
)
def test_the_marked_passage_is_always_in_view(before: str, after: str, width: int) -> None:
    line = f"{before}<here/>{after}".replace("\n", " ").replace("\r", " ")
    column = line.index("<here/>") + 1
    shown, _ = excerpt(line, column, width)
    assert sum(size for _, size in cells(shown)) <= width
    assert under_caret(line, column, width).startswith("<here/>")
    assert not runs_right_to_left(shown[: shown.index("<here/>")])

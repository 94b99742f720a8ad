from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.lines import Lines


def test_lines_end_as_xml_says() -> None:
    lines = Lines("a\r\nb\rc\n\nd\u2028\x0c\x85e")
    assert len(lines) == 5
    assert [lines.line(n) for n in range(7)] == ["", "a", "b", "c", "", "d\u2028\x0c\x85e", ""]
    assert lines.place(5) == (3, 1)


def test_offset_of_a_line_that_is_not_there() -> None:
    for line in (0, 3):
        with pytest.raises(IndexError):
            Lines("a\nb").offset(line, 1)


@settings(deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab\r\n\u2028é😀")), st.integers(0, 20))
def test_place_and_offset_are_inverse(text: str, offset: int) -> None:
    lines = Lines(text)
    offset = min(offset, len(text))
    line, column = lines.place(offset)
    assert lines.offset(line, column) == offset
    if offset < len(text) and text[offset] not in "\r\n":
        assert lines.line(line)[column - 1] == text[offset]

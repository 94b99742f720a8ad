"""Two passages in one: nothing of either is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.revisions.segments import segments

PASSAGES = st.text(st.sampled_from("ab é\u0301.,; \n\u00a0#\u0915\u093f\u4e2d"), max_size=30)


@given(PASSAGES, PASSAGES, st.booleans())
@settings(deadline=None, derandomize=True, max_examples=400)
def test_either_passage_can_be_read_off(old: str, new: str, whole: bool) -> None:
    parts = list(segments(old, new, whole=whole))
    assert "".join(said for role, said in parts if role != "come") == old
    assert "".join(said for role, said in parts if role != "gone") == new
    assert all(said for _, said in parts)


def test_what_is_common_is_told_once() -> None:
    assert list(segments("It rained on Sunday, alas.", "It rained on Monday, alas.")) == [
        ("same", "It rained on "),
        ("gone", "Sunday"),
        ("come", "Monday"),
        ("same", ", alas."),
    ]


def test_pointers_are_not_cut() -> None:
    assert list(segments("#A #B", "#A #BB", whole=True)) == [
        ("same", "#A "),
        ("gone", "#B"),
        ("come", "#BB"),
    ]

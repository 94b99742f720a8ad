"""Sequences: what they have in common, and how alike two words are."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from tei.revisions.sequences import (
    common,
    distance,
    heaviest,
    increasing,
    longest,
    patience,
    without_islands,
)

quick = settings(deadline=None, derandomize=True, max_examples=200)
letters = st.lists(st.sampled_from("abcd"), max_size=12)


def length(a: list[str], b: list[str]) -> int:
    """Give the length of a longest common subsequence, by the book."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            best = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else best
    return table[len(a)][len(b)]


def is_common(pairs: list[tuple[int, int]], a: list[str], b: list[str]) -> bool:
    rises = all(x[0] < y[0] and x[1] < y[1] for x, y in itertools.pairwise(pairs))
    return rises and all(a[i] == b[j] for i, j in pairs)


@quick
@given(letters, letters)
def test_the_longest_is_common_and_longest(a: list[str], b: list[str]) -> None:
    pairs = longest(a, b)
    assert is_common(pairs, a, b)
    assert len(pairs) == length(a, b)


@quick
@given(letters, letters)
def test_what_is_aligned_is_common(a: list[str], b: list[str]) -> None:
    assert is_common(common(a, b), a, b)


@quick
@given(letters, letters)
def test_patience_leaves_nothing_out(a: list[str], b: list[str]) -> None:
    pairs, gaps = patience(a, b)
    assert is_common(pairs, a, b)
    left = [i for i, _ in pairs] + [i for gap in gaps for i in range(gap[0], gap[1])]
    right = [j for _, j in pairs] + [j for gap in gaps for j in range(gap[2], gap[3])]
    assert sorted(left) == list(range(len(a)))
    assert sorted(right) == list(range(len(b)))


def test_long_rows_are_aligned_without_a_table() -> None:
    a = [f"w{number}" for number in range(20_000)]
    b = [*a[:5_000], "x", *a[5_001:12_000], *a[12_500:]]
    assert len(common(a, b)) == 20_000 - 1 - 500


def test_the_longest_rising_run() -> None:
    assert increasing([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]


def test_a_word_that_is_equal_by_accident_is_no_anchor() -> None:
    a = ["the", "whole", "of", "it", "was", "never", "told"]
    b = ["some", "part", "which", "of", "this", "would", "be"]
    assert without_islands(common(a, b), a, b) == []


def edits(a: str, b: str) -> int:
    """Count the edits between two words, by the book."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            above, row[j] = row[j], min(above + (one != other), row[j] + 1, row[j - 1] + 1)
    return row[-1]


@quick
@given(st.text("abc", max_size=12), st.text("abcd", max_size=12))
def test_distance_is_the_least_number_of_edits(a: str, b: str) -> None:
    assert distance(a, b) == edits(a, b)


def test_distance_counts_letters() -> None:
    assert [distance("amat", other) for other in ("amat", "amet", "amabat", "")] == [0, 1, 2, 4]


@quick
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_the_heaviest_run_rises_and_is_heaviest(items: list[tuple[int, int]]) -> None:
    numbers, weights = [number for number, _ in items], [weight for _, weight in items]
    run = heaviest(numbers, weights)
    assert all(x < y and numbers[x] < numbers[y] for x, y in itertools.pairwise(run))
    best = [0] * (len(items) + 1)
    for place, (number, weight) in enumerate(items):
        best[place] = weight + max(
            (best[n] for n in range(place) if numbers[n] < number), default=0
        )
    assert sum(weights[place] for place in run) == max(best)

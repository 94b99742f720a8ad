"""Properties of merging: with Hypothesis, with seeded editors, and over real histories."""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from merge_editors import sentences, task
from tei.errors import TeiError
from tei.merging import untouched
from tei.merging.files import merge
from tei.reading.source import parse, read
from tei.revisions.tokens import expression

NAMES = ("base", "ours", "theirs")
MY_LIFE = Path(__file__).parents[1] / "editions" / "my-life" / "tei" / "chapters"
WORDS = ["the", "a", "Anna", "went", "home", "and", "read", ".", ","]


@st.composite
def passages(draw: st.DrawFn, depth: int = 2) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["word", "word", "word", "hi", "note", "lb", "comment"]))
        if kind in ("hi", "note") and depth:
            inner = draw(passages(depth=depth - 1))
            parts.append(f'<{kind} n="{draw(st.integers(1, 3))}">{inner}</{kind}>')
        elif kind == "lb":
            parts.append("<lb/>")
        elif kind == "comment":
            parts.append("<!-- c -->")
        else:
            parts.append(draw(st.sampled_from(WORDS)))
        parts.append(draw(st.sampled_from([" ", " ", "", "\n "])))
    return "".join(parts)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    blocks = draw(st.lists(passages(), min_size=1, max_size=4))
    body = "".join(f"<p>{block}</p>\n" for block in blocks)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{body}</text></TEI>\n'.encode()


def in_order(data: bytes) -> list[str]:
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False, huge_tree=True))
    text = " ".join(str(text) for text in root.itertext())
    return expression(text).findall(text)


def words(data: bytes) -> Counter[str]:
    return Counter(in_order(data))


@settings(deadline=None, derandomize=True, max_examples=250)
@given(documents(), documents(), documents())
def test_no_word_is_lost_and_the_result_is_well_formed(base: bytes, a: bytes, b: bytes) -> None:
    check(base, a, b)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(documents(), documents(), documents())
def test_no_word_is_lost_beside_what_nobody_has_touched(base: bytes, a: bytes, b: bytes) -> None:
    """As above, with the smallest element that is the same in all three as one item."""
    with mock.patch.object(untouched, "_SHORTEST", 1):
        check(base, a, b)


def check(base: bytes, a: bytes, b: bytes) -> None:
    assert merge(base, base, a, NAMES).data == a
    assert merge(base, a, base, NAMES).data == a
    assert merge(base, a, a, NAMES).data == a
    result, swapped = merge(base, a, b, NAMES), merge(base, b, a, NAMES)
    parse(result.data, Path("x.xml"), 0, "x.xml")
    was, ours, theirs, now = words(base), words(a), words(b), words(result.data)
    assert bool(result.conflicts) == bool(swapped.conflicts)
    if not result.conflicts:
        assert now == words(swapped.data)
    for word in was | ours | theirs:
        # In the result, or deleted by one of the two (or put in by both, and taken once).
        lost = max(0, was[word] - ours[word]) + max(0, was[word] - theirs[word])
        assert now[word] >= max(ours[word], theirs[word]) - lost, word


def test_seeded_editors_of_one_sentence_of_my_life() -> None:
    source = read(MY_LIFE / "chapter-06.xml", 0, "chapter-06.xml")
    places, rnd = sentences(source), random.Random(7)
    assert len(places) > 40
    for _ in range(80):
        work = task(source, rnd, places)
        base, ours, theirs = (text.encode() for text in (work.base, work.ours, work.theirs))
        result = merge(base, ours, theirs, NAMES)
        assert (result.conflicts, result.data.decode()) == (0, work.expected), work.did
        assert merge(base, theirs, ours, NAMES).data == result.data, work.did


@pytest.mark.parametrize(
    "folder",
    [
        *("calpurnius-editio", "dharma-INSCIC00066", "schnitzler-L04142", "yidracor-mentshn"),
        "sarit-rna",
    ],
)
def test_real_histories(corpora: Path, folder: str, tmp_path: Path) -> None:
    """A day's work and what was done the day after, begun from the same text by two people."""
    files = sorted((corpora / "history" / folder).glob("*.xml"))
    revisions = list(filter(is_well_formed, (path.read_bytes() for path in files)))[:12]
    for old, new in pairwise(revisions):
        assert merge(old, old, new, NAMES).data == new
        assert merge(old, new, old, NAMES).data == new
    for base, ours, theirs in zip(revisions, revisions[1:], revisions[2:], strict=False):
        result = merge(base, ours, theirs, NAMES)
        parse(result.data, Path("x.xml"), 0, "x.xml", any_root=True)
        one, other, now = words(ours), words(theirs), words(result.data)
        gone = deleted(base, ours, tmp_path) + deleted(base, theirs, tmp_path)
        for word in one | other:
            assert now[word] >= max(one[word], other[word]) - gone[word], word


def deleted(old: bytes, new: bytes, folder: Path) -> Counter[str]:
    """Count the words that an editor has taken out, or moved: git compares them, one a line."""
    files = folder / "old.txt", folder / "new.txt"
    for file, data in zip(files, (old, new), strict=True):
        file.write_text("\n".join(in_order(data)) + "\n", encoding="utf-8")
    command = ["git", "diff", "--no-index", "--no-color", "-U0", *map(str, files)]
    said = subprocess.run(command, capture_output=True, encoding="utf-8").stdout
    lines = said.partition("@@")[2].split("\n")
    return Counter(line[1:] for line in lines if line.startswith("-"))


def is_well_formed(data: bytes) -> bool:
    try:
        parse(data, Path("x.xml"), 0, "x.xml")
    except TeiError:
        return False
    return True

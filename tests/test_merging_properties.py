"""Properties of merging: with Hypothesis, with seeded editors, and over real histories."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from merge_editors import sentences, task
from tei.errors import TeiError
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


def words(data: bytes) -> Counter[str]:
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False, huge_tree=True))
    text = " ".join(str(text) for text in root.itertext())
    return Counter(expression(text).findall(text))


@settings(deadline=None, derandomize=True, max_examples=250)
@given(documents(), documents(), documents())
def test_no_word_is_lost_and_the_result_is_well_formed(base: bytes, a: bytes, b: bytes) -> None:
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
    "folder", ["calpurnius-editio", "dharma-INSCIC00066", "schnitzler-L04142", "yidracor-mentshn"]
)
def test_real_histories(corpora: Path, folder: str) -> None:
    """A day's work and what was done the day after, begun from the same text by two people."""
    files = sorted((corpora / "history" / folder).glob("*.xml"))
    revisions = list(filter(is_well_formed, (path.read_bytes() for path in files)))[:12]
    for old, new in pairwise(revisions):
        assert merge(old, old, new, NAMES).data == new
        assert merge(old, new, old, NAMES).data == new
    for base, ours, theirs in zip(revisions, revisions[1:], revisions[2:], strict=False):
        result = merge(base, ours, theirs, NAMES)
        parse(result.data, Path("x.xml"), 0, "x.xml", any_root=True)
        was, one, other, now = (words(each) for each in (base, ours, theirs, result.data))
        gone = (was - one) + (was - other)
        missing = [word for word in one | other if not now[word] and not gone[word]]
        assert not missing


def is_well_formed(data: bytes) -> bool:
    try:
        parse(data, Path("x.xml"), 0, "x.xml")
    except TeiError:
        return False
    return True

"""Seeded editors: what one of them does to a passage, as edits of the text of the file.

Two of them work in the same sentence, but not on the same words; what is to come out is known
without merging: both edits made in the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tei.reading.markup import Kind, pieces
from tei.reading.source import Source

# Words of a sentence, the last with its full stop; there is no markup in it.
_SENTENCE = re.compile(r"(?<=[\s>])(?:[^\W\d_]{2,}[,;]? ){6,}[^\W\d_]{2,}\.")
_WORD = re.compile(r"[^\W\d_]{2,}")

Splice = tuple[int, int, str]


@dataclass(frozen=True)
class Task:
    """A sentence that both work on, what either does, and what comes of it."""

    base: str
    ours: str
    theirs: str
    expected: str
    did: tuple[str, str]


def sentences(source: Source) -> list[list[tuple[int, int]]]:
    """Give the places of the words of the sentences of a file that hold no markup."""
    found = []
    is_text = False
    for kind, start, end in pieces(source):
        if kind is Kind.START:
            is_text = is_text or source.text.startswith(("<text", "<body", "<div"), start)
        if kind is Kind.TEXT and is_text:
            for match in _SENTENCE.finditer(source.text, start, end):
                found.append([word.span() for word in _WORD.finditer(source.text, *match.span())])
    return found


def apply(text: str, splices: list[Splice]) -> str:
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _typo(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    letters = text[slice(*word)]
    return [(*word, letters[0] + letters[1] + letters[1:])]


def _another(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    return [(*word, rnd.choice(["zebra", "quartz", "xylem"]))]


def _gone(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    if text[word[1]] == " ":
        return [(word[0], word[1] + 1, "")]
    return [(word[0] - (text[word[0] - 1] == " "), word[1], "")]


def _more(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    return [(word[0], word[0], rnd.choice(["verily ", "forsooth "]))]


def _mark(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    name = rnd.choice(["persName", "hi", "foreign"])
    return [
        (word[0], word[0], f'<{name} n="{rnd.randrange(9)}">'),
        (word[1], word[1], f"</{name}>"),
    ]


def _note(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    return [(word[1], word[1], f"<note>See letter {rnd.randrange(99)} of the year.</note>")]


def _correct(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    old = text[slice(*word)]
    return [(*word, f"<choice><sic>{old}</sic><corr>{old}x</corr></choice>")]


def _line(text: str, word: tuple[int, int], rnd: random.Random) -> list[Splice]:
    return [(word[0], word[0], "<lb/>")]


KINDS: tuple[Callable[[str, tuple[int, int], random.Random], list[Splice]], ...] = (
    *(_typo, _another, _gone, _more, _mark, _note, _correct, _line),
)


def task(source: Source, rnd: random.Random, places: list[list[tuple[int, int]]]) -> Task:
    """Let two editors work on one sentence, with a word or more between what they do."""
    text = source.text
    words = rnd.choice(places)
    first, second = sorted(rnd.sample(range(0, len(words), 2), 2))
    one, other = rnd.choice(KINDS), rnd.choice(KINDS)
    ours, theirs = one(text, words[first], rnd), other(text, words[second], rnd)
    if rnd.random() < 0.3:
        # A phrase that holds what the other one changes.
        last = min(second + 1, len(words) - 1)
        ours = [
            (words[first][0], words[first][0], "<seg>"),
            (words[last][1], words[last][1], "</seg>"),
        ]
    both = apply(text, ours + theirs)
    did = one.__name__, other.__name__
    return Task(text, apply(text, ours), apply(text, theirs), both, did)

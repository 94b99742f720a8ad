"""A text as a row of words and signs, from which the text of any witness can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tei.apparatus.model import End, Entry, Flow, Region, Start, Token

# Signs between words. None of them can stand in an XML text.
PARAGRAPH = "\v"
LINE = "\f"
JOIN = "\x01"  # a line ends here in the middle of a word
NOTHING = "\x02"  # a witness has nothing where others have something
LACUNA = "\x03"  # words are lost here in every witness that has the words around
ILLEGIBLE = "\x04"  # and here they cannot be read
ELSEWHERE = "\x05"  # a witness does not reach to here (only where witnesses are compared)
UNKNOWN = "\x06"  # nobody says what it has here (the same)
UNSAID = NOTHING + LACUNA + ILLEGIBLE + ELSEWHERE + UNKNOWN  # signs that are no words


class Break(str):
    """The sign with which a paragraph or line begins; `origin` is its element's (`names.AT`)."""

    __slots__ = ("origin",)

    origin: str

    def __new__(cls, sign: str, origin: str) -> Break:
        """Make the sign of an element."""
        made = super().__new__(cls, sign)
        made.origin = origin
        return made


def flow(tokens: Sequence[Token]) -> Flow:
    """Make a flow of its tokens."""
    marks = [(at, token) for at, token in enumerate(tokens) if not isinstance(token, str)]
    ends = {token.region: at for at, token in marks if isinstance(token, End)}
    return Flow(tokens, ends, marks)


def tidy(pieces: Iterable[str]) -> str:
    """Lay words out: paragraphs parted by a blank line, verse lines by a line break."""
    text = re.sub(r"[ \t\r\n]+", " ", "".join(pieces))
    text = re.sub(rf"\s*{JOIN}\s*", "", text)
    text = re.sub(rf" *[{UNSAID}][ {UNSAID}]*(?=[,.;:!?·)\]])", "", text)
    text = re.sub(f"[{UNSAID}]", "", text)
    text = re.sub(r"[ \f\v]*\v[ \f\v]*", "\n\n", text)
    text = re.sub(r" *\f[ \f]*", "\n", text)
    return re.sub(r"  +", " ", text).strip()


def edited(tokens: Iterable[Token]) -> str:
    """Give the words of a row on one line, without those that a hand has deleted."""
    return on_one_line(tidy([kept(tokens)]))


def kept(tokens: Iterable[Token]) -> str:
    """Give the words of a row as they stand there, without those that a hand has deleted."""
    pieces: list[str] = []
    deleted: Region | None = None
    for token in tokens:
        if isinstance(token, str):
            pieces.append("" if deleted else token)
        elif isinstance(token, Start) and token.region.edit == "deleted":
            deleted = deleted or token.region
        elif isinstance(token, End) and token.region is deleted:
            deleted = None
    return "".join(pieces)


def on_one_line(text: str) -> str:
    """Put words on one line, to compare them."""
    return " ".join(text.split())


def crossing(row: Flow) -> Iterator[tuple[Entry, Entry]]:
    """Give the pairs of entries of which each begins or ends within the passage of the other."""
    opened: list[Region] = []
    for _, token in row.marks:
        if isinstance(token, Start) and token.region.entry is not None:
            opened.append(token.region)
        elif isinstance(token, End) and token.region in opened:
            at = opened.index(token.region)
            first = token.region.entry
            for other in opened[at + 1 :]:
                if first is not None and other.entry is not None:
                    yield first, other.entry
            del opened[at]


def words_before(row: Flow) -> Iterator[tuple[Entry, str]]:
    """Give what stands before passages without words: the last word, with what follows it.

    Such passages are empty or have punctuation only; nobody would find them by their lemma.
    """
    for at, token in row.marks:
        entry = token.region.entry if isinstance(token, Start) else None
        if entry is not None and entry.passage is not None and not has_letters(entry.passage):
            last = _before(row.tokens, at).replace(NOTHING, "")
            found = re.search(r"\w+(?:[’'-]\w+)*\W*$", last)
            yield entry, on_one_line(tidy([found[0], "|"]))[:-1] if found else ""


def _before(tokens: Sequence[Token], at: int) -> str:
    """Give the last two hundred characters before a place in a row."""
    pieces: list[str] = []
    length = 0
    while at and length < 200:
        at -= 1
        token = tokens[at]
        if isinstance(token, str):
            pieces.append(token)
            length += len(token)
    return "".join(reversed(pieces))[-200:]


def has_letters(text: str) -> bool:
    """Say whether there is a letter or digit in a text, so that it can be found by it."""
    return any(sign.isalnum() for sign in text)

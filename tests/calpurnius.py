"""Two encodings of one apparatus compared: `python -m tests.calpurnius FOLDER`.

Calpurnius Siculus in the Library of Digital Latin Texts: poems 2 and 4 were first encoded by
locations (Poem2.xml, Poem4.xml), then reconciled with the text by hand into parallel segmentation
(editio.xml). Both are read with the same model; what differs is told line by line, and of which
class it is. That a difference is the editors' and not ours is shown by reading both files once
more, element by element, without the model (`as_written`).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.apparatus.collection import apparatus
from tei.apparatus.model import Entry
from tei.edition import Edition, load
from tei.names import XML_ID, tei

Shape = tuple[str, frozenset[tuple[str, frozenset[str]]]]
Located = tuple[str, Shape]

# The four that are compared: a file, and the id of a poem in it.
ENCODINGS = (
    ("Poem2.xml", "Poem2"),
    ("editio.xml", "poem2"),
    ("Poem4.xml", "Poem4"),
    ("editio.xml", "poem4"),
)
# What a difference amounts to, in the order in which it is asked.
CLASSES = {
    "other line": "the same entry at another line",
    "hands": "what a corrector wrote is a reading in the one, a remark or nothing in the other",
    "sigla": "the same readings with other sigla",
    "other readings": "the same lemma with readings more, less, or of another wording",
    "other extent": "the lemma holds more or fewer words",
    "only by location": "an entry that the text has not",
    "only in the text": "an entry that the text alone has",
}


@dataclass(frozen=True)
class Difference:
    """What one line has in one of the two encodings only, or in both in another form."""

    line: str
    kind: str
    first: str
    second: str


def entries(edition: Edition, text: str) -> Iterator[tuple[str, Entry]]:
    """Give the entries of a poem with the number of their line."""
    for entry in apparatus(edition)[text]:
        if entry.locus:
            yield re.split(r"[.\s]", entry.locus.strip())[-1], entry
            continue
        lines = (item.get("n") for item in entry.element.iterancestors("{*}l"))
        inside = (item.get("n") for item in entry.element.iter("{*}l"))
        yield next((n for n in (*lines, *inside) if n), ""), entry


def folded(text: str) -> str:
    """Leave punctuation, capitals and accents aside."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def shape(entry: Entry) -> Shape:
    """Give what an entry says: its lemma, and each reading with its witnesses or hands, by id."""
    readings = frozenset(
        (folded(reading.text), frozenset(item.hand or item.witness for item in reading.credits))
        for reading in entry.readings
    )
    return folded(entry.lemma.text if entry.lemma else ""), readings


def as_written(entry: Entry) -> Shape:
    """Read the same from the elements of the file alone."""
    app = entry.element
    parts = {name: [part for part in app.iter(tei(name)) if _app(part) is app] for name in _PARTS}
    readings = frozenset(
        (
            folded(_words(part)),
            frozenset(
                name.lstrip("#")
                for name in (part.get("hand") or part.get("wit") or "").split()
                if name != "#"
            ),
        )
        for part in parts["rdg"]
    )
    return folded("".join(map(_words, parts["lem"][:1]))), readings


_PARTS = ("lem", "rdg")
_NO_WORDS = frozenset(map(tei, ("note", "witDetail", "wit", "rdg", "rdgGrp", "del")))


def _app(part: etree._Element) -> etree._Element:
    return next(part.iterancestors(tei("app")))


def _words(part: etree._Element) -> str:
    """Give the words of an element; of entries within it the lemma, of a copy its original."""
    if part.get("copyOf") and not "".join(map(str, part.itertext())).strip():
        name = part.get("copyOf", "").lstrip("#")
        found = part.getroottree().iterfind(f".//*[@{XML_ID}='{name}']")
        return "".join(map(_words, found))
    pieces = [part.text or ""]
    for child in part:
        if isinstance(child.tag, str) and child.tag not in _NO_WORDS:
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def compare(first: Iterable[Located], second: Iterable[Located]) -> tuple[int, list[Difference]]:
    """Count the entries that say the same at the same line, and tell the differences."""
    left, right = list(first), list(second)
    same = 0
    for item in list(left):
        if item in right:
            left.remove(item)
            right.remove(item)
            same += 1
    found: list[Difference] = []
    for kind, is_twin in _TWINS.items():
        for ours in list(left):
            theirs = next((item for item in right if is_twin(ours, item)), None)
            if theirs is not None:
                left.remove(ours)
                right.remove(theirs)
                found.append(Difference(ours[0], kind, told(ours[1]), told(theirs[1])))
    found += [Difference(line, "only by location", told(item), "") for line, item in left]
    found += [Difference(line, "only in the text", "", told(item)) for line, item in right]
    order = list(CLASSES)
    found.sort(key=lambda item: (_number(item.line), order.index(item.kind)))
    return same, found


def _number(line: str) -> int:
    digits = re.match(r"\d+", line)
    return int(digits[0]) if digits else 0


def _near(one: Located, two: Located) -> bool:
    return not (one[0] and two[0]) or abs(_number(one[0]) - _number(two[0])) <= 1


def _without_hands(item: Shape) -> Shape:
    """Leave out which hand it was, and the readings that only say who has the lemma."""
    readings = {
        (words, frozenset(re.sub(r"\d+$", "", name) for name in sigla))
        for words, sigla in item[1]
        if words != item[0]
    }
    return item[0], frozenset(readings)


def _same_words(one: Shape, two: Shape) -> bool:
    return {words for words, _ in one[1]} == {words for words, _ in two[1]}


def _overlap(one: str, two: str) -> bool:
    ours, theirs = set(one.split()), set(two.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


_TWINS: dict[str, Callable[[Located, Located], bool]] = {
    "other line": lambda one, two: one[1] == two[1] and _near(one, two),
    "hands": lambda one, two: one[0] == two[0] and _without_hands(one[1]) == _without_hands(two[1]),
    "sigla": lambda one, two: (
        one[0] == two[0] and one[1][0] == two[1][0] and _same_words(one[1], two[1])
    ),
    "other readings": lambda one, two: one[0] == two[0] and one[1][0] == two[1][0],
    "other extent": lambda one, two: _near(one, two) and _overlap(one[1][0], two[1][0]),
}


def told(item: Shape) -> str:
    """Write an entry down."""
    readings = sorted(
        f"{text or 'om.'} {' '.join(sorted(sigla))}".strip() for text, sigla in item[1]
    )
    return f"{item[0]}] {' : '.join(readings)}".strip()


def poem(folder: Path, number: int) -> tuple[int, list[Difference]]:
    """Compare the two encodings of a poem."""
    first, second = (
        [(line, shape(entry)) for line, entry in read(folder / file, text)]
        for file, text in ENCODINGS
        if text.lower() == f"poem{number}"
    )
    return compare(first, second)


def read(file: Path, text: str) -> list[tuple[str, Entry]]:
    """Read the entries of a poem."""
    return list(entries(load(file), text))


def report(folder: Path) -> str:
    """Tell the differences of both poems."""
    lines = []
    for number in (2, 4):
        same, found = poem(folder, number)
        counts = Counter(item.kind for item in found)
        lines += [f"Poem {number}: {same} entries say the same.", ""]
        lines += [f"{counts[kind]:>3} {kind}: {said}" for kind, said in CLASSES.items()]
        lines.append("")
        for item in found:
            lines += [
                f"{item.line or '?'} {item.kind}",
                *([f"  by location: {item.first}"] if item.first else []),
                *([f"  in the text: {item.second}"] if item.second else []),
            ]
        lines.append("")
    return "\n".join(lines)


def main(folder: str) -> None:
    """Print the differences of both poems."""
    print(report(Path(folder)), end="")


if __name__ == "__main__":
    main(sys.argv[1])

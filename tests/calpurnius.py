"""Two encodings of one apparatus compared: `python -m tests.calpurnius FOLDER`.

Calpurnius Siculus in the Library of Digital Latin Texts: poems 2 and 4 were first encoded by
locations (Poem2.xml, Poem4.xml), then reconciled with the text by hand into parallel segmentation
(editio.xml). Both are read with the same model; what differs is told line by line.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tei.apparatus.collection import apparatus
from tei.apparatus.model import Entry
from tei.edition import Edition, load

Shape = tuple[str, frozenset[tuple[str, frozenset[str]]]]


@dataclass(frozen=True)
class Difference:
    """What one line has in one of the two encodings only, or in both with other readings."""

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
    """Give what an entry says: its lemma, and each reading with its witnesses."""
    readings = frozenset(
        (folded(reading.text), frozenset(folded(sign) for sign in reading.sigla))
        for reading in entry.readings
    )
    return folded(entry.lemma.text if entry.lemma else ""), readings


def compare(
    first: Iterable[tuple[str, Entry]], second: Iterable[tuple[str, Entry]]
) -> tuple[int, list[Difference]]:
    """Count the entries that say the same, and tell the differences."""
    left, right = by_line(first), by_line(second)
    same = 0
    found: list[Difference] = []
    for line in sorted({*left, *right}, key=lambda n: (len(n), n)):
        ours, theirs = list(left.get(line, [])), list(right.get(line, []))
        for item in list(ours):
            if item in theirs:
                ours.remove(item)
                theirs.remove(item)
                same += 1
        for item in ours:
            twin = next((other for other in theirs if other[0] == item[0]), None)
            if twin is None:
                found.append(Difference(line, "only by location", told(item), ""))
            else:
                theirs.remove(twin)
                found.append(Difference(line, "other readings", told(item), told(twin)))
        found += [Difference(line, "only in the text", "", told(item)) for item in theirs]
    return same, found


def by_line(items: Iterable[tuple[str, Entry]]) -> dict[str, list[Shape]]:
    """Put what entries say together by lines."""
    lines: dict[str, list[Shape]] = {}
    for line, entry in items:
        lines.setdefault(line, []).append(shape(entry))
    return lines


def told(item: Shape) -> str:
    """Write an entry down."""
    readings = sorted(f"{text or 'om.'} {' '.join(sorted(sigla))}" for text, sigla in item[1])
    return f"{item[0]}] {' : '.join(readings)}"


def poem(folder: Path, number: int) -> tuple[int, list[Difference]]:
    """Compare the two encodings of a poem."""
    name = f"Poem{number}"
    first = entries(load(folder / f"{name}.xml"), name)
    second = entries(load(folder / "editio.xml"), f"poem{number}")
    return compare(first, second)


def main(folder: str) -> None:
    """Print the differences of both poems."""
    for number in (2, 4):
        same, found = poem(Path(folder), number)
        print(f"Poem {number}: {same} entries say the same; differences:")
        for item in found:
            print(f"  {item.line:>4} {item.kind:16} {item.first}  |  {item.second}")
        print(Counter(item.kind for item in found))


if __name__ == "__main__":
    main(sys.argv[1])

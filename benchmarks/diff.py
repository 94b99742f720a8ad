"""`python -m benchmarks.diff [accuracy]`: is every edit found, and what does it cost.

The first part needs no more than the demonstration edition; where `TEI_CORPORA` names a folder of
published editions, known edits are made in three of them as well. Where `xmldiff` is installed it
runs beside `tei diff`, and `git diff --word-diff` always does.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from lxml import etree

from benchmarks.edits.editor import CLASSES, Editor, dense, isolated
from benchmarks.edits.scoring import Score, score
from benchmarks.growth import repeated
from benchmarks.measure import TEI, command, function, row
from tei.reading.source import Source, parse, read

TEXTS = (
    "history/calpurnius-editio/007_2021-11-27_4c02a14c7.xml",
    "mitford/1819-1823MRMJournal.xml",
    "pta/pta0036.pta001.pta-grc1.xml",
)
ENOUGH = 200
MOST_SEEDS = 20
# Run on the smaller of the files only: its time grows with the square of the size.
_XMLDIFF = "from xmldiff.main import diff_command; diff_command()"


def my_life(size: int = 0) -> Source:
    """Give the demonstration edition as one file, repeated to a size."""
    return parse(repeated(size), Path("old.xml"), 0, "old.xml")


def texts() -> list[Source]:
    folder = os.environ.get("TEI_CORPORA", "")
    found = [Path(folder, name) for name in TEXTS] if folder else []
    return [read(path, 0, path.name) for path in found if path.is_file()] or [my_life(300_000)]


def accuracy(sources: list[Source]) -> None:
    print(f"{'edits of one class':<24}{'edits':>7}{'precision':>11}{'recall':>9}")
    for kind in CLASSES:
        total = Score()
        for seed in range(MOST_SEEDS):
            for old in sources:
                new, edits = isolated(old, kind, 70, seed)
                if edits:
                    total.add(score(old, new, edits))
            if total.found.total() >= ENOUGH:
                break
        line(kind, total)
    total = Score()
    for seed in range(3):
        for old in sources:
            total.add(score(old, *dense(old, 20, seed)))
    line("edits that meet", total)
    worst = Counter(
        {
            label: total.found[label] / (total.found[label] + total.missed[label])
            for label in {*total.found, *total.missed}
        }
    ).most_common()[-1]
    print(f"  the worst class among them: {worst[0]}, {worst[1]:.3f}\n")


def line(label: str, total: Score) -> None:
    number = total.found.total() + total.missed.total()
    print(f"{label:<24}{number:>7}{total.precision:>11.3f}{total.recall:>9.3f}")


def edited(old: Source, number: int) -> tuple[str, str, int]:
    """Give a file and one with so many edits of all classes, and their number."""
    editor = Editor(old, random.Random(7))
    for kind in CLASSES:
        getattr(editor, kind)(number // len(CLASSES) + 1)
    plain = Editor(old, random.Random(7)).finish("old.xml")
    new = editor.finish("new.xml")
    return plain.text, new.text, len(editor.edits)


def speed(old: Source, number: int, *, beside_xmldiff: bool = False) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, "old.xml"), Path(folder, "new.xml")
        before, after, number = edited(old, number)
        for file, text in ((first, before), (second, after)):
            file.write_text(_plain(text) if beside_xmldiff else text, encoding="utf-8")
        print(f"{len(before.encode()) / 1e6:.2f} MB, {number} edits; processor time")
        parsing = function(lambda: [read(path, 0, "x.xml") for path in (first, second)], runs=3)
        print(f"{'reading both files':<34}{parsing:>9.3f} s")
        row("tei --version", command(*TEI, "--version", runs=3), parsing)
        row("tei diff", command(*TEI, "diff", first, second, runs=5), parsing)
        page = ("diff", first, second, "--format", "html", "-o", Path(folder, "page.html"))
        row("tei diff --format html", command(*TEI, *page, runs=3), parsing)
        git = ("git", "diff", "--no-index", "--word-diff=porcelain", first, second)
        row("git diff --word-diff", command(*git, runs=3), parsing)
        if beside_xmldiff and importlib.util.find_spec("xmldiff"):
            xmldiff = (sys.executable, "-c", _XMLDIFF, first, second)
            row("xmldiff", command(*xmldiff, runs=1), parsing)
        print()


def _plain(text: str) -> str:
    """Leave out comments and processing instructions, at which xmldiff fails."""
    root = etree.fromstring(text.encode())
    etree.strip_elements(root, etree.Comment, etree.PI, with_tail=False)
    return etree.tostring(root, encoding="unicode")


def growth() -> None:
    for size in (1_000_000, 10_000_000):
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder, "old.xml"), Path(folder, "new.xml")
            before, after, number = edited(my_life(size), size // 2_500)
            first.write_text(before, encoding="utf-8")
            second.write_text(after, encoding="utf-8")
            cost = command(*TEI, "diff", first, second, runs=3)
            label = f"My Life, {size // 1_000_000} MB, {number} edits"
            print(f"{label:<34}{cost.seconds:>9.3f} s{cost.megabytes:>9.0f} MB")


def main() -> None:
    sources = texts()
    accuracy(sources)
    if "accuracy" in sys.argv:
        return
    speed(sources[0], 400)
    speed(my_life(), 60, beside_xmldiff=True)
    growth()


if __name__ == "__main__":
    main()

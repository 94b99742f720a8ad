"""`python -m benchmarks.merge`: what merging and laying out cost, beside git and xmllint.

Two editors make edits at random, each in a copy of the same text; git, which merges lines, leaves
most of what they did in conflict. xmllint lays out by elements alone, and changes the text.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.diff import my_life
from benchmarks.edits.editor import CLASSES, Editor
from benchmarks.measure import TEI, command, function, row
from tei.reading.source import Source, read

NAMES = ("base.xml", "ours.xml", "theirs.xml")


def written(old: Source, number: int, folder: Path) -> list[Path]:
    """Write a text and what two editors have made of it, with so many edits together."""
    files = [folder / name for name in NAMES]
    for seed, file in enumerate(files):
        editor = Editor(old, random.Random(seed))
        for kind in CLASSES if seed else ():
            getattr(editor, kind)(number // len(CLASSES) // 2 + 1)
        file.write_text(editor.finish(file.name).text, encoding="utf-8")
    return files


def main() -> None:
    for size in (1_000_000, 10_000_000):
        with tempfile.TemporaryDirectory() as folder:
            base, ours, theirs = written(my_life(size), size // 2_500, Path(folder))
            print(f"{base.stat().st_size / 1e6:.2f} MB, {size // 2_500} edits; processor time")
            parsing = function(partial(read, base, 0, base.name), runs=3)
            print(f"{'reading one file':<34}{parsing:>9.3f} s")
            merged = Path(folder, "merged.xml")
            merge = (*TEI, "merge", base, ours, theirs, "--output", merged)
            row("tei merge", command(*merge, runs=3), parsing)
            git = ("git", "merge-file", "--stdout", "--quiet", ours, base, theirs)
            row("git merge-file", command(*git, runs=3, most=255), parsing)
            row("tei format --check", command(*TEI, "format", "--check", base, runs=3), parsing)
            if shutil.which("xmllint"):
                row("xmllint --format", command("xmllint", "--format", base, runs=3), parsing)
            print()


if __name__ == "__main__":
    main()

"""`python -m benchmarks.growth`: how time and memory grow with the size of an edition.

The chapters of the demonstration edition are repeated, each with ids of its own, to 2 MB and to
20 MB; what takes ten times the text should take about ten times the time.
"""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

from lxml import etree

import tei
from benchmarks.measure import MY_LIFE, TEI, command
from tei.names import AT, XML_ID
from tei.names import tei as name


def repeated(size: int) -> bytes:
    """Give a TEI file of about `size` bytes from the chapters of the demonstration edition."""
    root = copy.deepcopy(tei.load(MY_LIFE).documents[0].root)
    for element in root.iter(etree.Element):
        element.attrib.pop(AT, "")
    body = root.find(f"{name('text')}/{name('body')}")
    assert body is not None
    chapters = list(body)
    length = len(etree.tostring(body))
    for number in range(2, round(size / length) + 1):
        for chapter in chapters:
            other = copy.deepcopy(chapter)
            for element in other.iter(etree.Element):
                if XML_ID in element.attrib:
                    element.set(XML_ID, f"{element.get(XML_ID)}-{number}")
            body.append(other)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def main() -> None:
    print("processor time and peak memory, one run each\n")
    for task in (("check",), ("build", "--only", "site"), ("build", "--only", "text")):
        seconds = []
        for size in (2_000_000, 20_000_000):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "text.xml")
                file.write_bytes(repeated(size))
                out = ("--output", Path(folder, "out")) if task[0] == "build" else ()
                cost = command(*TEI, *task, *out, file, runs=1)
            seconds.append(cost.seconds)
            label = f"tei {' '.join(task)}, {size // 1_000_000} MB"
            print(f"{label:<34}{cost.seconds:>9.2f} s{cost.megabytes:>9.0f} MB")
        print(f"{'':<34}{seconds[1] / seconds[0]:>9.1f} x\n")


if __name__ == "__main__":
    main()

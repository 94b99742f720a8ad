"""`python -m benchmarks.speed`: cold runs on the demonstration edition, side by side.

The measure is what lxml takes to parse the same text and to write it out again, in one process
and without anything else: no program that reads the text in Python can be faster. Where
`TEI_STYLESHEETS` names a checkout of the TEI Stylesheets, their own `teitohtml5` runs beside it.
"""

from __future__ import annotations

import copy
import os
import tempfile
from pathlib import Path

from lxml import etree

import tei
from benchmarks.measure import MY_LIFE, TEI, Cost, command, function, row
from tei.names import AT


def whole_text() -> bytes:
    """Give the demonstration edition as one TEI file."""
    root = copy.deepcopy(tei.load(MY_LIFE).documents[0].root)
    for element in root.iter(etree.Element):
        element.attrib.pop(AT, "")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def main() -> None:
    text = whole_text()
    limit = function(lambda: etree.tostring(etree.fromstring(text)))
    print(f"My Life, {len(text) / 1000:.0f} kB; median of five, processor time\n")
    row("lxml, parse and write (the limit)", Cost(limit, 0), limit)
    start = command(*TEI, "--version")
    row("tei --version", start, limit)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "build")
        row("tei check", command(*TEI, "check", MY_LIFE), limit)
        row("tei text", command(*TEI, "text", MY_LIFE), limit)
        site = command(*TEI, "build", MY_LIFE, "--only", "site", "--output", out)
        row("tei build --only site", site, limit)
        both = ("--only", "site", "--only", "pdf", "--output", out)
        printed = command(*TEI, "build", MY_LIFE, *both)
        row("tei build --only site --only pdf", printed, limit)
        print(f"\nwith the PDF: {printed.seconds / site.seconds:.1f} times the site alone")
        if home := os.environ.get("TEI_STYLESHEETS"):
            file = Path(folder, "my-life.xml")
            file.write_bytes(text)
            other = command(Path(home, "bin", "teitohtml5"), file, Path(folder, "my-life.html"))
            row("TEI Stylesheets, teitohtml5", other, limit)
            print(f"the site takes {site.seconds / other.seconds:.3f} of the TEI Stylesheets")


if __name__ == "__main__":
    main()

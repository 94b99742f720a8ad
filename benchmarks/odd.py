"""`python -m benchmarks.odd [P5SUBSET]`: compiling ODD, side by side with the TEI's stylesheets.

Each run is a new process that compiles our schema or the whole TEI. TEI_STYLESHEETS names a
checkout of the stylesheets, and P5SUBSET the declarations of a release of the TEI, which they
read; they run in the same Saxon as our own stylesheets, odd2odd.xsl and then odd2relax.xsl. jing
shows what it takes to read the grammar that was made.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, TEI, Cost, command, row

THEIRS = """
import sys
from pathlib import Path
from saxonche import PySaxonProcessor
checkout, source, odd, folder = map(Path, sys.argv[1:])
with PySaxonProcessor(license=False) as processor:
    compiler = processor.new_xslt30_processor()
    first, second = (
        compiler.compile_stylesheet(stylesheet_file=str(checkout / "odds" / name))
        for name in ("odd2odd.xsl", "odd2relax.xsl")
    )
    first.set_parameter("defaultSource", processor.make_string_value(source.as_uri()))
    compiled = folder / "compiled.xml"
    compiled.write_text(first.transform_to_string(source_file=str(odd)), encoding="utf-8")
    grammar = second.transform_to_string(source_file=str(compiled))
    (folder / "theirs.rng").write_text(grammar, encoding="utf-8")
"""


def theirs(odd: Path, folder: Path) -> Cost | None:
    """Measure the TEI's stylesheets, where they and the declarations are named."""
    checkout = os.environ.get("TEI_STYLESHEETS", "")
    if not checkout or len(sys.argv) < 2:
        return None
    source = Path(sys.argv[1]).resolve()
    return command(sys.executable, "-c", THEIRS, checkout, source, odd, folder, runs=3)


def main() -> None:
    jing = shutil.which("jing")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
        for title in ("edition", "tei_all"):
            odd, grammar = ROOT / "schema" / f"{title}.odd", folder / f"{title}.rng"
            compiling = (*TEI, "schema", "compile", odd, "-o", grammar)
            ours = command(*compiling)
            row(f"{title}: tei schema compile", ours, ours.seconds)
            row("  with --docs", command(*compiling, "--docs", folder / "page.html"), ours.seconds)
            if other := theirs(odd, folder):
                row("  the TEI's stylesheets", other, ours.seconds)
            if jing:
                reading = command(jing, grammar, folder / "empty.xml", runs=3)
                row("  jing reads the grammar", reading, ours.seconds)


if __name__ == "__main__":
    main()

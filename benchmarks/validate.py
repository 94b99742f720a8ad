"""`python -m benchmarks.validate SCHEMA [FILE ...]`: validation, side by side with jing.

SCHEMA is a RELAX NG schema of TEI, tei_all.rng for instance. Each run is a new process that reads
the schema and validates one file: a tiny one, one of 2 and one of 20 MB, and the FILEs. jing starts
a Java machine each time, as it does for its users. `tei check` is the whole command on the tiny
file, with all its rules and those of the schema in Schematron, which jing passes over: by the
schemas that come with the program, by SCHEMA for the first time (nothing of it is kept in the cache
folder) and again, and uncompiled, as without the compiled modules that pip makes at installation,
its files not in memory (as far as the system lets go of them). The lines at the end are about this
program alone, in one process.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, TEI, Cost, command, function
from tei import relaxng

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>T</title></titleStmt><publicationStmt><p>unpublished</p></publicationStmt>
<sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader><text><body>"""
DIVISION = """<div xml:id="d{0}" type="chapter"><head>Chapter {0}</head>
<p xml:id="p{0}" rend="indent">On <date when="1905-01-22">22 January</date>
<persName ref="#p{0}" cert="high">Emma</persName> came to <placeName ref="#x">New York</placeName>;
<app><lem wit="#A #B">she</lem><rdg wit="#C">he</rdg></app> spoke<note place="bottom">On this see
<ref target="#d{0}">above</ref>.</note>. <choice><sic>Teh</sic><corr resp="#ed">The</corr></choice>
hall was full.<lb n="7"/></p>
<lg type="stanza"><l n="1">Arma virumque cano</l><l n="2" rend="indent">Troiae qui primus</l></lg>
<list><head>Persons</head><item n="1">One</item><item n="2"><hi rend="italic">Two</hi></item></list>
</div>
"""
TAIL = "</body></text></TEI>\n"
OURS = (
    "import sys; from tei import relaxng; from pathlib import Path;"
    "sys.exit(bool(relaxng.load(sys.argv[1]).validate(Path(sys.argv[2]).read_bytes())))"
)


def write(path: Path, size: int) -> Path:
    """Write a TEI file of about a size, piece by piece: what this process needs counts as well."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1, max(2, size // len(DIVISION))):
            file.write(DIVISION.format(number))
        file.write(TAIL)
    return path


def first(*arguments: str | Path, runs: int = 5) -> Cost:
    """Run our command with an empty cache folder each time."""
    command(*TEI, *arguments, runs=1)
    costs = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            costs.append(command(*TEI, *arguments, runs=1))
    return min(costs, key=lambda cost: cost.seconds)


def uncompiled(*arguments: str | Path, runs: int = 3) -> Cost:
    """Run our command with nothing compiled, and nothing in memory."""
    costs = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            for path in (ROOT / "tei").rglob("*.py"):
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            _, *rest = TEI
            fresh = (sys.executable, "-X", f"pycache_prefix={cache}", *rest)
            costs.append(command(*fresh, *arguments, runs=1))
    return min(costs, key=lambda cost: cost.seconds)


def line(path: Path, name: str, ours: Cost, theirs: Cost | None) -> None:
    ratio = f"{ours.seconds / theirs.seconds:>8.2f}" if theirs else ""
    jing = f"{theirs.seconds:>9.2f} s{theirs.megabytes:>7.0f} MB" if theirs else ""
    what = f"{path.stat().st_size / 1e6:>5.1f} MB {name[:18]}"
    print(f"{what:<30}{ours.seconds:>9.3f} s{ours.megabytes:>7.0f} MB{jing}{ratio}")


def main() -> None:
    schema, jing = Path(sys.argv[1]), shutil.which("jing")
    with tempfile.TemporaryDirectory() as folder:
        files = [
            write(Path(folder, f"{name}.xml"), size)
            for name, size in (("tiny", 0), ("medium", 2_000_000), ("large", 20_000_000))
        ]
        files += [Path(each) for each in sys.argv[2:]]
        print(f"{'processor time':<30}{'tei':>11}{'':>10}{'jing':>11}{'':>10}{'ratio':>8}")
        for path in files:
            runs = 9 if path == files[0] else 3
            ours = command(sys.executable, "-c", OURS, schema, path, runs=runs)
            theirs = command(jing, schema, path, runs=runs) if jing else None
            line(path, path.name, ours, theirs)
            if path == files[0]:
                for name in ("tei_all", "edition"):
                    whole = command(*TEI, "check", "--schema", name, path, runs=runs)
                    line(path, f"check {name}", whole, theirs)
                by = ("check", "--schema", schema.resolve(), path)
                line(path, "check SCHEMA first", first(*by), theirs)
                os.environ["XDG_CACHE_HOME"] = folder
                line(path, "check SCHEMA again", command(*TEI, *by, runs=runs), theirs)
                bare = uncompiled("check", "--schema", "tei_all", path)
                line(path, "check, uncompiled", bare, theirs)
        seconds = function(lambda: relaxng.load(schema))
        print(f"\n{'reading the schema':<30}{seconds:>9.3f} s")
        loaded = relaxng.load(schema)
        for path in files:
            data = path.read_bytes()
            seconds = function(lambda data=data: loaded.validate(data), 3)  # type: ignore[misc]
            rate = len(data) / 1e6 / seconds
            print(f"{'validating ' + path.name[:18]:<30}{seconds:>9.4f} s{rate:>7.1f} MB a second")


if __name__ == "__main__":
    main()

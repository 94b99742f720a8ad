"""`python -m benchmarks.apparatus`: what the web edition of a large apparatus takes.

An edition of 98 witnesses and 500 entries is made up, in verse and in prose, and another of 1000
entries. Its pages (HTML and JSON) should be less than a megabyte; what takes twice the entries
should take about twice the time. With `TEI_CORPORA`, the same of *calpurnius* (58 witnesses).
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

from lxml import etree

import tei
from benchmarks.measure import TEI, command, function
from tei.layers import running_reading
from tei.outputs.registry import Job
from tei.outputs.site import site
from tei.prepared.prepare import prepare

WORDS = ("arma", "uirumque", "cano", "troiae", "qui", "primus", "ab", "oris", "italiam", "fato")


def edition(witnesses: int, entries: int, verse: bool) -> str:
    """Make up an edition in which the witnesses of each entry are divided among three readings."""
    chance = random.Random(1)
    names = [f"W{number}" for number in range(1, witnesses + 1)]
    described = "".join(f'<witness xml:id="{n}">Codex {n}, Rome, saec. XV</witness>' for n in names)
    lines = []
    for number in range(entries):
        one, two = sorted(chance.sample(range(1, witnesses), 2))
        chance.shuffle(names)
        readings = "".join(
            f'<{tag} wit="{" ".join(f"#{name}" for name in part)}">{chance.choice(WORDS)}</{tag}>'
            for tag, part in (
                ("lem", names[:one]),
                ("rdg", names[one:two]),
                ("rdg", names[two:]),
            )
        )
        around = [" ".join(chance.choices(WORDS, k=3)) for _ in range(2)]
        line = f"{around[0]} <app>{readings}</app> {around[1]}"
        lines.append(f'<l n="{number + 1}">{line}</l>' if verse else line)
    body = "".join(lines) if verse else ""
    if not verse:
        body = "".join(f"<p>{' '.join(lines[at : at + 5])}</p>" for at in range(0, entries, 5))
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Many'
        "</title></titleStmt><publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc>"
        f"<listWit>{described}</listWit></sourceDesc></fileDesc></teiHeader>"
        f'<text xml:lang="la"><body><div xml:id="t">{body}</div></body></text></TEI>'
    )


def without_entries(file: Path, reduced: Path) -> None:
    """Write an edition in which each entry is nothing but the words of the edited text."""
    root = etree.parse(file, etree.XMLParser(huge_tree=True, collect_ids=False)).getroot()
    for app in list(root.iter("{*}app")):
        holder, kept = app.getparent(), running_reading(app)
        if holder is None:
            continue
        words = etree.Element("words")
        if kept is not None:
            words.text = kept.text
            words.extend(list(kept))
        words.tail = app.tail
        holder.replace(app, words)
    etree.strip_tags(root, "words")
    reduced.write_bytes(etree.tostring(root))


def measured(label: str, file: Path, other: float = 0) -> None:
    """Print what preparing, the pages and the apparatus take, and how much the pages are."""
    loaded = tei.load(file)
    ready = prepare(loaded)
    made = list(site(Job(loaded, ready, lambda _: None)))
    kilobytes = sum(len(p.content) for p in made if p.path.endswith((".html", ".json"))) / 1000
    preparing = function(lambda: prepare(tei.load(file)), runs=3)
    pages = function(lambda: list(site(Job(loaded, ready, lambda _: None))), runs=3)
    with tempfile.TemporaryDirectory() as folder:
        reduced = Path(folder, "reduced.xml")
        without_entries(file, reduced)
        whole, rest = (
            command(*TEI, "build", "--only", "site", "--output", Path(folder, "out"), each, runs=3)
            for each in (file, reduced)
        )
    own = whole.seconds - rest.seconds
    print(
        f"{label:<28}{kilobytes:>8.0f} kB{preparing:>9.2f} s{pages:>9.2f} s{whole.seconds:>9.2f} s"
        f"{own:>9.2f} s" + (f"{own / other:>9.3f}" if other else "")
    )


def stylesheets(file: Path) -> float:
    """Give what the TEI Stylesheets take for a page of HTML, where they are there; else 0."""
    home = os.environ.get("TEI_STYLESHEETS")
    if not home:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        return command(Path(home, "bin", "teitohtml5"), file, page, runs=1).seconds


def main() -> None:
    print(f"{'':<28}{'pages':>11}{'prepared':>11}{'site':>11}{'command':>11}{'apparatus':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for verse, entries in ((True, 500), (False, 500), (True, 1000), (True, 2000)):
            file = Path(folder, f"{verse}-{entries}.xml")
            file.write_text(edition(98, entries, verse), encoding="utf-8")
            measured(f"98 x {entries}, {'verse' if verse else 'prose'}", file)
    corpora = os.environ.get("TEI_CORPORA")
    file = Path(corpora or "", "calpurnius", "editio.xml")
    if corpora and file.is_file():
        measured("calpurnius, 58 witnesses", file, stylesheets(file))
    else:
        print("calpurnius is left out: set TEI_CORPORA", file=sys.stderr)


if __name__ == "__main__":
    main()

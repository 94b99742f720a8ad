"""`python -m benchmarks.print`: what a book with an apparatus takes, beside reledmac.

Editions of 30,000 and of 300,000 words are made up, in chapters of 3,000, with five entries on
every page of 330 words. Where xelatex is installed with reledmac, the same text goes through its
three passes: the first two learn where the lines fall.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import TEI, Cost, command

# A word of the text or, as a tuple, an entry: its lemma, and readings with their sigla.
Item = str | tuple[str, tuple[tuple[str, str], ...]]
_SYLLABLES = (
    "a",
    "ar",
    "ci",
    "co",
    "di",
    "e",
    "ex",
    "fa",
    "gi",
    "in",
    "la",
    "li",
    "ma",
    "me",
    "nu",
)
OMITTED = r"\emph{om.}"
_PAGE = 330
_CHAPTER = 3000


def vocabulary(chance: random.Random) -> list[str]:
    """Make up words of one to four syllables."""
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(4000)]


def chapters(words: int, per_page: float = 5) -> Iterator[list[list[Item]]]:
    """Make up chapters, each a list of paragraphs."""
    chance = random.Random(1)
    known = vocabulary(chance)
    while words > 0:
        left = min(words, _CHAPTER)
        words -= left
        paragraphs = []
        while left > 0:
            count = min(left, chance.randint(40, 220))
            left -= count
            paragraphs.append(_paragraph(chance, known, count, per_page / _PAGE))
        yield paragraphs


def _paragraph(chance: random.Random, known: list[str], count: int, density: float) -> list[Item]:
    items: list[Item] = []
    while count > 0:
        if chance.random() >= density:
            items.append(chance.choice(known))
            count -= 1
            continue
        length = min(count, chance.choice((1, 1, 1, 1, 1, 1, 1, 2, 3, 12)))
        readings = tuple(
            (
                " ".join(chance.choices(known, k=chance.randint(0, 3))),
                " ".join(chance.sample("BCFMPV", chance.randint(1, 3))),
            )
            for _ in range(chance.choice((1, 1, 2, 3)))
        )
        items.append((" ".join(chance.choices(known, k=length)), readings))
        count -= length
    return items


def as_tei(words: int) -> str:
    """Write the text in TEI."""
    body = "".join(
        f'<div n="{number}"><head>Caput {number}</head>{"".join(map(_tei_paragraph, paragraphs))}'
        "</div>"
        for number, paragraphs in enumerate(chapters(words), 1)
    )
    witnesses = "".join(f'<witness xml:id="{each}">Codex {each}</witness>' for each in "ABCFMPV")
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Editio'
        "</title></titleStmt><publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc>"
        f"<listWit>{witnesses}</listWit></sourceDesc></fileDesc></teiHeader>"
        f'<text xml:lang="la"><body>{body}</body></text></TEI>'
    )


def _tei_paragraph(items: Sequence[Item]) -> str:
    return f"<p>{' '.join(each if isinstance(each, str) else _app(*each) for each in items)}</p>"


def _app(lemma: str, readings: Sequence[tuple[str, str]]) -> str:
    variants = "".join(
        f'<rdg wit="{" ".join(f"#{each}" for each in sigla.split())}">{words}</rdg>'
        for words, sigla in readings
    )
    return f'<app><lem wit="#A">{lemma}</lem>{variants}</app>'


def as_latex(words: int) -> str:
    """Write the same for reledmac."""
    paragraphs = "\n\n".join(
        rf"\pstart\textsc{{Caput {number}}}\pend"
        + "\n\n".join(f"\\pstart\n{_latex_paragraph(items)}\n\\pend" for items in chapter)
        for number, chapter in enumerate(chapters(words), 1)
    )
    return rf"""\documentclass[10pt]{{article}}
\usepackage[paperwidth=155mm,paperheight=235mm,left=25mm,right=20mm,top=22mm,bottom=20mm]{{geometry}}
\usepackage{{fontspec}}\usepackage[latin]{{babel}}
\usepackage[series={{A}},noend,noledgroup]{{reledmac}}
\Xarrangement[A]{{paragraph}}\Xnumberonlyfirstinline
\lineation{{page}}\firstlinenum{{5}}\linenumincrement{{5}}
\begin{{document}}\beginnumbering
{paragraphs}
\endnumbering\end{{document}}
"""


def _latex_paragraph(items: Sequence[Item]) -> str:
    return " ".join(each if isinstance(each, str) else _edtext(*each) for each in items)


def _edtext(lemma: str, readings: Sequence[tuple[str, str]]) -> str:
    variants = "; ".join(f"{words or OMITTED} {sigla}" for words, sigla in readings)
    return rf"\edtext{{{lemma}}}{{\Afootnote{{{variants}}}}}"


def ours(words: int, folder: Path, runs: int) -> Cost:
    """Measure our PDF of so many words."""
    file = folder / f"{words}.xml"
    file.write_text(as_tei(words), encoding="utf-8")
    return command(*TEI, "build", "--only", "pdf", "--output", folder / "out", file, runs=runs)


def theirs(words: int, folder: Path) -> Cost:
    """Measure the three passes of xelatex."""
    file = folder / f"{words}.tex"
    file.write_text(as_latex(words), encoding="utf-8")
    xelatex = ("xelatex", "-interaction=batchmode", f"-output-directory={folder}", file)
    passes = [command(*xelatex, runs=1) for _ in range(3)]
    return Cost(sum(cost.seconds for cost in passes), max(cost.megabytes for cost in passes))


def show(what: str, cost: Cost) -> None:
    print(f"{what:<44}{cost.seconds:>9.2f} s{cost.megabytes:>9.0f} MB", flush=True)


def main() -> None:
    print("processor time and peak memory of the largest process\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = ours(30_000, folder, runs=3)
        show("30,000 words", small)
        large = ours(300_000, folder, runs=1)
        show("300,000 words", large)
        print(f"{'':<44}{large.seconds / small.seconds:>9.1f} x")
        if shutil.which("xelatex"):
            other = theirs(30_000, folder)
            show("30,000 words, xelatex and reledmac", other)
            print(f"{'':<44}{small.seconds / other.seconds:>9.2f} x")


if __name__ == "__main__":
    main()

"""The table of emendations: every one, with its place, its kind and its certainty."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pages
from tei.edition import Edition, load
from tei.outputs.registry import build

Make = Callable[..., Edition]
ROOT = Path(__file__).parents[1]

HEADER = """<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>Unpublished</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy><category xml:id="k" n="dash"><catDesc>A lost dash</catDesc>
</category></taxonomy></classDecl></encodingDesc></teiHeader>"""
BODY = """<div xml:id="one"><head>One</head><p>She
said<supplied reason="omitted" cert="high" ana="#k"> -</supplied> a “<choice><sic>wrod,
"=1+1</sic><corr cert="low" type="letters">word</corr><corr cert="low">wood</corr></choice>”<surplus
reason="repeated">, ,</surplus>, no more.</p></div>"""


def table(edition: Edition) -> list[dict[str, str]]:
    (product,) = build(edition, ["emendations"])
    assert (product.path, product.output) == ("emendations/emendations.csv", "emendations")
    return list(csv.DictReader(io.StringIO(product.content.decode(), newline="")))


def test_each_emendation_is_a_row(make_edition: Make) -> None:
    rows = table(make_edition(BODY, header=HEADER))
    cells = [(row["source"], row["emended"], row["rivals"], row["kind"]) for row in rows]
    assert cells == [
        ("", " -", "", "dash"),
        ('wrod, "=1+1', "word", "wood", "letters"),
        (", ,", "", "", "repeated"),
    ]
    assert [row["certainty"] for row in rows] == ["high", "low", ""]
    assert rows[0]["before"].endswith("She said") and rows[2]["after"].startswith(", no more")


def test_an_edition_without_emendations_has_an_empty_table(make_edition: Make) -> None:
    start, end = BODY.index("<supplied"), BODY.index("</surplus>") + len("</surplus>")
    assert table(make_edition(BODY[:start] + BODY[end:], header=HEADER)) == []


def test_an_emendation_within_a_note_is_a_row_and_says_so_on_the_page(make_edition: Make) -> None:
    edition = make_edition(
        "<div xml:id='one'><p>A<note place='foot'>the <choice><sic>wrod</sic>"
        "<corr cert='high'>word</corr></choice> itself</note></p></div>"
    )
    (row,) = table(edition)
    assert (row["before"], row["source"], row["emended"]) == ("the ", "wrod", "word")
    site = pages.build(edition)
    for path in ("emendations.html", "texts/one.html"):
        items = site.page(path).findall(".//ul/li")
        shown = [" ".join(pages.words_of_page(item, with_added=True)) for item in items]
        assert [text for text in shown if "wrod" in text] == [
            "↑ the word itself] wrod (in a note, certain)"
        ], path


def test_the_table_agrees_with_the_files_of_my_life() -> None:
    rows = table(load(ROOT / "editions" / "my-life"))
    files = sorted((ROOT / "editions" / "my-life" / "tei" / "chapters").glob("*.xml"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert len(rows) == sum(text.count(tag) for tag in ("<choice>", "<supplied ", "<surplus "))
    names = [row for row in rows if row["source"] == "Khlmann"]
    assert {row["emended"] for row in names} == {"Kühlmann"}
    assert Counter(row["text"] for row in names) == {"chapter-31": 3, "chapter-32": 1}
    assert all(row["kind"] and row["certainty"] and row["label"] for row in rows)
    # A heading has no number.
    assert [row["id"] for row in rows if not row["passage"]] == ["c1", "c1"]

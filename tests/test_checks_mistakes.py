"""What an encoder is told: the usual mistakes in whole files, checked by the whole of the TEI."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="la">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Carmina</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc>
        <listWit><witness xml:id="G">Graz</witness><witness xml:id="H">Halle</witness></listWit>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <div>
        <head>Liber primus</head>
        {}
      </div>
    </body>
  </text>
</TEI>
"""
TITLE = "<titleStmt><title>Carmina</title></titleStmt>"
# Each with what is said: place and code, message, remedy. The passage begins at 16:9.
MISTAKES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "nothing": ('<p>Odi <app><lem wit="#G">et</lem><rdg wit="#H">ac</rdg></app> amo.</p>', []),
    "a paragraph in a paragraph": (
        "<p>Odi <p>et amo</p> quare</p>",
        [
            (
                "16:16 VAL001",
                "“p” is not allowed in “p”.",
                "It may follow “p”: close that first. Possible here: text, “hi”, “persName”, "
                "“placeName” and 205 others, or the end of “p”.",
            )
        ],
    ),
    "a list without items": (
        "<p/><list><head>Nomina</head></list>",
        [("16:13 VAL003", "“list” lacks “item”.", "Add “item”.")],
    ),
    "no title": (
        "<p/>",
        [
            (
                "6:7 VAL003",
                "“titleStmt” is missing before “publicationStmt”.",
                "Add “titleStmt” in “fileDesc”.",
            )
        ],
    ),
    "a misspelt attribute": (
        '<p><persName rrole="poet">Catullus</persName></p>',
        [("16:12 VAL006", "“persName” has no attribute @rrole.", "Did you mean @role?")],
    ),
    "a value that is nearly right": (
        '<p><unclear cert="midium">amo</unclear></p>',
        [
            (
                "16:12 VAL008",
                "@cert cannot be “midium”.",
                "Did you mean “medium”? It is “high”, “medium”, “low” or “unknown”, or a number "
                "(2.5) from 0 up to 1.",
            )
        ],
    ),
    "dates that are none": (
        '<p><date when="0054-02-30">a</date> <date when="1.6.1850">b</date></p>',
        [
            (
                "16:12 DAT002",
                "@when: “0054-02-30” does not exist: February 54 has no day 30.",
                "February 54 has 28 days.",
            ),
            (
                "16:45 DAT001",
                "@when: “1.6.1850” is not written as a date.",
                "Write “1850-06-01”: year-month-day.",
            ),
        ],
    ),
    "a misspelt element": (
        "<p><placename>Verona</placename></p>",
        [("16:12 VAL002", "The schema has no element “placename”.", "Did you mean “placeName”?")],
    ),
    "a heading that comes late": (
        "<p>Odi et amo</p>\n<head>Sero</head>",
        [
            (
                "17:1 VAL001",
                "“head” is not allowed at this place in “div”.",
                "Move it up: in “div” it may come first, not after what precedes. Possible here: "
                "“p”, “ab”, “l”, “lg” and 116 others, or the end of “div”.",
            )
        ],
    ),
    "text without a paragraph": (
        "<p/>\nquare id faciam",
        [
            (
                "17:1 VAL004",
                "Text is not allowed in “div”: “quare id faciam”.",
                "Put it into “p”, “ab”, “l” or “quote”.",
            )
        ],
    ),
    "a pointer to nothing": (
        '<p><ref target="#c85">supra</ref></p>',
        [
            (
                "16:12 PTR001",
                "@target points to “#c85”, and no element has the id “c85”.",
                "Correct the pointer, or give its target this id.",
            )
        ],
    ),
    "an id twice": (
        '<p xml:id="c85">Odi</p><p xml:id="c85">et amo</p>',
        [
            (
                "16:32 IDS001",
                "The id “c85” is used already, by the “p” at text.xml:16:9.",
                "Give one of the two another id, and correct the pointers that mean it.",
            )
        ],
    ),
    "a wrong namespace": (
        '<p><hi xmlns="http://www.tei-c.org/ns/1.1">amo</hi></p>',
        [
            (
                "16:12 VAL002",
                "“hi” is in the namespace “http://www.tei-c.org/ns/1.1”, where the schema does not "
                "know it.",
                'Write xmlns="http://www.tei-c.org/ns/1.0".',
            )
        ],
    ),
    "an entry without readings": (
        "<p><app>quare</app></p>",
        [
            (
                "16:12 APP001",
                "This apparatus entry has neither a lemma nor a reading.",
                "Add the readings, or delete the entry.",
            ),
            (
                "16:17 VAL004",
                "Text is not allowed in “app”: “quare”.",
                "Put it into “lem”, “rdg”, “note” or “witDetail”.",
            ),
        ],
    ),
    "a witness that is not declared": (
        '<p><app><lem wit="#G">et</lem><rdg wit="#R">ac</rdg></app></p>',
        [
            (
                "16:39 PTR001",
                "@wit points to “#R”, and no element has the id “R”.",
                'Declare it in the header: <witness xml:id="R"> in a listWit.',
            )
        ],
    ),
    "two attributes that exclude each other": (
        '<p><ref target="#G" cRef="Cat. 85">carmen</ref></p>',
        [
            (
                "16:12 SCH001",
                "Only one of the attributes @target' and @cRef' may be supplied on ref.",
                "",
            )
        ],
    ),
    "a rule that no grammar states": (
        '<list type="gloss"><item>odi</item></list>',
        [
            (
                "16:9 SCH001",
                'The content of a "gloss" list should include a sequence of one or more pairs of a '
                "label element followed by an item element.",
                "",
            )
        ],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_remedy(mistake: str, cli: Cli, tmp_path: Path) -> None:
    passage, expected = MISTAKES[mistake]
    path = tmp_path / "text.xml"
    text = FILE.format(passage)
    path.write_text(text.replace(TITLE, "") if mistake == "no title" else text, encoding="utf-8")
    options = ("--schema", "tei_all", "--ignore", "HDR", "--format", "json")
    result = cli("check", path, *options)
    said = [
        (f"{item['location']['row']}:{item['location']['column']} {item['code']}",
         item["message"], item["help"] or "")
        for item in json.loads(result.out)
    ]  # fmt: skip
    assert said == expected
    assert result.status == (1 if expected else 0)

"""What encoders read: for each of their usual mistakes one message that says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grammars import kinds, make
from tei import relaxng
from tei.relaxng import Problem, Schema

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>T</title></titleStmt>
      <publicationStmt><p>unpublished</p></publicationStmt>
      <sourceDesc>
        <listWit><witness xml:id="A">Ms A</witness><witness xml:id="B">Ms B</witness></listWit>
      </sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <div xml:id="d1">
        <head>Title</head>
        {}
      </div>
    </body>
  </text>
</TEI>
"""
# A mistake, and what is said of it: place, message, help. The passage stands in line 16, column 9.
MISTAKES = {
    "a paragraph in a paragraph": (
        "<p>Arma <p>virumque</p> cano</p>",
        "16:17 “p” is not allowed in “p”.",
        "It may follow “p”: close that first. Possible here: text, “hi”, “persName”, "
        "“placeName” and 205 others, or the end of “p”.",
    ),
    "an empty list": (
        "<p/><list><head>H</head></list>",
        "16:13 “list” lacks “item”.",
        "Add “item”.",
    ),
    "an unknown attribute": (
        '<p><persName key="x" rol="poet">Vergil</persName></p>',
        "16:12 “persName” has no attribute @rol.",
        "Did you mean @role?",
    ),
    "a day that does not exist": (
        '<p><date when="1850-02-30">30 Feb</date></p>',
        "16:12 @when cannot be “1850-02-30”.",
        "It is a date (1905-01-22), a year (1905), a month (--01), a day (---22), a month of a "
        "year (1905-01) or a day of the year (--01-22).",
    ),
    "a misspelt element": (
        "<p><persname>Vergil</persname> cano</p>",
        "16:12 The schema has no element “persname”.",
        "Did you mean “persName”?",
    ),
    "a heading that comes late": (
        "<p>Arma</p><head>Late</head>",
        "16:20 “head” is not allowed at this place in “div”.",
        "Move it up: in “div” it may come first, not after what precedes. Possible here: "
        "“p”, “ab”, “l”, “lg” and 117 others, or the end of “div”.",
    ),
    "text without a paragraph": (
        "<p>Arma</p>\n        virumque cano\n",
        "17:9 Text is not allowed in “div”: “virumque cano”.",
        "Put it into “p”, “ab”, “l” or “quote”.",
    ),
    "an id twice": (
        '<p xml:id="x1">Arma</p><p xml:id="x1">virum</p>',
        "16:32 The id “x1” is used already, in line 16.",
        "Give one of the two another id.",
    ),
    "a wrong namespace": (
        '<p><hi xmlns="http://www.tei-c.org/ns/1.O" rend="i"><hi>virum</hi></hi></p>',
        "16:12 “hi” is in the namespace “http://www.tei-c.org/ns/1.O”, where the schema does not "
        "know it.",
        'Write xmlns="http://www.tei-c.org/ns/1.0".',
    ),
    "an entry without a reading": (
        "<p><app>virumque</app></p>",
        "16:17 Text is not allowed in “app”: “virumque”.",
        "Put it into “lem”, “rdg”, “note” or “witDetail”.",
    ),
    "a missing attribute": (
        "<p><graphic/></p>",
        "16:12 “graphic” lacks the attribute @url.",
        "Add it.",
    ),
    "a misspelt required attribute": (
        '<p><graphic ulr="a.png"/></p>',
        "16:12 “graphic” has no attribute @ulr.",
        "Did you mean @url?",
    ),
    "an id without its prefix": (
        '<p id="x">Arma</p>',
        "16:9 “p” has no attribute @id.",
        "Did you mean @xml:id?",
    ),
    "an attribute for another program": (
        '<p><hi xmlns:x="urn:x" x:colour="red">Arma</hi></p>',
        "16:12 “hi” has no attribute @colour of the namespace “urn:x”.",
        "Its attributes: @hand, @generatedBy, @ana, @cert, @change, @copyOf, @corresp, @exclude, "
        "@facs, @xml:base and 14 others.",
    ),
    "a value that is nearly right": (
        '<p><persName cert="hihg">Vergil</persName></p>',
        "16:12 @cert cannot be “hihg”.",
        "Did you mean “high”? It is “high”, “medium”, “low” or “unknown”, or a number (2.5) "
        "from 0 up to 1.",
    ),
    "a division in a paragraph": (
        "<p>Arma<div><p>virumque</p></div></p>",
        "16:16 “div” is not allowed in “p”.",
        "It may follow “p”: close that first. Possible here: text, “hi”, “persName”, "
        "“placeName” and 205 others, or the end of “p”.",
    ),
    "an element far from where it belongs": (
        "<p>Arma <rdg>virumque</rdg></p>",
        "16:17 “rdg” is not allowed in “p”.",
        "It may stand in “app” here. Possible here: text, “hi”, “persName”, "
        "“placeName” and 205 others, or the end of “p”.",
    ),
}


@pytest.fixture(scope="module")
def tei_all(schemas: Path) -> Schema:
    return relaxng.load(schemas / "tei_all_4.12.0.rng")


def said(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.message}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_has_one_message(mistake: str, tei_all: Schema) -> None:
    passage, message, help_text = MISTAKES[mistake]
    (problem,) = tei_all.validate(FILE.format(passage))
    assert said(problem) == message
    assert problem.help == help_text


def test_what_is_missing_in_the_header(tei_all: Schema) -> None:
    text = FILE.format("<p/>").replace("<titleStmt><title>T</title></titleStmt>", "")
    (problem,) = tei_all.validate(text)
    assert said(problem) == "6:7 “titleStmt” is missing before “publicationStmt”."
    text = re.sub("<publicationStmt>.*</publicationStmt>", "", text)
    (problem,) = tei_all.validate(text)
    assert problem.message == "“titleStmt” and “publicationStmt” are missing before “sourceDesc”."


def test_a_file_without_a_namespace_is_told_once(tei_all: Schema) -> None:
    text = FILE.format("<p>Arma <persname/></p>").replace(
        ' xmlns="http://www.tei-c.org/ns/1.0"', ""
    )
    first, second = tei_all.validate(text)
    assert first.message == "“TEI” is in no namespace, where the schema does not know it."
    assert first.help == 'Write xmlns="http://www.tei-c.org/ns/1.0".'
    assert second.message == "The schema has no element “persname”."


def test_what_is_right_has_no_message(tei_all: Schema) -> None:
    assert not tei_all.validate(FILE.format("<p>Arma</p>"))
    # The schema does not know which witnesses there are, nor where pointers lead.
    assert not tei_all.validate(FILE.format('<p><ref target="#nowhere">see</ref></p>'))


def test_no_message_is_long(tei_all: Schema) -> None:
    names = [name.split()[-1] for name in tei_all.vocabulary.named]
    for name in names[::7]:
        for problem in tei_all.validate(FILE.format(f"<p><{name}/>Arma</p><{name} x='1'/>")):
            assert len(problem.message) < 200 and len(problem.help) < 400, problem
            assert problem.message.endswith((".", "?"))


def test_the_rest_is_validated_after_a_mistake(tmp_path: Path) -> None:
    leaf = '<element name="{}"><attribute name="n"><data type="integer"/></attribute></element>'
    schema = make(
        tmp_path,
        f'<element name="x">{"".join(map(leaf.format, ("one", "two", "three")))}</element>',
    )
    cases = {
        '<x><one n="1"/><two n="2"/><three n="3"/></x>': [],
        '<x><one n="1"/><tow n="a"/><three n="3"/></x>': ["unknown-element", "bad-value"],
        '<x><one n="1"/><three n="a"/></x>': ["missing-element", "bad-value"],
        '<x><one n="1"/><other><two n="a"/></other></x>': ["unknown-element", "bad-value"],
        '<x><one n="1"/><one n="a"/><two n="2"/><three n="3"/></x>': [
            "misplaced-element",
            "bad-value",
        ],
        '<x>text<one n="1"/>text</x>': ["misplaced-text"],
        '<x><one n="1" m="2"/><two/><three n="3"/></x>': ["unknown-attribute", "missing-attribute"],
    }
    for text, expected in cases.items():
        assert kinds(schema.validate(text)) == expected, text


def test_a_form_that_is_wanted_stands_in_quotes(tmp_path: Path) -> None:
    """Else the stop of the sentence would be taken for a part of it."""
    path = tmp_path / "form.rnc"
    path.write_text('start = element a { xsd:token { pattern = "f." } }')
    (problem,) = relaxng.load(path).validate(b"<a>en</a>")
    assert problem.help.endswith("of the form “f.”.")


def test_places_count_characters(tmp_path: Path) -> None:
    schema = make(
        tmp_path,
        '<element name="x"><zeroOrMore><element name="a"><empty/></element></zeroOrMore></element>',
    )
    (problem,) = schema.validate("<x>\r\n<a/><!-- äöü \U00010330 --><b/>\r\n</x>")
    assert (problem.line, problem.column, problem.ordinal) == (2, 19, 2)
    (problem,) = schema.validate("<x><a/><!-- é -->\n\n  &#x41;bc<a/></x>")
    assert (problem.line, problem.column, problem.ordinal) == (3, 3, 0)
    (problem,) = schema.validate("<x><a/>\n<a>  é</a></x>".encode("utf-16"))
    assert (problem.line, problem.column, problem.ordinal) == (2, 6, 2)

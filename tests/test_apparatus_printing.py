"""Entries as they are printed: the wording, in every style and language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei.apparatus.style import languages, names
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.names import prepared
from tei.prepared.prepare import prepare

HEADER = """<teiHeader><fileDesc><titleStmt><title>T</title><editor xml:id="ed">Ed</editor>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>
<witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/>
<witness xml:id="N">N<listWit><witness xml:id="N1"/><witness xml:id="N2"/></listWit></witness>
</listWit><listPerson><person xml:id="hein"><persName>Heinsius</persName></person></listPerson>
</sourceDesc></fileDesc></teiHeader>"""
Make = Callable[..., Edition]


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., list[str]]:
    """Print the entries of a paragraph with some settings of [apparatus]."""

    def make(content: str, settings: str = 'language = "la"', style: str = "") -> list[str]:
        (tmp_path / "t.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><p>{content}</p>'
            "</body></text></TEI>",
            encoding="utf-8",
        )
        (tmp_path / "own.toml").write_text(style, encoding="utf-8")
        (tmp_path / "edition.toml").write_text(
            f'[edition]\nsource = "t.xml"\n[apparatus]\n{settings}\n', encoding="utf-8"
        )
        (document,) = prepare(load(tmp_path)).texts.values()
        return [shown(entry) for entry in etree.fromstring(document).iter(prepared("entry"))]

    return make


def shown(entry: etree._Element) -> str:
    """Give the words of an entry as a page prints them; what is raised after a ^."""
    runs = next(entry.iter(prepared("runs")))
    words = [runs.text or ""]
    for run in runs:
        kinds = ("remark",) if run.get("kind") == "note" else ("lemma", "reading")
        for part in entry if run.get("of") else ():
            if part.tag in map(prepared, kinds) and part.get("n") == run.get("of"):
                words.append("".join(map(str, part.itertext())))
        words.append(run.text or "")
        words += [f"^{raised.text}{raised.tail or ''}" for raised in run]
        words.append(run.tail or "")
    return "".join(words)


CASES = {
    "positive": (
        "<app><lem wit='#A #B'>uerba</lem><rdg wit='#C'>uerbum</rdg></app>",
        "uerba] A B : uerbum C",
    ),
    "omission": ("<app><lem>uerba</lem><rdg wit='#C'/></app>", "uerba] om. C"),
    "addition": ("arma <app><lem/><rdg wit='#C'>fera</rdg></app>", "post arma add. fera C"),
    "addition in the lemma": (
        "arma <app><lem wit='#A'/><rdg wit='#C'>fera</rdg></app>",
        "post arma add. fera C : om. A",
    ),
    "a remark on two readings": (
        "<app><lem wit='#A'>a</lem><rdg xml:id='r1' wit='#B'>b</rdg><rdg xml:id='r2' wit='#C'>c"
        "</rdg><witDetail target='#r1 #r2' wit='#B #C'>in ras.</witDetail></app>",
        "a] A : b B (in ras.) : c C (in ras.)",
    ),
    "sigla printed within a reading": (
        "<app><lem wit='#A'>a<wit>Aur.</wit></lem><rdg>b<wit>B, C</wit></rdg></app>",
        "a] A : b B C",
    ),
    "words between points, with who has them": (
        "<w xml:id='w1'>uerba</w><app from='#w1'><rdg wit='#A'>uerba</rdg><rdg wit='#B'>uerbum"
        "</rdg></app>",
        "uerba] A : uerbum B",
    ),
    "readings that a word leads to": (
        "<app><lem wit='#A'>a</lem><rdgGrp><rdg resp='#hein' type='conjecture'>b</rdg>"
        "<note>vel</note><rdg resp='#hein' type='conjecture'>c</rdg></rdgGrp><rdg wit='#B'>d</rdg>"
        "</app>",
        "a] A : b coni. Heinsius vel c coni. Heinsius : d B",
    ),
    "notes on readings": (
        "<app><lem wit='#A'>a</lem><rdg xml:id='r1' resp='#hein'>b</rdg><rdg wit='#B'>d</rdg>"
        "<note target='#r1'>Adv. XII 10</note><note>sic</note></app>",
        "a] A : b coni. Heinsius (Adv. XII 10) : d B (sic)",
    ),
    "a copy": (
        "<app><lem wit='#A' xml:id='r2'>a</lem><rdg wit='#B'>b</rdg>"
        "<rdg resp='#hein' copyOf='#r2'/></app>",
        "a] A : b B : a coni. Heinsius",
    ),
    "a copy of nothing": (
        "<app><lem wit='#A'>a</lem><rdg wit='#B' copyOf='#nowhere'/></app>",
        "a] A : [?] B",
    ),
    "a remark only": (
        "a <app><note>here the ink changes</note></app>",
        "post a (here the ink changes)",
    ),
    "where a witness breaks off, with the words of the lemma": (
        "<app><lem wit='#A'>uerba</lem><rdg wit='#B'>uerba<lacunaStart/></rdg></app>",
        "uerba] A : hinc deest B",
    ),
    "transposition": (
        "<app><lem>a b</lem><rdg wit='#C'>b a</rdg></app>",
        "a b] b a transp. C",
    ),
    "conjecture": (
        "<app><lem>a</lem><rdg source='#hein'>b</rdg></app>",
        "a] b coni. Heinsius",
    ),
    "deletion": (
        "<app><lem>a</lem><rdg resp='#hein' type='conjecture'/></app>",
        "a] del. Heinsius",
    ),
    "emendation": (
        "<app><lem source='#hein'>a</lem><rdg wit='#A #B'>b</rdg></app>",
        "a] corr. Heinsius : b A B",
    ),
    "the edition's editor": (
        "<app><lem resp='#ed'>a</lem><rdg wit='#A #B'>b</rdg></app>",
        "a] b A B",
    ),
    "order of the list": ("<app><lem>a</lem><rdg wit='#C #N #A'>b</rdg></app>", "a] b A C N"),
    "hands": (
        "<app><lem wit='#N2'>a</lem><rdg wit='#N1'>b</rdg></app>",
        "a] N^2 : b N^1",
    ),
    "states": (
        "<app><lem>a</lem><rdg wit='#C'>b</rdg><witDetail wit='#C'>a. c.</witDetail></app>",
        "a] b C^a. c.",
    ),
    "detail": (
        "<app><lem>a</lem><rdg wit='#B #C'>b</rdg><witDetail wit='#B'>in margine</witDetail></app>",
        "a] b B (in margine) C",
    ),
    "note": ("<app><lem>a</lem><rdg wit='#B'>b</rdg><note>cf. 3</note></app>", "a] b B (cf. 3)"),
    "sub-variants": (
        "<app><lem wit='#A'>a</lem><rdgGrp><lem wit='#B'>b</lem><rdg wit='#C'>bb</rdg></rdgGrp>"
        "</app>",
        "a] A : b B (bb C)",
    ),
    "certainty": ("<app><lem>a</lem><rdg wit='#B' cert='low'>b</rdg></app>", "a] b B (dub.)"),
    "long lemma": (
        "<app><lem>one two three four five six</lem><rdg wit='#B'/></app>",
        "one … six] om. B",
    ),
    "repeated to name witnesses": (
        "<app><lem>a</lem><rdg wit='#A #B'>a</rdg><rdg wit='#C'>b</rdg></app>",
        "a] A B : b C",
    ),
    "lacuna": (
        "<app><lem>a</lem><rdg wit='#B'>b<lacunaStart/></rdg></app>",
        "a] b hinc deest B",
    ),
    "omission encoded as a gap": (
        "<app><lem>a</lem><rdg wit='#B'><gap reason='omitted'/></rdg></app>",
        "a] om. B",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_wording(printed: Callable[..., list[str]], name: str) -> None:
    encoded, expected = CASES[name]
    assert printed(f"in {encoded} fine") == [expected]


ENTRY = "<app><lem wit='#A'>uerba</lem><rdg wit='#B'/><rdg wit='#C'>uerbum</rdg></app>"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('style = "negative"', "uerba] om. B : uerbum C"),
        ('style = "positive"', "uerba] A : om. B : uerbum C"),
        ('polarity = "negative"', "uerba] om. B : uerbum C"),
        ('language = "de"', "uerba] A : fehlt B : uerbum C"),
        ('language = "fr"', "uerba] A : om. B : uerbum C"),
    ],
)
def test_styles_and_languages(
    printed: Callable[..., list[str]], settings: str, expected: str
) -> None:
    assert printed(f"in {ENTRY} fine", settings) == [expected]


def test_a_negative_entry_in_a_positive_style_names_who_has_the_lemma(
    printed: Callable[..., list[str]],
) -> None:
    negative = "in <app><lem>uerba</lem><rdg wit='#C'>uerbum</rdg></app> fine"
    assert printed(negative, 'style = "positive"') == ["uerba] A B N : uerbum C"]
    style = 'polarity = "positive"\nrest_from = 2'
    assert printed(negative, 'language = "la"\nstyle = "own.toml"', style) == [
        "uerba] cett. : uerbum C"
    ]


def test_the_witnesses_that_are_absent(printed: Callable[..., list[str]]) -> None:
    encoded = "<lacunaStart wit='#B #N'/>in <app><lem wit='#A'>a</lem><rdg wit='#C'>b</rdg></app>"
    assert printed(encoded, 'style = "positive"\nlanguage = "la"') == ["a] A : b C : desunt B N"]


def test_a_style_of_the_editions_own(printed: Callable[..., list[str]]) -> None:
    style = """bracket = " | "
separator = "; "
order = "encoded"
raised = false
leave_out = ["orthographic"]
[terms]
omission = "OM"
[layers.sources]
bracket = ": "
"""
    encoded = (
        "<app><lem>a</lem><rdg wit='#C #A'/><rdg wit='#B' type='orthographic'>aa</rdg>"
        "<rdg wit='#N2'>b</rdg></app>"
    )
    assert printed(encoded, 'style = "own.toml"', style) == ["a | OM C A; b N2"]


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("brackets = ')'", "own.toml: there is no key “brackets”."),
        ("bracket = 3", "own.toml: bracket cannot be that."),
        ("polarity = 'up'", "own.toml: polarity cannot be that."),
        ("rest_from = true", "own.toml: rest_from cannot be that."),
        ("absent = ['gone']", "own.toml: absent cannot be that."),
        ("[looks]\nlemma = 'red'", "own.toml: lemma cannot be that."),
        ("[terms]\nlacunose = ['x']", "own.toml: lacunose cannot be that."),
        ("base = 'nothing'", "[apparatus] style: there is no style “nothing”."),
        ("base = 'own.toml'", "own.toml: base cannot be that."),
        ("base = '../own.toml'", "[apparatus] style: there is no file ../own.toml"),
        ("= 1", "own.toml is not valid TOML"),
    ],
)
def test_mistakes_in_a_style_are_told(
    printed: Callable[..., list[str]], style: str, message: str
) -> None:
    with pytest.raises(TeiError) as caught:
        printed(f"in {ENTRY} fine", 'style = "own.toml"', style)
    assert caught.value.message.startswith(message)
    assert caught.value.hint or "TOML" in message


def test_unknown_names_are_told(printed: Callable[..., list[str]]) -> None:
    for settings in ('style = "standrad"', 'language = "nl"'):
        with pytest.raises(TeiError) as caught:
            printed(f"in {ENTRY} fine", settings)
        assert caught.value.hint


def test_there_are_the_styles_and_languages_of_the_guide() -> None:
    assert names() == ("negative", "positive", "standard")
    assert languages() == ("de", "en", "fr", "it", "la")


def test_every_word_of_every_reading_is_printed(corpora: Path) -> None:
    """The standard style leaves nothing out: each reading of each entry has a run."""
    parser = etree.XMLParser(huge_tree=True, collect_ids=False)
    for document in prepare(load(corpora / "calpurnius" / "editio.xml")).texts.values():
        for entry in etree.fromstring(document, parser).iter(prepared("entry")):
            printed = {
                run.get("of") for run in entry.iter(prepared("run")) if run.get("kind") == "reading"
            }
            for reading in entry.iterfind(prepared("reading")):
                words = "".join(map(str, reading.itertext())).strip()
                repeats = reading.get("kind") == "same"
                assert not words or repeats or reading.get("n") in printed

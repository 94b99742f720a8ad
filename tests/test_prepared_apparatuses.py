"""What the shared document says of witnesses and apparatuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tei.apparatus.texts import Texts
from tei.edition import Edition, load
from tei.names import prepared
from tei.outputs.registry import build
from tei.prepared.prepare import prepare

Make = Callable[..., Edition]


def test_an_entry_on_whole_lines_is_about_these_and_not_about_the_line_before(
    make_edition: Make,
) -> None:
    edition = make_edition(
        "<lg><l n='1'>a</l><app><lem><l n='2'>b</l><l n='3'>c</l></lem><rdg wit='#B'/></app>"
        "<app><lem/><rdg wit='#B'><l>d</l></rdg></app>"
        "<l n='4'>e <app><lem>f</lem><rdg wit='#B'>g</rdg></app></l></lg>"
    )
    (document,) = prepare(edition).texts.values()
    entries = list(etree.fromstring(document).iter(prepared("entry")))
    assert [(item.get("locus"), item.get("to-locus")) for item in entries] == [
        ("2", "3"),
        ("3", None),
        ("4", None),
    ]


def test_the_shared_document_knows_all_sigla_and_apparatuses(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsource = "t.xml"\n[apparatus]\nlayers = ["sources"]\n', encoding="utf-8"
    )
    (tmp_path / "t.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit xml:id='alpha'>"
        "<head>Family</head><witness xml:id='A'>Codex A<listWit><witness xml:id='A2'>second"
        "</witness></listWit></witness></listWit></sourceDesc></fileDesc></teiHeader><text><body>"
        "<p>one <app><lem>two</lem><rdg wit='#X*'>too</rdg></app></p>"
        "<listApp type='sources'><head>Sources</head><app from='#e'><note>x</note></app></listApp>"
        "<p><anchor xml:id='e'/></p></body></text></TEI>",
        encoding="utf-8",
    )
    parser = etree.XMLParser(collect_ids=False)
    root = etree.fromstring(prepare(load(tmp_path)).shared, parser)
    (holder,) = root.iter(prepared("witnesses"))
    names = ("id", "siglum", "rank", "of", "declared")
    assert [tuple(item.get(name) for name in names) for item in holder] == [
        ("A", "A", "witness", "alpha", None),
        ("A2", "A2", "hand", "A", None),
        ("alpha", "alpha", "group", None, None),
        ("X*", "X*", "witness", None, "no"),
    ]
    found = [dict(item.attrib) for item in next(root.iter(prepared("apparatuses")))]
    assert found == [
        {"name": "sources", "label": "Sources", "entries": "1"},
        {"entries": "1"},
    ]


def test_words_that_are_lost_in_all_witnesses_leave_a_gap_in_the_collation(
    make_edition: Make,
) -> None:
    edition = make_edition(
        "<listWit><witness xml:id='A'/><witness xml:id='B'/></listWit>"
        "<p>a <gap reason='illegible'/>b <app><lem>c</lem><rdg wit='#B'>d<gap/></rdg></app></p>"
    )
    (document,) = prepare(edition).collations.values()
    root = etree.fromstring(document)
    told = [
        (gap.get("is"), gap.getparent().get("witnesses"), gap.tail)  # type: ignore[union-attr]
        for gap in root.iter(prepared("gap"))
    ]
    assert told == [("illegible", None, "b "), ("lacunose", "B", None)]
    made = {item.path: item.content for item in build(edition, ["site"])}
    assert b"a [illegible]b d[lacuna]" in made["site/witnesses/02-B.txt"]
    assert b"[illegible]b " in made["site/witnesses/text.html"]


def test_a_witness_of_which_part_of_a_place_is_unknown_has_a_gap_there(make_edition: Make) -> None:
    edition = make_edition(
        "<listWit><witness xml:id='A'/><witness xml:id='B'/></listWit>"
        "<p><app><lem>a <app><lem wit='#A'>b</lem></app> c</lem><rdg wit='#A'>d</rdg></app></p>"
    )
    made = {item.path: item.content for item in build(edition, ["site"])}
    assert made["site/witnesses/02-B.txt"].endswith(b"]\n\na [?] c\n")
    assert Texts(edition).of("text", "B") == "a [?] c"

"""What the shared document says of witnesses and apparatuses."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tei.edition import load
from tei.names import prepared
from tei.prepared.prepare import prepare


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

"""Rules about the header, also of collections and corpora."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.registry import run
from tei.edition import Edition
from tei.names import TEI

Make = Callable[..., Edition]

GOOD = """<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>
</publicationStmt><sourceDesc><p>A letter.</p></sourceDesc></fileDesc>
<encodingDesc><editorialDecl><p>As it stands.</p></editorialDecl></encodingDesc></teiHeader>"""
BARE = "<teiHeader><fileDesc><titleStmt><title>B</title></titleStmt></fileDesc></teiHeader>"
TEXT = "<text><body><p>x</p></body></text>"


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in run(edition, ["HDR"])]


def test_a_full_header_has_no_findings(make_edition: Make) -> None:
    assert codes(make_edition(header=GOOD)) == []


def test_an_edition_without_a_header_lacks_everything(make_edition: Make) -> None:
    edition = make_edition(files={"text.xml": f'<TEI xmlns="{TEI}">{TEXT}</TEI>'})
    assert codes(edition) == ["HDR001", "HDR002", "HDR003", "HDR004"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<title>A</title>", "<title> </title>", ["HDR001"]),
        (' target="https://creativecommons.org/licenses/by/4.0/"', "", ["HDR002"]),
        ("<p>A letter.</p>", "<p/>", ["HDR003"]),
        ("<p>A letter.</p>", '<biblStruct corresp="#b"/>', []),
        ("<p>As it stands.</p>", '<correction corresp="#c"/>', []),
        ("<p>As it stands.</p>", "<!-- to come -->", ["HDR004"]),
    ],
)
def test_what_is_missing(make_edition: Make, old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    assert codes(make_edition(header=GOOD.replace(old, new))) == expected


def test_a_fault_of_many_letters_is_one_finding(make_edition: Make) -> None:
    letter = f'<TEI xmlns="{TEI}">{BARE}{TEXT}</TEI>'
    edition = make_edition(
        settings='[edition]\nsource = "l*.xml"\n',
        files={f"l{number}.xml": letter for number in range(1, 6)},
    )
    findings = run(edition, ["HDR002"])
    assert [len(finding.also) for finding in findings] == [4]


def test_the_header_of_a_corpus_speaks_for_its_texts(make_edition: Make) -> None:
    corpus = (
        f'<teiCorpus xmlns="{TEI}">{GOOD}<TEI>{BARE}{TEXT}</TEI><TEI>{BARE}{TEXT}</TEI></teiCorpus>'
    )
    assert codes(make_edition(files={"text.xml": corpus})) == []


def test_a_register_needs_no_header_of_an_edition(make_edition: Make) -> None:
    assert codes(make_edition(header=GOOD, register="<listPerson><person/></listPerson>")) == []

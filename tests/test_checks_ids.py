"""Rules about ids: what their examples in the manual do not show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.registry import run
from tei.edition import Edition
from tei.names import TEI

Make = Callable[..., Edition]


def letter(*ids: str) -> str:
    body = "".join(f'<p xml:id="{name}">x</p>' for name in ids)
    return f'<TEI xmlns="{TEI}"><text xml:lang="en"><body>{body}</body></text></TEI>'


def test_an_id_in_text_and_register_names_both_places(make_edition: Make) -> None:
    edition = make_edition(
        '<p xml:id="lt">x</p>', register='<listPerson><person xml:id="lt"/></listPerson>'
    )
    (finding,) = run(edition, ["IDS"])
    assert finding.code == "IDS001" and finding.position.path == "register.xml"
    assert "the “p” at text.xml:" in finding.message


def test_an_id_used_three_times_is_one_finding(make_edition: Make) -> None:
    (finding,) = run(make_edition('<p xml:id="a"/><p xml:id="a"/><p xml:id="a"/>'), ["IDS"])
    assert finding.code == "IDS001" and len(finding.also) == 1


def test_a_file_that_is_read_twice_is_one_finding(make_edition: Make) -> None:
    part = '<div xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="a"/><p xml:id="b"/></div>'
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    whole = letter().replace("<body>", f"<body>{include}{include}")
    (finding,) = run(make_edition(files={"text.xml": whole, "part.xml": part}), ["IDS"])
    assert finding.message.startswith("part.xml belongs to the edition twice")


def test_letters_that_are_numbered_alike_get_one_note(make_edition: Make) -> None:
    edition = make_edition(
        settings='[edition]\nsource = "letter-*.xml"\n',
        files={"letter-1.xml": letter("p1", "p2"), "letter-2.xml": letter("p1", "p2")},
    )
    (finding,) = run(edition, ["IDS"])
    assert finding.code == "IDS002" and finding.message.startswith("2 ids are used")


def test_an_id_twice_in_one_letter_stays_an_error(make_edition: Make) -> None:
    edition = make_edition(
        settings='[edition]\nsource = "letter-*.xml"\n',
        files={"letter-1.xml": letter("p1", "p1"), "letter-2.xml": letter("p1")},
    )
    assert {finding.code for finding in run(edition, ["IDS"])} == {"IDS001"}


@pytest.mark.parametrize("name", ["a", "_a", "a-1.b", "Müller", "ἀρχή", "中", "a·b", "é"])
def test_names_of_all_scripts_are_ids(make_edition: Make, name: str) -> None:
    assert run(make_edition(f'<p xml:id="{name}"/>'), ["IDS003"]) == []


@pytest.mark.parametrize(
    ("name", "reason", "proposal"),
    [
        ("1a", "it begins with a digit", "“n1a”"),
        ("a b", "it holds a blank", "“a-b”"),
        ("a:b", "“:” is not allowed in it", "“a-b”"),
        ("-a", "“-” is not allowed at its beginning", "“a”"),
        ("a(b)", "“(” is not allowed in it", "“a-b”"),
        ("::", "“:” is not allowed at its beginning", "“id”"),
    ],
)
def test_what_is_no_id_is_explained(
    make_edition: Make, name: str, reason: str, proposal: str
) -> None:
    (finding,) = run(make_edition(f'<p xml:id="{name}"/>'), ["IDS003"])
    assert reason in finding.message and proposal in finding.help

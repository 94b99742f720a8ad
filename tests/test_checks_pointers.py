"""Rules about pointers: grouping, several files, and what must not be reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.checks.near import Near
from tei.checks.registry import run
from tei.edition import Edition
from tei.findings import Finding

Make = Callable[..., Edition]

PERSONS = '<listPerson><person xml:id="trotsky"/><person xml:id="lenin"/></listPerson>'


def found(edition: Edition) -> list[Finding]:
    return run(edition, ["PTR"])


def codes(edition: Edition) -> list[str]:
    return [finding.code for finding in found(edition)]


def test_a_record_in_another_file_is_found(make_edition: Make) -> None:
    body = '<p><persName ref="#trotsky">T</persName><persName ref="register.xml#lenin"/></p>'
    assert codes(make_edition(body, register=PERSONS)) == []


def test_the_near_id_is_proposed(make_edition: Make) -> None:
    (finding,) = found(make_edition('<p><persName ref="#Trotski"/></p>', register=PERSONS))
    assert finding.help == "Did you mean “trotsky”?"


def test_an_id_that_is_missing_in_another_file(make_edition: Make) -> None:
    (finding,) = found(make_edition('<p><ref target="register.xml#no"/></p>', register=PERSONS))
    assert finding.code == "PTR001" and "“no”" in finding.message


def test_a_pointer_with_several_values_is_looked_at_one_by_one(make_edition: Make) -> None:
    findings = found(make_edition('<p><rs ref="#trotsky #a #lenin b"/></p>', register=PERSONS))
    assert [finding.code for finding in findings] == ["PTR001", "PTR003"]


def test_a_missing_list_is_one_finding(make_edition: Make) -> None:
    readings = "".join(f'<rdg wit="#{siglum}">{siglum}</rdg>' for siglum in "ABCDEF")
    (finding,) = found(make_edition(f"<p><app>{readings}</app></p>"))
    assert finding.message.startswith("None of the 6 ids to which @wit points exists")
    assert len(finding.also) == 5


def test_single_slips_beside_a_list_are_named_each(make_edition: Make) -> None:
    witnesses = "".join(f'<witness xml:id="{siglum}"/>' for siglum in "ABCDEF")
    readings = "".join(f'<rdg wit="#{siglum}">{siglum}</rdg>' for siglum in "ABCDEFxyz")
    edition = make_edition(f"<listWit>{witnesses}</listWit><p><app>{readings}</app></p>")
    assert codes(edition) == ["PTR001"] * 3


def test_images_that_are_missing_are_one_folder(make_edition: Make) -> None:
    body = "".join(f'<pb facs="images/{number}.jpg"/>' for number in range(1, 9))
    edition = make_edition(f"<p>{body}</p>", files={"images/1.jpg": b""})
    (finding,) = found(edition)
    assert finding.code == "PTR003" and "images/2.jpg" in finding.message
    assert len(finding.also) == 6


def test_keys_of_a_data_base_are_one_finding_for_each_attribute(make_edition: Make) -> None:
    body = "".join(f'<persName ref="pmb{number}"/>' for number in range(20))
    (finding,) = found(make_edition(f"<p>{body}</p>"))
    assert finding.code == "PTR003" and len(finding.also) == 19


@pytest.mark.parametrize(
    "body",
    [
        '<p><date from="1905" to="1907"/></p>',
        '<p><bibl><biblScope unit="page" from="1" to="2"/></bibl></p>',
        '<p><ref target="https://example.org/a?b=c#d">x</ref></p>',
        '<p><ref target="urn:cts:latinLit:phi0959">x</ref></p>',
        '<p><ref target="#range(a,b)" xml:id="a">x</ref></p>',
        '<p xml:base="https://example.org/"><ref target="page">x</ref></p>',
        '<p><persName key="trotsky">x</persName></p>',
        '<p><egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#no"/></egXML></p>',
        '<p rendition="simple"/>'.replace("simple", "#r") + '<rendition xml:id="r"/>',
    ],
)
def test_what_is_right_is_not_reported(make_edition: Make, body: str) -> None:
    assert codes(make_edition(body)) == []


def test_a_prefix_is_reported_once(make_edition: Make) -> None:
    edition = make_edition('<p><persName ref="gnd:1 gnd:2"/><placeName ref="geo:1,2 gnd:3"/></p>')
    (finding,) = found(edition)
    assert finding.code == "PTR004" and "gnd:" in finding.message and len(finding.also) == 2


def test_a_prefix_that_leads_to_nobody_is_an_unresolved_pointer(make_edition: Make) -> None:
    header = (
        '<teiHeader><encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)" '
        'replacementPattern="register.xml#$1"/></listPrefixDef></encodingDesc></teiHeader>'
    )
    body = '<p><persName ref="p:lenin"/><persName ref="p:trotzky"/></p>'
    (finding,) = found(make_edition(body, header=header, register=PERSONS))
    assert finding.code == "PTR001" and "“p:trotzky”" in finding.message
    assert finding.help == "Did you mean “trotsky”?"


def test_scripts_are_refused(make_edition: Make) -> None:
    body = (
        '<p><ref target="javascript:alert(1)">x</ref><graphic url="data:image/png;base64,A"/></p>'
    )
    assert codes(make_edition(body)) == ["PTR006", "PTR006"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<persName ref="#pl"/>', ["PTR009"]),
        ('<rs type="person" ref="#pl"/>', ["PTR009"]),
        ('<rs ref="#pl"/>', []),
        ('<name ref="#pl"/>', []),
        ('<orgName ref="#pl"/>', []),
        ('<placeName ref="#pl"/>', []),
        ('<title ref="#pe"/>', ["PTR009"]),
        ('<rdg wit="#par"/>', ["PTR009"]),
        ('<rdg wit="#w"/>', []),
        ('<add hand="#w"/>', ["PTR009"]),
        ('<supplied resp="#pe"/>', []),
        ('<sp who="#pl"/>', ["PTR009"]),
        ('<pb facs="#pe"/>', ["PTR009"]),
    ],
)
def test_the_kind_of_target(make_edition: Make, body: str, expected: list[str]) -> None:
    targets = (
        '<listPlace><place xml:id="pl"/></listPlace><listPerson><person xml:id="pe"/></listPerson>'
        '<listWit><witness xml:id="w"/></listWit>'
    )
    edition = make_edition(f'<p xml:id="par">{body}</p>', register=targets)
    assert codes(edition) == expected


def test_a_kind_is_wrong_once_for_each_target(make_edition: Make) -> None:
    place = '<listPlace><place xml:id="pl"/></listPlace>'
    edition = make_edition('<p><persName ref="#pl"/><persName ref="#pl"/></p>', register=place)
    (finding,) = found(edition)
    assert len(finding.also) == 1 and "register.xml:" in finding.message


def test_spans_in_two_files_are_not_compared(make_edition: Make) -> None:
    body = '<p><addSpan spanTo="#z"/>x</p>'
    edition = make_edition(body, register='<p><anchor xml:id="z"/></p>')
    assert codes(edition) == []


def test_order_of_attributes_does_not_matter(make_edition: Make) -> None:
    anchors = '<anchor xml:id="a"/>x<anchor xml:id="b"/>'
    for attributes, expected in (
        ('to="#a" from="#b"', ["PTR011"]),
        ('from="#b" to="#a"', ["PTR011"]),
        ('to="#b" from="#a"', []),
        ('from="#a" to="#a"', []),
        ('to="#a"', []),
    ):
        assert codes(make_edition(f"<p>{anchors}<app {attributes}/></p>")) == expected


def test_many_unknown_names_do_not_cost_ages() -> None:
    near = Near(f"person-{number:05}" for number in range(20_000))
    for number in range(20_000):
        near.question(f"persom-{number:05}")
    assert Near(["vicena-amovet"]).question("vicina-amovet") == "Did you mean “vicena-amovet”?"
    assert Near(["letter-1"]).question("letter-2") == "", "numbers tell things apart"


def test_a_witness_that_is_missing_is_to_be_declared(make_edition: Callable[..., Edition]) -> None:
    edition = make_edition('<p><app><lem wit="#A">a</lem></app></p>')
    (finding,) = run(edition, ["PTR001"])
    assert finding.help == 'Declare it in the header: <witness xml:id="A"> in a listWit.'

"""Validation within `tei check`: which schema holds, where a finding stands, what is said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from odd import FRAME
from tei.checks.registry import run
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.findings import Finding, Severity
from tei.validation.choosing import choose

SCHEMA = (Path(__file__).parent / "schemas" / "small.rnc").read_bytes()
SETTINGS = '[edition]\nsource = "text.xml"\n[check]\nschema = "schema/small.rnc"\n'
Make = Callable[..., Edition]


def found(edition: Edition, *select: str) -> list[Finding]:
    return run(edition, select or ["VAL"])


def chosen(schema: str) -> str:
    return f'[edition]\nsource = "text.xml"\n[check]\nschema = "{schema}"\n'


def test_by_default_the_schema_is_ours(make_edition: Make) -> None:
    (finding,) = found(make_edition("<p>A <persname>B</persname>.</p>"))
    assert (finding.code, finding.severity) == ("VAL002", Severity.ERROR)
    assert found(make_edition("<p>A <persName>B</persName>.</p>")) == []


def test_what_only_our_own_schema_does_not_allow_is_one_note(make_edition: Make) -> None:
    body = "<p><fs/></p><p><fs/> <persname/></p><div1><p/></div1>"
    first, second = found(make_edition(body))
    assert (first.code, first.severity) == ("VAL014", Severity.NOTE)
    assert first.message.endswith("does not: “fs”, “div1”.") and len(first.also) == 2
    assert 'schema = "tei_all"' in first.help
    assert (second.code, second.severity) == ("VAL002", Severity.ERROR)
    # Chosen by somebody, it is the measure.
    assert [each.code for each in found(make_edition(body, settings=chosen("edition")))] == [
        "VAL002",
        "VAL002",
        "VAL002",
    ]
    assert [each.code for each in found(make_edition(body, settings=chosen("tei_all")))] == [
        "VAL002"
    ]
    assert found(make_edition(body, settings=chosen("none"))) == []


def test_what_our_own_schema_leaves_out_is_named(make_edition: Make) -> None:
    body = "<list><head/></list><p/><listWit><witness>A</witness></listWit>"
    note = next(each for each in found(make_edition(body)) if each.code == "VAL014")
    assert "“witness” without @xml:id" in note.message


def test_what_is_wrong_in_a_part_that_ours_leaves_out_is_told(make_edition: Make) -> None:
    findings = found(make_edition("<div1><head/><p/><head/></div1>"))
    assert [each.code for each in findings] == ["VAL014", "VAL001"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<txt><body><p>One.</p></body></txt>", ["VAL002 Did you mean “text”?"]),
        ("<text/>", ["VAL003 Add one of them."]),
        ("<standOff><listPerson><person><p/></person></listPerson></standOff>", []),
        (" ", ["VAL003 It still needs one of: “text”, “facsimile”, “sourceDoc”"]),
    ],
)
def test_a_file_without_a_text_is_validated(text: str, said: list[str], make_edition: Make) -> None:
    findings = run(make_edition(text=text), ["VAL", "SRC", "TXT"])
    told = [
        f"{each.code} {each.help.partition(', “standOff”')[0]}"
        for each in findings
        if each.code != "SRC037"
    ]
    assert (told, len(findings) - len(told)) == (said, 1)


def test_an_odd_is_compiled_on_the_fly(make_edition: Make) -> None:
    odd = FRAME.format(
        content='<schemaSpec ident="small" start="TEI"><moduleRef key="tei"/>'
        '<moduleRef key="core" include="p title"/><moduleRef key="header"/>'
        '<moduleRef key="textstructure" include="TEI text body"/><moduleRef key="nowhere"/>'
        "</schemaSpec>"
    )
    edition = make_edition(
        "<p>A <hi>b</hi>.</p>", settings=chosen("odd/small.odd"), files={"odd/small.odd": odd}
    )
    (finding,) = found(edition)
    assert (finding.code, finding.message) == ("VAL002", "The schema has no element “hi”.")
    # What in the ODD has no effect is told as well, at its place.
    (noticed,) = run(edition, ["ODD"])
    assert noticed.code == "ODD002" and str(noticed.position).startswith("odd/small.odd:")
    assert run(edition, ["ODD002"]) == run(edition, ["dangling-reference"]) == [noticed]
    assert noticed in run(edition) and noticed not in run(edition, ignore=["ODD"])


def test_the_schema_of_the_settings(make_edition: Make) -> None:
    edition = make_edition(
        "<p>One\n<persname>Emma</persname></p>",
        settings=SETTINGS,
        files={"schema/small.rnc": SCHEMA},
    )
    (finding,) = found(edition)
    assert finding.code == "VAL002" and finding.name == "unknown-element"
    assert finding.message == "The schema has no element “persname”."
    assert finding.help == "Did you mean “persName”?"
    assert str(finding.position) == "text.xml:2:1"


def test_the_schema_that_a_file_names(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "small.rnc").write_bytes(SCHEMA)
    path = tmp_path / "text.xml"
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p/></body></text></TEI>'
    cases = {
        '<?xml-model href="schema/small.rnc" type="application/relax-ng-compact-syntax"?>': 1,
        "<?xml-model href='schema/small.rnc' "
        "schematypens='http://relaxng.org/ns/structure/1.0'?>": 1,
        '<?xml-model href="schema/small.rnc"?><?xml-model href="schema/small.rnc"?>': 1,
        "<?xml-model?>": 2,
        '<?xml-model href="schema.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>': 2,
        '<?xml-model href="https://www.tei-c.org/schema/relaxng/tei_all.rng"?>': 1,
        '<?xml-model href="../meta/tei_all.rng"?>': 1,
        '<?xml-model href="../outside.rng"?>': 2,
        '<?xml-model href="https://example.org/letters.rng"?>': 2,
    }
    for instruction, count in cases.items():
        path.write_text(f"{instruction}\n{text}")
        assert len(found(load(path))) == count, instruction


def test_a_file_that_includes_others_names_its_schema(tmp_path: Path) -> None:
    (tmp_path / "small.rnc").write_bytes(SCHEMA)
    (tmp_path / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0"><x/></p>')
    (tmp_path / "text.xml").write_text(
        '<?xml-model href="small.rnc"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/></body></text>'
        "</TEI>"
    )
    findings = found(load(tmp_path / "text.xml"))
    assert [str(finding.position) for finding in findings] == ["part.xml:1:40", "text.xml:2:42"]


def test_a_schema_that_is_at_fault_stops_the_check(make_edition: Make) -> None:
    edition = make_edition(settings=SETTINGS, files={"schema/small.rnc": b"start = a"})
    with pytest.raises(TeiError) as error:
        found(edition)
    assert str(error.value.position).endswith("small.rnc:1:9")
    for name, hint in (("tei-all", "Did you mean “tei_all”?"), ("x/y.rng", "Name a file")):
        with pytest.raises(TeiError) as error:
            found(make_edition(settings=chosen(name)))
        assert name.rpartition("/")[2] in error.value.message
        assert error.value.hint.startswith(hint)


def test_in_the_place_of_a_schema_elsewhere_stands_the_whole_tei(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(
        '<?xml-model href="https://example.org/letters.rng"?>\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><m/></p></body></text></TEI>'
    )
    findings = found(load(path))
    assert {each.code: each.severity for each in findings} == {
        "VAL003": Severity.WARNING,  # the header is missing
        "VAL013": Severity.NOTE,
    }
    (note,) = (each for each in findings if each.code == "VAL013")
    assert "is not read: https://example.org/letters.rng. The whole" in note.message


@pytest.mark.parametrize(
    ("instruction", "said"),
    [
        ('xml-model href="a.xsd"', "says that “a.xsd” is a schema in RELAX NG"),
        (
            'xml-model href="a.rng" schematypens="http://www.w3.org/2001/XMLSchema"',
            "“a.rng” is a schema",
        ),
        ("xml-model", "There is an “xml-model” that names no schema: it has no “href”."),
        ('oxygen RNGSchema="a.rng" type="xml"', "“a.rng” is named for oXygen alone"),
        ('oxygen SCHSchema="a.sch"', "“a.sch” is named for oXygen alone"),
        ('xml-stylesheet href="a.css"', ""),
    ],
)
def test_a_schema_that_is_named_without_effect_is_told_once(
    instruction: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "text.xml").write_text(
        f"<?{instruction}?>\n<?{instruction}?>\n"
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A.</p></body></text></TEI>'
    )
    told = [each for each in run(load(tmp_path / "text.xml")) if each.code == "VAL015"]
    assert [each.severity for each in told] == [Severity.NOTE] * bool(said)
    assert all(said in each.message for each in told)


def test_included_files_are_validated_where_they_stand(make_edition: Make) -> None:
    include = '<xi:include href="{}" xmlns:xi="http://www.w3.org/2001/XInclude"/>'
    division = '<div xmlns="http://www.tei-c.org/ns/1.0">\n{}\n</div>'
    edition = make_edition(
        f"{include.format('one.xml')}\n{include.format('two.xml')}\nstray text<p/>",
        settings=SETTINGS,
        files={
            "schema/small.rnc": SCHEMA,
            "one.xml": division.format("<p>Good.</p>\n<persname/>"),
            "two.xml": division.format("<p>Good.</p>\n  also stray <p/> <p rol='x'/>"),
        },
    )
    places = {str(finding.position): finding.code for finding in found(edition)}
    assert places == {
        "one.xml:3:1": "VAL002",
        "two.xml:3:3": "VAL004",
        "two.xml:3:19": "VAL006",
        "text.xml:3:1": "VAL004",
        "text.xml:3:11": "VAL001",
    }
    # An included file has no header; alone it would not be valid.
    assert not [finding for finding in found(edition) if "TEI" in finding.message]


def test_a_doctype_is_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "small.rnc").write_bytes(SCHEMA)
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsource = "text.xml"\n[check]\nschema = "small.rnc"\n'
    )
    (tmp_path / "text.xml").write_text(
        '<!DOCTYPE TEI [<!ENTITY e "<persname/>"><!ATTLIST p n CDATA "1">]>\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>&e;</p></body></text>'
        "</TEI>"
    )
    codes = [finding.code for finding in found(load(tmp_path))]
    assert codes == ["VAL003", "VAL006", "VAL002"]


def test_one_mistake_is_told_by_one_rule(make_edition: Make) -> None:
    edition = make_edition(
        '<p xml:id="1a"/><p xml:id="b"/><p xml:id="b"/><p><date when="1905-02-30"/></p>'
        '<p xml:lang="not a language"/>',
        settings=SETTINGS,
        files={"schema/small.rnc": SCHEMA},
    )
    codes = [finding.code for finding in run(edition, ["VAL", "IDS", "DAT", "LNG001"])]
    assert sorted(codes) == ["DAT002", "IDS001", "IDS003", "LNG001"]
    # Asked alone, the schema says all that it has to say.
    assert sorted(each.code for each in found(edition)) == ["VAL008"] * 3 + ["VAL009"]


def test_the_same_mistake_in_many_places_is_told_once(make_edition: Make) -> None:
    edition = make_edition(
        "<p><persname/></p>" * 40, settings=SETTINGS, files={"schema/small.rnc": SCHEMA}
    )
    (finding,) = found(edition)
    assert len(finding.also) == 39


def test_a_finding_can_be_suppressed(make_edition: Make) -> None:
    edition = make_edition(
        "<?tei ignore VAL002 a project of its own?><p><persname/></p>",
        settings=SETTINGS,
        files={"schema/small.rnc": SCHEMA},
    )
    assert run(edition, ["VAL", "SUP"]) == []


def test_the_schema_of_the_settings_comes_first(make_edition: Make) -> None:
    edition = make_edition(settings=SETTINGS, files={"schema/small.rnc": SCHEMA})
    (document,) = edition.documents
    assert choose(edition, document).grammars == (edition.folder / "schema" / "small.rnc",)


def test_a_schema_that_is_not_there_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(
        '<?xml-model href="lost.rng"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        "<p>A text.</p></body></text></TEI>",
        encoding="utf-8",
    )
    (finding,) = run(load(path), select=["VAL012"])
    assert (finding.code, finding.severity) == ("VAL012", Severity.WARNING)
    assert "lost.rng" in finding.message

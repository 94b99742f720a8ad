"""Validation within `tei check`: which schema holds, where a finding stands, what is said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tei.checks.registry import run
from tei.checks.validation import schema_paths
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.findings import Finding, Severity

SCHEMA = (Path(__file__).parent / "schemas" / "small.rnc").read_bytes()
SETTINGS = '[edition]\nsource = "text.xml"\n[check]\nschema = "schema/small.rnc"\n'
Make = Callable[..., Edition]


def found(edition: Edition, *select: str) -> list[Finding]:
    return run(edition, select or ["VAL"])


def test_without_a_schema_nothing_is_validated(make_edition: Make) -> None:
    assert found(make_edition("<persname/>")) == []


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
        '<?xml-model href="schema/small.rnc" '
        'schematypens="http://purl.oclc.org/dsdl/schematron"?>': 0,
        '<?xml-model href="https://www.tei-c.org/schema/relaxng/tei_all.rng"?>': 0,
        '<?xml-model href="../outside.rng"?>': 0,
        '<?xml-model href="schema.sch"?>': 0,
        "<?xml-model?>": 0,
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
    for content, place in ((b"start = a", "small.rnc:1:9"), (None, "small.rnc")):
        files = {"schema/small.rnc": content} if content else {}
        edition = make_edition(settings=SETTINGS, files=files)
        with pytest.raises(TeiError) as error:
            found(edition)
        assert str(error.value.position).endswith(place)


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
    assert schema_paths(edition, document) == [edition.folder / "schema" / "small.rnc"]


def test_a_schema_that_is_not_there_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "text.xml"
    path.write_text(
        '<?xml-model href="lost.rng"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        "<p>A text.</p></body></text></TEI>",
        encoding="utf-8",
    )
    (finding,) = run(load(path), select=["VAL"])
    assert (finding.code, finding.severity) == ("VAL012", Severity.WARNING)
    assert "lost.rng" in finding.message

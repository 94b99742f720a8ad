"""The examples in the manual of every rule are its tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from tei.checks.manual import manual, reference
from tei.checks.registry import rules, run
from tei.checks.rule import Rule
from tei.edition import load
from tei.errors import TeiError
from tei.findings import Severity
from tei.names import TEI

SCHEMAS = Path(__file__).parent / "schemas"
# Where an element of an example belongs in the small edition below; anything else is text.
PLACES = {
    "titleStmt": "titleStmt",
    "publicationStmt": "publicationStmt",
    "sourceDesc": "sourceDesc",
    "listWit": "sources",
    "encodingDesc": "encodingDesc",
    "listPrefixDef": "encoding",
    "langUsage": "langUsage",
    "listPerson": "standOff",
    "listPlace": "standOff",
    "text": "text",
    "body": "body",
}
EDITION = f"""<TEI xmlns="{TEI}">
  <teiHeader>
    <fileDesc>
      {{titleStmt}}
      {{publicationStmt}}
      {{sourceDesc}}
    </fileDesc>
    {{encodingDesc}}
    <profileDesc>{{langUsage}}</profileDesc>
  </teiHeader>
  {{standOff}}
  {{text}}
</TEI>
"""
LICENCE = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'
USUAL = {
    "titleStmt": "<titleStmt><title>A Small Edition</title></titleStmt>",
    "publicationStmt": "<publicationStmt><publisher>X</publisher><availability>"
    f"{LICENCE}</availability></publicationStmt>",
    "sourceDesc": "<sourceDesc>{sources}</sourceDesc>",
    "encodingDesc": "<encodingDesc><editorialDecl><p>As it stands.</p></editorialDecl>{encoding}"
    "</encodingDesc>",
    "langUsage": '<langUsage><language ident="en">English</language></langUsage>',
    "text": '<text xml:lang="en">{body}</text>',
    "body": "<body><p>Text.</p>{content}</body>",
}


def whole_file(example: str) -> str:
    """Place an example in a small edition, each element where one of its name belongs."""
    if example.startswith(("<TEI", "<?xml")):
        return example
    parts = {"sources": "", "encoding": "", "standOff": "", "content": ""}
    # lxml by default refuses ids that are wrong; some examples are about them.
    parser = etree.XMLParser(collect_ids=False)
    wrapped = etree.fromstring(f'<example xmlns="{TEI}">{example}</example>', parser)
    for item in wrapped:
        name = etree.QName(item).localname if isinstance(item.tag, str) else ""
        place = PLACES.get(name, "content")
        item.tail = None
        parts[place] = parts.get(place, "") + etree.tostring(item, encoding="unicode")
    parts["sources"] = parts["sources"] or "<p>A manuscript.</p>"
    if parts["standOff"]:
        parts["standOff"] = f"<standOff>{parts['standOff']}</standOff>"
    filled = USUAL | parts
    for key in ("body", "text", "sourceDesc", "encodingDesc"):
        filled[key] = filled[key].format(**filled) if key not in parts else filled[key]
    return EDITION.format(**filled)


def found(example: str, folder: Path, select: str = "", schema: str = "") -> list[str]:
    """Give the codes of what the checks find in an example, `schema` being that of the file."""
    path = folder / "example.xml"
    model = f'<?xml-model href="{schema}"?>\n' if schema else ""
    if schema:
        shutil.copy(SCHEMAS / schema, folder)
    path.write_text(model + whole_file(example), encoding="utf-8")
    return [finding.code for finding in run(load(path), [select] if select else [])]


RULES = rules()
EXAMPLES = [
    pytest.param(rule, example, kind, id=f"{rule.code}-{rule.name}-{kind}-{number}")
    for rule in RULES.values()
    for kind in ("wrong", "right")
    for number, example in enumerate(getattr(rule.manual, kind), 1)
]


@pytest.mark.parametrize(("rule", "example", "kind"), EXAMPLES)
def test_example(rule: Rule, example: str, kind: str, tmp_path: Path) -> None:
    by_small = rule.family == "VAL" and rule.code not in ABOUT_SCHEMAS
    codes = found(example, tmp_path, schema="small.rnc" if by_small else "")
    assert (rule.code in codes) == (kind == "wrong"), codes
    # What is shown as right is right in every respect that counts.
    grave = [code for code in codes if RULES[code].severity is not Severity.NOTE]
    assert kind == "wrong" or not grave


# What they find depends on which schema holds: none is named for their examples.
ABOUT_SCHEMAS = {"VAL012", "VAL013", "VAL014", "VAL015"}


def test_the_small_edition_itself_has_no_findings(tmp_path: Path) -> None:
    assert found("<p>Nothing.</p>", tmp_path) == []


@pytest.mark.parametrize("rule", [pytest.param(rule, id=code) for code, rule in RULES.items()])
def test_every_rule_has_a_manual(rule: Rule) -> None:
    content = rule.manual
    assert content.summary.endswith(".") and content.summary.count("\n") == 0
    if rule.function and rule.name not in WITHOUT_EXAMPLES:
        assert content.wrong, "no “Wrong:” example"
        assert content.right or rule.code in ONLY_WRONG
    assert rule.code in manual(rule) and content.summary in manual(rule)


# They concern several files, which an example is not; their tests are in their families' modules.
WITHOUT_EXAMPLES = {"repeated-id-in-collection"}
ONLY_WRONG = {"PTR007"}


def test_codes_and_names_are_unique_and_regular() -> None:
    names = [rule.name for rule in RULES.values()]
    assert len(names) == len(set(names))
    for code, rule in RULES.items():
        assert code == rule.code and len(code) == 6 and code[:3].isupper() and code[3:].isdigit()
        assert rule.name == rule.name.lower() and " " not in rule.name


def test_the_reference_holds_every_rule() -> None:
    page = reference(RULES.values())
    for rule in RULES.values():
        assert f"### {rule.code} {rule.name}\n" in page


def test_a_file_that_cannot_be_read_has_a_code_that_can_be_explained(tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<TEI><p></TEI>", encoding="utf-8")
    with pytest.raises(TeiError) as error:
        load(path)
    assert manual(RULES[getattr(error.value, "code", "")])

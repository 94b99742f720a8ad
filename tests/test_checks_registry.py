"""The registry of checks: which rules are applied, how findings are grouped and suppressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tei.checks import registry
from tei.checks.docstring import read_manual
from tei.checks.manual import manual
from tei.checks.registry import check, rules, run
from tei.checks.rule import Rule
from tei.edition import Edition
from tei.errors import TeiError
from tei.findings import Finding, Severity

Make = Callable[..., Edition]

# A bad date, a pointer to nowhere, a reversed period.
BODY = """
<p><date when="1905-02-30">a day</date></p>
<p><ref target="#nowhere">there</ref> <ref target="#nowhere">again</ref></p>
<p><date from="1907" to="1905">some years</date></p>
"""
FAULTS = ["DAT002", "PTR001", "DAT003"]


def found(edition: Edition, *select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    """Give the codes of what counts, in order."""
    findings = run(edition, select, ignore)
    return [finding.code for finding in findings if finding.code[:3] in ("DAT", "PTR", "SUP")]


def test_findings_come_in_the_order_of_the_file(make_edition: Make) -> None:
    assert found(make_edition(BODY)) == FAULTS


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (["DAT"], ["DAT002", "DAT003"]),
        (["DAT003", "PTR"], ["PTR001", "DAT003"]),
        (["dat003,ptr001"], ["PTR001", "DAT003"]),
        (["reversed-dates"], ["DAT003"]),
    ],
)
def test_codes_families_and_names_can_be_selected(
    make_edition: Make, select: list[str], expected: list[str]
) -> None:
    assert [finding.code for finding in run(make_edition(BODY), select)] == expected


def test_rules_can_be_ignored(make_edition: Make) -> None:
    assert found(make_edition(BODY), ignore=("DAT",)) == ["PTR001"]
    assert found(make_edition(BODY), ignore=("unresolved-pointer", "DAT002")) == ["DAT003"]


SETTINGS = '[check]\nignore = ["DAT"]\n[edition]\nsource = "text.xml"\n'


def test_settings_and_caller_are_joined(make_edition: Make) -> None:
    edition = make_edition(BODY, settings=SETTINGS)
    assert found(edition) == ["PTR001"]
    assert found(edition, ignore=("PTR001",)) == []
    assert found(edition, "DAT") == []
    assert found(edition, "DAT002") == ["DAT002"], "a rule that is named outright is applied"


def test_a_selection_of_the_settings_gives_way_to_the_callers(make_edition: Make) -> None:
    edition = make_edition(BODY, settings=SETTINGS.replace("ignore", "select"))
    assert found(edition) == ["DAT002", "DAT003"]
    assert found(edition, "PTR") == ["PTR001"]


@pytest.mark.parametrize(
    ("wanted", "hint"), [("DAT9", "DAT"), ("reversd-dates", "reversed-dates"), ("PTRR", "PTR")]
)
def test_an_unknown_rule_is_refused_with_a_proposal(
    make_edition: Make, wanted: str, hint: str
) -> None:
    with pytest.raises(TeiError, match=wanted) as error:
        run(make_edition(), [wanted])
    assert hint in error.value.hint


def test_an_unknown_rule_in_the_settings_names_the_file(make_edition: Make) -> None:
    edition = make_edition(settings=SETTINGS.replace("DAT", "XYZ"))
    with pytest.raises(TeiError, match=r"XYZ.*edition\.toml"):
        run(edition)


def test_one_cause_is_one_finding_with_all_its_places(make_edition: Make) -> None:
    (finding,) = run(make_edition(BODY), ["PTR001"])
    assert (finding.position.line, len(finding.also)) == (3, 1)
    assert finding.also[0].line == 3 and finding.also[0].column > finding.position.column


def test_findings_of_reading_are_selected_like_others(make_edition: Make) -> None:
    bare = "<TEI><text><body><p>No namespace.</p></body></text></TEI>"
    edition = make_edition(files={"text.xml": bare})
    assert "SRC004" in [finding.code for finding in run(edition)]
    assert [finding.code for finding in run(edition, ["SRC"])] == ["SRC004"]
    assert run(edition, ["SRC"], ["SRC004"]) == []


def test_two_runs_give_the_same(make_edition: Make) -> None:
    edition = make_edition(BODY)
    assert run(edition) == run(edition)


# Exceptions in the file


def test_an_exception_covers_the_element_that_follows(make_edition: Make) -> None:
    bad = '<p><date when="1905-02-30">a day</date></p>'
    edition = make_edition(f"<?tei ignore DAT002 as in the source?>{bad}{bad}")
    (finding,) = run(edition, ["DAT002", "SUP"])
    assert not finding.also, "the second paragraph is not covered"


def test_an_exception_at_the_end_covers_its_parent(make_edition: Make) -> None:
    bad = '<p><date when="1905-02-30">a day</date><?tei ignore DAT002 so?></p>'
    assert run(make_edition(bad), ["DAT002", "SUP"]) == []


def test_an_exception_before_everything_covers_the_file(make_edition: Make) -> None:
    whole = """<?tei ignore DAT a calendar of the moon?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
    <p><date when="1905-02-30">a day</date> <ref target="#no">x</ref></p>
    <p><date when="1905-02-31">a day</date></p></body></text></TEI>"""
    edition = make_edition(files={"text.xml": whole})
    assert found(edition) == ["PTR001"]


def test_an_exception_covers_what_is_included(make_edition: Make) -> None:
    part = (
        '<div xmlns="http://www.tei-c.org/ns/1.0"><p><date when="1905-02-30">a day</date></p></div>'
    )
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    body = f"<div><?tei ignore DAT002 so?><div>{include}</div></div>"
    # The part must be there before the edition is loaded.
    edition = make_edition(files={"part.xml": part, "text.xml": _file(body)})
    assert run(edition, ["DAT002", "SUP"]) == []


def test_an_exception_before_an_included_file_covers_that_file(make_edition: Make) -> None:
    bad = '<p><date when="1905-02-30">a day</date></p>'
    part = f'<?tei ignore DAT002 so?><div xmlns="http://www.tei-c.org/ns/1.0">{bad}</div>'
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    edition = make_edition(files={"part.xml": part, "text.xml": _file(include + bad)})
    (finding,) = run(edition, ["DAT002", "SUP"])
    assert finding.position.path == "text.xml" and not finding.also


def test_an_exception_in_a_comment_means_nothing(make_edition: Make) -> None:
    whole = "<!-- <?tei ignore DAT?> -->" + _file('<p><date when="1905-02-30">x</date></p>')
    assert found(make_edition(files={"text.xml": whole})) == ["DAT002"]


def test_an_exception_that_suppresses_nothing_is_reported(make_edition: Make) -> None:
    edition = make_edition("<?tei ignore DAT001 old?><p>1905</p>")
    assert [finding.code for finding in run(edition)][-1] == "SUP001"
    assert found(edition, "PTR", "SUP") == [], "nobody can know while the rule is not applied"


def test_reasons_are_no_codes(make_edition: Make) -> None:
    body = '<?tei ignore DAT002, DAT003 GND and LCP say so?><p><date when="1905-02-30">x</date></p>'
    findings = run(make_edition(body), ["DAT", "SUP"])
    assert [finding.code for finding in findings] == ["SUP001"]
    assert "DAT003" in findings[0].message


def test_other_instructions_mean_nothing(make_edition: Make) -> None:
    body = '<?oxygen ignore?><?tei other?><p><date when="1905-02-30">x</date></p>'
    assert found(make_edition(body)) == ["DAT002"]


def _file(body: str) -> str:
    text = f'<text xml:lang="en"><body>{body}</body></text>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'


# Rules and their manuals


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> None:
    rules()
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))


@pytest.mark.usefixtures("scratch")
def test_a_rule_is_one_function(make_edition: Make) -> None:
    @check("ZZZ001", "loud-paragraph", Severity.WARNING)
    def loud_paragraph(edition: Edition) -> Iterator[Finding]:
        """A paragraph shouts.

        Wrong:
            <p>LOUD!</p>
        """
        for element in edition.elements():
            if (element.text or "").isupper():
                yield loud_paragraph.finding(edition, element, "This shouts.", "Speak softly.")

    assert isinstance(loud_paragraph, Rule)
    (finding,) = run(make_edition("<p>soft</p><p>LOUD</p>"), ["ZZZ"])
    assert (finding.code, finding.name, finding.severity) == (
        "ZZZ001",
        "loud-paragraph",
        Severity.WARNING,
    )
    assert finding.help == "Speak softly." and finding.position.path == "text.xml"
    assert "<p>LOUD!</p>" in manual(loud_paragraph)


@pytest.mark.usefixtures("scratch")
def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="unresolved-pointer"):
        check("PTR001", "another-rule", Severity.NOTE)(lambda _: iter(()))


def test_a_docstring_is_taken_apart() -> None:
    content = read_manual(
        """One line.

        Why it matters,
        in two lines.

        Wrong:
            <p>a</p>
              <p>b</p>

        Wrong:
            <p>c</p>

        Right:
            <p>d</p>

        Source: A standard,
        section 2.
        """
    )
    assert content.summary == "One line."
    assert content.explanation == "Why it matters,\nin two lines."
    assert content.wrong == ("<p>a</p>\n  <p>b</p>", "<p>c</p>")
    assert content.right == ("<p>d</p>",)
    assert content.source == "A standard, section 2."

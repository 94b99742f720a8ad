"""The checks on published editions: no crash, findings in bounds, and mistakes that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei.checks.registry import rules, run
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.findings import Finding, Severity

Make = Callable[..., Edition]

# More findings of one rule than this in one file would be noise, not help.
BOUND = 100
# Files of other kinds (P4, HTML, graphs), or that are not well-formed, in some folders.
FOLDERS = [
    "almuqtabas", "calpurnius", "castello", "dharma", "eebo", "eltec", "encodings",
    "frankenstein", "greekdracor", "iospe", "mitford", "perseus-lat", "pta", "sarit",
    "schnitzler-briefe", "teic-test", "teiphy", "tradition", "yidracor",
]  # fmt: skip


def checked(path: Path) -> list[Finding] | None:
    """Check a file; None where it cannot be read, which is another matter."""
    try:
        edition = load(path)
    except TeiError:
        return None
    return run(edition)


@pytest.mark.parametrize("folder", FOLDERS)
def test_published_editions_can_be_checked(corpora: Path, folder: str) -> None:
    known = rules()
    read = 0
    for path in sorted((corpora / folder).rglob("*.xml")):
        findings = checked(path)
        if findings is None:
            continue
        read += 1
        counts = Counter(finding.code for finding in findings)
        assert not [code for code, count in counts.items() if count > BOUND], (path, counts)
        for finding in findings:
            assert finding.code in known and finding.message.endswith((".", "!", "…"))
            assert finding.position.path and finding.position.line > 0
    assert read, "nothing was read"


# What the editors of these texts overlooked; the line is where the mistake stands.
MISTAKES = [
    ("frankenstein/spine_C10.xml", "DAT005", "The text names 1831, but the date is given as 1818"),
    ("teic-test/P5/Test/testnames.xml", "DAT006", "The death (1727) comes before the birth (1767)"),
    ("teic-test/P5/Test/names-demo-en.xml", "DAT002", "“1672-08-00” names day 0"),
    ("teic-test/P5/Test/testchinese.xml", "CHR002", "A character was lost here"),
    ("calpurnius/editio.xml", "APP003", "The witness λ has two readings here: “Atlantiaci”"),
    ("calpurnius/editio.xml", "APP002", "“desunt”"),
    ("tradition/base__t__data__florilegium_tei_cte.xml", "APP009", "“praem.”"),
    ("pta/pta0003.pta020.pta-grcBibex2.xml", "CHR004", "In “Kαὶ” the Latin capital letter k"),
    ("pta/pta0001.pta001.pta-grcBibex.xml", "PTR001", "@resp points to “#Sav”"),
    ("almuqtabas/tei/oclc_4770057679-i_85.TEIP5.xml", "IDS001", "“gi_1.d2e218” is used already"),
    ("yidracor/der_get.xml", "REG004", "2 of 18 records of persons are mentioned nowhere"),
]


@pytest.mark.parametrize(("name", "code", "message"), MISTAKES)
def test_mistakes_that_are_there_are_found(
    corpora: Path, name: str, code: str, message: str
) -> None:
    findings = run(load(corpora / name), [code])
    assert [finding for finding in findings if message in finding.message]


def test_my_life_has_no_findings() -> None:
    edition = load(Path(__file__).parents[1] / "editions" / "my-life")
    findings = [item for item in run(edition) if item.severity is not Severity.NOTE]
    assert findings == []


ATTRIBUTES = st.sampled_from(
    ["ref", "wit", "target", "when", "from", "to", "notBefore", "xml:id", "xml:lang", "spanTo"]
)
ELEMENTS = st.sampled_from(
    ["p", "date", "persName", "app", "rdg", "lem", "idno", "person", "birth", "death", "addSpan"]
)
VALUES = st.text(alphabet="a#: /.-019Tüא\u200b", max_size=12)
Tree = tuple[str, dict[str, str], list[Any]]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(ELEMENTS, st.dictionaries(ATTRIBUTES, VALUES, max_size=3), st.just([])),
    lambda inner: st.tuples(
        ELEMENTS, st.dictionaries(ATTRIBUTES, VALUES, max_size=3), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)


def written(tree: Tree) -> str:
    name, attributes, content = tree
    stated = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inner = "".join(written(item) for item in content)
    return f"<{name}{stated}>{inner}a</{name}>"


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(TREES)
def test_no_encoding_is_too_strange(make_edition: Make, tree: Tree) -> None:
    findings = run(make_edition(written(tree)))
    assert findings == sorted(findings, key=lambda finding: finding.sort_key)

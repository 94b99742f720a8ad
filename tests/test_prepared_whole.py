"""No character of an edition is lost or stands twice in the prepared edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from prepared_texts import Make, texts
from tei.edition import Edition, load
from tei.names import prepared, tei

_REGISTERS = [tei(name) for name in ("listPerson", "listPlace", "listOrg", "listEvent")]


# --- Nothing is lost, nothing stands twice ---------------------------------------------------


def characters(
    roots: Iterable[etree._Element], left_out: Callable[[etree._Element], bool]
) -> Counter[str]:
    """Count the characters of all text except white space."""
    counts: Counter[str] = Counter()
    for root in roots:
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start" and left_out(element):
                walk.skip_subtree()
            elif event == "start":
                counts.update((element.text or "").replace(" ", ""))
            elif element is not root:
                counts.update((element.tail or "").replace(" ", ""))
    return Counter({sign: count for sign, count in counts.items() if not sign.isspace()})


def in_source(edition: Edition) -> Counter[str]:
    holders = (tei("text"), tei("sourceDoc"))

    def is_register(element: etree._Element) -> bool:
        parent = element.getparent()
        return element.tag in _REGISTERS and parent is not None and parent.tag == tei("back")

    tops = [
        element
        for document in edition.documents
        if not document.register
        for element in document.root.iter(*holders)
        if not any(around.tag in holders for around in element.iterancestors())
    ]
    return characters(tops, is_register)


def in_prepared(edition: Edition) -> Counter[str]:
    counts: Counter[str] = Counter()
    for root in texts(edition).values():
        passages = {item.get("entry"): item for item in root.iter(prepared("passage"))}

        def is_copy(
            element: etree._Element, passages: Mapping[str | None, etree._Element] = passages
        ) -> bool:
            if element.tag == prepared("runs") or element.get("copy"):
                return True  # the same again, as it is printed, or of which it is a copy
            if element.tag != prepared("lemma"):
                return element.tag == prepared("header")
            entry = element.getparent()
            assert entry is not None
            passage = passages.get(entry.get("id"))
            if passage is None:
                return entry.get("within") is not None
            return bool("".join(map(str, passage.itertext())).strip())

        counts += characters([root], is_copy)
    return counts


def assert_nothing_lost(edition: Edition) -> None:
    source, result = in_source(edition), in_prepared(edition)
    assert source - result == Counter(), "lost"
    assert result - source == Counter(), "invented or doubled"


_PHRASES = ("hi", "persName", "note", "choice", "app", "del", "quote", "list", "figure", "lb")


@st.composite
def mixed(draw: st.DrawFn, depth: int = 3) -> str:
    """Generate mixed content in which every word is different enough to be missed."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        parts.append(draw(st.text(" abcäβא", max_size=6)))
        if not depth:
            continue
        name = draw(st.sampled_from(_PHRASES))
        inner = draw(mixed(depth=depth - 1))
        parts.append(
            {
                "choice": f"<choice> <sic>{inner}</sic> <corr>x</corr> </choice>",
                "app": f"<app> <lem wit='#A'>{inner}</lem> <rdg>r{inner}</rdg> stray </app>",
                "list": f"<list> <item>{inner}</item> </list>",
                "figure": f"<figure><head>{inner}</head><figDesc>d</figDesc></figure>",
                "lb": "<lb/>" if len(inner) % 2 else "<lb break='no'/>",
            }.get(name, f"<{name}>{inner}</{name}>")
        )
    return "".join(parts)


@given(st.lists(mixed(), min_size=1, max_size=4))
@settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_character_is_lost_or_doubled(make_edition: Make, contents: list[str]) -> None:
    assert_nothing_lost(make_edition("".join(f"<p>{content}</p>" for content in contents)))


CORPORA = [
    "almuqtabas/tei/oclc_4770057679-i_85.TEIP5.xml",
    "calpurnius/editio.xml",
    "calpurnius/Poem2.xml",
    "dharma/DHARMA_INSCIC00066.xml",
    "eebo/A13217.xml",
    "frankenstein/spine_C10.xml",
    "greekdracor/aristophanes-birds.xml",
    "iospe/iospe-5.320.xml",
    "mitford/1819-1823MRMJournal.xml",
    "perseus-lat/stoa0023.stoa001.perseus-lat2.xml",
    "pta/pta0022.pta001.pta-grc1.xml",
    "pta/pta0200.pta001.pta-syc1.xml",
    "sarit/ratnakirti-nibandhavali.xml",
    "schnitzler-briefe/L04142.xml",
    "teiphy/ubs_ephesians.xml",
    "tradition/base__t__data__florilegium_tei_cte.xml",
    "yidracor/der_get.xml",
]


@pytest.mark.parametrize("name", CORPORA)
def test_no_character_of_a_real_edition_is_lost_or_doubled(corpora: Path, name: str) -> None:
    assert_nothing_lost(load(corpora / name))

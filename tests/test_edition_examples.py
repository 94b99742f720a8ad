"""The small editions of the documentation: clean, valid, and with the witnesses they declare."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.apparatus.texts import witness_text
from tei.checks.registry import run
from tei.edition import load
from tei.names import prepared
from tei.outputs.registry import build
from tei.prepared.prepare import prepare

EDITIONS = Path(__file__).parents[1] / "editions"
SMALL = ("the-ferry", "the-keeper")


@pytest.mark.parametrize("name", SMALL)
def test_nothing_is_found_wrong(name: str) -> None:
    assert list(run(load(EDITIONS / name))) == []


@pytest.mark.parametrize("name", SMALL)
def test_the_site_and_the_data_are_built(name: str) -> None:
    found: list[object] = []
    made = [item.path for item in build(load(EDITIONS / name), ["site", "apparatus"], found.append)]
    assert "apparatus/statistics.html" in made and "site/index.html" in made
    assert found == []


def test_the_ferry_in_b_has_a_lacuna() -> None:
    text = witness_text(load(EDITIONS / "the-ferry"), "ferry", "B")
    assert text.splitlines()[-2:] == [
        "I have a coin; I kept it dry.",
        "Burnes twice: above, and out of sight.",
    ]


def test_the_keeper_in_r_ends_before_the_others() -> None:
    text = witness_text(load(EDITIONS / "the-keeper"), "keeper", "R")
    assert "who counted them in the dark, because" in text
    assert text.endswith("spoke to it as one speaks to a horse.")


def test_passages_that_overlap_know_each_other() -> None:
    (document,) = prepare(load(EDITIONS / "the-keeper")).texts.values()
    entries = list(etree.fromstring(document).iter(prepared("entry")))
    assert [(item.get("n"), item.get("overlaps")) for item in entries if item.get("overlaps")] == [
        ("2", "entry-3"),
        ("3", "entry-2"),
    ]

"""Every entry and reading of real editions is in the prepared edition, counted by XPath."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei.edition import load
from tei.prepared.prepare import prepare

NAMES = {"p": "urn:tei-edition:prepared"}
FILES = [
    "calpurnius/editio.xml",
    "calpurnius/Poem2.xml",
    "calpurnius/Poem4.xml",
    "pta/pta0001.pta001.pta-grcBibex.xml",
    "pta/pta0022.pta001.pta-grc1.xml",
    "pta/pta0200.pta001.pta-syc1.xml",
    "sarit/ratnakirti-nibandhavali.xml",
    "sarit/vatsyayana-nyayabhasya.xml",
    "dharma/DHARMA_INSCIC00066.xml",
    "tradition/base__t__data__florilegium_tei_cte.xml",
    "tradition/analysis__t__data__florilegium_tei_ps.xml",
    "teiphy/ubs_ephesians.xml",
]


def count(root: etree._Element, path: str) -> int:
    return int(float(str(root.xpath(f"count({path})", namespaces=NAMES))))


@pytest.mark.parametrize("name", FILES)
def test_counts_are_those_of_the_source(corpora: Path, name: str) -> None:
    # The source without our reader: names whatever their namespace (one edition has none).
    parser = etree.XMLParser(huge_tree=True, collect_ids=False, load_dtd=False, no_network=True)
    source = etree.parse(corpora / name, parser).getroot()
    text = "//*[local-name()='text'][not(ancestor::*[local-name()='text'])]//*[local-name()='{}']"
    edition = load(corpora / name)
    documents = [etree.fromstring(item, parser) for item in prepare(edition).texts.values()]

    def made(path: str) -> int:
        return sum(count(root, path) for root in documents)

    assert made("//p:entry") == count(source, text.format("app"))
    readings = count(source, text.format("rdg")) + count(source, text.format("lem"))
    assert made("//p:entry/p:lemma | //p:entry/p:reading") == readings
    assert made("//p:entry[not(p:runs/p:run)]") <= made("//p:entry[@fault]") + made(
        "//p:entry[not(p:lemma | p:reading)]"
    )

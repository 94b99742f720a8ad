"""The apparatus of whole editions: nothing lost, doubled or credited to who lacks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.apparatus.collection import Apparatus, apparatus
from tei.apparatus.model import Attestation, Fault, State
from tei.apparatus.texts import tell
from tei.edition import Edition, load
from tei.errors import TeiError
from tei.names import tei

Make = Callable[..., Edition]

# --- Witness texts that are known, encoded in three ways -------------------------------------

SIGLA = ("A", "B", "C")
LIST = "<listWit>" + "".join(f"<witness xml:id='{name}'/>" for name in SIGLA) + "</listWit>"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
    f"</publicationStmt><sourceDesc>{LIST}</sourceDesc></fileDesc></teiHeader>"
)
Place = Mapping[str, str]


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    """Make the places of a text: what each witness has there, every word unlike all others."""
    found: list[Place] = []
    for number in range(draw(st.integers(1, 7))):
        readings = [f"w{number}{letter}" for letter in "pqr"] + [f"w{number}x w{number}y", ""]
        if draw(st.booleans()):
            found.append(dict.fromkeys(SIGLA, readings[0]))
        else:
            found.append({name: draw(st.sampled_from(readings)) for name in SIGLA})
    return found


def groups(place: Place, lemma: str) -> dict[str, list[str]]:
    """Give the witnesses of each reading, the lemma first."""
    result: dict[str, list[str]] = {place[lemma]: []}
    for name, text in place.items():
        result.setdefault(text, []).append(f"#{name}")
    return result


def entry(place: Place, lemma: str, manner: int, attributes: str = "") -> str:
    """Encode a place: positive, negative, or without a lemma and in reading groups."""
    readings = groups(place, lemma)
    main, *others = readings.items()
    rest = "".join(f"<rdg wit='{' '.join(wit)}'>{text}</rdg>" for text, wit in others)
    if manner == 1:
        return f"<app {attributes}><lem>{main[0]}</lem>{rest}</app>"
    if manner == 2 and not attributes:
        return f"<app><rdg wit='{' '.join(main[1])}'>{main[0]}</rdg>\n<rdgGrp>{rest}</rdgGrp></app>"
    return f"<app {attributes}><lem wit='{' '.join(main[1])}'>{main[0]}</lem>\n{rest}</app>"


def parallel(text: list[Place], lemma: str, manners: list[int]) -> tuple[str, str]:
    pieces = [
        place[lemma] if len(set(place.values())) == 1 else entry(place, lemma, manner)
        for place, manner in zip(text, manners, strict=True)
    ]
    return f"<ab>{' '.join(pieces)}</ab>", ""


def endpoints(text: list[Place], lemma: str, manners: list[int]) -> tuple[str, str]:
    body, apps = [], []
    for number, (place, manner) in enumerate(zip(text, manners, strict=True)):
        ends = f"<anchor xml:id='a{number}'/>{{}}<anchor xml:id='b{number}'/>"
        body.append(ends.format(place[lemma]))
        if len(set(place.values())) > 1:
            attributes = f"from='#a{number}' to='#b{number}'"
            apps.append(entry(place, lemma, manner, attributes))
    return f"<ab>{' '.join(body)}</ab>", f"<listApp>{''.join(apps)}</listApp>"


def locations(text: list[Place], lemma: str, manners: list[int]) -> tuple[str, str]:
    lines, apps = [], []
    for number, (place, manner) in enumerate(zip(text, manners, strict=True)):
        lines.append(f"<l n='{number}'>{place[lemma]}</l>")
        if len(set(place.values())) > 1:
            apps.append(entry(place, lemma, manner, f"loc='{number}'"))
    return f"<lg>{''.join(lines)}</lg>", f"<listApp>{''.join(apps)}</listApp>"


ENCODINGS = {"parallel": parallel, "endpoints": endpoints, "locations": locations}
PROPERTY = settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(places(), st.sampled_from(SIGLA), st.data())
@PROPERTY
def test_known_texts_are_told_exactly(
    make_edition: Make, encoding: str, text: list[Place], lemma: str, data: st.DataObject
) -> None:
    if encoding == "locations":  # an addition has no place in its line
        text = [place for place in text if place[lemma]] or [dict.fromkeys(SIGLA, "w")]
    manners = [data.draw(st.integers(0, 2)) for _ in text]
    body, back = ENCODINGS[encoding](text, lemma, manners)
    whole = f"<text><body>{body}</body><back>{back}</back></text>" if back else ""
    collected = apparatus(make_edition(body, text=whole, header=HEADER))
    ident = next(iter(collected))
    for name in SIGLA:
        expected = " ".join(" ".join(place[name] for place in text).split())
        assert tell(collected, ident, name).text.split() == expected.split()


# --- Published editions ----------------------------------------------------------------------

COUNTS = {
    "calpurnius/editio.xml": (1850, 3639),
    "calpurnius/Poem2.xml": (245, 539),
    "calpurnius/Poem4.xml": (388, 854),
    "pta/pta0001.pta001.pta-grcBibex.xml": (502, 603),
    "pta/pta0003.pta020.pta-grcBibex2.xml": (926, 1015),
    "pta/pta0022.pta001.pta-grc1.xml": (4086, 5629),
    "pta/pta0200.pta001.pta-syc1.xml": (695, 685),
    "sarit/ratnakirti-nibandhavali.xml": (140, 206),
    "sarit/vatsyayana-nyayabhasya.xml": (3, 4),
    "dharma/DHARMA_INSCIC00066.xml": (33, 25),
    "dharma/DHARMA_INSCIC00072.xml": (45, 35),
    "dharma/DHARMA_INSCIC00089.xml": (78, 78),
    "dharma/DHARMA_INSCIC00141.xml": (42, 40),
    "tradition/base__t__data__florilegium_tei_cte.xml": (74, 89),
    "tradition/base__t__data__florilegium_tei_ps.xml": (44, 91),
    "teiphy/ubs_ephesians.xml": (38, 111),
}


def all_entries(collected: Apparatus) -> Iterator[tuple[str, int]]:
    for entries in collected.values():
        for item in entries:
            yield (
                item.id,
                len(item.readings)
                + sum(
                    1
                    for reading in item.readings
                    if reading.element.tag == tei("lem")  # a lemma that leads a reading group
                )
                * -1,
            )


@pytest.mark.parametrize("name", COUNTS)
def test_counts_are_those_of_the_source(corpora: Path, name: str) -> None:
    root = etree.parse(corpora / name, etree.XMLParser(huge_tree=True, collect_ids=False))
    source = [sum(1 for _ in root.iter(f"{{*}}{item}")) for item in ("app", "rdg")]
    found = list(all_entries(apparatus(load(corpora / name))))
    assert source == list(COUNTS[name])
    assert [len(found), sum(count for _, count in found)] == source


PLACED = {
    "dharma/DHARMA_INSCIC00066.xml": {Fault.LEMMA_DIFFERS: 3},
    "dharma/DHARMA_INSCIC00072.xml": {
        Fault.NO_LEMMA: 3,
        Fault.LEMMA_DIFFERS: 2,
        Fault.NO_LOCUS: 1,
    },
    "sarit/ratnakirti-nibandhavali.xml": {Fault.LEMMA_DIFFERS: 7, Fault.DANGLING: 3},
    "tradition/base__t__data__florilegium_tei_cte.xml": {},
}


@pytest.mark.parametrize("name", PLACED)
def test_entries_apart_from_the_text_find_their_passages(corpora: Path, name: str) -> None:
    found = Counter(
        fault
        for entries in apparatus(load(corpora / name)).values()
        for item in entries
        for fault in item.faults
        if fault is not Fault.WITNESS_TWICE
    )
    assert found == PLACED[name]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def letters(texts: Iterator[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if sign.isalnum())


APART = ("note", "witDetail", "app", "choice", "supplied", "add", "del", "figDesc", "fw", "desc")


def common(elements: tuple[etree._Element, ...]) -> Iterator[str]:
    """Give the text that no entry, note or intervention touches."""
    for top in elements:
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event != "start":
                if element is not top and element.tail:
                    yield element.tail
            elif element.tag in map(tei, APART):
                walk.skip_subtree()
            elif element.text:
                yield element.text


def readings_of(elements: tuple[etree._Element, ...], names: set[str]) -> Iterator[str]:
    """Give all text but that of readings which name other witnesses only."""
    for top in elements:
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event != "start":
                if element is not top and element.tail:
                    yield element.tail
            elif element.tag == tei("rdg") and not names & {
                sign.lstrip("#") for sign in element.get("wit", "").split()
            }:
                walk.skip_subtree()
            elif element.text:
                yield element.text


@pytest.mark.parametrize(
    ("name", "sigla"),
    [
        ("calpurnius/editio.xml", ("N", "G", "P", "V", "β", "η", "ExcPar")),
        ("pta/pta0001.pta001.pta-grcBibex.xml", ("Pt", "Pa", "Ab", "Ecl114")),
        ("pta/pta0022.pta001.pta-grc1.xml", ("45", "H", "104", "y")),
        ("tradition/base__t__data__florilegium_tei_ps.xml", ("A", "C", "P")),
    ],
)
@pytest.mark.parametrize("state", [State.BEFORE, State.AFTER])
def test_no_word_is_lost_or_lent(
    corpora: Path, name: str, sigla: tuple[str, ...], state: State
) -> None:
    """Reckoned from the source alone: at least the common text, at most that and its readings."""
    edition = load(corpora / name)
    collected = apparatus(edition)
    for ident, text in edition.texts.items():
        if not collected[ident]:
            continue
        for siglum in sigla:
            witnesses = collected.witnesses(ident)
            witness = witnesses[siglum]
            names = {witness.id, witness.siglum, *witnesses.groups(witness.id)}
            names |= {hand.id for hand in witnesses.hands(witness.id)}
            told = tell(collected, ident, siglum, state)
            found = letters(iter([told.text]))
            copies = any(item.element.findall(".//*[@copyOf]") for item in collected[ident])
            if not copies:
                assert not found - letters(readings_of(text.elements, names))
            absent = {Attestation.LACUNOSE, Attestation.OUT_OF_RANGE}
            apart = any(item.running is None for item in collected[ident])
            if not apart and not absent & set(told.attestations.values()):
                least = letters(common(text.elements))
                assert not least - found, (ident, siglum)


def test_every_witness_of_an_edition_can_be_told(corpora: Path) -> None:
    collected = apparatus(load(corpora / "calpurnius/editio.xml"))
    for witness in collected.witnesses("poem1").values():
        told = tell(collected, "poem1", witness.id)
        extant = set(told.attestations.values()) != {Attestation.OUT_OF_RANGE}
        assert bool(told.text) == extant
        numbers = {item.number for item in collected["poem1"]}
        # Those of a passage that is copied elsewhere count below zero.
        assert {number for number in told.attestations if number > 0} <= numbers


# --- Input that is not trusted ---------------------------------------------------------------


def nested(depth: int, holder: str) -> str:
    levels = [f"<app><lem>x{level}</lem><rdg wit='#A'>" for level in range(depth)]
    start = "<app><lem>" * depth if holder == "lem" else "".join(levels)
    end = "</lem><rdg wit='#B'>x0</rdg></app>" if holder == "lem" else "</rdg></app>"
    return f"<p>{start}z{end * depth}</p>"


@pytest.mark.parametrize("holder", ["lem", "rdg"])
def test_entries_nested_forty_deep_are_told_at_once(make_edition: Make, holder: str) -> None:
    collected = apparatus(make_edition(nested(40, holder), header=HEADER))
    assert len(collected["text"]) == 40
    assert tell(collected, "text", "A").text == "z"
    assert tell(collected, "text", "B").text == "x0"


@pytest.mark.parametrize("holder", ["lem", "rdg"])
def test_entries_nested_without_end_are_refused(make_edition: Make, holder: str) -> None:
    with pytest.raises(TeiError, match="to a depth of more than 50"):
        apparatus(make_edition(nested(200, holder)))


def test_copies_of_copies_do_not_grow_without_end(make_edition: Make) -> None:
    levels = "".join(
        f"<seg xml:id='s{level}'><seg copyOf='#s{level + 1}'/><seg copyOf='#s{level + 1}'/></seg>"
        for level in range(40)
    )
    collected = apparatus(
        make_edition(
            f"<p>{levels}<seg xml:id='s40'>z</seg> <app><lem>a</lem>"
            "<rdg wit='#A'><seg copyOf='#s0'/></rdg>"
            "<rdg wit='#B' xml:id='b' copyOf='#b'/></app></p>"
        )
    )
    assert len(tell(collected, "text", "A").text) < 1_100_000
    # A copy of itself leads nowhere.
    assert tell(collected, "text", "B").attestations[1] is Attestation.UNKNOWN

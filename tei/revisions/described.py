"""What an element says that has no words of its own: an entry of the apparatus, a choice, a gap."""

from __future__ import annotations

from lxml import etree

from tei import names
from tei.revisions.streams import Flat
from tei.revisions.vocabulary import local

_BESIDE = ("note", "rdg", "rdgGrp", "witDetail")
_OMITTED = ("omitted", "omission")
_OFFERS = ("sic", "corr", "orig", "reg", "abbr", "expan", "seg", "unclear", "am", "ex")


def content(flat: Flat, index: int) -> str:
    """Say what an element holds: “teh → the”, “amat] amatus A B; amant C”, <gap unit="line"/>."""
    node = flat.nodes[index]
    name = flat.names[index]
    if name == "choice":
        return " → ".join(_words(child) for child in node if _name(child) in _OFFERS)
    if name == "app":
        return _entry(node)
    if name == "rdgGrp":
        return "; ".join(map(_attested, node.iter(names.tei("rdg"))))
    if name == "rdg":
        return flat.text(index) or _said(node)
    return flat.text(index) or _tag(node, name)


def entry(flat: Flat, index: int) -> tuple[str, str]:
    """Give what an apparatus says before and after a reading: the lemma, and the witnesses.

    Each has a blank beside the reading.
    """
    node = flat.nodes[index]
    around = node.getparent()
    while around is not None and _name(around) == "rdgGrp":
        around = around.getparent()
    lemma = ""
    if around is not None and _name(around) == "app":
        lemma = next((_words(child) for child in around if _name(child) == "lem"), "")
    return f"{lemma}] " if lemma else "", "".join(f" {siglum}" for siglum in _sigla(node))


def _entry(app: etree._Element) -> str:
    lemma = ""
    readings = []
    for each in app.iter(names.tei("lem"), names.tei("rdg")):
        nearest = next(each.iterancestors(names.tei("app")), None)
        if nearest is not app:
            continue
        if _name(each) == "lem":
            lemma = _words(each)
        else:
            readings.append(_attested(each))
    if not lemma and not readings:
        return " ".join("".join(map(str, app.itertext())).split())
    return f"{lemma}] {'; '.join(readings)}".strip()


def _attested(reading: etree._Element) -> str:
    return " ".join([_said(reading), *_sigla(reading)])


def _said(reading: etree._Element) -> str:
    """Give the words of a reading, or those that it copies; else “om.”, or the gap that it is."""
    if words := _words(reading):
        return words
    if copied := reading.get("copyOf"):
        app = next(reading.iterancestors(names.tei("app")), reading)
        wanted = copied.removeprefix("#")
        origin = next((each for each in app.iter() if each.get(names.XML_ID) == wanted), None)
        words = _words(origin) if origin is not None else ""
        return words or _tag(reading, _name(reading))
    inner = [each for each in reading if isinstance(each.tag, str) and _name(each) not in _BESIDE]
    if not inner or (_name(inner[0]) == "gap" and inner[0].get("reason") in _OMITTED):
        return "om."
    return _tag(inner[0], _name(inner[0]))


def _sigla(node: etree._Element) -> list[str]:
    """Name the witnesses of a reading, and the scholars who have proposed it."""
    pointers = (node.get("wit") or "").split()
    pointers += (each for each in (node.get("source") or "").split() if each[0] == "#")
    return [pointer.removeprefix("#") for pointer in pointers]


def _tag(node: etree._Element, name: str) -> str:
    if name[0] == "#":
        return ""
    shown = []
    for key, value in node.attrib.items():
        if key != names.AT:
            short = "xml:id" if key == names.XML_ID else str(key).rpartition("}")[2]
            shown.append(f'{short}="{value!s}"')
    return f"<{' '.join([name, *shown])}/>"


def _words(node: etree._Element) -> str:
    """Give the words of an element without notes and without other readings in it."""
    pieces: list[str] = []
    _collect(node, pieces)
    return " ".join("".join(pieces).split())


def _collect(node: etree._Element, pieces: list[str]) -> None:
    pieces.append(node.text or "")
    for child in node:
        if isinstance(child.tag, str) and _name(child) not in _BESIDE:
            _collect(child, pieces)
        pieces.append(child.tail or "")


def _name(node: etree._Element) -> str:
    return local(node.tag) if isinstance(node.tag, str) else ""

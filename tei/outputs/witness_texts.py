"""The text of every witness as a file of plain text, for those who read without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from tei.names import prepared

_SIGNS = {
    "lacunose": "[lacuna]",
    "illegible": "[illegible]",
    "out of range": "[not extant]",
    "unknown": "[?]",
}
# The same sign at the end of one place and at the beginning of the next.
_TWICE = re.compile(rf"({'|'.join(map(re.escape, _SIGNS.values()))})(?: ?\1)+")


def addresses(shared: etree._Element) -> Mapping[str, str]:
    """Give by the id of each witness where its text lies within the site.

    Sigla may differ in nothing but case (A, a), or consist of signs that file names had better not
    have, so each has a number too.
    """
    if shared.find(f".//{prepared('unit')}[@collated]") is None:
        return {}
    known = [
        witness
        for witness in shared.iter(prepared("witness"))
        if witness.get("rank", "witness") == "witness" and witness.get("declared") != "no"
    ]
    return {
        witness.get("id", ""): f"witnesses/{number:02}-{_plain(witness.get('siglum', ''))}.txt"
        for number, witness in enumerate(known, 1)
    }


def files(shared: etree._Element, collations: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Give the path and the words of each witness in all texts, one text after the other."""
    paths = addresses(shared)
    texts: dict[str, list[str]] = {ident: [] for ident in paths}
    for content in collations:
        for ident, text in _told(etree.fromstring(content, etree.XMLParser(huge_tree=True))):
            if ident in texts:
                texts[ident].append(text)
    for ident, path in paths.items():
        if texts[ident]:
            yield path, "\n\n".join(texts[ident]) + "\n"


def _told(collation: etree._Element) -> Iterator[tuple[str, str]]:
    names = collation.get("witnesses", "").split()
    lines: dict[str, list[str]] = {name: [] for name in names}
    states = dict.fromkeys(names, "")
    for passage in collation:
        before = "" if passage.tag == prepared("line") else "\n"
        said = _line(passage, states)
        for name in names:
            words, states[name] = said[name]
            if words:
                lines[name].append(before + words)
    label = collation.get("label", "")
    for name in names:
        text = "\n".join(lines[name]).strip("\n")
        yield name, text if text.startswith(label) else f"[{label}]\n\n{text}"


_Cell = tuple[str, str]  # the state and the words
_Has = tuple[tuple[int, int], ...]  # the places at which a cell names a witness, and the cells


def _line(passage: etree._Element, states: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Tell a line of every witness; those who have the same in the same state are told once."""
    has: dict[str, _Has] = dict.fromkeys(states, ())
    places: list[list[_Cell]] = []
    rests: list[int] = []
    for at, place in enumerate(passage):
        cells = [("", "")]
        rests.append(0)
        for number, cell in enumerate(place, 1):
            cells.append((cell.get("is", ""), _words(cell)))
            who = cell.get("witnesses")
            if who is None:
                rests[-1] = number
                continue
            for name in who.split():
                has[name] += ((at, number),)
        places.append(cells)
    told: dict[tuple[str, _Has], tuple[str, str]] = {}
    for name, state in states.items():
        key = (state, has[name])
        if key not in told:
            numbers = dict(enumerate(rests)) | dict(has[name])
            told[key] = _said((places[at][number] for at, number in numbers.items()), state)
    return {name: told[state, has[name]] for name, state in states.items()}


def _words(cell: etree._Element) -> str:
    pieces = [cell.text or ""]
    for gap in cell:
        pieces += [_SIGNS.get(gap.get("is", ""), ""), gap.tail or ""]
    return "".join(pieces)


def _said(cells: Iterable[_Cell], state: str) -> tuple[str, str]:
    """Tell what one witness has; the sign of its state stands where that changes."""
    pieces: list[str] = []
    for is_, words in cells:
        if sign := _SIGNS.get(is_):
            if state != is_:
                pieces.append(f" {sign} ")
            state = is_
        elif words:
            if words.strip():
                state = ""
            pieces.append(words)
    text = re.sub(" +", " ", "".join(pieces)).strip(" ")
    return _TWICE.sub(r"\1", text), state


def _plain(siglum: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "", siglum) or "witness"

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
        said: dict[str, list[str]] = {name: [] for name in names}
        for place in passage:
            others = set(names)
            rest = None
            for cell in place:
                who = cell.get("witnesses")
                if who is None:
                    rest = cell
                    continue
                for name in who.split():
                    others.discard(name)
                    _say(said, states, name, cell)
            if rest is not None:
                for name in others:
                    _say(said, states, name, rest)
        before = "" if passage.tag == prepared("line") else "\n"
        for name in names:
            if words := re.sub(" +", " ", "".join(said[name])).strip(" "):
                lines[name].append(before + words)
    label = collation.get("label", "")
    for name in names:
        text = "\n".join(lines[name]).strip("\n")
        yield name, text if text.startswith(label) else f"{label}\n\n{text}"


def _say(
    said: dict[str, list[str]], states: dict[str, str], name: str, cell: etree._Element
) -> None:
    state = cell.get("is", "")
    if sign := _SIGNS.get(state):
        if states[name] != state:
            said[name].append(f" {sign} ")
        states[name] = state
    elif words := cell.text:
        if words.strip():
            states[name] = ""
        said[name].append(words)


def _plain(siglum: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "", siglum) or "witness"

"""The numbers of the apparatus as a document that a stylesheet draws and tabulates.

Only numbers and coordinates are made here; `xslt/statistics.xsl` decides how they look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei.apparatus.matrix import Matrix, Row
from tei.apparatus.model import Flow, Start
from tei.apparatus.statistics import Agreement, Node, pair_of
from tei.names import XML_LANG, prepared

_STRETCH = 100  # words for which variants are counted together
_MOST = 120  # stretches in a plot; longer texts have longer stretches


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, so many words from its beginning, and its entries."""

    text: str
    first: int
    words: int
    entries: int


def along(flows: Mapping[str, Flow]) -> list[Stretch]:
    """Count the entries along the texts, for each hundred words (more in long texts)."""
    counts = {ident: _counted(flow) for ident, flow in flows.items()}
    total = sum(words for words, places in counts.values() if places)
    size = max(1, -(-total // (_STRETCH * _MOST))) * _STRETCH
    found: list[Stretch] = []
    for ident, (words, places) in counts.items():
        if not places:
            continue
        per = Counter(min(at, max(words - 1, 0)) // size for at in places)
        for number in range(max(1, -(-words // size))):
            first = number * size
            length = max(0, min(size, words - first))
            found.append(Stretch(ident, first + 1, length, per[number]))
    return found


def _counted(flow: Flow) -> tuple[int, list[int]]:
    """Count the words of a text; give with it how many stand before each of its entries."""
    words = 0
    places: list[int] = []
    running = False  # a word goes on over the border of tokens
    for token in flow.tokens:
        if isinstance(token, str):
            pieces = token.split()
            words += len(pieces) - (running and bool(pieces) and not token[0].isspace())
            running = bool(token) and not token[-1].isspace() and (bool(pieces) or running)
        elif isinstance(token, Start) and token.region.entry is not None:
            places.append(words)
    return words, places


def document(
    title: str,
    language: str,
    found: Matrix,
    rows: Sequence[Row],
    pairs: Mapping[tuple[Row, Row], Agreement],
    in_tree: Sequence[Row],
    tree: Node | None,
    stretches: Iterable[Stretch],
    labels: Mapping[str, str],
) -> bytes:
    """Put all numbers into one document (its names are those of this module)."""
    root = etree.Element(prepared("statistics"), nsmap={"p": "urn:tei-edition:prepared"})
    root.set("title", title)
    root.set(XML_LANG, language)
    root.set("places", str(len(found.characters)))
    names = {row: str(number) for number, row in enumerate(rows, 1)}
    for row in rows:
        attested = sum(1 for item in found.characters if row in item.cells)
        _add(root, "witness", n=names[row], label=row.label, known=str(attested))
    for row in rows:
        if row not in in_tree:
            _add(root, "left-out", label=row.label)
    for number, one in enumerate(rows):
        for two in rows[number + 1 :]:
            pair = pair_of(dict(pairs), one, two)
            if pair.share is not None:
                _add(
                    root,
                    "pair",
                    one=names[one],
                    two=names[two],
                    agree=str(pair.agree),
                    compared=str(pair.compared),
                    share=f"{pair.share:.3f}",
                )
    for stretch in stretches:
        _add(
            root,
            "stretch",
            text=labels.get(stretch.text, stretch.text),
            first=str(stretch.first),
            words=str(stretch.words),
            entries=str(stretch.entries),
        )
    if tree is not None:
        _branches(_add(root, "tree"), tree)
    return etree.tostring(root, encoding="UTF-8")


def _branches(holder: etree._Element, tree: Node) -> None:
    """Lay a tree out: `x` is the way from the middle, `y` counts the leaves from above."""
    leaves = 0
    deepest = 0.0

    def place(node: Node, x: float) -> float:
        nonlocal leaves, deepest
        here = x + max(node.length, 0.0)
        deepest = max(deepest, here)
        if node.row is not None:
            leaves += 1
            y = float(leaves)
        else:
            inner = [place(child, here) for child in node.children]
            y = (inner[0] + inner[-1]) / 2
            _add(
                holder,
                "fork",
                x=f"{here:.5f}",
                top=f"{inner[0]:.3f}",
                bottom=f"{inner[-1]:.3f}",
            )
        made = _add(holder, "branch", x=f"{x:.5f}", to=f"{here:.5f}", y=f"{y:.3f}")
        made.set("length", f"{max(node.length, 0.0):.5f}")
        if node.row is not None:
            made.set("label", node.row.label)
        return y

    place(tree, 0.0)
    holder.set("leaves", str(leaves))
    holder.set("width", f"{deepest:.5f}")


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, prepared(name))
    for key, value in attributes.items():
        made.set(key, value)
    return made

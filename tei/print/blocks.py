"""The blocks of a book: what stands on lines of its own, and how it may be parted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

# Elements whose lines the plan must know of.
_BLOCKS = frozenset(
    [
        "text",
        "p",
        "heading",
        "line",
        "speaker",
        "stage",
        "list",
        "item",
        "remark",
        "table",
        "figure",
        "quotation",
        "stanza",
        "speech",
        "apart",
        "centred",
        "apparatus",
        "entry",
        "notes",
        "pair",
    ]
)
_RAGGED = frozenset(["line", "speaker", "stage", "heading", "text"])
# What is not itself the place where a page can be made to begin, and what is not within others.
_HELD = frozenset(["text", "item", "table", "entry", "notes", "apparatus"])
_HOLDERS = frozenset(["item", "label", "cell", "caption", "table", "figure", "side"])
_CONTAINERS = frozenset(
    [
        "quotation",
        "stanza",
        "speech",
        "apart",
        "centred",
        "list",
        "item",
        "label",
        "cell",
        "caption",
        "table",
        "figure",
        "remark",
        "stage",
        "notes",
        "pair",
        "side",
    ]
)
_BESIDE = "beside"
# The left page and the right one of two that face each other.
_SIDES = ("verso", "recto")
_UNCOUNTED = frozenset(("remark", "stage", "notes", _BESIDE))
_LEFT_OUT = frozenset(["note"])
# What stands within lines, and looks that make a line higher.
_PHRASES = frozenset(
    [
        "anchor",
        "call",
        "link",
        "milestone",
        "note",
        "page",
        "passage",
        "place",
        "quad",
        "sign",
        "span",
        "unclear",
    ]
)
_UNEVEN = frozenset(["large", "superscript", "subscript"])
_COUNTED = frozenset(["p", "line", "list", "item"])


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stands on lines of its own.

    `style` names what it is and what it stands in: blocks of the same style have the same spaces
    around them. `number` is that of a verse, `stanza` that of its stanza, if the lines are counted
    anew in each; `is_counted`: its lines have numbers on the page;
    `is_title`: it is a heading; `opens_page`: it is a text that begins on a page of its own;
    `holder` is the same for blocks that stand in the same block or section, `opener` the block
    with which a page can be made to begin, so that this one is its first; `is_sticky`: what
    follows must begin on its page; `pair` is the pair of text and translation that it stands in,
    and `is_beside`: it is part of the translation, in the second column; `is_bound`: it closes a
    text, and must begin on the page of what precedes it. On facing pages `side` is the "verso" or
    the "recto", `unit` counts what belongs together on both; blocks of another `leaf` than those
    before them begin on another page, and only a block that `is_divisible` goes on overleaf.
    """

    text: str
    style: str
    number: str = ""
    stanza: str = ""
    is_counted: bool = False
    is_title: bool = False
    opens_page: bool = False
    holder: int = -1
    opener: str = ""
    is_sticky: bool = False
    pair: int = -1
    is_beside: bool = False
    is_bound: bool = False
    side: str = ""
    unit: int = 0
    leaf: int = 0
    is_divisible: bool = False

    @property
    def is_justified(self) -> bool:
        """Say whether its lines end at the margin, so that words may be divided."""
        return self.style.split(" ")[0] not in _RAGGED and "align" not in self.style


def blocks(texts: Mapping[str, etree._Element], opening: frozenset[str]) -> list[Block]:
    """Number the blocks of all texts (attribute `block`) and say what each is.

    `opening` are the texts that begin on a page of their own.
    """
    found: list[Block] = []
    side, unit, leaf = "", 0, 0
    for text in texts.values():
        opens_page = text.get("id", "") in opening or text.get("headed") == "itself"
        stack: list[tuple[etree._Element, frozenset[str], str, int]] = [(text, frozenset(), "", -1)]
        pair = -1
        while stack:
            element, above, opener, holder = stack.pop()
            tag = str(element.tag)
            if tag in _LEFT_OUT:
                continue
            if tag in _SIDES or tag == "text":
                verse, unit = "", 0
            if tag == "facing" and element.get("spread"):
                leaf += 1
            unit = int(element.get("unit", unit))
            if tag in _BLOCKS:
                before, side = side, next((each for each in _SIDES if each in above), "")
                leaf += before != side and (before, side) != ("", "verso")
                element.set("block", str(len(found)))
                block = _block(element, text.get("id", ""), above, opens_page, opener)
                if tag == "line":
                    block = _numbered(block, verse, is_rest="after" in element.attrib)
                    verse = block.number or verse
                elif tag == "p":
                    verse = ""
                if tag == "pair":
                    pair = len(found)
                if above.issubset(_SIDES) and _is_even(element):
                    element.set("even", "yes")
                block = replace(block, holder=holder, pair=pair if "pair" in above else -1)
                found.append(replace(block, side=side, unit=unit, leaf=leaf))
                if tag in _CONTAINERS:
                    holder = len(found) - 1
                    opener = opener or _own_opener(element, above)
            if tag in ("table", "figure", "entry"):
                continue  # set as a whole; rows and edges report themselves
            if tag == "section":
                holder = -2 - len(found)
            above = above | {tag} if tag in _CONTAINERS or tag in _SIDES else above
            if element.get("beside"):
                above |= {_BESIDE}
            # What comes first in a block opens the page with it.
            children = [(child, above, "", holder) for child in element]
            if children and not (element.text or "").strip():
                children[0] = (children[0][0], above, opener, holder)
            stack += reversed(children)
    return found


def _block(
    element: etree._Element, text: str, above: frozenset[str], opens_page: bool, opener: str
) -> Block:
    tag = str(element.tag)
    align = element.get("align", "")
    style = [
        tag,
        *sorted(above.difference(_SIDES)),
        element.get("class", ""),
        align and f"align-{align}",
    ]
    is_beside = _BESIDE in above
    number, stanza = "", ""
    if tag == "line" and not is_beside:
        number, stanza = element.get("n", ""), element.get("stanza", "")
    if number and stanza:
        number = f"{stanza}.{number}" if number[0].isdigit() else stanza + number
    caption = element.get("class") == "caption"
    return Block(
        text,
        " ".join(filter(None, style)),
        number,
        stanza if number else "",
        is_counted=tag in _COUNTED
        and not (number or caption or above & _UNCOUNTED)
        and _shows(element),
        is_title=tag in ("heading", "text"),
        opens_page=tag == "text" and opens_page,
        opener=opener or _own_opener(element, above),
        is_sticky=tag in ("heading", "text", "speaker", "apparatus", "notes") or caption,
        is_beside=is_beside,
        is_bound=align == "right" and "apart" in above,
        is_divisible=not above & _HOLDERS and _is_divisible(element),
    )


def _is_even(element: etree._Element) -> bool:
    """Say whether an element is a paragraph with nothing in it that could part its lines."""
    if element.tag != "p" or element.get("align") or element.get("class"):
        return False
    return all(
        (each.tag in _PHRASES and _UNEVEN.isdisjoint(each.get("look", "").split()))
        or next(each.iterancestors("note"), None) is not None
        for each in element.iterdescendants(etree.Element)
    )


def _is_divisible(element: etree._Element) -> bool:
    """Say whether a page may begin within a block, or with it though it is part of another.

    That is a paragraph with no blocks in it but those of its notes, a table without cells of
    several rows, an item without a label of a list that is not within another.
    """
    if element.tag == "table":
        return all(cell.get("rows", "1") == "1" for cell in element.iter("cell"))
    if element.tag == "item":
        return next(element.iter("label"), None) is None
    return element.tag == "p" and all(
        next(each.iterancestors("note"), None) is not None
        for each in element.iter(*_BLOCKS - {"p"})
    )


def _shows(element: etree._Element) -> bool:
    """Say whether anything is seen of a block: what an editor takes out leaves a mark only."""
    words = (each for each in element.itertext() if str(each).strip())
    return next(words, None) is not None or next(element.iter("page", "image"), None) is not None


def _numbered(block: Block, before: str, is_rest: bool) -> Block:
    """Give a verse without a number, after a numbered one, the number that it is cited by.

    The rest of a shared line has the number of its beginning; any other has none of its own.
    """
    if block.number or not before:
        return block
    return replace(block, number=before if is_rest else "", is_counted=False)


def _own_opener(element: etree._Element, above: frozenset[str]) -> str:
    return "" if element.tag in _HELD or above & _HOLDERS else element.get("block", "")

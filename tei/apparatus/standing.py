"""What of an encoding can be the text of a witness.

The words that an editor puts in the place of others are nobody's but the editor's: a witness has
the `sic`, not the `corr`, and nothing of what is `supplied`. Which spelling stands (`orig` or
`reg`, `abbr` or `expan`) is a question of the layer (`tei.layers`).
"""

from __future__ import annotations

from lxml import etree

from tei.layers import Layer, choice_kind, layer_of, local
from tei.names import tei

# About the text, not of it; and what the tokens tell in another way.
_APART = frozenset(
    {"note", "noteGrp", "witDetail", "wit", "listApp", "listTranspose", "listWit", "spanGrp"}
)
# What an editor supplies because the source has left it out, not because it is damaged.
OMITTED = frozenset({"omitted", "omitted-in-original", "omission", "scribal-omission"})


def stands(element: etree._Element, layer: Layer) -> bool:
    """Say whether an element's words can be those of a witness, in a layer.

    Additions and deletions are not judged here: they depend on the hand.
    """
    name = local(element)
    if name in _APART:
        return False
    parent = element.getparent()
    if parent is not None and local(parent) == "choice" and choice_kind(parent) == "correction":
        has_source = any(local(child) in ("sic", "orig", "surplus") for child in parent)
        if has_source:
            return name == "sic" or (name == "orig" and parent.find(tei("sic")) is None)
    if name == "supplied":
        return False
    if name in ("surplus", "add", "del", "app", "lem", "rdg", "rdgGrp"):
        return True
    own = layer_of(element)
    return own is None or own is layer


def emends(element: etree._Element) -> bool:
    """Say whether an element changes the wording of the source: what an editor has emended."""
    name = local(element)
    if name == "choice":
        return {"sic", "corr"} <= {local(child) for child in element}
    return name == "surplus" or (name == "supplied" and element.get("reason", "") in OMITTED)


def wordings(element: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Give what the editor has written, and what the source has; a side may be empty."""
    if local(element) == "supplied":
        return element, etree.Element(tei("sic"))
    if local(element) == "surplus":
        attributes = {name: element.get(name, "") for name in ("resp", "cert", "type")}
        return etree.Element(tei("corr"), attributes), element
    emended = next(child for child in element if local(child) == "corr")
    return emended, next(child for child in element if local(child) == "sic")


def is_edited_only(element: etree._Element) -> bool:
    """Say whether all words of a passage are the editor's: a lemma that is supplied whole."""
    children = [child for child in element if local(child)]
    loose = [element.text, *(child.tail for child in children)]
    return (
        bool(children)
        and all(local(child) == "supplied" for child in children)
        and not any(text and text.strip() for text in loose)
    )

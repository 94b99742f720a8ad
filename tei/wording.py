"""The words of a passage in one form of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tei.layers import Layer, layer_of, local
from tei.names import prepared

_BREAKS = ("lb", "space")
_PASSAGE = prepared("passage")  # an entry in a prepared text
_GROUPS = frozenset({"rdgGrp", "app"})
_ENTRY = _GROUPS | {"lem", "rdg", "passage"}
_CLOSING = frozenset(".,;:!?)]}’”»·")
_LINES = frozenset({"l", "lg", "p", "ab", "item", "row", "cell", "line", "addrLine"})


def pieces(
    element: etree._Element,
    layer: Layer = Layer.READING,
    leave_out: Callable[[etree._Element], bool] = lambda _: False,
) -> Iterator[str]:
    """Give the pieces of text within an element that stand in a layer, in their order.

    `leave_out` names elements whose text is not wanted (notes, say). The text after the element
    itself is not part of it.
    """
    if not len(element) and local(element) not in _BREAKS:
        yield element.text or ""
        return
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, item in walk:
        if event == "start":
            other = layer_of(item) if item is not element else None
            if (other is not None and other != layer) or (item is not element and leave_out(item)):
                walk.skip_subtree()
            elif local(item) in _BREAKS and item.get("break") != "no":
                yield " "  # a line ends a word unless the encoder says otherwise
            else:
                if item is not element and _parts_words(item):
                    yield " "
                if item.text:
                    yield item.text
        elif item is not element and item.tail:
            yield item.tail


def _parts_words(element: etree._Element) -> bool:
    """Say whether a word cannot run on over the beginning of an element."""
    name = local(element)
    if name == "w":
        previous = element.getprevious()
        return previous is not None and local(previous) == "w" and not previous.tail
    return name in _LINES


def ends_word(label: etree._Element) -> bool:
    """Say whether a `label`, as of a speaker, has to be parted from the words that follow it.

    `<l><label type="speaker">M.</label>Quid tacitus` is not one word.
    """
    item, parent = label, label.getparent()
    while parent is not None:
        around = "passage" if parent.tag == _PASSAGE else local(parent)
        is_last = item.getnext() is None and not (item.tail or "").strip()
        if around not in _GROUPS and not (is_last and around in _ENTRY):
            break
        item, parent = parent, parent.getparent()  # it ends a reading, and so what follows that
    if tail := item.tail:
        return not (tail[0].isspace() or tail[0] in _CLOSING)
    return item.getnext() is not None


def words(element: etree._Element, layer: Layer = Layer.READING, notes: bool = False) -> str:
    """Give the text of an element on one line, white space folded; notes only when asked for."""
    if not len(element):
        return " ".join((element.text or "").split())
    leave_out = (lambda _: False) if notes else (lambda item: local(item) == "note")
    return " ".join("".join(pieces(element, layer, leave_out)).split())

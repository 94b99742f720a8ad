"""Single blanks: an omission, or what is not printed, leaves two where the text has one."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tei.print.stretches import LINES

# What is seen on the line although it has no words here, and what stands elsewhere.
_SEEN = frozenset(["page"])
_ELSEWHERE = frozenset(["note", "apparatus", "notes"])
_PARTING = tuple(",.;:")
_CLOSING = tuple(",.;:·!?)]’”»")


def single(root: etree._Element) -> None:
    """Leave one blank where several follow one another across elements.

    There is none before a mark of punctuation behind the passage of an entry, where the blank is
    due to the layout of the file, or to an omission, and none before the bracket behind a lemma,
    or before a mark of punctuation that the program puts in.
    """
    _Blanks().walk(root)


@dataclass(slots=True)
class _Blanks:
    # Does the line so far end in a blank, or has it just begun? Where that blank is.
    ends: bool = True
    holder: tuple[etree._Element, bool] | None = None
    after_passage: bool = False

    def walk(self, element: etree._Element) -> None:
        is_block = element.tag in LINES
        if is_block:
            self._begin()
        self._text(element, is_tail=False)
        for child in element:
            if child.tag in _SEEN:
                self.ends, self.holder = False, None
            elif child.tag not in _ELSEWHERE:
                self.walk(child)
            self._text(child, is_tail=True)
        if element.tag in ("passage", "lemma"):
            self.after_passage = True
        if is_block:
            self._begin()

    def _begin(self) -> None:
        self.ends, self.holder, self.after_passage = True, None, False

    def _text(self, element: etree._Element, is_tail: bool) -> None:
        text = (element.tail if is_tail else element.text) or ""
        if not text:
            return
        closes = element.tag == "sign" and not is_tail and text.startswith(_PARTING)
        if self.ends:
            text = text.lstrip(" ")
        closes = closes or (self.after_passage and text.startswith(_CLOSING))
        if closes and self.holder:
            before, was_tail = self.holder
            _write(before, was_tail, _read(before, was_tail).rstrip(" "))
        _write(element, is_tail, text)
        if text:
            self.ends = text.endswith(" ")
            self.holder = (element, is_tail) if self.ends else None
            self.after_passage = False


def _read(element: etree._Element, is_tail: bool) -> str:
    return (element.tail if is_tail else element.text) or ""


def _write(element: etree._Element, is_tail: bool, text: str) -> None:
    if is_tail:
        element.tail = text
    else:
        element.text = text

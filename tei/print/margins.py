"""What can stand in one place of the book or another: notes, and the pages of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from tei.elements import remove

# In the text, where a page of the source begins that the margin names.
STROKE = "|"


def put_notes_at_end(texts: Iterable[etree._Element]) -> None:
    """Move notes from the foot of the page to the end of their text; their calls remain."""
    for text in texts:
        calls = [note for note in text.iter("note") if not _is_within_note(note)]
        if not calls:
            continue
        place = next(text.iterchildren("notes"), None)
        if place is None:
            place = etree.Element("notes", label=text.get("notes-label", ""))
            apparatus = next(text.iterchildren("apparatus"), None)
            at = len(text) if apparatus is None else text.index(apparatus)
            text.insert(at, place)
        remarks = []
        for call in calls:
            remark = etree.Element("remark", {str(k): str(v) for k, v in call.items()})
            remark.text = call.text
            remark.extend(list(call))
            remarks.append(remark)
            tail = call.tail
            call.clear()
            call.tag, call.tail = "call", tail
            call.set("n", remark.get("n", ""))
            call.set("kind", remark.get("kind", ""))
            call.set("to", remark.get("id", ""))
        place[0:0] = remarks


def _is_within_note(note: etree._Element) -> bool:
    return next(note.iterancestors("note"), None) is not None


def pass_on(texts: Iterable[etree._Element]) -> None:
    """Put boundaries of the source that stand where no words are before the next words.

    Such a boundary is behind the last words of a text, or in a heading that only entries have. A
    text without any words keeps its own.
    """
    waiting: list[etree._Element] = []
    last = None
    for text in texts:
        last = text
        blocks = list(text.iter("p", "line", "heading", "speaker"))
        if not any(_has_words(block, block.iter("milestone")) for block in blocks):
            continue
        for block in blocks:
            own = list(block.iter("milestone"))
            if own and not _has_words(block, own):
                for milestone in own:
                    remove(milestone)
                waiting += own
                if block.get("class") == "boundaries":
                    remove(block)
            elif waiting:
                waiting[-1].tail, block.text = block.text, None
                block[0:0] = waiting
                waiting = []
    if last is not None and waiting:
        etree.SubElement(last, "p", indent="no").extend(waiting)


def _has_words(block: etree._Element, milestones: Iterable[etree._Element]) -> bool:
    words = "".join(map(str, block.itertext()))
    for milestone in milestones:
        words = words.replace(milestone.text or "", "", 1)
    return bool(words.strip()) or next(block.iter("image"), None) is not None


def take_folios(texts: Mapping[str, etree._Element], place: str) -> dict[str, str]:
    """Put the pages of the source where they are wanted: in the margin, in the text, nowhere.

    Gives what is to stand in the margin, by the marks that stand in the text for it.
    """
    found: dict[str, str] = {}
    if place == "text":
        return found
    for text in texts.values():
        for number, milestone in enumerate(list(text.iter("milestone")), 1):
            label = milestone.get("margin", "")
            if not label:
                continue
            name = milestone.get("id") or f"{text.get('id')}#milestone-{number}"
            milestone.set("id", name)
            if place == "margin":
                milestone.text = STROKE
                found[name] = label
            else:
                milestone.tag = "place"
                milestone.text = None
    return found

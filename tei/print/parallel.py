"""A text and its translation side by side, in columns or on facing pages.

A translation is a division of the type “translation”, or one that `@corresp` ties to another of
its own type. What belongs together is told by `@corresp`, by the same number (`@n`; “1-5” is every
number from 1 to 5), or else by the order (TEI Guidelines, 17.4 Correspondence and Alignment).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tei.elements import remove
from tei.print.aligning import Cut, aligned, astray, local, pointers

_ORIGINALS = frozenset(["edition", "original", "source", "text", ""])
# What stands after the words of a text.
_AFTER = frozenset(["notes", "apparatus"])


def side_by_side(
    book: etree._Element,
    texts: Mapping[str, etree._Element],
    language: str = "",
    on_pages: bool = False,
) -> dict[str, etree._Element]:
    """Put every translation beside its text; give the texts that remain.

    In columns, what belongs together stands in one pair; `on_pages` each side remains whole, and
    the blocks with which the units of both begin have their number. Of several translations that
    in `language` is taken, else the first; the others follow. No word is lost, and none changes
    its place among those of its side.
    """
    left = dict(texts)
    parts = {unit.get("id") for unit in book.iterfind("contents//unit[@title]")}
    for path, source in texts.items():
        if path in left:
            others = _translations(source, list(left.items()))
            named = [each for each in others if _language(left[each]) == language]
            for other in (named or others)[:1]:
                if _join(source, left[other], on_pages):
                    _forget(book, left.pop(other))
    for text in left.values():
        for section in list(text.iter("section")):
            _pair(section, text, language, on_pages)
        if next(text.iter("parallel", "facing"), None) is not None:
            _number_notes(text)
        for facing in text.iter("facing"):
            # The title of a text stands on its first left page, but that of a part on its own.
            is_first = all(each.get("level") == "1" for each in _before(facing))
            is_first &= text.get("headed") != "itself" and text.get("id") not in parts
            (text if is_first else facing).set("spread", "yes")
    return left


def _before(facing: etree._Element) -> Iterator[etree._Element]:
    """Give what stands before an element in its text."""
    for holder in (facing, *facing.iterancestors()):
        yield from holder.itersiblings(etree.Element, preceding=True)


def _translations(source: etree._Element, texts: Sequence[tuple[str, etree._Element]]) -> list[str]:
    """Find the texts that translate another one as a whole.

    One that points nowhere translates the edition before it.
    """
    one = source.find("section")
    found: list[str] = []
    is_after, is_next = False, True
    for path, other in texts:
        two = other.find("section")
        if other is source:
            is_after = True
        elif is_after and one is not None and two is not None:
            is_next = is_next and two.get("kind") != "edition"
            is_implied = one.get("kind") == "edition" and two.get("kind") == "translation"
            names = {source.get("id", ""), local(one)}
            if _translates(two, one, names) or (is_next and is_implied and not pointers(two)):
                found.append(path)
    return found


def _language(text: etree._Element) -> str:
    section = text.find("section")
    own = section.get("lang", "") if section is not None else ""
    return own or text.get("lang", "")


def _forget(book: etree._Element, text: etree._Element) -> None:
    """Leave a text that stands beside another one out of the contents."""
    for unit in list(book.iterfind("contents//unit")):
        if unit.get("id") == text.get("id"):
            remove(unit)


def _translates(two: etree._Element, one: etree._Element, names: set[str]) -> bool:
    is_of_kind = two.get("kind") == "translation" or two.get("kind") == one.get("kind")
    back = local(two) in pointers(one) and bool(local(two))
    return is_of_kind and (back or not (names - {""}).isdisjoint(pointers(two)))


def _join(source: etree._Element, other: etree._Element, on_pages: bool) -> bool:
    """Put a text beside the one that it translates, unless its title stands amid its words."""
    own, others = _gathered(source), _gathered(other)
    if not _is_first(_title(own)):
        source[0:0] = list(own)
        other[0:0] = list(others)
        return False
    etree.SubElement(others, "place", id=other.get("id", ""))
    others.insert(0, others[-1])
    for name in ("lang", "dir"):
        if other.get(name):
            others.set(name, other.get(name, ""))
    source.insert(0, _beside(own, others, source, on_pages))
    kinds = f"{source.get('notes', '')} {other.get('notes', '')}".split()
    source.set("notes", " ".join(dict.fromkeys(kinds)))
    source.extend(list(other))
    return True


def _gathered(text: etree._Element) -> etree._Element:
    section = etree.Element("section")
    section.extend([child for child in text if child.tag not in _AFTER])
    return section


def _title(section: etree._Element) -> etree._Element | None:
    return next((each for each in section.iter("heading") if each.get("level") == "1"), None)


def _is_first(title: etree._Element | None) -> bool:
    """Say whether no word stands before a title, or there is none."""
    while title is not None and (parent := title.getparent()) is not None:
        before = [*title.itersiblings(preceding=True)]
        words = [parent.text or "", *(text for each in before for text in each.itertext())]
        if "".join(map(str, words)).strip():
            return False
        title = parent
    return True


def _pair(section: etree._Element, text: etree._Element, language: str, on_pages: bool) -> None:
    """Put the translation of a division beside it, if one follows."""
    if next(section.iterancestors("parallel", "facing"), None) is not None:
        return
    is_original = section.get("kind", "") in _ORIGINALS
    others = [
        other
        for other in section.itersiblings("section")
        if (is_original and other.get("kind") == "translation")
        or _translates(other, section, {local(section)})
    ]
    if not others or not _is_first(_title(section)):
        return
    other = next((each for each in others if each.get("lang") == language), others[0])
    parent = section.getparent()
    assert parent is not None
    at = parent.index(section)
    remove(section)
    remove(other)
    parent.insert(at, _beside(section, other, text, on_pages))


def _beside(
    first: etree._Element, second: etree._Element, text: etree._Element, on_pages: bool
) -> etree._Element:
    """Put two divisions beside each other; the title of the text goes before them."""
    title = _title(first)
    own = _own_title(first, second) if on_pages else None
    for heading in (*first.iter("heading"), *second.iter("heading")):
        if heading is not title and heading.get("level") == "1":
            heading.set("level", "2")
    if own is not None:
        own.set("class", "title")
        text.set("translated", own.get("plain", ""))
    if title is not None:
        remove(title)
        text.insert(0, title)
    divided = Cut(first, second, aligned(first, second))
    for block in astray(first, second, divided.matches):
        block.set("astray", "yes")
    return _facing(divided) if on_pages else _parallel(divided)


def _own_title(first: etree._Element, second: etree._Element) -> etree._Element | None:
    """Give the title of a translation, to stand beside that of the text, which is before both."""
    heading = next(second.iter("heading"), None)
    other = next(first.iter("heading"), None)
    if heading is None or not _is_first(heading):
        return None
    is_subheading = other is not None and other.get("level") != "1" and _is_first(other)
    return None if is_subheading else heading


def _parallel(divided: Cut) -> etree._Element:
    parallel = etree.Element("parallel")
    for pieces in divided.pieces():
        pair = etree.SubElement(parallel, "pair")
        for number, piece in enumerate(pieces):
            side = etree.SubElement(pair, "side")
            if number:
                side.set("beside", "yes")
            if piece is not None:
                side.append(piece)
                for block in piece.iter("p", "quotation", "list"):
                    # A paragraph that opens a pair needs no indent.
                    block.set("indent", "no")
                    break
    return parallel


def _facing(divided: Cut) -> etree._Element:
    """Put the text on a left page and the translation on a right one; number their units."""
    facing = etree.Element("facing")
    for number, match in enumerate(divided.starts(), 1):
        for element in match:
            element.set("unit", str(number))
    for name, side in (("verso", divided.first), ("recto", divided.second)):
        etree.SubElement(facing, name).append(side)
    _number_verses(divided.second)
    return facing


def _number_verses(side: etree._Element) -> None:
    """Count the verses of a translation from 1 where its source does not number them."""
    verses = [each for each in side.iter("line") if each.get("n", "").isdecimal()]
    if verses and not any(each.get("number") or each.get("stanza") for each in verses):
        before = int(verses[0].get("n", "")) - 1
        for verse in verses:
            verse.set("n", str(int(verse.get("n", "")) - before))


def _number_notes(text: etree._Element) -> None:
    """Number the notes anew: in the order of the pairs, on facing pages each side by itself."""
    count: dict[tuple[str, bool], int] = {}
    for note in text.iter("note"):
        if note.get("n"):
            kind = note.get("kind", ""), next(note.iterancestors("recto"), None) is not None
            count[kind] = count.get(kind, 0) + 1
            note.set("n", str(count[kind]))

"""Two editors have put something into the same place: tags, words, a note, an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tei.merging.rows import Row
from tei.merging.sides import Side
from tei.merging.tags import Clash, merge_tags
from tei.reading.markup import Kind, attributes, name
from tei.revisions.vocabulary import is_block_name

# What stands in these is a list of records that do not depend on their order: both are kept.
_LISTS = frozenset(
    {
        *("revisionDesc", "listChange", "listPerson", "listPlace", "listOrg", "listBibl"),
        *("listEvent", "listObject", "listWit", "listNym", "listRelation", "listPrefixDef"),
        *("listApp", "taxonomy", "titleStmt", "editionStmt", "encodingDesc", "profileDesc"),
        *("handNotes", "langUsage", "classDecl", "keywords", "standOff", "spanGrp", "linkGrp"),
        *("tagsDecl", "correspDesc", "particDesc", "settingDesc", "notesStmt", "facsimile"),
    }
)
_DATES = ("when", "notBefore", "from", "when-iso")


@dataclass(frozen=True, slots=True)
class Piece:
    """An item of the merged file: the space before it, the item, and where it comes from.

    `at` is a gap or an item of the ancestor; `owner` names the editor who has put it in. With
    `until` it stands for a conflict about the items from `at` up to there.
    """

    space: str
    text: str
    kind: Kind
    at: int
    clashes: tuple[Clash, ...] = ()
    owner: str = ""
    until: int = -1


@dataclass(frozen=True, slots=True)
class _Parts:
    """An insertion: end tags of what was open, whole things, start tags of what stays open."""

    closers: range
    middle: range
    openers: range


def single(side: Side, gap: int) -> list[Piece]:
    """Give what one editor has put into a gap."""
    return [_piece(side, item, gap) for item in range(*side.inserts[gap])]


def both(ours: Side, theirs: Side, gap: int, parent: str) -> list[Piece] | None:
    """Give what the two have put into a gap of an element, None when they contradict."""
    first, second = range(*ours.inserts[gap]), range(*theirs.inserts[gap])
    if _texts(ours.row, first) == _texts(theirs.row, second):
        return single(ours, gap)
    one, other = _parts(ours.row, first), _parts(theirs.row, second)
    if one is None or other is None:
        return None
    middle = _middle(ours, theirs, one.middle, other.middle, gap, parent)
    if middle is None:
        return None
    closers = _tags(ours, theirs, one.closers, other.closers, gap, opening=False)
    openers = _tags(ours, theirs, one.openers, other.openers, gap, opening=True)
    if closers is None or openers is None:
        return None
    if openers and middle:
        # The space after what one has put in stands before the tags of the other.
        side = ours if one.middle else theirs
        partner = side.forward[gap]
        if not (one.openers if one.middle else other.openers) and partner >= 0:
            openers[0] = replace(openers[0], space=side.row.spaces[partner])
    return [*closers, *middle, *openers]


def _parts(row: Row, items: range) -> _Parts | None:
    """Divide an insertion; None when it opens something before it closes something else."""
    begin, end = items.start, items.stop
    for item in items:
        mate = row.mates[item]
        if mate >= 0 and mate not in items:
            if row.kinds[item] is Kind.END:
                begin = item + 1
                if end != items.stop:
                    return None
            elif end == items.stop:
                end = item
    outer = (*range(items.start, begin), *range(end, items.stop))
    if any(row.mates[item] in items or row.kinds[item] is Kind.TEXT for item in outer):
        return None
    return _Parts(range(items.start, begin), range(begin, end), range(end, items.stop))


def _tags(
    ours: Side, theirs: Side, first: range, second: range, gap: int, *, opening: bool
) -> list[Piece] | None:
    """Order the tags of both so that elements lie within one another, the longer ones outside.

    Where both have marked the same words as the same, there is one element.
    """
    mine = {_extent(ours, item): item for item in first}
    other = {_extent(theirs, item): item for item in second}
    if len(mine) < len(first) or len(other) < len(second):
        return None
    pieces = []
    for key in sorted({*mine, *other}, reverse=True) if not opening else _outer_first(mine, other):
        item = mine.get(key, -1)
        if key in mine and key in other:
            text, clashes = merge_tags(None, ours.row.texts[item], theirs.row.texts[other[key]])
            own = _piece(ours, item, gap)
            pieces.append(replace(own, text=text, clashes=tuple(clashes), owner=""))
        elif key in mine:
            pieces.append(_piece(ours, item, gap))
        else:
            pieces.append(_piece(theirs, other[key], gap))
    if opening and pieces:
        # The white space before the tags of both is the same: before the first of them.
        owner = pieces[0].owner
        for number, piece in enumerate(pieces[1:], 1):
            if piece.owner != owner and not is_block_name(name(piece.text)):
                pieces[number] = replace(piece, space="")
                break
    return pieces


def _outer_first(
    mine: dict[tuple[int, str], int], other: dict[tuple[int, str], int]
) -> list[tuple[int, str]]:
    return sorted({*mine, *other}, key=lambda key: (-key[0], key[1]))


def _extent(side: Side, item: int) -> tuple[int, str]:
    """Say how far the element of a tag reaches, and its name."""
    return side.gap(side.row.mates[item]), side.row.name(item)


def _middle(
    ours: Side, theirs: Side, first: range, second: range, gap: int, parent: str
) -> list[Piece] | None:
    if not first or _texts(ours.row, first) == _texts(theirs.row, second):
        side, items = (ours, first) if first else (theirs, second)
        return [_piece(side, item, gap) for item in items]
    if not second:
        return [_piece(ours, item, gap) for item in first]
    one, other = list(_things(ours.row, first)), list(_things(theirs.row, second))
    if parent in _LISTS:
        return _records(ours, theirs, one, other, gap)
    if _are_asides(ours.row, one) and not _are_asides(theirs.row, other):
        return _aside(ours, first, theirs, second, gap) if _are_words(theirs.row, second) else None
    if _are_asides(theirs.row, other) and _are_words(ours.row, first):
        return _aside(theirs, second, ours, first, gap)
    return None


def _things(row: Row, items: range) -> Iterator[range]:
    """Divide whole things into elements, comments and words."""
    item = items.start
    while item < items.stop:
        end = row.end(item)
        yield range(item, end)
        item = end


def _are_asides(row: Row, things: list[range]) -> bool:
    return all(row.kinds[thing.start] is not Kind.TEXT for thing in things)


def _are_words(row: Row, items: range) -> bool:
    return all(row.kinds[item] is Kind.TEXT for item in items)


def _aside(beside: Side, first: range, words: Side, second: range, gap: int) -> list[Piece]:
    """Put a note that hangs on the word before it before new words, else behind them."""
    hangs = not beside.row.spaces[first.start]
    note = [_piece(beside, item, gap) for item in first]
    said = [_piece(words, item, gap) for item in second]
    return note + said if hangs else said + note


def _records(
    ours: Side, theirs: Side, one: list[range], other: list[range], gap: int
) -> list[Piece] | None:
    """Keep the records of both: changes in order of their dates, others ours first by name."""
    mine = {_texts(ours.row, thing): (ours, thing) for thing in one}
    found = mine | {
        _texts(theirs.row, thing): (theirs, thing)
        for thing in other
        if _texts(theirs.row, thing) not in mine
    }
    records = list(found.values())
    if any(side.row.kinds[thing.start] is Kind.TEXT for side, thing in records):
        return None
    idents = [ident for each in records if (ident := _value(*each, "xml:id"))]
    if len(set(idents)) < len(idents):
        return None
    order = sorted(records, key=lambda each: (_value(*each, *_DATES), _texts(each[0].row, each[1])))
    if _descends(ours, gap):
        order.reverse()
    return [_piece(side, item, gap) for side, thing in order for item in thing]


def _descends(side: Side, gap: int) -> bool:
    """Tell whether the records of the ancestor around a gap have the latest date first."""
    base = side.base
    dates = []
    item = gap
    while item < len(base) - 1 and base.kinds[item] is not Kind.END:
        if date := _date(base, item):
            dates.append(date)
        item = base.end(item)
    item = gap - 1
    while item >= 0 and base.kinds[item] is not Kind.START:
        start = base.mates[item] if base.kinds[item] is Kind.END else item
        if date := _date(base, start):
            dates.insert(0, date)
        item = start - 1
    return dates[0] > dates[-1] if len(dates) > 1 else item == gap - 1 and bool(dates)


def _date(row: Row, item: int) -> str:
    values = {each.name: each.value[1:-1] for each in attributes(row.tag(item))}
    return next((values[name] for name in _DATES if name in values), "")


def _value(side: Side, thing: range, *names: str) -> str:
    values = {each.name: each.value[1:-1] for each in attributes(side.row.tag(thing.start))}
    return next((values[name] for name in names if name in values), "")


def _texts(row: Row, items: range) -> tuple[str, ...]:
    return tuple(row.texts[items.start : items.stop])


def _piece(side: Side, item: int, at: int) -> Piece:
    row = side.row
    return Piece(row.spaces[item], row.texts[item], row.kinds[item], at, owner=side.name)

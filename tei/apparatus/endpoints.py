"""Entries that name the two ends of their passage (@from and @to).

TEI Guidelines, “The Double End-Point Attachment Method”. An entry that stands in the text itself
may leave out the end at which it stands; one that stands apart and names one element means the
whole of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from tei.apparatus.model import Fault, Token
from tei.apparatus.tokens import Break
from tei.names import AT
from tei.pointers import Pointers

_BLANKS = " \t\r\n"


class Place(NamedTuple):
    """A stretch of the row of a text: from before one token to before another.

    `offset` and `end_offset` count characters within the tokens at `start` and `end`, where the
    stretch begins or ends inside of them.
    """

    text: str
    start: int
    end: int
    offset: int = 0
    end_offset: int = 0
    begins: str = ""  # the origin of the element at which it begins
    ends: str = ""  # and of that with which it ends

    @property
    def key(self) -> tuple[int, int]:
        """Where it begins, for putting places in order."""
        return self.start, self.offset


def find(
    app: etree._Element,
    here: tuple[str, int] | None,
    spans: Mapping[str, tuple[str, int, int]],
    pointers: Pointers,
) -> Place | Fault:
    """Find the passage of an entry.

    `here` is the text and place in its row where the entry itself stands, None where it stands
    apart; `spans` gives text, start and end of what can be pointed at.
    """
    ends = {}
    begins = last = ""
    for name in ("from", "to"):
        value = app.get(name, "").split()
        if value:
            target = pointers.resolve(app, value[0]).element
            found = spans.get(target.get(AT, "")) if target is not None else None
            if found is None:
                return Fault.DANGLING
            ends[name] = found
            origin = target.get(AT, "") if target is not None else ""
            if name == "from" or (here is None and not app.get("from")):
                begins = origin
            if name == "to" or not app.get("to"):
                last = origin
    if len(ends) == 1 and here is not None:
        ((name, found),) = ends.items()
        if found[0] == here[0]:
            own = (here[0], here[1], here[1])
            # An entry that stands before or in the element it names means the element.
            if name == "from" and found[2] <= here[1]:
                ends["to"] = own if found[1] == found[2] else found
                last = app.get(AT, "") if found[1] == found[2] else last
            elif name == "to" and found[1] >= here[1]:
                ends["from"] = own if found[1] == found[2] else found
    start = ends.get("from") or ends["to"]
    end = ends.get("to") or ends["from"]
    if start[0] != end[0]:
        return Fault.DANGLING
    if start[1] > end[2]:
        return Fault.REVERSED
    return Place(start[0], start[1], end[2], begins=begins, ends=last)


def trimmed(tokens: Sequence[Token], place: Place) -> Place:
    """Leave the blanks at both ends out of a passage: the readings of an entry have none there."""
    start, end = place.start, place.end
    while start < end and _is_blank(tokens[start]):
        start += 1
    while end > start and _is_blank(tokens[end - 1]):
        end -= 1
    if start == end:
        return place  # nothing but blanks, if anything
    first, last = tokens[start], tokens[end - 1]
    offset = len(first) - len(first.lstrip(_BLANKS)) if isinstance(first, str) else 0
    rest = len(last.rstrip(_BLANKS)) if isinstance(last, str) else 0
    if isinstance(last, str) and rest < len(last):
        return place._replace(start=start, offset=offset, end=end - 1, end_offset=rest)
    return place._replace(start=start, offset=offset, end=end, end_offset=0)


def _is_blank(token: Token) -> bool:
    return isinstance(token, str) and not token.strip(_BLANKS) and not isinstance(token, Break)

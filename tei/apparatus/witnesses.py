"""The witnesses of a text: manuscripts, prints, their groups and their hands.

TEI Guidelines, “Witness Lists” and “The Handwriting Description”. A `witness` within a witness is
a hand of it when its siglum is that of the witness with something added (N, N1, N2), or the list
is one of hands; otherwise it is a member of a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from tei.apparatus.model import Credit
from tei.layers import local
from tei.names import XML_ID, tei
from tei.wording import words

_SIGLA = frozenset({"siglum", "sigil", "sigla"})
_SUFFIX = re.compile(r"(?P<siglum>.+?)(?P<hand>\*|ac|pc|mg|sl|[Cc]\d*)")
_ALL = re.compile(r"\b(consensus|agreement)\b.{0,20}\b(all|omnium|tous|aller|tutti)\b", re.I)
_FIRST = frozenset({"*", "ac"})


class Rank(StrEnum):
    """What the siglum stands for."""

    WITNESS = "witness"
    GROUP = "group"
    HAND = "hand"


class Witness(NamedTuple):
    """A witness, a group of witnesses, or a hand of a witness.

    `of` is the id of the witness of a hand, or of the group around a witness; `order` of a hand
    as in `Credit`. `declared` is False for a siglum that stands in entries only. `passages` are
    pointers to the parts of the text that it transmits; none: all of it. `universal` is a siglum
    for all witnesses of the text (“consensus of all manuscripts”).
    """

    id: str
    siglum: str
    name: str
    rank: Rank
    of: str = ""
    order: int = 0
    declared: bool = True
    passages: tuple[str, ...] = ()
    universal: bool = False


class Witnesses(Mapping[str, Witness]):
    """The witnesses of a text by id, in the order of their lists; also found by siglum."""

    def __init__(self, found: Iterable[Witness]) -> None:
        self._all: dict[str, Witness] = {}
        for witness in found:
            self._all.setdefault(witness.id, witness)
        self._signs = {witness.siglum: witness.id for witness in reversed(self._all.values())}

    def __getitem__(self, key: str) -> Witness:
        """Give the witness with an id or a siglum; raises KeyError."""
        if key in self._all:
            return self._all[key]
        return self._all[self._signs[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def hands(self, witness: str) -> tuple[Witness, ...]:
        """Give the hands of a witness."""
        return tuple(
            item for item in self._all.values() if item.rank is Rank.HAND and item.of == witness
        )

    def groups(self, witness: str) -> tuple[str, ...]:
        """Give the ids of the groups around a witness, the nearest first."""
        found: list[str] = []
        current = self._all[witness].of if witness in self._all else ""
        while current and current in self._all and current not in found:
            found.append(current)
            current = self._all[current].of
        found += [item.id for item in self._all.values() if item.universal and item.id != witness]
        return tuple(dict.fromkeys(found))

    def credit(self, sign: str) -> Credit:
        """Say whose reading a siglum or id means; an unknown one becomes a witness by itself."""
        if sign not in self:
            self._declare(sign)
        witness = self[sign]
        if witness.rank is Rank.HAND:
            return Credit(witness.of, witness.siglum, witness.id, witness.order)
        return Credit(witness.id, witness.siglum)

    def _declare(self, sign: str) -> None:
        """Take in a siglum that no list has: `424C` as a hand of 424, others as they are."""
        parts = _SUFFIX.fullmatch(sign)
        if parts and parts["siglum"] in self:
            base = self[parts["siglum"]]
            digit = re.sub(r"\D", "", parts["hand"])
            order = -1 if parts["hand"] in _FIRST else int(digit or 1)
            made = Witness(sign, sign, "", Rank.HAND, base.id, order, declared=False)
        else:
            made = Witness(sign, sign, "", Rank.WITNESS, declared=False)
        self._all[sign] = made


def read(root: etree._Element) -> Iterator[Witness]:
    """Read the witnesses, groups and hands that are described within an element."""
    for element in root.iter(tei("listWit"), tei("witness"), tei("handNote")):
        ident = element.get(XML_ID)
        if not ident and local(element) == "witness":
            ident = element.get("n")  # entries name it by its siglum
        if not ident:
            continue
        around = _around(element)
        if local(element) == "handNote":
            if owner := _owner(element):
                yield _hand(element, owner)
        elif local(element) == "listWit":
            head = element.find(tei("head"))
            name = words(head) if head is not None else ""
            yield Witness(ident, element.get("n") or ident, name, Rank.GROUP, around)
        elif around and _is_hand(element, around):
            yield _hand(element, around)
        elif element.get("type") == "corrector" and (parts := _SUFFIX.fullmatch(ident)):
            digit = int(re.sub(r"\D", "", parts["hand"]) or 1)
            yield Witness(ident, siglum(element), "", Rank.HAND, parts["siglum"], digit)
        else:
            inner = any(
                not _is_hand(item, ident)
                for item in element.iter(tei("witness"))
                if item is not element and item.get(XML_ID)
            )
            rank = Rank.GROUP if inner else Rank.WITNESS
            passages = tuple(
                pointer
                for item in element.iter(tei("msItem"))
                for pointer in item.get("corresp", "").split()
            )
            name = " ".join(_description(element).split())
            universal = _ALL.search(name) is not None
            yield Witness(
                ident, siglum(element), name, rank, around, passages=passages, universal=universal
            )


def collected(found: Iterable[Witness]) -> list[Witness]:
    """Put in order the hands that say nothing of their order: as they are listed."""
    result: list[Witness] = []
    counts: dict[str, int] = {}
    for witness in found:
        if witness.rank is Rank.HAND and witness.order == 0:
            counts[witness.of] = counts.get(witness.of, 0) + 1
            count = counts[witness.of]
            witness = witness._replace(order=-1 if count == 1 else count - 1)
        result.append(witness)
    return result


def siglum(element: etree._Element) -> str:
    """Give the printed siglum of a witness: its `abbr`, else @n, else its id."""
    own = [child for child in element if local(child) in ("abbr", "idno", "label")]
    for child in own:
        if child.get("type", "").lower() in _SIGLA and (sign := words(child)):
            return sign
    if own and local(own[0]) == "abbr" and (sign := words(own[0])):
        return sign
    return element.get("n", "") or element.get(XML_ID, "")


def _description(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if local(child) not in ("listWit", "msDesc", "abbr", ""):
            pieces.append(words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _around(element: etree._Element) -> str:
    """Give the id of the witness or list around an element, "" where there is none."""
    for ancestor in element.iterancestors(tei("witness"), tei("listWit")):
        if ident := ancestor.get(XML_ID):
            return ident
    return ""


def _is_hand(element: etree._Element, around: str) -> bool:
    holder = element.getparent()
    if holder is None or local(holder) != "listWit":
        return False
    outer = holder.getparent()
    if outer is None or local(outer) != "witness":
        return False
    head = holder.find(tei("head"))
    if "hand" in holder.get("type", "").lower() or (
        head is not None and "hand" in words(head).lower()
    ):
        return True
    ident = element.get(XML_ID, "")
    return ident != around and ident.startswith(around) and len(ident) - len(around) <= 2


def _owner(note: etree._Element) -> str:
    """Find the witness of a hand: named by @corresp of it, or around its description."""
    for item in (note, *note.iterancestors()):
        for pointer in item.get("corresp", "").split() if local(item) != "witness" else ():
            return pointer.lstrip("#")
        if local(item) in ("witness", "msDesc") and (ident := item.get(XML_ID)):
            return ident
    return ""


def _hand(element: etree._Element, witness: str) -> Witness:
    ident = element.get(XML_ID, "")
    sign = siglum(element)
    name = " ".join(_description(element).split())
    rest = (ident.removeprefix(witness) if ident.startswith(witness) else ident).lstrip("-_.")
    order = 0
    if digits := re.fullmatch(r"[a-zA-Z]*(\d+)", rest):
        order = -1 if int(digits[1]) == 1 else int(digits[1]) - 1
    elif rest in _FIRST or element.get("scope") in ("sole", "major"):
        order = -1
    elif rest in ("pc", "c", "C"):
        order = 1
    return Witness(ident, sign, name, Rank.HAND, witness, order)

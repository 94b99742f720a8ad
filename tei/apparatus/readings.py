"""Lemma and readings of an entry, from their attributes; the same for every method of encoding.

TEI Guidelines, “The Apparatus Entry, Readings, and Witnesses”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from tei.apparatus.model import (
    Attestation,
    Bound,
    Credit,
    Detail,
    Flow,
    Group,
    Kind,
    Reading,
    Status,
)
from tei.apparatus.tokens import on_one_line
from tei.layers import local
from tei.names import XML_ID, tei
from tei.wording import words

_ILLEGIBLE = frozenset({"illegible", "faded", "unreadable", "effaced", "erasure", "erased"})
_OMITTED = frozenset({"omitted", "omission"})  # as the Library of Digital Latin Texts has it
_CORRECTED_FROM = re.compile(
    r"a\.?\s*c\.?|correction-original|"
    r"(ante|before|vor( der)?|avant( la)?|prima della) [ck]orr(\w+|\.)?",
    re.I,
)
_CORRECTED_TO = re.compile(
    r"p\.?\s*c\.?|correction-altered|"
    r"(post|after|nach( der)?|après( la)?|dopo la) [ck]orr(\w+|\.)?",
    re.I,
)
_EMENDED = re.compile(r"\b(emend|emendation)")
_CONJECTURED = re.compile(r"\b(conj|conjecture|coniectura|konjektur|proposition|proposal)")
_LACUNOSE = frozenset({"lac", "lacuna", "lacunose"})
_BOUNDS = frozenset(map(str, Bound))
_BOUND_TAGS = tuple(map(tei, _BOUNDS))


class Part(NamedTuple):
    """A `lem` or `rdg` of an entry with the number of its reading group."""

    element: etree._Element
    group: int | None


def parts(app: etree._Element) -> tuple[list[Part], list[Group]]:
    """Give the lemmas and readings of an entry in order, and its reading groups."""
    found: list[Part] = []
    groups: list[tuple[etree._Element, int | None]] = []

    def inside(container: etree._Element, group: int | None) -> None:
        for child in container:
            name = local(child)
            if name in ("lem", "rdg"):
                found.append(Part(child, group))
            elif name == "rdgGrp":
                groups.append((child, group))
                inside(child, len(groups) - 1)

    inside(app, None)
    main = lemma_of(found)
    order = [part.element for part in numbered(found, main)]
    made = []
    for number, (element, parent) in enumerate(groups):
        head = next((child for child in element if local(child) == "lem"), None)
        # Where the lemma is the only one, it leads its group; several lead each their own.
        at = None if head is None else (0 if head is main else order.index(head) + 1)
        made.append(Group(number, element.get("type", ""), at, parent))
    return found, made


def lemma_of(found: Sequence[Part]) -> etree._Element | None:
    """Find the lemma among the parts of an entry: outside of groups first."""
    lemmas = [part for part in found if local(part.element) == "lem"]
    lemmas.sort(key=lambda part: part.group is not None)
    return lemmas[0].element if lemmas else None


def numbered(found: Sequence[Part], main: etree._Element | None) -> list[Part]:
    """Give the parts that are readings, not the lemma; their numbers are counted from 1."""
    return [part for part in found if part.element is not main]


def credits_of(
    part: etree._Element, who: Callable[[etree._Element, Sequence[str]], list[Credit]]
) -> list[Credit]:
    """Say whose a reading is: by @wit, else the `wit` beside it, with @hand and order."""
    stated = inherited(part, "wit").split() or _listed(part)
    found = list(dict.fromkeys(who(part, [sign for sign in stated if sign.strip("#")])))
    hands = who(part, inherited(part, "hand").split())
    later = 1 if _is_added_whole(part) else 0
    if not (hands or later):
        return found
    result: list[Credit] = []
    for item in found:
        own = [hand for hand in hands if hand.hand and hand.witness == item.witness]
        if own:
            result += [Credit(item.witness, item.sign, hand.hand, hand.order) for hand in own]
        elif hands:
            result.append(Credit(item.witness, item.sign, hands[0].hand or hands[0].witness, 1))
        elif later and not item.hand:
            result.append(Credit(item.witness, item.sign, *_hand_of_addition(part, item, who)))
        else:
            result.append(item)
    return result


def _listed(part: etree._Element) -> list[str]:
    """Give the sigla in a `wit` within a reading or, as older encodings have it, beside it."""
    named = part.find(tei("wit"))
    if named is None:
        beside = part.getnext()
        named = beside if beside is not None and local(beside) == "wit" else None
    return [] if named is None else re.split(r"[\s,;]+", words(named))


def _is_added_whole(part: etree._Element) -> bool:
    """Say whether a reading is an addition as a whole: what a hand wrote beside the first text."""
    if not len(part):
        return False
    children = [child for child in part if local(child)]
    loose = [part.text, *(child.tail for child in children)]
    return (
        bool(children)
        and all(local(child) == "add" for child in children)
        and not any(text and text.strip() for text in loose)
    )


def _hand_of_addition(
    part: etree._Element,
    item: Credit,
    who: Callable[[etree._Element, Sequence[str]], list[Credit]],
) -> tuple[str, int]:
    for addition in part.iter(tei("add")):
        for hand in who(addition, addition.get("hand", "").split()):
            if hand.hand and hand.witness == item.witness:
                return hand.hand, max(hand.order, 1)
    return "", 1


def _status(part: etree._Element, get: Callable[[str], str]) -> Status:
    """Say where a reading comes from: explicit @type first, else @source or @resp."""
    types = f"{get('type')} {get('cause')}".lower().replace("#", "")
    if types != " " and _EMENDED.search(types):
        return Status.EMENDATION
    if types != " " and _CONJECTURED.search(types):
        return Status.EMENDATION if local(part) == "lem" else Status.CONJECTURE
    if get("wit") or not (get("source") or get("resp")):
        return Status.ATTESTED
    return Status.EMENDATION if local(part) == "lem" else Status.CONJECTURE


def make(
    part: Part,
    number: int,
    text: str,
    flow: Flow,
    named: Sequence[Credit],
    lemma: str | None,
) -> Reading:
    """Make a reading; `lemma` is the text of the lemma, None where none is known."""
    element = part.element
    bounds: tuple[str, ...] = ()
    if len(element):
        marks = (item for item in element.iter(*_BOUND_TAGS) if _own(item, element))
        bounds = tuple(map(local, marks))

    def get(attribute: str) -> str:
        return element.get(attribute, "") if part.group is None else inherited(element, attribute)

    sequence, type_ = get("varSeq"), get("type")
    missing = None if text else _missing(element)
    unknown = missing is Attestation.UNKNOWN
    return Reading(
        number=number,
        text=text,
        credits=tuple(named),
        kind=Kind.SUBSTITUTION if unknown else kind(type_, number, text, lemma, bounds),
        status=_status(element, get),
        flow=flow,
        element=element,
        type=type_,
        cause=get("cause"),
        sequence=int(sequence) if sequence.isdecimal() else 0,
        cert=get("cert"),
        resp=_pointers(get("resp")),
        source=_pointers(get("source")),
        require=_pointers(get("require")),
        exclude=_pointers(get("exclude")),
        id=element.get(XML_ID, ""),
        group=part.group,
        boundaries=bounds,
        missing=missing,
    )


def names(element: etree._Element, attribute: str) -> tuple[str, ...]:
    """Give the pointers in an attribute, without the sign # of a pointer within the file."""
    return _pointers(inherited(element, attribute))


def _pointers(value: str) -> tuple[str, ...]:
    return tuple([item.removeprefix("#") for item in value.split()]) if value else ()


def inherited(element: etree._Element, attribute: str) -> str:
    """Give an attribute of a reading, else that of the group it stands in."""
    if value := element.get(attribute):
        return value
    parent = element.getparent()
    if parent is not None and local(parent) == "rdgGrp":
        return inherited(parent, attribute)
    return ""


def _own(item: etree._Element, reading: etree._Element) -> bool:
    """Say whether a mark stands in a reading itself, not in an entry nested in it."""
    for ancestor in item.iterancestors():
        if ancestor is reading:
            return True
        if local(ancestor) == "app":
            return False
    return False


def kind(stated: str, number: int, text: str, lemma: str | None, bounds: Sequence[str]) -> Kind:
    """Class a reading of a type as against the lemma; None where no lemma is known."""
    if number == 0:
        return Kind.SAME
    if not text and bounds:
        return Kind.BOUNDARY
    if "transpos" in stated.lower():
        return Kind.TRANSPOSITION
    if not text:
        return Kind.SAME if lemma == "" else Kind.OMISSION
    if lemma is None:
        return Kind.SUBSTITUTION
    if not lemma:
        return Kind.ADDITION
    if text == lemma or on_one_line(text) == lemma:
        return Kind.SAME
    ours, theirs = lemma.split(), text.split()
    if len(ours) == len(theirs) > 1 and sorted(ours) == sorted(theirs):
        return Kind.TRANSPOSITION
    return Kind.SUBSTITUTION


def _missing(element: etree._Element) -> Attestation | None:
    if _copies(element):
        return Attestation.UNKNOWN  # its @copyOf leads nowhere
    gap = next(element.iter(tei("gap"), tei("damage")), None)
    return None if gap is None else lost(gap)


def _copies(element: etree._Element) -> bool:
    return any(item.get("copyOf") for item in element.iter(etree.Element))


def lost(gap: etree._Element) -> Attestation | None:
    """Say why the words are not there that a gap stands for; None where they never were."""
    reasons = set(gap.get("reason", gap.get("agent", "")).lower().split())
    if reasons & _OMITTED:
        return None
    return Attestation.ILLEGIBLE if reasons & _ILLEGIBLE else Attestation.LACUNOSE


def details(
    app: etree._Element,
    order: Sequence[etree._Element],
    who: Callable[[etree._Element, Sequence[str]], list[Credit]],
) -> Iterator[Detail]:
    """Read what an entry says of single witnesses; `order` has its readings by number."""
    said_here = [item for item in app.iter(tei("witDetail")) if _entry_around(item) is app]
    if not said_here:
        return
    by_id = {item.get(XML_ID): number for number, item in enumerate(order) if item.get(XML_ID)}
    known = {item.get("n"): number for number, item in enumerate(order) if item.get("n")} | by_id
    for element in said_here:
        targets = [value.removeprefix("#") for value in element.get("target", "").split()]
        aimed = [by_id[name] for name in targets if name in by_id]
        open_to = tuple(known[name] for name in targets if name in known)
        if not targets:
            before = [item for item in element.itersiblings(preceding=True) if item in order]
            aimed = [order.index(before[0])] if before and _shares(before[0], element) else []
        said = who(element, element.get("wit", "").split())
        sort = element.get("type", "")
        candidates = open_to if len(open_to) > 1 and sort == "ambiguous" else ()
        for reading in (aimed[:1] if candidates else aimed) or (None,):
            yield Detail(words(element), tuple(said), reading, sort, element, candidates)


def _shares(reading: etree._Element, detail: etree._Element) -> bool:
    """Say whether a remark that follows a reading can be about it: about one of its witnesses."""
    named = set(reading.get("wit", "").split())
    return not named or not detail.get("wit") or bool(named & set(detail.get("wit", "").split()))


def _entry_around(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(tei("app")), None)


def with_details(named: Sequence[Credit], number: int, said: Sequence[Detail]) -> list[Credit]:
    """Let what is said of a witness (“a. c.”) decide in which state it has a reading."""
    if not said:
        return list(named)
    result = []
    for item in named:
        order = item.order
        for detail in said:
            own = any(other.witness == item.witness for other in detail.witnesses)
            if own and detail.reading == number:
                for text in (detail.type, detail.text):
                    state = correction(text)
                    order = max(order, 1) if state > 0 else state or order
        result.append(Credit(item.witness, item.sign, item.hand, order))
    return result


def correction(text: str) -> int:
    """Say whether a remark means before (-1) or after correction (1), and nothing else; 0: no."""
    if _CORRECTED_FROM.fullmatch(text.strip()):
        return -1
    return 1 if _CORRECTED_TO.fullmatch(text.strip()) else 0


def is_lacunose(detail: Detail) -> bool:
    """Say whether a remark on a witness tells that it is not extant here."""
    return detail.type.lower() in _LACUNOSE

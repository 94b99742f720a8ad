"""Pointers: what a pointer leads to is of the right kind, and stands in the right place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.checks.links import Link, links
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.names import AT
from tei.pointers import Kind, number_of

_PASSAGES = frozenset("ab app div head l lem lg note p pb rdg seg".split())  # noqa: SIM905
_WORKS = frozenset({"bibl", "biblFull", "biblStruct"})
_PERSONS = frozenset({"person", "personGrp", "persona"})
_PLACES = frozenset({"place"})
_EVENTS = frozenset({"event"})
_IMAGES = frozenset({"surface", "surfaceGrp", "zone"})

# What a pointer in this attribute cannot mean. What is doubtful is not listed.
_NOT_IN = {
    "wit": _PASSAGES | _PLACES | _EVENTS | _IMAGES | {"category", "respStmt", "change"},
    "who": _PASSAGES | _PLACES | _EVENTS | _IMAGES | _WORKS | {"category", "witness"},
    "resp": _PASSAGES | _PLACES | _EVENTS | _IMAGES | {"category"},
    "hand": _PASSAGES | _PLACES | _EVENTS | _IMAGES | _WORKS | {"category", "witness"},
    "facs": _PASSAGES | _PLACES | _EVENTS | _WORKS | _PERSONS | {"category", "witness", "org"},
}
_WANTED = {
    "wit": "a witness",
    "who": "a person or role",
    "resp": "a person, organisation or respStmt",
    "hand": "a handNote",
    "facs": "a surface or zone",
}

# The records that a name of this kind cannot mean.
_NOT_NAMED = {
    "person": _PLACES | _WORKS | _EVENTS | {"object"},
    "place": _PERSONS | _WORKS | _EVENTS,
    "org": _WORKS | _EVENTS,
    "work": _PERSONS | _PLACES | _EVENTS | {"org"},
}
_NAMES = {
    "persName": "person",
    "placeName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "district": "place",
    "bloc": "place",
    "geogName": "place",
    "orgName": "org",
    "title": "work",
}
_TYPES = {"person": "person", "place": "place", "org": "org", "work": "work"}

# Pointers that say how an element relates to another one.
_RELATIONS = frozenset({"copyOf", "corresp", "exclude", "next", "prev", "sameAs", "synch"})


@check("PTR009", "wrong-kind-of-target", Severity.WARNING)
def wrong_kind_of_target(edition: Edition) -> Iterator[Finding]:
    """A pointer leads to something that it cannot mean.

    The id exists, but it is that of a place where a person is meant, or of a paragraph where a
    witness is meant. Mostly two ids have been confused.

    Wrong:
        <p><persName ref="#odessa">Trotsky</persName></p>
        <listPlace>
          <place xml:id="odessa"><placeName>Odessa</placeName></place>
        </listPlace>

    Right:
        <p><placeName ref="#odessa">Odessa</placeName></p>
        <listPlace>
          <place xml:id="odessa"><placeName>Odessa</placeName></place>
        </listPlace>

    Source: TEI Guidelines, the descriptions of the attributes.
    """
    for link in links(edition).of(Kind.ELEMENT):
        if link.target.element is None:
            continue
        found = local(link.target.element)
        excluded, wanted = _expectation(link)
        if found in excluded:
            place = edition.position(link.target.element)
            yield wrong_kind_of_target.finding(
                edition,
                link.element,
                f"@{link.attribute} of “{local(link.element)}” should point to {wanted}, but "
                f"“{link.target.value}” is a “{found}” ({place}).",
                "Point to the right id, or name the passage by what it is.",
                cause=f"{local(link.element)}/@{link.attribute} {link.target.url}",
            )


@check("PTR010", "pointer-to-itself", Severity.WARNING)
def pointer_to_itself(edition: Edition) -> Iterator[Finding]:
    """An element is said to correspond to, continue or exclude itself.

    Wrong:
        <p><seg xml:id="a" next="#a">In the beginning</seg></p>

    Right:
        <p><seg xml:id="a" next="#b">In the beginning</seg> he said
        <seg xml:id="b" prev="#a">was the word</seg></p>

    Source: TEI Guidelines, “Linking, Segmentation, and Alignment”.
    """
    for link in links(edition).of(Kind.ELEMENT):
        if link.attribute in _RELATIONS and link.target.element is link.element:
            yield pointer_to_itself.finding(
                edition,
                link.element,
                f"@{link.attribute} of “{local(link.element)}” points to the element itself.",
                "Point to the other element that is meant, or delete the attribute.",
            )


@check("PTR011", "reversed-span", Severity.ERROR)
def reversed_span(edition: Edition) -> Iterator[Finding]:
    """A passage ends before it begins.

    `@spanTo` has to point forwards, and the place in `@from` has to come before the place in
    `@to`. Otherwise the passage covers nothing, and the addition, deletion or apparatus entry is
    lost.

    Wrong:
        <p><anchor xml:id="end"/>He wrote <delSpan spanTo="#end"/>and crossed it out.</p>

    Right:
        <p>He wrote <delSpan spanTo="#end"/>and crossed it out.<anchor xml:id="end"/></p>

    Wrong:
        <p><anchor xml:id="a"/>arma<anchor xml:id="b"/> virumque
        <app from="#b" to="#a"><lem>arma</lem><rdg>armo</rdg></app></p>

    Right:
        <p><anchor xml:id="a"/>arma<anchor xml:id="b"/> virumque
        <app from="#a" to="#b"><lem>arma</lem><rdg>armo</rdg></app></p>

    Source: TEI Guidelines, “Additions and Deletions”, “The Double End-Point Attached Method”.
    """
    for link in links(edition).of(Kind.ELEMENT):
        end = link.target.element
        if end is None or link.attribute not in ("to", "spanTo"):
            continue
        start = link.element if link.attribute == "spanTo" else _start(edition, link.element)
        if start is not None and _comes_after(start, end):
            yield reversed_span.finding(
                edition,
                link.element,
                f"The passage of this “{local(link.element)}” ends ({edition.position(end)}) "
                f"before it begins ({edition.position(start)}).",
                "Exchange the two ids."
                if link.attribute == "to"
                else "Point to an anchor that comes later.",
            )


def _expectation(link: Link) -> tuple[frozenset[str], str]:
    """Give what a pointer cannot mean, and what it should mean."""
    if link.attribute == "ref":
        name = local(link.element)
        kind = (
            _TYPES.get(link.element.get("type", ""), "") if name == "rs" else _NAMES.get(name, "")
        )
        article = "an" if kind == "org" else "a"
        return _NOT_NAMED.get(kind, frozenset()), f"{article} {kind}"
    return _NOT_IN.get(link.attribute, frozenset()), _WANTED.get(link.attribute, "")


def _start(edition: Edition, element: etree._Element) -> etree._Element | None:
    value = element.get("from", "")
    return edition.pointers.resolve(element, value).element if value else None


def _comes_after(one: etree._Element, other: etree._Element) -> bool:
    """Say whether one element begins after the other, as far as they stand in one file."""
    if number_of(one) != number_of(other):
        return False
    return _ordinal(one) > _ordinal(other)


def _ordinal(element: etree._Element) -> int:
    return int((element.get(AT) or "0.0").partition(".")[2])

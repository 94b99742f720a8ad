"""Ids: each `xml:id` is a name, and stands for one element of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.pointers import number_of
from tei.relaxng.names import is_name


@check("IDS001", "duplicate-id", Severity.ERROR)
def duplicate_id(edition: Edition) -> Iterator[Finding]:
    """An id stands for more than one element.

    A pointer to such an id is ambiguous, and a link would lead to whichever comes first. Within
    one file this is an error of XML. In several files of one edition it is an error here, because
    `#name` is looked for in the whole edition.

    Wrong:
        <p xml:id="p1">One paragraph.</p>
        <p xml:id="p1">Another paragraph.</p>

    Right:
        <p xml:id="p1">One paragraph.</p>
        <p xml:id="p2">Another paragraph.</p>

    Source: W3C, xml:id Version 1.0, section 4.
    """
    for name, elements in edition.ids.items():
        if len(elements) < 2 or _apart(edition, name):
            continue
        first = edition.position(elements[0])
        for element in elements[1:]:
            if edition.position(element) == first:
                yield duplicate_id.finding(
                    edition,
                    element,
                    f"{first.path} belongs to the edition twice, and with it all its ids.",
                    "Include the file once, or name it once in edition.toml.",
                    cause=f"twice {first.path}",
                )
                continue
            yield duplicate_id.finding(
                edition,
                element,
                f"The id “{name}” is used already, by the “{local(elements[0])}” at {first}.",
                "Give one of the two another id, and correct the pointers that mean it.",
                cause=name,
            )


@check("IDS002", "repeated-id-in-collection", Severity.NOTE)
def repeated_id_in_collection(edition: Edition) -> Iterator[Finding]:
    """Files of a collection use the same id, each for an element of its own.

    Where many files are numbered alike (every letter has a `p1`), a pointer still finds its
    target, because its own file comes first. But no other file can point there by `#p1`; it has
    to write `letter-2.xml#p1`.

    Source: TEI Guidelines, “Pointing Mechanisms”.
    """
    repeated = [
        name for name, elements in edition.ids.items() if _apart(edition, name) and elements
    ]
    if repeated:
        element = edition.ids[repeated[0]][1]
        other = edition.position(edition.ids[repeated[0]][0])
        number = f"{len(repeated)} ids are" if len(repeated) > 1 else "One id is"
        yield repeated_id_in_collection.finding(
            edition,
            element,
            f"{number} used in several files, “{repeated[0]}” for one, which is also at {other}.",
            "Nothing to do, unless one file is to point into another.",
        )


@check("IDS003", "malformed-id", Severity.ERROR)
def malformed_id(edition: Edition) -> Iterator[Finding]:
    """An id is not a name as XML wants it.

    An id begins with a letter or an underscore and goes on with letters, digits, hyphens, full
    stops and underscores. Other programs refuse the whole file for one bad id.

    Wrong:
        <p xml:id="12 recto">…</p>

    Right:
        <p xml:id="f12r">…</p>

    Source: W3C, xml:id Version 1.0, section 4; Namespaces in XML 1.0 (NCName).
    """
    for name, elements in edition.ids.items():
        if is_name(name):
            continue
        for element in elements:
            yield malformed_id.finding(
                edition,
                element,
                f"“{name}” cannot be an id: {_reason(name)}.",
                f"Write “{_mended(name)}”, for example, and correct the pointers that mean it.",
                cause=name,
            )


def _apart(edition: Edition, name: str) -> bool:
    """Say whether an id is used several times, but only once in each document of a collection."""
    elements = edition.ids[name]
    if len(elements) < 2:
        return False
    roots = [element.getroottree().getroot() for element in elements]
    if len({number_of(root) for root in roots}) < len(roots):
        return False
    registers = {number_of(item.root) for item in edition.documents if item.register}
    return not registers.intersection(map(number_of, roots))


def _reason(name: str) -> str:
    if any(sign.isspace() for sign in name):
        return "it holds a blank"
    if name[0].isdigit():
        return "it begins with a digit"
    bad = next((sign for sign in name if not is_name("a" + sign)), name[0])
    return f"“{bad}” is not allowed " + ("at its beginning" if bad == name[0] else "in it")


def _mended(name: str) -> str:
    kept = "".join(sign if is_name("a" + sign) else "-" for sign in name).strip("-") or "id"
    return kept if is_name(kept) else f"n{kept}"

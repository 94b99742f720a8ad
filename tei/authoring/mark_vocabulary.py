"""The TEI elements as marking sees them: what names, what may be crossed, what is left alone."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from tei.registers import Kind

DATE = "date"
KINDS = (*(str(kind) for kind in Kind), DATE)
ALL = frozenset(KINDS)
NOTHING: frozenset[str] = frozenset()

# The element that marks a mention of each kind (TEI Guidelines, 14 Names, Dates, People, and
# Places; 3.12 Bibliographic Citations for `title`).
MARKS = {
    Kind.PERSON: "persName",
    Kind.PLACE: "placeName",
    Kind.ORG: "orgName",
    Kind.WORK: "title",
    Kind.EVENT: "eventName",
    Kind.OBJECT: "objectName",
}

# A name within a name belongs to that name ("Petrograd" in “Petrograd Soviet”): nothing in these
# is marked.
NAMING = frozenset(
    {
        *("persName", "placeName", "orgName", "eventName", "objectName", "name", "title"),
        *("surname", "forename", "addName", "roleName", "genName", "nameLink"),
        *("geogName", "geogFeat", "district", "settlement", "region", "country", "bloc"),
        *("date", "time", "author", "editor", "publisher", "pubPlace", "docAuthor", "docDate"),
    }
)
# No running text, though it may stand within some.
_OPAQUE = frozenset(
    {
        *("idno", "email", "gi", "att", "tag", "val", "code", "ident", "formula", "eg", "egXML"),
        *("listPerson", "listPlace", "listOrg", "listEvent", "listObject", "listBibl", "listNym"),
        *("listWit", "listRelation", "listApp", "standOff", "teiHeader", "xenoData"),
        # Who speaks is said by sp/@who and by the cast.
        *("speaker", "role", "castItem"),
    }
)
# Numbers that are no dates.
_COUNTING = frozenset({"num", "measure", "measureGrp", "biblScope", "citedRange", "dim", "height"})

# The text runs on through these; anything else keeps apart what stands before and after it.
INLINE = NAMING | {
    *("choice", "sic", "corr", "orig", "reg", "abbr", "expan", "am", "ex", "supplied", "surplus"),
    *("unclear", "damage", "restore", "retrace", "add", "del", "subst", "mod", "redo", "undo"),
    *("hi", "emph", "foreign", "distinct", "soCalled", "mentioned", "term", "gloss", "seg", "s"),
    *("cl", "phr", "w", "m", "c", "g", "pc", "said", "q", "quote", "cit", "ref", "ptr", "rs"),
    *("lb", "pb", "cb", "gb", "milestone", "anchor", "handShift", "fw", "note", "index", "num"),
    *("measure", "app", "lem", "rdg", "rdgGrp", "witDetail", "stage", "metamark", "secl"),
    *("interp", "substJoin", "listTranspose", "damageSpan", "delSpan", "addSpan", "caesura"),
    *("idno", "email", "code", "gi", "att", "val", "tag", "ident", "certainty", "precision"),
}
# An element may be put around these whole, when it covers all their text.
WRAPPABLE = frozenset(
    {
        *("choice", "sic", "corr", "orig", "reg", "abbr", "expan", "am", "ex", "supplied"),
        *("surplus", "unclear", "damage", "restore", "retrace", "add", "subst", "mod", "hi"),
        *("emph", "foreign", "distinct", "soCalled", "mentioned", "term", "seg", "w", "m", "c"),
        *("g", "pc", "del", "secl"),
    }
)
# What an element that is put around a passage may hold besides.
HELD = WRAPPABLE | {
    *("lb", "pb", "cb", "gb", "milestone", "anchor", "fw", "handShift", "metamark", "index"),
}


def masked(
    element: etree._Element, name: str, kind_of: Callable[[etree._Element], str | None]
) -> frozenset[str]:
    """Say which kinds of mentions are not to be marked within an element.

    `kind_of` gives the kind of the record to which the element points.
    """
    if name in NAMING or name in _OPAQUE or not name:
        return ALL
    if name == "rs":
        # “Lenin's wife” may be a designation of one person that names another: left to the
        # editor. But the town where she lives can be marked.
        stated = kind_of(element) or element.get("type", "")
        return frozenset({stated}) if stated in ALL else ALL
    return frozenset({DATE}) if name in _COUNTING else NOTHING

"""The TEI elements by what they are on a page: blocks, boundaries, holders of blocks only.

From the content models of TEI P5 (model.divLike, model.pLike, model.lLike, model.milestoneLike);
what may be either a block or a phrase is decided by its surroundings (`roles`).
"""

from __future__ import annotations

DIVISIONS = frozenset({"div", *(f"div{depth}" for depth in range(8))})

# Boundaries of the source: empty elements without extent.
MILESTONES = frozenset({"pb", "cb", "gb", "lb", "milestone", "anchor", "handShift"})

# Always a block, wherever it stands.
BLOCKS = DIVISIONS | {
    *("text", "front", "body", "back", "group", "floatingText", "sourceDoc", "surface", "zone"),
    *("p", "ab", "head", "l", "lg", "sp", "spGrp", "speaker", "line"),
    *("list", "item", "table", "row", "cell", "castList", "castGroup", "castItem"),
    *("titlePage", "docTitle", "titlePart", "docImprint", "docEdition", "byline"),
    *("epigraph", "argument", "opener", "closer", "postscript", "salute", "signed", "trailer"),
    *(
        "set",
        "prologue",
        "epilogue",
        "performance",
        "listBibl",
        "listWit",
        "witness",
        "eg",
        "egXML",
    ),
    *("listPerson", "listPlace", "listOrg", "listEvent", "listObject", "person", "place", "org"),
    *("listApp", "listRelation", "divGen", "entry", "u", "annotationBlock", "listChange"),
    *("person", "personGrp", "event", "object", "msDesc", "msPart", "msItem", "msContents"),
}

# A block between blocks, a phrase within text.
EITHER = frozenset(
    {
        *("quote", "q", "said", "cit", "note", "figure", "stage", "bibl", "biblStruct", "biblFull"),
        *("add", "del", "subst", "choice", "seg", "label", "address", "addrLine", "dateline"),
        *("fw", "ref", "ptr", "desc", "formula", "graphic", "view", "camera", "sound", "tech"),
        *("gap", "space", "metamark", "supplied", "surplus", "unclear", "damage", "restore"),
        *(
            "corr",
            "sic",
            "orig",
            "reg",
            "docAuthor",
            "docDate",
            "imprimatur",
            "caption",
            "notatedMusic",
            "media",
        ),
        *("date", "title", "foreign", "hi", "gloss", "figDesc", "incident", "kinesic", "vocal"),
        *("roleDesc", "writing", "pause", "shift", "retrace", "mod", "undo", "redo", "substJoin"),
    }
)

# These hold other elements only: white space between their children is layout of the file.
HOLDERS = DIVISIONS | {
    *("TEI", "text", "front", "body", "back", "group", "floatingText", "sourceDoc", "surface"),
    *("surfaceGrp", "lg", "sp", "spGrp", "list", "table", "row", "castList", "castGroup", "choice"),
    *("subst", "titlePage", "docTitle", "epigraph", "argument", "postscript", "figure", "cit"),
    *("set", "prologue", "epilogue", "listBibl", "listWit", "biblStruct", "monogr", "analytic"),
    *("series", "imprint", "respStmt", "listApp", "listPerson", "listPlace", "listOrg"),
    *("listEvent", "listObject", "listRelation", "person", "place", "org", "object", "msDesc"),
    *("msIdentifier", "msContents", "physDesc", "objectDesc", "history", "additional", "msPart"),
    *("teiHeader", "fileDesc", "titleStmt", "editionStmt", "publicationStmt", "seriesStmt"),
    *("notesStmt", "sourceDesc", "encodingDesc", "profileDesc", "revisionDesc", "listChange"),
    *("availability", "projectDesc", "editorialDecl", "correction", "normalization", "quotation"),
    *("hyphenation", "segmentation", "stdVals", "interpretation", "punctuation", "tagsDecl"),
    *("refsDecl", "classDecl", "taxonomy", "langUsage", "textClass", "keywords", "correspDesc"),
    *("correspAction", "correspContext", "handNotes", "particDesc", "settingDesc"),
    *("annotationBlock", "listPrefixDef", "standOff", "facsimile", "app"),
    *("rdgGrp", "listChange", "samplingDecl", "location", "entry"),
}

# Of these, the parts are words apart even where nothing is written between them.
PARTED = frozenset({"cit", "address", "respStmt", "biblStruct", "monogr", "analytic", "imprint"})

# Where a block may stand between blocks: their children of the kinds in EITHER are blocks there.
SURROUNDINGS = DIVISIONS | {
    *("text", "front", "body", "back", "group", "floatingText", "sp", "lg", "figure", "epigraph"),
    *("argument", "postscript", "titlePage", "castList", "sourceDoc", "surface", "set"),
    *("prologue", "epilogue", "listBibl", "spGrp", "castGroup"),
}

# The smallest units by which a text is cited.
PARAGRAPHS = frozenset({"p", "ab"})

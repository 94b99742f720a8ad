"""The header: an edition says what it is, who may use it, what it follows and how."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.names import tei
from tei.wording import words


@check("HDR001", "missing-title", Severity.ERROR)
def missing_title(edition: Edition) -> Iterator[Finding]:
    """The header gives no title.

    Catalogues, the title page and the citation take it from there.

    Wrong:
        <titleStmt><title/></titleStmt>

    Right:
        <titleStmt><title>My Life: A Digital Edition</title></titleStmt>

    Source: TEI Guidelines, “The Title Statement”.
    """
    for element, headers in _texts(edition):
        if not _said(headers[:1], "fileDesc/titleStmt/title"):
            yield missing_title.finding(
                edition,
                _place(element, headers, "titleStmt"),
                "The header has no title.",
                "Write it into teiHeader/fileDesc/titleStmt/title.",
                cause="title",
            )


@check("HDR002", "missing-licence", Severity.WARNING)
def missing_licence(edition: Edition) -> Iterator[Finding]:
    """The header does not say who may use the edition, and how.

    Without a licence nobody may use it, whatever its makers think.

    Wrong:
        <publicationStmt><publisher>The Press</publisher><availability/></publicationStmt>

    Right:
        <publicationStmt><publisher>The Press</publisher>
          <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY
          4.0</licence></availability></publicationStmt>

    Source: TEI Guidelines, “Publication, Distribution, Licensing, etc.”.
    """
    for element, headers in _texts(edition):
        stated = _said(headers, "fileDesc/publicationStmt/availability")
        licences = [item for header in headers for item in header.iter(tei("licence"))]
        if not stated and not any(item.get("target") or words(item) for item in licences):
            yield missing_licence.finding(
                edition,
                _place(element, headers, "publicationStmt"),
                "The header does not say under which licence the edition may be used.",
                "Add <availability><licence target=“…”>…</licence></availability> to the "
                "publicationStmt.",
                cause="licence",
            )


@check("HDR003", "missing-source-description", Severity.WARNING)
def missing_source_description(edition: Edition) -> Iterator[Finding]:
    """The header does not say what the text was taken from.

    An edition can be judged only by its sources. A text that was born digital says so.

    Wrong:
        <sourceDesc><p/></sourceDesc>

    Right:
        <sourceDesc><bibl>Leon Trotsky, My Life, New York 1930</bibl></sourceDesc>

    Source: TEI Guidelines, “The Source Description”.
    """
    for element, headers in _texts(edition):
        if not _said(headers, "fileDesc/sourceDesc"):
            yield missing_source_description.finding(
                edition,
                _place(element, headers, "sourceDesc"),
                "The header does not describe the source of the text.",
                "Describe it in teiHeader/fileDesc/sourceDesc: bibl, msDesc, listWit.",
                cause="sourceDesc",
            )


@check("HDR004", "missing-editorial-declaration", Severity.NOTE)
def missing_editorial_declaration(edition: Edition) -> Iterator[Finding]:
    """The header does not state the principles of the edition.

    Readers need to know what was normalised, corrected and left out.

    Wrong:
        <encodingDesc><projectDesc><p>A project.</p></projectDesc></encodingDesc>

    Right:
        <encodingDesc><editorialDecl><p>Spelling is kept; misprints are corrected and
        marked.</p></editorialDecl></encodingDesc>

    Source: TEI Guidelines, “The Editorial Practices Declaration”.
    """
    for element, headers in _texts(edition):
        if not _said(headers, "encodingDesc/editorialDecl"):
            yield missing_editorial_declaration.finding(
                edition,
                _place(element, headers, "encodingDesc"),
                "The header does not state the principles of the edition.",
                "Add an editorialDecl to the encodingDesc.",
                cause="editorialDecl",
            )


def _texts(edition: Edition) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Give each TEI element that holds a text, with its header and those of its corpora.

    A header that one text inherits from another's file, as in a collection, is not asked twice.
    """
    for document in edition.documents:
        if document.register:
            continue
        roots = [document.root] if local(document.root) in ("TEI", "teiCorpus") else []
        for root in roots:
            for element in root.iter(tei("TEI")):
                above = [element, *element.iterancestors()]
                found = [item.find(tei("teiHeader")) for item in above]
                yield element, [header for header in found if header is not None]


def _said(headers: list[etree._Element], path: str) -> bool:
    """Say whether one of the headers has words, or an attribute that speaks, at a path."""
    steps = "/".join(map(tei, path.split("/")))
    for header in headers:
        for found in header.findall(steps):
            if any(words(part, notes=True) for part in (found, *found.iter(tei("witDetail")))):
                return True
            if any(item.get(name) for item in found.iter(etree.Element) for name in _SPEAKING):
                return True
    return False


_SPEAKING = ("target", "url", "key", "ref", "corresp", "sameAs", "copyOf", "facs")


def _place(element: etree._Element, headers: list[etree._Element], name: str) -> etree._Element:
    """Find the element at which to report what is missing: its place, else the header."""
    header = headers[0] if headers else None
    if header is None:
        return element
    return next(header.iter(tei(name)), header)

"""Languages: every passage is in a language that programs recognise and the header declares."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.checks.find import with_attributes
from tei.checks.near import Near
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.language_tags import is_tag, shortest
from tei.layers import local
from tei.names import XML_LANG, tei
from tei.texts import language_of


@check("LNG001", "malformed-language", Severity.ERROR)
def malformed_language(edition: Edition) -> Iterator[Finding]:
    """A language is not given by a language tag.

    Hyphenation, the voice of a screen reader, the direction of writing and the choice of a font
    depend on it.

    Wrong:
        <p xml:lang="English">In English.</p>

    Wrong:
        <p xml:lang="de_AT">Auf Deutsch.</p>

    Right:
        <p xml:lang="en">In English.</p>

    Source: IETF, RFC 5646 (BCP 47), section 2.1.
    """
    for element, tag in _tags(edition):
        if is_tag(tag) and not (len(tag) > 3 and tag.isalpha()):
            continue
        yield malformed_language.finding(
            edition,
            element,
            f"“{tag}” is not a language tag.",
            f"Write “{tag.replace('_', '-')}”."
            if is_tag(tag.replace("_", "-")) and "_" in tag
            else "Write a code such as “en”, “grc” or “sa-Latn”.",
            cause=tag,
        )


@check("LNG002", "longer-language-code", Severity.NOTE)
def longer_language_code(edition: Edition) -> Iterator[Finding]:
    """A language has a code of three letters although there is one of two.

    Programs that follow the standard know the shorter one only: “lat” is nothing to a browser.

    Wrong:
        <p xml:lang="lat">Arma virumque cano.</p>

    Right:
        <p xml:lang="la">Arma virumque cano.</p>

    Source: IETF, RFC 5646 (BCP 47), section 2.2.1, rule 2.
    """
    for element, tag in _tags(edition):
        if (short := shortest(tag)) != tag:
            yield longer_language_code.finding(
                edition,
                element,
                f"The code of the language “{tag}” is “{short}”.",
                f"Write “{short}”.",
                cause=tag,
            )


@check("LNG003", "undeclared-language", Severity.NOTE)
def undeclared_language(edition: Edition) -> Iterator[Finding]:
    """A language is used that the header does not list.

    The header lists some languages, so that a reader takes the list to be complete.

    Wrong:
        <langUsage><language ident="en">English</language></langUsage>
        <p>He said: <foreign xml:lang="ru">да</foreign>.</p>

    Right:
        <langUsage><language ident="en">English</language>
          <language ident="ru">Russian</language></langUsage>
        <p>He said: <foreign xml:lang="ru">да</foreign>.</p>

    Source: TEI Guidelines, “Language Usage”.
    """
    declared = {
        language.get("ident", "").lower()
        for document in edition.documents
        for language in document.root.iter(tei("language"))
        if language.get("ident")
    }
    if not declared:
        return
    near = Near(sorted(declared))
    for element, tag in _tags(edition):
        text = any(local(item) == "text" for item in (element, *element.iterancestors()))
        if text and not _is_declared(tag.lower(), declared):
            yield undeclared_language.finding(
                edition,
                element,
                f"The language “{tag}” is not listed in the header.",
                near.question(tag) or f'Add <language ident="{tag}"> to the langUsage.',
                cause=tag,
            )


@check("LNG004", "unknown-language", Severity.NOTE)
def unknown_language(edition: Edition) -> Iterator[Finding]:
    """A text does not say in which language it is.

    Wrong:
        <TEI xmlns="http://www.tei-c.org/ns/1.0">
          <teiHeader><fileDesc>
            <titleStmt><title>A letter</title></titleStmt>
            <publicationStmt><p>Not published.</p></publicationStmt>
            <sourceDesc><p>A letter.</p></sourceDesc>
          </fileDesc></teiHeader>
          <text><body><p>Dear friend!</p></body></text>
        </TEI>

    Right:
        <text xml:lang="en"><body><p>Dear friend!</p></body></text>

    Source: TEI Guidelines, “Global Attributes” (xml:lang); WCAG 2.2, 3.1.1.
    """
    if edition.settings.edition.language:
        return
    for text in edition.texts.values():
        languages = {local(item) for item in text.elements[0].iter() if item.get(XML_LANG)}
        if not language_of(text.elements[0]) and not languages:
            yield unknown_language.finding(
                edition,
                text.elements[0],
                "The text does not say in which language it is.",
                "Add xml:lang to the “text” or “TEI” element.",
                cause="language",
            )


def _is_declared(tag: str, declared: set[str]) -> bool:
    """A tag is covered by itself and by a shorter form of it: `de` covers `de-AT`."""
    parts = tag.split("-")
    return any("-".join(parts[:length]) in declared for length in range(1, len(parts) + 1))


def _tags(edition: Edition) -> Iterator[tuple[etree._Element, str]]:
    """Give the elements with a language; empty means that none is stated, and is allowed."""
    for element in with_attributes(edition, "xml:lang"):
        if tag := element.get(XML_LANG, ""):
            yield element, tag

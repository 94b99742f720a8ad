"""Languages: every passage is in a language that programs recognise and the header declares."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.checks.find import with_attributes
from tei.checks.near import Near
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.language_tags import is_tag
from tei.layers import local
from tei.names import XML_LANG, tei
from tei.texts import language_of

# ISO 639-2 codes, in both their forms, of languages that have a code of two letters.
_PAIRS = """
    ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs cze=cs cym=cy wel=cy dan=da deu=de ger=de
    ell=el gre=el eng=en epo=eo est=et eus=eu baq=eu fas=fa per=fa fin=fi fra=fr fre=fr gle=ga
    glg=gl heb=he hin=hi hrv=hr hun=hu hye=hy arm=hy ind=id isl=is ice=is ita=it jpn=ja kat=ka
    geo=ka kaz=kk kor=ko lat=la lit=lt lav=lv mkd=mk mac=mk msa=ms may=ms nld=nl dut=nl nor=no
    oci=oc pol=pl por=pt ron=ro rum=ro rus=ru san=sa slk=sk slo=sk slv=sl spa=es sqi=sq alb=sq
    srp=sr swe=sv tam=ta tel=te tha=th tur=tr ukr=uk urd=ur vie=vi yid=yi zho=zh chi=zh
"""
_SHORT = {pair[:3]: pair[4:] for pair in _PAIRS.split()}


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
        primary, hyphen, rest = tag.partition("-")
        if short := _SHORT.get(primary.lower()):
            yield longer_language_code.finding(
                edition,
                element,
                f"The code of the language “{tag}” is “{short}{hyphen}{rest}”.",
                f"Write “{short}{hyphen}{rest}”.",
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

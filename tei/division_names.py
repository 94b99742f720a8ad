"""What a division is called that has no heading: by its kind and number, as its edition has them.

The kind is a word of the edition's language where it is one of those that TEI files use in English
(`type="chapter"`), else the word that the edition has (`type="carmen"`).
"""

from __future__ import annotations

from lxml import etree

from tei.names import XML_LANG

_LANGUAGES = ("de", "fr", "it", "la")
_TERMS = {
    "act": ("Akt", "Acte", "Atto", "Actus"),
    "appendix": ("Anhang", "Annexe", "Appendice", "Appendix"),
    "apparatus": ("Apparat", "Apparat", "Apparato", "Apparatus"),
    "bibliography": ("Literatur", "Bibliographie", "Bibliografia", "Bibliographia"),
    "book": ("Buch", "Livre", "Libro", "Liber"),
    "canto": ("Gesang", "Chant", "Canto", "Cantus"),
    "chapter": ("Kapitel", "Chapitre", "Capitolo", "Caput"),
    "commentary": ("Kommentar", "Commentaire", "Commento", "Commentarius"),
    "dedication": ("Widmung", "Dédicace", "Dedica", "Dedicatio"),
    "edition": ("Text", "Texte", "Testo", "Textus"),
    "introduction": ("Einleitung", "Introduction", "Introduzione", "Introductio"),
    "letter": ("Brief", "Lettre", "Lettera", "Epistula"),
    "part": ("Teil", "Partie", "Parte", "Pars"),
    "poem": ("Gedicht", "Poème", "Poesia", "Carmen"),
    "preface": ("Vorwort", "Préface", "Prefazione", "Praefatio"),
    "scene": ("Szene", "Scène", "Scena", "Scaena"),
    "section": ("Abschnitt", "Section", "Sezione", "Sectio"),
    "translation": ("Übersetzung", "Traduction", "Traduzione", "Interpretatio"),
    "volume": ("Band", "Tome", "Volume", "Tomus"),
}
# Kinds that say how a file is encoded, not what a reader has before him (EpiDoc, and others).
_TECHNICAL = frozenset({"textpart", "writingsession", "div", "unit", "segment"})


def name_of(division: etree._Element) -> str:
    """Name a division by its kind and number, "" where it has none that a reader would know."""
    kind, number = division.get("type", ""), division.get("n", "")
    if kind.lower() in _TECHNICAL:
        kind = division.get("subtype", "")
        if not kind:
            return "" if _is_address(number) else number
    if not kind:
        return ""
    if _is_address(number):
        number = ""
    elif not number:
        number = _ordinal(division)
    return f"{_term(kind, _language(division))} {number}".strip()


def _term(kind: str, language: str) -> str:
    terms = _TERMS.get(kind.lower())
    if terms and language in _LANGUAGES:
        return terms[_LANGUAGES.index(language)]
    return kind.capitalize()


def _language(element: etree._Element) -> str:
    """Give the language of the edition: that of its outermost element that states one."""
    stated = (item.get(XML_LANG) for item in (element, *element.iterancestors()))
    return ([value for value in stated if value] or [""])[-1].partition("-")[0].lower()


def _is_address(number: str) -> bool:
    """Say whether a number is an address for machines (`urn:cts:…`)."""
    return ":" in number or "/" in number


def _ordinal(element: etree._Element) -> str:
    """Count a division among those of its kind beside it; "" for the only one."""
    parent = element.getparent()
    alike = [
        child
        for child in (parent if parent is not None else [element])
        if child.tag == element.tag and child.get("type") == element.get("type")
    ]
    return str(alike.index(element) + 1) if len(alike) > 1 else ""

"""Which font a script from right to left is set in: one with its letters, points and accents."""

from __future__ import annotations

from tei.outputs.pdf_fonts import fonts_for
from tei.typeset import without_glyph

ACCENTED = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
POINTED = "בְּרֵאשִׁית"
FAMILIES = ("Libertinus Serif", "New Computer Modern")


def test_letter_and_accent_come_from_one_font() -> None:
    """Typst would print the letter twice: once from the font of the accent."""
    assert without_glyph(ACCENTED, FAMILIES[:1], only_these=True)
    first, *rest = fonts_for(set(ACCENTED), FAMILIES, ())
    assert first == {"name": "New Computer Modern", "covers": "[\u0590-\u05ff\ufb1d-\ufb4f]"}
    assert rest == list(FAMILIES)


def test_a_font_that_has_all_is_kept() -> None:
    assert fonts_for(set(POINTED), FAMILIES, ()) == list(FAMILIES)
    assert fonts_for(set("שלום arma ὦ̣"), FAMILIES, ()) == list(FAMILIES)


def test_the_first_font_is_kept_where_none_has_all() -> None:
    assert fonts_for({*ACCENTED, "\u05ff"}, FAMILIES[:1], ()) == [FAMILIES[0]]

"""The apparatus of a book from right to left."""

from __future__ import annotations

from collections.abc import Callable

from reading_pdf import quiet
from tei.edition import Edition

Make = Callable[..., Edition]


def test_entries_stand_in_the_order_of_a_text_from_right_to_left(make_edition: Make) -> None:
    words = ["אחת", "שתים", "שלוש"]
    entry = "<l n='{}'><app><lem>{}</lem><rdg wit='#S'>אחר</rdg></app></l>"
    lines = "".join(entry.format(number, word) for number, word in enumerate(words, 1))
    text = f'<text xml:lang="he"><body><div xml:lang="he">{lines}</div></body></text>'
    pages = quiet(make_edition(text=text))
    numbers = {
        sign.text: sign.x
        for sign in pages.signs(len(pages) - 1)
        if sign.is_bold and sign.text in "123"
    }
    assert numbers["1"] > numbers["2"] > numbers["3"]
    sigla = sorted(
        (sign.x for sign in pages.signs(len(pages) - 1) if sign.text == "S"), reverse=True
    )
    assert all(numbers[n] > x for n, x in zip("123", sigla, strict=True))
    assert sigla[0] > numbers["2"] and sigla[1] > numbers["3"]

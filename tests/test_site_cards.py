"""The cards below the entries of an apparatus, as pages without a browser have them."""

from __future__ import annotations

from collections.abc import Callable

import pages
from tei.edition import Edition

Make = Callable[..., Edition]


def test_readings_that_require_or_exclude_each_other_are_named_by_their_words(
    make_edition: Make,
) -> None:
    edition = make_edition(
        '<p n="7">one <app><lem xml:id="a0" exclude="#b1 #c1">two</lem>'
        '<rdg wit="#B" xml:id="a1" require="#b1 #gone">ten</rdg></app> '
        '<app><lem>three</lem><rdg wit="#B" xml:id="b1">four</rdg>'
        '<rdg wit="#C" xml:id="c1"/></app></p>'
    )
    built = pages.build(edition)
    (card,) = [
        card
        for path in built.pages
        for card in pages.select(built.page(path), "card")
        if "requires" in "".join(map(str, card.itertext()))
    ]
    said = " ".join("".join(map(str, card.itertext())).split())
    assert "two: excludes 7 “four”, 7 omission" in said
    assert "ten: requires 7 “four”, gone" in said

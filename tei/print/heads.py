"""What the running heads say of a page besides titles: its first line and its last."""

from __future__ import annotations

from collections.abc import Sequence

from tei.print.blocks import Block
from tei.print.breaking import Page
from tei.print.galley import Galley
from tei.print.numbering import Numbers


def lines_of_pages(
    galley: Galley, blocks: Sequence[Block], pages: Sequence[Page], numbers: Numbers
) -> dict[str, str]:
    """Give the first and the last line of each page, by the page's printed number: “13–27”.

    Only where a number tells more than the place on the page, as those of verses do; a page on
    which one text ends and another begins has none.
    """
    found: dict[str, str] = {}
    for label, page in zip(numbers.labels, pages, strict=True):
        values: list[str] = []
        texts: set[str] = set()
        for atom in galley.atoms[page.first : page.end]:
            block = blocks[atom.block]
            texts.add(block.text)
            value = "" if atom.line is None else numbers.number_of[atom.line]
            is_running = bool(block.number) or (numbers.scope != "page" and block.is_counted)
            if is_running and not block.is_beside and value[:1].isdigit():
                values.append(value)
        if len(texts) == 1 and values:
            found[label] = "–".join(dict.fromkeys((values[0], values[-1])))
    return found

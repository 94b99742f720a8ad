"""Passages that a corrector of the witness has put in another order (`listTranspose`).

TEI Guidelines, “Transpositions”: the passages that a `transpose` points to are to be read in the
order of its pointers.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from tei.apparatus.model import End, Region, Start, Token
from tei.apparatus.tokens import flow
from tei.edition import Edition
from tei.names import AT, tei
from tei.pointers import Pointers


def transpositions(edition: Edition, pointers: Pointers) -> list[list[str]]:
    """Give for each `transpose` the origins of the passages, in the order in which it puts them."""
    found = []
    for document in edition.documents:
        for element in document.root.iter(tei("transpose")):
            targets = []
            for pointer in element.iter(tei("ptr")):
                value = pointer.get("target", "")
                target = pointers.resolve(pointer, value).element if value else None
                targets.append(target.get(AT, "") if target is not None else "")
            found.append(targets)
    return found


def transpose(
    tokens: list[Token], movable: Mapping[str, Region], moves: Sequence[Sequence[str]]
) -> list[Token]:
    """Give a row in which transposed passages stand in both orders.

    The order of the file is marked as what a hand has deleted, the new one as what it has added.
    """
    for origins in moves:
        if len(origins) > 1 and all(origin in movable for origin in origins):
            tokens = _moved(tokens, [_slot(tokens, movable[origin]) for origin in origins])
    return tokens


def _moved(tokens: list[Token], slots: list[tuple[int, int]]) -> list[Token]:
    order = sorted(slots)
    if any(one[1] > two[0] for one, two in itertools.pairwise(order)):
        return tokens  # one within another: no order of them can be meant
    result: list[Token] = []
    done = 0
    for slot, source in zip(order, slots, strict=True):
        old, new = Region(edit="deleted"), Region(edit="added")
        result += tokens[done : slot[0]]
        result += [Start(old), *tokens[slot[0] : slot[1]], End(old)]
        result += [Start(new), *_copied(tokens[source[0] : source[1]]), End(new)]
        done = slot[1]
    return result + tokens[done:]


def _slot(tokens: list[Token], region: Region) -> tuple[int, int]:
    starts = {token.region: at for at, token in enumerate(tokens) if isinstance(token, Start)}
    return starts[region], flow(tokens).ends[region] + 1


def _copied(tokens: Sequence[Token]) -> list[Token]:
    """Copy a stretch of the row with regions of its own."""
    twins: dict[Region, Region] = {}
    result: list[Token] = []
    for token in tokens:
        if isinstance(token, Start):
            region = token.region
            twin = Region(region.entry, region.edit, region.witness, region.order)
            twins[region] = twin
            result.append(Start(twin))
        elif isinstance(token, End):
            result.append(End(twins.get(token.region, token.region)))
        else:
            result.append(token)
    return result

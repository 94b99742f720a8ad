"""Marking: names of the registers and dates that stand unmarked in the texts of an edition.

What is certain can be applied; what is not is said with the reason, and left to the editor. No
character of any form of the text is ever changed: see `tei.edits`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tei import edits
from tei.authoring.mark_proposals import Choice, Marking, Proposal
from tei.authoring.mark_search import Search
from tei.authoring.mark_vocabulary import DATE, KINDS
from tei.edition import Edition
from tei.edits import Wrap
from tei.reading.source import Source


def find(
    edition: Edition,
    *,
    kinds: Collection[str] = KINDS,
    texts: Collection[str] = (),
    notes: bool = False,
) -> Marking:
    """Find what is not marked in the texts of an edition, in the order of its files.

    `kinds` and `texts` (their ids) choose; `notes` adds the editor's notes to what is read.
    """
    search = Search(edition, notes)
    proposals = [
        proposal
        for proposal in search.proposals()
        if proposal.kind in kinds and (not texts or proposal.text in texts)
    ]
    named = search.forms
    return Marking(
        tuple(proposals),
        tuple(record for record in named.nameless if record.kind in kinds),
        tuple(item for item in named.unusable if item[1].kind in kinds),
        tuple(sorted(search.unknown_languages)) if DATE in kinds else (),
    )


def apply(decisions: Iterable[tuple[Proposal, Choice]]) -> dict[str, bytes]:
    """Mark proposals as decided. Gives the new bytes of each file by its name.

    Raises `tei.edits.EditError` when a file would change otherwise than by these elements.
    """
    by_source: dict[int, tuple[Source, list[Wrap]]] = {}
    for proposal, choice in decisions:
        _, wraps = by_source.setdefault(proposal.source.number, (proposal.source, []))
        wraps.append(Wrap(proposal.start, proposal.end, choice.tag, choice.attributes))
    return {source.name: edits.wrap(source, wraps) for source, wraps in by_source.values()}

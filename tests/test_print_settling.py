"""A book comes out as planned also where something on a page is higher than was reckoned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tei.edition import Edition
from tei.outputs.pdf_book import gather
from tei.prepared.prepare import prepare
from tei.print.foot import Foot
from tei.print.verifying import Verdict, verify

Make = Callable[..., Edition]
WORDS = "Some words of the text to fill a line or two, and so on without an end. " * 8
OF_NOTE = Foot.of_note


def test_a_page_that_ends_early_is_planned_so_at_once(
    make_edition: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """White above the foot of such a page would take the same lines from it once more."""
    monkeypatch.setattr(Foot, "of_note", lambda foot, note: OF_NOTE(foot, note) - 14)
    verdicts: list[Verdict] = []

    def kept(*what: object) -> Verdict:
        verdicts.append(verify(*what))  # type: ignore[arg-type]
        return verdicts[-1]

    monkeypatch.setattr("tei.print.setting.verify", kept)
    note = f"<note>{'A note of two lines, and no more than these two. ' * 2}</note>"
    edition = make_edition(
        text=f"<text><body><p>{f'{WORDS}{note} ' * 3}{WORDS * 3}</p></body></text>"
    )
    book, _ = gather(edition, prepare(edition), lambda _: None)
    book.set()
    assert [verdict.agrees for verdict in verdicts] == [False, True]

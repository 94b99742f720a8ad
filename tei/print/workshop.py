"""Where portions of a book are set: at hand when it is small, else in processes of their own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tei.apart import Crew, ProcessEndedError, Task, crew
from tei.errors import TeiError
from tei.print.galley import REPORTS, Report
from tei.print.portions import Portion
from tei.typeset import Made, Order, Sheets, make, typeset

Files = Mapping[str, bytes | Path]
# A book of fewer characters is set before another process would have begun.
SMALL = 40_000
# A process sets so many characters, most of them twice: for the galley, and as planned.
MOST = 220_000
# What stands before or behind the texts weighs as many.
_BASE = 20_000


@dataclass(slots=True)
class Workshop:
    """A template with its fonts; `files` tells what stays the same of a portion's files.

    `sizes` are the numbers of characters of the texts; `progress` is told what is going on. What
    has been set is not set again.
    """

    files: Callable[[Portion], Files]
    template: str
    fonts: Sequence[Path]
    portions: Sequence[Portion]
    sizes: Mapping[str, int]
    progress: Callable[[str], object]
    _fixed: dict[int, Files] = field(default_factory=dict)
    _known: dict[tuple[int, bool], tuple[Order, Made]] = field(default_factory=dict)
    _processes: ExitStack = field(default_factory=ExitStack)
    _crew: Crew | None = None

    @property
    def is_small(self) -> bool:
        """Say whether the book is set in this process."""
        return sum(self.sizes.values()) < SMALL

    def weigh(self, portion: Portion) -> int:
        """Give the number of characters that a portion has, more or less."""
        return _BASE + sum(self.sizes[name] for name in portion.texts)

    def reports(self, data: Mapping[int, Files]) -> dict[int, list[Report]]:
        """Set portions, by their numbers, with these files; gives what is reported of them."""
        return {at: _reports(made) for at, made in self._make(data, wants_pdf=False).items()}

    def sheets(self, data: Mapping[int, Files]) -> dict[int, tuple[Sheets, list[Report]]]:
        """Set portions with these files; gives their sheets as well."""
        found = {}
        for at, made in self._make(data, wants_pdf=True).items():
            assert made.sheets is not None
            found[at] = (made.sheets, _reports(made))
        return found

    def whole(self, texts: tuple[str, ...], data: Files) -> Sheets:
        """Set all texts at once."""
        return typeset({**self.files(Portion(texts)), **data}, self.template, self.fonts)

    def close(self) -> None:
        """End the processes that have been at work."""
        self._processes.close()

    def _make(self, data: Mapping[int, Files], wants_pdf: bool) -> dict[int, Made]:
        orders = {}
        for at, files in data.items():
            if at not in self._fixed:
                self._fixed[at] = self.files(self.portions[at])
            order = Order(
                {**self._fixed[at], **files}, self.template, self.fonts, REPORTS, wants_pdf
            )
            if self._known.get((at, wants_pdf), (None,))[0] != order:
                orders[at] = order
        for at, made in zip(orders, self._all(orders), strict=True):
            self._known[at, wants_pdf] = (orders[at], made)
        return {at: self._known[at, wants_pdf][1] for at in data}

    def _all(self, orders: Mapping[int, Order]) -> list[Made]:
        if self.is_small or not orders:
            return [make(order) for order in orders.values()]
        if self._crew is None:
            # Typst keeps all the memory that it has ever taken.
            self._crew = self._processes.enter_context(crew(make, MOST))
        tasks = [Task(at, self.weigh(self.portions[at]), order) for at, order in orders.items()]
        numbers = itertools.count(1)
        try:
            return self._crew.do(tasks, lambda: self.progress(f"PDF {next(numbers)}/{len(tasks)}"))
        except ProcessEndedError:
            raise TeiError(
                "The PDF cannot be set: a process that set a portion of it was ended.",
                "There may be too little memory. End other programs, and build again.",
            ) from None


def _reports(made: Made) -> list[Report]:
    return [(value, page, x, y) for value, page, x, y in made.answer]

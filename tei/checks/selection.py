"""Which rules are applied: `select` and `ignore` of the settings and of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tei.errors import TeiError
from tei.proposals import did_you_mean

if TYPE_CHECKING:
    from tei.checks.rule import Rule
    from tei.config import CheckSettings


class Selection(NamedTuple):
    """Decides whether a code is wanted. All hold codes and beginnings of codes.

    `usually_ignored` is what the settings ignore, unless the caller names a rule outright
    (`named`).
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    usually_ignored: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        settings: CheckSettings,
        select: Sequence[str],
        ignore: Sequence[str],
        rules: Iterable[Rule],
    ) -> Selection:
        """Join what the settings and the caller want.

        A caller's selection takes the place of the settings' selection. Raises TeiError for a
        rule that does not exist.
        """
        known = list(rules)
        called = _codes(select, known, "")
        return cls(
            called or _codes(settings.select, known, "[check] select in edition.toml"),
            _codes(ignore, known, ""),
            _codes(settings.ignore, known, "[check] ignore in edition.toml"),
            frozenset(rule.code for rule in known if rule.code in called),
        )

    def __call__(self, code: str) -> bool:
        """Say whether findings with this code are wanted."""
        if code.startswith(self.ignore):
            return False
        if code in self.named:
            return True
        selected = not self.select or code.startswith(self.select)
        return selected and not code.startswith(self.usually_ignored)


def _codes(wanted: Sequence[str], rules: Sequence[Rule], place: str) -> tuple[str, ...]:
    """Give codes and families for codes, families and names."""
    names = {rule.name: rule.code for rule in rules}
    codes = {rule.code for rule in rules}
    found: list[str] = []
    for item in (part for value in wanted for part in re.split(r"[,\s]+", value) if part):
        upper = item.upper()
        if item.lower() in names:
            found.append(names[item.lower()])
        elif any(code.startswith(upper) for code in codes):
            found.append(upper)
        else:
            known = [*sorted(codes), *sorted({rule.family for rule in rules}), *sorted(names)]
            raise TeiError(
                f"There is no check “{item}”" + (f" ({place})." if place else "."),
                did_you_mean(item, known, "The manual lists them: “tei explain” without a code."),
            )
    return tuple(found)


def judge(word: str, rules: Iterable[Rule]) -> str:
    """Say what to write in the place of a word that selects no rule; "" when it selects some."""
    try:
        _codes([word], list(rules), "")
    except TeiError as error:
        return error.hint
    return ""

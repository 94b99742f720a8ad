"""Guesses at what was meant: the known name that is nearest to an unknown one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from tei.proposals import asked

# Comparing is slow: nobody reads more proposals than this, and long lists are not searched whole.
_QUESTIONS = 200
_CANDIDATES = 300


class Near:
    """Finds near names among known ones, within bounds of time."""

    def __init__(self, known: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._alike: dict[object, list[str]] = defaultdict(list)
        for name in known:
            plain = _plain(name)
            if self._names.setdefault(plain, name) is name:
                self._alike[_kind(plain)].append(plain)
        self._answers: dict[str, str] = {}

    def question(self, name: str) -> str:
        """Ask “Did you mean …?”, or give nothing when no known name is near."""
        if name not in self._answers:
            self._answers[name] = self._nearest(name) if len(self._answers) < _QUESTIONS else ""
        found = self._answers[name]
        return asked(found) if found else ""

    def _nearest(self, name: str) -> str:
        plain = _plain(name)
        if not plain or plain in self._names:
            return self._names.get(plain, "")
        candidates = [
            item for item in self._alike[_kind(plain)] if abs(len(item) - len(plain)) <= 2
        ]
        import difflib

        near = difflib.get_close_matches(plain, candidates[:_CANDIDATES], 1, 0.8)
        return self._names[near[0]] if near else ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.\s]", "", name.casefold())


def _kind(plain: str) -> object:
    """Names that begin otherwise, or hold other numbers, are different names, however near."""
    return plain[:2], tuple(re.findall(r"\d+", plain))

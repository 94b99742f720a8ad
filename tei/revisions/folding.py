"""The attributes of elements as they are compared: in a fixed order, white space folded."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei import names

Attributes = tuple[tuple[str, str], ...]

_BLANKS = " \t\r\n"
_SPACE = re.compile(rf"[{_BLANKS}]+")


class Folder:
    """Folds the attributes of elements; what many have alike is folded and kept once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Attributes] = {}

    def __call__(self, items: Iterable[tuple[str | bytes, str | bytes]]) -> Attributes:
        """Give attributes in a fixed order, white space folded, without the reader's stamp."""
        written = tuple([item for item in items if item[0] != names.AT])
        found = self._known.get(written)
        if found is None:
            found = tuple(sorted((str(name), fold(str(value))) for name, value in written))
            self._known[written] = found
        return found


def fold(text: str) -> str:
    """Fold the white space of XML in a text, no other."""
    return " ".join(_SPACE.split(text.strip(_BLANKS))) if _SPACE.search(text) else text

"""Sets of characters of regular expressions: what XML Schema means by `\\w`, `\\p{L}`, `\\i`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from tei.relaxng.blocks import block

_CATEGORY_NAMES = (
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So "
    "C Cc Cf Co Cn"
)
_CATEGORIES = frozenset(_CATEGORY_NAMES.split())


class Characters:
    """A set of characters."""

    __slots__ = ()

    def contains(self, character: str) -> bool:
        """Say whether a character belongs to the set."""
        raise NotImplementedError


class Ranges(Characters):
    """Characters from one to another; pairs in one string, in any order: `azAZ` is [a-zA-Z]."""

    __slots__ = ("ends", "starts")

    def __init__(self, bounds: str) -> None:
        pairs = sorted(zip(bounds[::2], bounds[1::2], strict=True))
        self.starts: list[str] = []
        self.ends: list[str] = []
        for start, end in pairs:
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def contains(self, character: str) -> bool:
        """Say whether a character lies in one of the ranges."""
        place = bisect_right(self.starts, character) - 1
        return place >= 0 and character <= self.ends[place]


class Category(Characters):
    """Characters of a category of Unicode, as `Lu`, or of all that begin so, as `L`."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def contains(self, character: str) -> bool:
        """Say whether a character is of the category."""
        return _category()(character).startswith(self.name)


class Complement(Characters):
    """All characters but some."""

    __slots__ = ("excluded",)

    def __init__(self, excluded: Characters) -> None:
        self.excluded = excluded

    def contains(self, character: str) -> bool:
        """Say whether a character is not excluded."""
        return not self.excluded.contains(character)


class Union(Characters):
    """The characters of several sets."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Characters, ...]) -> None:
        self.parts = parts

    def contains(self, character: str) -> bool:
        """Say whether a character belongs to one of the sets."""
        return any(part.contains(character) for part in self.parts)


class Difference(Characters):
    """The characters of one set that are not in another."""

    __slots__ = ("excluded", "included")

    def __init__(self, included: Characters, excluded: Characters) -> None:
        self.included = included
        self.excluded = excluded

    def contains(self, character: str) -> bool:
        """Say whether a character belongs to the first set and not to the second."""
        return self.included.contains(character) and not self.excluded.contains(character)


@cache
def single(character: str) -> Characters:
    """Give the set of one character."""
    return Ranges(character * 2)


# Names of XML 1.0, fifth edition.
_START = (
    "AZ__az\u00c0\u00d6\u00d8\u00f6\u00f8\u02ff\u0370\u037d\u037f\u1fff\u200c\u200d\u2070\u218f"
    "\u2c00\u2fef\u3001\ud7ff\uf900\ufdcf\ufdf0\ufffd\U00010000\U000effff"
)
_PART = f"--..09\u00b7\u00b7\u0300\u036f\u203f\u2040{_START}"
NAME_START = Ranges(_START)
NAME_PART = Ranges(_PART)
_SPACES = Ranges("\t\n\r\r  ")
_CLASSES: dict[str, Characters] = {
    "s": _SPACES,
    "d": Category("Nd"),
    "w": Complement(Union((Category("P"), Category("Z"), Category("C")))),
    "i": Ranges(f"::{_START}"),
    "c": Ranges(f"::{_PART}"),
}
ANY_BUT_LINE_ENDS: Characters = Complement(Ranges("\n\n\r\r"))


def escape(letter: str) -> Characters | None:
    """Give the set that `\\s`, `\\D` and the like mean, None for another letter."""
    found = _CLASSES.get(letter.lower())
    return Complement(found) if found is not None and letter.isupper() else found


def named(name: str) -> Characters | None:
    """Give the set of a category (`Lu`) or a block (`IsGreek`), None when there is no such."""
    if name in _CATEGORIES:
        return Category(name)
    bounds = block(name[2:]) if name.startswith("Is") else ""
    return Ranges(bounds) if bounds else None


def _category() -> Callable[[str], str]:
    # The database of Unicode is only loaded when an expression asks for it.
    import unicodedata

    return unicodedata.category

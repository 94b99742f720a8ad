"""What a setting can be: each function takes a value of TOML, or says what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

from tei.language_tags import is_tag


class BadValueError(ValueError):
    """A value that a setting cannot take; the message says what it takes."""


def string(value: object) -> str:
    """Take a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise BadValueError('a text in quotation marks, as in "My Life"')
    return value


def strings(value: object) -> tuple[str, ...]:
    """Take a text or a list of texts."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise BadValueError('a list of texts, as in ["a", "b"]')
    return tuple(value)


def paths(value: object) -> tuple[str, ...]:
    """Take paths or glob patterns that stay inside the edition's folder."""
    values = strings(value)
    for item in values:
        if Path(item).is_absolute() or ".." in Path(item).parts or "\\" in item:
            raise BadValueError(f'a path inside the edition\'s folder, with slashes (not "{item}")')
    return values


def sources(value: object) -> tuple[str, ...]:
    """Take one path or pattern, or several: an edition is made of at least one file."""
    if value == [] or not isinstance(value, str | list):
        raise BadValueError('a path or several, as in "tei/text.xml" or ["tei/1.xml", "tei/2.xml"]')
    return paths(value)


def path(value: object) -> str:
    """Take one path that stays inside the edition's folder."""
    return paths([string(value)])[0]


def boolean(value: object) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise BadValueError("true or false")
    return value


def language(value: object) -> str:
    """Take a language tag (BCP 47)."""
    text = string(value)
    if not is_tag(text):
        raise BadValueError('a language tag, as "en", "grc" or "sa-Latn"')
    return text


def size(value: object) -> str:
    """Take a size of paper."""
    text = string(value)
    if not re.fullmatch(r"a[3-6]|\d+(\.\d+)?(mm|cm|in) x \d+(\.\d+)?(mm|cm|in)", text):
        raise BadValueError('"a4", "a5" or a size such as "6in x 9in"')
    return text


def points(value: object) -> float:
    """Take a size of type in points."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 5 <= value <= 30:
        raise BadValueError("a number of points between 5 and 30, as 10.5")
    return float(value)


def interval(value: object) -> int:
    """Take a whole number up to 100."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
        raise BadValueError("a whole number up to 100; 0 for none")
    return value


def polarity(value: object) -> str:
    """Take the polarity of an apparatus."""
    text = string(value)
    if text not in ("encoded", "positive", "negative"):
        raise BadValueError('"encoded", "positive" or "negative"')
    return text


def line_scope(value: object) -> str:
    """Take where lines begin to be counted."""
    return _one_of(value, "page", "text", "book")


def line_ranges(value: object) -> str:
    """Take how two lines that follow one another are named."""
    return _one_of(value, "full", "short")


def place_of_notes(value: object) -> str:
    """Take where notes stand."""
    return _one_of(value, "foot", "end")


def place_of_folios(value: object) -> str:
    """Take where the pages of witnesses are named."""
    return _one_of(value, "margin", "text", "none")


def place_of_translations(value: object) -> str:
    """Take how a text and its translation stand."""
    return _one_of(value, "apart", "columns", "facing")


def _one_of(value: object, *words: str) -> str:
    text = string(value)
    if text not in words:
        raise BadValueError(" or ".join(f'"{word}"' for word in words))
    return text


def setting(
    convert: Callable[[object], Any],
    default: Any,
    help_text: str,
    example: str = "",
    exists: str = "",
) -> Any:
    """Declare a setting: how its value is read, its default and its line in the reference.

    `exists` says that it names what must be there: a "file", a "folder" or a "pattern" of files.
    """
    metadata = {"convert": convert, "help": help_text, "example": example, "exists": exists}
    return field(default=default, metadata=metadata)

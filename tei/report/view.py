"""How a report is looked at: how wide, in which colours, with which lines of the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def plain(text: str, role: str) -> str:
    """Give `text` as it is, whatever its role."""
    return text


def no_line(path: str, number: int) -> str:
    """Know no line of any file."""
    return ""


class View(NamedTuple):
    """What a renderer needs besides the findings.

    `line` gives a line of a file by path and number, "" where it is unknown; `style` dresses a
    piece of text for its role, which is `error`, `warning`, `note`, `code`, `path`, `faint` or
    `label`; `width` is that of the terminal in columns; `revisions` are the names of the two that
    were compared.
    """

    line: Callable[[str, int], str] = no_line
    style: Callable[[str, str], str] = plain
    width: int = 80
    revisions: tuple[str, str] = ("", "")

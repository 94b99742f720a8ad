"""The front matter of a Markdown file: `key: value` lines between two lines `---`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.authoring.import_blocks import Line

_PAIR = re.compile(r"(?P<key>title|author|date|language|lang)[ \t]*:[ \t]+(?P<value>\S.*)", re.I)
# What would need a whole reader of YAML: lists, mappings, text of several lines, references.
_NOT_SIMPLE = "[{|>&*!%@`#"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `unread` are its other lines, which stay text."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    unread: tuple[Line, ...] = ()


def front_matter(source: Sequence[Line]) -> tuple[FrontMatter, Sequence[Line]]:
    """Part the front matter from the text; lines that hold none of its keys are all text."""
    if not source or source[0].text != "---":
        return FrontMatter(), source
    ends = (at for at, line in enumerate(source) if at and line.text in ("---", "..."))
    end = next(ends, 0)
    values: dict[str, str] = {}
    unread: list[Line] = []
    for line in source[1:end]:
        match = None if line.indent else _PAIR.fullmatch(line.text)
        key = match["key"].lower().replace("language", "lang") if match else ""
        value = _unquoted(match["value"]) if match else ""
        if not value or key in values or (key == "lang" and not _TAG.fullmatch(value)):
            unread += [line] if line.text else []
        else:
            values[key] = value
    if not values:
        return FrontMatter(), source
    found = FrontMatter(
        values.get("title", ""),
        values.get("author", ""),
        values.get("date", ""),
        values.get("lang", ""),
        tuple(unread),
    )
    return found, source[end + 1 :]


def _unquoted(value: str) -> str:
    """Give a value without its quotation marks; "" for what is not a simple value."""
    match = re.fullmatch(r"""(["'])([^"'\\]*)\1""", value)
    if match:
        return match[2].strip()
    return "" if value[0] in _NOT_SIMPLE + "\"'" or " #" in value else value

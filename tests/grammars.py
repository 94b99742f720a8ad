"""Schemas for tests, written short."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tei import relaxng
from tei.relaxng import Problem, Schema
from tei.relaxng.rules import RNG

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def schema_text(content: str, datatypes: str = XSD) -> str:
    """Give a schema: `content` is a grammar's content, or one pattern."""
    head = f'xmlns="{RNG}" datatypeLibrary="{datatypes}"'
    if content.lstrip().startswith(("<start", "<define", "<include", "<div")):
        return f"<grammar {head}>{content}</grammar>"
    start, rest = content.lstrip()[1:].split(">", 1) if ">" in content else (content, "")
    closed = start.endswith("/")
    start = start.rstrip("/")
    name, _, attributes = start.partition(" ")
    return f"<{name} {head} {attributes}{'/' if closed else ''}>{rest}"


def make(folder: Path, content: str, name: str = "schema.rng") -> Schema:
    """Write a schema to a folder and read it."""
    path = folder / name
    text = content if name.endswith(".rnc") else schema_text(content)
    path.write_text(text, encoding="utf-8")
    return relaxng.load(path)


def kinds(problems: Sequence[Problem]) -> list[str]:
    """Give the kinds of problems."""
    return [problem.kind.value for problem in problems]

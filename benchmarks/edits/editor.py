"""The editor who can do all of it.

`isolated` makes edits of one class, each in a block of its own; `dense` lets several of all
classes meet in one block.
"""

from __future__ import annotations

import random

from benchmarks.edits.comments import Comments
from benchmarks.edits.desk import Edit
from benchmarks.edits.encoding import Encoding
from benchmarks.edits.header import Header
from benchmarks.edits.markup import Markup
from benchmarks.edits.notes import Notes
from benchmarks.edits.structure import Structure
from tei.reading.source import Source

CLASSES = (
    *("spelling", "replaced", "removed", "inserted", "punctuation", "capitals", "diacritics"),
    *("mentions", "corrections", "renamed", "unmarked", "deleted", "pointers", "notes"),
    *("rewritten", "notes_moved", "witnesses", "readings", "split", "merged", "moved"),
    *("spacing", "normalised", "interventions", "dates", "lemmas", "sigla", "breaks"),
    *("header", "records", "comments"),
)
# What is done before all else where edits meet: they change which blocks there are.
_STRUCTURE = ("split", "merged", "moved")


class Editor(Markup, Encoding, Notes, Structure, Header, Comments):
    """Makes edits of all classes: there is a method for each."""


def isolated(old: Source, kind: str, number: int, seed: int) -> tuple[Source, list[Edit]]:
    """Make up to `number` edits of one class, each in a block of its own."""
    editor = Editor(old, random.Random(seed))
    getattr(editor, kind)(number)
    return editor.finish("new.xml"), editor.edits


def dense(old: Source, number: int, seed: int) -> tuple[Source, list[Edit]]:
    """Make edits of all classes that meet one another."""
    editor = Editor(old, random.Random(seed), dense=True)
    for kind in _STRUCTURE:
        getattr(editor, kind)(max(2, number // 6))
    editor.used.clear()
    for kind in CLASSES:
        if kind in _STRUCTURE:
            continue
        getattr(editor, kind)(number)
    return editor.finish("new.xml"), editor.edits

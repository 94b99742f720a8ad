"""RELAX NG: read a schema, validate files against it, and say in plain words what is wrong.

    schema = tei.relaxng.load("schema/tei_all.rng")
    for problem in schema.validate(Path("letter.xml").read_bytes()):
        print(problem.line, problem.column, problem.message, problem.help)

How it works is told where it happens: `patterns` (what a schema says, as terms that exist once),
`derivatives` (what may follow in a content), `automaton` (states and steps that are remembered),
`compiled` (all of that, of one schema), `course` (how far a file is read), `recovery` and
`messages` (where something is wrong), `repair` (how to go on then), `validator` (the events of a
file).

The algorithm is that of J. Clark, *An algorithm for RELAX NG validation* (2002), with the change
that `derivatives` explains. RELAX NG is ISO/IEC 19757-2; sections are those of the OASIS
specification of 2001. Of DTD compatibility, ids are checked; a default value is an annotation,
which has no effect on what is valid.

Names are imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.relaxng.problems import Kind, Problem
    from tei.relaxng.schema import Schema, load

__all__ = ["Kind", "Problem", "Schema", "load"]

_HOMES = {
    "Kind": "tei.relaxng.problems",
    "Problem": "tei.relaxng.problems",
    "Schema": "tei.relaxng.schema",
    "load": "tei.relaxng.schema",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tei.relaxng' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)

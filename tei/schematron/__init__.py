"""ISO Schematron: rules about a file that no grammar can state, run through XSLT 3.0.

    rules = tei.schematron.read(Path("schema/rules.sch").read_bytes(), Path("schema/rules.sch"))
    for hit in rules.apply(document):
        print(hit.ordinal, hit.assertion.severity, hit.message)

The way: `reading` (files, and the rules that stand in a grammar), `abstract` (parts from other
files, patterns and rules that others are made of), `stylesheet` (from rules to XSLT), `rules`
(running it). `trying` tells whether that is needed at all. Query bindings are those of
XSLT and XPath 2.0 and later; quick fixes are passed over.

Names are imported when they are first used, so that trying costs next to nothing.

Source: ISO/IEC 19757-3:2020.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.schematron.rules import Hit, Rules, read

__all__ = ["Hit", "Rules", "read"]


def __getattr__(name: str) -> object:
    """Import a public name from its module (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'tei.schematron' has no attribute {name!r}")
    return getattr(importlib.import_module("tei.schematron.rules"), name)

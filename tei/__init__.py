"""tei-edition: from a transcription to a checked TEI edition, a web edition and a PDF.

    import tei

    edition = tei.load("editions/my-life")
    for finding in tei.check(edition):
        print(finding.position, finding.code, finding.message)
    tei.publish(tei.build(edition), "build")

What is listed in `__all__` is the public interface. Names are imported when they are first used,
so that `import tei` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.apparatus.texts import witness_text
    from tei.checks.registry import run as check
    from tei.edition import Edition
    from tei.errors import TeiError
    from tei.findings import Finding, Position, Severity
    from tei.layers import Layer
    from tei.loading import load
    from tei.outputs.registry import Product, build
    from tei.prepared.plain import plain
    from tei.prepared.prepare import Prepared, prepare
    from tei.publishing import publish
    from tei.revisions.changes import Change
    from tei.revisions.editions import diff

__all__ = [
    "Change",
    "Edition",
    "Finding",
    "Layer",
    "Position",
    "Prepared",
    "Product",
    "Severity",
    "TeiError",
    "build",
    "check",
    "diff",
    "load",
    "plain",
    "prepare",
    "publish",
    "witness_text",
]

# Public name -> module, or module:name where it is called otherwise there.
_HOMES = {
    "Change": "tei.revisions.changes",
    "Edition": "tei.edition",
    "Finding": "tei.findings",
    "Layer": "tei.layers",
    "Position": "tei.findings",
    "Prepared": "tei.prepared.prepare",
    "Product": "tei.outputs.registry",
    "Severity": "tei.findings",
    "TeiError": "tei.errors",
    "build": "tei.outputs.registry",
    "check": "tei.checks.registry:run",
    "diff": "tei.revisions.editions",
    "load": "tei.loading",
    "plain": "tei.prepared.plain",
    "prepare": "tei.prepared.prepare",
    "publish": "tei.publishing",
    "witness_text": "tei.apparatus.texts",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'tei' has no attribute {name!r}")
    module, _, other = _HOMES[name].partition(":")
    return getattr(importlib.import_module(module), other or name)

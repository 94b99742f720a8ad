"""The ODD compiler: from a specification of a TEI schema to RELAX NG and Schematron.

    compiled = tei.odd.compile_odd(Path("my.odd"))
    compiled.grammar            # RELAX NG, XML syntax, as bytes
    compiled.findings           # what in the ODD has no effect
    tei.odd.documentation.documentation(compiled)   # one page of HTML

The way: `reading` (from XML to declarations; `language` knows what the TEI lets these say),
`resolving` (modules, groups, chains; `merging` makes the changes), `grammar` (from declarations to
patterns), `cleaning`; `broken_rules` tries the rules. For the documentation,
`reference` tells the same declarations in XML, and a stylesheet makes a page of it. `facts` makes
the declarations of the TEI that the program carries. What ODD means is told in chapter 22 of the
TEI Guidelines; where they leave a question open, the answer is that of the TEI's own stylesheets.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.odd.compiling import Compiled, compile_odd

__all__ = ["Compiled", "compile_odd"]


def __getattr__(name: str) -> object:
    """Import a public name from its module (PEP 562): every check knows the codes of ODDs."""
    if name not in __all__:
        raise AttributeError(f"module 'tei.odd' has no attribute {name!r}")
    return getattr(importlib.import_module("tei.odd.compiling"), name)

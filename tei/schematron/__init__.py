"""ISO Schematron: rules about a file that no grammar can state, run through XSLT 3.0.

    rules = tei.schematron.read(Path("schema/rules.sch").read_bytes(), Path("schema/rules.sch"))
    for hit in rules.apply(document):
        print(hit.ordinal, hit.assertion.severity, hit.message)

The way: `reading` (files, and the rules that stand in a grammar), `including` (parts from other
files), `abstract` (patterns and rules that others are made of), `stylesheet` (from rules to XSLT),
`rules` (running it). Query bindings are those of XSLT and XPath 2.0 and later; quick fixes are
passed over.

Source: ISO/IEC 19757-3:2020.
"""

from __future__ import annotations

from tei.schematron.rules import Hit, Rules, read

__all__ = ["Hit", "Rules", "read"]

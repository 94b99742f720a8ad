"""Validation of an edition: which schema holds for which file, and what it says of it.

`associated` (what a file names in `xml-model`), `choosing` (which schemas hold), `schemas` (they
are read or compiled), `grammars` and `rules` (what RELAX NG and Schematron say).
"""

"""Namespaces and the few qualified names that many modules share."""

from __future__ import annotations

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XI = "http://www.w3.org/2001/XInclude"
PREPARED = "urn:tei-edition:prepared"
CHANGES = "urn:tei-edition:changes"

XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"
XML_BASE = f"{{{XML}}}base"

# Where an element came from: "<number of the source>.<ordinal of the element in it>".
AT = f"{{{PREPARED}}}at"


def tei(name: str) -> str:
    """Give the qualified name of a TEI element in Clark's notation."""
    return f"{{{TEI}}}{name}"


def prepared(name: str) -> str:
    """Give the qualified name of an element or attribute of the prepared edition."""
    return f"{{{PREPARED}}}{name}"

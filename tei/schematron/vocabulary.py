"""Names of Schematron that several modules share."""

from __future__ import annotations

SCH = "http://purl.oclc.org/dsdl/schematron"
XSLT = "http://www.w3.org/1999/XSL/Transform"
RELAX_NG = "http://relaxng.org/ns/structure/1.0"


def sch(name: str) -> str:
    """Give the qualified name of an element of Schematron."""
    return f"{{{SCH}}}{name}"


def xslt(name: str) -> str:
    """Give the qualified name of an element of XSLT."""
    return f"{{{XSLT}}}{name}"

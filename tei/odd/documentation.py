"""The documentation of a schema as one page of HTML that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib

from tei import resources, transform
from tei.odd.compiling import Compiled
from tei.odd.reference import reference

_MODE = "Q{urn:tei-edition:modes}page"


def documentation(compiled: Compiled) -> bytes:
    """Make the documentation of a compiled ODD: HTML in UTF-8.

    The page carries its style and its script; its policy names both by their checksums, so that
    nothing else can run in it, whatever an ODD contains.
    """
    style = _asset("site", "edition.css") + _asset("odd", "odd.css")
    script = _asset("site", "edition.js")
    policy = (
        f"default-src 'none'; style-src {_checksum(style)}; script-src {_checksum(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    stylesheet = transform.compile_stylesheet(resources.data("xslt", "odd.xsl"))
    result = stylesheet.apply(
        transform.parse(reference(compiled)),
        mode=_MODE,
        parameters={"style": style, "script": script, "policy": policy},
    )
    return result.text.encode("utf-8")


def _asset(folder: str, name: str) -> str:
    return resources.data("xslt", folder, "assets", name).read_text(encoding="utf-8")


def _checksum(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

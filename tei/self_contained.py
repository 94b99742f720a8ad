"""A page of HTML that needs nothing beside it: its style, its script, and what may run in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from tei import resources

# A folder of `xslt/`, and a file in its `assets/`.
Asset = tuple[str, str]


def parameters(styles: Sequence[Asset], scripts: Sequence[Asset]) -> dict[str, str]:
    """Give the parameters `style`, `script` and `policy` of a stylesheet that makes such a page.

    The policy (https://www.w3.org/TR/CSP3/) names style and script by their checksums, so that
    nothing else can run in the page, whatever its text contains.
    """
    style, script = ("".join(_asset(*each) for each in some) for some in (styles, scripts))
    policy = (
        f"default-src 'none'; style-src {_checksum(style)}; script-src {_checksum(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": style, "script": script, "policy": policy}


def _asset(folder: str, name: str) -> str:
    return resources.data("xslt", folder, "assets", name).read_text(encoding="utf-8")


def _checksum(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

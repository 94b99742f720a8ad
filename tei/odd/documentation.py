"""The documentation of a schema as one page of HTML that needs nothing beside it."""

from __future__ import annotations

from tei import resources, self_contained, transform
from tei.names import XML_LANG
from tei.odd.compiling import Compiled
from tei.odd.reference import reference

_MODE = "Q{urn:tei-edition:modes}page"
_STYLES = (("site", "edition.css"), ("odd", "odd.css"))
_SCRIPTS = (("site", "edition.js"),)


def documentation(compiled: Compiled) -> bytes:
    """Make the documentation of a compiled ODD: HTML in UTF-8."""
    stylesheet = transform.compile_stylesheet(
        resources.data("xslt", "odd.xsl"),
        static={"language": resources.label_language(compiled.odd.root.get(XML_LANG, ""))},
    )
    result = stylesheet.apply(
        transform.parse(reference(compiled)),
        mode=_MODE,
        parameters=self_contained.parameters(_STYLES, _SCRIPTS),
    )
    return result.text.encode("utf-8")

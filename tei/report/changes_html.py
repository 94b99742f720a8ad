"""Changes as one page of HTML that needs nothing beside it, for reading and for sending."""

from __future__ import annotations

from collections.abc import Iterable

from tei import resources, self_contained, transform
from tei.report.view import View
from tei.revisions.document import document
from tei.revisions.editions import Compared

_MODE = "Q{urn:tei-edition:modes}page"
_STYLES = (("site", "edition.css"), ("changes", "changes.css"))
_SCRIPTS = (("site", "edition.js"), ("changes", "changes.js"))


def render(results: Iterable[Compared], view: View) -> str:
    """Give the page, which says so where nothing was changed."""
    stylesheet = transform.compile_stylesheet(resources.data("xslt", "changes.xsl"))
    result = stylesheet.apply(
        transform.parse(document(results, view.revisions)),
        mode=_MODE,
        parameters=self_contained.parameters(_STYLES, _SCRIPTS),
    )
    return result.text

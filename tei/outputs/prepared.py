"""The prepared edition itself, for whoever writes a stylesheet (docs/prepared-edition.md)."""

from __future__ import annotations

from collections.abc import Iterator

from tei.outputs.registry import Job, Product, output


@output("prepared")
def prepared(job: Job) -> Iterator[Product]:
    """The prepared edition: the XML that the stylesheets read."""
    yield Product("prepared/shared.xml", "application/xml", job.prepared.shared)
    for ident, document in job.prepared.texts.items():
        yield Product(f"prepared/texts/{ident}.xml", "application/xml", document)
    for ident, document in job.prepared.collations.items():
        yield Product(f"prepared/collations/{ident}.xml", "application/xml", document)

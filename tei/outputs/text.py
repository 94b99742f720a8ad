"""The plain text of the edition, in one file for each layer."""

from __future__ import annotations

from collections.abc import Iterator

from tei.layers import Layer
from tei.outputs.registry import Job, Product, output
from tei.prepared.plain import plain

_TYPE = "text/plain; charset=utf-8"


@output("text")
def text(job: Job) -> Iterator[Product]:
    """Plain text: the reading text, and the diplomatic text where it differs."""
    for layer in (Layer.READING, Layer.DIPLOMATIC):
        differs = any(
            b'layers="reading diplomatic"' in item for item in job.prepared.texts.values()
        )
        if layer is Layer.DIPLOMATIC and not differs:
            continue
        job.progress(f"{layer} text")
        whole = "\n\n".join(plain(document, layer) for document in job.prepared.texts.values())
        yield Product(f"text/{layer}.txt", _TYPE, whole.encode())

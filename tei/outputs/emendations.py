"""The list of emendations as a table, for whoever wants to count or to check them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from lxml import etree

from tei.names import prepared
from tei.outputs.registry import Job, Product, output

_COLUMNS = (
    *("text", "label", "passage", "id", "before", "source", "emended", "rivals", "after"),
    *("kind", "certainty", "responsible"),
)


@output("emendations")
def emendations(job: Job) -> Iterator[Product]:
    """A table (CSV) of all emendations: place, source, emendation, kind, certainty."""
    shared = etree.fromstring(job.prepared.shared, etree.XMLParser(huge_tree=True))
    labels = {unit.get("id"): unit.get("label", "") for unit in shared.iter(prepared("unit"))}
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\r\n")  # RFC 4180
    rows.writerow(_COLUMNS)
    for item in shared.iter(prepared("emendation")):
        text = item.get("text", "")
        rows.writerow(
            (
                *(text, labels.get(text, ""), item.get("n", ""), item.get("to", "")),
                *(_words(item, "before"), _words(item, "source"), _words(item, "emended")),
                *(_words(item, "rival"), _words(item, "after")),
                *(item.get("kind", ""), item.get("cert", ""), item.get("resp", "")),
            )
        )
    yield Product(
        "emendations/emendations.csv", "text/csv; charset=utf-8", table.getvalue().encode()
    )


def _words(item: etree._Element, name: str) -> str:
    return " | ".join(part.text or "" for part in item.findall(prepared(name)))

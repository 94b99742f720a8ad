"""The apparatus for further work: tables, phylogeny, the text of every witness, statistics."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from tei import resources, transform
from tei.apparatus import plots, statistics, tables
from tei.apparatus.choosing import view
from tei.apparatus.collection import Apparatus, apparatus
from tei.apparatus.matrix import Matrix, matrix
from tei.apparatus.nexus import nexus
from tei.apparatus.telling import Told
from tei.apparatus.texts import transmitted
from tei.apparatus.together import tell_together
from tei.apparatus.transcripts import names_of_files, transcript
from tei.apparatus.witnesses import Witness
from tei.names import AT, XML_LANG, prepared
from tei.outputs.registry import Job, Product, output

_FOLDER = "apparatus"
_CSV = "text/csv; charset=utf-8; header=present"
_FEWEST = 5  # places that two witnesses must share to be compared in a tree
_MODE = "Q{urn:tei-edition:modes}statistics"
_PLOTS = ("agreement", "tree", "along")


@output("apparatus")
def export(job: Job) -> Iterator[Product]:
    """The apparatus as data: CSV, JSON, NEXUS, a TEI file for each witness, statistics."""
    job.progress("apparatus")
    collected = apparatus(job.edition)
    found = matrix(collected, _loci(job, collected))
    yield _text("readings.csv", _CSV, tables.readings_table(found))
    yield _text("witnesses.csv", _CSV, tables.witnesses_table(found))
    yield _text("apparatus.json", "application/json", _json(job, found))
    yield _text("apparatus.nex", "text/plain; charset=utf-8", nexus(found))
    yield from _transcripts(job, collected)
    yield from _statistics(job, collected, found)


def _text(path: str, media_type: str, content: str) -> Product:
    return Product(f"{_FOLDER}/{path}", media_type, content.encode("utf-8"))


def _loci(job: Job, collected: Apparatus) -> dict[tuple[str, int], str]:
    """Give the place of each entry as the prepared edition has it."""
    by_origin: dict[str, str] = {}
    for document in job.prepared.texts.values():
        root = _read(document)
        for entry in root.iterfind(f"{prepared('entries')}/{prepared('entry')}"):
            locus, last = entry.get("locus", ""), entry.get("to-locus")
            by_origin[entry.get(AT, "")] = f"{locus}–{last}" if last else locus
    return {
        (text, entry.number): by_origin.get(entry.element.get(AT, ""), entry.locus)
        for text, entries in collected.items()
        for entry in entries
    }


def _read(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(collect_ids=False, huge_tree=True))


def _json(job: Job, found: Matrix) -> str:
    """Write all entries down, one on each line: so versions of the file can be compared."""
    shared = _read(job.prepared.shared)
    holder = shared.find(prepared("witnesses"))
    names = ("id", "siglum", "rank", "of", "name")
    witnesses = [
        {name: item.get(name, "") for name in names} | {"declared": item.get("declared") != "no"}
        for item in (holder if holder is not None else ())
    ]
    entries = [tables.described(item) for item in found.characters]
    title = json.dumps(job.edition.title, ensure_ascii=False)
    return (
        f'{{"title": {title},\n"witnesses": {_lines(witnesses)},\n"entries": {_lines(entries)}}}\n'
    )


def _lines(items: list[dict[str, Any]]) -> str:
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{lines}\n]" if items else "[]"


def _witnesses(collected: Apparatus) -> dict[str, Witness]:
    """Give every witness that an edition has a text of: no groups, but hands."""
    known: dict[str, Witness] = {}
    for text in collected:
        for witness in collected.witnesses(text).values():
            if witness.rank != "group":
                known.setdefault(witness.id, witness)
    return known


def _transcripts(job: Job, collected: Apparatus) -> Iterator[Product]:
    known = _witnesses(collected)
    names = names_of_files(known.values())
    language = _read(job.prepared.shared).get(XML_LANG, "")
    wanted = set(transmitted(job.edition, collected))
    books = list({id(book): book for book in map(collected.book, collected)}.values())
    told: dict[str, dict[str, Told]] = {ident: {} for ident in known}
    for book in books:
        own = [ident for ident in known if ident in book.witnesses]
        views = [view(book.witnesses, book.witnesses[ident], None) for ident in own]
        for text, each in tell_together(book, views):
            if text in wanted:
                for ident, words in zip(own, each, strict=True):
                    told[ident][text] = words
    for ident, witness in known.items():
        job.progress(f"text of {witness.siglum}")
        content = transcript(job.edition.title, language, witness, told[ident])
        yield Product(f"{_FOLDER}/witnesses/{names[ident]}.xml", "application/tei+xml", content)


def _labels(job: Job) -> Mapping[str, str]:
    return {ident: text.label for ident, text in job.edition.texts.items()}


def _statistics(job: Job, collected: Apparatus, found: Matrix) -> Iterator[Product]:
    """Count and draw how witnesses agree, and where the text varies."""
    pairs = statistics.agreements(found)
    rows = statistics.counted(found)
    in_tree = statistics.comparable(rows, pairs, _FEWEST)
    grown = statistics.tree(in_tree, pairs)
    yield _text("agreement.csv", _CSV, tables.agreement_table(rows, pairs))
    yield _text("tree.nwk", "text/plain; charset=utf-8", statistics.newick(grown))
    flows = {text: collected.book(text).flows[text] for text in collected}
    language = _read(job.prepared.shared).get(XML_LANG, "")
    numbers = plots.document(
        job.edition.title,
        language,
        found,
        rows,
        pairs,
        in_tree,
        grown,
        plots.along(flows),
        _labels(job),
    )
    stylesheet = transform.compile_stylesheet(
        resources.data("xslt", "statistics.xsl"),
        static={"language": resources.label_language(language)},
    )
    document = transform.parse(numbers)
    for plot in ("page", *_PLOTS):
        result = stylesheet.apply(
            document, mode=_MODE, parameters={"shared": document, "plot": plot}
        )
        if plot == "page":
            content = f"<!DOCTYPE html>\n{result.text.removeprefix('<!DOCTYPE html>').lstrip()}"
            yield _text("statistics.html", "text/html; charset=utf-8", content)
        else:
            yield _text(f"{plot}.svg", "image/svg+xml", result.text)

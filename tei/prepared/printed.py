"""What of an entry is derived from the rest: what every witness does, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei.apparatus.model import Attestation
from tei.apparatus.runs import Run
from tei.elements import append_text
from tei.names import XML_LANG, prepared
from tei.prepared.apparatus import Known
from tei.prepared.copies import add

_ATTESTATION = prepared("attestation")
_RUNS = prepared("runs")
_RUN = prepared("run")
_STATES = {state: str(state) for state in Attestation} | {None: "decided elsewhere"}
# What is said of all others without a list of them, which would be a long one in every entry.
_UNLISTED = (Attestation.ATTESTS, Attestation.UNKNOWN)
_MANY = 4  # so many witnesses that are not named may be called “all others”


def attestations(entry: etree._Element, known: Known, printed: Sequence[Run]) -> None:
    """Put down what every witness does; of those that are not printed, the most are the others."""
    if not known.attested:
        return
    sets = known.attested[0].sets
    named = sets.of(name for run in printed for name in run.witnesses)
    counts = [(item.bits & ~named).bit_count() for item in known.attested if not item.state]
    most = max(counts, default=0)
    for item in known.attested:
        attributes = {"is": _STATES[item.attestation]}
        if item.reading is not None:
            attributes["reading"] = str(item.reading)
        if item.state:
            attributes |= {"witnesses": " ".join(item.witnesses), "state": str(item.state)}
            etree.SubElement(entry, _ATTESTATION, attributes)
            continue
        if said := item.bits & named:
            attributes["witnesses"] = " ".join(sets[said])
        left = item.bits & ~named
        if others := left.bit_count() == most and most >= _MANY:
            attributes["others"] = "yes"
            most = -1
        if left and not (others and item.attestation in _UNLISTED):
            attributes["unnamed"] = " ".join(sets[left])
        etree.SubElement(entry, _ATTESTATION, attributes)


def runs(entry: etree._Element, known: Known, printed: Sequence[Run]) -> None:
    """Put down the entry as it is printed."""
    style = known.printer.style
    made = etree.SubElement(entry, _RUNS, {XML_LANG: style.terms.language})
    last: etree._Element | None = None
    for run in printed:
        if run.kind == "separator":
            if last is None:
                made.text = (made.text or "") + run.text
            else:
                last.tail = (last.tail or "") + run.text
            continue
        attributes = {"kind": run.kind}
        if run.of is not None:
            attributes["of"] = str(run.of)
        if look := getattr(style.looks, run.kind, ""):
            attributes["look"] = look
        last = etree.SubElement(made, _RUN, attributes)
        if len(run.pieces) == 1 and not run.pieces[0][1]:
            last.text = run.pieces[0][0]
        else:
            _pieces(last, run)


def plain_runs(entry: etree._Element) -> None:
    """Print an entry of which nothing is known: it stands where no text is, in a header, say."""
    parts = [item for item in entry if item.tag in (prepared("lemma"), prepared("reading"))]
    made = add(entry, "runs")
    for number, part in enumerate(parts):
        part.set("n", str(number))
        if number:
            is_second = parts[number - 1].tag == prepared("lemma")
            append_text(made, "] " if is_second else " : ")
        add(made, "run", kind=part.tag.rpartition("}")[2], of=str(number))
        if sigla := part.get("sigla"):
            append_text(made, " ")
            add(made, "run", kind="sigla").text = sigla
    for remark in entry.iterfind(prepared("remark")):
        append_text(made, " ")
        add(made, "run", kind="note", of=remark.get("n", ""))


def _pieces(made: etree._Element, run: Run) -> None:
    for text, raised in run.pieces:
        if raised:
            add(made, "raised").text = text
        else:
            append_text(made, text)

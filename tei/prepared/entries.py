"""Apparatus entries: `app` becomes a passage of the running text and an entry beside it.

TEI Guidelines, 12 Critical Apparatus. The running text keeps the lemma; every reading goes to the
entry. Entries that point to their passage (`@loc`, `@from`, `@to`) have been put where it is
(`standoff`), and leave an empty passage there. Where the edition counts its emendations as
entries, these stay as they are in the text. What an entry means is known to `tei.apparatus`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from tei.apparatus.entries import apparatus
from tei.apparatus.model import Attestation, Detail, Kind, Reading, Status
from tei.apparatus.runs import Remark
from tei.elements import move_content, remove, replace, unwrap
from tei.layers import local, running_reading
from tei.names import AT, XML_ID, prepared, tei
from tei.prepared.apparatus import Knowledge, Known
from tei.prepared.copies import add, make
from tei.prepared.printed import attestations, plain_runs, runs
from tei.prepared.standoff import APPARATUS
from tei.prepared.vocabulary import DIVISIONS
from tei.wording import words

_APP, _LEM, _RDG = map(tei, ("app", "lem", "rdg"))
_ENTRY, _LEMMA, _READING, _PASSAGE = map(prepared, ("entry", "lemma", "reading", "passage"))
_EMENDED = frozenset({tei("choice"), tei("supplied"), tei("surplus")})
# What leads over from one reading to another that the same scholar has proposed.
_OR = frozenset({"vel", "uel", "aut", "seu", "sive", "an", "or", "oder", "ou", "o", "oppure"})
_NO_PART = frozenset({"wit", "lacunaStart", "lacunaEnd", "rdgGrp"})


@dataclass(slots=True)
class Extraction:
    """The entries of one text while they are taken out of it.

    `by_origin` has the id of each entry by the origin of its element.
    """

    knowledge: Knowledge
    entries: etree._Element
    people: Mapping[str, str]
    by_origin: dict[str, str] = field(default_factory=dict)
    _unfinished: list[tuple[etree._Element, Known | None, list[Remark]]] = field(
        default_factory=list
    )

    def extract(self, body: etree._Element) -> None:
        """Turn every `app` within a text into a passage there and an entry beside it."""
        for element in self._outermost(body):
            self._convert(element, "")
        for group in list(body.iter(tei("listApp"))):
            heads = [child for child in group if local(child) == "head"]
            if len(heads) == len(group) and not (group.text or "").strip():
                for head in heads:
                    listed = add(self.entries, "list", apparatus=group.get("type", ""))
                    move_content(head, listed)
                around = group.getparent()
                remove(group)
                _sweep(around)
        self._relate()

    def _outermost(self, container: etree._Element) -> list[etree._Element]:
        """Give what becomes an entry within a container and lies in no other entry."""
        found: dict[etree._Element, None] = {}
        if not len(container):
            return []
        for element in container.iterdescendants(_APP, *_EMENDED):
            counts = element.tag == _APP or self._known(element)
            if counts and not any(around in found for around in element.iterancestors()):
                found[element] = None
        return list(found)

    def _known(self, element: etree._Element) -> Known | None:
        return self.knowledge.of(element.get(AT, ""))

    def _convert(self, element: etree._Element, within: str) -> None:
        number = str(len(self.entries) + 1)
        known = self._known(element)
        origin = element.get(AT, "")
        attributes = {
            "id": f"entry-{number}",
            "n": number,
            "locus": element.get("loc"),
            "type": known.entry.type if known else element.get("type"),
            "within": within,
            "apparatus": element.get(APPARATUS) or apparatus(element),
            "method": known.entry.method.value if known else "",
            "fault": " ".join(known.entry.faults) if known else "",
            "exclude": " ".join(known.entry.exclude) if known else "",
        }
        entry = _added(self.entries, _ENTRY, attributes)
        entry.set(AT, origin)
        self.by_origin[origin] = f"entry-{number}"
        if element.tag == _APP:
            remarks = self._app(element, entry, known)
        else:
            entry.set("emendation", "yes")
            remarks = self._emendation(element, entry, known)
        for lemma in entry.iterchildren(_LEMMA):
            if len(lemma):
                _quiet(lemma)
        self._unfinished.append((entry, known, remarks))

    def finish(self) -> None:
        """Add what is derived from the rest, once nothing else has to look through the text."""
        for entry, known, remarks in self._unfinished:
            if known:
                printed = known.printer.runs(known.entry, known.attested, remarks, known.after)
                attestations(entry, known, printed)
                runs(entry, known, printed)
            else:
                plain_runs(entry)

    def _app(self, app: etree._Element, entry: etree._Element, known: Known | None) -> list[Remark]:
        ident = entry.get("id", "")
        passage = make("passage", entry=ident)
        passage.set(AT, app.get(AT, ""))
        if name := app.get(XML_ID):
            passage.set(XML_ID, name)
        running = running_reading(app)
        details: dict[str, list[Detail]] = {}
        for detail in known.entry.details if known else ():
            details.setdefault(detail.element.get(AT, ""), []).append(detail)
        meant = {item.element.get(AT): item for item in known.entry.all_readings} if known else {}
        remarks: list[Remark] = []
        for part, group in _parts(app):
            if part.tag in (_LEM, _RDG):
                for inner in self._outermost(part):
                    self._convert(inner, ident)
                name = _LEMMA if part is running or part.tag == _LEM else _READING
                made = self._reading(entry, name, part, group, known, meant.get(part.get(AT)))
                if name is _READING and len(made):
                    remarks += _notes_of(entry, made, len(remarks) + 1)
                if part is running:
                    move_content(part, passage)
            else:
                for turn, about in enumerate(details.get(part.get(AT, "")) or [None]):
                    if turn:
                        part = _quieted(part)
                    remarks.append(self._remark(entry, part, about, known, len(remarks) + 1))
                    if turn:
                        entry[-1].set("copy", "yes")
        if stray := _stray_text(app):
            # Not allowed there, but not ours to lose.
            number = len(remarks) + 1
            add(entry, "remark", n=str(number)).text = stray
            remarks.append(Remark(number, stray))
        replace(app, passage)
        return remarks

    def _emendation(
        self, element: etree._Element, entry: etree._Element, known: Known | None
    ) -> list[Remark]:
        """Copy what the editor has written, and what the source has; the text stays as it is."""
        if known is None or known.entry.lemma is None:
            return []
        copies = {item.get(AT, ""): item for item in element.iter(etree.Element)}
        for reading in known.entry.all_readings:
            name = _LEMMA if reading is known.entry.lemma else _READING
            part = copies.get(reading.element.get(AT, ""))
            empty = part is None or not (reading.text or reading.missing)
            copied = make("nothing") if empty or part is None else deepcopy(part)
            _quiet(copied)
            self._reading(entry, name, copied, "", known, reading)
        return []

    def _remark(
        self,
        entry: etree._Element,
        part: etree._Element,
        detail: Detail | None,
        known: Known | None,
        number: int,
    ) -> Remark:
        """Put down a note, or what is said of a witness; once for each reading that it is about."""
        if detail is not None:
            reading, joins = detail.reading, None
        else:
            reading, joins = _about(part, known)
        remark = add(
            entry,
            "remark",
            n=str(number),
            sigla=self._names(part.get("wit", "")),
            of=str(reading) if reading is not None else "",
            type=part.get("type", ""),
            resp=self._names(part.get("resp", "")),
        )
        remark.set(AT, part.get(AT, ""))
        text = words(part, notes=True)
        move_content(deepcopy(part), remark)
        if detail is None:
            return Remark(number, text, reading, joins=joins)
        who = frozenset(
            name for credit in detail.witnesses for name in (credit.witness, credit.hand) if name
        )
        return Remark(number, text, detail.reading, who)

    def _reading(
        self,
        entry: etree._Element,
        name: str,
        part: etree._Element,
        group: str,
        known: Known | None,
        meant: Reading | None,
    ) -> etree._Element:
        """Put down a lemma or a reading, with a copy of what stands in it."""
        attributes: dict[str, str | None] = {}
        if meant is not None and known is not None:
            attributes = _described(meant, known, group)
            if meant.source:
                attributes["resp"] = attributes["source"] = self._people(meant.source)
            if meant.resp:
                attributes["resp"] = self._people(meant.resp)
        elif stated := part.get("wit"):
            attributes["sigla"] = self._names(stated)
        made = _added(entry, name, attributes)
        if origin := part.get(AT) or (meant.element.get(AT) if meant else ""):
            made.set(AT, origin)
        unknown = meant is not None and meant.missing is Attestation.UNKNOWN
        if meant is not None and (unknown or (meant.text and not words(part))):
            made.text = "[?]" if unknown else meant.text  # by its @copyOf
            made.set("copy", "yes")
            return made
        if not len(part):
            made.text = part.text
            return made
        move_content(deepcopy(part), made)
        for passage in list(made.iter(_PASSAGE)):
            unwrap(passage)
        for sigla in list(made.iter(tei("wit"))):
            remove(sigla)  # whose the reading is, is said beside it
        return made

    def _names(self, value: str) -> str:
        """Write pointers to witnesses, hands or scholars as the signs that a reader knows."""
        return " ".join(map(self._name, value.split()))

    def _people(self, pointers: Iterable[str]) -> str:
        """Write pointers to scholars as their names, in which blanks and commas may stand."""
        return "; ".join(map(self._name, pointers))

    def _name(self, pointer: str) -> str:
        return self.people.get(pointer.lstrip("#"), pointer.lstrip("#"))

    def _relate(self) -> None:
        """Let split, alternative and crossing entries know each other by the ids of entries."""
        by_name: dict[str, str] = {}
        found: list[tuple[etree._Element, Known]] = []
        for entry in self.entries:
            if known := self._known(entry):
                by_name[known.entry.id] = entry.get("id", "")
                found.append((entry, known))
        for entry, known in found:
            for side, name in (("previous", known.entry.previous), ("next", known.entry.next)):
                if name in by_name and name:
                    entry.set(side, by_name[name])
            others = [by_name[name] for name in known.entry.exclude if name in by_name]
            if others:
                entry.set("exclude", " ".join(others))
            elif entry.get("exclude"):
                del entry.attrib["exclude"]
            crossing = [self.by_origin[at] for at in known.crossing if at in self.by_origin]
            if crossing:
                entry.set("overlaps", " ".join(crossing))


def _sweep(part: etree._Element | None) -> None:
    """Take a division out of which all entries have gone, and nothing is left."""
    while part is not None and local(part) in DIVISIONS:
        if len(part) or (part.text or "").strip():
            return
        around = part.getparent()
        remove(part)
        part = around


def _notes_of(entry: etree._Element, reading: etree._Element, number: int) -> list[Remark]:
    """Take the notes out of a reading: they are remarks on it, not words of its witnesses."""
    found: list[Remark] = []
    of = reading.get("n", "")
    for note in list(reading.iter(tei("note"))):
        if any(local(item) == "note" for item in note.iterancestors()):
            continue
        text = words(note, notes=True)
        remark = add(entry, "remark", n=str(number + len(found)), of=of)
        remark.set(AT, note.get(AT, ""))
        found.append(Remark(number + len(found), text, int(of) if of else None))
        remove(note)
        move_content(note, remark)
    return found


def _added(
    parent: etree._Element, name: str, attributes: Mapping[str, str | None]
) -> etree._Element:
    """Add an element with those attributes that have a value."""
    return etree.SubElement(parent, name, {key: item for key, item in attributes.items() if item})


def _described(reading: Reading, known: Known, group: str) -> dict[str, str | None]:
    """Say of a lemma or reading what its attributes and witnesses mean."""
    named = known.printer.sorted(reading.credits)
    head = next((item.head for item in known.entry.groups if item.number == reading.group), None)
    return {
        "n": str(reading.number),
        "sigla": " ".join([credit.sign for credit in named]),
        "witnesses": " ".join(dict.fromkeys([credit.witness for credit in named])),
        "hand": " ".join(dict.fromkeys([credit.hand for credit in named if credit.hand])),
        "before": " ".join([credit.witness for credit in named if credit.order < 0]),
        "after": " ".join([credit.witness for credit in named if credit.order > 0]),
        "kind": reading.kind.value if reading.number else "",
        "type": reading.type,
        "group": group,
        "variant-of": str(head) if head is not None and head != reading.number else "",
        "cause": reading.cause,
        "cert": reading.cert,
        "status": "" if reading.status is Status.ATTESTED else reading.status.value,
        "sequence": str(reading.sequence or ""),
        "missing": reading.missing.value if reading.missing else "",
        "bounds": " ".join(reading.boundaries) if reading.kind is Kind.BOUNDARY else "",
        "require": " ".join(reading.require),
        "exclude": " ".join(reading.exclude),
        "name": reading.id,
    }


def _stray_text(app: etree._Element) -> str:
    """Give the text that stands directly in an entry or in a reading group."""
    pieces: list[str] = []
    for holder in (app, *app.iterchildren(tei("rdgGrp"))):
        pieces += [holder.text or "", *(child.tail or "" for child in holder)]
    return " ".join("".join(pieces).split())


def _parts(app: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give lemma, readings and notes of an entry with the name of their reading group."""

    def inside(container: etree._Element, group: str) -> Iterator[tuple[etree._Element, str]]:
        for child in list(container):
            if local(child) == "rdgGrp":
                yield from inside(child, child.get("type") or child.get("n") or "group")
            elif local(child) and local(child) not in _NO_PART:
                yield child, group

    yield from inside(app, "")


def _about(note: etree._Element, known: Known | None) -> tuple[int | None, int | None]:
    """Say which reading a note is about, and to which it leads over from there (“vel”).

    A note says by @target what it is about; in a `rdgGrp` it is about the reading before it.
    """
    readings = known.entry.all_readings if known else ()
    numbers = {item.element.get(AT): item.number for item in readings}
    names = {item.id: item.number for item in readings if item.id}
    parent, before, following = note.getparent(), note.getprevious(), note.getnext()
    previous = numbers.get(before.get(AT)) if before is not None else None
    targets = [value.removeprefix("#") for value in note.get("target", "").split()]
    reading = next((names[name] for name in targets if name in names), None)
    if not targets and parent is not None and local(parent) == "rdgGrp":
        reading = previous
    joins = numbers.get(following.get(AT)) if following is not None else None
    leads = reading is not None and reading == previous and words(note) in _OR
    return reading, joins if leads else None


def _quieted(part: etree._Element) -> etree._Element:
    """Copy an element that stands in the entry already."""
    copied = deepcopy(part)
    _quiet(copied)
    return copied


def _quiet(lemma: etree._Element) -> None:
    """Leave in the copy of a lemma its wording only: ids and notes stand in the text."""
    for item in list(lemma.iter(etree.Element)):
        if item.tag in (tei("note"), prepared("call")):
            remove(item)
        if XML_ID in item.attrib:
            del item.attrib[XML_ID]

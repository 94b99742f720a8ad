"""Registers: every record has a name, is told apart from the others, and is mentioned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml import etree

from tei.checks.authorities import recognise
from tei.checks.links import links
from tei.checks.registry import check
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.layers import local
from tei.names import tei
from tei.pointers import Kind as Leads
from tei.registers import Kind, Record, fold
from tei.wording import words

_CALLED = {
    Kind.PERSON: "persons",
    Kind.PLACE: "places",
    Kind.ORG: "organisations",
    Kind.WORK: "works",
    Kind.EVENT: "events",
    Kind.OBJECT: "objects",
}
_NAMING = {
    Kind.PERSON: "persName name roleName surname forename p",
    Kind.PLACE: "placeName geogName settlement region country district bloc name label head",
    Kind.ORG: "orgName name label head desc",
    Kind.WORK: "title",
    Kind.EVENT: "eventName label head desc p name",
    Kind.OBJECT: "objectName objectIdentifier name title",
}
_MENTIONS = {
    "persName": Kind.PERSON,
    "placeName": Kind.PLACE,
    "geogName": Kind.PLACE,
    "orgName": Kind.ORG,
}
_SAYS_WHO = ("ref", "key", "corresp", "sameAs", "copyOf", "nymRef")
_BLOCKS = frozenset({"p", "ab", "head", "div", "body", "text"})
_RECORDS = frozenset("person personGrp persona place org event object bibl biblStruct".split())  # noqa: SIM905


@check("REG001", "nameless-record", Severity.WARNING)
def nameless_record(edition: Edition) -> Iterator[Finding]:
    """A record of a register has no name.

    It has nothing under which it could stand in an index. The participants of a conversation
    (`particDesc`) may be nameless.

    Wrong:
        <listPerson>
          <person xml:id="trotsky"><birth when="1879-11-07"/></person>
        </listPerson>

    Right:
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName><birth when="1879-11-07"/></person>
        </listPerson>

    Source: TEI Guidelines, “The Person Element”; “Places”.
    """
    for record in _all(edition):
        tags = map(tei, _NAMING[record.kind].split())
        participant = next(record.element.iterancestors(tei("particDesc")), None) is not None
        if not participant and not any(
            words(name, notes=True) for name in record.element.iter(*tags)
        ):
            yield nameless_record.finding(
                edition,
                record.element,
                f"The record “{record.id}” has no name.",
                f"Add a {_NAMING[record.kind].split()[0]}.",
            )


@check("REG002", "indistinct-records", Severity.WARNING)
def indistinct_records(edition: Edition) -> Iterator[Finding]:
    """Two records bear the same name, and nothing tells them apart.

    A reader who finds “Ivanov” twice in the index needs dates, an occupation or a note to choose.
    Often the two are one person entered twice. Numbers of authority files do not count, since a
    reader cannot tell what they stand for.

    Wrong:
        <listPerson>
          <person xml:id="i1"><persName>Ivanov</persName></person>
          <person xml:id="i2"><persName>Ivanov</persName></person>
        </listPerson>

    Right:
        <listPerson>
          <person xml:id="i1"><persName>Ivanov</persName><death when="1907"/></person>
          <person xml:id="i2"><persName>Ivanov</persName><occupation>turner</occupation></person>
        </listPerson>
    """
    first: dict[object, Record] = {}
    for record in _all(edition):
        key = (record.kind, fold(record.label), _distinguishing(record.element))
        if key not in first:
            first[key] = record
            continue
        other = first[key]
        yield indistinct_records.finding(
            edition,
            record.element,
            f"The records “{other.id}” and “{record.id}” are both called “{record.label}”, and "
            "nothing distinguishes them.",
            "Add dates or a note; if both are the same, keep one and correct the pointers.",
            cause=f"{record.kind} {record.label}",
        )


@check("REG003", "name-without-pointer", Severity.NOTE)
def name_without_pointer(edition: Edition) -> Iterator[Finding]:
    """A name in the text does not say whom or what it means.

    The edition has a register of this kind, but this passage will not be listed in it.

    Wrong:
        <p><persName>Lenin</persName> spoke, then <persName ref="#trotsky">Trotsky</persName>.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Right:
        <p>Then <persName ref="#trotsky">Trotsky</persName> spoke.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Source: TEI Guidelines, “Personal Names”; “Referring Strings”.
    """
    used = {kind for kind, records in _mentioned(edition).items() if records}
    for document in edition.documents:
        for text in document.root.iter(tei("text")):
            if next(text.iterancestors(tei("text")), None) is not None:
                continue
            for element in text.iter(*map(tei, _MENTIONS)):
                name = local(element)
                if _MENTIONS[name] in used and not _says_who(element):
                    yield name_without_pointer.finding(
                        edition,
                        element,
                        f"This {name}, “{words(element)}”, does not say by @ref which record "
                        "of the register it means.",
                        "Add ref=“#…”, or leave it if nothing is known.",
                        cause=name,
                    )


@check("REG004", "unmentioned-record", Severity.NOTE)
def unmentioned_record(edition: Edition) -> Iterator[Finding]:
    """Nothing in the edition points to a record.

    It stands in the index without a passage. Records that are left from earlier work, and names
    that were overlooked in the text, are found this way.

    Wrong:
        <p>Nobody is named here.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>

    Right:
        <p><persName ref="#trotsky">He</persName> is named here.</p>
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName></person>
        </listPerson>
    """
    mentioned = _mentioned(edition)
    for kind, register in edition.registers.items():
        unused = [record for record in register.records if record.id not in mentioned[kind]]
        labels = ", ".join(f"“{record.label}”" for record in unused[:3])
        more = ", …" if len(unused) > 3 else "."
        for record in unused:
            yield unmentioned_record.finding(
                edition,
                record.element,
                f"The record {labels} is mentioned nowhere."
                if len(unused) == 1
                else f"{len(unused)} of {len(register.records)} records of {_CALLED[kind]} are "
                f"mentioned nowhere: {labels}{more}",
                "Look for the passages, or delete what is not needed.",
                cause=kind.value,
            )


@check("REG005", "shared-authority-number", Severity.WARNING)
def shared_authority_number(edition: Edition) -> Iterator[Finding]:
    """Two records of one kind have the same number in an authority file.

    Either they are the same person or place, or one of the numbers is wrong.

    Wrong:
        <listPerson>
          <person xml:id="a"><persName>Trotsky</persName>
            <idno type="GND">118642979</idno></person>
          <person xml:id="b"><persName>Bronstein</persName>
            <idno type="GND">118642979</idno></person>
        </listPerson>

    Right:
        <listPerson>
          <person xml:id="a"><persName>Trotsky</persName>
            <persName type="birth">Bronstein</persName><idno type="GND">118642979</idno></person>
        </listPerson>
    """
    first: dict[object, Record] = {}
    for record in _all(edition):
        for idno in record.element.findall(tei("idno")):
            found = recognise(idno.get("type", "") or idno.get("subtype", ""), words(idno))
            if found is None:
                continue
            authority, number = found
            other = first.setdefault((record.kind, authority.name, number), record)
            if other is not record:
                yield shared_authority_number.finding(
                    edition,
                    idno,
                    f"“{record.label}” has the same number of {authority.name} as “{other.label}” "
                    f"({edition.position(other.element)}): {number}.",
                    "Join the two records, or correct the number.",
                    cause=f"{record.kind} {authority.name} {number}",
                )


@check("REG006", "malformed-authority-number", Severity.WARNING)
def malformed_authority_number(edition: Edition) -> Iterator[Finding]:
    """A number of an authority file cannot be right.

    The form is looked at for the GND, VIAF, Wikidata, GeoNames, ISNI and ORCID; where the number
    has a check digit (GND, ISNI, ORCID), that too, so that a mistyped digit is found.

    Wrong:
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName>
            <idno type="GND">118642978</idno></person>
        </listPerson>

    Right:
        <listPerson>
          <person xml:id="trotsky"><persName>Trotsky</persName>
            <idno type="GND">118642979</idno></person>
        </listPerson>

    Wrong:
        <p><persName ref="https://www.wikidata.org/wiki/33391">Trotsky</persName></p>

    Source: Deutsche Nationalbibliothek (GND); ISO 27729 and ISO/IEC 7064 (ISNI, ORCID).
    """
    for element, kind, value in _numbers(edition):
        found = recognise(kind, value)
        if found and (fault := found[0].fault(found[1])):
            yield malformed_authority_number.finding(
                edition,
                element,
                f"“{found[1]}” {fault}.",
                "Copy the number again from the authority file.",
                cause=f"{found[0].name} {found[1]}",
            )


def _all(edition: Edition) -> Iterator[Record]:
    for register in edition.registers.values():
        yield from register.records


def _distinguishing(element: etree._Element) -> str:
    """Give all that a record says beside its ids and numbers: words, dates, kinds."""
    said: list[str] = []
    for item in element.iter(etree.Element):
        if local(item) == "idno" or any(local(above) == "idno" for above in item.iterancestors()):
            continue
        said.extend(
            f"{name}={item.get(name)}"
            for name in sorted(map(str, item.attrib))
            if not name.startswith("{") and name not in ("n", "ref", "key", "source", "resp")
        )
        said.append(" ".join((item.text or "").split()))
    return " ".join(filter(None, said))


def _mentioned(edition: Edition) -> Mapping[Kind, set[str]]:
    """Give the records that something outside of them points to."""
    records = {record.element: record for record in _all(edition)}
    found: dict[Kind, set[str]] = defaultdict(set)
    for link in links(edition).of(Leads.ELEMENT):
        target = link.target.element
        record = records.get(target) if target is not None else None
        around = (link.element, *link.element.iterancestors())
        if record is not None and not any(item is target for item in around):
            found[record.kind].add(record.id)
    return found


def _says_who(element: etree._Element) -> bool:
    """Say whether a name, or one around or in it, has a pointer; a record's own names need none."""
    if any(element.get(attribute) for attribute in _SAYS_WHO):
        return True
    for above in element.iterancestors():
        name = local(above)
        if name in _RECORDS or above.get("ref") or above.get("key"):
            return True
        if name in _BLOCKS:
            break
    return any(inner.get("ref") or inner.get("key") for inner in element.iterdescendants())


def _numbers(edition: Edition) -> Iterator[tuple[etree._Element, str, str]]:
    """Give what may be a number of an authority: `idno` with its kind, and addresses."""
    for document in edition.documents:
        for idno in document.root.iter(tei("idno")):
            if not len(idno):
                yield idno, idno.get("type", "") or idno.get("subtype", ""), idno.text or ""
    for link in links(edition).of(Leads.EXTERNAL):
        if link.attribute in ("ref", "sameAs", "corresp"):
            yield link.element, "", link.target.url

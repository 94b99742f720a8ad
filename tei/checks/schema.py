"""The schema: what stands where it must not, what is missing, what has no such value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.checks.registry import check
from tei.checks.rule import Rule
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.relaxng.problems import Kind
from tei.validation.grammars import Invalid, validate

# So many names are listed of what our schema leaves out.
_SHOWN = 6


@check("VAL001", "misplaced-element", Severity.ERROR)
def misplaced_element(edition: Edition) -> Iterator[Finding]:
    """An element stands where the schema does not allow it.

    The message says what may stand there, and where the element would be right. The schema is that
    of `--schema` or `[check] schema`, else what the file names in `xml-model`, else the one that
    comes with the program.

    Wrong:
        <p>One paragraph. <p>Another in it.</p></p>

    Right:
        <p>One paragraph.</p>
        <p>Another after it.</p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, misplaced_element, Kind.ELEMENT)


@check("VAL002", "unknown-element", Severity.ERROR)
def unknown_element(edition: Edition) -> Iterator[Finding]:
    """The schema has no element of this name, or not in this namespace.

    Capitals and small letters differ: `persName` is an element of TEI, `persname` is not.

    Wrong:
        <p><persname>Emma</persname> spoke.</p>

    Right:
        <p><persName>Emma</persName> spoke.</p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, unknown_element, Kind.UNKNOWN)


@check("VAL003", "missing-element", Severity.ERROR)
def missing_element(edition: Edition) -> Iterator[Finding]:
    """An element lacks what the schema wants in it.

    Wrong:
        <list><head>Persons</head></list>

    Right:
        <list><head>Persons</head><item>Emma</item></list>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, missing_element, Kind.MISSING)


@check("VAL004", "misplaced-text", Severity.ERROR)
def misplaced_text(edition: Edition) -> Iterator[Finding]:
    """Text stands where the schema allows elements alone.

    Wrong:
        <div>Text without a paragraph.</div>

    Right:
        <div><p>Text in a paragraph.</p></div>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, misplaced_text, Kind.TEXT)


@check("VAL005", "bad-content", Severity.ERROR)
def bad_content(edition: Edition) -> Iterator[Finding]:
    """The text of an element is not of the kind that the schema wants in it.

    Wrong:
        <p><num>seven</num></p>

    Right:
        <p><num>7</num></p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, bad_content, Kind.CONTENT)


@check("VAL006", "unknown-attribute", Severity.ERROR)
def unknown_attribute(edition: Edition) -> Iterator[Finding]:
    """An element has an attribute that the schema does not give it.

    Wrong:
        <p><persName rol="singer">Emma</persName> spoke.</p>

    Right:
        <p><persName role="singer">Emma</persName> spoke.</p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, unknown_attribute, Kind.ATTRIBUTE)


@check("VAL007", "missing-attribute", Severity.ERROR)
def missing_attribute(edition: Edition) -> Iterator[Finding]:
    """An element lacks an attribute that the schema wants it to have.

    Wrong:
        <p>See <ptr/>.</p>

    Right:
        <p>See <ptr target="https://www.tei-c.org/"/>.</p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2).
    """
    yield from _findings(edition, missing_attribute, Kind.LACKING)


@check("VAL008", "bad-attribute-value", Severity.ERROR)
def bad_attribute_value(edition: Edition) -> Iterator[Finding]:
    """An attribute has a value that the schema does not allow.

    Wrong:
        <p><persName cert="very">Emma</persName> spoke.</p>

    Right:
        <p><persName cert="high">Emma</persName> spoke.</p>

    Source: the edition's schema; RELAX NG (ISO/IEC 19757-2); XML Schema Part 2.
    """
    yield from _findings(edition, bad_attribute_value, Kind.VALUE)


@check("VAL009", "ambiguous-id", Severity.ERROR)
def ambiguous_id(edition: Edition) -> Iterator[Finding]:
    """Of the values that the schema takes as ids, two in one file are the same.

    TEI has ids in `xml:id` alone, which are the matter of IDS001; other schemas have others.

    Wrong:
        <p>One<note label="n1">A note.</note> and two<note label="n1">Another.</note>.</p>

    Right:
        <p>One<note label="n1">A note.</note> and two<note label="n2">Another.</note>.</p>

    Source: RELAX NG DTD Compatibility (OASIS 2001), section 5.
    """
    yield from _findings(edition, ambiguous_id, Kind.ID)


@check("VAL010", "unresolved-idref", Severity.ERROR)
def unresolved_idref(edition: Edition) -> Iterator[Finding]:
    """A value that the schema takes as a reference to an id in the same file finds none.

    TEI points with addresses (`#p1`), which is the matter of PTR001; other schemas have this.

    Wrong:
        <p><note idref="p7">See there.</note></p>

    Right:
        <p xml:id="p7"><note idref="p7">See there.</note></p>

    Source: RELAX NG DTD Compatibility (OASIS 2001), section 5.
    """
    yield from _findings(edition, unresolved_idref, Kind.IDREF)


@check("VAL011", "not-validated", Severity.ERROR)
def not_validated(edition: Edition) -> Iterator[Finding]:
    """The schema makes more cases of a passage than can be checked.

    What follows in this file has not been validated. Only a schema that is made to explode does
    this, or a regular expression of hundreds of thousands of repetitions within repetitions.

    Wrong:
        <p><measure quantity="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"/></p>

    Right:
        <p><measure quantity="b"/></p>

    Source: tei-edition.
    """
    yield from _findings(edition, not_validated, Kind.COMPLEX)


@check("VAL012", "missing-schema", Severity.WARNING)
def missing_schema(edition: Edition) -> Iterator[Finding]:
    """A file names a schema that is not there, and so it is not validated by it.

    Where it names no other, it is validated by the TEI as a whole, and what that does not allow
    is a warning.

    Wrong:
        <?xml-model href="lost.rng"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A text.</p></body></text></TEI>

    Right:
        <p>A file that names no schema, or one that is there.</p>

    Source: Associating Schemas with XML documents (W3C Working Group Note, 2012).
    """
    for document, choice in validate(edition).chosen:
        for path in choice.lost:
            name = shown(path, edition.folder)
            yield missing_schema.finding(
                edition,
                document.root,
                f"The schema “{name}”, which this file names in “xml-model”, is not there.",
                "Put the schema there, or name another; --schema validates by any.",
                cause=name,
            )


@check("VAL013", "schema-elsewhere", Severity.NOTE)
def schema_elsewhere(edition: Edition) -> Iterator[Finding]:
    """A file names a schema at an address, or outside of the edition; it is not read.

    Nothing is fetched from a network. A schema called `tei_all` is the one that comes with the
    program; in the place of any other, the file is validated by the TEI as a whole, and what that
    does not allow is a warning.

    Wrong:
        <?xml-model href="https://example.org/schema/letters.rng"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A text.</p></body></text></TEI>

    Right:
        <p>A file that names no schema, or one in its edition.</p>

    Source: Associating Schemas with XML documents (W3C Working Group Note, 2012).
    """
    for document, choice in validate(edition).chosen:
        if choice.elsewhere:
            addresses = ", ".join(choice.elsewhere)
            by = " The whole of the TEI takes its place." if choice.instead else ""
            yield schema_elsewhere.finding(
                edition,
                document.root,
                f"A schema that is not in the edition is not read: {addresses}.{by}",
                "Save it in the edition and name it: as schema under [check] in edition.toml, or "
                "with --schema.",
                cause=addresses,
            )


@check("VAL014", "outside-schema", Severity.NOTE)
def outside_schema(edition: Edition) -> Iterator[Finding]:
    """The TEI allows something that the schema of tei-edition leaves out.

    Nobody has chosen a schema here, so the one that comes with the program was taken. It is a
    choice from the TEI for critical editions. All such places are one finding.

    Wrong:
        <div1><head>Chapter</head><p>A text.</p></div1>

    Right:
        <div><head>Chapter</head><p>A text.</p></div>

    Source: schema/edition.odd.
    """
    found = [item for item in validate(edition).invalid if item.outside]
    if found:
        first = min(found, key=lambda item: item.position)
        subjects = list(dict.fromkeys(_subject(item) for item in found))
        more = f" and {len(subjects) - _SHOWN} more" if len(subjects) > _SHOWN else ""
        finding = outside_schema.finding(
            edition,
            first.element,
            "The TEI allows here what the schema of tei-edition does not: "
            f"{', '.join(subjects[:_SHOWN])}{more}.",
            'To validate by the whole TEI: --schema tei_all, or for good, schema = "tei_all" '
            "under [check] in edition.toml. An ODD or RELAX NG of your own may be named there too.",
        )
        others = sorted({item.position for item in found} - {first.position})
        yield finding._replace(position=first.position, also=tuple(others))


@check("VAL015", "schema-without-effect", Severity.NOTE)
def schema_without_effect(edition: Edition) -> Iterator[Finding]:
    """A file names a schema in a way, or of a kind, that has no effect here.

    Schemas in RELAX NG, ODD and Schematron are used, as “xml-model” names them: the kind is told
    by “schematypens”, or else by how the name of the file ends. An XML Schema (XSD) is not used,
    nor what stands in an instruction for one program.

    Wrong:
        <?xml-model href="letters.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A text.</p></body></text></TEI>

    Right:
        <p>A file that names no schema, or one in RELAX NG.</p>

    Source: Associating Schemas with XML documents (W3C Working Group Note, 2012).
    """
    for document, choice in validate(edition).chosen:
        for said in choice.unused:
            yield schema_without_effect.finding(
                edition,
                document.root,
                f"This file is not validated by a schema that it names. {said}",
                "Write <?xml-model href=“letters.rng”?> with the name of a schema in RELAX NG or "
                "of an ODD; --schema validates by any.",
                cause=said,
            )


def _subject(item: Invalid) -> str:
    """Name what is outside of our schema: an element, an attribute, or a text by its element."""
    found, kind = item.problem.found, item.problem.kind
    name = etree.QName(item.element).localname
    if kind in (Kind.ELEMENT, Kind.UNKNOWN):
        return f"“{name}”"
    if kind in (Kind.ATTRIBUTE, Kind.VALUE):
        what = "a value of " if kind is Kind.VALUE else ""
        return f"{what}@{found.removeprefix('@')} in “{name}”"
    if kind in (Kind.LACKING, Kind.MISSING):
        message = item.problem.message.rstrip(".")
        return message.replace(" lacks the attribute ", " without ").replace(" lacks ", " without ")
    return f"the content of “{name}”"


def shown(path: Path, folder: Path) -> str:
    """Give a path as it is seen from the edition's folder."""
    folder = folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _findings(edition: Edition, rule: Rule, kind: Kind) -> Iterator[Finding]:
    """Give the findings of one kind; equal ones have one cause."""
    for item in validate(edition).invalid:
        if item.problem.kind is kind and not item.outside:
            message, help_text = item.problem.message, item.problem.help
            found = rule.finding(edition, item.element, message, help_text, cause=message)
            severity = Severity.WARNING if item.instead else found.severity
            yield found._replace(position=item.position, severity=severity)

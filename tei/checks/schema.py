"""The schema: what stands where it must not, what is missing, what has no such value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tei.checks.registry import Rule, check
from tei.checks.validation import missing_schemas, validated
from tei.edition import Edition
from tei.findings import Finding, Severity
from tei.relaxng.problems import Kind


@check("VAL001", "misplaced-element", Severity.ERROR)
def misplaced_element(edition: Edition) -> Iterator[Finding]:
    """An element stands where the schema does not allow it.

    The message says what may stand there, and where the element would be right. Without a schema
    (`--schema`, `[check] schema` or an `xml-model` that names a local file) nothing is validated.

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

    Wrong:
        <?xml-model href="lost.rng"?>
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A text.</p></body></text></TEI>

    Right:
        <p>A file that names no schema, or one that is there.</p>

    Source: Associating Schemas with XML documents (W3C Working Group Note, 2012).
    """
    for document, path in missing_schemas(edition):
        name = path.relative_to(edition.folder.resolve()).as_posix()
        yield missing_schema.finding(
            edition,
            document.root,
            f"The schema “{name}”, which this file names in “xml-model”, is not there.",
            "Put the schema there, or name another; --schema validates by any.",
            cause=name,
        )


def _findings(edition: Edition, rule: Rule, kind: Kind) -> Iterator[Finding]:
    """Give the findings of one kind; equal ones have one cause."""
    for item in validated(edition):
        if item.problem.kind is kind:
            message, help_text = item.problem.message, item.problem.help
            found = rule.finding(edition, item.element, message, help_text, cause=message)
            yield replace(found, position=item.position)

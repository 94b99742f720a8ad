"""The manuals of all codes that a report may name: rules of checks, and what else may be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tei.findings import Severity


@dataclass(frozen=True, slots=True)
class Manual:
    """What is to be said about a code; examples are TEI."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str = ""
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    remedy: str = ""
    source: str = ""


def manuals() -> Mapping[str, Manual]:
    """Give all manuals by code, in alphabetical order."""
    found = {manual.code: manual for manual in _OTHERS}
    for manual in (*_of_marking(), *_of_checks()):
        found[manual.code] = manual
    return dict(sorted(found.items()))


def summaries() -> Mapping[str, str]:
    """Give the names of all rules by code."""
    return {code: manual.name for code, manual in manuals().items()}


def _of_checks() -> list[Manual]:
    from tei.checks.registry import rules

    return [
        Manual(
            rule.code,
            rule.name,
            rule.severity,
            rule.manual.summary,
            rule.manual.explanation,
            rule.manual.wrong,
            rule.manual.right,
            rule.manual.remedy,
            rule.manual.source,
        )
        for rule in rules().values()
    ]


def _of_marking() -> list[Manual]:
    from tei.authoring.mark_report import CODES

    return [
        Manual(code, name, severity, meaning, remedy=remedy)
        for code, (name, severity, meaning, remedy) in CODES.items()
    ]


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_OTHERS = (
    Manual(
        "IMP001",
        "joined-paragraph",
        _NOTE,
        "A paragraph was joined with the one before, which ends in mid-sentence.",
        remedy="The break is kept as a milestone: look whether the joining is right.",
    ),
    Manual(
        "IMP002",
        "possible-cut",
        _WARNING,
        "A paragraph looks like the rest of the one before, and was not joined with it.",
        remedy="Join the two where the sentence goes on, or import with --join.",
    ),
    Manual(
        "IMP003",
        "unpaired-emphasis",
        _NOTE,
        "An asterisk that would begin or end italics has no partner. It was kept as text.",
        remedy="Delete it, or encode the italics by hand.",
    ),
    Manual(
        "IMP004",
        "unread-number",
        _WARNING,
        "The number in a heading is not one that the import can read. It was kept as it is.",
        remedy="Correct @n of the division.",
    ),
    Manual(
        "IMP005",
        "number-sequence",
        _WARNING,
        "The numbers of the headings do not follow one another: one is missing or stands twice.",
        remedy="Compare the copy-text: a heading may have been missed or misread.",
    ),
    Manual(
        "IMP006",
        "no-heading",
        _WARNING,
        "No line is a heading, so that the text is one piece.",
        remedy="Give a pattern for the headings with --heading.",
    ),
    Manual(
        "IMP007",
        "unused-furniture-pattern",
        _WARNING,
        "A pattern for running heads or feet is found nowhere in the text.",
        remedy="Correct the pattern, or leave it out.",
    ),
    Manual(
        "IMP008",
        "text-before-heading",
        _NOTE,
        "There is text before the first heading. It was put into the front matter.",
        remedy="Encode it as what it is: a title page, a motto, a preface.",
    ),
    Manual(
        "IMP009",
        "unread-markdown",
        _NOTE,
        "A sign of Markdown was not read, or only in part: a table, code, an ornament, a link.",
        remedy="The words are there; look whether the encoding says what they are.",
    ),
    Manual(
        "IMP010",
        "hyphen-at-line-end",
        _NOTE,
        "A line ends with a hyphen. It was kept, with a line break inside the word (lb, break=no).",
        remedy="Take the hyphen out where it does not belong to the word.",
    ),
    Manual(
        "XSL001",
        "element-without-rule",
        _WARNING,
        "The web edition has no rule for an element. Its text is shown as it stands.",
        remedy="Add a template for it in a stylesheet of your own ([site] stylesheet).",
    ),
    Manual(
        "XSL007",
        "bad-stylesheet",
        _ERROR,
        "A stylesheet of the edition cannot be used: it has a mistake, or wants what is not "
        "allowed, such as files outside the edition or an address on the network.",
        remedy="Mend the place that is named; it is in the stylesheet.",
    ),
    Manual(
        "XSL008",
        "stylesheet-warning",
        _WARNING,
        "The XSLT engine warns of something in a stylesheet.",
        remedy="Look at the stylesheet: what it says probably is not what is meant.",
    ),
    Manual(
        "XSL009",
        "stylesheet-message",
        _WARNING,
        "A stylesheet of the edition has something to say (xsl:message).",
        remedy="Ask the author of the stylesheet.",
    ),
    Manual(
        "REV001",
        "version-not-found",
        _WARNING,
        "The settings ask for a page that tells what was changed since an earlier version, and "
        "that version is not there: the edition does not lie in a git repository, or it has no "
        "such tag. The web edition is made without the page.",
        remedy="Name tags that “git tag” shows in [revisions] versions. A copy without its "
        "history has none: fetch them with “git fetch --tags --unshallow”.",
    ),
    Manual(
        "REV002",
        "file-not-compared",
        _WARNING,
        "A file of an earlier version could not be compared with its later form. The page that "
        "tells what was changed says nothing of it.",
        remedy="The finding says what it is; a version that is published cannot be mended, but "
        "[revisions] versions can name another.",
    ),
    Manual(
        "PDF001",
        "missing-glyph",
        _WARNING,
        "The fonts of the print edition have no sign for some characters of the text. Boxes are "
        "printed in their place.",
        remedy="Name a font that has them in [pdf] font, and its folder in [pdf] fonts.",
    ),
    Manual(
        "PDF002",
        "missing-image",
        _WARNING,
        "An image that the text shows is not in the edition's folder. The book is set without it.",
        remedy="Put the image into the edition's folder, or correct its address.",
    ),
    Manual(
        "PDF003",
        "unusable-image",
        _WARNING,
        "An image is in a format that cannot be printed, or it is damaged. The book is set "
        "without it.",
        remedy="Save the image as PNG, JPEG or SVG.",
    ),
    Manual(
        "PDF004",
        "unknown-font",
        _WARNING,
        "A font that the settings name is not there. Another font is used.",
        remedy="Put the font's files into a folder, and name it in [pdf] fonts.",
    ),
    Manual(
        "PDF005",
        "standard-not-met",
        _NOTE,
        "Something in the text keeps the PDF from conforming to PDF/A-2a or PDF/UA-1.",
        remedy="The finding says what it is; the PDF itself is complete.",
    ),
    Manual(
        "PDF006",
        "unsettled-pages",
        _WARNING,
        "The numbers of pages in contents, index and lists may be wrong: they did not settle.",
        remedy="Change the size of the text or of the page a little.",
    ),
    Manual(
        "PDF007",
        "borrowed-face",
        _WARNING,
        "The fonts that the book is set in have no sign for some characters; another face, which "
        "may not fit them, lends its own.",
        remedy="Put a font for the script into a folder, and name it in [pdf] fonts and font.",
    ),
    Manual(
        "PDF008",
        "long-word",
        _WARNING,
        "A word is longer than a line can be. It is divided wherever the line ends.",
        remedy="Put blanks or soft hyphens (U+00AD) where it may be divided.",
    ),
    Manual(
        "PDF009",
        "out-of-step",
        _WARNING,
        "On facing pages or in columns, a passage of a translation stands after the translation of "
        "something later in the text: it cannot be set beside what it translates.",
        remedy="Put it where its original stands in the text, or mend its @corresp.",
    ),
)

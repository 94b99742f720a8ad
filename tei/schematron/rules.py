"""Rules that are ready to be applied."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei.errors import TeiError
from tei.findings import Position
from tei.schematron.abstract import explicit, patterns
from tei.schematron.reading import RuleFiles, schema
from tei.schematron.stylesheet import AT, OUT, Assertion, StylesheetWriter
from tei.transform import Document, Stylesheet, compile_text

# What is said of every function that is not known, and helps nobody here.
_ASIDE = ". External function calls have been disabled"
_BINDINGS = ("", "xslt", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken.

    `ordinal` is that of the element, `message` and `help` what the assertion says. With `error`
    the assertion could not be tested there, and the message says why.
    """

    assertion: Assertion
    ordinal: int
    message: str
    help: str
    error: bool


class Rules:
    """The rules of a schema, compiled."""

    def __init__(
        self, stylesheet: Stylesheet, assertions: Sequence[Assertion], files: RuleFiles
    ) -> None:
        self._stylesheet = stylesheet
        self._assertions = assertions
        self._files = files

    def apply(self, document: Document) -> list[Hit]:
        """Apply the rules to a document; gives the places where they are broken, in order."""
        result = self._stylesheet.apply(document)
        root = etree.fromstring(result.text.encode(), etree.XMLParser(huge_tree=True))
        hits = []
        for each in root:
            said = [" ".join(str(part.xpath("string()")).split()) for part in each]
            assertion = self._assertions[int(each.get("assertion", "0"))]
            ordinal = int(each.get("ordinal") or 0)
            message = said[0] or f"This must not be: {assertion.test}"
            helped = " ".join(said[1:])
            hits.append(Hit(assertion, ordinal, message, helped, "error" in each.attrib))
        return sorted(hits, key=lambda hit: hit.ordinal)

    def position(self, hit: Hit) -> Position:
        """Give the place of the assertion in the schema."""
        return self._files.position(hit.assertion.element)


def read(
    data: bytes, path: Path, allow: Sequence[Path] = (), present: Set[str] | None = None
) -> Rules | None:
    """Read rules: a schema in Schematron, or a grammar with rules in it; None when it has none.

    With `present`, the local names of the elements and attributes that occur in what they will be
    applied to, rules that can have no effect are left out, which most of the time is spent on.
    What they include must lie in the folder of `path` or in one of `allow`. Once compiled they can
    read nothing but the document that they are applied to. Raises TeiError with the place of what
    is wrong.
    """
    files = RuleFiles(path.parent, allow)
    root = schema(data, path, files)
    if root is None:
        return None
    binding = root.get("queryBinding", "").lower()
    if binding not in _BINDINGS:
        raise files.fault(
            root,
            f"Rules with the query binding “{binding}” cannot be applied.",
            "Write them in XPath 2.0 or later: queryBinding=“xslt2” or “xslt3”.",
        )
    explicit(root, files)
    writer = StylesheetWriter(root, patterns(root, files), present)
    text = writer.write()
    try:
        stylesheet = compile_text(path, text)
    except TeiError as error:
        raise _at_its_origin(error, text, files) from None
    return Rules(stylesheet, writer.assertions, files)


def _at_its_origin(error: TeiError, text: str, files: RuleFiles) -> TeiError:
    """Tell a mistake in the stylesheet that was made of rules where it stands in these."""
    wrong = error.findings[0] if error.findings else None
    line = wrong.position.line if wrong else error.position.line if error.position else 0
    message = wrong.message if wrong else error.message
    position = Position(files.sources[0].name)
    number, ordinal = 0, 0
    for each in etree.fromstring(text.encode()).iter(etree.Element):
        if int(str(each.sourceline or 0)) > line:
            break
        if AT in each.attrib:
            number, ordinal = map(int, each.get(AT, "0.0").split("."))
    if line:
        position = files.sources[number].position(ordinal)
    reason = (message.partition("stops: ")[2] or message).replace(_ASIDE, "")
    return TeiError(f"A rule cannot be read: {reason}", "Mend the rule there.", position)


__all__ = ["OUT", "Hit", "Rules", "read"]

"""What can be wrong with a file that is read: codes, names and remedies, and how to report them."""

from __future__ import annotations

from typing import NamedTuple

from tei.errors import TeiError
from tei.findings import Finding, Position, Severity


class Rule(NamedTuple):
    """A fault of a file: its name, how grave it is, what it means, what to do about it."""

    name: str
    severity: Severity
    meaning: str
    help: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Rule] = {
    # Noticed and survived: the file was read.
    "SRC001": Rule(
        "skipped-entity",
        _ERROR,
        "An entity such as &siglumA; is declared in a DTD, and DTDs are not read. The reference "
        "stays in the text as it is written.",
        "Write the character or text itself, or declare the entity in the DOCTYPE of this file.",
    ),
    "SRC002": Rule(
        "assumed-entity",
        _NOTE,
        "An entity is declared in a DTD, which is not read, but its name is that of a character "
        "in HTML (&uuml; is ü), and so it is read as that character.",
        "Write the character itself.",
    ),
    "SRC003": Rule(
        "external-entity",
        _ERROR,
        "An entity stands for another file. Such files are not loaded; the reference stays in "
        "the text as it is written.",
        "Include the file with xi:include instead.",
    ),
    "SRC004": Rule(
        "missing-namespace",
        _WARNING,
        "The file does not say that its elements are TEI. It is read as if it did.",
        'Add xmlns="http://www.tei-c.org/ns/1.0" to the first element.',
    ),
    "SRC005": Rule(
        "contradicted-encoding",
        _WARNING,
        "The XML declaration names one encoding, and the file is in another. The file's bytes "
        "were believed.",
        "Correct the encoding in the first line.",
    ),
    "SRC006": Rule(
        "doubtful-encoding",
        _WARNING,
        "The file can be read in the encoding that it declares, but the characters look wrong.",
        "Look at the passage; declare the encoding that the file really has, or save it as UTF-8.",
    ),
    "SRC007": Rule(
        "used-fallback",
        _NOTE,
        "A file that should be included is not available, and the xi:fallback stands in.",
        "Supply the file, or delete the xi:include.",
    ),
    # The file cannot be read.
    "SRC010": Rule(
        "missing-file",
        _ERROR,
        "There is no such file.",
        "Check the name; capitals and small letters differ.",
    ),
    "SRC011": Rule(
        "unreadable-file",
        _ERROR,
        "The file is there and cannot be read: a folder, no permission, or a fault of the disk.",
        "Name a file that you may read.",
    ),
    "SRC012": Rule(
        "empty-file", _ERROR, "The file is empty.", "Restore the file from a copy, or delete it."
    ),
    "SRC013": Rule(
        "not-xml",
        _ERROR,
        "The file is not XML but something else: a text-processor document, an image, a PDF.",
        "Name the TEI file; a transcription is converted with `tei import`.",
    ),
    "SRC014": Rule(
        "undecodable-bytes",
        _ERROR,
        "The file holds bytes that do not exist in its encoding.",
        "Declare the encoding that the file really has in its first line, or save it as UTF-8.",
    ),
    "SRC015": Rule(
        "unknown-encoding",
        _ERROR,
        "The XML declaration names an encoding that does not exist.",
        "Write the name of the encoding that the file has, or save the file as UTF-8.",
    ),
    "SRC016": Rule(
        "not-well-formed",
        _ERROR,
        "The file breaks the rules of XML itself, so that it cannot be read: tags that do not "
        "match, a bare & or <, a value without quotation marks.",
        "Mend the place that is named; an XML editor marks it too.",
    ),
    "SRC017": Rule(
        "too-large",
        _ERROR,
        "The file, or what it includes, is larger than this program reads.",
        "Divide the file and join the parts with xi:include.",
    ),
    "SRC018": Rule(
        "too-deep",
        _ERROR,
        "Elements stand inside elements to a depth that no text needs.",
        "Look for start tags that are never closed.",
    ),
    "SRC019": Rule(
        "exploding-entities",
        _ERROR,
        "Entities that stand for entities grow beyond every measure. This is a known attack.",
        "Write the text out, or remove the entities from the DOCTYPE.",
    ),
    "SRC020": Rule(
        "old-tei",
        _ERROR,
        "The file is TEI P4 or older. This program reads TEI P5.",
        "Convert it to P5 first, for example with p4top5.xsl of the TEI Stylesheets.",
    ),
    "SRC021": Rule("not-tei", _ERROR, "The file is XML, but not TEI.", "Name a TEI file."),
    # A file cannot be included.
    "SRC030": Rule(
        "missing-include",
        _ERROR,
        "The file that an xi:include names does not exist.",
        "Correct the href, or add an xi:fallback that says what to read instead.",
    ),
    "SRC031": Rule(
        "include-outside",
        _ERROR,
        "The file that an xi:include names lies outside the edition's folder.",
        "Move the file into the edition's folder, or name its folder in edition.toml "
        "([edition] allow).",
    ),
    "SRC032": Rule(
        "remote-include",
        _ERROR,
        "An xi:include names an address on the network. Nothing is loaded from there.",
        "Download the file into the edition's folder and include it from there.",
    ),
    "SRC033": Rule(
        "circular-include",
        _ERROR,
        "A file includes itself, directly or through others.",
        "Delete one xi:include of the chain.",
    ),
    "SRC034": Rule(
        "unresolved-xpointer",
        _ERROR,
        "The passage that an xi:include asks for is not in the file.",
        "Correct the xpointer: the xml:id of the element is enough.",
    ),
    "SRC035": Rule(
        "faulty-include",
        _ERROR,
        "An xi:include is itself not written as it must be.",
        'Write <xi:include href="file.xml"/>.',
    ),
    "SRC036": Rule(
        "too-many-includes",
        _ERROR,
        "Files include files beyond every measure.",
        "Include each file once.",
    ),
    "SRC037": Rule(
        "no-text",
        _WARNING,
        "There is no text with anything in it, and so nothing that could be built.",
        "Put the transcription into <text><body>…</body></text>.",
    ),
}


class SourceError(TeiError):
    """A file cannot be read. `code` is one of `CODES`; reports can treat it as a finding."""

    code: str = ""

    @property
    def finding(self) -> Finding:
        """The same fault as a finding."""
        return finding(self.code, self.message, self.position or Position(""), self.hint)


def finding(
    code: str, message: str, position: Position, hint: str = "", cause: str = ""
) -> Finding:
    """Make the finding of a code. `hint` defaults to the rule's; `cause` groups equal mistakes."""
    rule = CODES[code]
    return Finding(
        code, rule.name, rule.severity, message, position, hint or rule.help, cause=cause
    )


def failure(code: str, message: str, position: Position, hint: str = "") -> SourceError:
    """Make the error of a code. `hint` defaults to the rule's help."""
    error = SourceError(message, hint or CODES[code].help, position)
    error.code = code
    return error

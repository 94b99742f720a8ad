"""Read a file in the XML syntax of RELAX NG into its parts, and see to it that they are in order.

Annotations (whatever is in another namespace) are left out, and what is inherited (`ns`,
`datatypeLibrary`) is known to every part: sections 4.1 to 4.3 and 4.8 of the specification.
Schemas are large (that of the whole TEI has 16,000 parts), and this is done at every start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from tei.relaxng.context import entity_of
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.names import is_name
from tei.relaxng.nodes import BLANKS, Node, Surroundings
from tei.relaxng.rules import (
    ATTRIBUTES,
    CHILDREN,
    FILE,
    NAME_FIRST,
    NAME_TAGS,
    REQUIRED,
    RNG,
    RULES,
    TEXT_TAGS,
    written,
)

if TYPE_CHECKING:
    from tei.relaxng.texts import SchemaText

_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_DEEPEST = 400
# References to entities by name, and whatever may hold what only looks like one.
_REFERENCE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&([^#\s;&<>\"']+);", re.DOTALL)


def read(file: SchemaText, ns: str = "") -> Node:
    """Read a file; gives its outermost part. `ns` is inherited from where it is included.

    Raises SchemaFaultError when it is not RELAX NG, and SourceError when it is not XML.
    """
    reader = _Reader(file, ns)
    reader.parse()
    if "".join(reader.texts).strip(BLANKS):
        # There is text where none may be: find the place in a second pass.
        reader = _Reader(file, ns)
        reader.parser.CharacterDataHandler = reader.refuse_text
        reader.parse()
    return reader.stack[0].children[0]


class _Reader:
    """Takes the events of the parser.

    `texts` takes all texts; those of parts that may hold text are taken out at their end.
    """

    def __init__(self, file: SchemaText, ns: str) -> None:
        self.file = file
        self.parser = parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.texts: list[str] = []
        self.mark = 0  # how many texts there were when a part with text, or an annotation, began
        self.skipped = 0  # how many elements of an annotation are open
        self.checked: set[str | None] = set()  # names that have been found in order
        self.declared: dict[str, str] = {}  # prefixes of the start tag that comes next
        self.entities = {"amp", "lt", "gt", "quot", "apos"}
        self.is_partly_read = False  # a part of the DTD is in another file
        self.stack = [Node(FILE, {}, Surroundings(file, ns, "", {}, ""), 0)]
        self.allowed = [CHILDREN[FILE]]  # what may come next in each open part
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.texts.append
        parser.StartNamespaceDeclHandler = self.declare
        # Declarations that follow a part of the DTD in another file count all the same.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.EntityDeclHandler = self.declare_entity
        parser.SkippedEntityHandler = self.skip
        parser.ExternalEntityRefHandler = self.external

    def parse(self) -> None:
        """Have the parser read the file."""
        self.file.parse(self.parser)
        if self.is_partly_read:
            self.refuse_unknown()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        if self.skipped:
            self.skipped += 1
            return
        stack, allowed = self.stack, self.allowed
        parent = stack[-1]
        tag = allowed[-1].get(name)
        if tag is None:
            self.other(name, parent)
            return
        rule = RULES[tag]
        around = parent.around
        if self.declared:
            prefixes = {**around.prefixes, **self.declared}
            self.declared = {}
            around = Surroundings(around.file, around.ns, around.library, prefixes, around.base)
        required = rule.required
        if required:
            value = attributes.get(required)
            if value not in self.checked:
                self.check(tag, value)
        # The commonest parts have nothing but the one attribute that they need.
        alone = required and len(attributes) == 1
        if attributes and not alone and not attributes.keys() <= rule.plain:
            around = self.changed(tag, attributes, around)
        node = Node(tag, attributes, around, self.parser.CurrentByteIndex)
        if parent.children:
            parent.children.append(node)
        else:
            parent.children = [node]
        children = rule.children
        if rule.special:
            if tag in TEXT_TAGS:
                self.mark = len(self.texts)
            if tag in NAME_TAGS:
                if allowed[-1] is NAME_FIRST:
                    allowed[-1] = CHILDREN[parent.tag]
            elif children and "name" not in attributes:
                children = NAME_FIRST
        stack.append(node)
        allowed.append(children)
        if len(stack) > _DEEPEST:
            raise self.fault(
                f"The schema is nested more than {_DEEPEST} deep.",
                "Define parts of it by names, and refer to these.",
            )

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self.skipped:
            self.skipped -= 1
            if not self.skipped:
                del self.texts[self.mark :]
            return
        node = self.stack.pop()
        self.allowed.pop()
        if node.tag in TEXT_TAGS:
            node.text = "".join(self.texts[self.mark :])
            del self.texts[self.mark :]

    def other(self, name: str, parent: Node) -> None:
        """Pass over an annotation; refuse a part that stands in a wrong place."""
        self.declared = {}
        namespace, _, local = name.rpartition(" ")
        if namespace != RNG:
            if parent.tag == FILE:
                raise self.fault(
                    "This is not a RELAX NG schema.",
                    f"Its first element must be in the namespace {RNG}.",
                )
            if parent.tag in TEXT_TAGS:
                raise self.fault(f"“{parent.tag}” holds text alone.", "Take out what is in it.")
            self.skipped = 1
            self.mark = len(self.texts)
        elif parent.tag == FILE:
            raise self.fault(f"A schema cannot begin with “{local}”.", "Begin it with “grammar”.")
        elif self.allowed[-1] is NAME_FIRST:
            raise self.fault(f"“{parent.tag}” has no name.", 'Add name="…".')
        else:
            known = local in CHILDREN
            reason = "is not allowed in" if known else "is unknown; it stands in"
            message = f"“{local}” {reason} “{written(parent.tag)}”."
            may = sorted(each.rpartition(" ")[2] for each in self.allowed[-1])
            raise self.fault(message, "Move it." if known else _meant(local, may))

    def changed(
        self, tag: str, attributes: Mapping[str, str], around: Surroundings
    ) -> Surroundings:
        """Take attributes that are inherited; others are annotations when they have a namespace."""
        for name in attributes:
            namespace, _, local = name.rpartition(" ")
            if name not in ATTRIBUTES[tag] and (not namespace or namespace == RNG):
                message = f"“{written(tag)}” has no attribute “{local}”."
                raise self.fault(message, _meant(local, sorted(ATTRIBUTES[tag])))
        library = attributes.get("datatypeLibrary", around.library)
        if library != around.library:
            self.check_library(library)
        base = around.base
        if _XML_BASE in attributes:
            from urllib.parse import urljoin

            base = urljoin(base, attributes[_XML_BASE])
        ns = attributes.get("ns", around.ns)
        return Surroundings(around.file, ns, library, around.prefixes, base)

    def check(self, tag: str, value: str | None) -> None:
        """Check the attribute that a part cannot do without."""
        if value is None:
            raise self.fault(f"“{tag}” lacks the attribute “{REQUIRED[tag]}”.", "Add it.")
        if REQUIRED[tag] == "href":
            return
        if not is_name(value.strip(BLANKS)):
            raise self.fault(
                f"“{value}” cannot be a name.", "Begin it with a letter; leave out spaces."
            )
        self.checked.add(value)

    def check_library(self, uri: str) -> None:
        """Check the address of a datatype library (section 4.3)."""
        from tei.relaxng.libraries import XSD
        from tei.relaxng.uri import is_uri

        known = f"That of the datatypes of XML Schema is {XSD}."
        scheme, colon, rest = uri.partition(":")
        if uri and (not colon or not scheme.isalnum() or not rest or "#" in uri):
            raise self.fault(
                f"“{uri}” cannot be a datatype library: it is not a full address.", known
            )
        if not is_uri(uri):
            raise self.fault(f"“{uri}” is not an address.", known)

    # ---- what seldom happens

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """Take the declaration of a prefix; it comes before the start tag that it stands in."""
        if not self.skipped:
            self.declared[prefix or ""] = uri or ""

    def refuse_text(self, text: str) -> None:
        """Refuse text between parts."""
        self.texts.append(text)
        tag = self.stack[-1].tag
        if not self.skipped and tag not in TEXT_TAGS and text.strip(BLANKS):
            raise self.fault(f"Text is not allowed in “{written(tag)}”.", "Delete it.")

    def declare_entity(self, name: str, *_: object) -> None:
        """Remember the name of an entity."""
        self.entities.add(name)

    def external(self, context: str | None, *_: object) -> int:
        """Refuse an entity that stands for another file; take a DTD in one for empty."""
        if context is None:
            self.is_partly_read = True
            self.parser.ExternalEntityParserCreate(context).Parse(b"", True)
            return 1
        raise self.unread(entity_of(context), self.parser.CurrentByteIndex)

    def skip(self, name: str, is_parameter: bool) -> None:
        """Refuse an entity whose text is not known."""
        if not is_parameter:
            raise self.unread(name, self.parser.CurrentByteIndex)

    def refuse_unknown(self) -> None:
        """Refuse what the parser passes over in silence: such an entity in an attribute."""
        for found in _REFERENCE.finditer(self.file.data):
            name = (found[1] or b"amp").decode("utf-8")
            if name not in self.entities:
                raise self.unread(name, found.start())

    def unread(self, name: str, offset: int) -> SchemaFaultError:
        """Make the error for an entity whose text is not known."""
        return SchemaFaultError(
            f"The entity &{name}; is declared in another file, which is not read.",
            "Write its text, or declare it in this file.",
            Node("", {}, self.stack[0].around, offset),
        )

    def fault(self, message: str, help: str) -> SchemaFaultError:  # noqa: A002
        """Make the error for the place that the parser is at."""
        place = Node("", {}, self.stack[0].around, self.parser.CurrentByteIndex)
        return SchemaFaultError(message, help, place)


def _meant(word: str, known: list[str]) -> str:
    from tei.relaxng.similar import meant

    return meant(word, known, "Correct or delete it.")

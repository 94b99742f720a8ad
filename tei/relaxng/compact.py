"""Read a file in the compact syntax of RELAX NG into the same parts as the XML syntax has.

*RELAX NG Compact Syntax* (OASIS, 2002). Annotations are passed over.
"""

from __future__ import annotations

from collections.abc import Callable

from tei.names import XML
from tei.relaxng.compact_cursor import Cursor
from tei.relaxng.compact_lexer import Word
from tei.relaxng.libraries import XSD
from tei.relaxng.nodes import Node
from tei.relaxng.rules import INCLUDE_DIV, NAME_CHOICE, NAME_EXCEPT
from tei.relaxng.texts import SchemaText

_DEEPEST = 100
_REPEATED = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_JOINED = {",": "group", "|": "choice", "&": "interleave"}
_METHODS = {"=": "", "|=": "choice", "&=": "interleave"}
_BRACED = ("list", "mixed")
_BARE = ("empty", "notAllowed", "text")


def read(file: SchemaText, ns: str = "") -> Node:
    """Read a file; gives its outermost part. `ns` is inherited from where it is included.

    Raises SchemaFaultError when it is not in the compact syntax.
    """
    return _Reader(file, ns).file_content()


class _Reader(Cursor):
    """Reads a schema from left to right."""

    def __init__(self, file: SchemaText, ns: str) -> None:
        super().__init__(file, ns)
        self.inherited = ns
        self.default = ns
        self.libraries: dict[str, str] = {"xsd": XSD}
        self.depth = 0

    # ---- files and grammars

    def file_content(self) -> Node:
        """Read declarations, then a pattern or the content of a grammar."""
        while self.declaration():
            pass
        first = self.word
        self.around = self.in_namespace(self.default)
        start = self.place
        self.annotations()
        is_grammar = not self.word.kind or self.is_component()
        self.place = start
        if is_grammar:
            root = self.node("grammar", first, self.components("", False))
        else:
            root = self.pattern()
        if self.word.kind:
            raise self.fault(f"“{self.word.text}” is not allowed there.")
        return root

    def is_component(self) -> bool:
        """Say whether what comes belongs to a grammar."""
        word = self.word
        if word.kind == "keyword":
            return word.text in ("start", "div", "include")
        if word.kind in ("name", "prefixed") and self.after.kind == "[":
            return True
        return word.kind == "name" and self.after.kind in _METHODS

    def declaration(self) -> bool:
        """Read a declaration of a namespace or a datatype library."""
        word = self.word
        if self.keyword("namespace"):
            self.declare(self.identifier(), word)
        elif self.keyword("default"):
            if not self.keyword("namespace"):
                raise self.fault("“namespace” is wanted there.")
            prefix = None if self.word.kind == "=" else self.identifier()
            self.default = self.declare(prefix, word)
        elif self.keyword("datatypes"):
            prefix = self.identifier()
            self.expect("=")
            self.libraries[prefix] = self.literal()
        else:
            return False
        return True

    def declare(self, prefix: str | None, word: Word) -> str:
        """Read the address of a namespace."""
        self.expect("=")
        uri = self.inherited if self.keyword("inherit") else self.literal()
        if prefix == "xmlns" or (prefix == "xml") != (uri == XML):
            raise self.fault(f"The prefix “{prefix}” cannot stand for “{uri}”.", word)
        if prefix is not None:
            if prefix in self.prefixes and prefix != "xml":
                raise self.fault(f"The prefix “{prefix}” is declared twice.", word, "Delete one.")
            self.prefixes[prefix] = uri
        return uri

    def components(self, end: str, included: bool) -> list[Node]:
        """Read definitions up to the sign `end`."""
        found: list[Node] = []
        while True:
            self.annotations()
            word = self.word
            if word.kind == end:
                self.skip(end)
                return found
            if word.kind in ("name", "prefixed") and self.after.kind == "[":
                self.take()
                self.annotation()
            elif self.keyword("start"):
                found.append(self.definition("start", word))
            elif self.keyword("div"):
                self.expect("{")
                tag = INCLUDE_DIV if included else "div"
                found.append(self.node(tag, word, self.components("}", included)))
            elif not included and self.keyword("include"):
                found.append(self.reference("include", word))
                if self.skip("{"):
                    found[-1].children = self.components("}", True)
            elif word.kind == "name":
                found.append(self.definition("define", word, name=self.take().text))
            else:
                raise self.fault(f"“{word.text}” is not allowed there.")

    def definition(self, tag: str, word: Word, **attributes: str) -> Node:
        """Read what follows the name of a definition."""
        method = self.take()
        if method.kind not in _METHODS:
            raise self.fault("“=” is wanted there.", method)
        if _METHODS[method.kind]:
            attributes["combine"] = _METHODS[method.kind]
        return self.node(tag, word, [self.pattern()], **attributes)

    def reference(self, tag: str, word: Word) -> Node:
        """Read the address of another file, and the namespace that it inherits."""
        node = self.node(tag, word, [], href=self.literal())
        if self.keyword("inherit"):
            self.expect("=")
            node.around = self.in_namespace(self.namespace(self.identifier(), word))
        return node

    # ---- patterns

    def nested(self, read: Callable[[], Node]) -> Node:
        """Read something within something else, not too deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fault(
                f"The schema is nested more than {_DEEPEST} deep.",
                remedy="Define parts of it by names, and refer to these.",
            )
        found = read()
        self.depth -= 1
        return found

    def pattern(self) -> Node:
        """Read particles joined by one of the signs `,`, `|` and `&`."""
        return self.nested(self._pattern)

    def _pattern(self) -> Node:
        word = self.word
        parts = [self.particle()]
        sign = self.word.kind
        if sign not in _JOINED:
            return parts[0]
        while self.skip(sign):
            parts.append(self.particle())
        if self.word.kind in _JOINED:
            raise self.fault(
                f"“{sign}” and “{self.word.text}” stand side by side.",
                remedy="Put parentheses around what belongs together.",
            )
        return self.node(_JOINED[sign], word, parts)

    def particle(self) -> Node:
        """Read a pattern and how often it stands."""
        self.annotations()
        word = self.word
        node = self.primary()
        self.following_annotations()
        if self.word.kind in _REPEATED:
            node = self.node(_REPEATED[self.take().kind], word, [node])
            self.following_annotations()
        return node

    def primary(self) -> Node:
        """Read one pattern."""
        word = self.word
        if self.skip("("):
            node = self.pattern()
            self.expect(")")
            return node
        if word.kind == "literal":
            return self.value("", "token", word)
        if word.kind == "prefixed":
            prefix, _, name = self.take().text.partition(":")
            if prefix not in self.libraries:
                raise self.fault(
                    f"The prefix “{prefix}” stands for no datatypes.",
                    word,
                    f'Declare it: datatypes {prefix} = "…"',
                )
            return self.datatype(self.libraries[prefix], name, word)
        if word.kind == "name":
            return self.node("ref", word, [], name=self.take().text)
        if word.kind != "keyword":
            found = f"“{word.text}” is not allowed there." if word.kind else "The file breaks off."
            raise self.fault(found)
        self.take()
        return self.after_keyword(word)

    def after_keyword(self, word: Word) -> Node:
        """Read a pattern that begins with a keyword."""
        text = word.text
        if text in ("element", "attribute"):
            self.annotations()
            names = self.name_class(text == "element")
            return self.node(text, word, [names, self.braced()])
        if text in _BRACED:
            return self.node(text, word, [self.braced()])
        if text in _BARE:
            return self.node(text, word, [])
        if text in ("string", "token"):
            return self.datatype("", text, word)
        if text == "parent":
            return self.node("parentRef", word, [], name=self.expect("name").text)
        if text == "external":
            return self.reference("externalRef", word)
        if text == "grammar":
            self.expect("{")
            return self.node("grammar", word, self.components("}", False))
        raise self.fault(f"“{text}” is a keyword; write “\\{text}” where it is a name.", word)

    def braced(self) -> Node:
        """Read a pattern in braces."""
        self.expect("{")
        node = self.pattern()
        self.expect("}")
        return node

    def value(self, library: str, name: str, word: Word) -> Node:
        """Read a value."""
        node = self.node("value", word, [], type=name)
        node.around = self.in_namespace(self.around.ns, library)
        node.text = self.literal()
        return node

    def datatype(self, library: str, name: str, word: Word) -> Node:
        """Read what follows the name of a datatype: a value, or parameters and exceptions."""
        if self.word.kind == "literal":
            return self.value(library, name, word)
        node = self.node("data", word, [], type=name)
        node.around = self.in_namespace(self.around.ns, library)
        if self.skip("{"):
            while not self.skip("}"):
                self.annotations()
                first = self.word
                parameter = self.node("param", first, [], name=self.identifier())
                self.expect("=")
                parameter.text = self.literal()
                node.children.append(parameter)
        if self.skip("-"):
            self.annotations()
            first = self.word
            node.children.append(self.node("except", first, [self.nested(self.primary)]))
        return node

    # ---- names

    def name_class(self, for_element: bool) -> Node:
        """Read the names of an element or attribute."""
        word = self.word
        parts = [self.name_part(for_element)]
        while self.skip("|"):
            parts.append(self.name_part(for_element))
        return parts[0] if len(parts) == 1 else self.node(NAME_CHOICE, word, parts)

    def name_part(self, for_element: bool) -> Node:
        """Read one name, or all names but some."""
        self.annotations()
        word = self.word
        if self.skip("("):
            node = self.nested(lambda: self.name_class(for_element))
            self.expect(")")
            self.following_annotations()
            return node
        if word.kind in ("*", "any"):
            self.take()
            node = self.node("nsName" if word.kind == "any" else "anyName", word, [])
            if word.kind == "any":
                node.around = self.in_namespace(self.namespace(word.text[:-2], word))
            if self.skip("-"):
                inner = self.nested(lambda: self.name_part(for_element))
                node.children = [self.node(NAME_EXCEPT, word, [inner])]
        else:
            node = self.node("name", word, [])
            if word.kind == "prefixed":
                prefix, _, node.text = self.take().text.partition(":")
                node.around = self.in_namespace(self.namespace(prefix, word))
            else:
                node.text = self.identifier()
                node.around = self.in_namespace(self.default if for_element else "")
        self.following_annotations()
        return node

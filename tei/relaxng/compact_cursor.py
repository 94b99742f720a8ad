"""A reader of words that looks two ahead: what the grammar of the compact syntax stands on."""

from __future__ import annotations

from tei.names import XML
from tei.relaxng.compact_lexer import KEYWORDS, Word, words
from tei.relaxng.faults import SchemaFaultError
from tei.relaxng.nodes import Node, Surroundings
from tei.relaxng.texts import SchemaText


class Cursor:
    """Goes through the words of a schema. `around` is what holds for the parts to be made."""

    def __init__(self, file: SchemaText, ns: str) -> None:
        self.prefixes: dict[str, str] = {"xml": XML}
        self.file = file
        self.around = Surroundings(file, ns, "", self.prefixes, "")
        file.in_characters = True
        self.words = list(words(file.data.decode("utf-8"), self.at))
        self.place = 0

    @property
    def word(self) -> Word:
        """The next word."""
        return self.words[self.place]

    @property
    def after(self) -> Word:
        """The word after the next."""
        return self.words[min(self.place + 1, len(self.words) - 1)]

    def at(self, offset: int) -> Node:
        """Give a part that stands for a place."""
        return Node("", {}, self.around, offset)

    def fault(self, message: str, word: Word | None = None, remedy: str = "") -> SchemaFaultError:
        """Make the error for a word, the next one if none is given."""
        if not remedy:
            from tei.relaxng.similar import meant

            # A name before a word that is out of place may be a keyword that is misspelt.
            before = self.words[max(self.place - 3, 0) : self.place]
            name = next((each.text for each in before if each.kind == "name"), "")
            remedy = meant(name, sorted(KEYWORDS), "Correct the schema there.")
        return SchemaFaultError(message, remedy, self.at((word or self.word).offset))

    def take(self) -> Word:
        """Take the next word."""
        word = self.word
        self.place = min(self.place + 1, len(self.words) - 1)
        return word

    def skip(self, kind: str) -> bool:
        """Take the next word if it is this sign."""
        if self.word.kind != kind:
            return False
        self.take()
        return True

    def expect(self, kind: str) -> Word:
        """Take a word of a kind."""
        if self.word.kind != kind:
            found = f"not “{self.word.text}”" if self.word.kind else "and the file breaks off"
            raise self.fault(f"“{kind}” is wanted there, {found}.", None, f"Write “{kind}” there.")
        return self.take()

    def keyword(self, text: str) -> bool:
        """Take the next word if it is this keyword."""
        if self.word.kind != "keyword" or self.word.text != text:
            return False
        self.take()
        return True

    def identifier(self) -> str:
        """Take a name that may also be a keyword."""
        if self.word.kind not in ("name", "keyword"):
            raise self.fault(f"A name is wanted there, not “{self.word.text}”.")
        return self.take().text

    def literal(self) -> str:
        """Take a text in quotation marks, or several joined by `~`."""
        text = self.expect("literal").text
        while self.skip("~"):
            text += self.expect("literal").text
        return text

    def node(self, tag: str, word: Word, children: list[Node], **attributes: str) -> Node:
        """Make a part."""
        node = Node(tag, attributes, self.around, word.offset)
        node.children = children
        return node

    def namespace(self, prefix: str, word: Word) -> str:
        """Give the namespace of a prefix."""
        if prefix not in self.prefixes:
            raise self.fault(
                f"The prefix “{prefix}” is not declared.",
                word,
                f'Declare it: namespace {prefix} = "…"',
            )
        return self.prefixes[prefix]

    def in_namespace(self, ns: str, library: str = "") -> Surroundings:
        """Give what holds for a name, a reference or a datatype."""
        return Surroundings(self.file, ns, library, self.prefixes, "")

    # ---- annotations

    def annotations(self) -> None:
        """Pass over annotations in brackets."""
        while self.word.kind == "[":
            self.annotation()

    def following_annotations(self) -> None:
        """Pass over annotations after `>>`."""
        while self.skip(">>"):
            self.take()
            self.annotation()

    def annotation(self) -> None:
        """Pass over what stands in brackets."""
        opening = self.expect("[")
        depth = 1
        while depth:
            word = self.take()
            if not word.kind:
                raise self.fault("“[” has no “]”.", opening)
            depth += (word.kind == "[") - (word.kind == "]")

"""Which rules would read other files, which none of them may.

Saxon refuses such a call only where it needs what the call gives; to say whether `doc('a.xml')`
is true it needs nothing. So this is told from the words of the rules, before they are compiled.
"""

from __future__ import annotations

import re

from lxml import etree

from tei.schematron.vocabulary import sch, xslt

# XPath and XQuery Functions and Operators 3.1, 14.6; XSLT 3.0, 20.1.
_READING = (
    *("collection", "doc", "doc-available", "document", "json-doc", "unparsed-text"),
    *("unparsed-text-available", "unparsed-text-lines", "uri-collection"),
)
_CALL = re.compile(rf"(?<![\w.:}}-])(?:fn:)?({'|'.join(_READING)})\s*(?:\(|#\d)")
_NO_CALL = re.compile(r"\"[^\"]*\"|'[^']*'|\(:.*?:\)", re.DOTALL)


class Outside:
    """Knows of the values and functions of a schema by which of XPath's functions they read."""

    def __init__(self, schema: etree._Element) -> None:
        # By what they are referred to: `$value`, `f:function(`.
        self._known: dict[str, str] = {}
        makers = [
            (rf"\${re.escape(each.get('name', ''))}(?![\w.-])", each)
            for each in schema.iter(sch("let"))
        ]
        makers += [
            (rf"(?<![\w.:-]){re.escape(each.get('name', ''))}\s*\(", each)
            for each in schema.iter(xslt("function"))
        ]
        count = -1
        while count < len(self._known):
            count = len(self._known)
            for word, element in makers:
                if word not in self._known and (reader := self.reader(element)):
                    self._known[word] = reader

    def reader(self, element: etree._Element) -> str:
        """Give the function by which something in an element reads files; "" if nothing does."""
        if next(element.iter(xslt("source-document")), None) is not None:
            return "xsl:source-document"
        values = (str(value) for each in element.iter() for value in each.values())
        return next(filter(None, map(self.reader_in, values)), "")

    def reader_in(self, expression: str) -> str:
        """Give the function by which an expression reads files; "" if it does not."""
        words = _NO_CALL.sub("''", expression)
        if found := _CALL.search(words):
            return found[1]
        return next((reader for word, reader in self._known.items() if re.search(word, words)), "")

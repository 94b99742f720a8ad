"""Edits of comments, and of what stands before the first element."""

from __future__ import annotations

import re

from lxml import etree

from benchmarks.edits.desk import Desk, Edit
from tei import names
from tei.elements import remove
from tei.revisions.changes import Category, Kind
from tei.revisions.vocabulary import COMMENT, INSTRUCTION

_SAID = "To be held against the photographs"
_COMMENT = frozenset({Category.COMMENT})


class Comments(Desk):
    """Adds, changes and removes comments."""

    def comments(self, number: int) -> None:
        self._before_all()
        found = [
            each
            for text in self.root.iter(names.tei("text"))
            for each in text.iter(etree.Comment)
            if len((each.text or "").split()) > 2
        ]
        self.chance.shuffle(found)
        for away, comment in enumerate(found[:number]):
            self._otherwise(comment, away=bool(away % 2))
        for site in self.sites():
            match = re.search(r"(?<=\w{4}) ", site.text)
            if len(self.edits) >= number:
                return
            if match and self.take(site.holder):
                said = f" {_SAID}: {len(self.edits)} "
                site.wrap(match.end(), match.end(), etree.Comment(said), said)
                kinds = frozenset({Kind.ADDED})
                self.note(site.holder, Edit("comment", _COMMENT, kinds, COMMENT, "", said))

    def _otherwise(self, comment: etree._Element, *, away: bool) -> None:
        """Remove a comment, or change it."""
        parent = comment.getparent()
        if parent is None or (self.block(parent) is not None and not self.take(parent)):
            return
        old = comment.text or ""
        new = "" if away else f"{old.rstrip()} (dubious) "
        kinds = frozenset({Kind.REMOVED if away else Kind.CHANGED})
        block = self.block(parent)
        holder = parent if block is None else block
        self.note(holder, Edit("comment", _COMMENT, kinds, COMMENT, old, new))
        if away:
            remove(comment)
        else:
            comment.text = new

    def _before_all(self) -> None:
        """Put an instruction and a comment before the first element."""
        style = 'xml-stylesheet href="style.css"'
        for subject, said in ((INSTRUCTION, style), (COMMENT, _SAID)):
            kinds = frozenset({Kind.ADDED})
            self.edits.append(Edit("before all", _COMMENT, kinds, subject, "", said))
            self.prolog += f"<?{said}?>\n" if subject == INSTRUCTION else f"<!--{said}-->\n"

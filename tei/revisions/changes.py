"""What a comparison reports: changes, each of a class that an editor knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tei.findings import Position


class Category(StrEnum):
    """The classes of change. The value is what `--select` takes and what reports print."""

    SUBSTANTIVE = "substantive"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    DIACRITICS = "diacritics"
    SPACING = "spacing"
    CORRECTION = "correction"
    NORMALISATION = "normalisation"
    INTERVENTION = "intervention"
    LEMMA = "lemma"
    APPARATUS = "apparatus"
    WITNESS = "witness"
    NOTE = "note"
    MENTION = "mention"
    DATE = "date"
    LINK = "link"
    STRUCTURE = "structure"
    MARKUP = "markup"
    LAYOUT = "layout"
    RECORD = "record"
    METADATA = "metadata"
    COMMENT = "comment"
    FILE = "file"


# What each class holds, for help and documentation.
MEANINGS = {
    Category.SUBSTANTIVE: "words of the text changed, added or removed",
    Category.SPELLING: "a word spelt otherwise: a letter or two differ",
    Category.PUNCTUATION: "punctuation of the text",
    Category.CAPITALS: "capital and small letters",
    Category.DIACRITICS: "accents and other marks on letters",
    Category.SPACING: "white space between words, where it matters",
    Category.CORRECTION: "choice of sic and corr",
    Category.NORMALISATION: "choice of orig and reg, or abbr and expan",
    Category.INTERVENTION: "supplied, surplus, unclear, gap, add, del and the like",
    Category.LEMMA: "the lemma of an apparatus entry",
    Category.APPARATUS: "entries and readings of the apparatus",
    Category.WITNESS: "the witnesses of a reading",
    Category.NOTE: "notes",
    Category.MENTION: "names, and whom or what they mean",
    Category.DATE: "dates and times, and their normal form",
    Category.LINK: "references and where they lead",
    Category.STRUCTURE: "divisions, paragraphs, lines: split, merged, moved, added, removed",
    Category.MARKUP: "other markup of a passage",
    Category.LAYOUT: "pages, columns and lines of the source",
    Category.RECORD: "records in a register of persons, places, works",
    Category.METADATA: "the header",
    Category.COMMENT: "comments, processing instructions, the document type",
    Category.FILE: "files added, removed, renamed",
}

# Names that stand for several classes.
FAMILIES = {
    "text": (
        Category.SUBSTANTIVE,
        Category.SPELLING,
        Category.PUNCTUATION,
        Category.CAPITALS,
        Category.DIACRITICS,
        Category.SPACING,
    ),
    "editing": (Category.CORRECTION, Category.NORMALISATION, Category.INTERVENTION),
    "apparatus": (Category.LEMMA, Category.APPARATUS, Category.WITNESS),
}


class Kind(StrEnum):
    """What was done."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    RENAMED = "renamed"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change is in one of the files.

    `position` is that of the passage, or of the place where it would stand; `locus` the place in
    the edited text ("Poem 2, line 34"); `id` the nearest @xml:id around it; `xpath` leads to the
    element that holds it (“/*/*[2]/*[1]”); `within` names the element around an element.
    """

    position: Position
    locus: str = ""
    id: str = ""
    xpath: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed.

    `subject` is the name of the element, with “/@” and the attribute's name where an attribute was
    changed, "" for words; `old` and `new` are the words or the value before and after; `before` and
    `after` are the words around the passage. `around_old` and `around_new` are these as either
    file has them, with the blank beside the passage: another change may stand close by. `origin` is
    the file in which a moved passage stood, where that is another one.
    """

    category: Category
    kind: Kind
    subject: str
    old: str
    new: str
    before: str
    after: str
    old_place: Place
    new_place: Place
    around_old: tuple[str, str] = ("", "")
    around_new: tuple[str, str] = ("", "")
    origin: str = ""

    @property
    def place(self) -> Place:
        """Where to look: in the new file, or in the old one for what is gone."""
        return self.old_place if self.kind is Kind.REMOVED else self.new_place

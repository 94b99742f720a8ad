"""How changes are told to a person: what each is called, and its words with what is around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tei.revisions.changes import Category, Change, Kind
from tei.revisions.editions import Compared

NOUNS = {
    "app": "apparatus entry",
    "rdg": "reading",
    "lem": "lemma",
    "rdgGrp": "group of readings",
    "witDetail": "note on a witness",
    "note": "note",
    "choice": "choice",
    "p": "paragraph",
    "l": "line",
    "lg": "stanza",
    "ab": "block",
    "head": "heading",
    "list": "list",
    "item": "list item",
    "persName": "name of a person",
    "placeName": "name of a place",
    "orgName": "name of a body",
    "name": "name",
    "rs": "mention",
    "date": "date",
    "pb": "page break",
    "lb": "line break",
    "cb": "column break",
    "gap": "gap",
    "supplied": "supplied text",
    "unclear": "unclear reading",
    "surplus": "surplus text",
    "ref": "reference",
    "ptr": "pointer",
    "quote": "quotation",
    "q": "quotation",
    "bibl": "bibliographic reference",
    "title": "title",
    "term": "term",
    "foreign": "foreign words",
    "hi": "highlighting",
    "emph": "emphasis",
    "change": "entry of the revision history",
    "person": "person",
    "place": "place",
    "org": "body",
    "div": "division",
    "figure": "figure",
    "table": "table",
    "row": "row",
    "cell": "cell",
    "speaker": "speaker",
    "sp": "speech",
    "stage": "stage direction",
    "add": "addition",
    "del": "deletion",
    "fw": "running head",
    "#comment": "comment",
    "#pi": "processing instruction",
    "DOCTYPE": "document type",
    "seg": "segment",
    "surname": "surname",
    "forename": "forename",
    "abbr": "abbreviation",
    "expan": "expansion",
    "witness": "witness",
    "choice-correction": "correction",
    "choice-normalisation": "normalisation",
    "words-substantive": "words",
    "words-spelling": "spelling",
    "words-punctuation": "punctuation",
    "words-capitals": "capitals",
    "words-diacritics": "accents",
    "words-spacing": "space between words",
    "words-lemma": "lemma",
    "words-metadata": "words of the header",
    "words-record": "words of a record",
    "words-correction": "correction",
    "words-normalisation": "normal form",
    "words-note": "note",
}
# What was done. The labels of the stylesheets (xslt/common/labels-changes-*.xsl) have the same.
PHRASES = {
    "changed-words": "{}",
    "added": "{} added",
    "removed": "{} removed",
    "changed": "{} changed",
    "moved": "{} moved",
    "split": "{} divided",
    "merged": "{} joined to another",
    "renamed": "{} turned into {}",
    "extended": "{}: other extent",
    "nested": "{}: nested otherwise within {}",
    "out": "{}: out of {}, into {}",
    "marked": "marked as {}",
    "unmarked": "no longer marked as {}",
    "witnesses": "witnesses of a reading",
    "identified": "{} identified",
    "identified-otherwise": "{} identified otherwise",
    "unidentified": "{} no longer identified",
    "attribute-added": "{}: {} added",
    "attribute-removed": "{}: {} removed",
    "attribute-changed": "{}: {}",
}


def noun(change: Change) -> str:
    """Name the element of a change: “reading”, or <foo> where it has no name of its own."""
    return named(_subject(change))


def named(name: str) -> str:
    """Name an element or a kind of words: “reading”; <foo>, and @foo, where it has no name."""
    return NOUNS.get(name) or (name if name[0] == "@" else f"<{name}>")


def _subject(change: Change) -> str:
    name = change.subject.partition("/@")[0]
    if name == "choice" and f"choice-{change.category.value}" in NOUNS:
        return f"choice-{change.category.value}"
    return name or "words-substantive"


def is_about_words(change: Change) -> bool:
    """Tell whether words were changed, not an element or an attribute."""
    return not change.subject or (change.kind is Kind.CHANGED and "/@" not in change.subject)


def title(change: Change) -> str:
    """Say in a few words what was done."""
    if change.category is Category.FILE:
        return f"file {change.kind.value}"
    what, names = phrase(change)
    return PHRASES[what].format(*map(named, names))


def phrase(change: Change) -> tuple[str, tuple[str, ...]]:
    """Say what was done by a word for it, and the elements, words or attributes it was done to."""
    kind = change.kind
    if "/@" in change.subject:
        return _attribute(change)
    if not change.subject or change.category is Category.LEMMA:
        words = f"words-{change.category.value}"
        what = "changed-words" if kind is Kind.CHANGED else kind.value
        return what, (words if words in NOUNS else "words-substantive",)
    name = _subject(change)
    if kind is Kind.RENAMED:
        old, _, new = change.subject.partition(" → ")
        return "renamed", (old, new)
    if kind is Kind.EXTENDED:
        return _extent(change, name)
    if change.old == change.new and change.old and kind in (Kind.ADDED, Kind.REMOVED):
        return "marked" if kind is Kind.ADDED else "unmarked", (name,)
    return kind.value, (name,)


def _extent(change: Change, name: str) -> tuple[str, tuple[str, ...]]:
    """Say whether an element holds other words now, or stands within another element."""
    old, new = change.old_place.within, change.new_place.within
    if change.old != change.new or not old or not new:
        return "extended", (name,)
    return ("nested", (name, new)) if old == new else ("out", (name, old, new))


def _attribute(change: Change) -> tuple[str, tuple[str, ...]]:
    name, attribute = _subject(change), change.subject.partition("/@")[2]
    if change.category is Category.WITNESS:
        return "witnesses", ()
    if change.category is Category.MENTION and attribute in ("ref", "key"):
        kinds = {Kind.ADDED: "identified", Kind.REMOVED: "unidentified"}
        return kinds.get(change.kind, "identified-otherwise"), (name,)
    return f"attribute-{change.kind.value}", (name, f"@{attribute}")


def witnesses(change: Change) -> tuple[list[str], list[str]]:
    """Give the witnesses that are no longer named, and those that are named now."""
    old, new = change.old.split(), change.new.split()
    return [each for each in old if each not in new], [each for each in new if each not in old]


def identified(results: Iterable[Compared]) -> Iterator[tuple[str, Change]]:
    """Give the changes of all files, each with an id.

    The id is the same as long as class, words and locus of a change are: other edits in the file do
    not touch it.
    """
    import hashlib  # slow to load, and not wanted on a terminal

    seen: Counter[str] = Counter()
    for result in results:
        for change in result.changes:
            parts = (
                *(change.category.value, change.kind.value, change.subject),
                *(change.old, change.new, change.new_place.locus, change.new_place.position.path),
            )
            digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
            ident = digest.hexdigest()[:12]
            seen[ident] += 1
            yield ident if seen[ident] == 1 else f"{ident}-{seen[ident]}", change


def counts(changes: Iterable[Change]) -> list[tuple[Category, int]]:
    """Count changes by class, in the order of the classes."""
    counted = Counter(change.category for change in changes)
    return [(category, counted[category]) for category in Category if counted[category]]


def shortened(text: str, longest: int) -> str:
    """Shorten a long passage in its middle."""
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    head, tail = text[:half].rsplit(" ", 1)[0], text[-half:].split(" ", 1)[-1]
    return f"{head} … {tail}"
